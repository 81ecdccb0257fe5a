"""How large the budget is, what changed, what it is spent on, what moved."""

from __future__ import annotations

import pytest

from budgetnb.checks import ask
from tests.checks.printed_rows import UNIT, table
from tests.checks.questions.asked import SILENT, SPENT, Rows, answer, claim, source


@pytest.mark.parametrize(("claims", "zh", "en"), [
    ([claim("total_expenditure", "部门支出", 500, 100, base="2025年（年初）")],
     "支出总额 500 万元，比2025年（年初）增加 100 万元（25%）", "expenditure is 5 million yuan, 1 million yuan (25%) more than the 2025 budget"),
    ([claim("total_both", "收支", 500, -20, base="上年执行数")],
     "支出总额 500 万元，比上年执行数减少 20 万元（3.8%）", "expenditure is 5 million yuan, 200 thousand yuan (3.8%) less than the 2025 outturn"),
    ([claim("total_expenditure", "部门支出", 500, direction="same", base="上年")], "支出总额 500 万元，与上年持平", "expenditure is 5 million yuan, the same as the 2025 budget"),
    ([claim("total_expenditure", "部门支出", 500), claim("fund_general", "一般公共预算", 500, 50, of_which=True)],
     "支出总额 500 万元，比上年增加 50 万元（11.1%）", "expenditure is 5 million yuan, 500 thousand yuan (11.1%) more than the 2025 budget"),
    ([claim("fund_general", "一般公共预算", 400, 50)], "支出总额 500 万元", "expenditure is 5 million yuan"),
], ids=["more", "less than the outturn", "the same", "the one fund that is all of it", "another fund"])  # fmt: skip
def test_size(claims: Rows, zh: str, en: str) -> None:
    asked = source(SPENT, claims=claims)
    assert (answer("size", asked), answer("size", asked, "en")) == (zh, en)


def test_size_against_the_year_before_in_a_table() -> None:
    before = [r | {"year": 2025} for r in table("expenditure", "=|400")]
    assert answer("size", source(before + SPENT)) == "支出总额 500 万元，比上年增加 100 万元（25%）"


@pytest.mark.parametrize(("question", "claims", "expected"), [
    ("grew", [claim("function", "教育支出（类）支出", 80, 30, reason="新校开办")], "教育支出（类）增加 30 万元，到 80 万元；原因：新校开办"),
    ("fell", [claim("project_total", "项目支出", 380, -40)], "项目支出减少 40 万元，到 380 万元；文件没有说原因"),
    ("grew", [claim("function", "教育支出", 80, 30), claim("basic", "基本支出", 120, 90)], "教育支出增加 30 万元，到 80 万元；文件没有说原因"),
    ("grew", [claim("three_public", "“三公”经费", 5, 1)], SILENT),  # no answer to what grew most of all
    ("grew", [claim("function", "教育支出", 80, 30, of_which=True)], SILENT),
], ids=["a class", "all projects", "finest first", "not the three public expenses", "a part"])  # fmt: skip
def test_what_changed_most(question: str, claims: Rows, expected: str) -> None:
    assert answer(question, source(SPENT, claims=claims)) == expected


def test_a_project_s_change_comes_before_a_class_s() -> None:
    project = {"name": "旧桥加固", "amount": 6e5, "change": 2e5, "reason": "", "source": "claim"}
    asked = source(SPENT, claims=[claim("function", "教育支出", 80, 30)], projects=[project])
    assert answer("grew", asked) == "旧桥加固增加 20 万元，到 60 万元；文件没有说原因"


def test_what_bears_a_unit_s_name_is_no_project() -> None:
    projects = [
        {"name": name, "amount": amount, "source": "table"} for name, amount in ((UNIT, 3.8e6), ("旧桥加固", 6e5))
    ]
    assert answer("largest_project", source(SPENT, projects=projects)) == "旧桥加固 60 万元，占支出 12%"


@pytest.mark.parametrize(("rows", "expected"), [
    ("=|500 208|300 20805|300 210|200", "208 300 万元，占支出 60%"),
    ("=|500 2080501|150 2080505|120 2100101|230", "2100101 230 万元，占支出 46%"),  # only the deepest are printed
], ids=["by class", "by item"])  # fmt: skip
def test_largest_class(rows: str, expected: str) -> None:
    assert answer("largest_class", source(table("expenditure", rows))) == expected


def test_what_basic_and_project_leave_is_told() -> None:
    rows = table("expenditure", "=|500|120|300", ("total", "basic", "project"))
    assert answer("basic_project", source(rows)) == "基本支出占 24%，项目支出占 60%，其余占 16%"
    assert answer("basic_project", source(SPENT)) == "基本支出占 24%，项目支出占 76%"


def test_a_class_and_its_items_are_the_same_money() -> None:
    listed = [
        ("甲（类）", "乙（类）", 50),
        ("甲（类）丙（款）丁（项）", "乙（类）戊（款）己（项）", 50),
        ("甲（类）丙（款）庚（项）", "", 7),
    ]
    moves = [{"giver": giver, "receiver": receiver, "amount": amount * 1e4} for giver, receiver, amount in listed]
    row = ask.answers(source(SPENT, moves=moves)).set_index("id").loc["moved"]
    assert row["value"] == 57e4 and row["answer"].endswith("甲（类）丙（款）庚（项） → （未说明去向） 7 万元")


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        pytest.param([("甲（类）", "乙（类）", None)], "甲（类） → 乙（类）", id="no amount is told"),
        pytest.param([("", "乙（类）", 5)], "（未说明来源） → 乙（类） 5 万元", id="no giver is told"),
        pytest.param(
            [("甲（项）支出", "乙（项）支出", 5)], "甲（项） → 乙（项） 5 万元", id="the word after a class is left out"
        ),
        pytest.param([], SILENT, id="nothing moved"),
    ],
)
def test_what_moved(moves: list[tuple[str, str, float | None]], expected: str) -> None:
    rows = [
        {"giver": giver, "receiver": receiver, "amount": amount and amount * 1e4} for giver, receiver, amount in moves
    ]
    assert answer("moved", source(SPENT, moves=rows)) == expected


def test_what_moved_is_compared_like_for_like() -> None:
    projects = [
        {"name": name, "amount": amount * 1e4, "prior": prior * 1e4, "source": "claim"}
        for name, amount, prior in (("旧桥", 30, 80), ("新桥", 60, 20))
    ]
    moves = [{"giver": "旧桥", "receiver": "新桥", "amount": 4e5}]
    told = answer("moved", source(SPENT, moves=moves, projects=projects))
    assert told == "旧桥 → 新桥 40 万元；合并起来比上年变动 −10 万元（−10%）"


def test_the_largest_project_needs_the_whole_that_it_is_part_of() -> None:
    project = [{"name": "旧桥加固", "amount": 6e5, "source": "table"}]
    assert answer("largest_project", source(projects=project)) == SILENT
    assert answer("largest_project", source(SPENT, projects=[project[0] | {"amount": -1.0}])) == SILENT


def test_an_answer_cites_its_rows_and_says_how_certain_it_is() -> None:
    cards = ask.answers(source(SPENT, claims=[claim("function", "教育支出", 80, 30)])).set_index("id")
    assert cards.loc["size", ["value", "unit", "certainty", "evidence"]].tolist() == [
        500e4,
        "yuan",
        "原文",
        ["amounts:0"],
    ]
    assert cards.loc["grew", ["value", "certainty", "evidence"]].tolist() == [30e4, "由文字推断", ["claims:0"]]
    assert cards.loc["basic_project", ["value", "unit", "certainty"]].tolist() == [0.76, "share", "由原文算出"]
