"""Figures of boxes: a box as large as its share, its name inside where there is room for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ..labels import Lang
from . import encodings, theme
from .figure import Selection
from .spending import AMOUNT_TIPS, SECTION

if TYPE_CHECKING:
    import altair as alt

WIDTH, HEIGHT = theme.WIDTH + 120, 380
"""The size of a figure of boxes in pixels."""


def size(_: Selection) -> dict[str, Any]:
    """Figures of boxes are wider than others, and as high as each other."""
    return {"width": WIDTH, "height": HEIGHT}


def base(data: pd.DataFrame, lang: Lang) -> alt.Chart:
    """The chart of rows with boxes before anything is drawn: each box tells its row."""
    import altair as alt

    return alt.Chart(data).encode(tooltip=encodings.tooltips(SECTION, lang, *AMOUNT_TIPS))


def boxes(base: alt.Chart) -> alt.Chart:
    """The boxes of the rows (x0, x1, y0, y1; `group` has the colour), the column `label` written into each."""
    import altair as alt

    across = alt.X("x0:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False))
    down = alt.Y("y0:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False, reverse=True))
    colour = alt.Color("group:N", legend=None).scale(range=list(theme.DEEP))
    drawn = base.mark_rect(strokeWidth=1.5).encode(x=across, x2="x1:Q", y=down, y2="y1:Q", color=colour)
    layers: alt.Chart = drawn + _names(base)
    return layers


def _names(base: alt.Chart) -> alt.Chart:
    style: dict[str, Any] = {"color": "#ffffff", "fontWeight": 500, "lineBreak": "\n", "lineHeight": 16}
    named = base.transform_filter("datum.label != ''")
    words: alt.Chart = named.mark_text(align="left", baseline="top", dx=7, dy=7, **style)
    return words.encode(x="x0:Q", y="y0:Q", text="label:N")
