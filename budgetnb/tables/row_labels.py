"""Rows of a table: the codes, the name and the unit that a row's key columns print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .. import trace, wording
from ..changed import changed
from ..memo import once
from ..model import Cell, Grid, Table
from ..text import clean, flat, is_item, number, split_code, year_in
from ..wording.current import remembered
from . import column_notes, headers
from .headers import Block, Head

ALONE = "alone"
SHORTEST_NOTE = 4
UNIT_CODES = (6, 8, 9, 12)  # digits of a unit's code that no subject's has
UNIT_ROLES = ("unit_code", "unit", "unit_or_project", "unit_or_name")
NAMED = ("unit", "unit_or_project", "unit_or_name", "item_name", "name", "project")
NAMES = {
    "function": ("function_name", "name"),
    "economic_dept": ("dept_name", "name"),
    "economic_gov": ("gov_name", "name"),
}


@dataclass(frozen=True)
class Row:
    """One row of one block: what its keys print, and its amounts."""

    block: int
    grid: Grid
    number: int
    codes: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    printed: str = ""
    project: str = ""
    heading: str = ""
    unit: str = ""
    unit_code: str = ""
    own_unit: bool = False
    carried_codes: bool = False
    period: str = ""
    total: bool = False
    group: bool = False
    amounts: tuple[tuple[Head, Cell], ...] = ()


BLANK = Row(0, Grid((), 0, 0), 0)
Keys = Sequence[tuple[Head, Cell]]


@dataclass
class _Carry:
    """What flows down from the rows above: parts of split codes, the heading of a group, and the unit."""

    parts: dict[str, list[str]] = field(default_factory=dict)
    heading: str = ""
    unit: str = ""
    unit_code: str = ""
    units: dict[str, str] = field(default_factory=dict)


def read_rows(table: Table) -> Iterator[Row]:
    """The rows of all blocks of a table, block by block within a grid, in printed order."""
    carries: dict[int, _Carry] = {}
    found: dict[int, list[tuple[int, bool, Row]]] = {}
    for g, (grid, first, blocks) in enumerate(layouts(table)):
        for b, block in enumerate(blocks):
            carry = carries.setdefault(b, _Carry())
            rows = (_read(grid, r, b, block, carry) for r in range(first, grid.rows))
            found.setdefault(b, []).extend(
                (g, g > 0 and row.number <= first + 1, row) for row in rows if row is not None
            )
    whole = [item for rows in found.values() for item in _joined(rows)]
    yield from (row for _, row in sorted(whole, key=lambda item: (item[0], item[1].block)))


@once
def layouts(table: Table) -> list[tuple[Grid, int, list[Block]]]:
    """Each grid of a table with the number of its header rows and its blocks of columns."""
    found = columns(table)
    blocks = {id(heads): headers.blocks(heads) for _, _, heads in found}
    return [(grid, first, blocks[id(heads)]) for grid, first, heads in found]


@once
def columns(table: Table) -> list[tuple[Grid, int, list[Head]]]:
    """Each grid of a table with the number of its header rows and all its columns; grids with the same columns share them."""
    known: list[tuple[int, list[tuple[str, ...]], list[tuple[Grid, int]]]] = []
    plan: list[tuple[Grid, int, int]] = []
    for grid in table.grids:
        first = headers.header_rows(grid)
        own = headers.paths(grid, first) if first else []
        if known and _is_cut_row(known, grid, own):
            first, own = 0, []
        match = next((i for i in range(len(known) - 1, -1, -1) if _same_columns(known[i], grid, own)), None)
        if match is None:
            known.append((grid.cols, own or [()] * grid.cols, []))
            match = len(known) - 1
        known[match][2].append((grid, first))
        plan.append((grid, first, match))
    columns = [headers.heads(paths, bodies) for _, paths, bodies in known]
    if trace.active:
        column_notes.roles(columns, [bodies for *_, bodies in known])
    return [(grid, first, columns[match]) for grid, first, match in plan]


def _is_cut_row(
    known: Sequence[tuple[int, list[tuple[str, ...]], object]], grid: Grid, own: list[tuple[str, ...]]
) -> bool:
    """Whether what looks like the header of a continuation is the rest of a row that the page break cut."""
    paths = next((paths for cols, paths, _ in reversed(known) if cols == grid.cols), None)
    if paths is None or not own:
        return False
    words, mine = {w for path in paths for w in path}, [w for path in own for w in path]
    return not words & set(mine) and len(mine) <= grid.cols / 2


def _same_columns(
    known: tuple[int, list[tuple[str, ...]], list[tuple[Grid, int]]], grid: Grid, own: list[tuple[str, ...]]
) -> bool:
    cols, paths, _ = known
    if cols != grid.cols:
        return False
    if not own:
        return True
    words = {w for path in paths for w in path}
    mine = {w for path in own for w in path}
    return mine <= words or own == paths


def _read(grid: Grid, r: int, index: int, block: Block, carry: _Carry) -> Row | None:
    line = grid.matrix[r]
    keys = [(head, cell) for head in block.keys if (cell := line[head.col]) is not None and cell.text.strip()]
    amounts = tuple(
        (h, c)
        for h in block.amounts
        if (c := line[h.col]) is not None and c.col == h.col and c.row == r and c.text.strip()
    )
    if not keys and not amounts:
        return None
    if keys and _is_note(keys[0][1].text) and not any(number(c.text) is not None for _, c in amounts):
        return None
    label = _total(keys or (_before(line, block) if index == 0 else ()))
    period = next((flat(c.text) for h, c in keys if h.role == "year"), "") if block.dated else ""
    row = changed(
        BLANK, block=index, grid=grid, number=r, printed=label, total=bool(label), period=period, amounts=amounts
    )
    row = _units(row, keys, carry)
    named, heading = _deepest_name(keys, block, carry)
    return _subjects(row, heading, named, carry)


def _deepest_name(keys: Keys, block: Block, carry: _Carry) -> tuple[Keys, str]:
    """The keys with only the deepest of the names in columns that stand one under the other, and the name above it."""
    named = [(head, cell) for head, cell in keys if head.col in block.levels] if block.levels else []
    cells = list({id(cell): cell for _, cell in named}.values())
    if not cells:
        return keys, ""
    above = clean(cells[-2].text) if len(cells) > 1 else carry.heading if named[0][0].under else ""
    carry.heading = above or clean(cells[-1].text)
    deepest = next(head for head, cell in named if cell is cells[-1])
    return [(head, cell) for head, cell in keys if head.col not in block.levels or head is deepest], above


@remembered(16384)
def _is_note(text: str) -> bool:
    return len(flat(text)) > SHORTEST_NOTE and bool(wording.patterns("rows", "rows")["note"].match(flat(text)))


def _before(line: Sequence[Cell | None], block: Block) -> Keys:
    """What stands before a block's first amount: the label of a row whose columns of names are blank."""
    cells = enumerate(line[: block.amounts[0].col])
    return [(Head(col, (), "text"), cell) for col, cell in cells if cell is not None and cell.text.strip()]


def _total(keys: Keys) -> str:
    """The label of a total among the keys of a row, '' where none is one."""
    return next((label for _, c in keys if _is_total(label := clean(c.text))), "")


@remembered(16384)
def _is_total(label: str) -> bool:
    return bool(wording.patterns("rows", "rows")["total"].search(flat(label)))


def _units(row: Row, keys: Sequence[tuple[Head, Cell]], carry: _Carry) -> Row:
    if row.total:
        return row
    named = [clean(c.text) for h, c in keys if h.role in NAMED]
    if len(named) == 1 and _is_group(named[0]):
        return changed(row, unit="", group=True, printed=named[0])
    if not any(h.role in UNIT_ROLES for h, _ in keys):
        return changed(row, unit=carry.unit, unit_code=carry.unit_code) if carry.unit or carry.unit_code else row
    code = next((flat(c.text) for h, c in keys if h.role == "unit_code" and re.search(r"\d", c.text)), "")
    name = next((clean(c.text) for h, c in keys if h.role == "unit"), "")
    either = next((clean(c.text) for h, c in keys if h.role == "unit_or_project"), "")
    listed = next((clean(c.text) for h, c in keys if h.role == "unit_or_name"), "")
    coded = _has_code(keys)
    if listed and not coded and (code or is_unit(listed)):
        name, listed = listed, ""
    if either and code:
        name, either = either, ""
    if not name and code and not either:
        beside = (clean(c.text) for h, c in keys if h.role in ("name", "project") and not re.search(r"\d", c.text))
        name = next((text for text in beside if is_unit(text) or not (coded or code in carry.units)), "")
    if name and re.fullmatch(r"\[?\d{3,}\]?", name):
        code, name = name.strip("[]"), ""
    elif name and (found := re.match(r"^\[?(\d{3,})\]?[-—]?(.+)$", name)):
        code, name = code or found.group(1), clean(found.group(2))
    own = bool(name or (code and not either and not coded and code not in carry.units))
    if own:
        carry.unit, carry.unit_code = name or carry.unit, code
        carry.units[code] = carry.unit
    elif code and code in carry.units:
        carry.unit, carry.unit_code = carry.units[code], code
    elif coded and len(code) in UNIT_CODES:
        carry.unit, carry.unit_code = "", code
    names = {"name": listed} if listed else {}
    return changed(
        row, unit=carry.unit, unit_code=carry.unit_code, own_unit=own, project=either, names=names, printed=listed
    )


def _has_code(keys: Sequence[tuple[Head, Cell]]) -> bool:
    """Whether a row prints the code of a subject: what its unit's code stands beside is then the subject's name."""
    return any(
        (head.part or (head.role.endswith("code") and head.role not in ("unit_code", "project_code")))
        and split_code(cell.text)[0] + (flat(cell.text) if head.part else "")
        for head, cell in keys
    )


def _is_group(name: str) -> bool:
    """Whether a name is a kind of units (全额, 差额), whose row adds up the units below it."""
    return bool(wording.patterns("rows", "rows")["group"].match(flat(name)))


def class_of(name: str) -> str:
    """The classification of the national class (类) that a name is, '' for any other name.

    >>> class_of("工资福利支出"), class_of("信息中心建设项目")
    ('economic_dept', '')
    """
    return wording.choose(wording.choices("rows", "class"), flat(name))


@remembered(8192)
def is_unit(name: str) -> bool:
    """Whether a name is an organisation's and no class's or project's.

    >>> is_unit("市统计局（本级）"), is_unit("工资福利支出"), is_unit("信息中心建设项目")
    (True, False, False)
    """
    core = wording.patterns("identity", "owner")["level"].sub("", name)
    return core.endswith(tuple(wording.load("identity")["owner"]["ends"])) and len(core) >= 4 and not class_of(name)


def _subjects(row: Row, heading: str, keys: Keys, carry: _Carry) -> Row:
    codes: dict[str, str] = {}
    names = dict(row.names)
    printed = row.printed
    parts: dict[str, list[tuple[str, str]]] = {}
    carried = False
    for head, cell in keys:
        text = flat(cell.text)
        if head.part:
            parts.setdefault(head.role, []).append((head.part, text))
        elif head.role.endswith("code") and head.role not in ("unit_code", "project_code"):
            code, name, used = _code_cell(cell.text, carry.parts.setdefault(head.role, ["", "", ""]))
            carried = carried or used
            if code:
                codes.setdefault(head.role, code)
                names.setdefault(head.role.replace("code", "name") if head.role != "code" else "name", name)
            elif re.fullmatch(r"\d+", text):
                codes.setdefault("unit_like", text)
            elif not row.total:
                names.setdefault("name", clean(cell.text))
        elif head.role in ("name", "item_name", "function_name", "dept_name", "gov_name"):
            code, name = split_code(cell.text)
            if code and head.role != "name":
                codes.setdefault(head.role.replace("name", "code"), code)
            elif code:
                codes.setdefault("code", code)
            if name and not names.get(head.role):
                names[head.role] = name
                printed = printed or cell.text
        elif head.role == "project":
            row = changed(row, project=row.project or clean(cell.text))
            printed = printed or cell.text
    for role, found in parts.items():
        code, used = _joined_code(found, carry.parts.setdefault(role, ["", "", ""]))
        if code:
            codes[role] = code
            carried = carried or used
    names = {role: name for role, name in names.items() if name}
    if row.own_unit and not codes:
        names = {role: name for role, name in names.items() if name != row.unit}
        row = row if row.project != row.unit else changed(row, project="")
    return changed(row, codes=codes, names=names, printed=printed, heading=heading, carried_codes=carried)


def _code_cell(text: str, carry: list[str]) -> tuple[str, str, bool]:
    """(code, name, whether its class stands above) of a cell in a column of whole codes; code '' where it prints none.

    Two digits below a class are its 款; where two follow each other, the second may as well be a 项, and is left.
    """
    code, name = split_code(text)
    short = carry[0] and carry[2] != ALONE and re.fullmatch(r"\d\d", flat(text))
    if code:
        carry[:] = [code[:3], code[3:5], code[5:7]]
    elif short:
        code, name = carry[0] + flat(text), ""
        carry[:] = [carry[0], flat(text), ALONE]
    return code, name, bool(short)


def _joined_code(found: Sequence[tuple[str, str]], carry: list[str]) -> tuple[str, bool]:
    """The code of 类|款|项 cells, blanks to the left filled from the rows above, and whether any was."""
    filled = {part: re.sub(r"\D", "", text) for part, text in found}
    values = [filled.get(part, "") for part in headers.PARTS]
    values = [v if len(v) == size or len(v) in (5, 7) else "" for v, size in zip(values, (3, 2, 2), strict=True)]
    if not any(values):
        return "", False
    whole = next((v for v in reversed(values) if len(v) in (5, 7)), "")
    if whole:
        carry[:] = [whole[:3], whole[3:5], whole[5:7]]
        return whole, False
    deepest = max(i for i, v in enumerate(values) if v)
    used = any(not values[i] for i in range(deepest))
    joined = [values[i] or carry[i] for i in range(deepest + 1)]
    carry[:] = [*joined, *[""] * (2 - deepest)]
    if not all(joined):
        return "", False
    return "".join(joined), used


def _joined(rows: Sequence[tuple[int, bool, Row]]) -> Iterator[tuple[int, Row]]:
    """Rows of one block with their grid's number; the rest of a name that a page break put into a row of its own joined.

    Each row comes with whether it stands at the top of its page: only there can it be the rest of the row before.
    """
    held: tuple[int, Row] | None = None
    for g, top, row in rows:
        if held is not None and top and g != held[0] and _is_rest(row, held[1]):
            names = {role: held[1].names[role] + row.names.get(role, "") for role in held[1].names}
            held = (held[0], changed(held[1], names=names, project=held[1].project + row.project))
            continue
        if held is not None:
            yield held
        held = (g, row)
    if held is not None:
        yield held


def _is_rest(row: Row, above: Row) -> bool:
    """Whether a row holds nothing but the rest of the names of the row above: no amount, code, unit, enumerator or class.

    A number in another block of the line makes it a row of its own.
    """
    if row.amounts or row.codes or row.total or row.own_unit or not (row.names or row.project):
        return False
    held = set(row.names) <= set(above.names) and (not row.project or bool(above.project))
    name, ended = flat(row.printed), wording.patterns("rows", "rows")["name_end"]
    opened = is_item(name) or re.match(r"^[(]?\d", name) or class_of(name)
    whole = bool(opened or (ended.search(name) and ended.search(flat(above.printed))))
    return held and bool(above.amounts) and not whole and not any(map(number, row.grid.texts[row.number]))


def year_of(period: str, year: int | None) -> tuple[int | None, str]:
    """(year, measure) that a cell of a year column tells: 2022年, 上年, 增减变化金额."""
    words = wording.patterns("rows", "period")
    if told := next((measure for measure in words if words[measure].search(period)), ""):
        return year, told
    if printed := year_in(period):
        return printed, ""
    if year is not None and wording.patterns("rows", "rows")["prior_year"].search(period):
        return year - 1, ""
    return year, ""
