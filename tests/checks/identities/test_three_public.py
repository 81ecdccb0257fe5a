"""The three public expenses: their total, vehicles, units, funds, the change, and the classes that pay for them."""

from __future__ import annotations

import pytest

from tests.checks.printed_rows import public, statuses, table


@pytest.mark.parametrize(("cells", "expected"), [
    ((("total", "11.41"), ("abroad", "0.00"), ("reception", "0.91"), ("vehicles", "10.50")), ["exact"]),
    ((("total", "11.41"), ("abroad", "0"), ("reception", "0.91"), ("vehicles", "10.5")), ["exact"]),
    ((("total", "11.51"), ("abroad", "0.00"), ("reception", "0.91"), ("vehicles", "10.50")), ["conflict"]),
    ((("total", "11.51"), ("reception", "0.91"), ("vehicles", "10.50")), ["untestable"]),  # travel abroad is blank
    ((("total", "15.41"), ("abroad", "0.00"), ("reception", "0.91"), ("vehicles", "10.50"), ("meeting", "4.00")), ["exact"]),
], ids=["holds", "coarser zeros", "broken", "blank", "with meetings"])  # fmt: skip
def test_three_public_expenses(cells: tuple[tuple[str, str], ...], expected: list[str]) -> None:
    assert statuses("three_public.total", public(*cells)) == expected


@pytest.mark.parametrize(("outer", "expected"), [
    ("24.41", ["exact", "exact"]), ("20.41", ["conflict", "exact"]),  # all that is printed, not the training alone
])  # fmt: skip
def test_of_two_totals_one_holds_the_other_and_all_meetings(outer: str, expected: list[str]) -> None:
    cells = (("total", outer), ("total", "11.41"), ("abroad", "0.00"), ("reception", "0.91"), ("vehicles", "10.50"),
             ("meeting", "4.00"), ("training", "9.00"))  # fmt: skip
    assert statuses("three_public.total", public(*cells)) == expected


def test_reception_against_the_economic_class_that_pays_for_it() -> None:
    told = public(("reception", "0.91"), ("total", "0.91"), fund="general")
    paid = table("general_economic", "302|5 30217|1 30201|4", fund="general")
    assert statuses("three_public.reception", told, paid) == ["rounding"]


def test_a_change_from_a_blank_year_is_not_tested() -> None:
    now, before = public(("training", "7.75")), [r | {"year": 2025} for r in public(("training", "2.95"))]
    change = [r | {"measure": "change"} for r in public(("training", "4.80"))]
    assert statuses("three_public.change", now, before, change) == ["exact"]
    blank = [r | {"amount": float("nan")} for r in before]
    assert statuses("three_public.change", now, blank, change) == []


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        pytest.param((("vehicles", "10.5"), ("vehicle_purchase", "0"), ("vehicle_operation", "10.5")), ["exact"], id="holds"),
        pytest.param((("vehicles", "10.5"), ("vehicle_purchase", "1"), ("vehicle_operation", "10.5")), ["conflict"], id="broken"),
        pytest.param((("vehicles", "10.5"), ("vehicle_operation", "9.5")), ["untestable"], id="purchase is blank"),
        pytest.param((("vehicles", "10.5"),), [], id="nothing below it"),
    ],
)  # fmt: skip
def test_vehicles_are_bought_and_run(cells: tuple[tuple[str, str], ...], expected: list[str]) -> None:
    assert statuses("three_public.vehicles", public(*cells)) == expected


def test_without_a_row_of_vehicles_purchase_and_operation_are_items() -> None:
    cells = (
        ("total", "11.4"),
        ("abroad", "0"),
        ("reception", "0.9"),
        ("vehicle_purchase", "0"),
        ("vehicle_operation", "10.5"),
    )
    assert statuses("three_public.total", public(*cells)) == ["exact"]


def unit_rows(*amounts: tuple[str, float]) -> list[dict[str, object]]:
    rows = [(unit, r) for unit, amount in amounts for r in table("three_public", f"=合计|{amount:g}")]
    return [
        r | {"scheme": "three_public", "code": "reception", "unit": unit, "row": n, "kind": "total" if unit == "全部门" else "item"}
        for n, (unit, r) in enumerate(rows)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        pytest.param([("全部门", 5), ("甲校", 2), ("乙校", 3)], ["exact"], id="holds"),
        pytest.param([("全部门", 6), ("甲校", 2), ("乙校", 2)], ["conflict"], id="broken"),
        pytest.param([("全部门", 6), ("甲校", 2)], ["untestable"], id="one unit alone may not be all"),
        pytest.param([("甲校", 2), ("乙校", 3)], [], id="no total"),
    ],
)
def test_a_total_of_several_units(amounts: list[tuple[str, float]], expected: list[str]) -> None:
    assert statuses("three_public.units", unit_rows(*amounts)) == expected


@pytest.mark.parametrize(
    ("whole", "expected"),
    [("fiscal", ["exact"]), ("all", ["exact"]), ("own", [])],
    ids=["fiscal", "all funds", "another"],
)
def test_an_item_over_its_funds(whole: str, expected: list[str]) -> None:
    cells = [("reception", "5"), ("reception", "2"), ("reception", "3")]
    rows = [r | {"fund": fund} for r, fund in zip(public(*cells), (whole, "general", "gov_fund"), strict=True)]
    assert statuses("identity.funds", rows) == expected


def test_an_item_of_another_fund_is_not_held_against_its_class() -> None:
    paid = table("general_economic", "302|5 30217|4 30201|1", fund="general")
    assert statuses("three_public.reception", public(("reception", "0.91"), fund="fiscal"), paid) == []
    assert statuses("three_public.reception", public(("reception", "0.91"), fund="general"), paid) == ["conflict"]
