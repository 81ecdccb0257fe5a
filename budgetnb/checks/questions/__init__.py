"""The answers to the question cards of ask.toml, one function each; None where the document does not say."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from . import income, overheads, procurement, quality, spending
from .facts import Answer, Facts

ANSWERS: Mapping[str, Callable[[Facts], Answer | None]] = {
    "size": spending.size, "grew": spending.grew, "fell": spending.fell, "largest_class": spending.largest_class,
    "basic_project": spending.basic_project, "funds": income.funds, "carried": income.carried,
    "largest_project": spending.largest_project, "moved": spending.moved, "bought": procurement.bought,
    "reserved": procurement.reserved, "unreserved": procurement.unreserved, "three_public": overheads.three_public,
    "vehicles": overheads.vehicles, "heads": overheads.heads, "operating_cost": overheads.operating_cost,
    "indicators": quality.indicators, "unmeasured": quality.unmeasured, "conflicts": quality.conflicts,
    "missing": quality.missing,
}  # fmt: skip

__all__ = ["ANSWERS", "Answer", "Facts"]
