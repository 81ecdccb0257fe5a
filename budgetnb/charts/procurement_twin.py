"""Procurement with its choice inside the chart: by subject, kind, item and in all, and the share reserved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ..labels import Lang, money
from . import select, theme
from .bar_views import BarView, Twin, views_of
from .figure import Listing, drawn_from
from .phrases import source_words
from .procurement import PROCUREMENT, SECTION, part_names, procurement_table, ways_of
from .reserve import RESERVE, reserve_table

if TYPE_CHECKING:
    import altair as alt

RESERVED = "reserve"
"""The choice that shows shares instead of amounts."""


def _views(source: Any, lang: Lang) -> dict[str, BarView]:
    by = {way: PROCUREMENT.with_settings(by=way) for way in ways_of(source)}
    return views_of({**by, RESERVED: RESERVE}, source, lang)


def _subtitle(source: Any, lang: Lang) -> str:
    first = procurement_table(source, by=ways_of(source)[0], lang=lang)
    _, unit = money(first["amount"].abs().max(), lang)
    return select.subtitle(first, unit, lang, source_words(SECTION, lang))


def _keyed(source: Any) -> pd.DataFrame:
    """The rows of every view, each with the key of its view."""
    by = [procurement_table(source, by=way).assign(key=way, share=None) for way in ways_of(source)]
    reserved = reserve_table(source)
    if len(reserved):
        by.append(reserved.assign(key=RESERVED, part="", page=reserved["page"], line=reserved["line_"]))
    return pd.concat(by, ignore_index=True) if by else procurement_table(source).iloc[0:0]


PROCUREMENT_TWIN = Twin(
    section=SECTION, choice="by", views=_views, subtitle=_subtitle,
    parts=lambda lang: {part: (name, theme.COLOURS[part]) for part, name in part_names(lang).items()},
    listing=Listing(_keyed, ("code", "name", "part", "amount", "share", "where"), "key"),
)  # fmt: skip


@drawn_from(procurement_table)
def procurement_twin(source: Any, *, lang: Lang = "zh") -> alt.Chart:
    """Procurement by subject, kind and item, and the share reserved against the rule's line: one choice inside the chart.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> len(bn.charts.procurement_twin(d).to_dict()["params"]) > 1
    True
    """
    return PROCUREMENT_TWIN.chart(source, lang=lang)
