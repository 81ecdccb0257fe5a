"""What the money is for: expenditure by function or economic class at one depth, as bars, treemap or icicle."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..errors import OptionError
from ..labels import Lang
from . import boxes, select
from .basic_project import BASIC_PROJECT
from .figure import Figure, Selection, drawn_from, reads
from .funds import FUNDS
from .geometry import icicle_boxes, treemap_boxes
from .levels import at
from .side_by_side import SIDE_BY_SIDE
from .spending import DEPTHS, SECTION, absent, amount_bars, finding, inside, openings, trail

if TYPE_CHECKING:
    import altair as alt

WAYS, LEVELS = ("function", "economic", "basic_project", "fund"), (1, 2, 3)
CLASS_DIGITS = 3


@reads("amounts")
def composition_table(
    source: Any, by: str = "function", *, level: int = 1, measure: str = "total", fund: str = "all", within: str = "",
    lang: Lang = "zh",
) -> pd.DataFrame:  # fmt: skip
    """The rows that :func:`composition` draws, largest first: code, name, amount (yuan), share (0 to 1), where.

    Returns
    -------
    DataFrame
        code (str), name (str), level (int64), table (str), fund (str), page, line (whole numbers or missing), doc (str), amount
        (float64, yuan), ref (str), share (float64, 0 to 1), whole (float64, yuan), where (str). `ref` names the row
        of the frame.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.composition_table(d)[["code", "amount", "share"]].round(3).to_numpy().tolist()[0]
    ['212', 100000000.0, 0.539]
    """
    rows = inside(select.classified(source, by, measure=measure, fund=fund), within)
    return at(rows, max(level, _depth_below(within)), lang)


def _depth_below(within: str) -> int:
    """The depth of the parts of a code."""
    return DEPTHS.get(len(within), 0) + 1


def _classes(shown: Selection) -> pd.DataFrame:
    """The printed rows that a selection is made of, at every depth."""
    way = {key: shown.settings[key] for key in ("by", "measure", "fund")}
    return inside(select.classified(shown.source, **way), shown.settings["within"])


def _title(shown: Selection) -> str:
    return _led(shown, shown.rows)


def _led(shown: Selection, rows: pd.DataFrame) -> str:
    """What the rows say, below the way to the code that is opened."""
    within, said = shown.settings["within"], finding(rows, shown.lang)
    if not within:
        return said
    return f"{trail(dict(openings(shown.source, shown.settings['by'])), within, shown.lang)}\n{said}"


def _icicle_title(shown: Selection) -> str:
    first = min(_depth_below(shown.settings["within"]), max(LEVELS))
    return _led(shown, at(_classes(shown), first, shown.lang))


def _absent(shown: Selection) -> str:
    chosen = shown.settings
    return absent(chosen["by"], shown.lang, chosen["measure"], chosen["fund"])


def _treemap(shown: Selection) -> alt.Chart:
    rows = shown.rows
    size = max(map(len, rows["code"])) if shown.settings["within"] else CLASS_DIGITS
    grouped = rows[rows["amount"] > 0].assign(group=lambda f: f["code"].str[:size])
    return boxes.boxes(boxes.base(treemap_boxes(grouped, boxes.WIDTH, boxes.HEIGHT), shown.lang))


def _icicle(shown: Selection) -> alt.Chart:
    """The parts at every depth from the first on, beside their whole."""
    printed, first = _classes(shown), min(_depth_below(shown.settings["within"]), max(LEVELS))
    depths = [at(printed, depth, shown.lang).assign(depth=depth) for depth in LEVELS if depth >= first]
    tree = pd.concat(depths, ignore_index=True)
    return boxes.boxes(boxes.base(icicle_boxes(tree[tree["amount"] > 0], boxes.WIDTH, boxes.HEIGHT), shown.lang))


COMPOSITION = Figure(section=SECTION, rows=composition_table, marks=amount_bars, title=_title, absent=_absent)
SHAPES = {
    "bars": COMPOSITION,
    "treemap": replace(COMPOSITION, marks=_treemap, size=boxes.size),
    "icicle": replace(COMPOSITION, marks=_icicle, title=_icicle_title, size=boxes.size),
}


def composition_figure(
    by: str = "function", *, level: int = 1, measure: str = "total", fund: str = "all", shape: str = "bars", within: str = "",
) -> Figure:  # fmt: skip
    """The figure of one document's expenditure by one of the four ways."""
    if by == "basic_project":
        return BASIC_PROJECT.with_settings(fund=fund)
    if by == "fund":
        return FUNDS
    return SHAPES[shape].with_settings(by=by, level=level, measure=measure, fund=fund, within=within)


@drawn_from(composition_table)
def composition(
    source: Any, by: str = "function", *, level: int = 1, measure: str = "total", fund: str = "all",
    shape: str = "bars", within: str = "", lang: Lang = "zh",
) -> alt.Chart:  # fmt: skip
    """What the spending is made of, at one depth (1 类, 2 款, 3 项), as bars, treemap or icicle; documents side by side.

    `within` is the code of a class (212) or group (21208): only its parts are drawn, at the next depth or a deeper one, and the
    way to it stands above them.

    Raises
    ------
    OptionError
        `by`, `level`, `shape` or `lang` is none of those that exist.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.composition(d, level=2).to_dict()["title"]["text"]
    ['国有土地使用权出让收入安排的支出占 53.9%，全部 18,553 万元']
    """
    for option, value, known in (("by", by, WAYS), ("shape", shape, tuple(SHAPES)), ("level", level, LEVELS)):
        if value not in known:
            raise OptionError(f"no {option} {value!r}; there are: {', '.join(map(str, known))}")
    if by in select.SCHEMES and select.frame_of(source, "amounts")["doc"].nunique() > 1:
        return SIDE_BY_SIDE.with_settings(by=by).chart(source, lang=lang)
    figure = composition_figure(by, level=level, measure=measure, fund=fund, shape=shape, within=within)
    return figure.chart(source, lang=lang)
