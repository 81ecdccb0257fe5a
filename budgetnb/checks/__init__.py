"""Frames to findings: does it add up, do the words agree with the numbers, is it complete, are the targets any good."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from . import claims, completeness, identities, kpis, rules, ties
from .book import Given

if TYPE_CHECKING:
    import pandas as pd

    from ..model import Identity

__all__ = ["run"]
FAMILIES = (identities, claims, completeness, rules, kpis, ties)


def run(frames: Mapping[str, pd.DataFrame], who: Identity) -> list[dict[str, Any]]:
    """The records of the `checks` frame; frames that are not given are taken as having nothing to test.

    Each record names its rows in `evidence` as "frame:position", such as "amounts:12" for ``d.amounts.iloc[12]``.
    """
    given = frames if isinstance(frames, Given) and frames.year == who.year else Given(frames, who.year)
    return [finding.record(who.doc) for family in FAMILIES for finding in family.run(given, who)]
