"""Words against numbers: each claim's own arithmetic, the tables, and other claims."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from budgetnb import frames
from tests.checks.printed_rows import DOC, UNIT, found, records, table


def claims(*rows: dict[str, Any]) -> pd.DataFrame:
    """Claims in 万元."""
    money = ("amount", "prior", "change")
    base = {"doc": DOC, "organisation": UNIT, "year": 2026, "precision": 1e4, "direction": "none", "side": "expenditure",
            "subject_kind": "project"}  # fmt: skip
    return frames.build("claims", [base | row | {k: row[k] * 1e4 for k in money if k in row} for row in rows])


def about(prefix: str, *rows: dict[str, Any], tables: list[dict[str, Any]] | None = None) -> list[tuple[str, str]]:
    listed = found(tables or [], claims=claims(*rows))
    return [(rule.removeprefix("claims."), status) for rule, status, _ in listed if rule.startswith(f"claims.{prefix}")]


@pytest.mark.parametrize(("row", "expected"), [
    ({"amount": 150, "prior": 160, "change": -10, "change_pct": -6.0}, [("change", "exact"), ("percent", "exact")]),
    ({"amount": 149, "prior": 160, "change": -11, "change_pct": -6.0}, [("change", "exact"), ("percent", "rounding")]),
    ({"amount": 150, "prior": 160, "change": -12}, [("change", "conflict")]),
    ({"amount": 150, "prior": 160, "change": -10, "change_pct": -8.0}, [("change", "exact"), ("percent", "conflict")]),
    ({"amount": 5742, "prior": 752, "change": 4990, "change_pct": 664.0}, [("change", "exact"), ("percent", "exact")]),
    ({"amount": 60, "prior": 0, "change": 60, "change_pct": 100.0}, [("change", "exact"), ("zero_base", "untestable")]),
    ({"amount": 11.41, "prior": 14.91, "change": -3.5, "change_pct": -23.5, "precision": 100.0}, [("change", "exact"), ("percent", "exact")]),
    ({"year": 2025, "amount": 800, "prior": 750, "change": 50, "change_pct": 6.25}, [("change", "exact"), ("percent", "exact")]),
    ({"year": 2025, "amount": 800, "prior": 750, "change": 50, "change_pct": 6.67}, [("change", "exact"), ("percent", "conflict")]),
], ids=["holds", "percent cut", "change wrong", "percent wrong", "large", "from zero", "finer", "of the base", "not of the base"])  # fmt: skip
def test_a_claim_s_own_arithmetic(row: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert about("", {"subject": "某项目"} | row) == expected


@pytest.mark.parametrize(("claim", "expected"), [
    ({"subject": "部门支出", "subject_kind": "total_expenditure", "amount": 500}, ["exact"]),
    ({"subject": "部门支出", "subject_kind": "total_expenditure", "amount": 501}, ["rounding"]),
    ({"subject": "部门支出", "subject_kind": "total_expenditure", "amount": 510}, ["conflict"]),
    ({"subject": "养老支出（款）离退休（项）", "subject_kind": "function", "amount": 117}, ["exact"]),
    ({"subject": "养老支出（款）离退休（项）", "subject_kind": "function", "amount": 171}, ["conflict"]),
    ({"subject": "医疗（款）离退休（项）", "subject_kind": "function", "amount": 171}, []),  # another 款: nothing to hold it against
    ({"subject": "离退休（2080502）", "subject_kind": "function", "amount": 171}, ["conflict"]),
    ({"subject": "其中某项", "subject_kind": "total_expenditure", "amount": 10, "of_which": True}, []),
    ({"subject": "部门支出", "subject_kind": "total_expenditure", "amount": 10, "year": 2025}, []),
], ids=["exact", "rounding", "conflict", "class", "class wrong", "other parent", "by code", "of which", "another year"])  # fmt: skip
def test_claims_against_tables(claim: dict[str, Any], expected: list[str]) -> None:
    rows = table("expenditure", "=|500 208|117 20805|117 2080502|117 210|383")
    names = {"208": "社会保障支出", "20805": "养老支出", "2080502": "离退休", "210": "卫生健康支出"}
    rows = [r | {"name": names.get(r.get("code", ""), r["name"])} for r in rows]
    assert [status for _, status in about("table", claim, tables=rows)] == expected


def test_one_amount_with_two_changes_cites_both_sentences() -> None:
    one = {
        "subject": "政府投资计划",
        "subject_kind": "other",
        "amount": 10000,
        "change": 5000,
        "base": "2025年",
        "sentence": "甲句",
    }
    two = {"subject": "政府投资项目", "amount": 10000, "change": -1112, "base": "2025年预算", "sentence": "乙句"}
    finding = next(r for r in records([], claims=claims(one, two)) if r["rule"] == "claims.changes")
    assert finding["status"] == "conflict" and finding["evidence"] == ["claims:0", "claims:1"]
    assert "甲句" in finding["message_zh"] and "乙句" in finding["message_zh"]


@pytest.mark.parametrize("base", ["2025年执行数", "2025年决算", "2025年调整预算", "2024年预算"])
def test_bases_named_differently_are_never_a_conflict(base: str) -> None:
    one = {"subject": "政府投资项目", "amount": 10000, "change": 5000, "base": "2025年预算"}
    two = {"subject": "政府投资项目", "amount": 10000, "change": -1112, "base": base}
    assert about("", one, two) == [("base", "untestable")]


@pytest.mark.parametrize(("base", "expected"), [("2025年预算", "conflict"), ("2025年执行数", "untestable")])
def test_parts_cannot_have_had_more_than_the_whole(base: str, expected: str) -> None:
    whole = {
        "subject": "部门支出",
        "subject_kind": "total_expenditure",
        "amount": 300,
        "prior": 200,
        "base": "2025年年初预算",
    }
    listed = {"subject": "项目支出", "subject_kind": "project_total", "amount": 201}
    parts = [
        {"subject": f"{name}项目", "amount": 100, "prior": prior, "base": base}
        for name, prior in (("甲", 150), ("乙", 250))
    ]
    found_here = dict(about("", whole, listed, *parts))
    assert (found_here["projects"], found_here["implied_base"]) == ("rounding", expected)


def test_the_same_subject_told_twice() -> None:
    one = {"subject": "“三公”经费", "subject_kind": "three_public", "amount": 11.41, "precision": 100.0}
    assert about("twice", one, one) == [("twice", "exact")]
    assert about("twice", one, one | {"amount": 12.41}) == [("twice", "conflict")]


def test_a_whole_is_held_against_its_parts_only_where_they_make_it_up() -> None:
    whole = {"subject": "预算", "subject_kind": "total_expenditure", "amount": 18553, "sentence": "同一句"}
    parts = [{"subject": name, "amount": amount, "of_which": True, "sentence": "同一句"} for name, amount in
             (("人员", 1319), ("公用", 213), ("补助", 113), ("项目", 16907))]  # fmt: skip
    assert about("parts", whole, *parts) == [("parts", "rounding")]
    assert about("parts", whole, *parts[:2]) == []
