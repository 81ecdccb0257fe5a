"""Ratios: what is divided by what, from which table, and under which name."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from budgetnb import frames
from budgetnb.checks import quantities, ratios
from budgetnb.checks.ledger import ledger_of
from tests.checks.printed_rows import DOC, UNIT, WHO, table

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


@pytest.mark.parametrize(("cells", "expected"), [
    ((("total", 39), ("total", 9), ("reception", 1), ("vehicles", 8), ("meeting", 10), ("training", 20)), 9e4),
    ((("total", 39), ("reception", 1), ("vehicles", 8), ("meeting", 10), ("training", 20)), 9e4),
    ((("total", 9), ("reception", 1), ("vehicles", 8), ("meeting", 10)), 9e4),  # meetings stand beside it, not in it
    ((("total", 9), ("reception", 1)), 9e4),  # as printed, whatever its items make
], ids=["two totals", "one total of all", "meetings beside", "a part alone"])  # fmt: skip
def test_the_three_public_expenses(cells: tuple[tuple[str, float], ...], expected: float) -> None:
    rows = table("three_public", f"=|{'|'.join(f'{a:g}' for _, a in cells)}", ["total"] * len(cells), fund="general")
    rows = [r | {"scheme": "three_public", "code": code} for r, (code, _) in zip(rows, cells, strict=True)]
    ledger = ledger_of({"amounts": frames.build("amounts", rows)}, 2026)
    found = quantities.three_public(ledger, "total")
    assert found is not None and found.amount == expected


MOVES = (("旧桥", "新桥项目"), ("旧桥", "引桥项目"))


@pytest.mark.parametrize(("amounts", "expected"), [
    ({"旧桥（结转）项目": (36, 5637), "新桥项目": (5742, 752), "引桥": (60, 0)}, {"1": (-0.0862, "（旧桥（结转）项目 + 新桥项目 + 引桥）本年 ÷ 上年 − 1")}),
    ({"旧桥": (36, 5637), "新桥项目": (5742, None), "引桥": (60, 0)}, {}),  # last year of one is not told
    ({"旧桥": (36, 5637), "新桥项目": (5742, 752)}, {}),  # one is not told at all
], ids=["together", "no year before", "one missing"])  # fmt: skip
def test_like_for_like(amounts: dict[str, tuple[float, float | None]], expected: dict[str, tuple[float, str]]) -> None:
    head = {"doc": DOC, "year": 2026}
    projects = [
        head | {"organisation": UNIT, "name": n, "amount": a, "prior": p, "source": "claim"}
        for n, (a, p) in amounts.items()
    ]
    moves = [head | {"giver": giver, "receiver": receiver} for giver, receiver in MOVES]
    found = computed(projects=frames.build("projects", projects), moves=frames.build("moves", moves))
    assert {k.partition(":")[2]: v for k, v in found.items() if k.startswith("change.like_for_like")} == expected
