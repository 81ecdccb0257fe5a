"""The composition as boxes that open: a code is chosen above or clicked on, and its parts fill the picture; no kernel is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ..labels import Lang
from . import boxes, select
from .choices import Choice, reacting, title_of
from .figure import Figure, Listing, Selection, drawn_from, reads
from .geometry import icicle_boxes
from .levels import COLUMNS, records
from .phrases import choice_title
from .spending import DEPTHS, SECTION, absent, finding, openings, trail

if TYPE_CHECKING:
    import altair as alt

CHOICE = "within"
DEEPEST = 3
CLOSED = "-"
"""What a box leads to that has no parts."""
DRAWN = ("depth", "group", "label", "x0", "x1", "y0", "y1", "within", "into")
"""What a box has besides the row that it stands for."""


@reads("amounts")
def composition_drill_table(source: Any, by: str = "function", *, lang: Lang = "zh") -> pd.DataFrame:
    """The rows of :func:`composition_drill`: for each code that can be opened (`within`; '' is all) its parts at every depth.

    Returns
    -------
    DataFrame
        code (str), name (str), level (int64), table (str), fund (str), page, line (whole numbers or missing), doc (str), amount
        (float64, yuan), ref (str), share (float64, 0 to 1), whole (float64, yuan), where (str), depth (int64), group
        (str), label (str), x0 (float64), x1 (float64), y0 (float64), y1 (float64), within (str), into (str). `ref`
        names the row of the frame.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.composition_drill_table(d)[["within", "depth", "code", "share"]].round(3).to_numpy().tolist()[0]
    ['', 1, '208', 0.014]
    """
    rows = select.printed(select.classified(source, by))
    opened = {code: _opened(rows, code, lang) for code in ("", *dict(openings(source, by)))}
    filled = [parts for parts in opened.values() if len(parts)]
    if not filled:
        return pd.DataFrame(columns=[*COLUMNS, *DRAWN])
    every = pd.concat(filled, ignore_index=True)
    shown = set(every["within"])
    return every.assign(into=[code if code in shown else CLOSED for code in every["into"]])


def _opened(rows: list[dict[Any, Any]], within: str, lang: Lang) -> pd.DataFrame:
    """The boxes of the parts of a code; each leads to its own parts, that of the code itself back up."""
    tree = _depths(_inside(rows, within), DEPTHS.get(len(within), 0) + 1, lang)
    if tree.empty:
        return tree
    drawn = icicle_boxes(tree, boxes.WIDTH, boxes.HEIGHT)
    groups = [code[: len(within) + 2] for code in drawn["code"]] if within else list(drawn["group"])
    above = within[:-2] if len(within) > min(DEPTHS) else ""
    into = [code if code != within else above for code in drawn["code"]]
    return drawn.assign(group=groups, within=within, into=into)


def _inside(rows: list[dict[Any, Any]], within: str) -> list[dict[Any, Any]]:
    """The rows of the parts of a code; the row of the code itself where no part of it is printed."""
    below = [row for row in rows if row["code"].startswith(within) and row["code"] != within]
    return below or [row for row in rows if row["code"] == within]


def _depths(rows: list[dict[Any, Any]], first: int, lang: Lang) -> pd.DataFrame:
    """The rows at each depth from the first on; a depth that holds the same rows as the one above it is left out."""
    cuts = [(depth, records(rows, depth, lang)) for depth in range(min(first, DEEPEST), DEEPEST + 1)]
    codes = [{part["code"] for part in cut} for _, cut in cuts]
    new = [(depth, cut) for place, (depth, cut) in enumerate(cuts) if not place or codes[place] != codes[place - 1]]
    tree = [{**part, "depth": depth} for depth, cut in new for part in cut if part["amount"] > 0]
    return pd.DataFrame(tree, columns=[*COLUMNS, "depth"])


def _marks(shown: Selection) -> alt.Chart:
    by = shown.settings["by"]
    names = dict(openings(shown.source, by))
    groups = {str(within): rows for within, rows in shown.rows.groupby(CHOICE, sort=False)}
    findings = {within: _finding(rows, names, within, shown.lang) for within, rows in groups.items()}
    opened = ((f"{code} {name}", int(code)) for code, name in names.items() if code in findings)
    options = ((shown.say("everything"), ""), *opened)
    choice = Choice(CHOICE, choice_title(shown.section, "within", shown.lang), options)
    return boxes.boxes(reacting(boxes.base(shown.rows, shown.lang), (choice,), findings))


def _finding(rows: pd.DataFrame, names: dict[str, str], within: str, lang: Lang) -> str:
    """What the first depth of an opening says, below the way to it."""
    first = rows[rows["depth"] == rows["depth"].min()].sort_values("amount", ascending=False, kind="stable")
    way = f"{trail(names, within, lang)}\n" if within else ""
    return way + finding(first, lang)


def _subtitle(shown: Selection) -> str:
    return f"{select.subtitle(shown.rows.drop(columns=['fund']), shown.unit, shown.lang)} · {shown.say('hint')}"


def _by_opening(source: Any, by: str = "function") -> pd.DataFrame:
    """The rows opening by opening, of each depth the largest first."""
    order, ascending = [CHOICE, "depth", "amount"], [True, True, False]
    return composition_drill_table(source, by).sort_values(order, ascending=ascending, kind="stable")


COMPOSITION_DRILL = Figure(
    section=SECTION, rows=composition_drill_table, marks=_marks, title=lambda _: title_of(CHOICE), subtitle=_subtitle,
    absent=lambda shown: absent(shown.settings["by"], shown.lang), size=boxes.size, settings={"by": "function"},
    listing=Listing(_by_opening, ("depth", "code", "name", "amount", "share", "where"), CHOICE),
)  # fmt: skip


@drawn_from(composition_drill_table)
def composition_drill(source: Any, by: str = "function", *, lang: Lang = "zh") -> alt.Chart:
    """The composition as boxes that open: a class is chosen above or clicked on, and its parts fill the picture; no kernel is needed.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> len(bn.charts.composition_drill(d).to_dict()["params"]) > 1
    True
    """
    return COMPOSITION_DRILL.with_settings(by=by).chart(source, lang=lang)
