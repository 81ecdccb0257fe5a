"""Claims as plain records, the place of a stated number, and what bases of comparison are called."""

from __future__ import annotations

from typing import Any

import pytest

from budgetnb import frames
from budgetnb.checks.claims import records
from tests.checks.stated_rows import claim, claims


def test_no_frame_has_no_claims() -> None:
    assert records.claims_of({}) == records.claims_of({"claims": frames.build("claims", [])}) == []


def test_claims_come_in_order_with_their_references() -> None:
    found = records.claims_of({"claims": claims({"subject": "甲", "amount": 5}, {"subject": "乙"})})
    assert [(c.ref, c.subject) for c in found] == [("claims:0", "甲"), ("claims:1", "乙")]
    assert found[0].amount == 5e4 and found[0].reason_of is None


@pytest.mark.parametrize(
    ("row", "alone"),
    [
        ({"amount": 5}, True),
        ({}, False),
        ({"amount": 5, "reason_of": 0}, False),
        ({"amount": 5, "carried_over": True}, False),
        ({"amount": 5, "of_which": True}, True),
    ],
    ids=["an amount", "none", "inside a reason", "carried over", "a part"],
)
def test_a_claim_that_states_an_amount_of_its_own(row: dict[str, Any], alone: bool) -> None:
    assert claim(subject="甲", **row).stands_alone is alone


@pytest.mark.parametrize(
    ("value", "place", "precision"),
    [
        pytest.param(35000.0, 100.0, 1000.0, id="3.5 万元: its last digit"),
        pytest.param(54980000.0, 1e4, 1e4, id="5,498 万元: no coarser than 万元"),
        pytest.param(100000000.0, 1e4, 1e4, id="1 亿元 in a sentence of 万元"),
        pytest.param(12345.0, 100.0, 100.0, id="no finer than the sentence"),
        pytest.param(-35000.0, 100.0, 1000.0, id="a fall"),
        pytest.param(0.0, 100.0, 1e4, id="zero has no digit"),
        pytest.param(1e12, 1e9, 1e9, id="coarser print stays coarse"),
    ],
)
def test_how_finely_a_stated_number_is_printed(value: float, place: float, precision: float) -> None:
    assert records.stated_precision(value, place) == precision


@pytest.mark.parametrize(("percent", "place"), [(42.0, 1.0), (-23.5, 0.1), (47.04, 0.01), (0.0, 1.0), (6.256, 0.001)])
def test_the_last_place_of_a_percentage(percent: float, place: float) -> None:
    assert records.percent_precision(percent) == pytest.approx(place)


@pytest.mark.parametrize(
    ("base", "family"),
    [
        ("2025年（年初）", ("2025", "budget")),
        ("上年预算", ("2025", "budget")),
        ("", ("2025", "budget")),
        ("上年执行数", ("2025", "execution")),
        ("2025年预计完成数", ("2025", "execution")),
        ("2024年决算数", ("2024", "final")),
        ("上年调整预算", ("2025", "adjusted")),
        ("2025年调整后执行数", ("2025", "adjusted")),  # the first family that fits
        ("25年预算", ("2025", "budget")),  # two digits are no year
    ],
)
def test_the_family_of_a_base(base: str, family: tuple[str, str]) -> None:
    assert records.base_of(base, 2026) == family


def test_a_base_of_no_known_year() -> None:
    assert records.base_of("上年预算", None) == ("", "budget")
    assert claim(subject="甲", amount=1, base="上年决算").base_name == ("2025", "final")
