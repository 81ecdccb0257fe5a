"""Amounts and claims to the `procurement` frame: what is bought, by kind, by function, in all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..model import Identity
from ..wording.tables import entry

Record = dict[str, Any]
CLAIMED = {
    "procurement": ("total", ""),
    "goods": ("kind", "goods"),
    "works": ("kind", "works"),
    "services": ("kind", "services"),
}
WIDEST = ("all", "fiscal", "general")
MEASURES = {"procurement": "amount", "procurement_sme": "sme", "procurement_micro": "micro"}


def read(amounts: Sequence[Record], claims: Sequence[Record], who: Identity) -> list[Record]:
    """The records of `procurement`: from tables first, then from sentences."""
    return [*_from_tables(amounts, who), *_from_claims(claims, who)]


def _from_tables(amounts: Sequence[Record], who: Identity) -> list[Record]:
    rows: dict[tuple[Any, ...], Record] = {}
    spent: dict[tuple[Any, ...], float] = {}
    widest: dict[tuple[Any, ...], int] = {}
    headed = {r["table"] for r in amounts if r["scheme"] == "kind" and r["kind"] == "subtotal"}
    for r in amounts:
        if _repeats(r, headed) or r["kind"] == "of_which":
            continue
        key = (r["table"], r["page"], r["line"], r["row"], r["unit"], r["code"] if r["scheme"] == "kind" else "")
        if r["measure"] == "total" and r["fund"] in ("all", "fiscal"):
            spent.setdefault(key, r["amount"])
        width = _width(r, who)
        if width is not None and width < widest.get((*key, r["measure"]), len(WIDEST)):
            rows.setdefault(key, _row(r, who))[MEASURES[r["measure"]]] = r["amount"]
            widest[(*key, r["measure"])] = width
    for key, row in rows.items():
        if spent.get(key) and row.get("amount") is not None:
            row["share"] = row["amount"] / spent[key]
    return [row for row in rows.values() if row.get("amount") is not None]


def _width(r: Record, who: Identity) -> int | None:
    """How wide the fund of an amount is that tells what is bought in the year, 0 for all; None where it tells none.

    A table of procurement that prints no column over all funds is told by the widest that it prints.
    """
    if r["measure"] not in MEASURES or r["carried"] or r["year"] not in (None, who.year):
        return None
    funds = WIDEST if entry(r["table"]).purchases else WIDEST[:1]
    return funds.index(r["fund"]) if r["fund"] in funds else None


def _repeats(r: Record, headed: set[str]) -> bool:
    """Whether a row only adds up a part of a kind: a unit below the heading of a kind, a project above its items."""
    below = r["table"] in headed and r["kind"] != "item"
    return below and (r["scheme"] == "unit" or (r["scheme"] == "kind" and bool(r["inferred"])))


def _by(r: Record) -> str:
    """What a row is told by; a purchase within a class or under the heading of a kind is an item."""
    if r["kind"] == "item" and (r["cross"] or r["inferred"] or r["scheme"] not in ("function", "kind")):
        return "item"
    return {"function": "function", "kind": "kind", "none": "total", "unit": "total"}.get(r["scheme"], "item")


def _row(r: Record, who: Identity) -> Record:
    by = _by(r)
    return {
        "doc": who.doc, "organisation": who.organisation, "year": r["year"], "by": by, "code": r["code"],
        "name": r["name"] or r["unit"], "source": "table", "page": r["page"], "line": r["line"],
    }  # fmt: skip


def _from_claims(claims: Sequence[Record], who: Identity) -> list[Record]:
    """Purchases told in sentences; a part of them by its source of money, and its kinds, are items, so that no sum holds them twice."""
    found = []
    part = False
    for c in claims:
        if c["subject_kind"] not in CLAIMED or c.get("amount") is None or c["amount"] != c["amount"]:
            continue
        by, code = CLAIMED[c["subject_kind"]]
        part = bool(c.get("of_which")) if by == "total" else part
        found.append({
            "doc": who.doc, "organisation": who.organisation, "year": c["year"], "by": "item" if part else by, "code": code,
            "name": c["subject"], "amount": c["amount"], "source": "claim", "page": c.get("page"), "line": c.get("line"),
        })  # fmt: skip
    return found
