"""The amounts of one disclosure as plain cells, gathered by the printed tables, columns and rows that they stand in."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import wording
from .frame_rows import FrameCache, known, plain, values

if TYPE_CHECKING:
    import pandas as pd

    from .frame_rows import Frames

READ = (
    "amount", "precision", "table", "side", "year", "stage", "unit", "unit_code", "scheme", "code", "cross", "name",
    "kind", "measure", "fund", "carried", "header", "page", "line", "row", "col",
)  # fmt: skip
COLUMN = ("measure", "fund", "carried", "year", "stage")
ROW = ("table_number", "stretch", "row", "side", "scheme", "code", "name", "unit")
CODED = ("function", "economic_dept", "economic_gov")
CHANGES = ("change", "change_pct")
NOT_MONEY = (*CHANGES, "other")


class Cell(NamedTuple):
    """One row of the frame `amounts`, as far as the checks use it.

    `table_number` counts the printed tables (two of one id are two), `stretch` the stretches of rows that run on: one block
    of columns on one page. `column` is what the cell measures (the fields of COLUMN), `printed_row` the row that it
    stands in (the fields of ROW).
    """

    amount: float
    precision: float
    table: str
    side: str
    year: Any
    stage: str
    unit: str
    unit_code: str
    scheme: str
    code: str
    cross: str
    name: str
    kind: str
    measure: str
    fund: str
    carried: bool
    header: str
    page: Any
    line: Any
    row: Any
    col: Any
    ref: str
    table_number: int
    stretch: int
    column: tuple[Any, ...]
    printed_row: tuple[Any, ...]

    def __hash__(self) -> int:
        return hash(self.ref)


@dataclass
class Ledger:
    """All cells of a disclosure in printed order; one whose amount is missing stands for a blank."""

    cells: list[Cell] = field(default_factory=list)
    year: int | None = None

    @cached_property
    def filled(self) -> list[Cell]:
        """The cells with an amount."""
        return [c for c in self.cells if known(c.amount)]

    @cached_property
    def totals(self) -> dict[str, list[Cell]]:
        """The cells of total rows of the budget year, by the id of their table."""
        found: dict[str, list[Cell]] = defaultdict(list)
        for c in self.filled:
            if c.kind == "total" and self.is_of_year(c):
                found[c.table].append(c)
        return found

    @cached_property
    def printed_tables(self) -> list[list[Cell]]:
        """The cells of each printed table in turn."""
        gathered: dict[int, list[Cell]] = defaultdict(list)
        for cell in self.cells:
            gathered[cell.table_number].append(cell)
        return list(gathered.values())

    def is_of_year(self, cell: Cell) -> bool:
        """Whether a cell speaks of the budget year; every cell does where that year is not known."""
        return self.year is None or bool(cell.year == self.year)


def ledger_of(frames: Frames, year: int | None) -> Ledger:
    """The amounts of a disclosure as a ledger; an empty one where there are none."""
    if isinstance(frames, FrameCache):
        return frames.once(("ledger", year), lambda: _ledger(frames, year))
    return _ledger(frames, year)


def _ledger(frames: Frames, year: int | None) -> Ledger:
    amounts = frames.get("amounts")
    if amounts is None or amounts.empty:
        return Ledger(year=year)
    made = {name: _values(amounts[name]) for name in READ}
    made["measure"] = _measures(made["measure"], made["kind"], made["header"])
    made["ref"] = [f"amounts:{n}" for n in range(len(amounts))]
    made["table_number"] = _table_numbers(made["table"], made["page"], _first_pages(frames))
    made["stretch"] = _stretches(made["table_number"], made["page"], made["row"])
    made["column"] = list(zip(*(made[name] for name in COLUMN), strict=True))
    made["printed_row"] = list(zip(*(made[name] for name in ROW), strict=True))
    return Ledger([Cell._make(fields) for fields in zip(*made.values(), strict=True)], year)


def _values(column: pd.Series[Any]) -> list[Any]:
    """The values of a column, each text held once however often it is printed."""
    listed = plain(column)
    return list(map(intern, listed)) if column.dtype == "string" else listed


def _measures(measures: Sequence[str], kinds: Sequence[str], headers: Sequence[str]) -> list[str]:
    """The measure of every row; `other` in a column headed 其中, which is no column of the table's sums."""
    words = wording.patterns("rows", "rows")["of_which"]
    listed = zip(measures, kinds, headers, strict=True)
    return ["other" if k == "of_which" and words.search(h.rpartition(" / ")[2]) else m for m, k, h in listed]


def _first_pages(frames: Frames) -> dict[str, list[int]]:
    """On which pages the printed tables of each id begin."""
    found: dict[str, list[int]] = defaultdict(list)
    for name, page, status in values(frames, "tables", "table", "first_page", "status"):
        if status != "missing" and isinstance(page, int):
            found[name].append(page)
    return {name: sorted(pages) for name, pages in found.items()}


def _table_numbers(names: Iterable[str], pages: Iterable[Any], first_pages: Mapping[str, list[int]]) -> list[int]:
    """The number of the printed table of each row: a new one where the id changes or another of the same id begins."""
    found: list[int] = []
    begun: dict[tuple[str, Any], tuple[str, int]] = {}
    last: tuple[str, int] | None = None
    number = -1
    for name, page in zip(names, pages, strict=True):
        here = begun.get((name, page))
        if here is None:
            here = (name, bisect_right(first_pages.get(name, []), page) if isinstance(page, int) else 0)
            begun[name, page] = here
        if here != last:
            number, last = number + 1, here
        found.append(number)
    return found


def _stretches(tables: Iterable[int], pages: Iterable[Any], rows: Iterable[Any]) -> list[int]:
    """The number of the stretch of each row: a new one where the table or the page changes or rows are counted anew."""
    found: list[int] = []
    last: tuple[int, Any] | None = None
    stretch, before = -1, -1
    for table, page, row in zip(tables, pages, rows, strict=True):
        here = row if isinstance(row, int) else before
        if (table, page) != last or here < before:
            stretch, last = stretch + 1, (table, page)
        before = here
        found.append(stretch)
    return found


def ancestors(code: str) -> Iterator[str]:
    """The codes above a code, nearest first.

    Examples
    --------
    >>> list(ancestors("2080505"))
    ['20805', '208']
    """
    for size in range(len(code) - 2, 2, -2):
        yield code[:size]
