"""Where the numbers of a document stand: each as a mark on its page, one table at a time."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd

from .. import labels
from ..labels import Lang
from . import encodings, select, theme
from .choices import Choice, key_of, reacting, title_of
from .figure import Figure, Selection, drawn_from, reads
from .phrases import choice_title

if TYPE_CHECKING:
    import altair as alt

SECTION = "evidence"
CHOICE = "table"
MOST_MARKS = 4000
WIDTH, TITLE_EMS = theme.WIDTH + 120, 46
"""The width of the figure in pixels, and of the lines of its title in letters: both more than those of other figures."""
KEPT = ["doc", "table", "code", "name", "header", "raw", "page", "line", "where", "ref", "place"]
PAGE_WIDTH = 0.92
"""How much of the distance between two pages is the page."""
LINES, LINE_HEIGHT = 100, 0.008
"""How many lines of a text stand in one column, and how high a mark is beside them."""

Box = tuple[float | None, float | None, float | None, float | None]


@reads("amounts")
def evidence_twin_table(source: Any, *, lang: Lang = "zh") -> pd.DataFrame:
    """The rows of :func:`evidence_twin`: table, name, header, raw, and the box of each number, its page the whole part of x.

    Returns
    -------
    DataFrame
        doc (string), table (string), code (string), name (string), header (string), raw (string), page (Int64), line
        (Int64), where (str), ref (str), place (object), x0 (float64), x1 (float64), y0 (float64), y1 (float64). `ref`
        names the row of the frame.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.evidence_twin_table(d)[["table", "raw", "where"]].to_numpy().tolist()[0]
    ['project', '0', '第 130 行']
    """
    amounts = select.one(source, "amounts")
    rows = select.with_place(amounts.assign(place=amounts["bbox"]), lang).head(MOST_MARKS)
    sizes = _page_sizes(source)
    printed = zip(rows["page"], rows["line"], rows["place"], strict=True)
    boxes = [box_of(page, line, box, sizes) for page, line, box in printed]
    marks = pd.DataFrame(boxes, columns=["x0", "x1", "y0", "y1"], index=rows.index)
    placed = pd.concat([rows[KEPT], marks], axis=1)
    return placed[placed["x0"].notna()].reset_index(drop=True)


def _page_sizes(source: Any) -> dict[int, tuple[float, float]]:
    """Width and height of each page, where the document is at hand."""
    pages = source.document.pages if hasattr(source, "document") else ()
    return {page.number: (page.width, page.height) for page in pages}


def box_of(page: Any, line: Any, box: Any, sizes: dict[int, tuple[float, float]]) -> Box:
    """The box of a number: the page is the whole part of x, the height is a share of the page; lines stand a hundred to a column.

    Examples
    --------
    >>> box_of(3, None, (0, 0, 300, 400), {3: (600, 800)})
    (3.0, 3.46, 0.0, 0.5)
    >>> box_of(None, 250, None, {})
    (2.2, 2.7, 0.5, 0.508)
    """
    if box is not None and not pd.isna(page) and page in sizes:
        width, height = sizes[page]
        return page + box[0] / width * PAGE_WIDTH, page + box[2] / width * PAGE_WIDTH, box[1] / height, box[3] / height
    if pd.isna(line):
        return None, None, None, None
    column, row = divmod(int(line), LINES)
    return column + 0.2, column + 0.7, row / LINES, row / LINES + LINE_HEIGHT


def _marks(shown: Selection) -> alt.Chart:
    import altair as alt

    tips = encodings.tooltips(SECTION, shown.lang, "code:N", "name:N", "header:N", "raw:N", "where:N")
    groups = shown.rows.groupby(CHOICE, sort=False)
    findings = {str(table): _finding(own, shown) for table, own in groups}
    base = alt.Chart(shown.rows.drop(columns=["place"])).encode(tooltip=tips)
    base = reacting(base, (_choice(shown),), findings, ems=TITLE_EMS, **_limits(shown.rows))
    x, x2, y, y2 = _box_axes(shown)
    marks: alt.Chart = base.mark_rect(color=theme.COLOURS["main"], opacity=0.8, strokeWidth=0)
    return marks.encode(x=x, x2=x2, y=y, y2=y2)


def _choice(shown: Selection) -> Choice:
    """The tables, the one with the most numbers first."""
    tables = shown.rows[CHOICE].value_counts(sort=True).index
    options = tuple((labels.label("table", table, shown.lang), table) for table in tables)
    return Choice(CHOICE, choice_title(shown.section, "table", shown.lang), options)


def _limits(rows: pd.DataFrame) -> dict[str, dict[str, float]]:
    """The first page of each table, and the one behind its last."""
    groups = {str(table): own for table, own in rows.groupby(CHOICE)}
    lows = {table: float(math.floor(own["x0"].min())) for table, own in groups.items()}
    return {"lows": lows, "tops": {table: float(math.floor(own["x1"].max()) + 1) for table, own in groups.items()}}


def _box_axes(shown: Selection) -> tuple[alt.X, str, alt.Y, str]:
    """Pages from left to right, each from top to bottom."""
    import altair as alt

    low, top = ({"expr": f"{side}[{key_of(CHOICE)}]"} for side in ("lows", "tops"))
    axis = alt.Axis(labelExpr=_page_label(shown), tickMinStep=1, grid=True, format="d")
    x = alt.X("x0:Q", title=None, axis=axis).scale(nice=False, zero=False, domainMin=low, domainMax=top)
    return x, "x1:Q", alt.Y("y0:Q", axis=None, scale=alt.Scale(domain=[0, 1], reverse=True, nice=False)), "y1:Q"


def _page_label(shown: Selection) -> str:
    """The expression that names a page under its left edge."""
    before, after = shown.say("page", number="|").split("|")
    parts = [f"'{before}'", "datum.value", *([f"'{after}'"] if after else [])]
    return f"floor(datum.value) == datum.value ? {' + '.join(parts)} : ''"


def _finding(rows: pd.DataFrame, shown: Selection) -> str:
    """A table's name, how many numbers it has, and from where to where they stand."""
    first, last = rows["where"].iloc[0], rows["where"].iloc[-1]
    reach = first if first == last else f"{first} – {last}"
    name = labels.label("table", rows[CHOICE].iloc[0], shown.lang)
    return shown.say("title", table=name, count=len(rows), reach=reach)


def _subtitle(shown: Selection) -> str:
    rows = shown.rows.drop(columns=[CHOICE])  # each choice has its own
    return select.subtitle(rows, shown.say("unit"), shown.lang, shown.say("source"))


EVIDENCE = Figure(
    section=SECTION, rows=evidence_twin_table, marks=_marks, title=lambda _: title_of(CHOICE), subtitle=_subtitle,
    largest=lambda rows: float(len(rows)), size=lambda _: {"width": WIDTH, "height": 300, "least": 480},
)  # fmt: skip


@drawn_from(evidence_twin_table)
def evidence_twin(source: Any, *, lang: Lang = "zh") -> alt.Chart:
    """Every amount where it is printed, page by page from top to bottom, the table chosen inside the chart.

    In a report a click on a mark opens its page. A document with no pages is drawn by its lines.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> len(bn.charts.evidence_twin(d).to_dict()["params"]) > 1
    True
    """
    return EVIDENCE.chart(source, lang=lang)
