"""Where the numbers of a document stand: each as a mark on its page, one table at a time."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd

from .. import labels
from ..labels import Lang, say
from . import select, theme
from .corrected import marked

if TYPE_CHECKING:
    import altair as alt

MOST_MARKS = 4000


@marked
def evidence_twin(source: Any, *, lang: Lang = "zh") -> alt.Chart:
    """Every amount where it is printed, page by page from top to bottom, the table chosen inside the chart.

    In a report a click on a mark opens its page. A document with no pages is drawn by its lines.

    Returns
    -------
    altair.Chart
        Drawn from the rows of :func:`evidence_twin_table`; where there is none, a chart that says so.

    Raises
    ------
    OptionError
        `source` has no frame `amounts`, or holds several documents, whose amounts are never added; `lang` is neither
        zh nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> len(bn.charts.evidence_twin(d).to_dict()["params"]) > 1
    True
    """
    import altair as alt

    data = evidence_twin_table(source, lang=lang)
    if data.empty:
        return theme.blank(say(("这份公开没有读出金额。", "No amounts were read from this disclosure."), lang))
    tables = list(data["table"].value_counts(sort=True).index)
    sides = {
        "lows": data.groupby("table")["x0"].min().map(math.floor),
        "tops": data.groupby("table")["x1"].max().map(math.floor) + 1,
    }
    ends = [
        alt.param(name=name, value={key: float(value) for key, value in side.items()}) for name, side in sides.items()
    ]
    names = [labels.label("table", table, lang) for table in tables]
    chosen = alt.param(
        name="chosen_table",
        value=tables[0],
        bind=alt.binding_select(options=tables, labels=names, name=say(("表 ", "Table "), lang)),
    )
    told = alt.param(
        name="findings", value={table: [_said(own, lang)] for table, own in data.groupby("table", sort=False)}
    )
    base = (
        alt.Chart(data.drop(columns=["place"]))
        .encode(tooltip=_tips(lang))
        .add_params(chosen, told, *ends)
        .transform_filter("datum.table == chosen_table")
    )
    marks = base.mark_rect(color=theme.COLOURS["main"], opacity=0.8, strokeWidth=0).encode(
        x=alt.X("x0:Q", title=None, axis=alt.Axis(labelExpr=_pages(lang), tickMinStep=1, grid=True, format="d")).scale(nice=False, zero=False, domainMin={"expr": "lows[chosen_table]"}, domainMax={"expr": "tops[chosen_table]"}),
        x2="x1:Q", y=alt.Y("y0:Q", axis=None, scale=alt.Scale(domain=[0, 1], reverse=True, nice=False)), y2="y1:Q")  # fmt: skip
    doc = select.subtitle(
        data.drop(columns=["table"]),
        say(("一格一个数", "one box a number"), lang),
        lang,
        say(("页从左到右", "pages from left to right"), lang),
    )
    return theme.finish(marks, {"expr": "findings[chosen_table]"}, doc, width=theme.WIDTH + 120, height=300, least=480)


def evidence_twin_table(source: Any, *, lang: Lang = "zh") -> pd.DataFrame:
    """The rows of :func:`evidence_twin`: table, name, header, raw, and the box of each number, its page the whole part of x.

    Returns
    -------
    DataFrame
        doc (string), table (string), code (string), name (string), header (string), raw (string), page (Int64), line
        (Int64), where (str), ref (str), place (object), x0 (float64), x1 (float64), y0 (float64), y1 (float64). `ref`
        names the row of the frame.

    Raises
    ------
    OptionError
        `source` has no frame `amounts`, or holds several documents, whose amounts are never added; `lang` is neither
        zh nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.evidence_twin_table(d)[["table", "raw", "where"]].to_numpy().tolist()[0]
    ['project', '0', '第 130 行']
    """
    rows = select.with_place(select.one(source, "amounts").assign(place=lambda f: f["bbox"]), lang).head(MOST_MARKS)
    sizes = (
        {page.number: (page.width, page.height) for page in source.document.pages}
        if hasattr(source, "document")
        else {}
    )
    boxes = [
        _box(page, line, box, sizes) for page, line, box in zip(rows["page"], rows["line"], rows["place"], strict=True)
    ]
    named = pd.DataFrame(boxes, columns=["x0", "x1", "y0", "y1"], index=rows.index)
    keep = ["doc", "table", "code", "name", "header", "raw", "page", "line", "where", "ref", "place"]
    made = pd.concat([rows[keep], named], axis=1)
    return made[made["x0"].notna()].reset_index(drop=True)


def _box(page: Any, line: Any, box: Any, sizes: dict[int, tuple[float, float]]) -> tuple[float | None, ...]:
    """The box of a number: the page is the whole part of x, the height is a share of the page; lines stand a hundred to a column."""
    if box is not None and not pd.isna(page) and page in sizes:
        width, height = sizes[page]
        return page + box[0] / width * 0.92, page + box[2] / width * 0.92, box[1] / height, box[3] / height
    if pd.isna(line):
        return (None,) * 4
    column, row = divmod(int(line), 100)
    return column + 0.2, column + 0.7, row / 100, row / 100 + 0.008


def _pages(lang: Lang) -> str:
    return (
        "floor(datum.value) == datum.value ? '"
        + say(("第 ' + datum.value + ' 页'", "p. ' + datum.value"), lang)
        + " : ''"
    )


def _said(rows: pd.DataFrame, lang: Lang) -> str:
    first, last = rows["where"].iloc[0], rows["where"].iloc[-1]
    reach = first if first == last else f"{first} – {last}"
    name = labels.label("table", rows["table"].iloc[0], lang)
    return say((f"{name}：{len(rows)} 个数，{reach}", f"{name}: {len(rows)} numbers, {reach}"), lang)


def _tips(lang: Lang) -> list[Any]:
    import altair as alt

    titles = {
        "code": ("编码", "Code"),
        "name": ("名称", "Name"),
        "header": ("列", "Column"),
        "raw": ("印作", "Printed"),
        "where": ("出处", "Printed on"),
    }
    return [alt.Tooltip(f"{field}:N", title=say(words, lang)) for field, words in titles.items()]
