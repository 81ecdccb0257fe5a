"""How targets are written, and how many stand at a percentage that can hardly be raised."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from .. import labels
from ..labels import Lang
from . import encodings, indicators, select, theme
from .bar_views import bar_rows
from .figure import Figure, Selection, drawn_from, reads

if TYPE_CHECKING:
    import altair as alt


@reads("kpis")
def targets_table(source: Any) -> pd.DataFrame:
    """The rows of :func:`targets`: operator, ceiling (a percentage of 95 or more), count.

    Returns
    -------
    DataFrame
        operator (string), ceiling (bool[pyarrow]), count (Int64).

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.targets_table(d)[["operator", "ceiling", "count"]].to_numpy().tolist()[0]
    ['>=', False, 13]
    """
    kpis = select.one(source, "kpis")
    groups = kpis.assign(ceiling=indicators.is_ceiling(kpis)).groupby(["operator", "ceiling"])
    counted = groups["indicator"].size().rename("count").reset_index()
    return counted.sort_values("count", ascending=False, kind="stable")


def _marks(shown: Selection) -> alt.Chart:
    import altair as alt

    high, plain = shown.say("high"), shown.say("plain")
    signs = [labels.label("operator", operator, shown.lang) for operator in shown.rows["operator"]]
    data = shown.rows.assign(sign=signs, part=[high if ceiling else plain for ceiling in shown.rows["ceiling"]])
    colour = encodings.parts("part", {plain: theme.COLOURS["main"], high: theme.COLOURS["second"]})
    axis = alt.Axis(labelFontSize=15, ticks=False, domain=False, labelPadding=8)
    y = alt.Y("sign:N", sort=None, title=None, axis=axis)
    x = alt.X("count:Q", title=shown.say("axis"), axis=alt.Axis(tickMinStep=1, format="d"))
    bars = alt.Chart(data).mark_bar(cornerRadiusEnd=0)
    bars = bars.encode(y=y, x=x, color=colour, tooltip=["sign:N", "part:N", "count:Q"])
    layers: alt.Chart = bars + encodings.sums(data.assign(value=data["count"]), "sign", y)
    return layers


def _title(shown: Selection) -> str:
    """Which part of the indicators are numbers, and how many stand at the ceiling."""
    written = shown.rows[shown.rows["operator"] != "blank"]
    numbers = written.loc[written["operator"] != "text", "count"].sum()
    ceiling = int(shown.rows.loc[shown.rows["ceiling"], "count"].sum())
    return shown.say("title", share=f"{numbers / max(1, written['count'].sum()):.0%}", count=ceiling)


def _bars(shown: Selection) -> pd.DataFrame:
    sums = shown.rows.groupby("operator", sort=False)["count"].sum()
    signs = [labels.label("operator", str(operator), shown.lang) for operator in sums.index]
    return bar_rows(signs, sums.astype(float), sums.astype(str))


TARGETS = Figure(
    section="targets", rows=lambda source, lang: targets_table(source), marks=_marks, title=_title, step=36, bars=_bars,
    subtitle=indicators.subtitle, absent=indicators.absent, largest=indicators.largest_count,
)  # fmt: skip


@drawn_from(targets_table)
def targets(source: Any, *, lang: Lang = "zh") -> alt.Chart:
    """How targets are meant (≥, ≤, =, text, blank), and how many stand at or above 95%.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.targets(d).to_dict()["title"]["text"]
    ['100% 的指标可以量化，6 个定在 95% 及以上']
    """
    return TARGETS.chart(source, lang=lang)
