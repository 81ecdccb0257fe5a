"""Texts numbered 1, 2, 3 … inside one cell, taken apart."""

from __future__ import annotations

import re
from functools import lru_cache

from .. import wording
from ..text import SPACE

MOST = 30


def split(text: str) -> list[str]:
    """The goals of one cell, split where they are numbered 1, 2, 3 … in one style; enumerators come off.

    >>> split("1.开展培训。2.完成检查。"), split("目标1：保障运转目标2：提高效率")
    (['开展培训。', '完成检查。'], ['保障运转', '提高效率'])
    """
    bare = SPACE.sub("", text)
    starts = _starts(bare)
    if not starts or (len(starts) == 1 and starts[0][0] > 0):
        return [bare] if bare else []
    ends = [start for start, _ in starts[1:]] + [len(bare)]
    goals = [bare[a:b] for (_, a), b in zip(starts, ends, strict=True)]
    intro = bare[: starts[0][0]]
    if intro.endswith((":", "：", "，", ",")):
        goals[0], intro = intro + goals[0], ""
    return [goal for part in (intro, *goals) if (goal := part.strip("；;…"))]


def _starts(bare: str) -> list[tuple[int, int]]:
    """Where the enumerators 1, 2, 3 … stand, in the style whose first comes first."""
    styles = wording.load("kpis")["goals"]["styles"]
    firsts = [(found.start(), style) for style in styles if (found := _marker(style, 1).search(bare))]
    starts: list[tuple[int, int]] = []
    for n in range(1, MOST):
        found = _marker(min(firsts)[1], n).search(bare, starts[-1][1] if starts else 0) if firsts else None
        if found is None:
            break
        starts.append(found.span())
    return starts


@lru_cache
def _marker(style: str, n: int) -> re.Pattern[str]:
    """The pattern of the n-th enumerator of a style, one that nothing fits where the style has no n-th."""
    numerals = wording.load("kpis")["goals"]
    written = {key: numerals[key][n - 1] if n <= len(numerals[key]) else r"(?!)" for key in ("chinese", "circled")}
    return re.compile(style.format(digit=n, **written))
