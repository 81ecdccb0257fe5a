"""Rows of a procurement table: which kind each purchase is of, and which rows add up the rows below them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from .. import wording
from ..text import clean, flat
from .row_labels import Row


def kind_of(row: Row) -> str:
    """The kind (goods, works, services) that a row names and nothing else, '' where it names none."""
    return _named(name_of(row))


def _named(text: str) -> str:
    words = wording.patterns("rows", "procurement")
    name = flat(clean(text))
    return next((kind for kind in words if words[kind].search(name)), "")


def by_column(record: dict[str, Any], path: Sequence[str]) -> dict[str, Any]:
    """The record of an amount in a column of one kind: of a total the kind's own, of a purchase the part that is of the kind."""
    kind, level = next(((kind, level) for level in reversed(path) if (kind := _named(level))), ("", ""))
    if not kind or record["scheme"] == "kind":
        return record
    if record["scheme"] == "none" and record["kind"] == "total":
        return record | {"scheme": "kind", "code": kind, "name": level, "kind": "item", "level": None}
    cross = ";".join(part for part in (record["cross"], f"kind={kind}") if part)
    return record | {"cross": cross, "kind": "of_which"}


def name_of(row: Row) -> str:
    """What a row buys: the item where a column of items is filled, else its name, its project, its class."""
    told = (row.names.get("item_name"), row.names.get("name"), row.project, *row.names.values())
    return next((name for name in told if name), "")


def kinds(rows: Sequence[Row]) -> list[str]:
    """For every row the kind that the heading above it names, its own for a heading; '' above the first heading."""
    found, below = [], ""
    for row in rows:
        below = "" if row.total else kind_of(row) or below
        found.append(below)
    return found


def holders(rows: Sequence[Row]) -> set[int]:
    """The rows whose parts are printed below them: headings of a kind, and projects above the items bought for them."""
    return {i for i, (row, below) in enumerate(pairwise(rows)) if _holds(row, below)}


def _holds(row: Row, below: Row) -> bool:
    if row.total or below.total or row.own_unit:
        return False
    if kind_of(row):
        return not kind_of(below)
    return (
        bool(name_of(row))
        and not row.names.get("item_name")
        and set(below.names) == {"item_name"}
        and not below.project
    )
