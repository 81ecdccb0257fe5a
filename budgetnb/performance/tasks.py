"""The tasks frame: 年度主要任务 of the performance tables, with their amounts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .. import wording
from ..model import Cell, Identity, Table
from ..text import SPACE, clean, flat, money, money_unit, number, scales
from .column_roles import label_of
from .forms import BandRow, Form, read_forms

Record = dict[str, Any]
AMOUNTS = ("total", "fiscal", "other")


def read(tables: Sequence[Table], who: Identity) -> list[Record]:
    """The records of `tasks`: name, content and amounts in yuan; the closing total is no task."""
    return [record for table in tables for form in read_forms(table) for record in _form(form, who)]


def _form(form: Form, who: Identity) -> list[Record]:
    records: list[Record] = []
    for band in form.tasks:
        cells = _cells(band)
        name, content = _text(cells.get("name")), _text(cells.get("content"))
        rest = bool(records) and not name and content and not any(_text(cells.get(k)) for k in AMOUNTS)
        if rest:
            records[-1] = {**records[-1], "content": records[-1]["content"] + content}
        elif _is_task(name, content, cells):
            records.append(_record(band, form, cells, who))
    return records


def _text(cell: Cell | None) -> str:
    return SPACE.sub("", cell.text) if cell is not None else ""


def _is_task(name: str, content: str, cells: dict[str, Cell]) -> bool:
    words = wording.patterns("kpis", "task_rows")
    if not name or words["total"].match(flat(name)):
        return False
    amounts = [found.value for k in AMOUNTS if k in cells and (found := number(cells[k].text))]
    return bool(content or any(amounts)) or not words["placeholder"].fullmatch(flat(name))


def _cells(band: BandRow) -> dict[str, Cell]:
    """The row's cells by role, by the header's columns; where a format has no merged cells, by what they say."""
    if band.grid.bbox is None and not any(c.rowspan > 1 or c.colspan > 1 for c in band.grid.cells):
        return _drifted(band)
    found = {role: band.cells(role) for role in ("name", "content", *AMOUNTS)}
    return {
        role: next((c for c in cells if c.text.strip()), cells[0])
        for role, cells in found.items()
        if cells and cells[0].row == band.row
    }


def _drifted(band: BandRow) -> dict[str, Cell]:
    """Label, name, content, then the amounts in the header's order."""
    cells = [c for c in band.beginning if label_of(c.text) != "tasks"]
    amounts: list[Cell] = []
    while len(cells) > 1 and number(cells[-1].text) is not None and len(amounts) < len(AMOUNTS):
        amounts.insert(0, cells.pop())
    return {**dict(zip(("name", "content"), cells, strict=False)), **dict(zip(AMOUNTS, amounts, strict=False))}


def _record(band: BandRow, form: Form, cells: dict[str, Cell], who: Identity) -> Record:
    scale = scales().get(_unit(band, form))
    read = {k: money(cells[k].text, scale) if scale and k in cells else None for k in AMOUNTS}
    places = [pair[1] for pair in read.values() if pair]
    place = next((cells[k] for k in (*AMOUNTS, "name") if k in cells and cells[k].text.strip()), None)
    return {
        "doc": who.doc, "organisation": who.organisation, "year": who.year, "name": _name(cells["name"].text),
        "content": _text(cells.get("content")), **{k: pair[0] if pair else None for k, pair in read.items()},
        "precision": max(places, default=None), "page": place.page if place else None, "line": place.line if place else None,
        "bbox": place.bbox if place else None,
    }  # fmt: skip


def _name(printed: str) -> str:
    """The name of a task without what numbers it (任务1：)."""
    return clean(wording.patterns("kpis", "task_rows")["enumerator"].sub("", clean(printed)))


def _unit(band: BandRow, form: Form) -> str:
    """The money unit: the amounts' own header's, else the table's."""
    heads = [money_unit(f.words) for f in band.header.fields]
    return next((unit for unit in heads if unit), form.money_unit)
