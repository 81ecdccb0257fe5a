"""Every target in per cent on one scale, with the line from which on it can hardly be raised."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ..labels import Lang
from . import encodings, indicators, select, theme
from .bar_views import bar_rows
from .encodings import MOST_BARS
from .figure import Figure, Selection, drawn_from, reads
from .indicators import AT_LEAST, AT_MOST, CEILING

if TYPE_CHECKING:
    import altair as alt

SECTION = "scale"
MOST_TARGETS = 40


@reads("kpis")
def scale_table(source: Any, *, lang: Lang = "zh") -> pd.DataFrame:
    """The rows of :func:`scale`: indicators whose target is one percentage of at most 100, highest first.

    Returns
    -------
    DataFrame
        doc (string), organisation (string), year (Int64), project (string), project_code (string), level1 (string),
        level2 (string), indicator (string), target (string), operator (string), value (float64), value_high
        (float64), unit (string), weight (float64), target_period (string), extra (string), page (Int64), line
        (Int64), raw (string), ref (str), ceiling (bool), where (str). `ref` names the row of the frame.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.scale_table(d)[["indicator", "value", "ceiling"]].to_numpy().tolist()[0]
    ['系统运维合格率', 98.0, True]
    """
    kpis = select.one(source, "kpis")
    percentage = (kpis["unit"] == "%") & kpis["value"].between(0, 100).fillna(False)
    rows = kpis[percentage & kpis["operator"].isin([*AT_LEAST, *AT_MOST])]
    rows = rows.assign(ceiling=indicators.is_ceiling(rows).astype(bool), value=rows["value"].astype(float))
    return select.with_place(rows.sort_values("value", ascending=False, kind="stable").reset_index(drop=True), lang)


def _marks(shown: Selection) -> alt.Chart:
    import altair as alt

    rows = shown.rows.head(MOST_TARGETS)
    data = rows.assign(label=encodings.short_labels(rows["indicator"], own=True))
    tips = encodings.tooltips(SECTION, shown.lang, "indicator:N", "target:N", "project:N", "where:N")
    base = alt.Chart(data).encode(y=encodings.names(), tooltip=tips)
    axis = alt.Axis(values=[0, 25, 50, 75, CEILING], labelOverlap=False)
    x = alt.X("value:Q", title="%", scale=alt.Scale(domain=[0, 115], nice=False), axis=axis)
    high, plain = (alt.value(theme.COLOURS[colour]) for colour in ("second", "main"))
    dots = base.mark_circle(size=110, opacity=1).encode(x=x, color=alt.condition("datum.ceiling", high, plain))
    stems = base.mark_rule(strokeWidth=2, opacity=0.35).encode(x=x, x2=alt.datum(0))
    words = base.mark_text(align="left", dx=9).encode(x="value:Q", text="target:N")
    layers: alt.Chart = stems + dots + words
    return layers


def _title(shown: Selection) -> str:
    """How many percentages there are, and how many of them stand at the ceiling."""
    return shown.say("title", count=len(shown.rows), high=int(shown.rows["ceiling"].sum()))


def _bars(shown: Selection) -> pd.DataFrame:
    rows = shown.rows.head(MOST_BARS)
    parts = ["high" if ceiling else "main" for ceiling in rows["ceiling"]]
    more = {
        "part": parts,
        "line": CEILING / 100,
        "full": rows["target"],
        "note": rows["project"],
        "where": rows["where"],
    }
    return bar_rows(theme.apart(rows["indicator"]), rows["value"] / 100, rows["target"], ref=rows["ref"], **more)


SCALE = Figure(
    section=SECTION, rows=scale_table, marks=_marks, title=_title, subtitle=indicators.subtitle, step=30, bars=_bars,
    bars_are_shares=True, largest=lambda rows: float(rows["value"].max()),
)  # fmt: skip


@drawn_from(scale_table)
def scale(source: Any, *, lang: Lang = "zh") -> alt.Chart:
    """Every target in per cent on one scale, the line at 95%: what stands right of it can hardly be raised.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.scale(d).to_dict()["title"]["text"]
    ['6 个目标是百分数，6 个定在 95% 及以上']
    """
    return SCALE.chart(source, lang=lang)
