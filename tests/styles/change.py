"""What a style changes in a form: where its total stands, whether codes are printed, how it is cut into pages, numbers below zero, the unit.

A change keeps what is printed and what it means together, so that the changed form still tells what has to be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

from formwork import KEYS, Form
from styles import indicators
from styles.style import Style

Table = dict[str, Any]
BREAKS = ("---", "===")
UNIT = re.compile(r"(?:金额)?单位：(?:人民币)?((?:万|亿)?元)")
NUMBER = re.compile(r"-?[\d,]+(?:\.\d+)?")
INDENT = "　"


def changed(form: Form, style: Style) -> Form:
    """The form as the style has it."""
    return replace(form, tables=tuple(_changed(table, style) for table in form.tables))


def _changed(table: Table, style: Style) -> Table:
    steps: list[Callable[[Table], Table]] = []
    if style.minus != "-":
        steps.append(below_zero)
    if style.codes != "printed":
        steps.append(codeless)
    if style.total != "told":
        steps.append(lambda t: total_moved(t, first=style.total == "first"))
    if style.unit == "header":
        steps.append(unit_in_header)
    if style.pages > 1:
        steps.append(lambda t: cut(t, style.pages, again=style.again))
    for step in steps:
        table = step(table)
    return table


def _lines(table: Table) -> list[str]:
    return table["rows"].strip("\n").splitlines()


def _cells(line: str) -> list[str]:
    return [part.strip(" ") for part in line.partition("=>")[0].split("|")]


def _meaning(line: str) -> str:
    return line.partition("=>")[2].strip()


def _line(cells: Sequence[str], meaning: str) -> str:
    return " | ".join(cells) + (f" => {meaning}" if meaning else "")


def _columns(table: Table) -> list[str]:
    return [part.strip() for part in table["columns"].split("|")]


def is_key(column: str) -> bool:
    """Whether a column names the row rather than giving an amount."""
    return column.split()[0] in (*KEYS, "-")


# The total.


def total_moved(table: Table, *, first: bool) -> Table:
    """The table with its one row of the total first or last."""
    lines = _lines(table)
    totals = [i for i, line in enumerate(lines) if "total" in _meaning(line).split()]
    if len(totals) != 1 or ";" in _meaning(lines[totals[0]]) or _joined(lines, totals[0]):
        return table
    total = lines.pop(totals[0])
    lines.insert(0 if first else len(lines), total)
    return table | {"rows": "\n".join(lines)}


def _joined(lines: Sequence[str], at: int) -> bool:
    """Whether a merged cell ties the row to another, or a page break stands at it."""
    return any("^" in _cells(line) or line in BREAKS for line in lines[at : at + 2])


# Pages.


def cut(table: Table, pages: int, *, again: bool) -> Table:
    """The table over some pages, cut where no merged cell crosses, but within the levels of indicators, which go on as blanks.

    A table that the form cuts itself stays.
    """
    lines = _lines(table)
    if "===\n" in table.get("head", "") or set(lines) & set(BREAKS):
        return table
    free = indicators.is_list(table)
    places = [i for i in range(1, len(lines)) if free or "^" not in _cells(lines[i])]
    if len(places) < pages - 1:
        return table
    mark = BREAKS[0] if again else BREAKS[1]
    for at in {places[len(places) * n // pages] for n in range(1, pages)}:
        lines[at] = f"{mark}\n{lines[at].replace('^', ' ')}"
    return table | {"rows": "\n".join(lines)}


# Names without codes.


def codeless(table: Table) -> Table:
    """The table without its columns of codes, names moved in by their level; as it was where its rows do not form a tree."""
    columns, lines = _columns(table), _lines(table)
    name = columns.index("name") if "name" in columns else 0
    if columns[:name] not in (["code"], ["key"] * 2, ["key"] * 3) or "code" in columns[name:]:
        return table
    told = [(line, _code(line, columns)) for line in lines if line not in BREAKS]
    if not _tree([code for line, code in told if "total" not in _meaning(line).split()]):
        return table
    rows = [line if line in BREAKS else _row_without_codes(line, columns, name) for line in lines]
    head = [line if line == "===" else _line(_head_without(_cells(line), name), "") for line in _head_lines(table)]
    return table | {"columns": " | ".join(columns[name:]), "rows": "\n".join(rows), "head": "\n".join(head) + "\n"}


def _head_lines(table: Table) -> list[str]:
    return table.get("head", "").strip("\n").splitlines()


def _code(line: str, columns: Sequence[str]) -> str:
    """The code that a row is told by: that of its meaning, else that of its cell."""
    said = [word for word in _meaning(line).split() if word.isdigit()]
    cell = _cells(line)[0].replace("\\", "") if columns[0] == "code" else ""
    return said[0] if said else cell if cell.isdigit() else ""


def _tree(codes: Sequence[str]) -> bool:
    levels = [{3: 1, 5: 2, 7: 3}.get(len(code), 9) for code in codes]
    return len(levels) > 1 and levels[0] == 1 and max(levels) < 9 and all(b <= a + 1 for a, b in pairwise(levels))


def _row_without_codes(line: str, columns: Sequence[str], name: int) -> str:
    cells, code, meaning = _cells(line), _code(line, columns), _meaning(line)
    label = next((text for text in (cells[name], *cells[:name]) if text not in ("", "<", "^")), "")
    if code and code not in meaning.split():
        meaning = f"{code} {meaning}".strip()
    return _line([INDENT * (len(code) // 2 - 1 if code else 0) + label, *cells[name + 1 :]], meaning)


def _head_without(cells: Sequence[str], name: int) -> list[str]:
    kept = next(text for text in reversed(cells[: name + 1]) if text != "<")
    return [kept, *cells[name + 1 :]]


# Numbers below zero.


def below_zero(table: Table) -> Table:
    """The table with one item of each pair of neighbours below zero, its neighbour so much more that all sums stay."""
    columns, lines = _columns(table), _lines(table)
    if "change_pct" in table["columns"]:
        return table
    at = 0
    while at + 1 < len(lines):
        pair = _parted(lines[at], lines[at + 1], columns)
        if pair:
            lines[at : at + 2] = pair
        at += 2 if pair else 1
    return table | {"rows": "\n".join(lines)}


def _parted(one: str, other: str, columns: Sequence[str]) -> list[str] | None:
    codes = [_code(line, columns) for line in (one, other)]
    siblings = len(codes[0]) == len(codes[1]) > 4 and codes[0][:-2] == codes[1][:-2]
    plain = all(_meaning(line).replace(code, "").strip() == "" for line, code in zip((one, other), codes, strict=True))
    if not siblings or not plain or "{" in one + other or {"^", "<"} & {*_cells(one), *_cells(other)}:
        return None
    width = len(columns)
    first, second = ([*_cells(line), *[""] * (width - len(_cells(line)))] for line in (one, other))
    for col, column in enumerate(columns):
        if not is_key(column) and NUMBER.fullmatch(first[col]):
            first[col], second[col] = _less(first[col], second[col])
    return [_line(first, _meaning(one)), _line(second, _meaning(other))]


def _less(one: str, other: str) -> tuple[str, str]:
    value = Decimal(one.replace(",", ""))
    places = -int(value.as_tuple().exponent)
    comma = "," if "," in one + other or abs(value) < 1000 else ""
    more = Decimal(other.replace(",", "") or 0) + 2 * value if NUMBER.fullmatch(other) or not other else 2 * value
    return f"{-value:{comma}.{places}f}", f"{more:{comma}.{places}f}"


# The unit of money.


def unit_in_header(table: Table) -> Table:
    """The table with its unit in the lowest header cells of the amounts rather than above."""
    labels = [part.strip() for line in table["above"] for part in line.split(" >> ")]
    if indicators.is_list(table) or not any(UNIT.fullmatch(label) for label in labels):
        return table
    above = [_without_unit(line) for line in table["above"]]
    lines = _head_lines(table)
    rows = [None if line == "===" else _cells(line) for line in lines]
    for row, col in sorted({place for amount in _amounts(table) for place in _lowest(rows, amount)}):
        cells = rows[row]
        assert cells is not None
        cells[col] += f"\\（{table['money']}）"
    head = "\n".join("===" if cells is None else _line(cells, "") for cells in rows) + "\n"
    return table | {"above": above, "head": head}


def _without_unit(line: str) -> str:
    left, parted, right = line.partition(" >> ")
    kept = ["" if UNIT.fullmatch(part.strip()) else part for part in (left, right)]
    return parted.join(kept) if parted else kept[0]


def _amounts(table: Table) -> list[int]:
    return [i for i, column in enumerate(_columns(table)) if not is_key(column) and "change_pct" not in column]


def _lowest(rows: Sequence[list[str] | None], col: int) -> Iterator[tuple[int, int]]:
    """The place of the lowest header cell that stands over a column, index rows left out."""
    for row in reversed(range(len(rows))):
        cells = rows[row]
        if (
            cells is None
            or col >= len(cells)
            or cells[col] == "^"
            or not re.search(r"[一-鿿]", cells[col].replace("<", "一"))
        ):
            continue
        while cells[col] == "<":
            col -= 1
        if re.search(r"[一-鿿]", cells[col]):
            yield row, col
        return
