"""How many cells a reader has corrected: what every chart of a corrected disclosure says below unit and source."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ..labels import Lang
from .phrases import phrase


def correction_note(source: Any, lang: Lang) -> tuple[str, ...]:
    """The line that says how many cells are corrected; nothing where none is."""
    count = corrections(source)
    return (phrase("corrections", "note", lang, count=count),) if count else ()


def corrections(source: Any) -> int:
    """How many cells of a disclosure, a corpus, a list of disclosures or a frame a reader has corrected."""
    if isinstance(source, pd.DataFrame):
        return len(source.attrs.get("corrected", ()))
    disclosures = getattr(source, "disclosures", source)
    if isinstance(disclosures, (list, tuple)):
        return sum(map(corrections, disclosures))
    applied = getattr(getattr(source, "corrections", None), "applied", ())
    return len({(change.ref, change.column) for change in applied})
