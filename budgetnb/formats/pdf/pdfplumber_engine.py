"""PDF to Document through pdfplumber: the second opinion, with its own characters and tables."""

from __future__ import annotations

import io
from bisect import bisect_left
from typing import Any

from ...model import Cell, Document, Grid, Line, Page, Source
from ..limits import LIMITS, Limits
from . import reader

SNAP = 2.0


def read(data: bytes, source: Source, limits: Limits = LIMITS) -> Document:
    """The document of a PDF as pdfplumber reads it; errors as those of the first engine."""
    import pdfplumber

    reader.read(data, source, limits)
    pages = []
    with pdfplumber.open(io.BytesIO(data)) as opened:
        for number, page in enumerate(opened.pages, 1):
            pages.append(Page(tuple(_items(page, number)), number, float(page.width), float(page.height)))
            page.close()
    return Document(source, "pdf", "pdfplumber", tuple(pages))


def _items(page: Any, number: int) -> list[Line | Grid]:
    tables = [t for t in page.find_tables() if len(t.cells) > 2]
    items: list[tuple[float, Line | Grid]] = [(t.bbox[1], _grid(page, t, number)) for t in tables]
    for line in page.extract_text_lines(x_tolerance=2, return_chars=False):
        middle = (line["top"] + line["bottom"]) / 2
        if not any(t.bbox[1] - 1 <= middle <= t.bbox[3] + 1 for t in tables):
            box = (line["x0"], line["top"], line["x1"], line["bottom"])
            items.append((line["top"], Line(line["text"], number, None, box, line["bottom"] - line["top"])))
    return [item for _, item in sorted(items, key=lambda pair: pair[0])]


def _grid(page: Any, table: Any, number: int) -> Grid:
    xs = _positions([c[0] for c in table.cells] + [c[2] for c in table.cells])
    ys = _positions([c[1] for c in table.cells] + [c[3] for c in table.cells])
    cells = []
    for box in table.cells:
        row, col = _index(ys, box[1]), _index(xs, box[0])
        rowspan, colspan = _index(ys, box[3]) - row, _index(xs, box[2]) - col
        if rowspan > 0 and colspan > 0:
            text = page.crop(box, strict=False).extract_text(x_tolerance=2) or ""
            cells.append(Cell(text, row, col, rowspan, colspan, number, None, tuple(box)))
    cells.sort(key=lambda c: (c.row, c.col))
    return Grid(tuple(cells), len(ys) - 1, len(xs) - 1, number, None, tuple(table.bbox))


def _positions(values: list[float]) -> list[float]:
    kept: list[float] = []
    for v in sorted(values):
        if not kept or v - kept[-1] > SNAP:
            kept.append(v)
    return kept


def _index(positions: list[float], value: float) -> int:
    i = bisect_left(positions, value - SNAP)
    return min(i, len(positions) - 1)
