"""What is required, promised and found; dated rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from budgetnb import frames
from budgetnb.checks import completeness, rules
from budgetnb.errors import OptionError
from tests.checks.printed_rows import DOC, WHO, table

TABLES = replace(WHO, kind="tables")


def tables(*rows: tuple[str, str, bool, str]) -> pd.DataFrame:
    return frames.build("tables", [{"doc": DOC, "table": name, "title": name, "status": status, "promised": promised, "note": note}
                                   for name, status, promised, note in rows])  # fmt: skip


def amounts(*listed: list[dict[str, Any]]) -> pd.DataFrame:
    return frames.build("amounts", [r for rows in listed for r in rows])


def test_each_thing_required_is_found_empty_noted_or_missing() -> None:
    printed = tables(("balance", "found", True, ""), ("gov_fund", "empty", True, "本表无数据"), ("state_capital", "empty", True, ""),
                     ("income", "missing", True, ""))  # fmt: skip
    found = completeness.assess({"tables": printed}, TABLES)
    assert {i.id: (i.status, i.promised) for i in found.items} == {
        "balance": ("found", True), "income": ("missing", True), "expenditure": ("missing", False), "fiscal_balance": ("missing", False),
        "general_function": ("missing", False), "general_basic": ("missing", False), "three_public": ("missing", False),
        "gov_fund": ("noted", True), "state_capital": ("empty", True),
    }  # fmt: skip


def test_weights_are_the_reader_s_to_change() -> None:
    printed = tables(("balance", "found", True, ""))
    only = dict.fromkeys((i.id for i in completeness.assess({"tables": printed}, TABLES).items), 0.0)
    assert completeness.assess({"tables": printed}, TABLES, only | {"balance": 3.0}).score == 1.0
    assert completeness.assess({"tables": printed}, TABLES, only | {"balance": 1.0, "income": 3.0}).score == 0.25
    with pytest.raises(OptionError, match="no item thre_public; there are: balance"):
        completeness.assess({"tables": printed}, TABLES, {"thre_public": 1.0})


@pytest.mark.parametrize(
    ("lines", "status", "depth"), [("204|5 20406|5 2040601|5", "found", 3), ("204|5 20406|5", "shallow", 2)]
)
def test_classes_must_go_deep_enough(lines: str, status: str, depth: int) -> None:
    given = {
        "tables": tables(("general_function", "found", True, "")),
        "amounts": amounts(table("general_function", lines)),
    }
    item = next(i for i in completeness.assess(given, TABLES).items if i.id == "general_function")
    assert (item.status, item.depth) == (status, depth)


def test_words_count_where_no_table_tells_it() -> None:
    told = frames.build("sections", [{"doc": DOC, "order": 1, "heading": "六、机关运行经费", "text": "没有安排。"}])
    found = completeness.assess({"tables": tables(), "sections": told}, replace(WHO, kind="narrative"))
    assert {i.id for i in found.items if i.status == "found"} == {"operating_cost"}


def test_a_promised_table_that_is_not_there_is_a_notice_and_no_conflict() -> None:
    found = [
        f
        for f in completeness.run({"tables": tables(("income", "missing", True, ""))}, TABLES)
        if f.rule == "completeness.promised"
    ]
    assert [(f.status, f.severity, f.evidence) for f in found] == [("untestable", "notice", ["tables:0"])]


RESERVE = ("total", "procurement", "procurement_sme", "procurement_micro")


@pytest.mark.parametrize(("line", "expected"), [
    ("=|18553|2331|735|0", [("rules.sme_reserve", "pass"), ("rules.micro_reserve", "fail")]),
    ("=|18553|2331|600|400", [("rules.sme_reserve", "fail"), ("rules.micro_reserve", "pass")]),
    ("=|18553|2331|_|_", [("rules.sme_reserve", "cannot tell"), ("rules.micro_reserve", "cannot tell")]),
])  # fmt: skip
def test_procurement_reserved_for_small_firms(line: str, expected: list[tuple[str, str]]) -> None:
    given = {"amounts": amounts(table("expenditure", line, RESERVE))}
    assert [(o.rule["id"], o.outcome) for o in rules.outcomes(given, WHO)] == expected


def test_rules_have_their_time_and_unverified_ones_are_off() -> None:
    given = {"amounts": amounts(table("expenditure", "=|18553|2331|735|0", RESERVE))}
    assert rules.outcomes(given, replace(WHO, year=2020)) == []
    ids = {o.rule["id"] for o in rules.outcomes(given, WHO, unverified=True)} - {
        o.rule["id"] for o in rules.outcomes(given, WHO)
    }
    assert ids == {"rules.function_depth", "rules.basic_depth", "rules.three_public_no_growth"}
    assert not rules.in_force({"from": date(2021, 1, 1), "to": date(2022, 12, 31)}, 2023)
