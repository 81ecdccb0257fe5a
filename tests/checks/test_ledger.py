"""The amounts as cells: printed tables, stretches of rows, columns and what is of the year."""

from __future__ import annotations

from typing import Any

import pytest

from budgetnb import frames
from budgetnb.checks.frame_rows import FrameCache
from budgetnb.checks.ledger import Ledger, ancestors, ledger_of
from tests.checks.printed_rows import DOC, UNIT, ledger, table

Rows = list[dict[str, Any]]


def on_page(page: int | None, rows: Rows) -> Rows:
    return [r | {"page": page} for r in rows]


def listed(*tables: tuple[str, int, str]) -> Any:
    return frames.build(
        "tables", [{"doc": DOC, "table": name, "first_page": page, "status": status} for name, page, status in tables]
    )


ONE, TWO = table("expenditure", "208|1 210|2"), table("basic", "301|1")


@pytest.mark.parametrize(
    ("rows", "starts", "numbers"),
    [
        pytest.param(ONE + TWO, [], [0, 0, 1], id="another id"),
        pytest.param(ONE + TWO + ONE, [], [0, 0, 1, 2, 2], id="the same id again"),
        pytest.param(on_page(1, ONE) + on_page(2, ONE), [], [0, 0, 0, 0], id="a table over two pages"),
        pytest.param(on_page(1, ONE) + on_page(2, ONE), [("expenditure", 1, "found"), ("expenditure", 2, "found")], [0, 0, 1, 1], id="two tables of one id"),
        pytest.param(on_page(1, ONE) + on_page(2, ONE), [("expenditure", 1, "found"), ("expenditure", 2, "missing")], [0, 0, 0, 0], id="one that is not there"),
        pytest.param(on_page(None, ONE), [("expenditure", 1, "found")], [0, 0], id="no pages"),
    ],
)  # fmt: skip
def test_printed_tables_are_counted(rows: Rows, starts: list[tuple[str, int, str]], numbers: list[int]) -> None:
    made = ledger(rows, tables=listed(*starts))
    assert [c.table_number for c in made.cells] == numbers
    assert [len(cells) for cells in made.printed_tables] == [numbers.count(n) for n in dict.fromkeys(numbers)]


@pytest.mark.parametrize(
    ("rows", "stretches"),
    [
        pytest.param(ONE, [0, 0], id="one block"),
        pytest.param(on_page(1, ONE) + on_page(2, ONE), [0, 0, 1, 1], id="another page"),
        pytest.param(ONE + ONE, [0, 0, 1, 1], id="rows are counted anew: a second block of columns"),
        pytest.param(ONE + TWO, [0, 0, 1], id="another table"),
        pytest.param([r | {"row": None} for r in ONE], [0, 0], id="rows that have no number"),
    ],
)
def test_stretches_of_rows_that_run_on(rows: Rows, stretches: list[int]) -> None:
    assert [c.stretch for c in ledger(rows).cells] == stretches


def test_what_a_cell_measures_and_in_which_row_it_stands() -> None:
    first, second = ledger(table("expenditure", "208|9|5", ("total", "basic"), stage="final")).cells
    assert first.column == ("total", "all", False, 2026, "final") and second.column[0] == "basic"
    assert first.printed_row == second.printed_row == (0, 0, 0, "expenditure", "function", "208", "208", UNIT)
    assert first != second and len({first, second, first._replace(name="x")}) == 3


@pytest.mark.parametrize(
    ("kind", "header", "measure"),
    [
        ("of_which", "项目支出 / 其中：信息化", "other"),
        ("of_which", "项目支出", "project"),
        ("item", "项目支出 / 其中：信息化", "project"),
    ],
)
def test_a_column_headed_of_which_is_in_no_sum(kind: str, header: str, measure: str) -> None:
    rows = [r | {"kind": kind, "header": header} for r in table("expenditure", "208|5", ("project",))]
    assert [c.measure for c in ledger(rows).cells] == [measure]


def test_a_blank_is_a_cell_without_an_amount() -> None:
    rows = [r | {"amount": float("nan")} if r["code"] == "210" else r for r in ONE]
    made = ledger(rows)
    assert [c.code for c in made.cells] == ["208", "210"] and [c.code for c in made.filled] == ["208"]


@pytest.mark.parametrize(("year", "amounts"), [(2026, [5e4]), (2025, [4e4]), (None, [5e4, 4e4])])
def test_totals_are_those_of_the_budget_year(year: int | None, amounts: list[float]) -> None:
    before = [r | {"year": 2025} for r in table("expenditure", "=|4")]
    made = ledger(table("expenditure", "=|5 208|5"), before, year=year)
    assert [c.amount for c in made.totals["expenditure"]] == amounts
    assert made.totals.get("income", []) == []


def test_no_amounts_make_an_empty_ledger() -> None:
    for given in ({}, {"amounts": frames.build("amounts", [])}):
        made = ledger_of(given, 2026)
        assert (made.cells, made.year, made.printed_tables) == ([], 2026, [])


def test_one_ledger_serves_all_checks_of_a_year() -> None:
    cache = FrameCache({"amounts": frames.build("amounts", ONE)})
    assert ledger_of(cache, 2026) is ledger_of(cache, 2026) and ledger_of(cache, 2025) is not ledger_of(cache, 2026)
    assert ledger_of(dict(cache), 2026) is not ledger_of(dict(cache), 2026)


@pytest.mark.parametrize(("code", "above"), [("2080505", ["20805", "208"]), ("20805", ["208"]), ("208", []), ("", [])])
def test_the_codes_above_a_code(code: str, above: list[str]) -> None:
    assert list(ancestors(code)) == above


def test_every_cell_is_of_the_year_where_that_is_not_known() -> None:
    (cell,) = ledger(table("expenditure", "208|5", year=2024)).cells
    assert [Ledger(year=year).is_of_year(cell) for year in (None, 2024, 2025)] == [True, True, False]
