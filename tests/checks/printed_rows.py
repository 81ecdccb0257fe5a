"""Frames of amounts from a few literal lines, for tests of the checks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from budgetnb import checks, frames
from budgetnb.checks.ledger import Cell, Ledger, ledger_of
from budgetnb.model import Identity

DOC = "0123456789ab"
UNIT = "某市某局"
WHO = Identity(DOC, UNIT, UNIT, 2026)
SCHEME = {"2": "function", "3": "economic_dept", "5": "economic_gov"}


def table(name: str, lines: str, columns: Sequence[str] = ("total",), **common: Any) -> list[dict[str, Any]]:
    """Records of one table: a line is a key, then an amount in 万元 for each column; _ is a blank cell.

    A key is a code, ``=`` for the total row, ``@unit`` for a unit's own row, or a name; ``>`` before it says of which.
    A column is a measure, or ``fund:general`` and the like; ``carried`` is the total of what is carried over.
    """
    found: list[dict[str, Any]] = []
    unit = common.get("unit", UNIT)
    for row, line in enumerate(lines.split()):
        key, *cells = line.split("|")
        unit = key[1:] if key.startswith("@") else unit
        about = _about(key) | {"unit": unit}
        for col, (column, cell) in enumerate(zip(columns, cells, strict=True)):
            if cell != "_":
                found.append(_record(name, about, column, cell) | {"row": row, "col": col, "page": 1} | common)
    return found


def _about(key: str) -> dict[str, Any]:
    if key.startswith("="):
        return {"scheme": "none", "name": key[1:] or "合计", "kind": "total", "level": 0}
    if key.startswith("@"):
        return {"scheme": "unit", "kind": "total"}
    kind = "of_which" if key.startswith(">") else "item"
    bare, _, cross = key.lstrip(">").partition("/")
    if bare.isdigit():
        level = {3: 1, 5: 2, 7: 3}[len(bare)]
        return {"scheme": SCHEME[bare[0]], "code": bare, "name": bare, "kind": kind, "level": level, "cross": cross}
    return {"scheme": "project", "name": bare, "kind": kind}


def _record(name: str, about: dict[str, Any], column: str, cell: str) -> dict[str, Any]:
    fund = column.removeprefix("fund:") if column.startswith("fund:") else "all"
    measure = "total" if column.startswith("fund:") or column == "carried" else column
    decimals = len(cell.partition(".")[2])
    return {
        "doc": DOC, "organisation": UNIT, "year": 2026, "stage": "budget", "table": name, "side": "expenditure",
        "measure": measure, "fund": fund, "carried": column == "carried", "amount": float(cell) * 1e4,
        "precision": 10.0 ** (4 - decimals), "header": column, "raw": cell, **about,
    }  # fmt: skip


def found(*tables: list[dict[str, Any]], **others: pd.DataFrame) -> list[tuple[str, str, str]]:
    """(rule, status, subject) of every finding on tables."""
    return [(r["rule"], r["status"], r["subject"]) for r in records(*tables, **others)]


def records(*tables: list[dict[str, Any]], **others: pd.DataFrame) -> list[dict[str, Any]]:
    """The records of the checks on tables; frames by name may be given besides."""
    amounts = frames.build("amounts", [record for rows in tables for record in rows])
    return checks.run({"amounts": amounts, **others}, WHO)


def statuses(rule: str, *tables: list[dict[str, Any]], **others: pd.DataFrame) -> list[str]:
    """The statuses of one rule."""
    return [status for name, status, _ in found(*tables, **others) if name == rule]


def balance(lines: str, side: str, **common: Any) -> list[dict[str, Any]]:
    """Records of one side of a balance; rows of income without a code are sources of money."""
    scheme = {"scheme": "source"} if side == "income" else {}
    rows = [r | {"side": side} for r in table("balance", lines, **common)]
    return [r | scheme if r["kind"] == "item" and not r.get("code") else r for r in rows]


def public(*cells: tuple[str, str], **common: Any) -> list[dict[str, Any]]:
    """Records of the three public expenses in one row: pairs of an item and its amount in 万元."""
    return [table("three_public", f"项|{amount}", **common)[0] | {"scheme": "three_public", "code": code, "col": n}
           for n, (code, amount) in enumerate(cells)]  # fmt: skip


def ledger(*tables: list[dict[str, Any]], year: int | None = 2026, **others: pd.DataFrame) -> Ledger:
    """The ledger of tables; frames by name may be given besides."""
    amounts = frames.build("amounts", [record for rows in tables for record in rows])
    return ledger_of({"amounts": amounts, **others}, year)


def cells(lines: str, **common: Any) -> list[Cell]:
    """The cells of one table of expenditure with one column of totals."""
    return ledger(table("expenditure", lines, **common)).cells
