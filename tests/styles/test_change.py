"""What styles change in a form keeps what it says."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import formwork
import pytest
from formwork import Form
from styles import change
from styles.setting import applies, forms
from styles.style import Style, floors, styles

HEAD = "科目编码 | 科目名称 | 合计 | 基本支出\n"
ROWS = """
205 | 教育支出 | 1,300.00 | 1,300.00 => subtotal
20502 | 普通教育 | 1,300.00 | 1,300.00 => subtotal
2050202 | 小学教育 | 1,000.00 | 1,000.00
2050203 | 初中教育 | 300.00 | 300.00
合计 | < | 1,300.00 | 1,300.00 => total
"""


def _table(**said: Any) -> dict[str, Any]:
    plain = {"title": "部门支出总表", "table": "expenditure", "money": "万元", "columns": "code | name | total | basic",
             "above": ["部门支出总表", "部门：某局 >> 单位：万元"], "head": HEAD, "rows": ROWS}  # fmt: skip
    return plain | said


def _amounts(table: dict[str, Any]) -> Counter[float]:
    form = Form("one", {"organisation": "某局", "year": 2024}, (table,))
    return Counter(record["amount"] for record in formwork.expected(form))


def test_the_total_goes_to_the_first_row() -> None:
    moved = change.total_moved(_table(), first=True)
    assert moved["rows"].splitlines()[0] == "合计 | < | 1,300.00 | 1,300.00 => total"
    assert _amounts(moved) == _amounts(_table())


def test_a_total_that_a_merged_cell_ties_to_its_neighbour_stays() -> None:
    tied = _table(rows=ROWS.replace("2050203 | 初中教育", "^ | 初中教育").replace("合计 | <", "^ | 合计"))
    assert change.total_moved(tied, first=True) == tied


def test_names_without_codes_are_moved_in_by_their_level() -> None:
    rows = change.codeless(_table())["rows"].splitlines()
    assert [row.split(" | ")[0] for row in rows] == ["教育支出", "　普通教育", "　　小学教育", "　　初中教育", "合计"]
    assert rows[2].endswith("=> 2050202")


def test_codes_stay_where_the_rows_are_no_tree() -> None:
    flat = _table(rows="\n".join(ROWS.splitlines()[3:]))
    assert change.codeless(flat) == flat


def test_a_number_below_zero_leaves_every_sum_as_it_was() -> None:
    rows = change.below_zero(_table())["rows"].splitlines()
    assert rows[2:4] == ["2050202 | 小学教育 | -1,000.00 | -1,000.00", "2050203 | 初中教育 | 2,300.00 | 2,300.00"]


def test_the_unit_goes_into_the_lowest_header_cells_of_amounts() -> None:
    said = change.unit_in_header(_table(head="科目 | < | 支出 | <\n编码 | 名称 | 合计 | 基本支出\n"))
    assert said["above"] == ["部门支出总表", "部门：某局 >> "]
    assert said["head"] == "科目 | < | 支出 | <\n编码 | 名称 | 合计\\（万元） | 基本支出\\（万元）\n"


@pytest.mark.parametrize("again", [True, False])
def test_a_table_is_cut_into_pages(again: bool) -> None:
    made = change.cut(_table(), 3, again=again)
    pieces = formwork.pieces(made)
    assert [piece.head for piece in pieces] == ([1, 1, 1] if again else [1, 0, 0])
    assert _amounts(made) == _amounts(_table())


@pytest.mark.parametrize("style", styles().values(), ids=styles())
def test_every_style_is_of_a_family_and_shows_in_some_form(style: Style) -> None:
    assert style.family in floors()
    assert any(applies(form, style) for form in forms().values())


@pytest.mark.parametrize("form", forms().values(), ids=forms())
def test_a_cut_form_says_the_same(form: Form) -> None:
    money = replace(form, tables=tuple(table for table in form.tables if "indicator" not in table["columns"]))
    said = change.changed(money, replace(styles()["grid"], pages=3))
    assert Counter(r["raw"] for r in formwork.expected(said)) == Counter(r["raw"] for r in formwork.expected(money))
