"""The goals frame: 年度总体目标 of the performance tables, numbered goals one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..model import Cell, Identity, Table
from ..text import SPACE
from .forms import Form, read_forms
from .indicator_rows import indicator_rows
from .numbered_texts import split

Record = dict[str, Any]


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
    for row in indicator_rows(form):
        for cell in row.goals:
            project, first, told = found[-1] if found else ("", cell, "")
            text = SPACE.sub("", cell.text)
            if not found or project != row.names[0]:
                found.append((row.names[0], cell, text))
            elif text.startswith(told) or first.page != cell.page:
                found[-1] = (project, first, _together(told, text))
            elif not told.startswith(text) and not told.endswith(text):
                found.append((row.names[0], cell, text))
    return [(cell, text) for _, cell, text in found]


def _together(above: str, text: str) -> str:
    """The goal that two parts make: one that holds the other, else the second behind the first."""
    if text.startswith(above):
        return text
    return above if above.startswith(text) or above.endswith(text) else above + text


def _record(cell: Cell, text: str, order: int, who: Identity) -> Record:
    return {
        "doc": who.doc, "organisation": who.organisation, "year": who.year, "order": order, "text": text, "page": cell.page, "line": cell.line,
    }  # fmt: skip
