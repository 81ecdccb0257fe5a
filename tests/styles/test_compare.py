"""What a cell of the matrix counts, and that a seed draws the same settings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from styles import compare, page
from styles.compare import Cell
from styles.draw import drawn, of_family
from styles.matrix import below, shares
from styles.setting import Setting, document, forms, measured, sheets
from styles.style import floors, styles
from styles.truth import Truth, truth

import budgetnb as bn

SETTING = Setting("names", "grid", "reportlab")


@pytest.fixture(scope="module")
def read() -> bn.Disclosure:
    return bn.read(document(SETTING))


@pytest.fixture
def said() -> Truth:
    form, style = forms()[SETTING.form], styles()[SETTING.style]
    return truth(form, page.sheets(form, style), style)


def _compared(said: Truth, read: bn.Disclosure) -> Cell:
    return compare.compared(Cell("names", "grid", "reportlab"), said, read, styles()["grid"])


def test_all_of_a_plain_grid_is_read(said: Truth, read: bn.Disclosure) -> None:
    cell = _compared(said, read)
    assert cell.every == cell.numbers == cell.printed == 46
    assert (cell.added, cell.lost, cell.conflicts, cell.empty) == (0, (), (), ())


@pytest.mark.parametrize(
    ("changed", "every", "numbers", "lost"),
    [
        ({"name": "另一名称"}, 45, 46, ()),
        ({"page": 9}, 45, 45, ("p9 210.00",)),
        ({"amount": 1.0}, 45, 45, ()),
        ({"raw": "211.00", "amount": 2110000.0}, 45, 45, ("p2 211.00",)),
    ],
)
def test_an_amount_read_otherwise_than_printed_is_counted(
    said: Truth, read: bn.Disclosure, changed: dict[str, Any], every: int, numbers: int, lost: tuple[str, ...]
) -> None:
    other = replace(said, amounts=(said.amounts[0] | changed, *said.amounts[1:]))
    cell = _compared(other, read)
    assert (cell.every, cell.numbers, cell.lost) == (every, numbers, lost)


def test_a_table_is_falsely_empty_where_it_holds_more_than_zeros() -> None:
    printed = sheets(forms()["central"], styles()["grid"])
    said = truth(forms()["central"], printed, styles()["grid"])
    read = bn.read(document(Setting("central", "grid", "reportlab")))
    assert _compared(said, read).empty == ()
    assert _compared(replace(said, zeros=said.zeros - said.zeros), read).empty == ("gov_fund", "state_capital")


def test_conflicts_of_the_plain_grid_are_not_those_of_a_style() -> None:
    cell = Cell("one", "grid", "reportlab", conflicts=("a", "b", "b"))
    assert compare.without(cell, ("b", "c")).conflicts == ("a", "b")
    assert measured(Setting("cut", "grid", "reportlab")).conflicts == ()


def test_a_seed_draws_the_same_settings_and_another_others() -> None:
    ruled = of_family("ruled")
    assert drawn(1, 5, ruled) == drawn(1, 5, ruled) != drawn(2, 5, ruled)
    assert all(styles()[one.style].family == "ruled" for one in drawn(1, 5, ruled))


def test_what_is_below_its_floor_is_told() -> None:
    bad = Cell(
        "one", "grid", "reportlab", printed=10, every=0, numbers=10, lost=("p1 1.00",) * 10, empty=("basic",) * 99
    )
    assert shares([bad]) == {"every": 0.0, "numbers": 1.0, "lost": 1.0, "empty": 99}
    told = below([bad], "ruled")
    assert told[-1] == f"ruled: empty is 99.000, its floor {floors()['ruled'].empty}"
