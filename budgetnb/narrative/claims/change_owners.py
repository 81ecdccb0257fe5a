"""To whom a change belongs: one of the amounts of its sentence, the subject that opened the paragraph, or itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...text import flat
from .marks import Mark
from .patterns import words
from .scenes import Telling, Told, unchanged
from .subjects import kind_of, nameless

Record = dict[str, Any]
MANY = ("function", "project", "economic", "other", "other_income", "asset_value", "")
WHOLE = ("fiscal", "fund_general", "total_both", "total_income", "total_expenditure")  # told of one sum by many names


def host(telling: Telling, mark: Mark, own: str, reason: bool, *, apart: bool = False) -> Told | None:
    """The claim that a change speaks of; None where it is a claim of its own, as where the words before it (`apart`) name another."""
    if own and not nameless(own):
        return _named(telling, mark, own, reason)
    near = telling.here(mark.depth, reason, since=telling.segment)
    if near:
        return _whole(near)
    if reason or apart:
        return None
    return _later(telling, mark)


def _named(telling: Telling, mark: Mark, own: str, reason: bool) -> Told | None:
    bare = flat(own)
    whole = _bare(bare)
    kind = whole or kind_of(own)
    pool = telling.here(mark.depth, reason)
    if mark.fronted and not reason:
        pool = [t for t in telling.claims if not t.inside_reason] or ([telling.before] if telling.before else [])
    fitting = [t for t in pool if unchanged(t) and _same_subject(t, kind, bare)]
    if fitting:
        return fitting[-1]
    near = telling.here(mark.depth, reason, since=telling.segment)
    alike = kind in WHOLE and mark.fronted and len(near) == 1 and near[-1].record["subject_kind"] in WHOLE
    whole = whole if near and near[-1].record["subject_kind"] != "total_both" else ""
    return near[-1] if near and (alike or whole) and unchanged(near[-1]) else None


def pair(telling: Telling, own: str) -> tuple[Told, Told] | None:
    """The income and the expenditure, equal and told last, of which one change is told each (收、支总计各增加); else None."""
    if not words("subject", "both").search(flat(own)) and not words("base", "each").search(flat(own)):
        return None
    near = [t for t in telling.claims if unchanged(t) and not t.inside_reason and not t.part][-2:]
    if len(near) < 2 or near[0].record["amount"] != near[1].record["amount"] or near[0].place < 0:
        return None
    sides = {t.record["side"] for t in near}
    return (near[0], near[1]) if sides == {"income", "expenditure"} else None


def sibling(telling: Telling, told: Told) -> Told | None:
    """The other side of a change told of income and expenditure each."""
    at = telling.claims.index(told) if told in telling.claims else 0
    before = telling.claims[at - 1] if at else None
    if before is None or before.record["change"] != told.record["change"] or before.record["change_pct"] is not None:
        return None
    return before if before.record["amount"] == told.record["amount"] and told.record["change"] is not None else None


def _bare(name: str) -> str:
    """The kind of a bare 收入 or 支出, '' of any other name."""
    if words("bare", "income").match(name):
        return "total_income"
    return "total_expenditure" if words("bare", "expenditure").match(name) else ""


def _same_subject(told: Told, kind: str, name: str) -> bool:
    other = flat(told.record["subject"])
    if name == other:
        return True
    if kind in MANY:
        return len(name) > 1 and kind == told.record["subject_kind"] and (name in other or other in name)
    return bool(kind) and kind == told.record["subject_kind"]


def _whole(near: Sequence[Told]) -> Told:
    """The last amount; the one before its parts, where the parts listed add up to it."""
    for at, told in enumerate(near[:-1]):
        parts = [t for t in near[at + 1 :] if t.part]
        total, amount = sum(t.record["amount"] or 0.0 for t in parts), told.record["amount"]
        if (
            len(parts) > 1
            and amount
            and unchanged(told)
            and abs(total - amount) <= told.record["precision"] * (len(parts) + 1) / 2
        ):
            return told
    return near[-1]


def _later(telling: Telling, mark: Mark) -> Told | None:
    opening = telling.opening
    if opening is not None and unchanged(opening):
        return opening
    waiting = [t for t in telling.claims if unchanged(t) and not t.inside_reason and not t.part and t.depth == 0]
    return waiting[-1] if waiting else opening


def change(record: Record, mark: Mark, base: str, prior: float | None) -> None:
    """A change written into a record."""
    value = mark.sign * mark.value
    record["change"] = value or 0.0
    record["direction"] = _direction(value)
    record["base"] = base
    amount = record["amount"]
    if prior is not None:
        record["prior"] = prior
    elif amount is not None and record["prior"] is None:
        record["prior"] = round(amount - value, 2)


def arrived(record: Record, mark: Mark) -> None:
    """The amount that a change comes to written into its record."""
    record["amount"] = mark.value
    record["precision"] = max(mark.place, record["precision"] or 0.0)
    if record["prior"] is None and record["change"] is not None:
        record["prior"] = round(mark.value - record["change"], 2)


def _direction(value: float) -> str:
    return "same" if value == 0 else "increase" if value > 0 else "decrease"


def percent(record: Record, mark: Mark) -> None:
    """A percentage written into a record; alone it tells the direction."""
    value = mark.sign * mark.value if mark.value else 0.0
    if record["direction"] == "decrease" and mark.sign > 0 and words("amount", "rate").search(mark.lead):
        value = -abs(value)
    record["change_pct"] = value
    if record["direction"] == "none":
        record["direction"] = _direction(value)


def told(record: Record, mark: Mark, base: str) -> None:
    """A direction told in words alone: unchanged, or changed by no printed number; a printed change keeps its own."""
    if record["direction"] != "none":
        return
    record["direction"] = {0: "same", 1: "increase", -1: "decrease"}[mark.sign]
    record["base"] = record["base"] or base
    if mark.sign == 0 and record["prior"] is None:
        record["prior"] = record["amount"]
