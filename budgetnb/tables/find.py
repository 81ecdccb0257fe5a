"""Grids to tables: which grids stand under one title, what the contents page promises."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise, takewhile

from .. import trace, wording
from ..layout.settings import SETTINGS
from ..memo import once
from ..model import Cell, Document, Grid, Line, Table
from ..performance.column_roles import lists_indicators
from ..text import flat, is_item, money_unit, number
from ..wording import tables
from . import headers, line_notes, table_notes
from .column_meaning import scope_fund, scope_measure
from .money_units import unit_in_lines
from .titles import Title, bare_title, looks_like_title, read_number, read_title, without_leaders

PREAMBLE = 6
NEAR = 14
MOST_SPLIT = 3
MANY = 5
MOST_NOTES = 6
WRAPPED = 16
MOST_ASIDE = 60
LONGEST_BEGUN = 30
NAMED = re.compile(r"[\u4e00-\u9fff]{2}")


@dataclass
class _Open:
    """A table being gathered."""

    title: Title
    grids: list[Grid] = field(default_factory=list)
    captions: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def _line(name: str) -> re.Pattern[str]:
    return wording.patterns("tables", "line")[name]


def find_tables(document: Document) -> list[Table]:
    """The tables of a document in reading order, each with the grids of all its pages; unrecognised ones too."""
    opened: list[_Open] = []
    pending: list[Line] = []
    for page in document.pages:
        fresh = True
        for item in page.items:
            if isinstance(item, Line):
                pending.append(item)
                if trace.active:
                    line_notes.noted(item)
                continue
            if _listed_titles(item):
                pending = []
                continue
            if opened and not fresh:
                opened[-1].notes += _notes(_untitled(pending))
            for part, inner in _split_titled(item):
                captions, before = _captions(pending, inner), len(opened)
                _place(opened, part, captions, fresh)
                if trace.active:
                    table_notes.placed(part, opened[-1].title, _title_above(captions), begins=len(opened) > before)
                pending = []
                fresh = False
        if opened and pending and any(isinstance(i, Grid) for i in page.items):
            opened[-1].notes += _notes(pending)
    if opened and pending:
        opened[-1].notes += _notes(pending[:3])
    promised = promised_titles(document)
    return [_close(o, promised) for o in opened]


def _captions(pending: Sequence[Line], inner: Sequence[Line]) -> list[Line]:
    return [*pending[-NEAR:], *inner]


def _place(opened: list[_Open], grid: Grid, captions: list[Line], fresh: bool) -> None:
    title = _title_above(captions)
    if opened and title is None and _is_aside(captions) and (whole := _under_header(grid, opened[-1])):
        opened[-1].grids[-1] = whole
        return
    if opened and title is None and fresh and _is_aside(captions) and _set_beside(grid, opened[-1]):
        return
    if (
        opened
        and title is None
        and grid.cols < opened[-1].grids[-1].cols
        and (fit := _aligned(grid, opened[-1].grids[-1]))
    ):
        grid = fit
    if opened and _continues(opened[-1], title, grid, captions, fresh):
        opened[-1].grids.append(grid)
        opened[-1].captions += captions
        return
    if title is None:
        title = _unknown_title(captions, grid)
    opened.append(_Open(title, [grid], list(captions)))


def _continues(last: _Open, title: Title | None, grid: Grid, captions: Sequence[Line], fresh: bool) -> bool:
    if title is not None:
        same = (
            title.table == last.title.table
            and title.name == last.title.name
            and not _of_another(last.captions, captions)
        )
        return same and (not title.number or title.number == last.title.number or not last.title.number)
    if any(looks_like_title(line.text) for line in captions):
        return False
    if fresh and _is_form(last) and _same_sides(grid, last.grids[-1]):
        return True
    if grid.page is None or not fresh:
        return not any(flat(line.text) for line in captions) and grid.cols == last.grids[-1].cols
    return _is_aside(captions) and (grid.cols == last.grids[-1].cols or headers.same_header(grid, last.grids[0]))


def _is_aside(captions: Sequence[Line]) -> bool:
    """Whether what stands between two pages of a table is no more than a running header or a page number."""
    return sum(len(flat(line.text)) for line in captions) <= MOST_ASIDE and not any(
        looks_like_title(line.text) for line in captions
    )


def _under_header(grid: Grid, last: _Open) -> Grid | None:
    """A grid with the rows of its header that a page break left on the page before; None where that page holds more, or all of it."""
    above = last.grids[-1]
    if _is_form(last) or not _same_sides(grid, above) or headers.header_rows(above) < above.rows:
        return None
    head = above if above.cols == grid.cols else _aligned(above, grid)
    if head is None or headers.same_header(grid, above):
        return None
    below = (c._replace(row=c.row + head.rows) for c in grid.cells)
    return replace(grid, cells=(*head.cells, *below), rows=head.rows + grid.rows)


def _is_form(table: _Open) -> bool:
    """Whether a table is one of performance targets, which has no header that a page repeats."""
    return tables.entry(table.title.table).layout == "targets"


def _set_beside(grid: Grid, last: _Open) -> bool:
    """Whether a grid is the right part of a page of the table, too wide for its paper: the same rows, and only numbers in them.

    It is then set beside that page's own columns.
    """
    first = headers.header_rows(grid)
    body = [text for row in grid.texts[first:] for text in row if text.strip()]
    if _is_form(last) or not first or not body or any(number(text) is None for text in body):
        return False
    for i, left in enumerate(last.grids):
        if left.page != grid.page and headers.header_rows(left) >= first and _same_rows(left, grid):
            cells = (*left.cells, *(c._replace(col=c.col + left.cols) for c in grid.cells))
            last.grids[i] = replace(left, cells=cells, cols=left.cols + grid.cols)
            return True
    return False


def _same_rows(left: Grid, right: Grid) -> bool:
    """Whether the rows of two grids stand at the same heights of their pages."""
    if left.rows != right.rows or left.page is None:
        return False
    tops = [{c.row: c.bbox[1] for c in g.cells if c.bbox} for g in (left, right)]
    return (
        all(abs(tops[0][r] - tops[1][r]) < SETTINGS.page_side for r in tops[0].keys() & tops[1].keys())
        and len(tops[1]) > 1
    )


def _of_another(above: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether captions name another owner than those of the table before: the same title is then a table of its own."""
    owners = [next((name for line in lines if (name := headers.owner_in(line.text))), "") for lines in (above, below)]
    return all(owners) and owners[0] != owners[1]


def _same_sides(grid: Grid, above: Grid) -> bool:
    """Whether a grid begins a page as wide as the grid that the page before ends with."""
    if grid.bbox is None or above.bbox is None or grid.page is None or above.page != grid.page - 1:
        return False
    return (
        abs(grid.bbox[0] - above.bbox[0]) < SETTINGS.page_side
        and abs(grid.bbox[2] - above.bbox[2]) < SETTINGS.page_side
    )


def _title_above(captions: Sequence[Line]) -> Title | None:
    """The title nearest above the grid; a title wrapped over two or three lines is joined."""
    number_seen = ""
    best: Title | None = None
    for i in range(len(captions) - 1, -1, -1):
        text = captions[i].text
        number_seen = number_seen or read_number(text)
        if best is not None:
            if captions[i].page != captions[-1].page or len(captions) - i > NEAR:
                break
            continue
        for span in range(1, MOST_SPLIT + 1):
            if i - span + 1 < 0:
                break
            joined = "".join(line.text for line in captions[i - span + 1 : i + 1])
            found = read_title(joined)
            if found and not (span < MOST_SPLIT and _is_tail(found, captions[: i + 1], span)):
                best = found
                break
    if best is None:
        return None
    return replace(best, number=best.number or number_seen)


def _is_tail(found: Title, lines: Sequence[Line], span: int) -> bool:
    """Whether the last lines are the tail of a title that began one line above: an open quote or bracket tells, or that both are
    set alike about one middle and name another table together.
    """
    if len(lines) <= span:
        return False
    first, rest = lines[-span - 1], lines[-span:]
    above = flat(first.text)
    open_bracket = above.count("(") > above.count(")") or above.count("“") > above.count("”")
    if span == 1 and (open_bracket or (_line("goes_on").search(above) and len(above) > 8)):
        return True
    whole = read_title(first.text + "".join(line.text for line in rest)) if _is_one(first, rest[0]) else None
    return whole is not None and whole.name.endswith(found.name) and _scope(whole) != _scope(found)


def _scope(title: Title) -> tuple[str, str, str]:
    """What a title says of all amounts of its table: which table, fund and measure."""
    return title.table, scope_fund(title.table, title.name), scope_measure(title.table, title.name)


def _is_one(line: Line, below: Line) -> bool:
    """Whether two lines are set as one text: close under one another, of one size, about one middle; the upper is no line of its own."""
    if line.bbox is None and below.bbox is None:
        return _is_begun(line)
    if (
        line.bbox is None
        or below.bbox is None
        or line.page != below.page
        or abs(line.size - below.size) > SETTINGS.size_even
    ):
        return False
    off = abs(line.bbox[0] + line.bbox[2] - below.bbox[0] - below.bbox[2]) / 2
    close = 0 <= below.bbox[1] - line.bbox[3] < SETTINGS.title_gap * (below.bbox[3] - below.bbox[1])
    return (
        off < SETTINGS.title_middle and close and not _is_alone(line.text) and not flat(line.text).endswith(("。", ":"))
    )


def _is_begun(line: Line) -> bool:
    """Whether a line without a place may be the first of a title, its number before it: short, no heading, label or sentence of its own."""
    text = flat(line.text).removeprefix(read_number(line.text))
    return (
        0 < len(text) <= LONGEST_BEGUN and not _is_alone(text) and not _line("ended").search(text) and not is_item(text)
    )


def _is_alone(text: str) -> bool:
    """Whether a text is a number, a title, an owner or a unit of its own."""
    return bool(read_number(text) or looks_like_title(text) or headers.owner_in(text) or money_unit(text))


def _unknown_title(captions: Sequence[Line], grid: Grid) -> Title:
    """The title as printed of a table that it does not tell; what the table is follows from its header."""
    indicators = tables.first(layout="targets", measure="project") if lists_indicators(grid) else ""
    for i in range(len(captions) - 1, -1, -1):
        if looks_like_title(captions[i].text):
            above = captions[max(0, i - 2) : i + 1]
            number_seen = next((n for line in reversed(above) if (n := read_number(line.text))), "")
            name = bare_title(captions[i].text)
            return Title(indicators or _whole(name, grid) or "unrecognised", number_seen, name)
    return Title(indicators or headers.guess_table(grid) or "unrecognised", "", "")


def _whole(name: str, grid: Grid) -> str:
    """The balance that a title of the whole budget (部门预算总表) stands above, '' where the grid has not both its halves."""
    whole = wording.patterns("tables", "title")["whole"].search(name) and _has_halves(grid)
    fund = "fiscal" if wording.patterns("tables", "titled_fund")["fiscal"].search(name) else "all"
    return tables.first(layout="lists", fund=fund) if whole else ""


def _has_halves(grid: Grid) -> bool:
    """Whether the header of a grid sets income beside expenditure."""
    guessed = headers.guess_table(grid)
    return bool(guessed) and tables.entry(guessed).halves


def _split_titled(grid: Grid) -> Iterable[tuple[Grid, list[Line]]]:
    """The grid parted where a full-width row prints the title of another table; titles, owners and units become captions."""
    starts = [r for r, cell in _alone_in_rows(grid).items() if cell.row == r and read_title(cell.text) is not None]
    bounds = sorted({0, *starts, grid.rows})
    inner: list[Line] = []
    for first, last in pairwise(bounds):
        top = first
        while top < last and top - first < PREAMBLE and _is_preamble(grid, top):
            inner += [Line(c.text, c.page, c.line, c.bbox) for c in _row_cells(grid, top)]
            top += 1
        if top < last:
            yield _cut(grid, top, last), inner
            inner = []
    if inner and len(bounds) == 2:
        yield grid, []


def _row_cells(grid: Grid, row: int) -> list[Cell]:
    return [c for c in grid.across(row) if c.text.strip()]


def _alone_in_rows(grid: Grid) -> dict[int, Cell]:
    """The rows in which one cell prints something, each with that cell."""
    found: dict[int, Cell | None] = {}
    for cell in grid.cells:
        if not cell.text or cell.text.isspace():
            continue
        if cell.rowspan == 1:
            found[cell.row] = None if cell.row in found else cell
        else:
            found |= {row: None if row in found else cell for row in range(cell.row, cell.row + cell.rowspan)}
    return {row: cell for row, cell in found.items() if cell is not None}


def _is_preamble(grid: Grid, row: int) -> bool:
    """A row above the header: a title, an owner, a money unit, or one full-width cell."""
    cells = _row_cells(grid, row)
    if any(c.row + c.rowspan - 1 > row for c in cells):
        return False
    if not cells:
        return True
    texts = [flat(c.text) for c in cells]
    labels = [t for t in texts if _line("unit").match(t) or headers.owner_in(t) or read_number(t) or read_title(t)]
    if len(cells) == 1 and cells[0].colspan == grid.cols > 2 and not number(texts[0]):
        return len(texts[0]) < 60
    return bool(labels) and len(cells) - len(labels) <= 2 and len(cells) <= 4


def _cut(grid: Grid, first: int, last: int) -> Grid:
    if first == 0 and last == grid.rows:
        return grid
    cells = tuple(
        Cell(c.text, max(c.row, first) - first, c.col, min(c.row + c.rowspan, last) - max(c.row, first), *c[4:])
        for c in grid.cells
        if c.row < last and c.row + c.rowspan > first
    )
    return _compact(replace(grid, cells=cells, rows=last - first))


def _compact(grid: Grid) -> Grid:
    """The grid without the columns in which no cell begins: their edge belonged to a row that was cut off."""
    starts = sorted({c.col for c in grid.cells})
    if len(starts) == grid.cols or not starts:
        return grid
    place = {col: i for i, col in enumerate(starts)}
    cells = tuple(
        Cell(c.text, c.row, place[c.col], c.rowspan, sum(c.col <= s < c.col + c.colspan for s in starts), *c[5:])
        for c in grid.cells
    )
    return replace(grid, cells=cells, cols=len(starts))


def _edges(grid: Grid) -> list[float]:
    """The left edge of every column and the right edge of the last, [] where the format has no places."""
    if any(c.bbox is None for c in grid.cells) or grid.bbox is None:
        return []
    left = {c.col: c.bbox[0] for c in grid.cells if c.bbox}
    return [*(left.get(i, -1.0) for i in range(grid.cols)), max(c.bbox[2] for c in grid.cells if c.bbox)]


def _aligned(grid: Grid, model: Grid) -> Grid | None:
    """A grid with fewer columns set on the columns of another whose edges contain its own; None where they do not."""
    mine, theirs = _edges(grid), _edges(model)
    if not mine or not theirs or grid.cols >= model.cols:
        return None
    places = [min(range(len(theirs)), key=lambda k: abs(theirs[k] - x)) for x in mine]
    if len(set(places)) < len(places) or any(
        abs(theirs[k] - x) > SETTINGS.page_side for k, x in zip(places, mine, strict=True)
    ):
        return None
    cells = tuple(
        Cell(c.text, c.row, places[c.col], c.rowspan, places[c.col + c.colspan] - places[c.col], *c[5:])
        for c in grid.cells
    )
    return replace(grid, cells=cells, cols=model.cols)


def _untitled(lines: Sequence[Line]) -> list[Line]:
    """The lines before the title of the next table."""
    return list(takewhile(lambda line: read_title(line.text) is None and not read_number(line.text), lines))


def _notes(lines: Sequence[Line]) -> list[str]:
    """The notes below a grid, each with the lines over which it is wrapped."""
    found = wording.patterns("rows", "rows")["note"]
    notes: list[str] = []
    last: Line | None = None
    for line in lines[:MOST_NOTES]:
        text = flat(line.text)
        if found.search(text) and len(line.text) < 160:
            notes.append(text)
            last = line
        elif last is not None and _wraps(last, line):
            notes[-1] += text
            last = line
        else:
            last = None
    return notes


def _wraps(line: Line, below: Line) -> bool:
    """Whether a line goes on with the sentence of the line above it, which is as wide and stands close above."""
    text = flat(line.text)
    if text.endswith(("。", ")", ";")) or len(text) < WRAPPED or line.bbox is None or below.bbox is None:
        return False
    height = line.bbox[3] - line.bbox[1]
    near = line.page == below.page and 0 <= below.bbox[1] - line.bbox[3] < SETTINGS.note_gap * height
    return near and below.bbox[2] <= line.bbox[2] + SETTINGS.note_wide * height and not looks_like_title(below.text)


def _by_content(o: _Open) -> str:
    """The id: two halves are a balance and a list of projects is one whatever the title; what names no classification is told by its codes."""
    titled = tables.entry(o.title.table)
    both = tables.first(layout="lists", fund=titled.fund) if _is_by(titled, "function") else ""
    if both and _has_halves(o.grids[0]):
        return both
    if (
        _is_by(titled, "function")
        and titled.whole
        and titled.side == "expenditure"
        and not _line("classified").search(o.title.name)
    ):
        return tables.first(projects=True) if headers.lists_only_projects(o.grids[0]) else titled.id
    other = tables.first(layout="rows", scheme="function", measure="total", fund=titled.fund, side=titled.side)
    if (
        not _is_by(titled, "economic_dept")
        or not other
        or wording.patterns("columns", "heading")["economic"].search(o.title.name)
    ):
        return titled.id
    leading = [code[0] for g in o.grids for row in g.texts for t in row[:4] if (code := headers.code_of(t))]
    return other if leading.count("2") > len(leading) / 2 else titled.id


def _is_by(table: tables.Table, scheme: str) -> bool:
    """Whether a table parts the whole of its money by one classification."""
    return (table.layout, table.measure, table.scheme) == ("rows", "total", scheme)


def _close(o: _Open, promised: Sequence[Title]) -> Table:
    owner = next((name for c in o.captions if (name := headers.owner_in(c.text))), "")
    unit = unit_in_lines(o.captions) or headers.unit_in(o.grids[0])
    notes = [*o.notes, *headers.foot_notes(o.grids[-1])]
    # a list of key projects in the narrative is not what is promised
    listed = tables.entry(o.title.table).projects and not o.title.name
    entry = None if listed else _entry_of(o.title, promised)
    reasons = [entry.reason] if entry is not None and entry.reason else []
    table = Table(
        id=_by_content(o),
        number=o.title.number,
        title=o.title.name,
        grids=tuple(o.grids),
        captions=tuple(o.captions),
        owner=owner,
        money_unit=unit,
        note=" ".join(dict.fromkeys(notes or reasons)),
        promised=entry is not None,
    )
    if trace.active:
        table_notes.closed(o.title, o.grids, table)
    return table


def _entry_of(title: Title, promised: Sequence[Title]) -> Title | None:
    """The entry of the contents that names a table: by its name, by its number, by its name without year and brackets, by its kind."""
    by_name = (t for t in promised if t.name == title.name)
    by_number = (t for t in promised if t.table == title.table and t.number and t.number == title.number)
    by_words = (t for t in promised if t.table == title.table and _words(t.name) == _words(title.name) != "")
    by_kind = (t for t in promised if t.table == title.table)
    return next(chain(by_name, by_number, by_words, by_kind), None)


def _words(name: str) -> str:
    """A name without the year before it and the brackets behind it."""
    return _line("year_or_bracket").sub("", name)


@once
def promised_titles(document: Document) -> list[Title]:
    """The titles that the contents (目录) name, in its order: a page of lines, a grid, or lines that are nothing else."""
    promised: dict[str, Title] = {}
    inside, above = False, ""
    for page in document.pages:
        run = _runs(page.items)
        for i, item in enumerate(page.items):
            if isinstance(item, Grid):
                entries = _listed_titles(item)
                if not entries and item.rows > 2 and promised:
                    return list(promised.values())
            else:
                text = flat(item.text)
                inside = bool(_line("contents").match(text)) or (inside and not _is_prose(text))
                entries = (
                    _entries(above, item.text)
                    if inside or i in run or wording.patterns("tables", "title")["leader"].search(text)
                    else ()
                )
                above = "" if entries or not inside else item.text
            for title in entries:
                if trace.active:
                    trace.note("contents", item, f"promises {title.table}", why=f"it names {title.name}")
                promised.setdefault(title.table + title.name, title)
    return list(promised.values())


def _is_prose(text: str) -> bool:
    """Whether a line is of a sentence that no entry of the contents would be."""
    return "。" in text[:-1] or (text.endswith(("。", ";", ",")) and not is_item(text))


def _entries(above: str, line: str) -> tuple[Title, ...]:
    """The title that a line of the contents prints, alone or as the tail of the line above; () where it prints none."""
    for text in (line, above + line if above else ""):
        if (read := read_title(text)) is not None and _is_entry(without_leaders(flat(text))):
            return (read,)
    return ()


def _runs(items: Sequence[Line | Grid]) -> set[int]:
    """The places of lines that stand with others in a row of titles: no page of tables prints so many without a table."""
    found: set[int] = set()
    run: list[int] = []
    for i, item in enumerate([*items, Line("")]):
        if isinstance(item, Line) and looks_like_title(item.text):
            run.append(i)
            continue
        if len(run) >= MANY:
            found.update(run)
        run = []
    return found


def _listed_titles(grid: Grid) -> tuple[Title, ...]:
    """The titles that a grid lists, one in most of its rows; () where it is no list of tables."""
    found = [_listed_title(row) for row in grid.texts] if grid.rows > MANY and grid.cols <= 6 else []
    titles = tuple(title for title in found if title is not None)
    return titles if len(titles) >= MANY and len(titles) > len(found) * 0.6 else ()


def _listed_title(row: Sequence[str]) -> Title | None:
    for place, text in enumerate(row):
        if text and (title := read_title(text)) is not None:
            number = title.number or next((n for t in row[:place] if t and (n := read_number(t))), "")
            reason = flat(row[-1]) if place + 1 < len(row) and NAMED.search(row[-1]) else ""
            return replace(title, number=number, reason=reason)
    return None


def _is_entry(text: str) -> bool:
    return len(text) < 120 and not text.endswith("。")
