"""What is required, promised and found, how deep it goes, and the score."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from budgetnb import frames
from budgetnb.checks import completeness
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


def item(id: str, kind: str = "tables", **given: pd.DataFrame) -> completeness.Item:
    found = completeness.assess({"tables": tables(), **given}, replace(WHO, kind=kind))
    return next(i for i in found.items if i.id == id)


@pytest.mark.parametrize(
    ("kind", "count"), [("whole", 17), ("tables", 9), ("narrative", 8), ("final", 0), ("performance", 0)]
)
def test_each_kind_of_document_is_asked_for_its_own(kind: str, count: int) -> None:
    assert len(completeness.assess({"tables": tables()}, replace(WHO, kind=kind)).items) == count
    assert completeness.applies(kind) is (count > 0)
    assert bool(list(completeness.run({"tables": tables()}, replace(WHO, kind=kind)))) is (count > 0)


def test_nothing_is_said_where_nobody_looked_for_tables() -> None:
    assert list(completeness.run({}, TABLES)) == []


def test_the_best_of_several_printed_tables_counts() -> None:
    both = tables(("balance", "missing", True, ""), ("balance", "empty", False, ""), ("balance", "found", False, ""))
    assert (item("balance", tables=both).status, item("balance", tables=both).evidence) == ("found", ("tables:2",))
    assert item("balance", tables=both).promised is True


@pytest.mark.parametrize(
    ("note", "claims", "status"),
    [
        pytest.param("本表无数据", [], "noted", id="its own note"),
        pytest.param("", ["fund_gov_fund"], "noted", id="a sentence"),
        pytest.param("", ["fund_general"], "empty", id="a sentence of another fund"),
        pytest.param("", [], "empty", id="nothing"),
    ],
)
def test_an_empty_table_that_is_explained_counts_in_full(note: str, claims: list[str], status: str) -> None:
    rows = [
        {"doc": DOC, "subject": kind, "subject_kind": kind, "side": "expenditure", "direction": "none"}
        for kind in claims
    ]
    found = item("gov_fund", tables=tables(("gov_fund", "empty", True, note)), claims=frames.build("claims", rows))
    assert (found.status, found.in_full) == (status, status == "noted")


@pytest.mark.parametrize(
    ("id", "heading", "text", "status"),
    [
        ("duties", "一、主要职责", "负责运行。", "found"),
        ("duties", "一、主要职责", "", "missing"),  # a heading with nothing below it
        ("glossary", "第四部分 名词解释", "财政拨款：…", "found"),
        ("glossary", "第四部分 其他", "名词解释见下。", "missing"),  # headings are searched
    ],
)
def test_a_heading_with_text_below_it_counts(id: str, heading: str, text: str, status: str) -> None:
    told = frames.build("sections", [{"doc": DOC, "order": 1, "heading": heading, "text": text}])
    assert item(id, "narrative", sections=told).status == status


def test_a_reason_in_any_claim_explains_the_changes() -> None:
    row = {"doc": DOC, "subject": "甲", "subject_kind": "project", "side": "expenditure", "direction": "none"}
    with_reason = frames.build("claims", [row, row | {"reason": "新增"}])
    assert item("reasons", "narrative", claims=with_reason).evidence == ("claims:1",)
    assert item("reasons", "narrative", claims=frames.build("claims", [row])).status == "missing"


def test_a_frame_of_its_own_counts() -> None:
    row = {"doc": DOC, "item": "vehicles", "name": "车辆", "count": 4.0}
    assert item("assets", "narrative", assets=frames.build("assets", [row])).evidence == ("assets:0",)


@pytest.mark.parametrize(
    ("status", "depth", "message"),
    [
        ("found", 3, "已公开"),
        ("noted", None, "空表，已说明"),
        ("empty", None, "空表，未说明"),
        ("missing", None, "未见"),
        ("shallow", 1, "只列到第 1 级，应到第 3 级"),
    ],
)
def test_each_status_has_its_sentence(status: str, depth: int | None, message: str) -> None:
    made = completeness.Item("x", "某表", "a table", status, False, depth, 3, 1.0)
    told = completeness._requirement(made)
    assert told.zh == f"某表：{message}" and told.en.startswith("a table")
    assert (told.status, told.severity) == (("exact", "info") if made.in_full else ("untestable", "notice"))


def test_the_score_counts_halves() -> None:
    def made(status: str, weight: float) -> completeness.Item:
        return completeness.Item("x", "", "", status, False, None, None, weight)

    found = completeness.Assessment((made("found", 2), made("empty", 1), made("missing", 1)))
    assert (found.score, found.in_full) == (0.625, 1)
    assert completeness.Assessment(()).score == 0.0


@pytest.mark.parametrize(
    ("number", "title", "named"),
    [("表3", "支出总表", "表3 支出总表"), ("", "支出总表", "支出总表"), ("", "", "支出总表")],
)
def test_a_promised_table_is_told_by_its_name(number: str, title: str, named: str) -> None:
    listed = frames.build(
        "tables",
        [{"doc": DOC, "table": "expenditure", "number": number, "title": title, "status": "missing", "promised": True}],
    )
    found = next(f for f in completeness.run({"tables": listed}, TABLES) if f.rule == "completeness.promised")
    assert (found.subject, found.table) == (named, "expenditure") and f"“{named}”" in found.zh
