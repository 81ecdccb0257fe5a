"""What a trace says of the rows of a table: what each is, and whether its amounts reached the frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .. import trace
from ..model import Table
from ..text import flat
from .row_labels import Row, read_rows

Records = Mapping[tuple[Any, ...], Mapping[str, Any]]
PLACE = ("page", "line", "bbox", "row", "col")


def rows(table: Table, amounts: Iterable[Mapping[str, Any]]) -> None:
    """Notes each row of a table, what its records in `amounts` say that it is, and how many of its amounts none was made of."""
    records = {tuple(record[key] for key in PLACE): record for record in amounts if record["table"] == table.id}
    for row in read_rows(table):
        _row(row, records)


def _row(row: Row, records: Records) -> None:
    cells = [cell for _, cell in row.amounts]
    reached = [r for c in cells if (r := records.get((c.page, c.line, c.bbox, c.row, c.col))) is not None]
    here = [c for c in row.grid.across(row.number) if c.row == row.number and c.text.strip()]
    subject = " | ".join(flat(c.text) for c in here)
    why = f"{len(reached)} of {len(cells)} amounts reached the frame" if cells else "it prints no amount"
    why += f"; {_said(row)}" if _said(row) else ""
    trace.note("row", subject, _what(reached), chosen=bool(reached), why=why, place=here or row.grid)


def _what(records: list[Mapping[str, Any]]) -> str:
    """The kind, the classification and the name of a row, as its first record has them."""
    if not records:
        return "no amounts"
    first = records[0]
    code = f"{first['code']} (inferred)" if first["inferred"] else first["code"]
    level = f"level {first['level']}" if first["level"] is not None else ""
    return " ".join(part for part in (first["kind"], first["scheme"], code, level) if part)


def _said(row: Row) -> str:
    """What the key columns of a row say, by their roles."""
    codes = [f"{role} {code}" for role, code in row.codes.items()]
    names = [f"{role} {name}" for role, name in row.names.items()]
    flags = ["total"] * row.total + ["names a unit"] * row.own_unit + ["code carried down"] * row.carried_codes
    return ", ".join([*flags, *codes, *names])
