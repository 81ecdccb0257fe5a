"""Dated rules: when they are in force, what a disclosure tells of them, and what it cannot."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from budgetnb import frames, wording
from budgetnb.checks import rules
from tests.checks.printed_rows import WHO, public, table


def amounts(*listed: list[dict[str, Any]]) -> pd.DataFrame:
    return frames.build("amounts", [r for rows in listed for r in rows])


def outcome(id: str, *listed: list[dict[str, Any]]) -> rules.Outcome:
    found = rules.outcomes({"amounts": amounts(*listed)}, WHO, unverified=True)
    return next(o for o in found if o.rule["id"] == id)


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


@pytest.mark.parametrize(
    ("year", "in_force"), [(None, False), (2020, False), (2021, True), (2022, True), (2023, False)]
)
def test_a_rule_is_in_force_on_the_first_day_of_a_year(year: int | None, in_force: bool) -> None:
    rule = {"from": date(2020, 6, 1), "to": date(2022, 12, 31)}
    assert rules.in_force(rule, year) is in_force


def test_a_rule_that_has_not_ended_stays_in_force() -> None:
    assert rules.in_force({"from": date(2021, 1, 1)}, 2099)


@pytest.mark.parametrize(
    ("lines", "expected", "value"),
    [("204|5 20406|5 2040601|5", "pass", 3.0), ("204|5 20406|5", "fail", 2.0), ("301|5", "cannot tell", None)],
)
def test_how_deep_classes_must_go(lines: str, expected: str, value: float | None) -> None:
    found = outcome("rules.function_depth", table("general_function", lines, fund="general"))
    assert (found.outcome, found.value) == (expected, value)


@pytest.mark.parametrize(
    ("before", "expected"), [("12", "pass"), ("9", "pass"), ("8", "fail"), ("0", "cannot tell"), (None, "cannot tell")]
)
def test_three_public_expenses_do_not_grow(before: str | None, expected: str) -> None:
    then = [] if before is None else [r | {"year": 2025} for r in public(("total", before))]
    assert outcome("rules.three_public_no_growth", then, public(("total", "9"))).outcome == expected


def test_what_is_bought_is_asked_of_the_table_of_purchases_first() -> None:
    bought = table("procurement", "=|100|40", ("procurement", "procurement_sme"))
    spent = table("expenditure", "=|900|100|10", ("total", "procurement", "procurement_sme"))
    assert outcome("rules.sme_reserve", spent, bought).value == 0.4


def test_a_sentence_says_the_formula_the_value_and_what_cannot_be_told() -> None:
    found = outcome("rules.sme_reserve", table("expenditure", "=|18553|2331|735|0", RESERVE))
    told = rules.sentence(found, "zh")
    assert told.startswith("财库〔2020〕46号第八条：面向中小企业 ÷ 政府采购 ≥ 30%，本件为 31.5%，符合（近似：")
    depth = outcome("rules.function_depth", table("general_function", "204|5 20406|5", fund="general"))
    assert "here 2: fail (a proxy: " in rules.sentence(depth, "en")


def test_findings_are_of_verified_rules_that_can_be_told() -> None:
    given = {"amounts": amounts(table("expenditure", "=|18553|2331|735|0", RESERVE), public(("total", "9")))}
    assert [(f.rule, f.status, f.severity) for f in rules.run(given, WHO)] == [
        ("rules.sme_reserve", "exact", "info"),
        ("rules.micro_reserve", "untestable", "notice"),
    ]


def test_rules_that_nobody_has_read_are_listed() -> None:
    every = {r["id"] for r in wording.load("rules")["rule"]}
    ids = [r["id"] for r in rules.not_verified(2026)]
    assert set(ids) < every and ids == [r["id"] for r in rules.not_verified(2024)]
    assert rules.not_verified(None) == [] and rules.outcomes({}, replace(WHO, year=None)) == []
