"""How many indicators each category has, by project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ..labels import Lang
from . import encodings, indicators, select, theme
from .bar_views import bar_rows
from .figure import Figure, Listing, Selection, drawn_from, reads
from .phrases import phrase

if TYPE_CHECKING:
    import altair as alt

SECTION = "kpi_matrix"
MOST_PROJECTS = 30
CATEGORY_EMS = 6
SHADES = ("#eaf3fa", "#4d9fce")
PALEST = 5
"""Counts are shaded up to the largest, and at least up to this one: a few indicators stay pale."""


@reads("kpis")
def kpi_matrix_table(source: Any, *, lang: Lang = "zh") -> pd.DataFrame:
    """The rows of :func:`kpi_matrix`: project, category, count of indicators (0 where it is printed blank).

    Returns
    -------
    DataFrame
        project (string), category (string), count (int64).

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.kpi_matrix_table(d)[["project", "category", "count"]].to_numpy().tolist()[0]
    ['（整体）', '数量指标', 9]
    """
    kpis = select.one(source, "kpis")
    project = kpis["project"].replace("", phrase(SECTION, "whole", lang))
    category = kpis["level2"].where(kpis["level2"] != "", kpis["level1"]).replace("", phrase(SECTION, "unnamed", lang))
    rows = kpis.assign(project=project, category=category, count=(kpis["operator"] != "blank").astype(int))
    table = rows.groupby(["project", "category"], sort=False)["count"].sum().reset_index()
    largest = table.groupby("project")["count"].sum().nlargest(MOST_PROJECTS).index
    return table[table["project"].isin(largest)].reset_index(drop=True)


def _data(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows as boxes: labels that fit, and the count in words."""
    columns = [theme.wrap(category, CATEGORY_EMS) for category in rows["category"]]
    counts = [str(count) if count else "—" for count in rows["count"]]
    return rows.assign(label=encodings.short_labels(rows["project"]), told=counts, part=columns)


def _marks(shown: Selection) -> alt.Chart:
    import altair as alt

    data = _data(shown.rows)
    x = alt.X("part:N", sort=None, title=None, axis=_category_axis(data))
    base = alt.Chart(data).encode(x=x, y=encodings.names(), tooltip=["project:N", "category:N", "count:Q"])
    scale = alt.Scale(domain=[0, max(PALEST, int(data["count"].max()))], range=list(SHADES))
    shade = alt.Color("count:Q", legend=None, scale=scale)
    colour = alt.condition("datum.count == 0", alt.value(theme.COLOURS["blank"]), shade)
    boxes = base.mark_rect(strokeWidth=3, cornerRadius=3).encode(color=colour)
    layers: alt.Chart = boxes + base.mark_text(fontSize=13, color=theme.INK).encode(text="told:N")
    return layers


def _category_axis(data: pd.DataFrame) -> alt.Axis:
    """The categories above the boxes: the lines of a label grow downwards, so the longest sets how far away they stand."""
    import altair as alt

    room = 6 + 14 * max(part.count("\n") for part in data["part"])
    lines = {"labelExpr": encodings.LABEL_LINES, "labelAngle": 0, "labelPadding": room, "labelOverlap": False}
    return alt.Axis.from_dict({**lines, "orient": "top", "ticks": False, "domain": False})


def _size(shown: Selection) -> dict[str, Any]:
    columns = _data(shown.rows)["part"].nunique()
    return {**theme.rows_of(46), "least": max(420, 150 + 82 * columns)}


def _title(shown: Selection) -> str:
    """How many indicators there are, and which categories stay blank."""
    sums = shown.rows.groupby("category", sort=False)["count"].sum()
    blank = [str(category) for category, count in sums.items() if not count]
    more = shown.say("blank", categories=shown.say("between").join(blank)) if blank else _largest(sums, shown)
    return shown.say("title", count=int(sums.sum()), more=more)


def _largest(sums: pd.Series[int], shown: Selection) -> str:
    """Which category has the most indicators; that there are none of them."""
    ordered = sums.sort_values(ascending=False, kind="stable")
    if len(ordered) < 2:
        return shown.say("no_categories")
    if ordered.iloc[0] == ordered.iloc[1]:
        return shown.say("spread", categories=len(ordered))
    return shown.say("most", category=ordered.index[0], count=ordered.iloc[0])


def _bars(shown: Selection) -> pd.DataFrame:
    """The categories of all projects together."""
    sums = shown.rows.groupby("category", sort=False)["count"].sum()
    blank = phrase(indicators.SECTION, "blank", shown.lang)
    return bar_rows(sums.index, sums.astype(float), [str(count) if count else blank for count in sums])


KPI_MATRIX = Figure(
    section=SECTION, rows=kpi_matrix_table, marks=_marks, title=_title, subtitle=indicators.subtitle, absent=indicators.absent,
    largest=indicators.largest_count, size=_size, bars=_bars,
    listing=Listing(kpi_matrix_table, ("project", "category", "count")),
)  # fmt: skip


@drawn_from(kpi_matrix_table)
def kpi_matrix(source: Any, *, lang: Lang = "zh") -> alt.Chart:
    """How many indicators each category has, by project; categories printed blank stand as zero.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.kpi_matrix(d).to_dict()["title"]["text"]
    ['19 个绩效指标；空白：时效指标、成本指标、可持续影响指标']
    """
    return KPI_MATRIX.chart(source, lang=lang)
