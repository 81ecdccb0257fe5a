"""Encodings that many figures share: axes of names and of amounts, tooltips, colours of parts, and words beside bars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..labels import Lang
from . import select, theme
from .phrases import tooltip_title

if TYPE_CHECKING:
    import altair as alt

MOST_BARS = 25
FORMATS = {"amount": ",.0f", "prior": ",.0f", "change": "+,.0f", "share": ".1%"}
"""How a tooltip writes the numbers of a field: yuan in full, a change with its sign, a share in per cent."""
LABEL_LINES = "split(datum.label, '\\n')"
"""Axis labels that :func:`theme.wrap` broke, drawn on several lines."""


def label_axis() -> alt.Axis:
    """The axis of names: lines as :func:`theme.wrap` broke them, no ticks."""
    import altair as alt

    lines = f"length({LABEL_LINES})"
    higher = [
        {"test": f"{lines} > 2", "value": -14},
        {"test": f"{lines} > 1", "value": -7},
    ]  # Vega sets the first line in the middle
    offset = {"condition": higher, "value": 0}
    return alt.Axis(labelExpr=LABEL_LINES, ticks=False, domain=False, labelOverlap=False, labelPadding=8, labelOffset=offset)  # fmt: skip


def names(field: str = "label") -> alt.Y:
    """Names from top to bottom, in the order of the rows."""
    import altair as alt

    return alt.Y(f"{field}:N", sort=None, title=None, axis=label_axis())


def amounts(unit: str, *, most: Any = None, ticks: int | None = None) -> alt.X:
    """The column `value` from left to right, in the unit; `most` is where the axis ends."""
    import altair as alt

    axis = alt.Axis(format=",~f") if ticks is None else alt.Axis(format=",~f", tickCount=ticks)
    x: alt.X = alt.X("value:Q", title=unit, axis=axis)
    return x if most is None else x.scale(domainMax=most)


def parts(field: str, named: Mapping[str, str], **more: Any) -> alt.Color:
    """The colours of the parts of a bar: what each part is called, and its colour."""
    import altair as alt

    scale = alt.Scale(domain=list(named), range=list(named.values()))
    return alt.Color(f"{field}:N", title=None, scale=scale, **more)


def tooltips(section: str, lang: Lang, *fields: str) -> list[alt.Tooltip]:
    """The tooltip of a figure: each field, such as amount:Q, under the title that the figure gives it."""
    import altair as alt

    return [_tooltip(alt, field, tooltip_title(section, field.partition(":")[0], lang)) for field in fields]


def _tooltip(alt: Any, field: str, title: str) -> Any:
    name, _, kind = field.partition(":")
    number = {"format": FORMATS[name]} if kind == "Q" and name in FORMATS else {}
    return alt.Tooltip(field, title=title, **number)


def beside(base: alt.Chart, **encodings: Any) -> alt.Chart:
    """The column `told` as words just right of each bar."""
    words: alt.Chart = base.mark_text(align="left", dx=5).encode(text="told:N", **encodings)
    return words


def sums(data: pd.DataFrame, by: str, y: Any) -> alt.Chart:
    """The sum of each bar's parts (`value`), written behind it."""
    import altair as alt

    whole = data.groupby(by, sort=False)["value"].sum().reset_index()
    words = alt.Chart(whole.assign(told=whole["value"].map(select.number)))
    return beside(words, y=y, x="value:Q")


def short_labels(names: Iterable[str], *, own: bool = False) -> list[str]:
    """Names as an axis has room for; with `own` those that are cut to the same words stay apart."""
    cut = [theme.named(name) for name in names]
    return theme.apart(cut) if own else cut


def coded_labels(rows: pd.DataFrame) -> list[str]:
    """Code and name of each row, as an axis has room for."""
    return short_labels(select.titled(code, name) for code, name in zip(rows["code"], rows["name"], strict=True))
