"""Claims against the tables: which printed rows a claim may speak of, and how near the nearest comes."""

from __future__ import annotations

from typing import Any

import pytest

from budgetnb.checks.claims.tables import Candidates
from tests.checks.printed_rows import ledger, public, records, table
from tests.checks.stated_rows import about, claim, claims


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


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        pytest.param("total_expenditure", [500.0, 490.0], id="the totals of the tables of all expenditure"),
        pytest.param("basic", [120.0], id="the total in the column of basic"),
        pytest.param("project_total", [380.0], id="the total in the column of projects"),
        pytest.param("personnel", [80.0], id="the economic class that stands for it"),
        pytest.param("household", [30.0], id="303"),
        pytest.param("three_public", [9.0], id="the total of its table"),
        pytest.param("reception", [1.0], id="its item"),
        pytest.param("goods", [], id="nothing printed"),
        pytest.param("performance", [], id="a kind that no entry describes"),
    ],
)
def test_each_kind_of_claim_has_its_rows(kind: str, expected: list[float]) -> None:
    printed = ledger(
        table("expenditure", "=|500|120|380 208|300|100|200", ("total", "basic", "project")),
        table("general_function", "=|490", fund="general"),
        table("general_economic", "301|80 303|30 30201|5", fund="general"),
        public(("total", "9"), ("reception", "1")),
    )
    found = Candidates(printed).of(claim(subject="某事", subject_kind=kind, amount=1))
    assert list(dict.fromkeys(c.amount / 1e4 for c in found)) == expected


def test_money_carried_over_is_held_against_its_own_rows() -> None:
    printed = ledger(table("expenditure", "=|500|36", ("total", "carried")))
    stated = {"subject": "部门支出", "subject_kind": "total_expenditure"}
    candidates = Candidates(printed)
    assert [c.amount / 1e4 for c in candidates.of(claim(**stated, amount=1))] == [500.0]
    assert [c.amount / 1e4 for c in candidates.of(claim(**stated, amount=1, carried_over=True))] == [36.0]


def test_a_class_is_found_by_its_name_below_the_classes_that_are_told() -> None:
    rows = table("expenditure", "208|117 20805|117 2080502|117 210|60 21005|60 2100502|60")
    names = {
        "208": "社会保障支出",
        "20805": "养老支出",
        "2080502": "离退休",
        "210": "卫生支出",
        "21005": "医疗",
        "2100502": "离退休",
    }
    candidates = Candidates(ledger([r | {"name": names[r["code"]]} for r in rows]))
    found = {
        subject: [c.code for c in candidates.of(claim(subject=subject, subject_kind="function", amount=1))]
        for subject in (
            "离退休（项）",
            "养老支出（款）离退休（项）",
            "卫生支出（类）医疗（款）离退休（项）",
            "离退休（2100502）",
        )
    }
    assert found == {
        "离退休（项）": ["2080502", "2100502"],
        "养老支出（款）离退休（项）": ["2080502"],
        "卫生支出（类）医疗（款）离退休（项）": ["2100502"],
        "离退休（2100502）": ["2100502"],
    }


def test_a_project_is_found_by_its_name_whatever_its_brackets() -> None:
    candidates = Candidates(ledger(table("project", "旧桥（二期）加固|60 新路|40")))
    found = candidates.of(claim(subject="旧桥(二期)加固", subject_kind="project", amount=60))
    assert [c.name for c in found] == ["旧桥（二期）加固"]


def test_a_finding_names_the_nearest_row_in_both_languages() -> None:
    stated = claims({"subject": "部门支出", "subject_kind": "total_expenditure", "amount": 510})
    finding = next(
        r for r in records(table("expenditure", "=|500 208|500"), claims=stated) if r["rule"] == "claims.table"
    )
    assert finding["message_zh"] == "部门支出：文字 510，各表中最接近的是支出总表“合计” 500（万元），不符"
    assert finding["message_en"].startswith(
        "部门支出: 510 in words; the nearest in the tables is 500 in Expenditure “合计”"
    )
    assert finding["evidence"] == ["claims:0", "amounts:0"] and finding["table"] == "expenditure"


def test_a_claim_inside_a_reason_is_held_against_nothing() -> None:
    row = {"subject": "部门支出", "subject_kind": "total_expenditure", "amount": 10, "reason_of": 0}
    assert about("table", row, tables=table("expenditure", "=|500")) == []
