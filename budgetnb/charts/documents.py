"""Several disclosures in one figure: what each is called, and what is said where there is none to draw."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from ..labels import Lang
from . import select, theme
from .figure import Selection
from .phrases import phrase

SECTION = "side_by_side"


def document_name(rows: pd.DataFrame, lang: Lang) -> str:
    """What a document is called: organisation and year, final accounts as such."""
    first = select.this_year(rows).iloc[0]
    final = phrase(SECTION, "final", lang) if first["stage"] == "final" else ""
    year = "" if pd.isna(first["year"]) else f" {first['year']}"
    return f"{first['organisation']}{year}{final}"


def own_labels(rows: pd.DataFrame, *, cut: bool = False) -> list[str]:
    """The label of each row's document: two of the same name and year stay two; `cut` to what an axis has room for."""
    first = rows.drop_duplicates("doc")
    labels: Iterable[str] = map(theme.named, first["label"]) if cut else first["label"]
    own = dict(zip(first["doc"], theme.apart(labels), strict=True))
    return [own[doc] for doc in rows["doc"]]


def absent(shown: Selection) -> str:
    """What is said where there is nothing to set side by side: no document is chosen, or none of them has it."""
    disclosures = getattr(shown.source, "disclosures", shown.source)
    if isinstance(disclosures, (list, tuple)) and not disclosures:
        return phrase(SECTION, "absent_documents", shown.lang)
    return phrase(SECTION, "absent", shown.lang, what=shown.say("what"))
