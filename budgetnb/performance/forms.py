"""A performance table as the forms it holds: one a project or one for the department, each with its bands of rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .. import trace, wording
from ..layout.settings import SETTINGS
from ..memo import once
from ..model import Cell, Grid, Line, Table
from ..text import SPACE, flat
from ..wording.tables import entry
from . import column_roles, form_notes
from .column_roles import Header
from .page_breaks import mended

CODED = re.compile(r"^(?P<code>\d{6,}[A-Z]?\d*|[A-Z]?\d{8,})[-—－]+(?P<name>.+)$")
OWNED = re.compile(r"^\d{3,}[_＿][^_＿]+[_＿](?P<name>.+)$")


@dataclass(frozen=True, slots=True)
class BandRow:
    """One row of a list: where it stands, and the header whose columns it fills."""

    header: Header
    grid: Grid
    row: int

    def cells(self, role: str) -> list[Cell]:
        """The cells that stand in this row under the columns of a role, each once."""
        found = [self.grid.across(self.row, f.first, f.last) for f in self.header.all(role)]
        return found[0] if len(found) == 1 else list({id(c): c for cells in found for c in cells}.values())

    @property
    def beginning(self) -> list[Cell]:
        """The printed cells that begin in this row, from left to right."""
        return [c for c in self.grid.across(self.row) if c.row == self.row and flat(c.text)]


@dataclass(eq=False)
class Form:
    """One form: whose targets it sets, its indicator rows, task rows and goals."""

    project: str = ""
    code: str = ""
    money_unit: str = ""
    indicators: list[BandRow] = field(default_factory=list)
    tasks: list[BandRow] = field(default_factory=list)
    goals: list[Cell] = field(default_factory=list)

    @property
    def filled(self) -> bool:
        """Whether the form has anything but its name."""
        return bool(self.indicators or self.tasks or self.goals)


@once
def read_forms(table: Table) -> list[Form]:
    """The forms of one table in reading order."""
    reader = _Reader(table)
    for grid in mended(table.grids):
        reader.take(grid)
    return [f for f in reader.forms if f.filled]


def split_code(text: str) -> tuple[str, str]:
    """(project code, project) of a printed project, the code and the unit before it taken off.

    >>> split_code("11000022T000000455362-工程咨询"), split_code("301008_市局_装备购置")
    (('11000022T000000455362', '工程咨询'), ('', '装备购置'))
    """
    bare = SPACE.sub("", text)
    if owned := OWNED.match(bare):
        return "", owned["name"]
    coded = CODED.match(bare)
    return (coded["code"], coded["name"]) if coded else ("", bare)


def project_in_title(table: Table, grid: Grid) -> str:
    """The project that the table's own title names (装备购置项目绩效目标表), '' where it names a kind of table only."""
    words = wording.patterns("kpis", "titles")
    found = words["project"].match(_title_lines(table, grid))
    name = found["project"] if found else ""
    return "" if words["general"].fullmatch(name) else split_code(words["tail"].sub("", name))[1]


def _title_lines(table: Table, grid: Grid) -> str:
    """The title as printed above a grid, with the line above it where it is wrapped."""
    here = [
        c
        for c in table.captions
        if c.page == grid.page and (c.bbox is None or grid.bbox is None or c.bbox[1] < grid.bbox[1])
    ]
    ends = [
        i for i, c in enumerate(here) if flat(c.text) and flat(table.title).endswith(flat(c.text).split("\n")[-1][-4:])
    ]
    if not ends:
        return table.title
    last = ends[-1]
    text = flat(here[last].text)
    if last and _wraps(here[last - 1], here[last]):
        text = flat(here[last - 1].text) + text
    return text if len(text) > len(table.title) else table.title


def _wraps(above: Line, below: Line) -> bool:
    """Whether a line goes on in the next: same size, close, wider, and no enumerated heading or sentence of its own."""
    alone = wording.patterns("kpis", "titles")["alone"]
    if above.bbox is None or below.bbox is None or alone.search(flat(above.text)):
        return False
    close = below.bbox[1] - above.bbox[3] < SETTINGS.form_title_gap * max(below.size, SETTINGS.form_lowest)
    wider = above.bbox[2] - above.bbox[0] > below.bbox[2] - below.bbox[0]
    return close and wider and abs(above.size - below.size) < SETTINGS.form_size_even


class _Reader:
    """Walks the rows of a table: each is a header, a field of the form, a goal, or a row of the list that is open."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.forms = [Form(money_unit=table.money_unit)]
        self.header: Header | None = None
        self.mode = ""
        self.seen: dict[str, Header] = {}

    @property
    def form(self) -> Form:
        """The form that is open."""
        return self.forms[-1]

    def take(self, grid: Grid) -> None:
        """Read one page of the table."""
        self._open(grid)
        row = 0
        while row < grid.rows:
            header = column_roles.find_header(grid, row)
            if header is not None:
                self._start(header)
                if trace.active and self.header is not None:
                    form_notes.columns(self.header, row)
                row += header.height
                continue
            beginning = [c for c in grid.across(row) if c.row == row and flat(c.text)]
            if self.mode != "task" and (unheaded := column_roles.unheaded_tasks(grid, beginning)) is not None:
                self._start(unheaded)
            if beginning and not _is_index(beginning):
                is_field = self._field(grid, row, beginning)
                if not is_field:
                    self._row(grid, row)
                if trace.active:
                    form_notes.row(grid, row, "field of the form" if is_field else self.mode)
            row += 1

    def _open(self, grid: Grid) -> None:
        """A new page: the open list goes on; a title that names a project opens its form."""
        if self.header is not None:
            self.header = column_roles.carry(self.header, grid)
        project = project_in_title(self.table, grid) if entry(self.table.id).measure == "project" else ""
        if project and project != self.form.project and not self.form.project:
            self.form.project = project
        above = [c for c in self.table.captions if c.page == grid.page and column_roles.label_of(c.text) == "goal"]
        alone = [c for c in grid.across(0) if flat(c.text)] if grid.rows else []
        if above and len(alone) == 1 and alone[0].colspan == grid.cols:
            self.form.goals.append(alone[0])

    def _start(self, header: Header) -> None:
        self.header = column_roles.merge(header, self.seen.get(header.kind))
        self.seen[header.kind] = self.header
        self.mode = header.kind

    def _row(self, grid: Grid, row: int) -> None:
        if self.header is not None and self.mode:
            rows = self.form.indicators if self.mode == "column" else self.form.tasks
            rows.append(BandRow(self.header, grid, row))

    def _field(self, grid: Grid, row: int, beginning: list[Cell]) -> bool:
        """Whether the row is a field of the form; in an open list only a label at its left edge makes it one."""
        first = beginning[0]
        named = _named(beginning)
        label = column_roles.label_of(first.text) or next(iter(named), "") or ("" if self.mode else _numbered(first))
        inside = self.header is not None and bool(self.mode) and first.col >= max(self.header.left, 1)
        if self._ends_tasks(grid, row, first, label):
            self.mode = ""
        if inside or label in ("", "indicators", "tasks") or (label == "goal" and self._spans_list(grid, row, first)):
            return False
        if named:
            self._project(named)
        elif label == "goal":
            self.form.goals += list(_goal_cells(grid, row, beginning))
        self.mode = ""
        return True

    def _ends_tasks(self, grid: Grid, row: int, first: Cell, label: str) -> bool:
        """Whether a label of another field at the left edge closes the list of tasks; one that goes on overleaf does not."""
        if self.mode != "task" or self.header is None or label == "tasks" or first.col >= self.header.left:
            return False
        return row > 0 or grid is self.header.grid

    def _spans_list(self, grid: Grid, row: int, label: Cell) -> bool:
        """Whether a label at the left edge runs down beside rows of the open list, the goal's own row being above."""
        if self.header is None or self.mode != "column" or label.rowspan == 1:
            return False
        band = BandRow(self.header, grid, row)
        filled = [[c for c in band.cells(role) if c.text.strip()] for role in ("indicator", "target")]
        return all(filled) and filled[0][0] is not filled[1][0]

    def _project(self, named: dict[str, str]) -> None:
        """A form begins at its project's name or code, whichever is printed first."""
        if self.form.filled or (named.get("project") and self.form.project):
            self.forms.append(Form(money_unit=self.table.money_unit))
        code, name = split_code(named.get("project", ""))
        self.form.project = name or self.form.project
        self.form.code = code or flat(named.get("project_code", "")) or self.form.code


def _numbered(label: Cell) -> str:
    """goal where a label numbers one of several goals of the year (年度目标1), '' elsewhere."""
    return "goal" if wording.patterns("kpis", "labels")["goal_numbered"].fullmatch(flat(label.text)) else ""


def _named(beginning: list[Cell]) -> dict[str, str]:
    """What a row of labels and values says of the project: its name, its code; {} where it says neither."""
    texts = [part for c in beginning for part in _label_and_value(c.text)]
    labels = [column_roles.label_of(text) for text in texts]
    values = [text if not label else "" for text, label in zip(texts[1:], labels[1:], strict=True)] + [""]
    pairs = zip(labels, values, strict=True)
    return {label: value for label, value in pairs if label in ("project", "project_code")}


def _label_and_value(text: str) -> list[str]:
    """A cell that prints a label and its value (项目名称：装备购置) as the two."""
    label, sign, value = SPACE.sub("", text).replace(":", "：").partition("：")
    return [label, value] if sign and value and column_roles.label_of(label) in ("project", "project_code") else [text]


def _is_index(beginning: list[Cell]) -> bool:
    """Whether a row numbers the columns: 1, 2, 3, 4 …"""
    texts = [flat(c.text) for c in beginning]
    return len(texts) > 3 and texts == [str(n) for n in range(1, len(texts) + 1)]


def _goal_cells(grid: Grid, row: int, beginning: list[Cell]) -> Iterator[Cell]:
    """The cells that print the goal beside or below its label; the year's where the whole period's stands beside it."""
    done = wording.patterns("kpis", "labels")["done"]
    beginning = [c for c in beginning if not done.fullmatch(flat(c.text))]
    texts = [c for c in beginning if column_roles.label_of(c.text) not in ("goal", "indicators")]
    if texts:
        yield texts[-1]
        return
    label = beginning[0]
    heads = [c for c in beginning[1:] if column_roles.label_of(c.text) != "indicators"]
    year = wording.patterns("kpis", "labels")["goal_year"]
    wanted = [c for c in heads if year.fullmatch(flat(c.text))] or heads
    for below in range(row + 1, min(row + max(label.rowspan, 2), grid.rows)):
        cells = grid.across(below)
        yield from (c for c in cells for head in wanted[-1:] if c.row == below and c.col == head.col and flat(c.text))


def texts_of(cells: Iterable[Cell]) -> list[str]:
    """The printed texts of cells, the blank ones left out."""
    return [c.text for c in cells if c.text.strip()]
