"""A little disclosure set as a PDF, for tests of what is drawn over its pages: every cell stands where a test knows it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

import budgetnb as bn
from budgetnb.model import Page

FONT, SIZE = "STSong-Light", 10
WIDTH, HEIGHT = 842.0, 595.0
LEFT, TOP, ROW, COLUMNS = 60.0, 120.0, 24.0, (80.0, 200.0, 120.0, 120.0, 120.0)
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Sheet:
    """One page: lines above its table, the rows of the table, which rules are drawn (all, across), and the turn of the paper."""

    above: Sequence[str]
    rows: Sequence[Sequence[str]] = ()
    rules: str = "all"
    rotate: int = 0


HEAD = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
BODY = (
    ("201", "一般公共服务支出", "1,200.00", "700.00", "500.00"),
    ("20103", "政府办公厅及相关机构事务", "1,200.00", "700.00", "500.00"),
    ("208", "社会保障和就业支出", "300.50", "300.50", "0.00"),
    ("", "合计", "1,500.50", "1,000.50", "500.00"),
)
OWNER = "部门名称：某市档案局                         单位：万元"
WHOLE = Sheet(("某市档案局2026年部门预算", "表1 支出总表", OWNER), (HEAD, *BODY))
ACROSS = Sheet(("表2 一般公共预算支出表", OWNER), (HEAD, *BODY), rules="across")
TURNED = Sheet(("表3 一般公共预算基本支出表", OWNER), (HEAD, *BODY), rotate=90)
UNKNOWN = Sheet(("表4 经费安排一览表", OWNER), (("序号", "事由", "年初安排", "年中追加", "备考"), ("一", "修缮库房", "1,250.50", "30.25", "二季度"), ("二", "购置书架", "88.00", "12.75", "三季度")))  # fmt: skip
PROSE = Sheet(("本部门无其他需要说明的事项。",))
PAGES = (WHOLE, ACROSS, TURNED, UNKNOWN, PROSE)


def pdf(*sheets: Sheet) -> bytes:
    """The pages as a PDF; all are upright when their turn is undone."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    held = io.BytesIO()
    canvas = Canvas(held, invariant=1)
    for sheet in sheets:
        canvas.setPageSize((WIDTH, HEIGHT))
        canvas.setPageRotation(sheet.rotate)  # which makes the paper as high as it was wide
        if sheet.rotate == 90:  # what is set from left to right climbs up the paper
            canvas.translate(HEIGHT, 0)
            canvas.rotate(90)
        _set(canvas, sheet)
        canvas.showPage()
    canvas.save()
    return held.getvalue()


def _set(canvas: Canvas, sheet: Sheet) -> None:
    canvas.setFont(FONT, SIZE)
    for number, line in enumerate(reversed(sheet.above), 1):
        canvas.drawString(LEFT, HEIGHT - TOP + 24.0 * number - 12, line)
    for r, row in enumerate(sheet.rows):
        for c, text in enumerate(row):
            x0, top, _, bottom = box(r, c)
            canvas.drawString(x0 + 6, HEIGHT - (top + bottom) / 2 - 4, text)
    if sheet.rows:
        edges = [LEFT + sum(COLUMNS[:n]) for n in range(len(COLUMNS) + 1)]
        heights = [HEIGHT - TOP - ROW * n for n in range(len(sheet.rows) + 1)]
        for y in heights:
            canvas.line(edges[0], y, edges[-1], y)
        for x in edges if sheet.rules == "all" else ():
            canvas.line(x, heights[0], x, heights[-1])


def box(row: int, col: int) -> Box:
    """Where a cell stands on the upright page."""
    left = LEFT + sum(COLUMNS[:col])
    return left, TOP + ROW * row, left + COLUMNS[col], TOP + ROW * (row + 1)


@cache
def disclosure() -> bn.Disclosure:
    """The five pages, read: ruled, ruled across, turned by a quarter, a table of no known title, and prose."""
    return bn.read(pdf(*PAGES))


def page(number: int) -> Page:
    """One page of them as it was read."""
    return disclosure().document.pages[number - 1]
