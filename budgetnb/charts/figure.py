"""One definition of a figure: its rows, how they are drawn, and what it says; chart, table, widget and report come from it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

import pandas as pd

from ..labels import Lang, money
from . import select, theme
from .correction_note import correction_note
from .phrases import phrase, source_words

if TYPE_CHECKING:
    import altair as alt

Public = TypeVar("Public", bound=Callable[..., Any])
RAISES = "Raises\n------\nOptionError\n    "
"""How the section of a docstring begins that says which calls are refused."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows that a figure draws of one source, the words of its section, and the unit of money that suits them."""

    section: str
    source: Any
    rows: pd.DataFrame
    lang: Lang
    settings: Mapping[str, Any] = field(default_factory=dict)
    yuan: float = 1.0
    """How many yuan one unit is."""
    unit: str = ""

    def say(self, key: str, **values: object) -> str:
        """The words of the figure in the language of the selection."""
        return phrase(self.section, key, self.lang, **values)

    def amount(self, yuan: float) -> str:
        """An amount of yuan in words, as titles say it."""
        return select.figure(yuan, self.lang)


def largest_amount(rows: pd.DataFrame) -> float:
    """The largest amount of the rows: the unit of most figures is the one that suits it."""
    return float(rows["amount"].max())


def plain_subtitle(shown: Selection) -> str:
    """Unit, table, page and document."""
    return select.subtitle(shown.rows, shown.unit, shown.lang, source_words(shown.section, shown.lang))


def plain_absence(shown: Selection) -> str:
    """The figure's words for a source that has no such rows."""
    return shown.say("absent")


@dataclass(frozen=True, slots=True)
class Listing:
    """The rows that a report lists under a figure, the columns shown, and the column that ties a row to a choice of the chart."""

    rows: Callable[..., pd.DataFrame]
    columns: tuple[str, ...]
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure.

    `rows(source, *, lang, **settings)` is its table; `marks`, `title`, `subtitle` and `absent` (why there is nothing to draw) are made of a
    :class:`Selection` of these rows; `bars` are the same rows as bars of a kernel-free twin.
    """

    section: str
    rows: Callable[..., pd.DataFrame]
    marks: Callable[[Selection], Any]
    title: Callable[[Selection], str | dict[str, str]]
    subtitle: Callable[[Selection], str] = plain_subtitle
    absent: Callable[[Selection], str] = plain_absence
    largest: Callable[[pd.DataFrame], float] = largest_amount
    step: int = 34
    """The height of one bar with the gap to the next, in pixels."""
    size: Callable[[Selection], Mapping[str, Any]] | None = None
    bars: Callable[[Selection], pd.DataFrame] | None = None
    bars_are_shares: bool = False
    listing: Listing | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)

    def with_settings(self, **settings: Any) -> Figure:
        """The figure with some settings made, such as by="economic"."""
        return replace(self, settings={**self.settings, **settings})

    def table(self, source: Any, *, lang: Lang = "zh") -> pd.DataFrame:
        """The rows that the figure draws."""
        return self.rows(source, lang=lang, **self.settings)

    def selection(self, source: Any, lang: Lang) -> Selection:
        """The rows with all that drawing and saying them takes."""
        rows = self.table(source, lang=lang)
        yuan, unit = (1.0, "") if rows.empty else money(self.largest(rows), lang)
        return Selection(self.section, source, rows, lang, self.settings, yuan, unit)

    def chart(self, source: Any, *, lang: Lang = "zh") -> alt.Chart:
        """The rows drawn; where there are none, a chart that says so."""
        shown, notes = self.selection(source, lang), correction_note(source, lang)
        if shown.rows.empty:
            return theme.blank(self.absent(shown), notes)
        size = self.size(shown) if self.size else theme.rows_of(self.step)
        return theme.finish(self.marks(shown), self.title(shown), self.subtitle(shown), notes, **size)

    def listed(self, source: Any) -> pd.DataFrame:
        """The rows that a report lists under the figure."""
        return self.listing.rows(source, **self.settings) if self.listing else self.table(source)


def drawn_from(table: Callable[..., pd.DataFrame]) -> Callable[[Public], Public]:
    """A public chart function, its docstring saying what comes back and which calls are refused: those that its table refuses."""
    returns = f"Returns\n-------\naltair.Chart\n    Drawn from the rows of :func:`{table.__name__}`; where there is none, a chart that says so."
    refused = (table.__doc__ or "").partition(RAISES)[2].partition("\n\n")[0]
    return lambda chart: with_sections(chart, returns, RAISES + refused)


def reads(frame: str, *, several: bool = False) -> Callable[[Public], Public]:
    """A public function of one frame, its docstring saying which calls it refuses; `several` documents may stand side by side."""
    refused = [f"`source` has no frame `{frame}`"]
    if not several:
        refused[0] += ", or holds several documents, whose amounts are never added"

    def documented(function: Public) -> Public:
        langs = ["`lang` is neither zh nor en"] if "lang" in inspect.signature(function).parameters else []
        return with_sections(function, RAISES + "; ".join([*refused, *langs]) + ".")

    return documented


def with_sections(function: Public, *sections: str) -> Public:
    """The function, these sections standing before the examples of its docstring, unless it says them itself."""
    text, mark, examples = inspect.cleandoc(function.__doc__ or "").partition("Examples\n--------")
    new = [section for section in sections if section.partition("\n")[0] not in text.splitlines()]
    function.__doc__ = text + "".join(f"{section}\n\n" for section in new) + mark + examples
    return function
