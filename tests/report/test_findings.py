"""What does not add up, with its arithmetic, and how complete the disclosure is."""

from __future__ import annotations

from typing import Any

import builders
import pandas as pd
import pytest

from budgetnb import frames
from budgetnb.report import findings


def test_findings_come_with_their_arithmetic_conflicts_first() -> None:
    found = findings.findings(builders.disclosure())
    assert [one.message[1] for one in found.conflicts] == ["7,933 against 7,932, 1 apart"]
    assert [(heading[1], len(group)) for heading, group, _ in found.groups] == [
        ("1 within rounding", 1),
        ("1 that cannot be tested", 1),
    ]
    assert found.exact == 1


def checks(*rows: dict[str, Any]) -> pd.DataFrame:
    base = {"doc": builders.DOC, "rule": "identity.parent", "status": "conflict", "severity": "warning", "table": "expenditure",
            "subject": "208", "message_zh": "中", "message_en": "en"}  # fmt: skip
    return frames.build("checks", [base | row for row in rows])


def found(*rows: dict[str, Any]) -> findings.Findings:
    return findings.findings(builders.disclosure(checks=checks(*rows)))


def test_the_largest_difference_comes_first() -> None:
    made = found({"difference": -5.0, "subject": "a"}, {"difference": 50.0, "subject": "b"}, {"subject": "c"})
    assert [one.subject for one in made.conflicts] == ["b", "a", "c"]


def test_notes_stand_before_what_agrees_and_what_cannot_be_tested() -> None:
    made = found(
        {"status": "untestable", "severity": "info"}, {"status": "rounding", "severity": "info"},
        {"status": "untestable", "severity": "notice"}, {"status": "exact", "severity": "info"},
    )  # fmt: skip
    assert [heading for heading, _, _ in made.groups] == [
        ("提示 1 条", "notes: 1"), ("尾差以内 1 处", "1 within rounding"), ("无法核对 1 处", "1 that cannot be tested"),
    ]  # fmt: skip
    assert (made.exact, made.conflicts, made.more) == (1, (), 0)
    assert made.groups[0][1][0].status_name == ("提示", "Note")


def test_a_long_list_says_how_many_more_there_are() -> None:
    made = found(*({"subject": str(n)} for n in range(findings.MOST + 3)))
    assert len(made.conflicts) == findings.MOST and made.more == 3
    notes = found(*({"status": "rounding", "severity": "info"} for _ in range(findings.MOST + 2)))
    assert (len(notes.groups[0][1]), notes.groups[0][2]) == (findings.MOST, 2)


@pytest.mark.parametrize(
    ("rule", "unit"),
    [("identity.parent", "元"), ("claims.percent", ""), ("kpis.ceiling", ""), ("tasks.goals", ""), ("tasks.row", "元")],
)
def test_numbers_are_yuan_but_for_counts_and_shares(rule: str, unit: str) -> None:
    (one,) = found({"rule": rule, "said": 6.0, "expected": 5.0, "difference": 1.0, "tolerance": 0.5}).conflicts
    assert [name[0] for name, _ in one.arithmetic] == ["印作", "应为", "相差", "尾差容许"]
    assert [figure[0] for _, figure in one.arithmetic] == [f"{n} {unit}".strip() for n in ("6", "5", "1", "0.50")]


def test_a_finding_without_numbers_has_no_arithmetic() -> None:
    (one,) = found({"rule": "completeness.required", "status": "conflict"}).conflicts
    assert one.arithmetic == () and one.named == ("应公开的内容", "What must be disclosed")


@pytest.mark.parametrize(
    ("zh", "en", "message"),
    [("中", "en", ("中", "En")), ("", "en", ("en", "En")), ("中", "", ("中", "中"))],
    ids=["both", "English alone", "Chinese alone"],
)
def test_a_message_of_one_language_serves_both(zh: str, en: str, message: tuple[str, str]) -> None:
    (one,) = found({"message_zh": zh, "message_en": en}).conflicts
    assert one.message == message


@pytest.mark.parametrize(
    ("evidence", "refs"),
    [
        (["amounts:1", "claims:0"], ("amounts:1", "claims:0")),
        ([("amounts", 1)], ("amounts:1",)),
        ([], ()),
        (None, ()),
        ("x", ()),
    ],
)
def test_references_however_they_are_held(evidence: Any, refs: tuple[str, ...]) -> None:
    assert findings.references(evidence) == refs


@pytest.mark.parametrize(("text", "told"), [("the sum", "The sum"), ("一般", "一般"), ("", ""), ("A", "A")])
def test_a_sentence_begins_with_a_capital(text: str, told: str) -> None:
    assert findings.capitalised(text) == told


def test_the_account_of_the_tables() -> None:
    row = {"doc": builders.DOC, "number": "表1", "title": "收支总表", "table": "balance", "promised": True, "note": ""}
    listed = [row | {"status": "found", "first_page": 8, "numbers": 10, "taken": 8}, row | {"status": "missing", "title": "某表"},
              row | {"status": "empty", "note": "本表  无数据"}]  # fmt: skip
    made = findings.completeness(builders.disclosure(tables=frames.build("tables", listed)))
    assert made is not None
    columns = [title[1] for title, _ in made.columns]
    assert columns == [
        "Number",
        "Title",
        "Table",
        "Outcome",
        "Promised",
        "Printed on",
        "Numbers",
        "Read",
        "Left out",
        "Note",
    ]
    by_name = [dict(zip(columns, (cell.text[1] for cell in row), strict=True)) for row in made.rows]
    assert [each["Outcome"] for each in by_name] == ["Found", "Missing", "Empty"]
    assert (by_name[0]["Left out"], by_name[0]["Printed on"], by_name[2]["Note"]) == ("2", "p. 8", "本表 无数据")


def test_no_tables_have_no_account() -> None:
    assert findings.completeness(builders.disclosure()) is None
