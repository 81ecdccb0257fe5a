"""The three public expenses, vehicles, staff and the operating cost."""

from __future__ import annotations

import pytest

from tests.checks.printed_rows import table
from tests.checks.questions.asked import SILENT, SPENT, answer, claim, public, source


@pytest.mark.parametrize("cells", [
    (("total", 39), ("total", 9), ("reception", 1), ("vehicles", 8), ("vehicle_operation", 8), ("meeting", 10), ("training", 20)),
    (("total", 39), ("reception", 1), ("vehicles", 8), ("vehicle_operation", 8), ("meeting", 10), ("training", 20)),
    (("total", 9), ("reception", 1), ("vehicles", 8), ("vehicle_operation", 8)),
], ids=["two totals", "one total of all", "alone"])  # fmt: skip
def test_meetings_are_not_among_the_three_public_expenses(cells: tuple[tuple[str, float], ...]) -> None:
    before = public(("total", 12), ("reception", 4), ("vehicles", 8), year=2025)
    told = answer("three_public", source(before + public(*cells)))
    assert told == "9 万元，比上年减少 3 万元（25%）；公务接待 1 万元；公务用车运行维护 8 万元"


def test_the_three_public_expenses_told_in_words_alone() -> None:
    assert (
        answer("three_public", source(claims=[claim("three_public", "“三公”经费", 9, -3)]))
        == "9 万元，比上年减少 3 万元（25%）"
    )


def test_vehicles_are_of_a_date() -> None:
    held = [{"date": "2025年10月", "item": "vehicles", "name": "车辆", "count": 4.0}]
    asked = source(public(("total", 9), ("vehicle_operation", 8)), assets=held)
    assert answer("vehicles", asked) == "4 辆（2025年10月），每辆运行费 2 万元"
    assert answer("vehicles", asked, "en") == "vehicles held: 4 (2025年10月), 20 thousand yuan each to run"


def test_staff_counted_one_way_alone() -> None:
    assert answer("heads", source(SPENT, headcount=[{"category": "行政编制", "establishment": 33}])) == "编制 33 人"


def test_no_item_of_zero_is_told() -> None:
    asked = source(public(("total", 9), ("abroad", 0), ("reception", 9)))
    assert answer("three_public", asked) == "9 万元；公务接待 9 万元"
    assert answer("three_public", asked, "en") == "90 thousand yuan; Reception 90 thousand yuan"


def test_a_sentence_tells_the_change_where_one_year_is_printed() -> None:
    asked = source(public(("total", 9)), claims=[claim("three_public", "“三公”经费", 9, -3)])
    assert answer("three_public", asked) == "9 万元，比上年减少 3 万元（25%）"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([{"item": "vehicles", "name": "车辆", "count": 4.0}], "4 辆", id="no cost is told"),
        pytest.param([{"item": "vehicles", "name": "车辆"}], SILENT, id="no number is told"),
        pytest.param([{"item": "equipment_500k", "name": "设备", "count": 2.0}], SILENT, id="no vehicles"),
        pytest.param([{"item": "vehicles", "name": "车辆", "count": 0.0}], "0 辆", id="none"),
    ],
)
def test_vehicles_held(rows: list[dict[str, object]], expected: str) -> None:
    assert answer("vehicles", source(SPENT, assets=rows)) == expected


def test_wages_are_told_per_head_in_post() -> None:
    staff = [{"category": "行政编制", "establishment": 12, "actual": 10}, {"category": "离休", "actual": 5}]
    asked = source(table("expenditure", "=|500 301|300 302|200"), headcount=staff)
    assert answer("heads", asked) == "实有 10 人、编制 12 人；工资福利按实有人均 30 万元"
    assert answer("heads", source(headcount=staff[1:])) == SILENT


@pytest.mark.parametrize(
    ("tables", "claims", "expected"),
    [
        pytest.param(table("operating_cost", "=|80"), [], "80 万元", id="its table"),
        pytest.param(table("operating_cost", "=|80"), [claim("operating_cost", "机关运行经费", 82, 2)], "82 万元，比上年增加 2 万元（2.5%）", id="a sentence comes first"),
        pytest.param(table("three_public", "=|80"), [], SILENT, id="another table"),
    ],
)  # fmt: skip
def test_the_operating_cost(tables: list[dict[str, object]], claims: list[dict[str, object]], expected: str) -> None:
    assert answer("operating_cost", source(tables, claims=claims)) == expected
