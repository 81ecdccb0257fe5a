"""One disclosure's part of the report: everything that its templates show."""

from __future__ import annotations

from typing import Any

import pytest

import budgetnb
from budgetnb.report import parts
from budgetnb.report.findings import Finding, Findings
from budgetnb.report.opening_panels import Line, Panel
from budgetnb.report.questions import Asked, Question
from budgetnb.report.sheets import Cell, Sheet
from budgetnb.report.tiles import Tile

A = ("甲", "a")


@pytest.fixture(scope="module")
def part() -> parts.Part:
    return parts.part(budgetnb.read(budgetnb.sample("txt")), "d1")


def test_a_part_is_told_by_who_and_of_which_year(part: parts.Part) -> None:
    assert (part.id, part.organisation) == ("d1", "深圳市综合交通运行指挥中心")
    assert part.subtitle == ("2023 年预算", "Budget 2023")
    assert [panel.id for panel in part.panels] == ["spending", "changes", "checks"] and len(part.tiles) >= 5


def test_ids_of_figures_begin_with_that_of_the_part(part: parts.Part) -> None:
    ids = [one.id for theme in part.themes for one in theme.figures] + [part.checks.id]
    assert len(ids) == len(set(ids)) and all(name.startswith("d1-") for name in ids)


def test_every_row_that_is_mentioned_has_its_place(part: parts.Part) -> None:
    mentioned = {
        ref for texts in parts._mentioned((part.panels, part.tiles, part.themes)) for ref in texts.split(";") if ref
    }
    assert mentioned and mentioned <= set(part.places)
    assert all(place.printed or place.citation[0] for place in part.places.values())


def test_where_the_figures_come_from(part: parts.Part) -> None:
    told = {name[1]: value[1] for name, value in part.sources}
    assert told["Organisation"] == "深圳市综合交通运行指挥中心" and len(told["SHA-256"]) == 64
    assert told["Pages recognised, not read"] == "none" and "/" not in told["File"]


@pytest.mark.parametrize(
    ("meta", "subtitle"),
    [
        ({"year": 2023, "stage": "budget"}, ("2023 年预算", "Budget 2023")),
        ({"year": 2023, "stage": "final"}, ("2023 年决算", "Final accounts 2023")),
        ({"year": None}, ("预算", "Budget")),
        ({"year": 2023, "kind": "tables"}, ("2023 年预算 · 只有表格部分", "Budget 2023 · tables only")),
        ({"year": 2023, "kind": "whole"}, ("2023 年预算", "Budget 2023")),
    ],
    ids=["budget", "final accounts", "no year", "tables alone", "whole"],
)
def test_a_subtitle(meta: dict[str, Any], subtitle: tuple[str, str]) -> None:
    assert parts._subtitle(meta) == subtitle


@pytest.mark.parametrize("path", ["/folder/somewhere/预算.pdf", "C:\\Users\\somebody\\预算.pdf", "预算.pdf"])
def test_a_file_is_named_without_its_folders(path: str) -> None:
    assert parts._file_name(path) == "预算.pdf"


@pytest.mark.parametrize(
    ("shown", "refs"),
    [
        pytest.param(Tile(A, A, ref="amounts:0"), ["amounts:0"], id="tile"),
        pytest.param(Panel("x", A, A, (Line(A, ref="amounts:1;amounts:2"), Line(A)), ""), ["amounts:1;amounts:2", ""], id="panel"),
        pytest.param(Asked((Question("q", A, A, A, "kpis:0"),), (), (Question("r", A, A, A),)), ["kpis:0", ""], id="questions"),
        pytest.param(Sheet((), ((Cell(A, "", ref="claims:0"), Cell(A, "")),)), ["claims:0", ""], id="table"),
        pytest.param(Findings(((A, (Finding("", A, "", "", A, (), ("b:0",)),), 0),), (Finding("", A, "", "", A, (), ("a:0", "a:1")),), 0, 0),
                     ["a:0", "a:1", "b:0"], id="findings"),
        pytest.param(A, [], id="text"),
    ],
)  # fmt: skip
def test_every_reference_that_can_be_asked_for(shown: Any, refs: list[str]) -> None:
    assert list(parts._mentioned(shown)) == refs
