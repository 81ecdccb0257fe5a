"""The kpis frame: one record per performance indicator, read from every form of the performance tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from .. import wording
from ..model import Box, Identity, Table
from ..text import flat, number
from . import targets
from .forms import Form, read_forms, split_code
from .indicator_rows import Row, indicator_name, indicator_rows, is_blank
from .targets import Target

Record = dict[str, Any]
BRACKET = re.compile(r"[（(]([^（()）]+(?:[（(][^（()）]*[)）])?)[)）]$")
FULL_WEIGHTS = (90.0, 100.0)


def read(tables: Sequence[Table], who: Identity) -> list[Record]:
    """The records of `kpis` of all performance tables, in reading order; an unfilled template gives none."""
    return [record for table in tables for form in read_forms(table) for record in _form(form, who)]


def _form(form: Form, who: Identity) -> list[Record]:
    rows = indicator_rows(form)
    records = [_record(row, form, who) for row in _told(rows)]
    if all(r["operator"] == "blank" and not r["indicator"] for r in records):
        return []
    return _weighted(records, rows)


def _told(rows: Sequence[Row]) -> Iterable[Row]:
    """The rows that print an indicator, and one of each category that prints none."""
    ellipsis = wording.patterns("kpis", "indicator")["ellipsis"]
    filled = {names for row in rows if _is_filled(row) for names in _and_above(row.names)}
    seen: set[tuple[str, str, str]] = set()
    for row in rows:
        if _is_filled(row):
            yield row
        elif row.names not in filled | seen and any(row.names[1:]) and not ellipsis.match(row.indicator):
            seen.add(row.names)
            yield row


def _and_above(names: tuple[str, str, str]) -> tuple[tuple[str, str, str], ...]:
    """A category and those that it stands in."""
    project, level1, _ = names
    return (names, (project, level1, ""), (project, "", ""))


def _is_filled(row: Row) -> bool:
    return not is_blank(indicator_name(row.indicator)) or not is_blank(row.target)


def _record(row: Row, form: Form, who: Identity) -> Record:
    listed = row.band.header.has("project")
    code, project = split_code(row.names[0]) if listed and row.names[0] else (form.code, form.project)
    indicator = "" if is_blank(name := indicator_name(row.indicator)) else name
    said = _target(row, indicator)
    return {
        "doc": who.doc, "organisation": who.organisation, "year": who.year, "project": project,
        "project_code": code or row.code, "level1": row.names[1], "level2": row.names[2], "indicator": indicator,
        "target": _printed(row, said), "operator": said.operator, "value": said.value, "value_high": said.value_high, "unit": said.unit,
        "weight": found.value if (found := number(row.weight)) else None, "target_period": row.period,
        "extra": " | ".join(f"{head}: {text}" for head, text in row.extra), "page": row.place.page if row.place else None,
        "line": row.place.line if row.place else None, "bbox": _box(row), "raw": "|".join(c.text for c in row.target_cells),
    }  # fmt: skip


def _target(row: Row, indicator: str) -> Target:
    """The target of one cell or of split columns; its unit, where it prints none, from the indicator's trailing bracket."""
    words = wording.patterns("kpis", "targets")
    if is_blank(row.target):
        return targets.BLANK
    unit = targets.unit_of(row.unit)
    if words["text_operator"].fullmatch(flat(row.operator)):
        return Target("text", unit=unit)
    said = targets.read(row.operator + row.value if row.operator or row.value else row.unit)
    unit = unit or said.unit
    if (
        not unit
        and said.operator != "text"
        and (found := BRACKET.search(indicator))
        and targets.is_known_unit(found[1])
    ):
        unit = targets.squeeze(found[1])
    return Target(said.operator, said.value, said.value_high, unit)


def _printed(row: Row, said: Target) -> str:
    words = wording.patterns("kpis", "targets")
    if words["text_operator"].fullmatch(flat(row.operator)):
        return row.value + (row.unit if said.operator != "text" else "")
    return row.target


def _box(row: Row) -> Box | None:
    boxes = [
        c.bbox for c in row.target_cells if c.bbox is not None and row.place is not None and c.page == row.place.page
    ]
    if not boxes:
        return row.place.bbox if row.place else None
    left, top, right, bottom = zip(*boxes, strict=True)
    return (min(left), min(top), max(right), max(bottom))


def _weighted(records: list[Record], rows: Sequence[Row]) -> list[Record]:
    """The records with the weights that a column of remarks prints: all numbers, 90 or 100 in sum."""
    if any(r["weight"] is not None for r in records):
        return records
    notes = [re.fullmatch(r"[^:|]*: ([\d.]+)", r["extra"]) for r in records]
    values = [float(n[1]) for n in notes if n]
    if len(values) < len([r for r in records if r["indicator"]]) or round(sum(values), 2) not in FULL_WEIGHTS:
        return records
    return [{**r, "weight": float(n[1]), "extra": ""} if n else r for r, n in zip(records, notes, strict=True)]
