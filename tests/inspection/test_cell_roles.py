"""The role that every cell of a page is shown with."""

from __future__ import annotations

import made_pages
import pytest
from printed import grid, table

from budgetnb.inspection.cell_roles import of_key, roles
from budgetnb.model import Box
from budgetnb.wording.tables import UNRECOGNISED


@pytest.mark.parametrize("page", [1, 2, 3], ids=["ruled", "ruled across", "turned"])
def test_cells_have_the_role_of_their_column_below_the_header(page: int) -> None:
    found = roles(made_pages.disclosure().parsed_tables, page)
    own = ["code", "name", "amount", "amount", "amount"]
    assert [_at(found, 0, col) for col in range(5)] == ["header"] * 5
    assert [[_at(found, row, col) for col in range(5)] for row in range(1, 5)] == [own] * 4


def _at(found: dict[Box, str], row: int, col: int) -> str:
    """The role of the cell that holds the middle of the one that was set there."""
    x0, top, x1, bottom = made_pages.box(row, col)
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    return next(role for box, role in found.items() if box[0] < x < box[2] and box[1] < y < box[3])


def test_no_cell_of_a_table_that_is_not_known_is_understood() -> None:
    assert set(roles(made_pages.disclosure().parsed_tables, 4).values()) == {"unknown"}


def test_a_page_without_tables_has_no_roles() -> None:
    assert roles(made_pages.disclosure().parsed_tables, 5) == {}


def test_words_in_a_column_of_amounts_are_text() -> None:
    told = roles(
        [table(grid("科目名称 | 预算数\n教育支出 | 5\n卫生支出 | 另行安排"), title="支出总表", table_id="expenditure")],
        1,
    )
    assert list(told.values()) == ["header", "header", "name", "amount", "name", "text"]


FORM = """
项目名称 | 设备购置 | < | <
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 购置台数 | ≥5台
^ | 质量指标 | 验收合格率 | 100%
"""


def test_a_form_has_labels_names_and_targets() -> None:
    told = list(roles([table(grid(FORM))], 1).values())
    assert told == [
        "header", "text", *["header"] * 4, "name", "name", "name", "amount", "name", "name", "amount",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        ("unit", "unit"), ("unit_code", "unit"), ("function_code", "code"), ("code", "code"), ("year", "text"),
        ("index", "text"), ("function_name", "name"), ("project", "name"),
    ],
)  # fmt: skip
def test_key_columns_are_shown_by_what_they_name(role: str, shown: str) -> None:
    assert of_key(role) == shown


def test_an_unknown_table_with_known_headers_keeps_them_apart() -> None:
    made = table(grid("科目名称 | 预算数\n教育支出 | 5"), title="某表", table_id=UNRECOGNISED.id)
    assert list(roles([made], 1).values()) == ["header", "header", "unknown", "unknown"]
