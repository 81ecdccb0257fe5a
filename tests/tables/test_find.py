"""Grids to tables: what a page break parts is put together again."""

from __future__ import annotations

from typing import Any

import pytest
from printed import OWNER, grid

from budgetnb.frames import build
from budgetnb.model import Document, Grid, Line, Page, Source
from budgetnb.tables import amounts
from budgetnb.tables.find import find_tables

TITLE = (Line("表3 部门支出总表", 1), Line("单位：万元", 1))


def read(*grids: Grid) -> list[tuple[Any, ...]]:
    """(page, code, measure, amount) of one table whose grids stand on a page each."""
    pages = (Page((*(TITLE if n == 1 else ()), g), n) for n, g in enumerate(grids, 1))
    tables = find_tables(Document(Source("made.pdf", "0" * 64, 1), "pdf", "made", tuple(pages)))
    frame = build("amounts", amounts.read(tables, OWNER))
    return [tuple(row) for row in frame[["page", "code", "measure", "amount"]].to_numpy(dtype=object).tolist()]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("一般公共预算", "基本支出表"), ("general_basic", "一般公共预算基本支出表")),
        (("表3 政府性基金", "支出表"), ("gov_fund", "政府性基金支出表")),
        (("某县某局2026年", "财政拨款", "收支总表"), ("fiscal_balance", "财政拨款收支总表")),
        (("一、一般公共预算", "收支总表"), ("balance", "收支总表")),
        (("说明一般公共预算情况。", "收支总表"), ("balance", "收支总表")),
        (("一般公共预算支出表", "收支总表"), ("balance", "收支总表")),
        (("某县某局", "收支总表"), ("balance", "收支总表")),
    ],
    ids=["two lines", "a number before it", "three lines", "a heading", "a sentence", "another title", "who it is of"],
)
def test_a_title_in_several_lines_without_places(lines: tuple[str, ...], said: tuple[str, str]) -> None:
    items = (*map(Line, lines), Line("单位：万元"), grid(LEFT, placed=False))
    (table,) = find_tables(Document(Source("made.html", "0" * 64, 1), "html", "made", (Page(items),)))
    assert (table.id, table.title) == said


LEFT = "科目编码 | 科目名称 | 合计\n208 | 社会保障和就业支出 | 5\n210 | 卫生健康支出 | 4"


def test_the_right_part_of_a_table_too_wide_for_its_paper_stands_on_the_next_page() -> None:
    right = grid("基本支出 | 项目支出\n3 | 2\n4 |", page=2)
    assert read(grid(LEFT), right) == [
        (1, "208", "total", 5e4), (2, "208", "basic", 3e4), (2, "208", "project", 2e4),
        (1, "210", "total", 4e4), (2, "210", "basic", 4e4),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "below",
    ["基本支出 | 备注\n3 | 无\n4 | 无", "基本支出 | 项目支出\n3 | 2"],
    ids=["it names something", "it has other rows"],
)
def test_a_table_on_the_next_page_is_no_right_part(below: str) -> None:
    assert (2, "208", "basic", 3e4) not in read(grid(LEFT), grid(below, page=2))


def test_a_header_that_a_page_break_cuts_heads_the_next_page() -> None:
    top = grid("科目编码 | 科目名称 | 合计 | 其中 | <")
    rest = grid(" | | | 基本支出 | 项目支出\n208 | 社会保障和就业支出 | 5 | 3 | 2", page=2)
    assert read(top, rest) == [(2, "208", "total", 5e4), (2, "208", "basic", 3e4), (2, "208", "project", 2e4)]


@pytest.mark.parametrize(
    ("top", "names"),
    [
        pytest.param("养老保险缴费支出 | | |", ["机关事业单位基本养老保险缴费支出"], id="the rest of a name"),
        pytest.param(
            "事业收入 | | 住房保障支出 | 3", ["机关事业单位基本", "住房保障支出"], id="a number in another block"
        ),
        pytest.param("农林水支出 | | |", ["机关事业单位基本"], id="a class"),
    ],
)
def test_what_opens_a_page_without_an_amount(top: str, names: list[str]) -> None:
    first = grid("项目 | 预算数 | 项目 | 预算数\n机关事业单位基本 | 5 | |")
    pages = (Page((Line("部门收支总表", 1), Line("单位：万元", 1), first), 1), Page((grid(top, page=2),), 2))
    tables = find_tables(Document(Source("made.pdf", "0" * 64, 1), "pdf", "made", pages))
    assert [r["name"] for r in amounts.read(tables, OWNER)] == names


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(("一般公共预算", "基本支出表"), ("general_basic", "一般公共预算基本支出表"), id="two lines"),
        pytest.param(("一般公共预算", "“三公”经费支出表"), ("three_public", "一般公共预算“三公”经费支出表"), id="its fund above"),
        pytest.param(("财政拨款", "收入支出", "决算总表"), ("fiscal_balance", "财政拨款收入支出决算总表"), id="three lines"),
        pytest.param(("某市甲局2026年部门预算", "基本支出表"), ("basic", "基本支出表"), id="the document's own title above"),
        pytest.param(("表6", "基本支出表"), ("basic", "基本支出表"), id="its number above"),
    ],
)  # fmt: skip
def test_a_title_set_over_several_lines(lines: tuple[str, ...], expected: tuple[str, str]) -> None:
    captions = tuple(
        Line(text, 1, bbox=(200 - 5 * len(text), 16 * n, 200 + 5 * len(text), 16 * n + 10), size=10)
        for n, text in enumerate(lines)
    )
    page = Page((*captions, grid("科目编码 | 科目名称 | 合计\n301 | 工资福利支出 | 5")), 1)
    (table,) = find_tables(Document(Source("made.pdf", "0" * 64, 1), "pdf", "made", (page,)))
    assert (table.id, table.title) == expected
