"""Each project's amount in the year before and this year, joined by a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ..labels import Lang
from . import encodings, select, theme
from .bar_views import bar_rows, full_yuan
from .changes import SECTION as CHANGES_SECTION
from .changes import TIPS, changed_unit, changes_table, direction, notes, subtitle
from .encodings import MOST_BARS
from .figure import Figure, Listing, Selection, drawn_from

if TYPE_CHECKING:
    import altair as alt

ENDS = {"prior": "before", "amount": "now"}
"""The two amounts of a line, and what its ends are called."""
ROOM = 0.045
"""How far apart the names of two ends must be, as a share of the largest amount."""
NAME_EMS = 9


def _rows(source: Any, *, lang: Lang = "zh") -> pd.DataFrame:
    """The changes whose earlier amount follows from the text."""
    rows = changes_table(source, lang=lang)
    return rows[rows["prior"].notna()]


def _largest(rows: pd.DataFrame) -> float:
    return float(rows[list(ENDS)].max().max())


def _marks(shown: Selection) -> alt.Chart:
    import altair as alt

    data, ends = _data(shown), [shown.say(end) for end in ENDS.values()]
    x = alt.X("when:N", sort=ends, title=None, axis=alt.Axis(labelAngle=0)).scale(padding=0.45)
    y = alt.Y("value:Q", title=shown.unit, axis=alt.Axis(format=",~f"))
    tips = encodings.tooltips(CHANGES_SECTION, shown.lang, *TIPS)
    base = alt.Chart(data).encode(x=x, y=y, color=direction(shown.lang), detail="name:N", tooltip=tips)
    lines = base.mark_line(strokeWidth=2.5) + base.mark_point(filled=True, size=60, opacity=1)
    layers: alt.Chart = lines + _names(data[data["when"] == ends[-1]], x)
    return layers


def _data(shown: Selection) -> pd.DataFrame:
    """Each row twice: with its amount of the year before, and with that of this year."""
    rows = shown.rows.assign(note=notes(shown.rows))
    ends = [rows.assign(value=rows[column] / shown.yuan, when=shown.say(end)) for column, end in ENDS.items()]
    return pd.concat(ends, ignore_index=True)


def _names(ends: pd.DataFrame, x: Any) -> alt.Chart:
    """The names of the lines that have room for one."""
    import altair as alt

    named = with_room(ends)
    words = alt.Chart(named.assign(said=[theme.wrap(name, NAME_EMS) for name in named["name"]]))
    text: alt.Chart = words.mark_text(align="left", dx=9, lineBreak="\n", lineHeight=14)
    return text.encode(x=x, y="value:Q", text="said:N")


def with_room(ends: pd.DataFrame) -> pd.DataFrame:
    """The ends whose names do not lie on each other, the largest first; the tooltip names the others."""
    room = float(ends["value"].max()) * ROOM
    kept: list[Any] = []
    for place, value in ends["value"].sort_values(ascending=False).items():
        if value >= room and (not kept or ends.loc[kept[-1], "value"] - value >= room):
            kept.append(place)
    return ends.loc[kept]


def _title(shown: Selection) -> str:
    """From how much to how much, how many up and down."""
    rows = shown.rows
    sums = {end: shown.amount(rows[column].sum()) for column, end in ENDS.items()}
    up, down = int((rows["change"] > 0).sum()), int((rows["change"] < 0).sum())
    return shown.say("title", count=len(rows), up=up, down=down, **sums)


def _size(shown: Selection) -> dict[str, Any]:
    return {"width": theme.WIDTH, "height": 420 if len(shown.rows) > 2 else 240, "least": 520}


def _bars(shown: Selection) -> pd.DataFrame:
    """From the amount of the year before to that of this year, the largest of this year first."""
    rows = shown.rows.sort_values("amount", ascending=False, kind="stable").head(MOST_BARS).reset_index(drop=True)
    yuan, _ = changed_unit(rows, shown.lang)
    pairs = list(zip(rows["prior"], rows["amount"], strict=True))
    words = [f"{select.number(prior / yuan)} → {select.number(amount / yuan)}" for prior, amount in pairs]
    full = [f"{full_yuan(prior, shown.lang)} → {full_yuan(amount, shown.lang)}" for prior, amount in pairs]
    more = {"start": rows["prior"] / yuan, "part": rows["way"], "note": notes(rows), "where": rows["where"]}
    return bar_rows(theme.apart(rows["name"]), rows["amount"] / yuan, words, full=full, ref=rows["ref"], **more)


SLOPE = Figure(
    section="slope", rows=_rows, marks=_marks, title=_title, subtitle=subtitle, largest=_largest, size=_size, bars=_bars,
    listing=Listing(_rows, ("name", "prior", "amount", "where")),
)  # fmt: skip


@drawn_from(changes_table)
def slope(source: Any, *, lang: Lang = "zh") -> alt.Chart:
    """Each project's amount in the year before (as the text implies) and this year, joined by a line.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.slope(d).to_dict()["title"]["text"]
    ['5 个项目由 17,661 万元 到 15,988 万元：2 增 3 减']
    """
    return SLOPE.chart(source, lang=lang)
