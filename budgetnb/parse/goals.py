"""The goals frame: 年度总体目标 of the performance tables, numbered goals one by one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from .. import wording
from ..model import Cell, Identity, Table
from ..text import SPACE
from .performance.forms import Form, read_forms
from .performance.indicators import read_rows

Record = dict[str, Any]
MOST = 30


def read(tables: Sequence[Table], who: Identity) -> list[Record]:
    """The records of `goals` in order of appearance, those of projects too."""
    printed = [goal for table in tables for form in read_forms(table) for goal in _printed(form)]
    texts = [(cell, text) for cell, whole in printed for text in split(whole)]
    return [_record(cell, text, order, who) for order, (cell, text) in enumerate(texts, 1)]


def _printed(form: Form) -> list[tuple[Cell, str]]:
    """Every goal of a form with the cell in which it begins: beside its label, or in a column of the list."""
    beside = [(cell, cell.text) for cell in form.goals]
    return beside + (_listed(form) if any(band.header.has("goal") for band in form.indicators) else [])


def _listed(form: Form) -> list[tuple[Cell, str]]:
    """The goals in a column of the list; the parts of one project's goal on several pages are one, repeated ones told once."""
    found: list[tuple[str, Cell, str]] = []
    for row in read_rows(form.indicators):
        for cell in row.goals:
            project, first, told = found[-1] if found else ("", cell, "")
            text = SPACE.sub("", cell.text)
            if not found or project != row.names[0]:
                found.append((row.names[0], cell, text))
            elif text.startswith(told) or first.page != cell.page:
                found[-1] = (project, first, _together(told, text))
            elif text not in told:
                found.append((row.names[0], cell, text))
    return [(cell, text) for _, cell, text in found]


def _together(above: str, text: str) -> str:
    """The goal that two parts make: one that holds the other, else the second behind the first."""
    return text if text.startswith(above) else above if text in above else above + text


def _record(cell: Cell, text: str, order: int, who: Identity) -> Record:
    return {
        "doc": who.doc, "organisation": who.organisation, "year": who.year, "order": order, "text": text, "page": cell.page, "line": cell.line,
    }  # fmt: skip


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
