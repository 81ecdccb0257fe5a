"""A document read once more with a recorder on: what is told of a page, a table, a line, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import made_pages
import pytest

import budgetnb as bn
from budgetnb import trace, wording
from budgetnb.errors import OptionError, SourceError, SourceNotFoundError
from budgetnb.wording import matches


@pytest.fixture(scope="module")
def typed() -> bn.Disclosure:
    return bn.read(bn.sample("txt"))


def chosen(frame: Any, step: str) -> list[str]:
    return list(frame[(frame["step"] == step) & frame["chosen"]]["candidate"])


def test_a_page_is_told_step_by_step() -> None:
    frame = made_pages.disclosure().trace(1).frame
    assert list(dict.fromkeys(frame["step"])) == ["region", "line", "table", "header", "column", "row"]
    assert chosen(frame, "region") == ["ruled"] and set(frame["page"]) == {1}
    assert chosen(frame, "table") == ["begins expenditure", "expenditure"]
    assert chosen(frame, "header") == ["header row"] and len(chosen(frame, "row")) == 4
    assert chosen(frame[frame["subject"] == "column 5: 项目支出"], "column") == [
        "amount",
        "measure project",
        "fund all",
        "budget 2026",
    ]


@pytest.mark.parametrize(("page", "style"), [(1, "ruled"), (2, "ruled across"), (3, "ruled"), (5, None)])
def test_the_way_in_which_a_table_was_found_is_told(page: int, style: str | None) -> None:
    regions = made_pages.disclosure().trace(page).frame.query("step == 'region'")
    assert regions[regions["chosen"] & regions["why"].str.contains("letters in them")]["candidate"].tolist() == (
        [style] if style else []
    )


def test_the_pattern_that_matched_is_told() -> None:
    frame = made_pages.disclosure().trace(2).frame
    title = frame[frame["candidate"] == "title of general_function"].iloc[0]
    assert (
        title["pattern"] == matches.chosen(wording.choices("tables", "table", "titles"), "一般公共预算支出表")[1] != ""
    )
    assert frame[frame["candidate"] == "measure basic"]["pattern"].tolist() == ["基本支出"]


def test_a_title_that_is_not_known_says_so() -> None:
    frame = made_pages.disclosure().trace(4).frame
    line = frame[frame["subject"].str.endswith("经费安排一览表")].iloc[0]
    assert not line["chosen"] and line["why"] == "its name, 经费安排一览表, is no known table's"
    table = frame.query("step == 'table'").iloc[0]
    assert not table["chosen"] and table["why"].endswith("is not known, and its header tells no table")


def test_what_was_left_is_told_with_its_reason() -> None:
    left = made_pages.disclosure().trace(4).frame.query("step == 'left'")
    assert left["subject"].tolist() == ["1,250.50", "30.25", "88.00", "12.75"] and set(left["why"]) == {"no table id"}


def test_a_table_of_a_text_is_told_by_its_number(typed: bn.Disclosure) -> None:
    number = typed.tables.index[typed.tables["table"] == "expenditure"][0]
    frame = typed.trace(table=int(number)).frame
    assert chosen(frame, "table")[-1] == "expenditure" and frame["line"].notna().all() and frame["page"].isna().all()


def test_a_line_of_a_text_is_told(typed: bn.Disclosure) -> None:
    number = next(line.line for line in typed.document.lines if line.text == "单位：万元")
    assert chosen(typed.trace(line=number).frame, "line") == ["money unit"]


def test_a_table_of_a_page_is_told_without_its_neighbours() -> None:
    frame = made_pages.disclosure().trace(table=1).frame
    assert set(frame["page"]) == {2} and "region" not in set(frame["step"])


def test_the_whole_document_tells_whose_it_is(typed: bn.Disclosure) -> None:
    frame = typed.trace().frame
    told = frame[(frame["step"] == "identity") & frame["chosen"]]
    assert typed.meta["organisation"] in set(told["candidate"]) and str(typed.meta["year"]) in set(told["candidate"])


def test_a_trace_changes_no_reading_and_records_nothing_afterwards(typed: bn.Disclosure) -> None:
    before = typed.amounts.copy()
    assert typed.trace().events and trace.active == 0
    assert before.equals(bn.read(bn.sample("txt")).amounts)


def test_performance_tables_are_told_by_their_columns_and_rows() -> None:
    d = bn.read(bn.sample())
    page = int(d.tables.query("table == 'dept_kpi'")["first_page"].iloc[0])
    frame = d.trace(page).frame
    roles = {"level1", "level2", "indicator", "target"} | {"name", "content", "total", "fiscal", "other"}
    assert roles & set(chosen(frame, "column"))
    assert any(what.startswith("row of a list of") for what in chosen(frame, "row"))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"page": 6}, "no page 6; its pages are 1 to 5"),
        ({"page": 0}, "no page 0; its pages are 1 to 5"),
        ({"table": 9}, "no table 9; tables that were found are numbered 0 to 3"),
        ({"table": -1}, "no table -1"),
        ({"page": 1, "table": 0}, "of a page, a table or a line, not of page and table at once"),
    ],
)
def test_what_is_not_there_is_an_error(asked: dict[str, int], said: str) -> None:
    with pytest.raises(OptionError, match=said):
        made_pages.disclosure().trace(**asked)


def test_a_text_has_no_pages_and_says_what_to_ask_for(typed: bn.Disclosure) -> None:
    with pytest.raises(
        OptionError, match=r"a file of format text has no pages; ask for a table or a line: d\.trace\(table=0\)"
    ):
        typed.trace(1)


def test_a_page_of_a_file_that_changed_or_went_is_an_error(tmp_path: Path) -> None:
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(made_pages.pdf(*made_pages.PAGES))
    disclosure = bn.read(copy)
    copy.write_bytes(copy.read_bytes() + b"\n")
    with pytest.raises(SourceError, match="has changed"):
        disclosure.trace(1)
    copy.unlink()
    with pytest.raises(SourceNotFoundError, match="has gone"):
        disclosure.trace(1)
    assert disclosure.trace(table=0).events, "what was read is still there to be told"


def test_the_second_reader_says_that_it_finds_tables_by_itself() -> None:
    frame = bn.read(made_pages.pdf(*made_pages.PAGES), engine="pdfplumber").trace(1).frame
    assert frame.query("step == 'region'")["why"].tolist() == ["it finds lines and tables by itself"]
