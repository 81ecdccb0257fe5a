"""Tables as they are set: cells with their spans, cut into pages, written as text and as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any

STYLE = """
@page { size: A4 portrait; margin: 22mm 18mm 20mm; @bottom-center { content: "— " counter(page) " —"; font: 9pt "Noto Sans CJK SC" } }
@page wide { size: A4 landscape; margin: 18mm 20mm }
body { font: 10.5pt/1.75 "Noto Sans CJK SC"; margin: 0 }
h1 { font-size: 18pt; text-align: center; font-weight: normal; margin: 60mm 0 0; break-after: page }
h2 { font-size: 13pt; font-weight: normal; margin: 7mm 0 2mm; break-after: avoid } h2.contents { text-align: center }
h3 { font-size: 11pt; font-weight: normal; margin: 4mm 0 1mm; break-after: avoid }
p { margin: 0 0 1.5mm; text-indent: 2em } ul { list-style: none; margin: 0; padding: 0 } .part { text-align: center; break-before: page }
table { border-collapse: collapse; width: 100%; font-size: 8.5pt; line-height: 1.35 }
td { border: .5pt solid #000; padding: 1.2mm 1.5mm; white-space: pre-line } td.number { text-align: right; white-space: nowrap }
td.head { text-align: center } section { break-before: page } section.wide { page: wide }
.title { font-size: 13pt; text-align: center } .line { font-size: 9pt; overflow: hidden } .line span { float: right } .note { font-size: 9pt }
"""


@dataclass(frozen=True)
class Cell:
    """One cell as printed: its text, whether it is a head, a name or a number, and its spans."""

    text: str
    kind: str
    colspan: int = 1
    rowspan: int = 1


Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """One table: head rows are printed again on every page; `cuts` are the body rows that open a new page, `widths` shares of the page."""

    number: str
    title: str
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    owner: str = ""
    subtitle: str = ""
    note: str = ""
    cuts: tuple[int, ...] = ()
    widths: tuple[int, ...] = ()
    wide: bool = False

    @property
    def pieces(self) -> list[tuple[Row, ...]]:
        """The body rows of each page."""
        edges = (0, *self.cuts, len(self.body))
        return [self.body[a:b] for a, b in pairwise(edges)]


def lattice(rows: Sequence[Row]) -> list[list[str]]:
    """The texts by row and column, a merged cell's in its first place only."""
    width = sum(cell.colspan for cell in rows[0])
    grid: list[list[str | None]] = [[None] * width for _ in rows]
    for r, row in enumerate(rows):
        for cell in row:
            col = grid[r].index(None)
            for line in grid[r : r + cell.rowspan]:
                line[col : col + cell.colspan] = [""] * cell.colspan
            grid[r][col] = " ".join(cell.text.split("\n"))
    return [[text or "" for text in line] for line in grid]


def piece_lines(sheet: Sheet, piece: tuple[Row, ...], money_unit: str) -> list[str]:
    """One page of a table as lines of text."""
    above = sheet.subtitle or f"部门名称：{sheet.owner}"
    lines = [sheet.number, "", sheet.title, "", above, "", f"单位：{money_unit}", ""]
    lines += ["\t".join(row) for row in lattice((*sheet.head, *piece))]
    return [*lines, "", *([sheet.note, ""] if sheet.note and piece == sheet.pieces[-1] else [])]


def page_html(document: dict[str, Any], contents: list[str], narrative: list[str], sheets: list[Sheet]) -> str:
    """The whole disclosure as one page of HTML."""
    entries = "".join(f"<li>{escape(line)}</li>" for line in contents)
    parts = [f"<h1>{escape(document['title'])}</h1>", f'<h2 class="contents">目录</h2><ul>{entries}</ul>']
    parts += ['<h2 class="part">一、文字部分</h2>', *_prose(narrative)]
    parts += [_section(sheet, piece, document["money_unit"]) for sheet in sheets for piece in sheet.pieces]
    parts.insert(-sum(len(sheet.pieces) for sheet in sheets), '<h2 class="part">二、表格部分</h2>')
    head = f'<meta charset="utf-8"><title>{escape(document["title"])}</title><style>{STYLE}</style>'
    return f'<!doctype html><html lang="zh-CN"><head>{head}</head><body>{"".join(parts)}</body></html>'


def _prose(lines: list[str]) -> list[str]:
    made: list[str] = []
    for line in lines:
        if line.startswith("|"):
            row = "".join(f"<td>{escape(text.strip())}</td>" for text in line.split("|")[1:])
            opened = made and made[-1].endswith("</table>")
            made.append((made.pop().removesuffix("</table>") if opened else "<table>") + f"<tr>{row}</tr></table>")
        else:
            tag = {"#": "h2", "##": "h3"}.get(line.split(" ")[0], "p")
            made.append(f"<{tag}>{escape(line.lstrip('# '))}</{tag}>")
    return made


def _section(sheet: Sheet, piece: tuple[Row, ...], money_unit: str) -> str:
    above = sheet.subtitle or f"部门名称：{sheet.owner}"
    captions = f'<div class="line">{escape(sheet.number)}</div><div class="title">{escape(sheet.title)}</div>'
    captions += f'<div class="line">{escape(above)}<span>单位：{escape(money_unit)}</span></div>'
    head, body = (
        f"<{tag}>{''.join(map(_row, rows))}</{tag}>" for tag, rows in (("thead", sheet.head), ("tbody", piece))
    )
    columns = "".join(f'<col style="width:{width}%">' for width in sheet.widths)
    note = f'<div class="note">{escape(sheet.note)}</div>' if sheet.note and piece == sheet.pieces[-1] else ""
    return f'<section class="{"wide" if sheet.wide else ""}">{captions}<table>{columns}{head if sheet.head else ""}{body}</table>{note}</section>'


def _row(cells: Row) -> str:
    return f"<tr>{''.join(map(_cell, cells))}</tr>"


def _cell(cell: Cell) -> str:
    spans = "".join(f' {name}="{n}"' for name, n in (("colspan", cell.colspan), ("rowspan", cell.rowspan)) if n > 1)
    return f'<td class="{cell.kind}"{spans}>{escape(cell.text)}</td>'
