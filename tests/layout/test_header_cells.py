"""Tables set with no rule at all and read back: the cells of their headers, and the lines of wrapped cells as one row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from printed import grid as drawn

from budgetnb.layout import header_blocks, page_items
from budgetnb.layout.printed import Char, Chars, Raw
from budgetnb.layout.words import words_of
from budgetnb.model import Cell, Grid

SIZE, PITCH, PAD, SIDE = 8.0, 10.0, 7.0, 3.0
TOP = 60.0


def page(
    table: Grid,
    head: int,
    widths: Sequence[float],
    above: Sequence[tuple[float, float, str]] = (),
    *,
    ruled: bool = False,
) -> list[Grid]:
    """The grids read from a page on which a table is set without rules, or ruled across: the first rows centred, numbers flush right.

    An underscore stands for a space.
    """
    xs, ys = _ends(widths, 30.0), _ends(_heights(table), TOP)
    chars = [c for cell in table.cells for c in _cell(cell, head, xs, ys)]
    chars += [c for x, y, text in above for c in _line(text, x, y)]
    sides = {(ys[r], xs[c.col], xs[c.col + c.colspan]) for c in table.cells for r in (c.row, c.row + c.rowspan)}
    raw = Raw(800.0, 600.0, 0, Chars.of(chars), sorted(sides) if ruled else [], [])
    return [item for item in page_items.page_items(raw, 1) if isinstance(item, Grid)]


def _ends(sizes: Sequence[float], at: float) -> list[float]:
    found = [at]
    for size in sizes:
        found.append(found[-1] + size)
    return found


def _heights(table: Grid) -> list[float]:
    found = [PITCH + PAD] * table.rows
    for c in sorted(table.cells, key=lambda c: c.rowspan):
        need = PITCH * len(c.text.split("\n")) + PAD
        found[c.row + c.rowspan - 1] += max(0.0, need - sum(found[c.row : c.row + c.rowspan]))
    return found


def _cell(cell: Cell, head: int, xs: Sequence[float], ys: Sequence[float]) -> Iterator[Char]:
    left, right, lines = xs[cell.col], xs[cell.col + cell.colspan], cell.text.split("\n")
    y = (ys[cell.row] + ys[cell.row + cell.rowspan] - PITCH * len(lines)) / 2 + SIZE
    for text in lines:
        wide = sum(map(_wide, text))
        x = (
            (left + right - wide) / 2
            if cell.row < head
            else right - SIDE - wide
            if text[:1].isdigit() and cell.col
            else left + SIDE
        )
        yield from _line(text, x, y)
        y += PITCH


def _wide(sign: str) -> float:
    return SIZE if sign > "\u2fff" else SIZE / 2


def _line(text: str, x: float, y: float) -> Iterator[Char]:
    for sign in text:
        if sign != "_":
            yield Char(sign, x, x + _wide(sign), y - SIZE, y, y, SIZE)
        x += _wide(sign)


LEVELS = """
科目名称 | 收入总计 | 本年收入 | < | < | < | < | 上年/结转
^ | ^ | 财政拨款 | < | 单位资金 | < | < | ^
^ | ^ | 一般公共/预算 | 基金预算 | 事业/收入 | 经营收入 | 其他收入 | ^
教育支出 | 67.00 | 12.00 | 15.00 | 10.00 | 10.00 | 10.00 | 10.00
普通教育 | 37.00 | 12.00 | 5.00 | 5.00 | 5.00 | 5.00 | 5.00
农林水支出 | 20.00 | 10.00 | | | 5.00 | 5.00 |
"""
AROUND = """
科目 | < | 合计 | 支出 | < | < | 备注栏/金额
编码 | 名称 | ^ | 小计 | 其中：人员/支出经费 | 项目 | ^
205 | 教育支出 | 60.00 | 50.00 | 30.00 | 20.00 | 1.00
20502 | 普通教育支出 | 60.00 | 50.00 | 30.00 | 20.00 | 1.00
2050299 | 其他普通教育/方面的支出 | 60.00 | 50.00 | 30.00 | 20.00 | 1.00
"""
WRAPPED = """
项目名称 | 合计 | 财政拨款 | 绩效目标
教室改造项目 | 60.00 | 60.00 | 改造四间教室，/添置桌椅，/暑假前验收。
设备购置及旧设备/处置项目 | 50.00 | 50.00 | 更新实验室。
师资培训 | 12.00 | 12.00 | 培训教师六期，/覆盖全部学科。
图书采购 | 9.00 | 9.00 | 采购图书。
"""


UPRIGHT = """
单位 | 上年 | < | < | < | 本年 | < | < | <
^ | 小计 | 出/国/费 | 接/待/费 | 公务/用车 | 小计 | 出/国/费 | 接/待/费 | 公务/用车
甲局 | 6.00 | 1.00 | 2.00 | 3.00 | 9.00 | 2.00 | 3.00 | 4.00
甲局本级 | 5.00 | 1.00 | 2.00 | 2.00 | 5.00 | 1.00 | 2.00 | 2.00
乙中心 | 1.00 | 0.00 | 0.00 | 1.00 | 4.00 | 1.00 | 1.00 | 2.00
"""
LONG = """
项目名称 | 合计 | 财政拨款 | 绩效目标
教室改造项目 | 60.00 | 60.00 | 改造教室计 4 间，/验收合格率达 95%/以上，如期完成。
设备购置及旧设备/处置项目 | 50.00 | 50.00 | 更新实验室设备。
师资培训 | 12.00 | 12.00 | 培训教师共 6 期，/教师满意率在 90%/以上。
"""


SPREAD = """
收___入 | < | 支___出 | <
项__目 | 预__算__数 | 项__目 | 预__算__数
一、财政拨款收入 | 60.00 | 一、教育支出 | 50.00
二、事业收入 | 5.00 | 二、科学技术支出 | 10.00
三、其他收入 | | 三、卫生健康支出 | 5.00
收入合计 | 65.00 | 支出合计 | 65.00
"""
NESTED = """
编码 | 名称 | 合计 | 基本支出
205 | 教育支出 | 60.00 | 50.00
______20502 | 普通教育 | 60.00 | 50.00
______________2050299 | 其他普通教育支出 | 60.00 | 50.00
213 | 农林水支出 | 9.00 | 9.00
______21301 | 农业农村 | 9.00 | 9.00
______________2130104 | 事业运行 | 9.00 | 9.00
"""
BROKEN = """
编码 | 名称 | 合计 | 基本支出
205 | 教育支出 | 60.00 | 50.00
20502 | 普通教育 | 60.00 | 50.00
20502/99 | 其他普通教育支出 | 60.00 | 50.00
213 | 农林水支出 | 9.00 | 9.00
21301/04 | 事业运行 | 9.00 | 9.00
"""
SUMS = """
项目 | 预算数
合计 | 9.30
一、出国费用 | 0.00
二、公务接待费 | 1.30
三、公务用车费 | 8.00
"""
INDEX = """
单位 | 合计 | 出国费 | 公务用车 | < | 接待费
^ | ^ | ^ | 购置费 | 运行维护/费 | ^
栏次 | 1 | 2 | 3 | 4 | 5
甲局 | 9.00 | | | 6.00 | 3.00
甲局本级 | 8.00 | | | 5.00 | 3.00
乙中心 | 1.00 | | | 1.00 |
"""


@pytest.mark.parametrize(
    ("text", "head", "widths"),
    [
        (LEVELS, 3, (80, 60, 60, 60, 60, 60, 60, 60)),
        (LEVELS, 3, (120, 50, 60, 45, 70, 60, 45, 60)),
        (AROUND, 2, (60, 100, 60, 60, 60, 60, 60)),
        (WRAPPED, 1, (90, 60, 60, 120)),
        (UPRIGHT, 2, (50, 30, 20, 20, 30, 30, 20, 20, 30)),
        (LONG, 1, (90, 60, 60, 90)),
        (SPREAD, 2, (110, 100, 110, 100)),
        (BROKEN, 1, (30, 90, 60, 60)),
        (NESTED, 1, (100, 80, 60, 60)),
        (INDEX, 3, (60, 60, 60, 60, 60, 60)),
    ],
    ids=[
        "three levels",
        "columns of many widths",
        "labels beside their groups",
        "cells wrapped about their numbers",
        "upright labels side by side",
        "numbers in a long text",
        "letters set far apart",
        "codes over two lines",
        "codes set further in by level",
        "an index row beside sparse numbers",
    ],
)
@pytest.mark.parametrize("ruled", [False, True], ids=["no rules", "ruled across"])
def test_a_table_without_verticals_is_read_as_it_is_set(
    text: str, head: int, widths: tuple[float, ...], ruled: bool
) -> None:
    table = drawn(text)
    (read,) = page(table, head, widths, ruled=ruled)
    assert [[t.replace(" ", "") for t in row] for row in read.texts] == [
        [t.replace("_", "").replace(" ", "") for t in row] for row in table.texts
    ]
    assert [(c.row, c.col, c.rowspan, c.colspan) for c in read.cells] == [
        (c.row, c.col, c.rowspan, c.colspan) for c in table.cells
    ]


def test_a_group_close_over_the_middle_of_its_columns_is_no_line_of_that() -> None:
    placed = (
        (100, 50, "车辆购置及运行费"),
        (120, 59, "购置费"),
        (156, 59, "运行费"),
        (92, 63, "小计"),
        (124, 68, "支出"),
        (160, 68, "支出"),
    )
    words = [word for x, y, text in placed for word in words_of(list(_line(text, x, y)))]
    assert sorted(block.text for block in header_blocks.blocks(words)) == [
        "小计",
        "购置费支出",
        "车辆购置及运行费",
        "运行费支出",
    ]


def test_a_code_at_the_foot_of_its_row_begins_none() -> None:
    table = drawn(
        "编码 | 名称 | 合计 | 基本支出\n205 | 教育支出 | 60.00 | 50.00\n^ | 普通教育/方面支出 | 60.00 | 50.00\n213 | 农林水支出 | 9.00 | 9.00"
    )
    cells = tuple(c if c.rowspan == 1 else c._replace(rowspan=1) for c in table.cells)
    below = TOP + _heights(table)[0] + _heights(table)[1]
    code = ((33.0, below + 21.5, "20502"),)
    (read,) = page(replace(table, cells=cells), 1, (60, 70, 60, 60), code)
    assert [row[:3] for row in read.texts[1:]] == [
        ("205", "教育支出", "60.00"),
        ("20502", "普通教育\n方面支出", "60.00"),
        ("213", "农林水支出", "9.00"),
    ]


def test_one_column_of_sums_beside_their_names_is_a_table() -> None:
    more = (
        (30.0, 300.0, "一季度"),
        (200.0, 300.0, "12"),
        (260.0, 300.0, "3"),
    )  # a page of fewer numbers is not looked through
    read, *_ = page(drawn(SUMS), 1, (120, 80), more)
    assert read.texts == drawn(SUMS).texts


@pytest.mark.parametrize(
    "below",
    [
        ((33.0, 8.0, "注：无。"),),
        ((33.0, 12.0, "注："), (60.0, 12.0, "因四舍五入"), (160.0, 12.0, "合计可能略有差异")),
        ((150.0, 22.0, "-"), (160.0, 22.0, "12"), (175.0, 22.0, "-")),
    ],
    ids=["a note", "a note in several words", "the number of the page"],
)
def test_what_stands_below_the_last_row_is_no_part_of_it(below: tuple[tuple[float, float, str], ...]) -> None:
    table = drawn(WRAPPED)
    end = TOP + sum(_heights(table))
    (read,) = page(table, 1, (90, 60, 60, 120), tuple((x, end + y, text) for x, y, text in below))
    assert read.texts == table.texts


@pytest.mark.parametrize(
    "above",
    [
        ((30.0, 52.0, "部门："), (90.0, 52.0, "某县某局"), (480.0, 52.0, "单位：万元")),
        ((30.0, 28.0, "公开"), (60.0, 28.0, "3表"), (250.0, 40.0, "收入总表"), (30.0, 52.0, "部门：某县某局"), (480.0, 52.0, "单位：万元")),
    ],
    ids=["labels and what they say apart", "a number in two words and a title over them"],
)  # fmt: skip
def test_labels_above_a_table_are_no_row_of_it(above: tuple[tuple[float, float, str], ...]) -> None:
    (read,) = page(drawn(LEVELS), 3, (80, 60, 60, 60, 60, 60, 60, 60), above)
    assert read.texts == drawn(LEVELS).texts
