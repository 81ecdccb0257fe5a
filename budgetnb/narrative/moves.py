"""Claims to the `moves` frame: the ledger of money that went from one subject to another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..model import Identity
from ..text import flat
from .claims.patterns import words

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
    quoted = {_key(name): name for claim in claims for key in ("moved_from", "moved_to") for name in _names(claim[key])}
    given = [side for claim in claims if (side := _side(claim, "moved_to", -1, quoted)) is not None]
    taken = [side for claim in claims if (side := _side(claim, "moved_from", 1, quoted)) is not None]
    pairs: dict[tuple[str, str], list[Side]] = {}
    for side in given:
        for partner in side.partners:
            pairs.setdefault((side.name, partner), []).append(side)
    for side in taken:
        for partner in side.partners:
            pairs.setdefault((partner, side.name), []).append(side)
    rows = [_row(giver, receiver, _amount(sides), sides[-1].claim, who) for (giver, receiver), sides in pairs.items()]
    return rows + _remainders(given, rows, "giver", who) + _remainders(taken, rows, "receiver", who)


def _names(joined: str) -> list[str]:
    return [name for name in joined.split("；") if name]


def _side(claim: Record, key: str, sign: int, quoted: Mapping[str, str]) -> Side | None:
    """One claim's account, its subject and partners under the names that the document quotes."""
    if not claim[key]:
        return None
    change = claim["change"]
    amount = abs(change) if change and change * sign > 0 else None
    partners = tuple(quoted[_key(name)] for name in _names(claim[key]))
    own = words("bare", "budget_end").sub("", claim["subject"])
    return Side(quoted.get(_key(own), own), partners, amount, claim)


def _key(name: str) -> str:
    """A subject's name as it is compared: the last of 类, 款, 项, without what only qualifies it."""
    parts = words("bare", "classes").split(flat(name))
    named = [part for part in parts if part and not words("bare", "left_over").match(part)]
    bare = named[-1] if named else flat(name)
    return words("bare", "subject_end").sub("", bare) or bare


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
