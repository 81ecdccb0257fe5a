"""The legend: every colour has a meaning in both languages, and no two are alike."""

from __future__ import annotations

from itertools import combinations

from budgetnb.inspection.cell_roles import ROLES
from budgetnb.inspection.legend import COLOURS, LINES, MEANINGS, WORDS

NEAREST = 60.0  # between two colours, of 441 from black to white


def test_all_that_is_drawn_is_explained_in_both_languages() -> None:
    assert set(ROLES) < set(MEANINGS) and set(MEANINGS) == set(COLOURS)
    assert all(zh and en and zh != en for words in (MEANINGS, LINES, WORDS) for zh, en in words.values())


def test_both_languages_have_room_for_the_same_values() -> None:
    assert all(zh.count("{}") == en.count("{}") for zh, en in WORDS.values())


def test_no_two_roles_are_coloured_alike() -> None:
    rgb = {name: tuple(int(COLOURS[name][i : i + 2], 16) for i in (1, 3, 5)) for name in (*ROLES, "left")}
    near = [
        (one, other) for one, other in combinations(rgb, 2)
        if sum((a - b) ** 2 for a, b in zip(rgb[one], rgb[other], strict=True)) ** 0.5 < NEAREST
    ]  # fmt: skip
    assert near == []
