"""What moved from one project to another (科目调整): who gave and who received, as bands as thick as the amounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ..labels import Lang
from . import bands, encodings, select, theme
from .bar_views import bar_rows, full_yuan
from .changes import brief, changed_unit, subtitle
from .encodings import MOST_BARS
from .figure import Figure, Listing, Selection, drawn_from, reads
from .phrases import phrase

if TYPE_CHECKING:
    import altair as alt

SECTION = "moves"


@reads("moves")
def moves_table(source: Any, *, lang: Lang = "zh") -> pd.DataFrame:
    """The moves with an amount, largest first.

    Returns
    -------
    DataFrame
        doc (string), year (Int64), giver (string), receiver (string), amount (float64, yuan), wording (string), page
        (Int64), line (Int64), ref (str), nameless (bool[pyarrow]), where (str). `ref` names the row of the frame.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.moves_table(d)[["giver", "receiver", "amount"]].to_numpy().tolist()[0]
    ['交通智能化运行管理', '信息化运维项目', 49900000.0]
    """
    rows = select.one(source, "moves")
    rows = rows[rows["amount"].gt(0).fillna(False)].sort_values("amount", ascending=False, kind="stable")
    rows = rows.reset_index(drop=True)
    nameless = (rows["giver"] == "") | (rows["receiver"] == "")
    named = {side: rows[side].replace("", phrase(SECTION, "nameless", lang)) for side in bands.SIDES}
    return select.with_place(rows.assign(nameless=nameless, **named), lang)


def _marks(shown: Selection) -> alt.Chart:
    import altair as alt

    across = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.55, 1.55], nice=False))
    up = alt.Y("low:Q", axis=None, scale=alt.Scale(domain=[0, bands.reach(shown.rows)], nice=False))
    tips = encodings.tooltips(SECTION, shown.lang, "giver:N", "receiver:N", "amount:Q", "where:N")
    outlines = alt.Chart(bands.band_outlines(shown.rows)).mark_area(opacity=0.55, color=theme.COLOURS["main"])
    drawn = outlines.encode(x=across, y=up, y2="high:Q", detail="band:N", tooltip=tips)
    ends, _ = bands.end_labels(shown.rows, shown.yuan)
    layers: alt.Chart = drawn + _names(ends, 0, "right", -8) + _names(ends, 1, "left", 8)
    return layers


def _names(ends: pd.DataFrame, x: int, align: Any, away: int) -> alt.Chart:
    """The names at one end of the bands, so many pixels away from them."""
    import altair as alt

    base = alt.Chart(ends).transform_filter(f"datum.x == {x}")
    names: alt.Chart = base.mark_text(align=align, dx=away, lineBreak="\n", lineHeight=bands.LINE)
    return names.encode(x="x:Q", y="middle:Q", text="label:N")


def _title(shown: Selection) -> str:
    """How much moved, and how much of it to or from nobody named."""
    rows = shown.rows
    nameless = rows.loc[rows["nameless"], "amount"].sum()
    key = "title_nameless" if nameless else "title"
    return shown.say(key, total=shown.amount(rows["amount"].sum()), nameless=shown.amount(nameless))


def _bars(shown: Selection) -> pd.DataFrame:
    rows = shown.rows.head(MOST_BARS)
    yuan, _ = changed_unit(rows, shown.lang)
    names = theme.apart(
        f"{giver} → {receiver}" for giver, receiver in zip(rows["giver"], rows["receiver"], strict=True)
    )
    values, full = rows["amount"] / yuan, [full_yuan(amount, shown.lang) for amount in rows["amount"]]
    more = {"note": rows["wording"].map(brief), "where": rows["where"], "ref": rows["ref"]}
    return bar_rows(names, values, [select.number(value) for value in values], full=full, **more)


def _size(shown: Selection) -> dict[str, Any]:
    _, height = bands.end_labels(shown.rows, shown.yuan)
    return {"width": theme.WIDTH, "height": height, "least": 560}


MOVES = Figure(
    section=SECTION, rows=moves_table, marks=_marks, title=_title, subtitle=subtitle, size=_size, bars=_bars,
    listing=Listing(moves_table, ("giver", "receiver", "amount", "wording", "where")),
)  # fmt: skip


@drawn_from(moves_table)
def moves_flow(source: Any, *, lang: Lang = "zh") -> alt.Chart:
    """Who gave and who received, as bands as thick as the amounts stated; nameless partners are said to be so.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.moves_flow(d).to_dict()["title"]["text"]
    ['科目调整共写明 5,601 万元，其中 551 万元 没有写明来去']
    """
    return MOVES.chart(source, lang=lang)
