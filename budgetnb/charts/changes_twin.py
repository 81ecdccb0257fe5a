"""Changes of projects with their choice inside the chart: as stated, less what only moved, both years' amounts, and moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..labels import Lang
from . import select
from .bar_views import BarView, Twin, parts_of, view_of, views_of
from .changes import CHANGES, SECTION, changed_unit, changes_table
from .figure import Listing, drawn_from
from .moves import MOVES, moves_table
from .phrases import source_words
from .slope import SLOPE

if TYPE_CHECKING:
    import altair as alt


def _views(source: Any, lang: Lang) -> dict[str, BarView]:
    """The figures that have rows; changes less what moved only where something moved."""
    moves = view_of(MOVES, select.beside(source, "moves"), lang)
    less_moved = {"like": CHANGES.with_settings(like_for_like=True)} if moves else {}
    views = views_of({"waterfall": CHANGES, **less_moved, "levels": SLOPE}, source, lang)
    return views | ({"moves": moves} if moves else {})


def _subtitle(source: Any, lang: Lang) -> str:
    rows = changes_table(source, lang=lang)
    rows = rows if len(rows) else moves_table(select.beside(source, "moves"), lang=lang)
    return select.subtitle(rows, changed_unit(rows, lang)[1], lang, source_words(SECTION, lang))


CHANGES_TWIN = Twin(
    section=SECTION, choice="view", views=_views, subtitle=_subtitle,
    parts=lambda lang: parts_of(SECTION, lang, up="up", down="down", main="moved"),
    listing=Listing(changes_table, ("name", "amount", "prior", "change", "change_pct", "reason", "where")),
)  # fmt: skip


@drawn_from(changes_table)
def changes_twin(source: Any, *, lang: Lang = "zh") -> alt.Chart:
    """Changes of projects, changes less what only moved, amounts of both years and moves: one choice inside the chart.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> len(bn.charts.changes_twin(d).to_dict()["params"]) > 1
    True
    """
    return CHANGES_TWIN.chart(source, lang=lang)
