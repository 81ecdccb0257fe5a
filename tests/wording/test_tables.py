"""What each canonical table is: its entry in tables.toml, typed, and the queries over all entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import FrozenInstanceError
from typing import Any

import pytest

from budgetnb import frames, labels
from budgetnb.errors import WordingError
from budgetnb.wording import current, tables

WHOLE = {"id": "levy", "titles": ["征收"], "zh": "征收表", "en": "Levies"}


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A function that puts entries in the place of those of tables.toml."""

    def put(*entries: dict[str, Any]) -> None:
        monkeypatch.setattr(tables, "load", lambda name: {"table": list(entries)})
        current.forget()

    yield put
    monkeypatch.undo()
    current.forget()


CONTRACT = {
    "balance", "income", "expenditure", "basic", "project", "fiscal_balance", "fiscal_expenditure", "fiscal_basic",
    "general_function", "general_economic", "general_basic", "three_public", "gov_fund", "state_capital",
    "operating_cost", "procurement", "service_purchase", "transfers", "dept_kpi", "project_kpi", "unrecognised",
}  # fmt: skip


def test_the_tables_are_those_of_the_contract() -> None:
    assert set(tables.names()) == CONTRACT and len(tables.names()) == len(CONTRACT)


@pytest.mark.parametrize("table", tables.entries().values(), ids=tables.entries())
def test_an_entry_speaks_the_words_of_the_frame(table: tables.Table) -> None:
    assert table.scheme in ("", *frames.SCHEMES)
    assert table.measure in frames.MEASURES and table.fund in (tables.TITLED, *frames.FUNDS)
    assert bool(table.side) == (table.layout != "targets") == bool(table.scheme)


def test_what_a_table_is_follows_from_its_entry() -> None:
    basic = tables.entry("general_basic")
    assert (basic.side, basic.scheme, basic.measure, basic.fund, basic.layout) == (
        "expenditure", "economic_dept", "basic", "general", "rows",
    )  # fmt: skip
    assert basic.answers["economic"] == 5
    assert labels.label("table", basic.id) == basic.zh


def test_an_entry_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        tables.entry("balance").side = "income"  # type: ignore[misc]
    with pytest.raises(TypeError):
        tables.entry("balance").answers["income"] = 9.0  # type: ignore[index]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"layout": "lists"}, {"balance", "fiscal_balance"}),
        ({"layout": "targets"}, {"dept_kpi", "project_kpi"}),
        ({"side": "income"}, {"income"}),
        ({"scheme": "function", "whole": True}, {"balance", "income", "expenditure"}),
        ({"measure": "basic", "fund": "general"}, {"general_basic"}),
        ({"fund": tables.TITLED, "scheme": "kind"}, {"procurement"}),
        ({"scheme": "function", "fund": "own"}, set()),
    ],
)
def test_tables_are_found_by_what_they_are(wanted: dict[str, object], found: set[str]) -> None:
    assert set(tables.ids(**wanted)) == found


def test_ids_keep_the_order_in_which_titles_are_tried() -> None:
    assert tables.ids() == tuple(tables.entries())


def test_the_table_with_the_lowest_turn_is_asked_first(listed: Any) -> None:
    listed(
        WHOLE | {"answers": {"income": 2}}, WHOLE | {"id": "toll", "answers": {"income": 1.5}}, WHOLE | {"id": "fee"}
    )
    assert tables.answering("income") == ("toll", "levy")
    assert tables.answering("nothing") == ()


@pytest.mark.parametrize(
    ("entries", "fault"),
    [
        pytest.param([{"id": "levy", "titles": ["征收"]}], "levy has no zh, en", id="not whole"),
        pytest.param([WHOLE | {"titles": []}], "levy has no titles", id="no title"),
        pytest.param([WHOLE | {"sides": "both"}], "levy has no use for 'sides'; known: id, zh", id="a slip in a name"),
        pytest.param(
            [WHOLE | {"side": "left"}], "levy has side 'left'; known: , income, expenditure", id="no such side"
        ),
        pytest.param([WHOLE | {"layout": "grid"}], "levy has layout 'grid'; known: rows, lists", id="no such layout"),
        pytest.param([WHOLE, WHOLE], "'levy' is there 2 times", id="twice"),
        pytest.param(
            [WHOLE | {"side": "left"}, {"id": "toll"}], "2: toll has no titles, zh, en", id="all faults at once"
        ),
    ],
)
def test_an_entry_that_says_what_no_table_can_be_is_refused(
    listed: Any, entries: list[dict[str, Any]], fault: str
) -> None:
    listed(*entries)
    with pytest.raises(WordingError) as raised:
        tables.entries()
    assert fault in str(raised.value) and str(raised.value).startswith("tables.toml: [[table]] ")


def test_a_table_that_is_not_there_is_an_error_with_those_that_are() -> None:
    with pytest.raises(WordingError, match=r"no table 'levies'; there are: dept_kpi, .*expenditure"):
        tables.entry("levies")


@pytest.mark.parametrize("name", tables.ids())
def test_the_turns_of_a_question_are_each_of_one_table(name: str) -> None:
    for question, turn in tables.entry(name).answers.items():
        assert [tables.entry(i).answers[question] for i in tables.answering(question)].count(turn) == 1


@pytest.mark.parametrize(
    ("entry", "whole"),
    [
        pytest.param({}, True, id="all of it"),
        pytest.param({"layout": "lists"}, True, id="two lists"),
        pytest.param({"measure": "basic"}, False, id="one measure"),
        pytest.param({"fund": "general"}, False, id="one fund"),
        pytest.param({"fund": tables.TITLED}, False, id="a fund by its title"),
        pytest.param({"layout": "items"}, False, id="items"),
    ],
)
def test_a_table_of_all_the_money(listed: Any, entry: dict[str, Any], whole: bool) -> None:
    listed(WHOLE | entry)
    assert tables.entry("levy").whole is whole


@pytest.mark.parametrize("fund", frames.FUNDS)
def test_a_fund_holds_funds_that_there_are_and_never_itself(fund: str) -> None:
    held = tables.held_by(fund)
    assert held <= set(frames.FUNDS) - {fund}
    assert all(tables.held_by(inner) <= held for inner in held), "what it holds, holds nothing else"


def test_a_question_is_answered_by_tables_of_its_side() -> None:
    assert {tables.entry(name).side for name in tables.answering("income")} == {"both", "income"}
    assert {tables.entry(name).side for name in tables.answering("expenditure")} == {"both", "expenditure"}
    assert {tables.entry(name).scheme for name in tables.answering("procurement")} == {"kind", "function", "project"}
