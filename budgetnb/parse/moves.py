"""Claims to the `moves` frame: the ledger of money that went from one subject to another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..model import Identity
from ..text import flat

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Side:
    """One claim's account: its subject, what left or arrived in yuan, the partners it names."""

    name: str
    partners: tuple[str, ...]
    amount: float | None
    claim: Record


def read(claims: Sequence[Record], who: Identity) -> list[Record]:
    """The records of `moves`: one per pair named, and one with '' for the part that no partner accounts for.

    Where both sides state an amount the smaller moved; where a claim names several partners none of them is given a part
    that was not stated.
    """
    given = [side for claim in claims if (side := _side(claim, "moved_to", -1)) is not None]
    taken = [side for claim in claims if (side := _side(claim, "moved_from", 1)) is not None]
    pairs: dict[tuple[str, str], list[Side]] = {}
    for side in given:
        for partner in side.partners:
            pairs.setdefault((side.name, _known(partner, taken)), []).append(side)
    for side in taken:
        for partner in side.partners:
            pairs.setdefault((_known(partner, given), side.name), []).append(side)
    rows = [_row(giver, receiver, _amount(sides), sides[-1].claim, who) for (giver, receiver), sides in pairs.items()]
    return rows + _remainders(given, rows, "giver", who) + _remainders(taken, rows, "receiver", who)


def _side(claim: Record, key: str, sign: int) -> Side | None:
    if not claim[key]:
        return None
    change = claim["change"]
    amount = abs(change) if change and change * sign > 0 else None
    return Side(_bare(claim["subject"]), tuple(_bare(n) for n in claim[key].split("；")), amount, claim)


def _bare(name: str) -> str:
    """A subject's name without what only qualifies it."""
    return re.sub(r"(?:[（(]结转[)）])?(?:项目|支出)?(?:预算|支出)?$", "", name.strip()) or name


def _known(name: str, sides: Sequence[Side]) -> str:
    """The name that the partner gives itself, where it is told of."""
    bare = flat(name)
    return next((s.name for s in sides if bare == flat(s.name) or bare in flat(s.name)), name)


def _amount(sides: Sequence[Side]) -> float | None:
    stated = [side.amount for side in sides if side.amount is not None and len(side.partners) == 1]
    return min(stated) if stated else None


def _row(giver: str, receiver: str, amount: float | None, claim: Record, who: Identity) -> Record:
    return {
        "doc": who.doc, "year": claim["year"], "giver": giver, "receiver": receiver, "amount": amount,
        "wording": claim["reason"] or claim["sentence"], "page": claim["page"], "line": claim["line"],
    }  # fmt: skip


def _remainders(sides: Sequence[Side], rows: Sequence[Record], role: str, who: Identity) -> list[Record]:
    """What a claim states beyond the parts of its pairs."""
    found = []
    for side in sides:
        parts = [row["amount"] for row in rows if row[role] == side.name]
        left = None if side.amount is None else round(side.amount - sum(p for p in parts if p is not None), 2)
        if left is not None and left > side.claim["precision"] / 2:
            giver, receiver = (side.name, "") if role == "giver" else ("", side.name)
            found.append(_row(giver, receiver, left, side.claim, who))
    return found
