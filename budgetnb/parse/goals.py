"""The goals frame: 年度总体目标 of the performance tables, numbered goals one by one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ..model import Cell, Identity, Line, Table
from ..text import SPACE
from .performance.forms import read_forms

Record = dict[str, Any]
FIRST = re.compile(r"目标\s*1\s*[:：、.]|(?<!\d)1\s*[.．、](?!\d)|[（(]1[)）]|①|一、|[（(]一[)）]|一是")
CHINESE = "一二三四五六七八九十"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"


def read(tables: Sequence[Table], who: Identity) -> list[Record]:
    """The records of `goals` in order of appearance."""
    cells = [cell for table in tables for form in read_forms(table) for cell in form.goals]
    texts = [(cell, text) for cell in cells for text in split(cell.text)]
    return [_record(cell, text, order, who) for order, (cell, text) in enumerate(texts, 1)]


def _record(cell: Cell | Line, text: str, order: int, who: Identity) -> Record:
    return {
        "doc": who.doc, "organisation": who.organisation, "year": who.year, "order": order, "text": text, "page": cell.page, "line": cell.line,
    }  # fmt: skip


def split(text: str) -> list[str]:
    """The goals of one cell, split where they are numbered 1, 2, 3 … in one style; enumerators come off.

    >>> split("1.开展培训。2.完成检查。"), split("目标1：保障运转目标2：提高效率")
    (['开展培训。', '完成检查。'], ['保障运转', '提高效率'])
    """
    bare = SPACE.sub("", text)
    first = FIRST.search(bare)
    if first is None:
        return [bare] if bare else []
    starts = [first.span()]
    for n in range(2, 31):
        found = _marker(first.group(), n).search(bare, starts[-1][1])
        if found is None:
            break
        starts.append(found.span())
    if len(starts) == 1 and first.start() > 0:
        return [bare]
    ends = [start for start, _ in starts[1:]] + [len(bare)]
    goals = [bare[a:b] for (_, a), b in zip(starts, ends, strict=True)]
    intro = bare[: first.start()]
    if intro.endswith((":", "：", "，", ",")):
        goals[0] = intro + goals[0]
        intro = ""
    return [goal.strip("；;") for goal in [intro, *goals] if goal.strip("；;…")]


def _marker(first: str, n: int) -> re.Pattern[str]:
    """The pattern of the n-th enumerator in the style of the first."""
    digit = re.escape(first).replace("1", rf"(?<!\d){n}")
    if "1" in first:
        return re.compile(digit + (r"(?!\d)" if first[-1] in ".．" else ""))
    if "①" in first:
        return re.compile(CIRCLED[n - 1]) if n <= len(CIRCLED) else re.compile(r"(?!)")
    return re.compile(re.escape(first).replace("一", CHINESE[n - 1])) if n <= len(CHINESE) else re.compile(r"(?!)")
