"""Word documents (.docx) to Document: paragraphs as lines with their automatic numbers, tables as grids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..errors import DamagedFileError
from ..model import Document, Grid, Line, Page, Source
from . import paragraph_numbers
from .cell_spans import Spanned, grid_of
from .limits import LIMITS, Limits
from .office_package import Package, children
from .text import tidy

HOLDERS = ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple")
BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


def read(data: bytes, source: Source, limits: Limits = LIMITS) -> Document:
    """The document of a word file; `line` counts its paragraphs and table rows, deleted text is left out.

    Raises
    ------
    DamagedFileError, EncryptedFileError, TooLargeError
        It cannot be read; the message says why.
    """
    package = Package(data, source.path, limits)
    name = next((name for kind, name in package.targets("").values() if kind == "officeDocument"), "word/document.xml")
    limits.hold("characters", len(package.read(name)), source.path)
    body = package.xml(name).find("body")
    if body is None:
        raise DamagedFileError(f"{source.path}: the word file has no body")
    named = {kind: part for kind, part in package.targets(name).values()}
    parts = [package.xml(named[kind]) if kind in named else None for kind in ("numbering", "styles")]
    items = tuple(_Body(paragraph_numbers.read(*parts), limits, source.path).items(body))
    return Document(source, "docx", "lxml", (Page(items),))


class _Body:
    """The lines and grids of a body in order, counting as they are told."""

    def __init__(self, lists: paragraph_numbers.Numbering, limits: Limits, path: str) -> None:
        self.lists, self.limits, self.path = lists, limits, path
        self.line = 0

    def items(self, parent: Any) -> Iterator[Line | Grid]:
        """The lines and grids of a body, a cell or what holds them."""
        for child in children(parent, "p", "tbl", *HOLDERS):
            if child.tag == "p":
                yield from self._paragraph(child)
            elif child.tag == "tbl":
                yield from self._table(child)
            else:
                yield from self.items(child)

    def _paragraph(self, paragraph: Any) -> Iterator[Line]:
        self.line += 1
        number = self.line
        text = self.lists.prefix(paragraph) + _text(paragraph)
        size = _size(paragraph)
        yield from (Line(printed, None, number, None, size) for part in text.split("\n") if (printed := tidy(part)))
        for box in _boxes(paragraph):
            yield from (item for item in self.items(box) if isinstance(item, Line))

    def _table(self, table: Any) -> Iterator[Line | Grid]:
        rows = list(_rows(table))
        if _is_layout(rows):
            for cell in (cell for row in rows for cell in _cells(row)):
                yield from self.items(cell)
            return
        told = [self._row(row) for row in rows]
        grid = grid_of(_merged(told), self.limits, self.path)
        if grid is not None:
            yield grid

    def _row(self, row: Any) -> list[tuple[str, Spanned]]:
        """The cells of a row, each with how it is merged downwards: '', restart or continue."""
        self.line += 1
        before = [("", Spanned("", 1, 1, self.line))] * _number(row, "gridBefore")
        return before + [
            (_merge(cell), Spanned(self._cell(cell), 1, max(1, _number(cell, "gridSpan")), self.line))
            for cell in _cells(row)
        ]

    def _cell(self, cell: Any) -> str:
        line = self.line
        found = [item for item in self.items(cell)]
        self.line = line
        texts = [
            item.text if isinstance(item, Line) else "\n".join(c.text for c in item.cells if c.text) for item in found
        ]
        return "\n".join(texts)


def _merged(rows: Sequence[Sequence[tuple[str, Spanned]]]) -> list[list[Spanned]]:
    """The rows with cells that continue one above taken out and the one above made taller."""
    open_at: dict[int, tuple[int, int]] = {}
    out: list[list[Spanned]] = [[] for _ in rows]
    for r, row in enumerate(rows):
        col = 0
        for merge, cell in row:
            if merge == "continue" and col in open_at:
                above, index = open_at[col]
                tall = out[above][index]
                out[above][index] = Spanned(tall.text or cell.text, r - above + 1, tall.colspan, tall.line)
            else:
                open_at.pop(col, None)
                if merge:
                    open_at[col] = (r, len(out[r]))
                out[r].append(cell)
            col += cell.colspan
    return out


def _is_layout(rows: Sequence[Any]) -> bool:
    """Whether a table only places other things: one column, or tables inside that have rows of their own."""
    cells = [list(_cells(row)) for row in rows]
    nested = any(len(list(_rows(inner))) > 1 for row in cells for cell in row for inner in children(cell, "tbl"))
    return nested or max((len(row) for row in cells), default=0) < 2


def _rows(table: Any) -> Iterator[Any]:
    for child in children(table, "tr", *HOLDERS):
        if child.tag == "tr":
            yield child
        else:
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in children(row, "tc", *HOLDERS):
        if child.tag == "tc":
            yield child
        else:
            yield from _cells(child)


def _number(element: Any, name: str) -> int:
    """The number that a property of a row or cell tells, 0 where it tells none."""
    told = element.find(f"{element.tag}Pr/{name}")
    text = told.get("val", "") if told is not None else ""
    return min(int(text), 1000) if text.isdecimal() and len(text) < 9 else 0


def _merge(cell: Any) -> str:
    told = cell.find("tcPr/vMerge")
    return "" if told is None else str(told.get("val", "continue"))


def _text(paragraph: Any) -> str:
    """The text of a paragraph; deleted text, field codes and text boxes are none of it."""
    parts: list[str] = []
    for run in children(paragraph, "r", *HOLDERS):
        if run.tag == "r":
            parts += [
                child.text or "" if child.tag == "t" else BREAKS[child.tag] for child in children(run, "t", *BREAKS)
            ]
        else:
            parts.append(_text(run))
    return "".join(parts)


def _boxes(paragraph: Any) -> Iterator[Any]:
    """The text boxes anchored in a paragraph, each once."""
    for run in children(paragraph, "r"):
        for held in children(run, "drawing", "pict", "object"):
            yield from (
                box for box in held.iter("txbxContent") if not any(a.tag == "txbxContent" for a in box.iterancestors())
            )


def _size(paragraph: Any) -> float:
    """The size of the first run in points, 0 where none is told."""
    told = paragraph.find("r/rPr/sz")
    text = told.get("val", "") if told is not None else ""
    return int(text) / 2 if text.isdecimal() and len(text) < 5 else 0.0
