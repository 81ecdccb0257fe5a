"""Question cards: each answer a sentence with number, certainty and evidence, or that the document does not say."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from budgetnb import checks, frames
from budgetnb.checks import ask
from budgetnb.labels import figure
from tests.checks.printed_rows import DOC, UNIT, WHO, table

HEAD = {"doc": DOC, "organisation": UNIT, "year": 2026}
Rows = list[dict[str, Any]]


def claim(kind: str, subject: str, amount: float, change: float | None = None, **more: Any) -> dict[str, Any]:
    """A claim in 万元."""
    told = {"change": change * 1e4, "prior": (amount - change) * 1e4} if change is not None else {}
    base = {"subject": subject, "subject_kind": kind, "side": "expenditure", "direction": "none", "precision": 1e4}
    return HEAD | base | {"amount": amount * 1e4} | told | more


def source(amounts: Rows = (), tested: bool = True, **rows: Rows) -> SimpleNamespace:  # type: ignore[assignment]
    """A disclosure of these rows, its checks run over them."""
    made: dict[str, pd.DataFrame] = {
        name: frames.build(name, [_headed(name, r) for r in listed]) for name, listed in rows.items()
    }
    made["amounts"] = frames.build("amounts", list(amounts))
    if tested:
        made["checks"] = frames.build("checks", checks.run(made, WHO))
    return SimpleNamespace(meta={"doc": DOC, "year": 2026}, **made)


def _headed(frame: str, row: dict[str, Any]) -> dict[str, Any]:
    known = {c.name for c in frames.columns(frame)}
    return {k: v for k, v in HEAD.items() if k in known} | row


def answer(question: str, asked: SimpleNamespace, lang: str = "zh") -> str:
    row = ask.answers(asked, lang=lang).set_index("id").loc[question]  # type: ignore[arg-type]
    assert (row["certainty"] in ("未说明", "not told")) == (not row["evidence"] and row["value"] != row["value"])
    return str(row["answer"])


SPENT = table("expenditure", "=|500|120|380 208|300|120|180 210|200|0|200", ("total", "basic", "project"))
SILENT = "文件没有说"


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


def income(*rows: tuple[str, str, float, bool]) -> Rows:
    lines = " ".join(f"{name}|{amount:g}" for name, _, amount, _ in rows)
    items = [r | {"scheme": "source", "fund": fund, "carried": carried} for r, (_, fund, _, carried) in
             zip(table("balance", lines), rows, strict=True)]  # fmt: skip
    total = table("balance", f"=收入总计|{sum(amount for *_, amount, _ in rows):g}")
    return [r | {"side": "income"} for r in (*items, *total)]


@pytest.mark.parametrize(("rows", "funds", "carried"), [
    ([("拨款", "general", 450, False), ("结转", "all", 50, True)], "一般公共预算 90%；上年结转结余 10%", "50 万元，占收入 10%"),
    ([("拨款", "general", 450, False), ("事业", "business", 50, False)], "一般公共预算 90%；事业收入 10%", "没有：本年各项收入之和就是收入总额"),
], ids=["carried over", "nothing carried over"])  # fmt: skip
def test_where_the_money_comes_from(rows: list[tuple[str, str, float, bool]], funds: str, carried: str) -> None:
    asked = source(income(*rows))
    assert (answer("funds", asked), answer("carried", asked)) == (funds, carried)


def test_each_kind_of_purchase_is_told_once() -> None:
    listed = [
        ("total", "", 90),
        ("kind", "goods", 30),
        ("kind", "goods", 10),
        ("kind", "goods", 20),
        ("kind", "services", 60),
    ]
    rows = [{"by": by, "code": code, "amount": amount * 1e4, "source": "table"} for by, code, amount in listed]
    assert answer("bought", source(SPENT, procurement=rows)) == "政府采购 90 万元：服务 60 万元；货物 30 万元"


def test_a_class_of_two_units_reserves_nothing_once() -> None:
    listed = [("2010301", 30, 0), ("2010301", 20, 0), ("2010302", 90, 5), ("2010302", 10, 0)]
    rows = [
        {"by": "function", "code": code, "name": "某项", "amount": a * 1e4, "sme": s * 1e4, "source": "table"}
        for code, a, s in listed
    ]
    assert answer("unreserved", source(SPENT, procurement=rows)) == "2010301 某项 50 万元"


def public(*cells: tuple[str, float], year: int = 2026, **more: Any) -> Rows:
    rows = table(
        "three_public",
        f"=|{'|'.join(f'{amount:g}' for _, amount in cells)}",
        ["total"] * len(cells),
        year=year,
        fund="general",
    )
    return [r | {"scheme": "three_public", "code": code} | more for r, (code, _) in zip(rows, cells, strict=True)]


@pytest.mark.parametrize("cells", [
    (("total", 39), ("total", 9), ("reception", 1), ("vehicles", 8), ("vehicle_operation", 8), ("meeting", 10), ("training", 20)),
    (("total", 39), ("reception", 1), ("vehicles", 8), ("vehicle_operation", 8), ("meeting", 10), ("training", 20)),
    (("total", 9), ("reception", 1), ("vehicles", 8), ("vehicle_operation", 8)),
], ids=["two totals", "one total of all", "alone"])  # fmt: skip
def test_meetings_are_not_among_the_three_public_expenses(cells: tuple[tuple[str, float], ...]) -> None:
    before = public(("total", 12), ("reception", 4), ("vehicles", 8), year=2025)
    told = answer("three_public", source(before + public(*cells)))
    assert told == "9 万元，比上年减少 3 万元（25%）；公务接待 1 万元；公务用车运行维护 8 万元"


def test_the_three_public_expenses_told_in_words_alone() -> None:
    assert (
        answer("three_public", source(claims=[claim("three_public", "“三公”经费", 9, -3)]))
        == "9 万元，比上年减少 3 万元（25%）"
    )


def test_vehicles_are_of_a_date() -> None:
    held = [{"date": "2025年10月", "item": "vehicles", "name": "车辆", "count": 4.0}]
    asked = source(public(("total", 9), ("vehicle_operation", 8)), assets=held)
    assert answer("vehicles", asked) == "4 辆（2025年10月），每辆运行费 2 万元"
    assert answer("vehicles", asked, "en") == "vehicles held: 4 (2025年10月), 20 thousand yuan each to run"


def test_staff_counted_one_way_alone() -> None:
    assert answer("heads", source(SPENT, headcount=[{"category": "行政编制", "establishment": 33}])) == "编制 33 人"


def test_what_cannot_be_measured_is_named() -> None:
    rows = [{"level1": "产出指标", "level2": "质量指标", "indicator": "服务", "target": "良好", "operator": "text"},
            {"level1": "产出指标", "level2": "时效指标", "operator": "blank"},
            {"level1": "产出指标", "level2": "数量指标", "indicator": "次数", "target": "≥5次", "operator": ">=", "value": 5.0}]  # fmt: skip
    asked = source(SPENT, kpis=rows)
    assert answer("unmeasured", asked) == "1 个指标只有文字目标：服务“良好”；1 个类别没有指标：时效指标"
    assert answer("indicators", asked) == "2 个指标，1 个有数值（50%）"


def test_what_does_not_add_up_counts_sums_alone() -> None:
    told = answer("conflicts", source(table("expenditure", "=|500 208|300 210|100")))
    assert told.startswith("核对 1 个等式，1 处不符：支出总表 合计") and "300 + 100 = 400，印作 500" in told
    assert answer("conflicts", source()) == SILENT


def test_what_the_contents_name_is_missing_once() -> None:
    listed = [{"table": "income", "title": "收入总表", "number": "表2", "status": "missing", "promised": True}]
    told = answer("missing", source(SPENT, tables=listed))
    assert (
        told.count("收入总表") == 1 and "目录列有“表2 收入总表”，文中未见" in told and "部门收入总体情况表" not in told
    )


def test_a_class_and_its_items_are_the_same_money() -> None:
    listed = [
        ("甲（类）", "乙（类）", 50),
        ("甲（类）丙（款）丁（项）", "乙（类）戊（款）己（项）", 50),
        ("甲（类）丙（款）庚（项）", "", 7),
    ]
    moves = [{"giver": giver, "receiver": receiver, "amount": amount * 1e4} for giver, receiver, amount in listed]
    row = ask.answers(source(SPENT, moves=moves)).set_index("id").loc["moved"]
    assert row["value"] == 57e4 and row["answer"].endswith("甲（类）丙（款）庚（项） → （未说明去向） 7 万元")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_printed_leaves_every_question_open(lang: str) -> None:
    told = ask.answers(source(tested=False), lang=lang)  # type: ignore[arg-type]
    assert len(told) == 20 and set(told["answer"]) == {"文件没有说" if lang == "zh" else "the document does not say"}


@pytest.mark.parametrize(("yuan", "lang", "told"), [
    (185_530_000.0, "zh", "18,553 万元"), (1_902_819_700.0, "zh", "19.03 亿元"), (114_100.0, "zh", "11.41 万元"), (6666.67, "zh", "6,667 元"),
    (0.0, "zh", "0 元"), (499.5, "zh", "499.5 元"), (1_902_819_700.0, "en", "1,902.82 million yuan"), (45_482.7, "en", "45.48 thousand yuan"),
])  # fmt: skip
def test_amounts_in_words(yuan: float, lang: Any, told: str) -> None:
    assert figure(yuan, lang) == told
