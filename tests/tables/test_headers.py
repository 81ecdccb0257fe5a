"""Where headers end, what each column's path is, and what columns are for."""

from __future__ import annotations

import pytest

from budgetnb.model import Cell, Grid
from budgetnb.tables import headers


def grid(*rows: str, page: int | None = None) -> Grid:
    """A grid from rows with cells parted by |; `name~2` spans two columns, `name^2` two rows."""
    cells: list[Cell] = []
    covered: set[tuple[int, int]] = set()
    width = 0
    for r, row in enumerate(rows):
        c = 0
        for text in row.split("|"):
            while (r, c) in covered:
                c += 1
            name, _, down = text.partition("^")
            name, _, across = name.partition("~")
            rowspan, colspan = int(down or 1), int(across or 1)
            cells.append(Cell(name, r, c, rowspan, colspan, page))
            covered |= {(r + i, c + j) for i in range(rowspan) for j in range(colspan)}
            c += colspan
        width = max(width, *(col + 1 for _, col in covered))
    return Grid(tuple(cells), len(rows), width, page)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(("科目编码|科目名称|合计", "208|社会保障|1"), 1, id="one row"),
        pytest.param(("项目^2|预算数~2", "2022年|2023年", "合计|1|2"), 2, id="two rows, one spanning both"),
        pytest.param(("科目编码|科目名称|合计", "栏次||1", "208|社会保障|1"), 2, id="a labelled index row"),
        pytest.param(("科目编码|科目名称|合计|其中", "**|**|1|2", "208|社会保障|1|2"), 2, id="an index row of stars"),
        pytest.param(("208|社会保障|1", "210|卫生健康|2"), 0, id="a continuation without header"),
        pytest.param(("收入|1", "支出|2"), 0, id="header words beside numbers are data"),
        pytest.param(
            ("收入~2|支出~2", "项目|预算数|项目|预算数", "一、财政拨款|1|一、教育支出|1"), 2, id="side-by-side halves"
        ),
    ],
)
def test_header_rows(rows: tuple[str, ...], expected: int) -> None:
    assert headers.header_rows(grid(*rows, page=1)) == expected


def test_paths_take_every_level_once() -> None:
    printed = grid(
        "科目编码^2|科目名称^2|支出总计^2|2023年政府采购项目~3",
        "小计|其中：面向中小企业|其中：面向小微企业",
        "208|社会保障|1|2|3|4",
        page=1,
    )
    assert headers.paths(printed, 2) == [
        ("科目编码",),
        ("科目名称",),
        ("支出总计",),
        ("2023年政府采购项目", "小计"),
        ("2023年政府采购项目", "其中:面向中小企业"),
        ("2023年政府采购项目", "其中:面向小微企业"),
    ]


def test_in_plain_text_a_blank_takes_the_group_to_its_left() -> None:
    printed = grid("单位|总计|公务用车||", "||小计|购置费|运行费", "甲|3|2|1|1")
    assert headers.paths(printed, 2) == [
        ("单位",),
        ("总计",),
        ("公务用车", "小计"),
        ("公务用车", "购置费"),
        ("公务用车", "运行费"),
    ]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("科目编码", "code"),
        ("科目名称", "name"),
        ("预算单位", "unit"),
        ("单位编码", "unit_code"),
        ("项目名称", "project"),
        ("功能分类科目编码", "function_code"),
        ("部门预算经济分类编码", "dept_code"),
        ("政府预算经济分类科目名称", "gov_name"),
        ("序号", "index"),
        ("备注", "text"),
        ("年度", "year"),
        ("基本支出", ""),
        ("合计", ""),
    ],
)
def test_role_of_a_header_word(word: str, expected: str) -> None:
    assert headers.role_of(word) == expected


def test_blocks_part_the_halves_of_a_balance() -> None:
    printed = grid("收入~2|支出~2", "项目|预算数|项目|预算数", "一、财政拨款|1|一、教育支出|1", page=1)
    parts = headers.blocks(headers.heads(headers.paths(printed, 2), [(printed, 2)]))
    assert [([k.col for k in b.keys], [a.col for a in b.amounts]) for b in parts] == [([0], [1]), ([2], [3])]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("部门名称：某市甲局", "某市甲局", id="plain"),
        pytest.param("单位：万元", "", id="money"),
        pytest.param("部门名称： 某市交通中心　单位：万元", "某市交通中心", id="both in one line"),
        pytest.param("编制部门：某市审计局", "某市审计局", id="another label"),
        pytest.param("某市甲局", "", id="no label"),
    ],
)
def test_owner_of_a_table(line: str, expected: str) -> None:
    assert headers.owner_in(line) == expected


def test_a_repeated_header_is_told_from_another() -> None:
    first = grid("科目编码|科目名称|合计", "208|社会保障|1", page=1)
    again = grid("科目编码|科目名称|合计", "210|卫生健康|1", page=2)
    other = grid("单位|年度|总计", "甲|2023年|1", page=2)
    assert headers.same_header(again, first) and not headers.same_header(other, first)


def test_labels_beside_the_whole_table_do_not_end_its_header() -> None:
    assert headers.header_rows(grid("科目^8|预算数^8", *[""] * 7, "教育支出|12")) >= 1
