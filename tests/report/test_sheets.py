"""Tables of the report: cells that know their texts, their full value and where they were printed."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from budgetnb.report import sheets
from budgetnb.report.sheets import Cell


@pytest.mark.parametrize(
    ("value", "told"),
    [(185530000.0, "185,530,000"), (-0.5, "−0.50"), (0.0, "0"), (-0.001, "0"), (1234.56, "1,234.56")],
)
def test_yuan_in_full(value: float, told: str) -> None:
    assert sheets.yuan(value) == told


def test_a_sheet_leaves_out_blank_columns_and_says_how_many_rows_are_left() -> None:
    rows = pd.DataFrame({"name": ["a"] * 401, "code": "", "amount": 1.5, "ref": "amounts:0"})
    made = sheets.sheet(rows, ("code", "name", "amount"))
    assert made is not None
    assert [title[1] for title, _ in made.columns] == ["Name", "Amount (yuan)"] and made.cut == 1
    assert made.rows[0][1] == sheets.Cell(("1.50", "1.50"), "1.5", True, "amounts:0")


@pytest.mark.parametrize(
    ("column", "value", "text", "full"),
    [
        ("amount", 185530000.0, ("185,530,000", "185,530,000"), "185530000"),
        ("amount", -0.5, ("−0.50", "−0.50"), "-0.5"),
        ("share", 0.5389, ("53.9%", "53.9%"), "0.5389"),
        ("change_pct", -23.5, ("−23.50%", "−23.50%"), "-23.5"),
        ("change_pct", 5.0, ("+5.00%", "+5.00%"), "5"),
        ("count", 1234, ("1,234", "1,234"), "1234"),
        ("measure", "basic", ("基本支出", "Basic"), "basic"),
        ("fund", "general", ("一般公共预算", "General public budget"), "general"),
        ("depth", "1", ("类", "class"), "1"),
        ("operator", ">=", ("≥", "≥"), ">="),
        ("table", "income", ("收入总表", "Income"), "income"),
        ("item", "abroad", ("因公出国（境）", "Travel abroad"), "abroad"),
        ("promised", True, ("是", "Yes"), "True"),
        ("promised", False, ("否", "No"), "False"),
        ("part", "reserved", ("面向中小企业", "Reserved for small and medium firms"), "reserved"),
        ("part", "", ("", ""), ""),
        ("outcome", "exact", ("相符", "Exact"), "exact"),
        ("outcome", "pass", ("pass", "pass"), "pass"),
        ("rule", "identity.parent", ("上级科目 = 下级科目之和", "a class is the sum of its parts"), "identity.parent"),
        ("view", "basic general", ("基本支出 · 一般公共预算", "Basic · General public budget"), "basic general"),
        ("label", "某局\n2023", ("某局2023", "某局2023"), "某局\n2023"),
        ("name", "培训支出", ("培训支出", "培训支出"), "培训支出"),
    ],
)
def test_a_cell_is_told_by_its_column(column: str, value: Any, text: tuple[str, str], full: str) -> None:
    made = sheets.sheet(pd.DataFrame({column: [value], "code": ["x"]}), (column, "code"))
    assert made is not None
    cell = made.rows[0][0] if len(made.columns) > 1 else Cell(("", ""), "", column in sheets.NUMBERS)
    assert (cell.text, cell.value, cell.number) == (text, full, column in sheets.NUMBERS)


@pytest.mark.parametrize("value", [None, float("nan"), pd.NA])
def test_what_is_missing_is_blank(value: Any) -> None:
    rows = pd.DataFrame({"amount": pd.array([value, 1.0], dtype="Float64"), "name": ["甲", "乙"]})
    made = sheets.sheet(rows, ("name", "amount"))
    assert made is not None and made.rows[0][1] == Cell(("", ""), "", True)


@pytest.mark.parametrize(("column", "linked"), [("amount", True), ("count", True), ("target", True), ("name", False)])
def test_some_columns_lead_to_where_they_are_printed(column: str, linked: bool) -> None:
    made = sheets.sheet(pd.DataFrame({column: [1], "ref": ["amounts:0"]}), (column,))
    assert made is not None and made.rows[0][0].ref == ("amounts:0" if linked else "")


@pytest.mark.parametrize(
    ("place", "zh", "en"),
    [({"page": 3, "line": None}, "第 3 页", "p. 3"), ({"page": None, "line": 7}, "第 7 行", "line 7")],
)
def test_a_place_leads_to_its_row(place: dict[str, Any], zh: str, en: str) -> None:
    made = sheets.sheet(pd.DataFrame([{"where": "x", "ref": "kpis:1", **place}]), ("where",))
    assert made is not None and made.rows[0][0] == Cell((zh, en), zh, False, "kpis:1")


def test_keys_are_those_of_the_rows_that_are_shown() -> None:
    made = sheets.sheet(pd.DataFrame({"name": ["甲", "乙"], "key": ["k1", "k2"]}), ("name",), key="key")
    assert made is not None and made.keys == ("k1", "k2") and made.cut == 0


def test_no_rows_make_no_table() -> None:
    assert sheets.sheet(pd.DataFrame({"name": []}), ("name",)) is None
