"""Which printed rows stand for a quantity: one table, one fund, one depth, never a total beside its parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from .. import wording
from ..wording import tables
from .ledger import Cell, Ledger, ancestors

SCHEMES = {"function": ("function",), "economic": ("economic_dept", "economic_gov")}
FUNDS = ("all", "current", "fiscal", "general")
"""The funds whose classes stand for all expenditure, the widest first."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity: what it is called, how much (yuan), the size of its last printed place, the rows that it comes from."""

    name: str
    amount: float
    precision: float
    refs: tuple[str, ...]


def classes(ledger: Ledger, by: str, measure: str = "total") -> dict[str, Quantity]:
    """Expenditure by code from the first table that prints it, all units together; `by` is function or economic."""
    gathered: dict[tuple[str, str, str], list[Cell]] = defaultdict(list)
    for c in ledger.filled:
        if (
            c.code
            and c.measure == measure
            and c.side == "expenditure"
            and ledger.is_of_year(c)
            and c.kind != "of_which"
        ):
            gathered[c.fund, c.scheme, c.table].append(c)
    for key in product(FUNDS, SCHEMES[by], tables.answering(by)):
        rows = [c for c in gathered.get(key, ()) if c.table_number == gathered[key][0].table_number]
        if any(c.amount for c in rows):
            return _by_code(rows)
    return {}


def _by_code(rows: Sequence[Cell]) -> dict[str, Quantity]:
    gathered: dict[str, list[Cell]] = {}
    for c in rows:
        gathered.setdefault(c.code, []).append(c)
    return {code: _added(plain_rows(cells)) for code, cells in gathered.items()}


def plain_rows(cells: Sequence[Cell]) -> Sequence[Cell]:
    """The rows that stand for a code: those without a second classification, where there are any."""
    return [c for c in cells if not c.cross] or cells


def _added(cells: Sequence[Cell]) -> Quantity:
    precision = max(c.precision for c in cells)
    return Quantity(cells[0].name, sum(c.amount for c in cells), precision, tuple(c.ref for c in cells))


def at_depth(found: Mapping[str, Quantity], depth: int) -> dict[str, Quantity]:
    """The classes that make the whole at one depth: 1 类, 2 款, 3 项; shallower ones where nothing deeper is printed."""
    size = 1 + 2 * depth
    shallow = [code for code in found if len(code) <= size]  # in the order printed: a set differs from run to run
    parents = {a for code in shallow for a in ancestors(code)}
    return {code: found[code] for code in shallow if code not in parents}


def deepest(found: Mapping[str, Quantity]) -> dict[str, Quantity]:
    """The classes below which nothing is printed."""
    parents = {a for code in found for a in ancestors(code)}
    return {code: amount for code, amount in found.items() if code not in parents}


def whole_of(ledger: Ledger, found: Mapping[str, Quantity]) -> Quantity:
    """What the classes make together: the total row of their table where it agrees, else the sum of the topmost."""
    tops = [amount for code, amount in found.items() if not any(a in found for a in ancestors(code))]
    added = Quantity(
        "", sum(a.amount for a in tops), sum(a.precision for a in tops), tuple(r for a in tops for r in a.refs)
    )
    if not tops:
        return added
    first = next(c for c in ledger.filled if c.ref == tops[0].refs[0])
    printed = total(ledger, (first.table,), measure=first.measure, fund=first.fund, carried=False)
    near = printed is not None and abs(printed.amount - added.amount) <= (printed.precision + added.precision) / 2
    return printed if near and printed is not None else added


def total(ledger: Ledger, ids: Iterable[str], **wanted: object) -> Quantity | None:
    """The total row of the first of some tables that prints one with these values."""
    for table in ids:
        rows = [c for c in ledger.totals.get(table, ()) if _has(c, wanted)]
        grand = [c for c in rows if c.scheme == "none"] or rows
        if grand:
            return _added([max(grand, key=lambda c: abs(c.amount))])
    return None


def expenditure(ledger: Ledger, question: str = "expenditure", **wanted: object) -> Quantity | None:
    """A total of expenditure from the first table that may answer a question; all of it in all funds where nothing else is wanted."""
    return total(
        ledger, tables.answering(question), **{"side": "expenditure", "measure": "total", "fund": "all", **wanted}
    )


def quantity_of(cell: Cell) -> Quantity:
    """What one cell states."""
    return Quantity(cell.name, cell.amount, cell.precision, (cell.ref,))


def together(name: str, amounts: Sequence[Quantity]) -> Quantity:
    """The sum of some quantities, under a name of its own."""
    return Quantity(name, sum(a.amount for a in amounts), 0.0, tuple(r for a in amounts for r in a.refs))


def three_public(ledger: Ledger, item: str, year: int | None = None) -> Quantity | None:
    """One item of the three public expenses, of the budget year where none is named, of all units where they are told together.

    A total that holds meetings and training too is not theirs: the total beside it is, else the sum of the items.
    """
    items = wording.load("identities")["three_public"]
    cells = _three_public_cells(ledger, items["table"], year or ledger.year)
    found = [c for c in cells if c.code == item]
    if not found or item != "total":
        return quantity_of(found[0]) if found else None
    first = (next((c for c in cells if c.code == code), None) for code in items["items"])
    parts = [quantity_of(c) for c in first if c is not None]
    own = together(found[0].name, parts)
    best = min(found, key=lambda c: abs(c.amount - own.amount))
    more = sum(c.amount for c in cells if c.code in items["meetings"])
    joined = bool(more) and len(found) == 1 and abs(best.amount - own.amount - more) < best.precision
    return own if parts and joined else quantity_of(best)


def _three_public_cells(ledger: Ledger, table: str, year: int | None) -> list[Cell]:
    """The cells that tell the three public expenses of a year: of one table, unit and fund, those of the whole where it is told."""
    cells = [c for c in ledger.filled if c.table == table and c.measure == "total" and c.year == year]
    first = next((c for c in cells if c.kind == "total"), None) or next((c for c in cells if c.code == "total"), None)
    if first is None:
        return cells
    own = (first.table_number, first.unit, first.fund)
    return [c for c in cells if (c.table_number, c.unit, c.fund) == own]


def _has(cell: Cell, wanted: Mapping[str, object]) -> bool:
    return all(getattr(cell, name) == value for name, value in wanted.items())
