"""“三公” tables: which item a cell is of, whether items are printed as rows or as columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from .. import wording
from ..text import clean, flat
from ..wording.tables import entry
from .headers import Head
from .row_labels import Row, is_unit


def item_of(text: str) -> str:
    """The id of the item that a text names, '' where it names none.

    >>> item_of("公务用车购置及运行维护费"), item_of("公务用车购置费"), item_of("因公出国（境）费用")
    ('vehicles', 'vehicle_purchase', 'abroad')
    """
    return wording.choose(wording.choices("rows", "three_public"), flat(clean(text)))


def _words(name: str) -> re.Pattern[str]:
    return wording.patterns("rows", "items")[name]


def item(record: dict[str, Any], head: Head, row: Row, title: str) -> dict[str, Any]:
    """The record with its item as code: from the row's name, else from the column's header path, else from the title."""
    if record["measure"] not in ("change", "change_pct"):
        record = record | {"measure": "total"}
    column, header = _column_item(head.path)
    named = item_of(row.printed or record["name"]) if row.names or row.project or row.total else ""
    code = named if named and not (row.total and column) else column
    whole = entry(record["table"]).item
    code = code or whole
    if code in ("", "total") and not _words("all_items").search(title):
        code = item_of(title) or code
    if not code and (row.names or row.project) and not (row.total or row.own_unit or is_unit(record["name"])):
        return record | {"scheme": "none", "measure": "other", "level": None}  # an item that none of the known ones is
    code = code or "total"
    kind = record["kind"] if record["scheme"] in ("none", "unit") and row.total and (column or whole) else "item"
    told = record["name"] if named or (not column and (row.names or row.project)) else header
    return record | {
        "scheme": "three_public",
        "code": code,
        "kind": kind,
        "name": told or record["name"],
        "level": None,
    }


def _column_item(path: tuple[str, ...]) -> tuple[str, str]:
    """(code, name) of the item that a header path tells: the deepest level that names one; 小计 stands for its group."""
    for level in reversed(path):
        if _words("no_item").search(level):
            continue
        if (found := item_of(level)) and found != "total":
            return found, level
        if _words("all_items").search(level):
            return "total", level
    whole = next((level for level in reversed(path) if _words("sum").match(level)), "")
    return ("total", whole) if whole else ("", path[-1] if path else "")


def kinds(records: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The records of one table with their kinds: the total is total, what holds items that are printed too is subtotal.

    Under a total of several units the rows of the units are its items, and a department above its units a subtotal.
    """
    over_units = any(r["kind"] == "total" for r in records) and len({(r["unit"], r["unit_code"]) for r in records}) > 1
    printed = {(r["unit"], r["code"]) for r in records}
    units = {r["unit_code"] for r in records}
    seen: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    found = []
    for r in records:
        if r["kind"] == "item":
            kind = _of_unit(r, units) if over_units else _of_item(r, printed, seen)
            r = r | {"kind": kind}
        elif r["code"] == "total":
            seen.setdefault(_whole(r), _named(r))
        found.append(r)
    return found


def _of_unit(record: dict[str, Any], units: set[str]) -> str:
    code = record["unit_code"]
    return "subtotal" if code and any(u != code and u.startswith(code) for u in units) else "item"


def _of_item(
    record: dict[str, Any], printed: set[tuple[str, str]], seen: dict[tuple[Any, ...], tuple[Any, ...]]
) -> str:
    if record["code"] == "vehicles":
        parts = any((record["unit"], code) in printed for code in ("vehicle_purchase", "vehicle_operation"))
        return "subtotal" if parts else "item"
    if record["code"] != "total":
        return "item"
    return "total" if seen.setdefault(_whole(record), _named(record)) == _named(record) else "subtotal"


def _whole(record: dict[str, Any]) -> tuple[Any, ...]:
    """What one total of the items is told of."""
    return tuple(record[column] for column in ("unit", "year", "stage", "fund", "measure"))


def _named(record: dict[str, Any]) -> tuple[Any, ...]:
    """The row of a total and its name: columns of funds print one total twice, columns of items two."""
    return record["page"], record["line"], record["row"], record["name"]
