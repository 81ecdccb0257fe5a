"""A document that was set, read back and held against what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from formwork import COMPARED
from styles.style import Style
from styles.truth import Truth

import budgetnb as bn
from budgetnb.text import flat

BY_CODE = ("scheme", "code", "inferred", "cross")
KPI = ("project", "level1", "level2", "indicator", "operator", "value", "unit", "weight", "page")
FOUND = ("table", "page", "amount")
Told = Counter[tuple[str, ...]]


@dataclass(frozen=True)
class Cell:
    """One cell of the matrix: a form in a style by a producer, and how much of it was read."""

    form: str
    style: str
    producer: str
    printed: int = 0
    every: int = 0
    """Amounts right in every respect."""
    numbers: int = 0
    """Amounts on their page, in their table."""
    added: int = 0
    """Amounts read that are not printed."""
    lost: tuple[str, ...] = ()
    """Printed numbers that no row holds, nor `left`."""
    conflicts: tuple[str, ...] = ()
    """Findings of a conflict that the plain grid of the same form does not raise."""
    empty: tuple[str, ...] = ()
    """Tables called empty that hold more than zeros."""
    indicators: int = 0
    indicators_right: int = 0
    error: str = ""
    seconds: float = 0.0


def compared(cell: Cell, truth: Truth, read: bn.Disclosure, style: Style) -> Cell:
    """The cell with what of the truth was read."""
    rows = read.amounts[list(COMPARED)].to_dict("records")
    fields = tuple(f for f in COMPARED if style.codes == "printed" or f not in BY_CODE)
    levelled = [r | {"level": None} for r in rows] if style.codes != "printed" else rows
    every = _told(_printed(truth, style), fields) & _told(map(_unnamed, levelled), fields)
    printed, found = _told(truth.amounts, FOUND), _told(rows, FOUND)
    kpis, kpis_read = _told(truth.kpis, KPI), _told(read.kpis[list(KPI)].to_dict("records"), KPI)
    return replace(
        cell,
        printed=printed.total(),
        every=every.total(),
        numbers=(printed & found).total(),
        added=(found - printed).total(),
        lost=tuple(_lost(truth, read, rows)),
        conflicts=conflicts(read),
        empty=tuple(_empty(truth, read)),
        indicators=kpis.total(),
        indicators_right=(kpis & kpis_read).total(),
    )


def _printed(truth: Truth, style: Style) -> Iterable[Mapping[str, Any]]:
    rows = map(_unnamed, truth.amounts)
    return rows if style.codes == "printed" else ({**row, "level": None} for row in rows)


def _unnamed(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """A record of 三公 without its name, for its items stand in rows or in columns."""
    return {**record, "name": ""} if record["scheme"] == "three_public" else record


def _told(records: Iterable[Mapping[str, Any]], fields: tuple[str, ...]) -> Told:
    return Counter(tuple(_word(record[field]) for field in fields) for record in records)


def _word(value: Any) -> str:
    return "" if pd.isna(value) else f"{value:.6g}" if isinstance(value, float) else flat(str(value))


def _lost(truth: Truth, read: bn.Disclosure, rows: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    held = _told(rows, ("page", "raw"))
    if hasattr(read, "left"):
        held += Counter((_word(r["page"]), _word(r["text"])) for r in read.left.to_dict("records"))
    return (f"p{page} {raw}" for page, raw in sorted((_told(truth.amounts, ("page", "raw")) - held).elements()))


def conflicts(read: bn.Disclosure) -> tuple[str, ...]:
    """The conflicts found in a document, those of a grade below confirmed left out where grades are told."""
    checks = read.checks.query("status == 'conflict'")
    if "grade" in checks:
        checks = checks.query("grade == 'confirmed'")
    return tuple(
        sorted(f"{r['rule']} {r['table']} {r['subject']} {_word(r['difference'])}" for r in checks.to_dict("records"))
    )


def _empty(truth: Truth, read: bn.Disclosure) -> Iterable[str]:
    called = Counter(read.tables.query("status == 'empty'")["table"])
    return sorted((called - truth.zeros).elements())


def without(cell: Cell, baseline: Iterable[str]) -> Cell:
    """The cell less the conflicts that the plain grid raises too."""
    return replace(cell, conflicts=tuple(sorted((Counter(cell.conflicts) - Counter(baseline)).elements())))
