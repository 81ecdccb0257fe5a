"""The kernel-free twin of several figures: their rows as bars in one chart, one figure shown at a time by a choice inside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..labels import Lang
from . import encodings, select, theme
from .choices import Choice, key_of, reacting, title_of
from .correction_note import correction_note
from .figure import Figure, Listing
from .phrases import choice_title, phrase

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
LABEL_EMS = 17

Parts = Mapping[str, tuple[str, str]]
"""What each part of a bar is called, and its colour."""


@dataclass(frozen=True, slots=True)
class BarView:
    """What one choice shows: a finding, its bars (see :func:`bar_rows`), and whether they are shares."""

    finding: str
    rows: pd.DataFrame
    shares: bool = False


def bar_rows(label: Iterable[str], end: Iterable[float], told: Iterable[str], **more: Any) -> pd.DataFrame:
    """The bars of a view; what is not given is blank: a bar begins at 0, is of the part `main`, has no line."""
    rows = pd.DataFrame({"label": list(label), "end": list(end), "told": list(told)})
    blank = {"start": 0.0, "part": "main", "brief": rows["told"], "full": rows["told"], "note": "", "line": None,
             "name": rows["label"], "where": "", "ref": ""}  # fmt: skip
    rows = rows.assign(**{**blank, **more})
    rows = rows.assign(line=rows["line"].astype(float).fillna(NO_LINE))
    right = rows[["start", "end", "line"]].astype(float).max(axis=1)
    return rows.assign(label=_short_labels(rows["label"]), right=right)


def _short_labels(labels: pd.Series[str]) -> list[str]:
    """The labels as an axis has room for; two that are cut to the same stay two."""
    different = dict.fromkeys(labels)
    short = theme.apart(theme.named(text, LABEL_EMS) for text in different)
    own = dict(zip(different, short, strict=True))
    return [own[text] for text in labels]


def full_yuan(amount: float, lang: Lang, *, sign: bool = False) -> str:
    """An amount in full, for the tooltip.

    Examples
    --------
    >>> full_yuan(-56_010_000.0, "en", sign=True)
    '−56,010,000 yuan'
    """
    return select.number(round(amount, 2), sign=sign) + phrase("bars", "yuan", lang)


def view_of(figure: Figure, source: Any, lang: Lang) -> BarView | None:
    """A figure as bars; None where it has no rows."""
    shown = figure.selection(source, lang)
    if shown.rows.empty or figure.bars is None:
        return None
    return BarView(str(figure.title(shown)), figure.bars(shown), figure.bars_are_shares)


def views_of(figures: Mapping[str, Figure], source: Any, lang: Lang) -> dict[str, BarView]:
    """The figures that have rows, as bars."""
    views = {key: view_of(figure, source, lang) for key, figure in figures.items()}
    return {key: view for key, view in views.items() if view is not None}


def parts_of(section: str, lang: Lang, **colours: str) -> dict[str, tuple[str, str]]:
    """What a section calls each part of its bars, with the colour of a meaning of the theme."""
    return {part: (phrase(f"{section}.parts", part, lang), theme.COLOURS[colour]) for part, colour in colours.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """Figures among which a choice inside the chart chooses: it reacts in a page that has no kernel."""

    section: str
    choice: str
    views: Callable[[Any, Lang], Mapping[str, BarView]]
    subtitle: Callable[[Any, Lang], str]
    parts: Callable[[Lang], Parts]
    listing: Listing
    label: Callable[[str, Lang], str] | None = None
    """What an option is called, where the section has no words of its own for it."""

    def listed(self, source: Any) -> pd.DataFrame:
        """The rows that a report lists under the chart."""
        return self.listing.rows(source)

    def chart(self, source: Any, *, lang: Lang = "zh") -> alt.Chart:
        """All views in one chart; where there is none, a chart that says so."""
        views, notes = self.views(source, lang), correction_note(source, lang)
        if not views:
            return theme.blank(phrase(self.section, "absent", lang), notes)
        marks = bars(views, self._choice(views, lang), self.parts(lang), lang)
        return theme.finish(marks, title_of(self.choice), self.subtitle(source, lang), notes, **theme.rows_of(36))

    def _choice(self, views: Mapping[str, BarView], lang: Lang) -> Choice:
        options = tuple((self._label(key, lang), key) for key in views)
        return Choice(self.choice, choice_title(self.section, self.choice, lang), options, field="key")

    def _label(self, key: str, lang: Lang) -> str:
        return self.label(key, lang) if self.label else phrase(f"{self.section}.{self.choice}", key, lang)


def bars(views: Mapping[str, BarView], choice: Choice, parts: Parts, lang: Lang) -> Any:
    """The bars of every view, those of the chosen one drawn: parts of a colour each, words right of them, lines across them."""
    import altair as alt

    data, key = all_rows(views), key_of(choice.name)
    drawn = {part: named for part, named in parts.items() if part in set(data["part"])}
    data["part"] = [drawn[part][0] for part in data["part"]]
    tips = encodings.tooltips("bars", lang, "name:N", "part:N", "full:N", "note:N", "where:N")
    base = alt.Chart(data).encode(y=encodings.names(), tooltip=tips)
    findings = {name: view.finding for name, view in views.items()}
    base = reacting(base, (choice,), findings, **_limits(views), parts=_legends(views, drawn))
    x = alt.X("start:Q", title=None, axis=_axis(key))
    x = x.scale(domainMin={"expr": f"lows[{key}]"}, domainMax={"expr": f"tops[{key}]"})
    layers = base.mark_bar(cornerRadiusEnd=0).encode(x=x, x2="end:Q", color=_colour(drawn, key))
    layers += encodings.beside(base, x="right:Q")
    return layers + _lines(base) if data["line"].gt(NO_LINE).any() else layers


def all_rows(views: Mapping[str, BarView]) -> pd.DataFrame:
    """The rows of all views, each with the key of its view."""
    filled = [view.rows.assign(key=key) for key, view in views.items()]
    return pd.concat(filled, ignore_index=True)[list(FIELDS)]


def _limits(views: Mapping[str, BarView]) -> dict[str, Any]:
    """How far the axis of each view goes, and which views are shares."""
    lows = {key: min(0.0, float(view.rows[["start", "end"]].min().min())) for key, view in views.items()}
    highs = {
        key: max(0.0, float(view.rows[["start", "end", "line"]].astype(float).max().max()))
        for key, view in views.items()
    }
    tops = {key: high + ROOM * ((high - lows[key]) or 1.0) for key, high in highs.items()}
    return {"lows": lows, "tops": tops, "shares": [key for key, view in views.items() if view.shares]}


def _legends(views: Mapping[str, BarView], parts: Parts) -> dict[str, list[str]]:
    """The parts that the legend of each view names."""
    return {
        key: [name for part, (name, _) in parts.items() if part in set(view.rows["part"])]
        for key, view in views.items()
    }


def _lines(base: alt.Chart) -> Any:
    """A tick across each bar that has a line to be compared with."""
    import altair as alt

    placed = base.transform_calculate(at=f"datum.line > {NO_LINE} ? datum.line : datum.start")
    seen = alt.condition(f"datum.line > {NO_LINE}", alt.value(1), alt.value(0))
    return placed.mark_tick(thickness=2.5, size=30, color=theme.COLOURS["line"]).encode(x="at:Q", opacity=seen)


def _axis(key: str) -> alt.Axis:
    """Amounts with their sign, of a view of shares per cent up to 100%."""
    import altair as alt

    share = "datum.value > 1.001 ? '' : format(datum.value, '.0%')"
    amount = "replace(format(datum.value, ',~f'), '-', '−')"
    return alt.Axis(labelExpr=f"indexof(shares, {key}) >= 0 ? ({share}) : {amount}", tickCount=5)


def _colour(parts: Parts, key: str) -> Any:
    """The colours of the parts, with a legend of those that the chosen view has; of one part its colour alone."""
    import altair as alt

    if len(parts) < 2:
        return alt.value(next((colour for _, colour in parts.values()), theme.COLOURS["main"]))
    return encodings.parts("part", dict(parts.values()), legend=alt.Legend(values={"expr": f"parts[{key}]"}))
