"""One chart out of several views, turned by choices inside it: bars that react in a page that has no kernel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..labels import Lang, say
from . import select, theme

if TYPE_CHECKING:
    import altair as alt

FIELDS = (
    "key",
    "label",
    "start",
    "end",
    "right",
    "told",
    "brief",
    "part",
    "name",
    "full",
    "note",
    "line",
    "where",
    "ref",
)
NO_LINE = -1.0
ROOM = 0.38
"""How much of the longest bar is left free for the words beside it."""


@dataclass(frozen=True, slots=True)
class View:
    """What one choice shows: its title, its rows (label, start, end, told, part …), and whether they are shares."""

    title: str
    rows: pd.DataFrame
    shares: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: its name, what stands before it, and what each value is called."""

    name: str
    title: str
    options: Mapping[str, str]


def bars(label: Iterable[str], end: Iterable[float], told: Iterable[str], **more: Any) -> pd.DataFrame:
    """The rows of a view; what is not given is blank: a bar begins at 0, is of the part `main`, has no line."""
    rows = pd.DataFrame({"label": list(label), "end": list(end), "told": list(told)})
    blank = {"start": 0.0, "part": "main", "brief": rows["told"], "full": rows["told"], "note": "", "line": None,
             "name": rows["label"], "where": "", "ref": ""}  # fmt: skip
    rows = rows.assign(**{**blank, **more})
    rows = rows.assign(line=rows["line"].astype(float).fillna(NO_LINE))
    return rows.assign(
        label=_named(rows["label"]),
        right=rows[["start", "end", "line"]].astype(float).max(axis=1),
    )


def _named(labels: Iterable[str]) -> list[str]:
    """The labels as an axis has room for; two that are cut to the same stay two."""
    every = list(labels)
    own = dict.fromkeys(every)
    shown = dict(zip(own, theme.apart(theme.named(text, 17) for text in own), strict=True))
    return [shown[text] for text in every]


def chart(views: Mapping[str, View], choices: tuple[Choice, ...], subtitle: str, lang: Lang, *, parts: Mapping[str, tuple[str, str]] | None = None) -> alt.Chart:  # fmt: skip
    """The chart of views by their key: the values of the choices, in the order of their names, joined by blanks."""
    import altair as alt

    key = " + ' ' + ".join(f"chosen_{name}" for name in sorted(choice.name for choice in choices))
    data = rows(views)
    known = parts or {"main": ("", theme.COLOURS["main"])}
    drawn = {part: words for part, words in known.items() if part in set(data["part"])}
    data["part"] = [drawn[part][0] for part in data["part"]]
    base = alt.Chart(data).encode(y=alt.Y("label:N", sort=None, title=None, axis=theme.names()), tooltip=_tips(lang))
    base = base.add_params(*map(_bound, choices), *_told(views, drawn)).transform_filter(f"datum.key == {key}")
    x = alt.X("start:Q", title=None, axis=_axis(key)).scale(
        domainMin={"expr": f"lows[{key}]"}, domainMax={"expr": f"tops[{key}]"}
    )
    layers = base.mark_bar(cornerRadiusEnd=0).encode(x=x, x2="end:Q", color=_colour(drawn, key))
    layers += base.mark_text(align="left", dx=5).encode(x="right:Q", text="told:N")
    if data["line"].gt(NO_LINE).any():
        lined = base.transform_calculate(at=f"datum.line > {NO_LINE} ? datum.line : datum.start")
        seen = alt.condition(f"datum.line > {NO_LINE}", alt.value(1), alt.value(0))
        layers += lined.mark_tick(thickness=2.5, size=30, color=theme.COLOURS["line"]).encode(x="at:Q", opacity=seen)
    return theme.finish(layers, {"expr": f"findings[{key}]"}, subtitle, width=theme.WIDTH, height=alt.Step(36))


def rows(views: Mapping[str, View]) -> pd.DataFrame:
    """The rows of all views, each with the key of its view."""
    filled = [view.rows.assign(key=key) for key, view in views.items()]
    return pd.concat(filled, ignore_index=True)[list(FIELDS)]


def _bound(choice: Choice) -> Any:
    import altair as alt

    values = list(choice.options)
    bound = alt.binding_select(options=values, labels=list(choice.options.values()), name=f"{choice.title} ")
    return alt.param(name=f"chosen_{choice.name}", value=values[0], bind=bound)


def _told(views: Mapping[str, View], drawn: Mapping[str, tuple[str, str]]) -> list[Any]:
    """What each view says, how far its axis goes, which parts its legend has, and which views are shares."""
    import altair as alt

    told = {key: theme.wrap(view.title, theme.TITLE_EM).split("\n") for key, view in views.items()}
    lows = {key: min(0.0, float(view.rows[["start", "end"]].min().min())) for key, view in views.items()}
    high = {
        key: max(0.0, float(view.rows[["start", "end", "line"]].astype(float).max().max()))
        for key, view in views.items()
    }
    tops = {key: high[key] + ROOM * ((high[key] - lows[key]) or 1.0) for key in views}
    shares = [key for key, view in views.items() if view.shares]
    parts = {
        key: [words for part, (words, _) in drawn.items() if part in set(view.rows["part"])]
        for key, view in views.items()
    }
    held = {"findings": told, "lows": lows, "tops": tops, "shares": shares, "parts": parts}
    return [alt.param(name=name, value=value) for name, value in held.items()]


def _axis(key: str) -> alt.Axis:
    import altair as alt

    words = f"indexof(shares, {key}) >= 0 ? (datum.value > 1.001 ? '' : format(datum.value, '.0%')) : replace(format(datum.value, ',~f'), '-', '−')"
    return alt.Axis(labelExpr=words, tickCount=5)


def _colour(drawn: Mapping[str, tuple[str, str]], key: str) -> Any:
    import altair as alt

    names, colours = [words for words, _ in drawn.values()], [colour for _, colour in drawn.values()]
    if len(drawn) < 2:
        return alt.value(colours[0] if colours else theme.COLOURS["main"])
    legend = alt.Legend(values={"expr": f"parts[{key}]"})
    return alt.Color("part:N", title=None, scale=alt.Scale(domain=names, range=colours), legend=legend)


def _tips(lang: Lang) -> list[Any]:
    import altair as alt

    titles = {
        "name": ("名称", "Name"),
        "part": ("部分", "Part"),
        "full": ("数", "Figure"),
        "note": ("说明", "Note"),
        "where": ("出处", "Printed on"),
    }
    return [alt.Tooltip(f"{field}:N", title=say(words, lang)) for field, words in titles.items()]


def yuan(amount: float, lang: Lang, *, sign: bool = False) -> str:
    """An amount in full, for the tooltip.

    Examples
    --------
    >>> yuan(-56_010_000.0, "en", sign=True)
    '−56,010,000 yuan'
    """
    return select.number(round(amount, 2), sign=sign) + say((" 元", " yuan"), lang)
