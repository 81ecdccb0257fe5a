"""The word on a reader's corrections that every chart of a corrected disclosure carries."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec

import pandas as pd

from ..labels import say

if TYPE_CHECKING:
    import altair as alt

Given = ParamSpec("Given")


def corrections(source: Any) -> int:
    """How many cells of a disclosure, a corpus, a list of disclosures or a frame a reader has corrected."""
    if isinstance(source, pd.DataFrame):
        return len(source.attrs.get("corrected", ()))
    held = getattr(source, "disclosures", source)
    if isinstance(held, (list, tuple)):
        return sum(corrections(each) for each in held)
    applied = getattr(getattr(source, "corrections", None), "applied", ())
    return len({(each.ref, each.column) for each in applied})


def marked(draw: Callable[Given, alt.Chart]) -> Callable[Given, alt.Chart]:
    """The chart function, its charts saying below unit and source how many cells a reader has corrected."""

    @wraps(draw)
    def drawn(*given: Given.args, **options: Given.kwargs) -> alt.Chart:
        chart = draw(*given, **options)
        count = corrections(given[0]) if given else 0
        note = say((f"含读者更正 {count} 处", f"cells corrected by a reader: {count}"), options.get("lang", "zh"))  # type: ignore[arg-type]
        title = chart.to_dict().get("title", {}) if count else {}
        told = [*title.get("subtitle", ())] if title else []
        return chart.properties(title={**title, "subtitle": [*told, note]}) if title and note not in told else chart

    return drawn
