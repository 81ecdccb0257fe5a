"""Lists of performance indicators among the tables of a form: told in the same hand, with what each indicator says behind `=>`.

columns   level1, level2, level3 (more levels count down), indicator, target, operator, value, unit, weight, `-`
rows      `=>` is followed by operator, value and unit of the target; `text` is followed by the words
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import formwork

WORDS = {"level1", "level2", "indicator", "target", "operator", "value", "unit_of", "weight", "project"}


def is_list(table: dict[str, Any]) -> bool:
    """Whether a table is a list of indicators."""
    return "indicator" in [part.strip() for part in table["columns"].split("|")]


def expected(table: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The indicators that a table says; `page` is the part of the table that they stand on."""
    columns = [part.strip() for part in table["columns"].split("|")]
    held: dict[str, str] = {}
    for n, piece in enumerate(formwork.pieces(table)):
        for row in piece.printed[piece.head :]:
            held |= {
                c: text for c, text in zip(columns, row.cells, strict=True) if c.startswith("level") and text != "^"
            }
            told = {c: text for c, text in zip(columns, row.cells, strict=True) if c != "-"}
            if row.meaning:
                yield {"level1": held.get("level1", ""), "level2": held.get("level2", ""),
                       "indicator": told["indicator"], "page": n} | _target(row.meaning)  # fmt: skip


def _target(meaning: str) -> dict[str, str]:
    operator, _, rest = meaning.partition(" ")
    value, _, unit = rest.partition(" ")
    return {"operator": "text", "value": "", "unit": ""} if operator == "text" else {
        "operator": operator, "value": value, "unit": unit.strip()}  # fmt: skip
