"""The frozen nouns that pass between the layers: what was printed, and where.

A reader turns bytes into a :class:`Document`: pages of :class:`Line` and :class:`Grid` in reading order. Parsing groups
grids into :class:`Table` and lines into :class:`Paragraph`, and writes frames from them. Nothing here computes a meaning.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .layout.printed_numbers import PrintedNumbers

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points on the upright page, origin at the top left."""


class Line(NamedTuple):
    """One printed line outside tables (a paragraph, where the format knows paragraphs)."""

    text: str
    page: int | None = None
    line: int | None = None
    bbox: Box | None = None
    size: float = 0.0


class Cell(NamedTuple):
    """One printed cell; `text` keeps printed line breaks as newlines. A merged cell stands once, with its spans."""

    text: str
    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1
    page: int | None = None
    line: int | None = None
    bbox: Box | None = None


@dataclass(frozen=True)
class Grid:
    """A table as printed on one page: cells in reading order on a lattice of `rows` by `cols`."""

    cells: tuple[Cell, ...]
    rows: int
    cols: int
    page: int | None = None
    line: int | None = None
    bbox: Box | None = None

    def __getstate__(self) -> dict[str, object]:
        return {name: value for name, value in self.__dict__.items() if name not in ("matrix", "texts")}

    @cached_property
    def matrix(self) -> tuple[tuple[Cell | None, ...], ...]:
        """The lattice: a merged cell stands in every place that it covers; None where nothing is."""
        lattice: list[list[Cell | None]] = [[None] * self.cols for _ in range(self.rows)]
        for cell in self.cells:
            if cell.rowspan == cell.colspan == 1 and cell.row < self.rows and cell.col < self.cols:
                lattice[cell.row][cell.col] = cell
                continue
            for row in lattice[cell.row : cell.row + cell.rowspan]:
                row[cell.col : cell.col + cell.colspan] = [cell] * min(cell.colspan, self.cols - cell.col)
        return tuple(tuple(row) for row in lattice)

    def across(self, row: int, first: int = 0, last: int | None = None) -> list[Cell]:
        """The cells that stand in a row, or in some columns of it, from left to right, each once."""
        return list({id(c): c for c in self.matrix[row][first:last] if c is not None}.values())

    @cached_property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The lattice as text: a merged cell's text in its first place only, '' elsewhere."""
        lattice = [[""] * self.cols for _ in range(self.rows)]
        for cell in self.cells:
            lattice[cell.row][cell.col] = cell.text
        return tuple(tuple(row) for row in lattice)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its lines and grids in reading order; `number` is None where the format has no pages.

    `unread` says why nothing of it was read: picture, fonts (which name no characters); '' where it was, or is blank.
    `numbers` are those that its characters print, whatever grids were seen in them; None where the format has no characters
    with places: its cells and lines are then what it prints.
    """

    items: tuple[Line | Grid, ...]
    number: int | None = None
    width: float = 0.0
    height: float = 0.0
    rotation: int = 0
    recognised: bool = False
    unread: str = ""
    numbers: PrintedNumbers | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Source:
    """Where the bytes came from; `data` is kept only where there is no file to open again."""

    path: str
    sha256: str
    size: int
    data: bytes | None = field(default=None, repr=False)

    @property
    def doc(self) -> str:
        """The first 12 hex digits of the SHA-256 of the bytes: the document's name in every frame."""
        return self.sha256[:12]


@dataclass(frozen=True)
class Document:
    """What a reader gives: the pages of one source, before any meaning."""

    source: Source
    format: str
    engine: str
    pages: tuple[Page, ...]

    def __hash__(self) -> int:
        return hash(self.source.sha256)

    @property
    def lines(self) -> list[Line]:
        """All lines outside tables, in reading order."""
        return [item for page in self.pages for item in page.items if isinstance(item, Line)]

    @property
    def grids(self) -> list[Grid]:
        """All grids, in reading order."""
        return [item for page in self.pages for item in page.items if isinstance(item, Grid)]


@dataclass(frozen=True, eq=False)
class Table:
    """One table of the disclosure: the grids of all its pages under one title. `id` is canonical or 'unrecognised'."""

    id: str
    number: str
    title: str
    grids: tuple[Grid, ...]
    captions: tuple[Line, ...] = ()
    owner: str = ""
    money_unit: str = ""
    note: str = ""
    promised: bool = False

    @property
    def first_page(self) -> int | None:
        """The page on which its first grid is printed."""
        return self.grids[0].page if self.grids else None

    @property
    def last_page(self) -> int | None:
        """The page on which its last grid is printed."""
        return self.grids[-1].page if self.grids else None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines joined to one paragraph, also across a page break; `lines` keeps each one's place."""

    text: str
    lines: tuple[Line, ...]
    level: int = 0

    @property
    def page(self) -> int | None:
        """The page on which it begins."""
        return self.lines[0].page

    @property
    def line(self) -> int | None:
        """The line on which it begins, for text and HTML."""
        return self.lines[0].line


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose disclosure it is and of which year, as its own text says."""

    doc: str
    organisation: str
    department: str
    year: int | None
    stage: str = "budget"
    title: str = ""
    kind: str = "whole"
