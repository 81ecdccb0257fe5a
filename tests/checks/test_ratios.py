"""Ratios: what is divided by what, from which table, and under which name."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from budgetnb import frames
from budgetnb.checks import ratios
from tests.checks.printed_rows import DOC, UNIT, WHO, public, table

Rows = list[dict[str, Any]]


def computed(*rows: Rows, **others: pd.DataFrame) -> dict[str, tuple[float, str]]:
    given = {"amounts": frames.build("amounts", [r for listed in rows for r in listed]), **others}
    return {r["ratio"]: (round(r["value"], 4), r["formula"]) for r in ratios.compute(given, WHO)}


def income(name: str, **funds: float) -> Rows:
    columns = ["total", *(f"fund:{fund}" for fund in funds)]
    line = "|".join(f"{amount:g}" for amount in (sum(funds.values()), *funds.values()))
    return [r | {"side": "income"} for r in table(name, f"=收入总计|{line}", columns)]


def test_income_is_told_by_the_table_that_divides_it_most() -> None:
    found = computed(income("balance", fiscal=500), income("income", general=400, state_capital=100))
    assert {k: v for k, (v, _) in found.items() if k.startswith("share.fund")} == {
        "share.fund:general": 0.8,
        "share.fund:state_capital": 0.2,
    }


def test_a_share_of_one_fund_names_it() -> None:
    rows = table("expenditure", "=|500|200", ("total", "basic"))
    general = [r | {"fund": "general"} for r in table("general_function", "=|400|100", ("total", "personnel"))]
    found = computed(rows, general)
    assert found["share.measure:basic"] == (0.4, "基本支出 ÷ 支出总额")
    assert found["share.measure:personnel"] == (0.25, "一般公共预算：人员经费 ÷ 支出总额")


def test_a_unit_is_no_project() -> None:
    listed = [{"doc": DOC, "organisation": UNIT, "year": 2026, "name": name, "amount": amount, "source": "table"} for name, amount in
              ((UNIT, 5e6), ("旧桥加固", 1e6), ("新路", 1e6))]  # fmt: skip
    found = computed(table("expenditure", "=|500"), projects=frames.build("projects", listed))
    assert found["share.project.largest"] == (0.2, "最大项目（旧桥加固）÷ 支出总额")
    assert found["concentration.hhi.project"][0] == 0.5


@pytest.mark.parametrize(("lines", "shares"), [
    ("=|500 208|300 20805|300 210|200", {"208": 0.6, "20805": 0.6, "210": 0.4}),
    ("=|500 2080501|150 2080505|150 2100101|200", {"2080501": 0.3, "2080505": 0.3, "2100101": 0.4}),  # nothing above them is printed
], ids=["every level", "items alone"])  # fmt: skip
def test_shares_of_classes(lines: str, shares: dict[str, float]) -> None:
    found = computed(table("expenditure", lines))
    assert {k.partition(":")[2]: v for k, (v, _) in found.items() if k.startswith("share.function:")} == shares


def shares(found: dict[str, tuple[float, str]], prefix: str) -> dict[str, float]:
    """The values of the ratios of one kind, by what stands after the colon."""
    return {ratio.partition(":")[2]: value for ratio, (value, _) in found.items() if ratio.partition(":")[0] == prefix}


def head(**row: Any) -> Any:
    return {"doc": DOC, "organisation": UNIT, "year": 2026} | row


def test_concentration_of_classes_at_each_depth() -> None:
    found = computed(table("expenditure", "=|10 208|5 20805|5 210|3 21001|3 212|1 21201|1 213|1 21301|1"))
    assert shares(found, "concentration.top3.function") == {"1": 0.9, "2": 0.9}
    assert shares(found, "concentration.hhi.function") == {"1": 0.36, "2": 0.36}
    assert found["concentration.hhi.function:1"][1] == "第 1 级功能科目占比的平方和（赫芬达尔指数）"


def test_classes_named_other_end_in_99() -> None:
    found = computed(table("expenditure", "=|10 208|6 20899|6 210|4 21001|4"))
    assert found["share.other.function"][0] == 0.6 and "share.other.economic" not in found
    assert computed(table("expenditure", "=|10 208|10"))["share.other.function"][0] == 0.0


def test_nothing_is_divided_by_zero() -> None:
    assert computed(table("expenditure", "=|0 208|0")) == {}


def test_income_in_funds_that_hold_others_divides_nothing() -> None:
    found = computed(income("balance", fiscal=400, own=100), income("income", general=300, business=200))
    assert shares(found, "share.fund") == {"general": 0.6, "business": 0.4}


def test_what_is_carried_over_is_a_share_of_income() -> None:
    rows = [r | {"side": "income"} for r in table("balance", "=收入总计|500")]
    carried = [r | {"side": "income", "carried": True, "scheme": "source"} for r in table("balance", "上年结转|50")]
    assert computed(rows, carried)["share.carried"] == (0.1, "上年结转结余 ÷ 收入总额")
    assert "share.carried" not in computed(carried)  # no total to divide by


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param({"by": "total", "amount": 1e6, "sme": 3e5, "micro": 1e5},
                     {"procurement.share": 0.2, "procurement.sme": 0.3, "procurement.micro": 0.3333}, id="in all"),
        pytest.param({"by": "total", "amount": 1e6, "sme": 3e5}, {"procurement.share": 0.2, "procurement.sme": 0.3}, id="no micro firms told"),
        pytest.param({"by": "function", "code": "208", "name": "社保", "amount": 1e6}, {"procurement.share:208": 0.3333}, id="of a class"),
        pytest.param({"by": "function", "code": "999", "name": "某项", "amount": 1e6}, {}, id="of a class that is not printed"),
        pytest.param({"by": "kind", "code": "goods", "amount": 1e6}, {}, id="of a kind"),
    ],
)  # fmt: skip
def test_procurement(row: dict[str, Any], expected: dict[str, float]) -> None:
    bought = frames.build("procurement", [head(source="table") | row])
    found = computed(table("expenditure", "=|500 208|300 210|200"), procurement=bought)
    assert {k: v for k, (v, _) in found.items() if k.startswith("procurement")} == expected


def test_the_first_row_of_a_purchase_counts() -> None:
    rows = [head(source="table", by="total", amount=amount) for amount in (1e6, 2e6)]
    found = computed(table("expenditure", "=|500"), procurement=frames.build("procurement", rows))
    assert found["procurement.share"][0] == 0.2


@pytest.mark.parametrize(
    ("categories", "expected"),
    [
        pytest.param(
            [("行政编制", 12, 10), ("事业编制", 8, 6)], {"actual": 16.0, "establishment": 20.0}, id="both kinds"
        ),
        pytest.param([("行政编制", 12, None)], {"establishment": 12.0}, id="one way alone"),
        pytest.param([("离休", None, 3), ("编外人员", None, 5)], {}, id="others"),
    ],
)
def test_staff(categories: list[tuple[str, int | None, int | None]], expected: dict[str, float]) -> None:
    rows = [
        {"doc": DOC, "organisation": UNIT, "category": c, "establishment": e, "actual": a} for c, e, a in categories
    ]
    found = ratios.staff({"headcount": frames.build("headcount", rows)})
    assert {name: q.amount for name, q in found.items()} == expected
    assert all(len(q.refs) <= len(rows) for q in found.values()) and ratios.staff({}) == {}


def test_amounts_per_head() -> None:
    people = frames.build(
        "headcount", [{"doc": DOC, "organisation": UNIT, "category": "行政编制", "establishment": 20, "actual": 10}]
    )
    found = computed(
        table("general_basic", "=|80 301|50 302|30", ("basic",), fund="general"),
        public(("total", "5")),
        headcount=people,
    )
    assert {k: v for k, (v, _) in found.items() if k.startswith("head.")} == {
        "head.personnel.actual": 5e4, "head.public.actual": 3e4, "head.three_public.actual": 5e3,
        "head.personnel.establishment": 2.5e4, "head.public.establishment": 1.5e4, "head.three_public.establishment": 2.5e3,
        "head.filled": 0.5,
    }  # fmt: skip


def test_a_measure_stands_for_a_class_that_is_not_printed() -> None:
    people = frames.build("headcount", [{"doc": DOC, "organisation": UNIT, "category": "行政编制", "actual": 10}])
    found = computed(table("expenditure", "=|80|50|30", ("total", "personnel", "public")), headcount=people)
    assert (found["head.personnel.actual"][0], found["head.public.actual"][0]) == (5e4, 3e4)


def test_what_a_vehicle_costs_to_run() -> None:
    cars = frames.build("assets", [{"doc": DOC, "item": "vehicles", "name": "车辆", "count": 4.0}])
    before = [r | {"year": 2025} for r in public(("vehicle_operation", "14"), ("total", "20"))]
    found = computed(before, public(("vehicle_operation", "10"), ("total", "15")), assets=cars)
    assert (found["vehicle.operation"][0], found["vehicle.operation_before"][0]) == (2.5e4, 3.5e4)
    assert found["change.three_public"] == (-0.25, "“三公”经费本年 ÷ 上年 − 1")
    assert "vehicle.operation" not in computed(public(("vehicle_operation", "10")))


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        pytest.param([("total_expenditure", 5e6, 4e6), ("total_both", 9e6, 1e6)], 0.25, id="the first"),
        pytest.param([("total_income", 5e6, 4e6)], None, id="income alone"),
        pytest.param([("total_expenditure", 5e6, None)], None, id="no base"),
        pytest.param([("total_expenditure", 5e6, 0.0)], None, id="from nothing"),
    ],
)
def test_how_all_expenditure_changes(claims: list[tuple[str, float, float | None]], expected: float | None) -> None:
    rows = [
        head(subject="支出", subject_kind=kind, side="expenditure", direction="none", amount=amount, prior=prior)
        for kind, amount, prior in claims
    ]
    found = computed(claims=frames.build("claims", rows))
    assert found.get("change.expenditure", (None, ""))[0] == expected


def test_a_ratio_names_its_rows() -> None:
    records = ratios.compute({"amounts": frames.build("amounts", table("expenditure", "=|500 208|300 210|200"))}, WHO)
    share = next(r for r in records if r["ratio"] == "share.function:208")
    assert share == {
        "doc": DOC, "year": 2026, "ratio": "share.function:208", "value": 0.6, "numerator": 300e4, "denominator": 500e4,
        "unit": "share", "formula": "208 ÷ 支出总额", "evidence": ["amounts:1", "amounts:0"],
    }  # fmt: skip
