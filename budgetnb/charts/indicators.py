"""What the figures of performance indicators share: their words, and which targets can hardly be raised."""

from __future__ import annotations

import pandas as pd

from . import select
from .figure import Selection
from .phrases import phrase, source_words

SECTION = "kpis"
CEILING = 95
"""From so many per cent on a target can hardly be raised."""
AT_LEAST, AT_MOST = (">=", ">", "="), ("<=", "<")


def is_ceiling(kpis: pd.DataFrame) -> pd.Series[bool]:
    """Whether each target asks for at least a percentage that can hardly be raised."""
    return (kpis["unit"] == "%") & kpis["value"].ge(CEILING) & kpis["operator"].isin(AT_LEAST)


def absent(shown: Selection) -> str:
    """What is said where there are no indicators."""
    return phrase(SECTION, "absent", shown.lang)


def subtitle(shown: Selection) -> str:
    """Unit and place of the indicators."""
    rows, unit = select.one(shown.source, "kpis"), phrase(SECTION, "unit", shown.lang)
    return select.subtitle(rows, unit, shown.lang, source_words(SECTION, shown.lang))


def largest_count(rows: pd.DataFrame) -> float:
    """The largest count: figures of indicators have no unit of money."""
    return float(rows["count"].max())
