"""Several disclosures side by side."""

from __future__ import annotations

from typing import Any

import pytest

import budgetnb
from budgetnb.report import compare, parts
from budgetnb.report.page import Index
from budgetnb.report.tiles import Tile


@pytest.fixture(scope="module")
def index() -> Index:
    sources = [budgetnb.read(budgetnb.sample(kind)) for kind in ("pdf", "txt")]
    return compare.index(sources, [parts.part(source, f"d{n}") for n, source in enumerate(sources, 1)])


def test_each_document_has_a_row_that_leads_to_its_part(index: Index) -> None:
    assert index.sheet is not None and index.sheet.keys == ("d1", "d2")
    first, second = index.sheet.rows
    assert first[0].text[0] == second[0].text[0] == "深圳市综合交通运行指挥中心"
    assert first[1].text == ("2023 年预算", "Budget 2023")


def test_the_figures_of_the_first_screen_are_columns(index: Index) -> None:
    assert index.sheet is not None
    columns = [title[1] for title, _ in index.sheet.columns]
    assert columns[:3] == ["Organisation", "Year", "Expenditure budget"] and len(columns) == len(set(columns))
    spent = columns.index("Expenditure budget")
    assert [row[spent].text[1] for row in index.sheet.rows] == ["185.53 million yuan"] * 2


def test_charts_compare_the_documents(index: Index) -> None:
    assert [one.id for one in index.figures] == ["index-functions", "index-ratios"]
    assert all(one.specs and one.sheet for one in index.figures)


def part(*tiles: Tile) -> Any:
    from types import SimpleNamespace

    return SimpleNamespace(organisation="某局", subtitle=("2023 年预算", "Budget 2023"), tiles=tiles)


def test_checks_are_told_by_their_conflicts_and_what_is_not_there_by_a_dash() -> None:
    checks = Tile(("核对", "Checks"), ("41", "41"), ("2 处不符", "2 in conflict"), link="findings")
    row = compare._row(part(checks), [("核对", "Checks"), ("表", "Tables")])
    assert [cell.text[1] for cell in row] == ["某局", "Budget 2023", "2 in conflict", "—"]
    assert [cell.number for cell in row] == [False, False, True, True]
