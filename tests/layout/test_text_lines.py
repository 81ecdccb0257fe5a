"""Characters set into lines and lines into text, all at once, as one by one would be."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetnb.layout import rule_groups, text_lines
from budgetnb.layout.printed import Char, Chars
from budgetnb.layout.settings import SETTINGS

PLACES = st.floats(0, 60).map(lambda v: round(v * 4) / 4)
LETTERS = st.builds(
    lambda text, x, wide, base, high, size: Char(text, x, x + wide, base - high, base + 1, base, size),
    st.sampled_from("收支a1b－"), PLACES, st.sampled_from((2.0, 5.0, 10.0)), PLACES, st.sampled_from((1.0, 6.0, 12.0)), st.sampled_from((4.0, 10.0, 30.0)),
)  # fmt: skip


def _one_by_one(chars: Sequence[Char]) -> list[list[Char]]:
    """Lines as their definition says: a character begins one where it stands too low for the one before or for the line's first."""
    found: list[list[Char]] = []
    for c in sorted(chars, key=lambda c: c.base):
        limit = max(2.0, 0.35 * max(c.bottom - c.top, min(c.size, 20.0) * 0.6))
        if found and c.base - found[-1][-1].base <= limit and c.base - found[-1][0].base <= 2 * limit:
            found[-1].append(c)
        else:
            found.append([c])
    return [sorted(line, key=lambda c: c.x0) for line in found]


@given(st.lists(LETTERS, max_size=40))
def test_lines_are_those_of_their_definition(chars: list[Char]) -> None:
    assert text_lines.lines(Chars.of(chars)).rows() == _one_by_one(chars)


@given(st.lists(st.tuples(LETTERS, st.integers(0, 3)), max_size=40))
def test_every_cell_is_set_as_it_would_be_alone(placed: list[tuple[Char, int]]) -> None:
    cells = np.array([cell for _, cell in placed], dtype=np.intp)
    texts, held = text_lines.texts(text_lines.lines(Chars.of(c for c, _ in placed), cells))
    alone = {
        cell: text_lines.texts(text_lines.lines(Chars.of(c for c, k in placed if k == cell)))[0][0]
        for cell in set(cells.tolist())
    }
    assert dict(zip(held, texts, strict=True)) == alone


def _set(*words: tuple[str, float, float]) -> str:
    chars = [
        Char(c, x + 10 * i, x + 10 * i + 10, y - 9, y + 1, y, 10) for text, x, y in words for i, c in enumerate(text)
    ]
    return text_lines.texts(text_lines.lines(Chars.of(chars)))[0][0]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ((("收入", 0, 10), ("支出", 20, 10)), "收入支出"),
        ((("收入", 0, 10), ("支出", 33, 10)), "收入 支出"),
        ((("ab", 0, 10), ("cd", 23, 10)), "ab cd"),
        ((("收入", 0, 10), ("cd", 23, 10)), "收入cd"),
        ((("支出", 0, 24), ("收入", 0, 10)), "收入\n支出"),
        ((("收入", 0, 10), ("支出", 20, 13)), "收入支出"),
    ],
    ids=["side by side", "far apart", "latin words", "latin after Chinese", "two lines", "a little lower"],
)
def test_text(words: tuple[tuple[str, float, float], ...], text: str) -> None:
    assert _set(*words) == text


RULES = st.tuples(PLACES, PLACES, PLACES).map(lambda r: (r[0], min(r[1:]), max(r[1:])))


@given(st.lists(RULES, max_size=8), st.lists(RULES, max_size=8))
def test_rules_that_touch_are_of_one_part(horizontal: list[rule_groups.Rule], vertical: list[rule_groups.Rule]) -> None:
    rows, cols = rule_groups._parts(horizontal, vertical)
    joined = {
        (i, j)
        for i, (y, x0, x1) in enumerate(horizontal)
        for j, (x, y0, y1) in enumerate(vertical)
        if x0 - SETTINGS.snap <= x <= x1 + SETTINGS.snap and y0 - SETTINGS.snap <= y <= y1 + SETTINGS.snap
    }
    parts = [{("h", i)} for i in range(len(horizontal))] + [{("v", j)} for j in range(len(vertical))]
    for i, j in joined:
        mine = [p for p in parts if ("h", i) in p or ("v", j) in p]
        parts = [p for p in parts if p not in mine] + [set().union(*mine)]
    told: dict[int, set[tuple[str, int]]] = {}
    for side, numbers in (("h", rows), ("v", cols)):
        for i, part in enumerate(numbers):
            told.setdefault(part, set()).add((side, i))
    assert sorted(map(sorted, told.values())) == sorted(map(sorted, parts))
