"""What the columns of a performance table are for, and on which columns of a continuation page they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise
from statistics import multimode

from .. import wording
from ..model import Cell, Grid
from ..text import flat, number
from . import columns_by_content, levels

TALLEST, LONGEST, TOP, MOST = 3, 24, 16, 60
Options = wording.Choices
KINDS = ("column", "task")
FEWEST_PACKED = 2
FEWEST_PARTS = 3
TOLD, MONEY = ("name", "content"), ("total", "fiscal", "other")
FEWEST = {
    "column": ({"indicator", "target"}, {"indicator", "operator"}, {"level2", "target"}),
    "task": ({"name", "content"}, {"name", "total"}),
}
BESIDE = ("goal", "indicators")  # labels that may stand beside a list and reach down over its rows
LABELS = ("project", "project_code", "goal", "tasks", "indicators", "other")


@dataclass(frozen=True, slots=True)
class Field:
    """One printed column: its role ('' where not known), its header words, and the places of the lattice it covers."""

    role: str
    words: str
    first: int
    last: int


@dataclass(frozen=True)
class Header:
    """The header of one list, of indicators (`column`) or of tasks (`task`), and the grid on whose columns it stands."""

    kind: str
    grid: Grid
    height: int
    fields: tuple[Field, ...]
    names: tuple[str, str] = ("", "")

    @cached_property
    def by_role(self) -> dict[str, list[Field]]:
        """The columns of each role, from left to right."""
        found: dict[str, list[Field]] = {}
        for f in self.fields:
            found.setdefault(f.role, []).append(f)
        return found

    def all(self, role: str) -> list[Field]:
        """The columns of one role, from left to right."""
        return self.by_role.get(role, [])

    def has(self, role: str) -> bool:
        """Whether a column of the role is printed."""
        return role in self.by_role

    @property
    def left(self) -> int:
        """The place of the leftmost column with a known role: what stands before it is a label."""
        return min(f.first for f in self.fields if f.role)

    @cached_property
    def drifts(self) -> bool:
        """Whether rows of a format without places may leave their columns: a level's name stands under another column."""
        if self.grid.bbox is not None:
            return False
        own = {col for f in self.fields if f.role in ("level1", "level2") for col in range(f.first, f.last)}
        heads = {word for f in self.fields for word in f.words.split("/")}
        named = wording.patterns("kpis", "drift")["level"]
        strays = (flat(c.text) for c in self.grid.cells if c.col not in own)
        return any(
            named.search(text) and text not in heads and (levels.is_level(text, 1) or levels.is_level(text, 2))
            for text in strays
        )

    @cached_property
    def blocks(self) -> tuple[Header, ...]:
        """The lists that stand side by side in one row, each with the levels that its header names; one where they do not."""
        groups = _groups(self.fields)
        return tuple(replace(self, fields=g, names=_names(g)) for g in groups) if len(groups) > 1 else (self,)


def _groups(fields: Sequence[Field]) -> list[tuple[Field, ...]]:
    """The columns of each of several lists side by side, those before the first shared; all in one where one is printed."""
    parts: list[list[Field]] = [[]]
    for field in fields:
        opens = field.role in ("level1", "level2", "indicator")
        if opens and {"indicator", "target"} <= {f.role for f in parts[-1]}:
            parts.append([])
        parts[-1].append(field)
    if not all({"indicator", "target"} <= {f.role for f in part} for part in parts):
        return [tuple(fields)]
    first = next((i for i, f in enumerate(parts[0]) if f.role == "indicator"), 0)
    return [
        (*(f for f in parts[0][:first] if f.role not in {g.role for g in part}), *part)
        if part is not parts[0]
        else tuple(part)
        for part in parts
    ]


def _names(fields: Sequence[Field]) -> tuple[str, str]:
    """The first and second level that the header of a list names above its columns (产出指标 / 三级指标)."""
    words = [word for f in fields if f.role in ("indicator", "target") for word in f.words.split("/")]
    first, second = (next((word for word in words if levels.is_level(word, n)), "") for n in (1, 2))
    return (first, second if second != first else "")


@lru_cache(maxsize=16384)
def label_of(text: str) -> str:
    """The label of a form that a text prints: project, goal, tasks, indicators, other; '' where it is none.

    >>> label_of("年度\\n总体\\n目标"), label_of("项目名称"), label_of("培训人数")
    ('goal', 'project', '')
    """
    bare, words = flat(text), wording.patterns("kpis", "labels")
    return next((name for name in LABELS if words[name].fullmatch(bare)), "") if bare else ""


def find_header(grid: Grid, row: int) -> Header | None:
    """The header of a list of indicators or of tasks that begins in this row; None where none does."""
    beginning = {c.col: c for c in grid.matrix[row] if c is not None and c.row == row and flat(c.text)}
    if len(beginning) < 2:
        return None
    found = (_header(grid, row, kind, beginning.values()) for kind in KINDS)
    return next((h for h in found if h is not None), None) or _packed(grid, row, beginning.values())


def unheaded_tasks(grid: Grid, beginning: Sequence[Cell]) -> Header | None:
    """The columns of a list of tasks that begins beside its label with no header: a name, what is done, the money; None elsewhere."""
    if len(beginning) < FEWEST_PARTS or label_of(beginning[0].text) != "tasks":
        return None
    told = [c for c in beginning[1:] if number(c.text) is None]
    values = [found for c in beginning[1:] if (found := number(c.text)) is not None]
    if not 1 <= len(told) <= len(TOLD) or not values or beginning[-1] is told[-1]:
        return None
    summed = len(values) == len(MONEY) and abs(values[0].value - values[1].value - values[2].value) <= values[0].place
    amounts = beginning[1 + len(told) :][: len(MONEY) if summed else 1]
    named = zip((*told, *amounts), (*TOLD[: len(told)], *MONEY), strict=False)
    return Header("task", grid, 0, tuple(Field(role, "", c.col, c.col + c.colspan) for c, role in named))


def _less_label(beginning: list[Cell], kind: str, options: Options) -> list[Cell]:
    """The cells of a header without the label of the list of tasks beside it, which reads like a column of names."""
    if kind != "task":
        return beginning
    names = [c for c in beginning if _role(c.text, options) == "name"]
    labelled = len(names) > 1 and names[0] is beginning[0] and label_of(names[0].text) == "tasks"
    return beginning[1:] if labelled else beginning


def lists_indicators(grid: Grid) -> bool:
    """Whether the top of a grid heads a list of indicators with their levels: a performance table whatever its title."""
    found = (find_header(grid, row) for row in range(min(grid.rows, TOP)))
    return any(h is not None and h.kind == "column" and (h.has("level1") or h.has("level2")) for h in found)


def _header(grid: Grid, row: int, kind: str, beginning: Iterable[Cell]) -> Header | None:
    options = wording.choices("kpis", kind)
    beginning = _less_label(list(beginning), kind, options)
    beside = beginning[:1] if kind == "column" and label_of(beginning[0].text) in BESIDE else []
    spans = [c.rowspan for c in beginning[len(beside) :] if c.rowspan <= TALLEST and _role(c.text, options)]
    if not spans:
        return None
    height = max(multimode(spans))
    if kind == "task" and any(number(c.text) is not None for r in grid.matrix[row : row + height] for c in r if c):
        return None  # a label beside rows of money
    fields = _columns(grid, row, height, beginning[0].col, kind)
    if not any(wanted <= {f.role for f in fields} for wanted in FEWEST[kind]):
        return None
    if _goes_on(grid, row + height, options):
        height += 1
        fields = _columns(grid, row, height, beginning[0].col, kind)
    return Header(kind, grid, height, tuple(fields))


def _columns(grid: Grid, row: int, height: int, left: int, kind: str) -> list[Field]:
    """The columns of a header with their roles; what stands before the header's own first cell has none."""
    fields = list(_fields(grid, row, row + height, wording.choices("kpis", kind)))
    known = _told(fields, grid, row + height, left) if kind == "column" else fields
    return [replace(f, role="") if f.first < left else f for f in _settled(known)]


def _told(fields: Sequence[Field], grid: Grid, below: int, left: int) -> list[Field]:
    """The columns, those whose headers tell no role with that which their cells tell."""
    if all(f.role or f.first < left for f in fields) or any(
        columns_by_content.is_content(f.words.split("/")[-1]) for f in fields
    ):
        return list(fields)
    columns = [_below(f, grid, below) if f.first >= left else [] for f in fields]
    told = columns_by_content.told([f.role for f in fields], columns)
    return [replace(f, role=role) for f, role in zip(fields, told, strict=True)]


def _below(field: Field, grid: Grid, below: int) -> list[str]:
    """The texts of the cells that stand in a column below its header and in no other, each once."""
    rows = range(below, min(grid.rows, below + MOST))
    cells = {id(c): c for row in rows for c in grid.across(row, field.first, field.last)}
    inside = (c for c in cells.values() if c.row >= below and c.col >= field.first and c.col + c.colspan <= field.last)
    return [text for c in inside if (text := flat(c.text))]


def _packed(grid: Grid, row: int, beginning: Iterable[Cell]) -> Header | None:
    """The header of a list whose columns are first levels, each cell packing its indicators; None where it is none."""
    height = max(c.rowspan for c in beginning)
    last = row + height - 1
    across = [c.text for c in grid.matrix[last] if c is not None and c.row == last]
    first = next((i for i, text in enumerate(across) if levels.is_level(text, 1)), len(across))
    sure = {levels.name_of(text) for text in across} - {""}
    if height > TALLEST or len(sure) < FEWEST_PACKED or not all(levels.is_level(text, 1) for text in across[first:]):
        return None
    fields = _fields(grid, row, last + 1, wording.choices("kpis", "column"))
    return Header("column", grid, height, tuple(_as_packed(f) for f in fields))


def _as_packed(field: Field) -> Field:
    if levels.is_level(field.words.split("/")[-1], 1):
        return replace(field, role="packed")
    return replace(field, role="goal") if field.role == "period" else field


def _goes_on(grid: Grid, row: int, options: Options) -> bool:
    """Whether the row below still prints header words (总额, 财政拨款 under 预算金额) in a format without merged cells."""
    if row >= grid.rows:
        return False
    texts = [flat(c.text) for c in grid.matrix[row] if c is not None and c.row == row and flat(c.text)]
    return len(texts) >= 2 and all(_role(text, options) for text in texts)


def _fields(grid: Grid, top: int, bottom: int, options: Options) -> Iterable[Field]:
    """The printed columns: the lowest header cell above each place, with the roles that its words and those above say."""
    first = 0
    while first < grid.cols:
        path = _path(grid, top, bottom, first)
        leaf = path[-1] if path else None
        last = first + 1
        while leaf is not None and last < grid.cols and (below := _path(grid, top, bottom, last)) and below[-1] is leaf:
            last += 1
        if leaf is not None:
            role = next((r for c in reversed(path) if (r := _role(c.text, options))), "")
            yield Field(role, "/".join(flat(c.text) for c in path), first, last)
        first = last


def _role(text: str, options: Options) -> str:
    """The role that a header cell names; a sentence names none."""
    bare = flat(text).replace("。", "")
    return wording.choose(options, bare) if len(bare) <= LONGEST else ""


def _path(grid: Grid, top: int, bottom: int, col: int) -> list[Cell]:
    """The header cells above one place, from the top down; labels that reach below the header are none."""
    path: list[Cell] = []
    for row in range(top, bottom):
        cell = grid.matrix[row][col]
        inside = cell is not None and cell.row >= top and cell.row + cell.rowspan <= bottom
        if cell is not None and inside and flat(cell.text) and (not path or path[-1] is not cell):
            path.append(cell)
    return path


def _settled(fields: list[Field]) -> list[Field]:
    """One role told apart where several columns claim it: the deepest level is the indicator, one of two targets the period's."""
    claims = [f for f in fields if f.role == "indicator"]
    deepest = min((_depth(f) for f in claims), default=0)
    fields = [replace(f, role="") if f in claims and _depth(f) > deepest else f for f in fields]
    lowest = [f for f in fields if f.role == "level2"][-1:]
    fields = _goals(fields if claims else [replace(f, role="indicator") if f in lowest else f for f in fields])
    targets = [f for f in fields if f.role == "target"]
    period = wording.patterns("kpis", "labels")["goal_period"]
    if len(targets) == 2:
        fields = [replace(f, role="period") if f in targets and period.search(f.words) else f for f in fields]
    if not any(f.role == "target" for f in fields):
        last = max((f.last for f in fields if f.role == "indicator"), default=99)
        later = [f for f in fields if f.role in ("period", "goal") and f.first >= last]
        fields = [replace(f, role="target") if f in later[-1:] else f for f in fields]
    first = min((f.first for f in fields if f.role == "indicator"), default=0)
    fields = [replace(f, role="unit_name") if f.role == "unit" and f.first < first else f for f in fields]
    if len(_groups(fields)) == 1:
        fields = _one_each(fields)
    return [replace(f, role="") if f.role == "remark" else f for f in fields]


def _goals(fields: list[Field]) -> list[Field]:
    """The columns before the indicator's that are headed like a target of the whole period (总体绩效目标) hold goals."""
    first = next((f.first for f in fields if f.role == "indicator"), 0)
    return [replace(f, role="goal") if f.role == "period" and f.first < first else f for f in fields]


def _one_each(fields: list[Field]) -> list[Field]:
    """Of several columns of one role the one that the wording prefers, of several indicators the first; the others are further text."""
    names = [f for f in fields if f.role == "indicator"]
    fields = [replace(f, role="") if f in names[1:] else f for f in fields]
    for role, words in wording.patterns("kpis", "first").items():
        claims = [f for f in fields if f.role == role]
        preferred = [f for f in claims if words.search(f.words.split("/")[-1])] or claims
        fields = [replace(f, role="") if f in claims and f != preferred[-1] else f for f in fields]
    return fields


def _depth(field: Field) -> int:
    """0 for the lowest level that can be printed, more for words that may also be a label of the form."""
    words: list[str] = wording.load("kpis")["depth"]["words"]
    return next((i for i, word in enumerate(words) if word in field.words), len(words))


def carry(header: Header, grid: Grid) -> Header:
    """The header moved to the columns of a continuation page: by place where both pages tell it, else by number."""
    old, new = _spans(header.grid), _spans(grid)
    if grid is header.grid or not old or not new:
        return replace(header, grid=grid, height=0)
    return replace(header, grid=grid, height=0, fields=tuple(_moved(f, old, new) for f in header.fields))


def _moved(field: Field, old: dict[int, tuple[float, float]], new: dict[int, tuple[float, float]]) -> Field:
    """The field on the columns whose middle lies inside its own edges; the nearest column where none does."""
    left = min((old[c][0] for c in range(field.first, field.last) if c in old), default=None)
    right = max((old[c][1] for c in range(field.first, field.last) if c in old), default=None)
    if left is None or right is None:
        return field
    inside = [c for c, (a, b) in new.items() if left < (a + b) / 2 < right]
    near = inside or [min(new, key=lambda c: abs(sum(new[c]) - left - right))]
    return replace(field, first=min(near), last=max(near) + 1)


def _spans(grid: Grid) -> dict[int, tuple[float, float]]:
    """Left and right edge of every column as shares of the grid's width; {} where cells have no place."""
    if grid.bbox is None:
        return {}
    left, width = grid.bbox[0], max(grid.bbox[2] - grid.bbox[0], 1.0)
    starts = {c.col: c.bbox[0] for c in grid.cells if c.bbox is not None}
    ends = {c.col + c.colspan: c.bbox[2] for c in grid.cells if c.bbox is not None}
    edges = {**ends, **starts}
    if not edges:
        return {}
    inner = sorted(edges)
    return {a: ((edges[a] - left) / width, (edges[b] - left) / width) for a, b in pairwise(inner)}


def merge(header: Header, earlier: Header | None) -> Header:
    """A repeated header with the roles of the first where its own words are spoilt (a cell that crossed the page)."""
    if earlier is None or earlier.kind != header.kind or len(earlier.fields) != len(header.fields):
        return header
    pairs = list(zip(header.fields, earlier.fields, strict=True))
    if sum(new.role == old.role != "" for new, old in pairs) < 3:
        return header
    return replace(
        header, fields=tuple(replace(n, role=n.role or o.role, words=n.words if n.role else o.words) for n, o in pairs)
    )
