"""What a trace says of a grid: under which title it was put, and which table it is in the end."""

from __future__ import annotations

from printed import grid

from budgetnb import trace
from budgetnb.model import Document, Grid, Line, Page, Source
from budgetnb.tables.find import find_tables

BODY = "科目编码 | 科目名称 | 合计\n208 | 社会保障和就业支出 | 5\n210 | 卫生健康支出 | 4"


def noted(*pages: tuple[Line | Grid, ...]) -> list[tuple[int | None, str, bool, str]]:
    """(page, candidate, chosen, why) of each grid of some pages."""
    document = Document(
        Source("made.pdf", "0" * 64, 1), "pdf", "made", tuple(Page(items, n) for n, items in enumerate(pages, 1))
    )
    with trace.recording() as events:
        find_tables(document)
    return [(e.page, e.candidate, e.chosen, e.why) for e in events if e.step == "table"]


def test_a_grid_under_a_known_title() -> None:
    told = noted((Line("表3 部门支出总表", 1), Line("单位：万元", 1), grid(BODY)))
    assert told == [
        (1, "begins expenditure", True, "the title above it is 表3 部门支出总表"),
        (1, "expenditure", True, "the contents do not name it; unit 万元"),
    ]


def test_a_grid_that_goes_on_from_the_page_before() -> None:
    told = noted((Line("表3 部门支出总表", 1), grid(BODY)), (grid(BODY, page=2),))
    assert (2, "goes on with expenditure", True, "no other title stands between: 表3 部门支出总表") in told


def test_a_grid_under_a_title_that_is_not_known() -> None:
    told = noted((Line("经费安排一览表", 1), grid("事由 | 数\n修缮 | 5\n购置 | 6")))
    assert told[0] == (
        1, "unrecognised", False, "the title above it, 经费安排一览表, is not known, and its header tells no table",
    )  # fmt: skip


def test_a_grid_that_its_header_tells() -> None:
    told = noted((grid("科目名称 | 合计 | 基本支出 | 项目支出\n教育支出 | 5 | 3 | 2"),))
    assert told[0] == (
        1,
        "begins expenditure",
        True,
        "no title stands above it, and its header tells which table it is",
    )


def test_a_table_that_is_another_by_its_cells() -> None:
    halves = "收入 | < | 支出 | <\n项目 | 预算数 | 项目 | 预算数\n一般公共预算 | 5 | 教育支出 | 5"
    told = noted((Line("部门收入总表", 1), grid(halves)))
    assert told[-1][1:] == ("balance", True, "its title says income, its cells say more; the contents do not name it")
