"""Performance indicators with their choice inside the chart: on one scale, by category, as written, and beside money."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ..labels import Lang
from . import indicators, select
from .bar_views import BarView, Twin, parts_of, views_of
from .figure import Listing, Selection, drawn_from
from .kpi_matrix import KPI_MATRIX
from .kpi_money import KPI_MONEY
from .scale import SCALE, scale_table
from .targets import TARGETS

if TYPE_CHECKING:
    import altair as alt

FIGURES = {"scale": SCALE, "categories": KPI_MATRIX, "written": TARGETS, "money": KPI_MONEY}


def _views(source: Any, lang: Lang) -> dict[str, BarView]:
    """The figures that have rows; where there are no indicators, money alone says nothing of them."""
    return {} if select.one(source, "kpis").empty else views_of(FIGURES, source, lang)


def _subtitle(source: Any, lang: Lang) -> str:
    return indicators.subtitle(Selection(indicators.SECTION, source, select.one(source, "kpis"), lang))


def _written(source: Any) -> pd.DataFrame:
    """The indicators that are not left blank, each with the place where it is printed."""
    rows = select.frame_of(source, "kpis")
    return select.with_place(rows[rows["operator"] != "blank"], "zh")


KPIS_TWIN = Twin(
    section=indicators.SECTION, choice="view", views=_views, subtitle=_subtitle,
    parts=lambda lang: parts_of(indicators.SECTION, lang, main="main", high="second", open="open"),
    listing=Listing(_written, ("project", "level1", "level2", "indicator", "target", "where")),
)  # fmt: skip


@drawn_from(scale_table)
def kpis_twin(source: Any, *, lang: Lang = "zh") -> alt.Chart:
    """Targets on one scale, categories, how targets are written, and indicators beside money: one choice inside the chart.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> len(bn.charts.kpis_twin(d).to_dict()["params"]) > 1
    True
    """
    return KPIS_TWIN.chart(source, lang=lang)
