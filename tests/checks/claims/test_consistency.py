"""Claims against other claims: the same said twice, parts and their whole, and the bases that they imply."""

from __future__ import annotations

from typing import Any

import pytest

from budgetnb.checks.claims import consistency
from tests.checks.printed_rows import records
from tests.checks.stated_rows import about, claim, claims


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


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        pytest.param({"year": 2025}, [], id="another year"),
        pytest.param({"side": "income"}, [], id="the other side"),
        pytest.param({"of_which": True}, [], id="a part"),
        pytest.param({"carried_over": True}, [], id="carried over"),
        pytest.param({"reason_of": 0}, [], id="inside a reason"),
        pytest.param({"subject": "接待费"}, [], id="another subject"),
        pytest.param({"amount": 11.414}, [("twice", "rounding")], id="within rounding"),
    ],
)
def test_only_the_same_subject_is_told_twice(other: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    one = {"subject": "“三公”经费", "subject_kind": "three_public", "amount": 11.41, "precision": 100.0}
    assert about("twice", one, one | {"amount": 12.41} | other) == expected


def test_a_kind_of_which_there_may_be_several_is_not_told_twice() -> None:
    one = {"subject": "培训支出", "subject_kind": "function", "amount": 100}
    assert about("twice", one, one | {"amount": 200}) == []


@pytest.mark.parametrize(
    ("subjects", "kinds", "expected"),
    [
        pytest.param(("政府投资计划", "政府投资项目"), ("project", "other"), ["conflict"], id="a name shared"),
        pytest.param(("政府投资", "旧桥加固"), ("project", "project"), [], id="no name shared"),
        pytest.param(("项目支出预算", "项目支出安排"), ("project", "project"), [], id="words that every subject has"),
        pytest.param(("政府投资项目", "政府投资支出"), ("function", "project"), [], id="a class is no project"),
    ],
)
def test_two_changes_of_one_amount(subjects: tuple[str, str], kinds: tuple[str, str], expected: list[str]) -> None:
    rows = [
        {"subject": subject, "subject_kind": kind, "amount": 10000, "change": change, "base": "2025年预算"}
        for subject, kind, change in zip(subjects, kinds, (5000, -1112), strict=True)
    ]
    assert [status for _, status in about("changes", *rows)] == expected


def test_two_changes_that_agree_are_a_finding_of_one_subject_alone() -> None:
    one = {"subject": "政府投资项目", "amount": 10000, "change": 5000, "base": "2025年预算"}
    assert about("changes", one, one) == [("changes", "exact")]
    assert about("changes", one, one | {"subject": "政府投资计划", "subject_kind": "other"}) == []


def test_projects_that_are_not_all_imply_nothing() -> None:
    whole = {
        "subject": "部门支出",
        "subject_kind": "total_expenditure",
        "amount": 300,
        "prior": 200,
        "base": "2025年预算",
    }
    listed = {"subject": "项目支出", "subject_kind": "project_total", "amount": 500}
    parts = [{"subject": name, "amount": 100, "prior": 150, "base": "2025年预算"} for name in ("甲项目", "乙项目")]
    assert about("implied_base", whole, listed, *parts) == []
    assert about("implied_base", whole, listed | {"amount": 200}, *parts) == [("implied_base", "conflict")]
    unknown = [parts[0], {"subject": "乙项目", "amount": 100}]
    assert about("implied_base", whole, listed | {"amount": 200}, *unknown) == []


def test_the_implied_base_is_added_up_before_the_reader_s_eyes() -> None:
    whole = {
        "subject": "部门支出",
        "subject_kind": "total_expenditure",
        "amount": 300,
        "prior": 200,
        "base": "2025年预算",
    }
    listed = {"subject": "项目支出", "subject_kind": "project_total", "amount": 200}
    parts = [
        {"subject": name, "amount": 100, "prior": prior, "base": "2025年预算"}
        for name, prior in (("甲项目", 150), ("乙项目", 90))
    ]
    finding = next(r for r in records([], claims=claims(whole, listed, *parts)) if r["rule"] == "claims.implied_base")
    assert "150 + 90 = 240，超过上年支出总额 200（万元）" in finding["message_zh"]
    assert finding["evidence"] == ["claims:0", "claims:3", "claims:2"]  # the smallest base first


@pytest.mark.parametrize(("length", "quoted"), [(80, 80), (81, 80), (10, 10)])
def test_a_long_sentence_is_cut(length: int, quoted: int) -> None:
    told = consistency.quote(claim(subject="甲", amount=1, sentence="字" * length))
    assert len(told) == quoted and told.endswith("…") == (length > quoted)
