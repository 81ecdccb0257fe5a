"""The one theme: fonts, colours by meaning, and how a finished chart says its finding, unit and source."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair as alt

FONT = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, WenQuanYi Micro Hei, sans-serif"
INK, SOFT, LINE = "#1f2933", "#52606d", "#d9e2ec"
COLOURS = {
    "main": "#0072b2", "second": "#e69f00", "up": "#0072b2", "down": "#d55e00", "whole": "#44546a",
    "basic": "#0072b2", "project": "#e69f00", "reserved": "#009e73", "open": "#b5c7d9",
    "exact": "#009e73", "rounding": "#56b4e9", "conflict": "#d55e00", "untestable": "#a6a6b8", "blank": "#f3d9c9",
    "moved": "#5b7da0", "line": "#a63c00",
}  # fmt: skip
SERIES = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8c6bb1", "#7a9a01", "#44546a", "#b8860b")
DEEP = ("#005a8f", "#8a5a00", "#00664a", "#8f3f6b", "#2a6f97", "#a63c00", "#5f4690", "#4f6500", "#44546a", "#7a3b2e")
"""For areas that carry white words: each has a contrast of 4.5 and more against white."""
WIDTH = 600
TITLE_EM, SUBTITLE_EM = 38, 52

CONFIG: dict[str, Any] = {
    "font": FONT, "background": "#ffffff", "padding": 12,
    "view": {"stroke": None},
    "title": {"anchor": "start", "frame": "bounds", "fontSize": 17, "fontWeight": 600, "color": INK, "offset": 14,
              "subtitleFontSize": 12, "subtitleColor": SOFT, "subtitlePadding": 6, "limit": 0, "lineHeight": 23,
              "subtitleLineHeight": 17},
    "axis": {"labelOverlap": True, "labelColor": INK, "titleColor": SOFT, "gridColor": LINE, "domainColor": LINE, "tickColor": LINE,
             "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": 400, "labelLimit": 0, "titleLimit": 0},
    "axisQuantitative": {"tickCount": 5},
    "legend": {"labelColor": INK, "titleColor": SOFT, "labelLimit": 0, "titleLimit": 0, "orient": "top",
               "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": 400},
    "header": {"labelColor": INK, "titleColor": SOFT, "labelFontSize": 12, "labelLimit": 0},
    "range": {"category": list(SERIES)},
    "bar": {"color": COLOURS["main"], "cornerRadiusEnd": 2},
    "text": {"color": INK, "fontSize": 12},
    "rule": {"color": SOFT},
    "rect": {"stroke": "#ffffff"},
}  # fmt: skip


def rows_of(step: int) -> dict[str, Any]:
    """The size of a chart of rows: the usual width, and so many pixels for each row."""
    import altair as alt

    return {"width": WIDTH, "height": alt.Step(step)}


def finish(chart: Any, title: str | dict[str, str], subtitle: str, notes: Iterable[str] = (), *, least: int = 0, **size: Any) -> alt.Chart:  # fmt: skip
    """The chart with its finding as title (or the expression that gives it), unit, source and notes below it, and the theme.

    `least` is the width in pixels below which a page scrolls the chart instead of making it smaller.
    """
    lines = wrap(title, TITLE_EM).split("\n") if isinstance(title, str) else title
    text = {"text": lines, "subtitle": [*wrap(subtitle, SUBTITLE_EM).split("\n"), *notes]}
    meta = {"usermeta": {"least": least}} if least else {}
    done: alt.Chart = chart.properties(title=text, **size, **meta).configure(**CONFIG)
    return done


def blank(message: str, notes: Iterable[str] = ()) -> alt.Chart:
    """A chart that says why there is nothing to draw."""
    import altair as alt

    data = alt.InlineData(values=[{"text": wrap(message, 30).split("\n")}])
    mark = alt.Chart(data).mark_text(fontSize=14, align="left", lineHeight=22, color=SOFT)
    words = mark.encode(text="text:N", x=alt.value(0), y=alt.value(20))
    return finish(words, "—", "", notes, width=WIDTH, height=60)


def wrap(text: str, ems: float) -> str:
    """The text broken with newlines so that no line is wider than so many ems (a Latin letter is about half of one).

    Examples
    --------
    >>> wrap("城乡社区支出", 4)
    '城乡社区\\n支出'
    >>> wrap("合计 −1,673", 4)
    '合计\\n−1,673'
    """
    if width(text) <= ems:
        return text
    if text.isascii():
        return "\n".join(textwrap.wrap(text, int(ems * 1.8)))
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and width(lines[-1] + piece) > ems and not piece.startswith(tuple("，。、；：）”》")):
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return "\n".join(line.rstrip() for line in lines)


def named(text: str, ems: float = 15, lines: int = 2) -> str:
    """A name for an axis: broken into lines, and cut with an ellipsis where it needs more of them than there is room for.

    Examples
    --------
    >>> named("城乡社区支出", 3, 1)
    '城乡…'
    """
    parts = wrap(text, ems).split("\n")
    if len(parts) <= lines:
        return "\n".join(parts)
    last = parts[lines - 1]
    while width(last) > ems - 1:
        last = last[:-1]
    return "\n".join([*parts[: lines - 1], last + "…"])


def apart(labels: Iterable[str]) -> list[str]:
    """The labels, those that come again made different by blanks that nobody sees: each keeps a bar of its own."""
    seen: Counter[str] = Counter()
    made = []
    for text in labels:
        made.append(text + "\u200b" * seen[text])
        seen[text] += 1
    return made


def width(text: str) -> float:
    """How wide a text is, in ems."""
    return sum(0.0 if letter == "\u200b" else 1.0 if ord(letter) > 0x2000 else 0.56 for letter in text)


def _is_latin(letter: str) -> bool:
    """Whether a letter stands in words and numbers that are not broken: a minus belongs to its number."""
    return letter.isascii() or letter == "\u2212"


def _pieces(text: str) -> list[str]:
    """A CJK letter alone, a Latin word or number whole."""
    pieces: list[str] = []
    for letter in text:
        joined = pieces and _is_latin(letter) and _is_latin(pieces[-1][-1]) and not letter.isspace()
        if joined:
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces
