"""Which printed rows stand for a quantity: one table, one fund, one depth, never a total beside its parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from .book import Book, Cell, ancestors

FUNCTION_TABLES = (
    "expenditure", "fiscal_expenditure", "general_function", "balance", "fiscal_balance", "gov_fund", "basic", "project",
)  # fmt: skip
ECONOMIC_TABLES = ("expenditure", "general_economic", "basic", "fiscal_basic", "general_basic", "project")
TABLES: Mapping[str, tuple[str, ...]] = {"function": FUNCTION_TABLES, "economic": ECONOMIC_TABLES}
SCHEMES = {"function": ("function",), "economic": ("economic_dept", "economic_gov")}
FUNDS = ("all", "current", "fiscal", "general")


@dataclass(frozen=True, slots=True)
class Amount:
    """One quantity: what it is called, how much, and the rows that it comes from."""

    name: str
    amount: float
    precision: float
    refs: tuple[str, ...]


def classes(book: Book, by: str, measure: str = "total") -> dict[str, Amount]:
    """Expenditure by code from the first table that prints it, all units together."""
    spent = [c for c in book.filled if c.code and c.measure == measure and c.side == "expenditure" and _now(book, c)]
    gathered: dict[tuple[str, str, str], list[Cell]] = defaultdict(list)
    for c in spent:
        if c.kind != "of_which":
            gathered[c.fund, c.scheme, c.table].append(c)
    for key in product(FUNDS, SCHEMES[by], TABLES[by]):
        rows = [c for c in gathered.get(key, ()) if c.part == gathered[key][0].part]
        if any(c.amount for c in rows):
            return _by_code(rows)
    return {}


def _now(book: Book, cell: Cell) -> bool:
    return book.year is None or cell.year == book.year


def _by_code(rows: Sequence[Cell]) -> dict[str, Amount]:
    gathered: dict[str, list[Cell]] = {}
    for c in rows:
        gathered.setdefault(c.code, []).append(c)
    return {code: _sum(plain_rows(cells)) for code, cells in gathered.items()}


def plain_rows(cells: Sequence[Cell]) -> Sequence[Cell]:
    """The rows that stand for a code: those without a second classification, where there are any."""
    return [c for c in cells if not c.cross] or cells


def _sum(cells: Sequence[Cell]) -> Amount:
    return Amount(
        cells[0].name, sum(c.amount for c in cells), max(c.precision for c in cells), tuple(c.ref for c in cells)
    )


def at_depth(found: Mapping[str, Amount], depth: int) -> dict[str, Amount]:
    """The classes that make the whole at one depth: 1 类, 2 款, 3 项; shallower ones where nothing deeper is printed."""
    size = 1 + 2 * depth
    shallow = [code for code in found if len(code) <= size]  # in the order printed: a set differs from run to run
    parents = {a for code in shallow for a in ancestors(code)}
    return {code: found[code] for code in shallow if code not in parents}


def deepest(found: Mapping[str, Amount]) -> dict[str, Amount]:
    """The classes below which nothing is printed."""
    parents = {a for code in found for a in ancestors(code)}
    return {code: amount for code, amount in found.items() if code not in parents}


def whole_of(book: Book, found: Mapping[str, Amount]) -> Amount:
    """What the classes make together: the total row of their table, else the sum of the topmost."""
    tops = [amount for code, amount in found.items() if not any(a in found for a in ancestors(code))]
    added = Amount(
        "", sum(a.amount for a in tops), sum(a.precision for a in tops), tuple(r for a in tops for r in a.refs)
    )
    if not tops:
        return added
    first = next(c for c in book.filled if c.ref == tops[0].refs[0])
    printed = total(book, (first.table,), measure=first.measure, fund=first.fund, carried=False)
    near = printed is not None and abs(printed.amount - added.amount) <= (printed.precision + added.precision) / 2
    return printed if near and printed is not None else added


def total(book: Book, tables: Iterable[str], **wanted: object) -> Amount | None:
    """The total row of the first of some tables that prints one with these values."""
    for table in tables:
        rows = [c for c in book.totals.get(table, ()) if fits(c, wanted)]
        grand = [c for c in rows if c.scheme == "none"] or rows
        if grand:
            return _sum([max(grand, key=lambda c: abs(c.amount))])
    return None


def fits(cell: Cell, wanted: Mapping[str, object]) -> bool:
    """Whether a cell has the values wanted."""
    return all(getattr(cell, name) == value for name, value in wanted.items())
