"""Sheets as one web page, which a browser or WeasyPrint prints: fills and rules belong to cells, columns fit themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from styles import measure
from styles.page import Block, Cell, Sheet
from styles.rules import Rules, rules
from styles.style import Style

MARK = "内部资料"
SLACK = 1.2
"""Pages and narrow columns are so much larger than by the measure of ReportLab's font, for that of web pages is wider and has more room."""
CSS = """
* { box-sizing: border-box }
body { margin: 0; font: 8pt/1.3 "Noto Serif CJK SC", serif }
.sheet { position: relative; overflow: hidden; padding: 34pt 30pt 0; break-after: page }
.sheet:last-child { break-after: auto }
.front { text-align: center; font-size: 14pt; margin: 40pt 0 0 }
.line { display: flex; justify-content: space-between; font-size: 10pt; margin: 3pt 0; white-space: pre-line }
.title { justify-content: center }
.line span:last-child:not(:first-child) { text-align: right }
table { border-collapse: collapse; margin: 4pt auto 20pt }
td { padding: 3pt 3pt; vertical-align: middle; white-space: pre-wrap }
.open td { padding: 3pt 8pt }
td.head { text-align: center }
td.number { white-space: pre }
.band { background: #e8f0fa }
.dark { background: #294a7d; color: #fff }
.mark { position: absolute; left: 0; right: 0; text-align: center; font-size: 70pt; line-height: 1; color: #d9d9d9; z-index: -1 }
.diagonal { transform: rotate(-40deg) }
.fixed { table-layout: fixed }
.narrow td { word-break: break-all; white-space: pre-line }
"""


def html(sheets: Sequence[Sheet], style: Style) -> str:
    """The sheets as a web page that prints as many pages.

    Columns fit their words, but those of a table over several pages have one width on all of them.
    """
    columns = measure.columns_of(sheets, style)
    columns = {table: [width * SLACK for width in widths] for table, widths in columns.items()}
    parts = Counter(block.table for sheet in sheets for block in sheet.blocks)
    sizes = [measure.size(sheet, columns, style) for sheet in sheets]
    fixed = {table: widths if style.narrow or parts[table] > 1 else [] for table, widths in columns.items()}
    names = {size: f"s{n}" for n, size in enumerate(dict.fromkeys(sizes))}
    pages = "".join(_page(name, size) for size, name in names.items())
    made = "".join(_sheet(sheet, names[size], fixed, style) for sheet, size in zip(sheets, sizes, strict=True))
    return f'<!doctype html><html lang="zh"><meta charset="utf-8"><style>{CSS}{pages}</style><body>{made}</body></html>'


def _page(name: str, size: tuple[float, float]) -> str:
    width, height = size[0], size[1] * SLACK
    return (
        f"@page {name} {{ size: {width:.0f}pt {height:.0f}pt; margin: 0 }}"
        f".{name} {{ page: {name}; width: {width:.0f}pt; height: {height - 2:.0f}pt }}"
    )


def _sheet(sheet: Sheet, name: str, columns: dict[int, list[float]], style: Style) -> str:
    marks = (f'<div class="mark {style.mark}" style="top:{part}">{MARK}</div>' for part in ("14%", "60%"))
    mark = "".join(marks) if style.mark else ""
    front = "".join(f'<p class="front">{escape(line)}</p>' for line in sheet.front)
    blocks = "".join("".join(_block(block, columns[block.table], style)) for block in sheet.blocks)
    return f'<div class="sheet {name}">{mark}{front}{blocks}</div>'


def _block(block: Block, columns: Sequence[float], style: Style) -> Iterator[str]:
    """`columns` are the widths where they are fixed."""
    yield from map(_line, block.above)
    kind = " ".join(["narrow"] * style.narrow + ["fixed"] * bool(columns) + ["open"] * (style.rules != "all"))
    width = f"{sum(columns):.0f}pt" if style.narrow else "100%"
    yield f'<table class="{kind}" style="width:{width}">'
    yield "".join(f'<col style="width:{width / sum(columns):.2%}">' for width in columns)
    found = rules(block, style)
    for row in range(block.rows):
        yield "<tr>" + "".join(_cell(cell, block, found, style) for cell in block.cells if cell.row == row) + "</tr>"
    yield "</table>"
    yield from (_line(line + " >> ") for line in block.below)


def _line(line: str) -> str:
    left, parted, right = line.partition(" >> ")
    if not parted:
        return f'<div class="line title"><span>{escape(line)}</span></div>'
    return f'<div class="line"><span>{escape(left)}</span><span>{escape(right.strip())}</span></div>'


def _cell(cell: Cell, block: Block, found: Rules, style: Style) -> str:
    kinds = ["head"] * cell.head + ["number"] * cell.number
    if cell.head and style.head == "dark":
        kinds.append("dark")
    if style.bands and not cell.head and (cell.row - block.head) % 2:
        kinds.append("band")
    looks = list(_edges(cell, found, style))
    if cell.number:
        looks.append(f"text-align:{style.numbers}")
    if cell.indent:
        looks.append(f"padding-left:{3 + 8 * cell.indent}pt")
    span = f' rowspan="{cell.down}"' * (cell.down > 1) + f' colspan="{cell.right}"' * (cell.right > 1)
    return f'<td class="{" ".join(kinds)}"{span} style="{";".join(looks)}">{escape(cell.text)}</td>'


def _edges(cell: Cell, found: Rules, style: Style) -> Iterator[str]:
    below, right = cell.row + cell.down, cell.col + cell.right
    for side, width in (
        ("top", found.across.get((cell.row, cell.col))),
        ("bottom", found.across.get((below, cell.col))),
        ("left", found.down.get((cell.row, cell.col))),
        ("right", found.down.get((cell.row, right))),
    ):
        if width:
            yield f"border-{side}:{width}pt {style.line} #000"
