"""One disclosure set by many producers: whatever its rules look like, the same numbers come out of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import budgetnb as bn
from budgetnb.text import flat, number

RULED = ("cr_dashed", "cr_full", "lo_docx_full", "lo_docx_split", "rl_rot", "rl_ttf", "wp_full")
ACROSS = ("cr_h", "rl_h", "ty_h")
SAID = (
    "year",
    "stage",
    "table",
    "side",
    "scheme",
    "code",
    "name",
    "level",
    "kind",
    "measure",
    "fund",
    "carried",
    "amount",
    "precision",
)
MADE_UP = ("income", "basic", "project")
FILES = [pytest.param(name, marks=pytest.mark.slow) if name != "wp_full" else name for name in (*RULED, *ACROSS)]


@cache
def _read(path: Path) -> bn.Disclosure:
    return bn.read(path)


def _amounts(disclosure: bn.Disclosure, tables: str) -> Counter[tuple[Any, ...]]:
    rows = disclosure.amounts.query(tables)[list(SAID)]
    return Counter(map(tuple, rows.assign(name=rows["name"].map(flat)).astype(str).to_numpy().tolist()))


def _truth(folder: Path, name: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return told


@pytest.mark.corpus
@pytest.mark.parametrize("name", FILES)
def test_the_tables_of_the_text_come_out_of_the_page(name: str, shared: Path) -> None:
    text, page = _read(next((shared / "seed").glob("*.txt"))), _read(shared / "rendered" / f"{name}.pdf")
    asked = f"table not in {MADE_UP}"
    assert _amounts(page, asked) == _amounts(text, asked)


@pytest.mark.corpus
@pytest.mark.parametrize("name", FILES)
def test_every_number_of_the_made_up_tables_is_there_once(name: str, shared: Path) -> None:
    amounts = _read(shared / "rendered" / f"{name}.pdf").amounts.query(
        "name != '无'"
    )  # the list of key projects has none
    for table in _truth(shared / "rendered", name)["tables"]:
        if table["synthetic"]:
            printed = Counter(found.value for cell in _body(table) if (found := number(cell)))
            named = {"收入总表": "income", "基本支出总表": "basic", "项目支出总表": "project"}[table["title"]]
            read = Counter((amounts.loc[amounts["table"] == named, "amount"] / 1e4).round(6))
            assert read == printed


def _body(table: dict[str, Any]) -> list[str]:
    """The cells below the header, columns of codes left out."""
    head, body = table["grid"][: table["n_header"]], table["grid"][table["n_header"] :]
    coded = {col for row in head for col, cell in enumerate(row) if "编码" in cell}
    return [cell for row in body for col, cell in enumerate(row) if col not in coded]


@pytest.mark.corpus
@pytest.mark.parametrize("name", FILES)
def test_indicators_and_tasks_come_out_of_the_page(name: str, shared: Path) -> None:
    text, page = _read(next((shared / "seed").glob("*.txt"))), _read(shared / "rendered" / f"{name}.pdf")
    kpis = ["level1", "level2", "indicator", "operator", "value", "unit"]
    assert _rows(page.kpis[kpis]) == _rows(text.kpis[kpis])
    assert _rows(page.tasks[["name", "total", "fiscal", "other"]]) == _rows(
        text.tasks[["name", "total", "fiscal", "other"]]
    )


def _rows(frame: pd.DataFrame) -> list[list[str]]:
    return [[flat(str(value)) for value in row] for row in frame.to_numpy(dtype=object).tolist()]


@pytest.mark.corpus
@pytest.mark.parametrize("name", FILES)
def test_cells_stand_in_their_rows_and_columns(name: str, shared: Path) -> None:
    found = [
        _flat(row for grid in table.grids for row in grid.texts)
        for table in _read(shared / "rendered" / f"{name}.pdf").parsed_tables
    ]
    truth = [_flat(table["grid"]) for table in _truth(shared / "rendered", name)["tables"]]
    right = sum(max(_right(rows, others) for others in found) for rows in truth)
    printed = sum(bool(cell) for rows in truth for row in rows for cell in row)
    assert right / printed >= (0.995 if name in RULED else 0.97)


def _flat(rows: Iterable[Sequence[str]]) -> list[list[str]]:
    return [[flat(cell) for cell in row] for row in rows]


def _right(rows: list[list[str]], others: list[list[str]]) -> int:
    """How many cells of the rows stand in the same column of another table, its rows in the same order."""
    best = [0] * (len(others) + 1)
    for row in rows:
        alike = [sum(bool(a) and a == b for a, b in zip(row, other, strict=False)) for other in others]
        before, best = best, [0]
        for n, same in enumerate(alike):
            best.append(max(before[n + 1], best[n], before[n] + same))
    return best[-1]
