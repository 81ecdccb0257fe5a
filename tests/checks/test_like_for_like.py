"""Subjects that money moved between, compared together."""

from __future__ import annotations

from typing import Any

import pytest

from budgetnb import frames
from budgetnb.checks import like_for_like
from budgetnb.text import flat
from tests.checks.printed_rows import DOC, UNIT

MOVES = (("旧桥", "新桥项目"), ("旧桥", "引桥项目"))


def given(amounts: dict[str, tuple[float, float | None]], moves: Any = MOVES, claims: Any = ()) -> dict[str, Any]:
    """Frames of projects (name: this year's and last year's amount in 万元), of moves, and of claims likewise."""
    head = {"doc": DOC, "organisation": UNIT, "year": 2026}
    projects = [
        head | {"name": n, "amount": a * 1e4, "prior": p and p * 1e4, "source": "claim"}
        for n, (a, p) in amounts.items()
    ]
    stated = [
        head
        | {
            "subject": n,
            "subject_kind": "project",
            "side": "expenditure",
            "direction": "none",
            "amount": a * 1e4,
            "prior": p * 1e4,
        }
        for n, a, p in claims
    ]
    moved = [{"doc": DOC, "year": 2026, "giver": giver, "receiver": receiver} for giver, receiver in moves]
    return {
        "projects": frames.build("projects", projects),
        "claims": frames.build("claims", stated),
        "moves": frames.build("moves", moved),
    }


@pytest.mark.parametrize(
    ("amounts", "names"),
    [
        pytest.param({"旧桥（结转）项目": (36, 5637), "新桥项目": (5742, 752), "引桥": (60, 0.0)}, ["旧桥（结转）项目 + 新桥项目 + 引桥"], id="together"),
        pytest.param({"旧桥": (36, 5637), "新桥项目": (5742, None), "引桥": (60, 5)}, [], id="last year of one is not told"),
        pytest.param({"旧桥": (36, 5637), "新桥项目": (5742, 752)}, [], id="one is not told at all"),
        pytest.param({"旧桥": (36, 0.0), "新桥": (5, 0.0), "引桥": (6, 0.0)}, [], id="nothing the year before"),
    ],
)  # fmt: skip
def test_a_group_is_told_where_two_years_of_all_of_it_are(
    amounts: dict[str, tuple[float, float | None]], names: list[str]
) -> None:
    assert [group.name for group in like_for_like.groups(given(amounts))] == names


def test_a_group_has_the_amounts_and_the_moves() -> None:
    (group,) = like_for_like.groups(given({"旧桥": (36, 56), "新桥": (57, 7), "引桥": (6, 1)}))
    assert [(m.amount, m.prior, m.ref) for m in group.members] == [
        (36e4, 56e4, "projects:0"), (57e4, 7e4, "projects:1"), (6e4, 1e4, "projects:2"),
    ]  # fmt: skip
    assert group.moves == ("moves:0", "moves:1")


def test_moves_that_share_nobody_are_groups_apart() -> None:
    moves = (("甲", "乙"), ("丙", "丁"), ("丁", "戊"))
    found = like_for_like.groups(given(dict.fromkeys("甲乙丙丁戊", (2, 1)), moves))
    assert [(group.name, group.moves) for group in found] == [
        ("甲 + 乙", ("moves:0",)),
        ("丙 + 丁 + 戊", ("moves:1", "moves:2")),
    ]


def test_a_move_may_join_two_groups() -> None:
    moves = (("甲", "乙"), ("丙", "丁"), ("乙", "丙"))
    (group,) = like_for_like.groups(given(dict.fromkeys("甲乙丙丁", (2, 1)), moves))
    assert group.name == "甲 + 乙 + 丙 + 丁" and group.moves == ("moves:0", "moves:1", "moves:2")


def test_a_long_name_is_cut() -> None:
    moves = [("甲", name) for name in "乙丙丁戊"]
    (group,) = like_for_like.groups(given(dict.fromkeys("甲乙丙丁戊", (2, 1)), moves))
    assert group.name == "甲 + 乙 + 丙 + 丁 + …"


@pytest.mark.parametrize("moves", [[("甲", "")], [("", "乙")], []], ids=["no receiver", "no giver", "no moves"])
def test_a_move_with_one_end_compares_nothing(moves: list[tuple[str, str]]) -> None:
    assert list(like_for_like.groups(given({"甲": (2, 1), "乙": (3, 1)}, moves))) == []


def test_a_sentence_tells_what_no_project_does() -> None:
    found = like_for_like.groups(given({"甲": (2, 1)}, [("甲", "乙")], claims=[("甲", 9, 9), ("乙", 3, 1)]))
    assert [m.ref for group in found for m in group.members] == ["projects:0", "claims:1"]


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("旧桥加固项目", "旧桥加固"),
        ("旧桥加固（结转）项目", "旧桥加固"),
        ("旧桥加固 (结转)", "旧桥加固"),
        ("培训支出（2050803）", "培训支出"),
        ("项目前期费", "项目前期费"),
        ("一期（12）", flat("一期（12）")),
    ],
)
def test_a_name_that_compares(name: str, bare: str) -> None:
    assert like_for_like.comparable(name) == bare
