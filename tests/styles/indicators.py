"""Lists of performance indicators among the tables of a form: told in the same hand, with what each indicator says behind `=>`.

    columns   project, level1, level2, indicator, target or operator, value and unit_of, weight; `-` for what says nothing of these
    rows      `=>` is followed by the operator, value and unit that the target comes to; `text` by the unit alone, if any

A cell that goes on with the one above (`^`), and a blank one, keep the project or level above.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import formwork

CARRIED = ("project", "level1", "level2")
WORDS = (*CARRIED, "indicator", "operator", "unit_of")
"""Columns that are set as words, though a number may stand in them."""


def is_list(table: dict[str, Any]) -> bool:
    """Whether a table is a list of indicators."""
    return "indicator" in _columns(table)


def expected(table: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The indicators that a table says; `page` is the part of the table that they stand on."""
    columns = _columns(table)
    held = dict.fromkeys((*CARRIED, "weight"), "")
    for n, piece in enumerate(formwork.pieces(table)):
        for row in piece.printed[piece.head :]:
            told = dict(zip(columns, row.cells, strict=True))
            held |= {c: told[c] for c in CARRIED if told.get(c, "^") not in ("^", "")}
            if row.meaning:
                own = {"indicator": told["indicator"], "weight": told.get("weight", ""), "page": n}
                yield held | own | _target(row.meaning)


def _columns(table: dict[str, Any]) -> list[str]:
    return [part.strip() for part in table["columns"].split("|")]


def _target(meaning: str) -> dict[str, str]:
    operator, _, rest = meaning.partition(" ")
    value, _, unit = ("", "", rest) if operator == "text" else rest.partition(" ")
    return {"operator": operator, "value": value, "unit": unit.strip()}
