"""What a printed number may be in its cell: an amount, or no data at all: a code, a numbering of rows or columns, a year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..model import Cell, Grid, Table
from ..text import flat, money_unit, number, own_unit, scales
from .headers import SUBJECT, Head
from .row_labels import UNIT_CODES, columns

YEAR = re.compile(r"(?:19|20)\d\d")
SMALL = 2  # digits of a number in a header that only counts its columns
NUMBERED = ("index", "year")
NAMES = (
    "unit",
    "unit_or_name",
    "unit_or_project",
    "project",
    "name",
    "item_name",
    "function_name",
    "dept_name",
    "gov_name",
)


class Place(NamedTuple):
    """A cell of a table of amounts, or of one that is not recognised: its column, None where that is not known, and its grid."""

    table: Table
    cell: Cell
    head: Head | None
    is_header: bool
    grid: Grid


def places(table: Table) -> Iterator[Place]:
    """The cells of a table that print anything."""
    for grid, first, heads in columns(table):
        for cell in grid.cells:
            if cell.text:
                yield Place(table, cell, heads[cell.col] if cell.col < len(heads) else None, cell.row < first, grid)


def is_number(text: str) -> bool:
    """Whether a text is one number with a digit in it; a dash alone is a zero that nobody misses.

    >>> is_number("1,234.50"), is_number("-"), is_number("3个")
    (True, False, False)
    """
    return number(text) is not None and any(letter.isdigit() for letter in text)


def is_amount(text: str) -> bool:
    """Whether a number is written as amounts are: with decimals, or commas between thousands."""
    return is_number(text) and bool(re.search(r"[,.]", flat(text)))


def why(place: Place, text: str, usual_unit: str) -> str:
    """Why a number that fills its cell reached no frame, '' where it is no data; `usual_unit` is that of most tables of the document."""
    bare = flat(text)
    if place.is_header:
        return "" if _is_numbering(bare) else "header"
    if _is_key(place, bare):
        return ""
    if place.table.id == "unrecognised":
        return "no table id"
    if "%" in bare or (place.head is not None and place.head.role == "text"):
        return "no money"
    if place.head is None or place.head.role:
        return "column unknown"
    return "row unknown" if _has_unit(place, bare, usual_unit) else "unit unknown"


def _is_numbering(bare: str) -> bool:
    """Whether a number in a header counts the columns, or is a year."""
    return bare.isdigit() and (len(bare) <= SMALL or bool(YEAR.fullmatch(bare)))


def _is_key(place: Place, bare: str) -> bool:
    """Whether a number is a code, a year, or counts the rows: by its column's role, else by what the column prints."""
    role = place.head.role if place.head is not None else ""
    if not bare.isdigit():
        return False
    if role in NUMBERED or role.endswith("code"):
        return True
    if role in NAMES:
        return bool(SUBJECT.fullmatch(bare)) or len(bare) in UNIT_CODES or counts_up(place.grid, place.cell)
    is_known = place.table.id != "unrecognised" and not role
    return not is_known and (bool(YEAR.fullmatch(bare)) or counts_up(place.grid, place.cell))


def counts_up(grid: Grid, cell: Cell) -> bool:
    """Whether the numbers that end a column with a cell count its rows: each one more than the one above."""
    return _steps(
        int(bare)
        for c in grid.cells
        if c.col == cell.col and (bare := flat(c.text)).isdigit() and len(bare) <= SMALL + 1
    )


def _steps(values: Iterable[int]) -> bool:
    found: Sequence[int] = list(values)
    return bool(found) and (len(found) > 1 or found[0] == 1) and all(b - a == 1 for a, b in pairwise(found))


def _has_unit(place: Place, bare: str, usual_unit: str) -> bool:
    """Whether the money unit of a number is told: behind it, in its column's header, by the table, or by most tables."""
    heads = place.head.path if place.head is not None else ()
    told = (own_unit(bare), *map(money_unit, heads), place.table.money_unit or usual_unit)
    return any(unit in scales() for unit in told)
