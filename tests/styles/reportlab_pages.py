"""Sheets drawn by ReportLab: fills, words and rules each by their coordinates."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import formwork
from formwork import FONT, MARGIN, SIZE
from reportlab.pdfgen.canvas import Canvas
from styles import measure
from styles.page import Block, Cell, Sheet
from styles.rules import rules
from styles.style import Style

BAND, DARK, GREY = (0.91, 0.94, 0.98), (0.16, 0.29, 0.49), (0.85, 0.85, 0.85)
DASHES = {"solid": (), "dashed": (3.0, 2.0), "dotted": (0.6, 1.6)}
MARK = "内部资料"


def pdf(sheets: Sequence[Sheet], style: Style) -> bytes:
    """The sheets as a PDF, one page each."""
    formwork._font()
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=formwork.PORTRAIT, invariant=1)
    columns = measure.columns_of(sheets, style)
    for sheet in sheets:
        _sheet(canvas, sheet, columns, style)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def _sheet(canvas: Canvas, sheet: Sheet, columns: dict[int, list[float]], style: Style) -> None:
    width, height = measure.size(sheet, columns, style)
    canvas.setPageSize((width, height))
    if style.mark:
        _mark(canvas, (width, height), style.mark)
    for i, line in enumerate(sheet.front):
        canvas.setFont(FONT, 14)
        canvas.drawCentredString(width / 2, height - 80 - 24 * i, line)
    top = height - 50
    for block in sheet.blocks:
        top = _block(canvas, block, columns[block.table], (width, top, style))


def _mark(canvas: Canvas, size: tuple[float, float], way: str) -> None:
    """Grey words in the upper and the lower half of the page, drawn before the tables."""
    canvas.setFillColorRGB(*GREY)
    canvas.setFont(FONT, 70)
    for part in (0.8, 0.35):
        canvas.saveState()
        canvas.translate(size[0] / 2, size[1] * part)
        canvas.rotate(40 if way == "diagonal" else 0)
        canvas.drawCentredString(0, -30, MARK)
        canvas.restoreState()


def _block(canvas: Canvas, block: Block, columns: Sequence[float], place: tuple[float, float, Style]) -> float:
    """The foot of a block drawn below a top."""
    width, top, style = place
    for line in block.above:
        top = _line(canvas, line, top, width)
    xs = list(_sums((width - sum(columns)) / 2, columns))
    ys = list(_sums(top + 8, [-h for h in measure.heights(block, columns, style)]))
    _fills(canvas, block, (xs, ys), style)
    for cell in block.cells:
        _words(canvas, cell, (xs, ys), style)
    _rules(canvas, block, (xs, ys), style)
    foot = ys[-1] - 6
    for line in block.below:
        foot -= measure.LINE
        _line(canvas, line + " >> ", foot, width)
    return foot - 2 * measure.LINE


def _sums(start: float, steps: Sequence[float]) -> Iterator[float]:
    yield start
    for step in steps:
        start += step
        yield start


def _line(canvas: Canvas, line: str, top: float, width: float) -> float:
    """A line centred, or what ` >> ` parts at both margins; the top of the next."""
    canvas.setFont(FONT, 10)
    canvas.setFillColorRGB(0, 0, 0)
    left, parted, right = line.partition(" >> ")
    if not parted:
        canvas.drawCentredString(width / 2, top, line)
        return top - measure.LINE
    canvas.drawString(MARGIN, top, left)
    rows = right.strip().split("\n")
    for i, text in enumerate(rows):
        canvas.drawRightString(width - MARGIN, top - 12 * i, text)
    return top - measure.LINE - 12 * (len(rows) - 1)


def _fills(canvas: Canvas, block: Block, at: tuple[list[float], list[float]], style: Style) -> None:
    xs, ys = at
    for row in range(block.rows):
        head = row < block.head
        colour = (
            DARK
            if head and style.head == "dark"
            else BAND
            if not head and style.bands and (row - block.head) % 2
            else None
        )
        if colour:
            canvas.setFillColorRGB(*colour)
            canvas.rect(xs[0], ys[row + 1], xs[-1] - xs[0], ys[row] - ys[row + 1], stroke=0, fill=1)


def _words(canvas: Canvas, cell: Cell, at: tuple[list[float], list[float]], style: Style) -> None:
    xs, ys = at
    left, right = xs[cell.col], xs[cell.col + cell.right]
    lines = measure.wrapped(cell, right - left, style)
    y = (ys[cell.row] + ys[cell.row + cell.down]) / 2 + measure.LEADING * len(lines) / 2 - SIZE
    white = cell.head and style.head == "dark"
    canvas.setFont(FONT, SIZE)
    canvas.setFillColorRGB(*[1.0 if white else 0.0] * 3)
    side = "center" if cell.head else style.numbers if cell.number else "left"
    for line in lines:
        free = right - left - measure.width_of(line)
        room = measure.pad(style)
        x = {"center": free / 2, "right": free - room, "left": room + cell.indent * SIZE}[side]
        canvas.drawString(left + x, y, line)
        y -= measure.LEADING


def _rules(canvas: Canvas, block: Block, at: tuple[list[float], list[float]], style: Style) -> None:
    xs, ys = at
    found = rules(block, style)
    canvas.setStrokeColorRGB(0, 0, 0)
    canvas.setDash(*DASHES[style.line])
    for (line, col), (last, width) in _runs(found.across):
        canvas.setLineWidth(width)
        canvas.line(xs[col], ys[line], xs[last + 1], ys[line])
    for (line, row), (last, width) in _runs({(c, r): w for (r, c), w in found.down.items()}):
        canvas.setLineWidth(width)
        canvas.line(xs[line], ys[row], xs[line], ys[last + 1])
    canvas.setDash()


def _runs(edges: dict[tuple[int, int], float]) -> Iterator[tuple[tuple[int, int], tuple[int, float]]]:
    """Edges of one line that follow each other, as one stroke: its line and first place, its last place and width."""
    start = last = None
    for place in sorted(edges):
        if start and last and place == (last[0], last[1] + 1) and edges[place] == edges[start]:
            last = place
            continue
        if start and last:
            yield start, (last[1], edges[start])
        start = last = place
    if start and last:
        yield start, (last[1], edges[start])
