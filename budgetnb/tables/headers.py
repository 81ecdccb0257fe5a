"""Header rows of a grid: where they end, each column's path, and what the column is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise

from .. import wording
from ..model import Grid
from ..text import flat, is_item, money_unit, names_money, number
from ..wording import tables
from ..wording.current import remembered
from .money_units import begins_unit

PARTS = ("class", "division", "item")
CODE_CELL = re.compile(r"^\[?\d{3}(?:\d{2}){0,3}\]?(?!\.)(?:$|[-\]—_－\u4e00-\u9fff])")
SUBJECT = re.compile(r"(?:2(?:0[1-9]|[12]\d|3[0-5])|3(?:0[1-9]|1[0-3]|99)|5(?:0[1-9]|1[0-5]|99))(?:(?!00)\d\d){0,2}")
NAME_CELL = re.compile(r"[\u4e00-\u9fff]")
DEEPEST = 6
MANY_ITEMS = 3
NAMES = ("name", "project")
SCHEMED = ("gov_code", "dept_code", "function_code")
CLASSED = {"code", "gov_code", "dept_code", "function_code", "gov_name", "dept_name", "function_name"}
CODES_OF = {"gov_name": "gov_code", "dept_name": "dept_code", "function_name": "function_code"}


@dataclass(frozen=True, slots=True)
class Head:
    """One column of a grid: its header path as printed and its role ('' for a column of amounts).

    `part` is its part of a split code; `under` says that its names stand under those of the column to the left.
    """

    col: int
    path: tuple[str, ...]
    role: str
    part: str = ""
    under: bool = False

    @property
    def printed(self) -> str:
        """The header path as the frames carry it."""
        return " / ".join(self.path)


@dataclass(frozen=True)
class Block:
    """Columns that belong together: keys (names, codes, units), then amounts."""

    keys: tuple[Head, ...]
    amounts: tuple[Head, ...]

    @cached_property
    def dated(self) -> bool:
        """Whether a column tells the year of each row."""
        return any(head.role == "year" for head in self.keys)

    @cached_property
    def levels(self) -> frozenset[int]:
        """The columns of names that stand one under the other: the levels of one name."""
        first = next((i for i, head in enumerate(self.keys) if head.under), 0)
        return frozenset(head.col for i, head in enumerate(self.keys) if head.under or i == first - 1)


def owner_in(text: str) -> str:
    """The organisation that an owner's line names (部门名称：…), '' where it names none.

    >>> owner_in("单位：万元"), owner_in("单位：万"), owner_in("部门名称： 市交通中心")
    ('', '', '市交通中心')
    """
    words = wording.patterns("identity", "owner")
    found = words["label"].match(flat(words["money"].sub("", text)))
    if not found:
        return ""
    name = words["next_label"].split(found.group("name"), maxsplit=1)[0]
    name = re.sub(r"^[\[(【]?\d{3,}[\])】]?[-_—]?(?=[\u4e00-\u9fff])", "", name)
    unit = begins_unit(name) or names_money(name)
    return "" if unit or not NAME_CELL.search(name) or len(name) > 40 else name


def unit_in(grid: Grid) -> str:
    """The money unit that the first rows of a grid name, '' where they name none."""
    for row in grid.texts[:DEEPEST]:
        for text in row:
            if text and (unit := money_unit(text)):
                return unit
    return ""


def foot_notes(grid: Grid) -> list[str]:
    """The notes printed in the last rows of a grid."""
    found = wording.patterns("rows", "rows")["note"]
    return [flat(t) for row in grid.texts[-2:] for t in row if found.search(flat(t)) and len(flat(t)) > 3]


@remembered(16384)
def role_of(text: str) -> str:
    """The role of a column by one level of its header, '' where the words name none."""
    return wording.choose(wording.sections("columns", "columns"), text)


@remembered(16384)
def is_header_word(text: str) -> bool:
    """Whether a cell is worded as a header: a key column, a measure, a fund, a time or a total."""
    bare = flat(text)
    if not bare or len(bare) > 40 or is_item(bare):
        return False
    if role_of(bare) and not re.search(r"\d{3}", bare):
        return True
    choices = ("measure", "fund")
    if any(wording.choose(wording.choices("columns", c), bare) for c in choices):
        return True
    return bool(_words("word").search(bare))


def _words(name: str) -> re.Pattern[str]:
    return wording.patterns("columns", "heading")[name]


def header_rows(grid: Grid) -> int:
    """How many rows of the grid are its header, index rows (1 2 3, ** **) included."""
    rows = 0
    index = wording.patterns("rows", "rows")["subject_header"]
    depth_limit = min(grid.rows, 9)
    while rows < depth_limit:
        cells = [c for c in grid.across(rows) if c.text.strip()]
        texts = [flat(c.text) for c in cells]
        if not texts:
            spanned = any(c is not None and c.row < rows for c in grid.matrix[rows])
            if not (spanned or rows == 0) or rows + 1 >= grid.rows:
                break
            rows += 1
            continue
        if _is_index_row(texts, index):
            rows += 1
            continue
        if not _is_header_row(cells, texts, rows, rows == 0):
            break
        spans = (c for c in cells if c.rowspan < 7 and c.row == rows and _safe_span(grid, c))
        rows = max([rows + 1, *(c.row + c.rowspan for c in spans)])
    return rows


def _safe_span(grid: Grid, cell: object) -> bool:
    """Whether a merged header cell may pull the rows that it spans into the header: none of them holds a number."""
    first, span = cell.row, cell.rowspan  # type: ignore[attr-defined]
    for row in grid.texts[first : first + span]:
        if any(number(t) is not None and len(flat(t)) > 2 for t in row if t):
            return False
    return True


def _is_index_row(texts: Sequence[str], index: re.Pattern[str]) -> bool:
    if not all(index.match(t) for t in texts):
        return False
    digits = [int(t) for t in texts if t.isdigit()]
    labelled = bool(digits) and bool(_words("index").match(texts[0]))
    if labelled or len(digits) >= 3 or (len(digits) == len(texts) >= 2):
        steps = [b - a for a, b in pairwise(digits)]
        return all(step == 1 for step in steps) and digits[0] <= 3
    return not digits and any(_words("index_letter").match(t) for t in texts)


def _is_header_row(cells: Sequence[object], texts: Sequence[str], row: int, first: bool) -> bool:
    if any(number(t) is not None and not re.fullmatch(r"20\d\d", t) for t in texts):
        return False
    keyed = (
        first and len(texts) > 2 and all(role_of(t) not in ("", "text") for t in texts[:2])
    )  # columns may then be headed by classes
    if not keyed and any(re.match(r"^\d{5,}", t) or CODE_CELL.match(t) and not t.startswith("20") for t in texts):
        return False
    if not keyed and any(
        re.match(r"^20[1-9]\d{0,4}[-\u4e00-\u9fff]?", t) and not _words("dated").match(t) for t in texts
    ):
        return False
    words = wording.patterns("rows", "rows")["total"]
    if all(words.search(t) for t in texts) and (len(texts) == 1 or texts[0] == texts[-1]) and not first:
        return any(c.row < row for c in cells) or (len(texts) > 1 and texts.count(texts[0]) > 1)  # type: ignore[attr-defined]
    hits = sum(is_header_word(t) or bool(_words("parts").match(t)) for t in texts)
    items = {found for t in texts if (found := wording.choose(wording.choices("rows", "three_public"), t))}
    if len(items) > MANY_ITEMS:  # the items of 三公 are columns
        return True
    grouped = first and len(texts) >= 3 and any(c.colspan > 1 for c in cells) and any(c.rowspan > 1 for c in cells)  # type: ignore[attr-defined]
    return hits >= (1 if grouped or keyed else max(1, (len(texts) + 1) // 2))


def code_of(text: str) -> str:
    """The digits of a cell that looks like a subject code, '' for any other.

    >>> code_of("2010801-行政运行"), code_of("18,553")
    ('2010801', '')
    """
    bare = flat(text).strip("[]")
    return "".join(ch for ch in bare[:8] if ch.isdigit()) if CODE_CELL.match(flat(text)) else ""


def same_header(grid: Grid, first: Grid) -> bool:
    """Whether a grid repeats the header of another."""
    mine, theirs = header_texts(grid), header_texts(first)
    return bool(mine) and bool(theirs) and (mine == theirs or (mine <= theirs and len(mine) >= 2))


def header_texts(grid: Grid) -> set[str]:
    """The texts of a grid's header cells."""
    return {flat(t) for row in grid.texts[: header_rows(grid)] for t in row if t.strip()}


def paths(grid: Grid, rows: int) -> list[tuple[str, ...]]:
    """The header path of every column, each level once, index rows left out."""
    index = wording.patterns("rows", "rows")["subject_header"]
    levels = [list(row) for row in grid.matrix[:rows]]
    keep = [
        i
        for i in range(len(levels))
        if not _is_index_row([flat(c.text) for c in grid.across(i) if c.text.strip()] or ["x"], index)
    ]
    texts = [[flat(c.text) if c else "" for c in levels[i]] for i in keep]
    if grid.page is None and all(c.colspan == 1 for c in grid.cells):
        texts = _fill_right(texts)
    result = []
    for col in range(grid.cols):
        path: list[str] = []
        for level in texts:
            if level[col] and (not path or path[-1] != level[col]):
                path.append(level[col])
        result.append(tuple(path))
    return result


def _fill_right(texts: list[list[str]]) -> list[list[str]]:
    """Headers of plain text, where a merged cell stands once and blanks follow: the blank takes its left neighbour."""
    filled = []
    for i, level in enumerate(texts):
        row = list(level)
        for col in range(1, len(row)):
            below = any(later[col] for later in texts[i + 1 :])
            alone = i == 0 and len(texts) == 1
            if not row[col] and (below or not alone) and not _starts(texts, i, col):
                row[col] = row[col - 1] if below else ""
        filled.append(row)
    return filled


def _starts(texts: list[list[str]], level: int, col: int) -> bool:
    return any(above[col] and not above[col - 1] for above in texts[:level])


def heads(column_paths: Sequence[tuple[str, ...]], bodies: Sequence[tuple[Grid, int]]) -> list[Head]:
    """The columns with their roles, from the words of the header and the look of the cells below.

    `bodies` are the grids whose columns these are, each with the number of its header rows.
    """
    words = wording.patterns("columns", "parts")
    found = []
    for col, path in enumerate(column_paths):
        part = next((p for p in PARTS if path and words[p].match(path[-1])), "")
        role = _role(look_of(bodies, col), col, path, part)
        role = "year" if role in NAMES and _is_years(bodies, col) else role
        found.append(Head(col, path, role, part))
    return _levels_of_names(_codes_of_names(_parts_of_codes(found)))


def _levels_of_names(columns: Sequence[Head]) -> list[Head]:
    """Columns of names under one header, or headed 二级 after 一级, are levels of one name."""
    deeper = wording.patterns("columns", "deeper")["names"]
    found = list(columns)
    for left, right in pairwise(head for head in columns if head.path or head.role != "text"):
        one = bool(left.path) and (not right.path or right.path == left.path)
        if left.role in NAMES and right.role in NAMES and (one or (right.path and deeper.search(right.path[-1]))):
            found[right.col] = replace(right, under=True)
    return found


def _parts_of_codes(columns: Sequence[Head]) -> list[Head]:
    """Two or three columns under one header of codes are 类, 款 and 项, whether that is printed or not."""
    found = list(columns)
    for i, head in enumerate(columns):
        run = [h for h in columns[i : i + 3] if h.path == head.path and h.role == head.role]
        first = i == 0 or columns[i - 1].path != head.path
        if head.path and first and head.role.endswith("code") and len(run) > 1 and not head.part:
            for h, part in zip(run, PARTS, strict=False):
                found[h.col] = replace(h, part=part)
    return found


def _codes_of_names(columns: Sequence[Head]) -> list[Head]:
    """Columns headed only 科目编码 take the scheme of the name column that follows them."""
    found = list(columns)
    following = ""
    for i in range(len(found) - 1, -1, -1):
        if found[i].role == "code":
            found[i] = replace(found[i], role=CODES_OF.get(following, "code"))
        elif not found[i].role.endswith("code"):
            following = found[i].role
    return found


def _role(look: str, col: int, path: tuple[str, ...], part: str) -> str:
    if part:
        groups = [r for level in reversed(path[:-1]) if (r := role_of(level))]
        group = next((r for r in groups if r in CODES_OF or r in SCHEMED), next(iter(groups), "code"))
        return CODES_OF.get(group, group if group.endswith("code") else "code")
    if not look and not path:
        return "text"
    named = _named_role(path)
    if look == "amount" and named not in ("text", "index", "year", "unit_code", "project_code"):
        return "" if not named.endswith("code") else named
    if look == "code" and not named:
        return "code" if col == 0 or not path else ""
    if look == "text" and not named:
        return "name" if not any(_words("money").search(p) for p in path) else "text"
    if look == "code" and named in ("name", "function_name"):
        return "function_code" if named == "function_name" else "code"
    if look == "code" and named in ("dept_name", "gov_name"):
        return named.replace("name", "code")
    return named


def _named_role(path: tuple[str, ...]) -> str:
    """The role that the deepest level names; amounts' words under a key's group stay amounts."""
    for depth, level in enumerate(reversed(path)):
        if depth > 0 and role_of(level) in ("text", "name", "index"):
            continue
        if role := role_of(level):
            return _of_group(role, path[: len(path) - 1 - depth])
        if wording.choose(wording.choices("columns", "measure"), level) or wording.choose(
            wording.choices("columns", "fund"), level
        ):
            return ""
        if _words("amount").search(level):
            return ""
    return ""


def _of_group(role: str, above: Sequence[str]) -> str:
    """A column of codes or names as one of the classification that the levels above it name."""
    groups = [r for level in reversed(above) if (r := role_of(level)) in (*SCHEMED, *CODES_OF)]
    if role not in ("code", "name") or not groups:
        return role
    code = CODES_OF.get(groups[0], groups[0])
    return code if role == "code" else code.replace("code", "name")


def look_of(bodies: Sequence[tuple[Grid, int]], col: int) -> str:
    """What most cells of a column look like: amount, code, text, or '' for nothing."""
    seen = {"amount": 0, "code": 0, "text": 0}
    for grid, rows in bodies:
        for row in grid.texts[rows:]:
            if row[col].strip():
                seen[_kind_of(row[col])] += 1
    if not any(seen.values()):
        return ""
    return max(seen, key=lambda k: seen[k])


def _is_years(bodies: Sequence[tuple[Grid, int]], col: int) -> bool:
    """Whether every cell of a column prints a year or the change between two, one of them a year by its number or name."""
    words = wording.patterns("rows", "rows")
    texts = [flat(row[col]) for grid, rows in bodies for row in grid.texts[rows:] if row[col].strip()]
    if len(texts) < 2 or not all(words["period"].match(text) for text in texts):
        return False
    return sum(bool(_words("year_cell").match(text)) for text in texts) > 1


@lru_cache(maxsize=65536)
def _kind_of(text: str) -> str:
    bare = flat(text)
    found = number(bare)
    if found is None:
        return "code" if CODE_CELL.match(bare) else "text"
    if SUBJECT.fullmatch(bare):
        return "code"
    return "amount"


def blocks(columns: Sequence[Head]) -> list[Block]:
    """The columns parted into blocks: a run of keys, then a run of amounts; a trailing run of keys is dropped."""
    found: list[Block] = []
    keys: list[Head] = []
    amounts: list[Head] = []
    for head in columns:
        if head.role and head.role != "text":
            if amounts and head.role in (
                "name",
                "code",
                "function_code",
                "dept_code",
                "function_name",
                "dept_name",
                "gov_name",
                "gov_code",
                "project",
            ):
                found.append(Block(tuple(keys), tuple(amounts)))
                keys, amounts = [], []
            keys.append(head)
        elif not head.role:
            amounts.append(head)
    if amounts:
        found.append(Block(tuple(keys), tuple(amounts)))
    return found


def guess_table(grid: Grid) -> str:
    """The canonical table that a grid's own header tells where no title does, '' where it tells none."""
    joined = f" {' '.join(sorted(header_texts(grid)))} "
    told = next((table for table, words in _told_by_header() if all(word.search(joined) for word in words)), "")
    return told or (tables.first(projects=True) if _lists_projects(grid) else "")


@remembered()
def _told_by_header() -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    """The tables that words of a header tell, each with the patterns that must all be there, in the order of the file."""
    listed = wording.load("tables")["header"]
    return tuple((entry["table"], tuple(map(wording.pattern, entry["words"]))) for entry in listed)


def lists_only_projects(grid: Grid) -> bool:
    """Whether the rows of a grid are projects: their names are printed and no codes, all its money is theirs or told by source."""
    rows = header_rows(grid)
    columns = heads(paths(grid, rows), [(grid, rows)]) if rows else []
    measures = {
        wording.choose(wording.choices("columns", "measure"), level) for h in columns if not h.role for level in h.path
    }
    named = any(_words("project").search(level) for h in columns if h.role for level in h.path)
    classed = any(h.role in CLASSED and not _words("other_codes").search("".join(h.path)) for h in columns)
    return named and not classed and measures <= {"", "project"}


def _lists_projects(grid: Grid) -> bool:
    """Whether every row of a grid names a project and prints one amount of money."""
    rows = header_rows(grid)
    columns = heads(paths(grid, rows), [(grid, rows)]) if rows else []
    roles = [h.role for h in columns]
    amounts = [h for h in columns if not h.role and any(_words("budgeted").search(level) for level in h.path)]
    return "project" in roles and len(amounts) == 1 and roles.count("") == 1
