"""The amounts frame as plain cells, gathered by what they stand beside: printed tables, columns and rows."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple

from pandas import NA

from .. import wording

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "amount", "precision", "table", "side", "year", "stage", "unit", "unit_code", "scheme", "code", "cross", "name",
    "kind", "measure", "fund", "carried", "header", "page", "line", "row", "col",
)  # fmt: skip
TIED = {
    "column": ("measure", "fund", "carried", "year", "stage"),
    "place": ("part", "strip", "row", "side", "scheme", "code", "name", "unit"),
}
CODED = ("function", "economic_dept", "economic_gov")
CHANGES = ("change", "change_pct")
NOT_MONEY = (*CHANGES, "other")


class Cell(NamedTuple):
    """One row of the amounts frame, as far as the checks use it.

    `part` numbers the printed table that it stands in, `strip` the stretch of it (one block of columns on one page).
    `column` is what it measures: measure, fund, carried, year, stage; `place` is the printed row that it stands in.
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
    part: int
    strip: int
    column: tuple[Any, ...]
    place: tuple[Any, ...]

    def __hash__(self) -> int:
        return hash(self.ref)


@dataclass
class Book:
    """All cells of a disclosure by printed table; one whose amount is missing stands for a blank."""

    cells: list[Cell] = field(default_factory=list)
    year: int | None = None

    @cached_property
    def filled(self) -> list[Cell]:
        """The cells with an amount."""
        return [c for c in self.cells if known(c.amount)]

    @cached_property
    def totals(self) -> dict[str, list[Cell]]:
        """The total rows of the budget year by the id of their table."""
        found: dict[str, list[Cell]] = defaultdict(list)
        for c in self.filled:
            if c.kind == "total" and (self.year is None or c.year == self.year):
                found[c.table].append(c)
        return found

    @cached_property
    def parts(self) -> list[list[Cell]]:
        """The cells of each printed table in turn."""
        gathered: dict[int, list[Cell]] = defaultdict(list)
        for cell in self.cells:
            gathered[cell.part].append(cell)
        return list(gathered.values())


class Given(dict[str, Any]):
    """The frames of one disclosure with their book, opened once for all checks."""

    def __init__(self, frames: Mapping[str, pd.DataFrame], year: int | None) -> None:
        super().__init__(frames)
        self.year = year

        self._listed: dict[tuple[str, str], list[Any]] = {}

    @cached_property
    def book(self) -> Book:
        """The book of the amounts."""
        return _opened(self, self.year)

    def listed(self, frame: str, column: str) -> list[Any]:
        """The values of a column, taken out of its frame once."""
        if (frame, column) not in self._listed:
            self._listed[frame, column] = self[frame][column].tolist()
        return self._listed[frame, column]


def listed(frames: Mapping[str, pd.DataFrame], frame: str, *columns: str) -> Iterator[tuple[Any, ...]]:
    """The rows of some columns of a frame, as plain values; none where the frame is not given."""
    if frames.get(frame) is None:
        return iter(())
    if isinstance(frames, Given):
        return zip(*(frames.listed(frame, c) for c in columns), strict=True)
    return zip(*(frames[frame][c].tolist() for c in columns), strict=True)


def open_book(frames: Mapping[str, pd.DataFrame], year: int | None) -> Book:
    """The book of a disclosure's amounts; empty where there are none."""
    return frames.book if isinstance(frames, Given) and frames.year == year else _opened(frames, year)


def _opened(frames: Mapping[str, pd.DataFrame], year: int | None) -> Book:
    amounts = frames.get("amounts")
    if amounts is None or amounts.empty:
        return Book(year=year)
    told = {name: _values(amounts[name]) for name in COLUMNS}
    told["measure"] = _measures(told["measure"], told["kind"], told["header"])
    told["ref"] = [f"amounts:{n}" for n in range(len(amounts))]
    told["part"] = _parts(told["table"], told["page"], _starts(frames))
    told["strip"] = _strips(told["part"], told["page"], told["row"])
    for tied, names in TIED.items():
        told[tied] = list(zip(*(told[name] for name in names), strict=True))
    return Book([Cell._make(values) for values in zip(*told.values(), strict=True)], year)


def _values(column: pd.Series[Any]) -> list[Any]:
    """The values of a column, each text held once however often it is printed."""
    values = column.tolist()
    return list(map(intern, values)) if column.dtype == "string" else values


def _measures(measures: Sequence[str], kinds: Sequence[str], headers: Sequence[str]) -> list[str]:
    """The measure of every row; `other` in a column headed 其中, which is no column of the table's sums."""
    words = wording.patterns("tables", "rows")["of_which"]
    told = zip(measures, kinds, headers, strict=True)
    return ["other" if k == "of_which" and words.search(h.rpartition(" / ")[2]) else m for m, k, h in told]


def _starts(frames: Mapping[str, pd.DataFrame]) -> dict[str, list[int]]:
    """First pages of the printed tables of each id."""
    found: dict[str, list[int]] = defaultdict(list)
    for name, page, status in listed(frames, "tables", "table", "first_page", "status"):
        if status != "missing" and isinstance(page, int):
            found[name].append(page)
    return {name: sorted(pages) for name, pages in found.items()}


def _parts(names: Iterable[str], pages: Iterable[Any], starts: Mapping[str, list[int]]) -> list[int]:
    """The number of the printed table of each row: a new one where the id changes or another of the same id begins."""
    found: list[int] = []
    begun: dict[tuple[str, Any], tuple[str, int]] = {}
    last: tuple[str, int] | None = None
    part = -1
    for name, page in zip(names, pages, strict=True):
        here = begun.get((name, page))
        if here is None:
            here = (name, bisect_right(starts.get(name, []), page) if isinstance(page, int) else 0)
            begun[name, page] = here
        if here != last:
            part, last = part + 1, here
        found.append(part)
    return found


def _strips(parts: Iterable[int], pages: Iterable[Any], rows: Iterable[Any]) -> list[int]:
    """The number of the stretch of each row: a new one where the table or the page changes or the row count starts anew."""
    found: list[int] = []
    last: tuple[int, Any] | None = None
    strip, before = -1, -1
    for part, page, row in zip(parts, pages, rows, strict=True):
        here = row if isinstance(row, int) else before
        if (part, page) != last or here < before:
            strip, last = strip + 1, (part, page)
        before = here
        found.append(strip)
    return found


def known(value: Any) -> bool:
    """Whether a value of a frame is there: neither None nor missing.

    >>> known(0.0), known(float("nan")), known(None)
    (True, False, False)
    """
    return value == value if isinstance(value, float) else value is not None and value is not NA  # noqa: PLR0124


def ancestors(code: str) -> Iterator[str]:
    """The codes above a code, nearest first.

    >>> list(ancestors("2080505"))
    ['20805', '208']
    """
    for size in range(len(code) - 2, 2, -2):
        yield code[:size]
