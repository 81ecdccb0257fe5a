"""Whom an amount is told of: the subject as printed, its kind and its side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ...model import Identity
from ...text import flat
from .patterns import kinds, words
from .sentences import half

# Kinds of subject that are always spending, whatever their names speak of.
SPENT = (
    "basic", "project_total", "personnel", "public", "household", "project", "function", "economic", "procurement",
    "goods", "works", "services", "three_public", "abroad", "reception", "vehicles", "vehicle_purchase",
    "vehicle_operation", "meeting", "training", "operating_cost",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject as printed, less year and organisation; `kind` '' where its words do not tell."""

    name: str
    kind: str


def trim(printed: str, who: Identity) -> str:
    """The subject words of a lead: no year, organisation, enumerator or auxiliary word around them."""
    text = printed
    while True:
        shorter = _trim_once(text, who)
        if shorter == text:
            return text
        text = shorter


def _trim_once(text: str, who: Identity) -> str:
    norm = half(text)
    start = _leading(norm, who)
    text, norm = text[start:], norm[start:]
    if text[:1] == "“" and text[-1:] == "”" and "“" not in text[1:]:
        return text[1:-1]
    tail = re.search(f"(?:{words('subject', 'suffix').pattern})$", norm)
    return text[: tail.start()] if tail else text


def _leading(norm: str, who: Identity) -> int:
    for name in _names(who):
        if norm.startswith(name):
            return len(name)
    match = words("subject", "prefix").match(norm)
    return match.end() if match else 0


@lru_cache(maxsize=64)
def _names(who: Identity) -> tuple[str, ...]:
    full = {flat(who.organisation), flat(who.department)}
    bare = {words("subject", "scope").sub("", name) for name in full}
    return tuple(sorted((name for name in full | bare if len(name) > 2), key=len, reverse=True))


def names_whole(lead: str, who: Identity) -> bool:
    """Whether a lead names the organisation, so that a bare 预算 after it is the whole of its spending."""
    return any(name in flat(lead) for name in _names(who)) or bool(words("subject", "we").search(flat(lead)))


def generic(name: str) -> bool:
    """Whether words name nothing of their own (预算数, 共计, 上年结转)."""
    return bool(words("subject", "generic").match(flat(name)))


def nameless(own: str) -> bool:
    """Whether words before a change name nothing of their own; money carried over is a name there."""
    return generic(own) and not words("subject", "carry_end").match(flat(own))


def kind_of(name: str) -> str:
    """The subject kind that the words tell, '' where none."""
    norm = flat(name)
    if words("function", "classes").match(norm):
        return "function"
    found = _kind(norm) or _kind(words("subject", "owner").sub("", norm))
    return "total_expenditure" if not found and words("subject", "unit").search(norm) else found


@lru_cache(maxsize=8192)
def _kind(norm: str) -> str:
    return next((kind for kind, pattern in kinds() if pattern.search(norm)), "")


def side_of(text: str, kind: str) -> str:
    """income, expenditure or both, '' where the words do not tell."""
    norm = flat(text)
    if kind in SPENT or words("subject", "spent").search(norm):
        return "expenditure"
    if kind == "total_both" or words("subject", "both").search(norm):
        return "both"
    if kind in ("total_income", "other_income"):
        return "income"
    if kind == "total_expenditure":
        return "expenditure"
    if words("subject", "income").search(norm):
        return "income"
    return "expenditure" if words("subject", "expenditure").search(norm) else ""


def carried(text: str, name: str) -> bool:
    """Whether the amount is money of earlier years."""
    norm = flat(text) + "|" + flat(name)
    return bool(
        words("subject", "carried").search(flat(name)) or words("subject", "carried").search(flat(text))
    ) and not words("subject", "not_carried").search(norm)
