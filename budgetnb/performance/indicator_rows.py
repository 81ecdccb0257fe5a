"""Rows of indicators as printed: which cell is level, indicator and target, and what is cut or carried at page breaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .. import wording
from ..changed import changed
from ..memo import once
from ..model import Cell
from ..text import SPACE, flat, money_unit
from . import level_labels, levels
from .column_roles import label_of
from .forms import BandRow, Form, split_code, texts_of
from .packed_indicators import pieces

AFTER = ("operator", "target", "unit", "weight", "period", "")


CODE_ONLY = re.compile(r"\d{6,}[A-Z]?\d*[-—－]?")


@dataclass(frozen=True)
class Row:
    """One printed row of a list of indicators; texts as printed, cells for their place."""

    band: BandRow
    project: Cell | None = None
    code: str = ""
    level1: Cell | None = None
    level2: Cell | None = None
    indicator: str = ""
    operator: str = ""
    value: str = ""
    unit: str = ""
    target_cells: tuple[Cell, ...] = ()
    weight: str = ""
    period: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    names: tuple[str, str, str] = ("", "", "")
    place: Cell | None = None
    goals: tuple[Cell, ...] = ()

    @property
    def target(self) -> str:
        """The target in reading order, split columns joined; a sign or unit printed both alone and with the number is told once."""
        told = ""
        for text in (SPACE.sub("", c.text) for c in self.target_cells):
            if told and text.startswith(told):
                told = text
            elif not told.endswith(text) or text[-1:].isdigit():
                told += text
        return told


@once
def indicator_rows(form: Form) -> list[Row]:
    """The rows of one form: those that print an indicator or a category, with project and levels resolved."""
    rows = [row for band in form.indicators for row in _rows(band)]
    opens = [i > 0 and r.band.grid is not rows[i - 1].band.grid for i, r in enumerate(rows)]
    projects = level_labels.fill([r.project for r in rows], [_text(r.project) for r in rows], opens, _same_project)
    first = level_labels.fill(
        [r.level1 for r in rows], [levels.printed(_text(r.level1)) for r in rows], opens, _same_level
    )
    second = level_labels.fill(
        [r.level2 for r in rows], [levels.printed(_text(r.level2)) for r in rows], opens, _same_level
    )
    named = [changed(r, names=n) for r, n in zip(rows, zip(projects, first, second, strict=True), strict=True)]
    return _unpacked([_parented(r) for r in _headed(_joined(named))])


def _rows(band: BandRow) -> list[Row]:
    """The rows that one printed row makes: one of each list side by side, the two of a period and its year in one."""
    if band.header.has("packed"):
        return _packed(band)
    blocks = band.header.blocks
    rows = [
        row
        for header in blocks
        if (row := _row(band if header is band.header else replace(band, header=header))) is not None
    ]
    if len(blocks) == 1:
        return [part for row in rows for part in _split(row)]
    rows = [row for row in rows if row.indicator or row.target]
    return rows if any(any(header.names) for header in blocks) else _of_the_year(rows)


def _split(row: Row) -> list[Row]:
    """The row; one row to each indicator of the target's cell, where the lowest level printed is a second one."""
    header = row.band.header
    two = header.has("level1") and not header.has("level2") and not header.has("operator")
    if not two or not levels.is_level(row.indicator, 2) or not row.target_cells:
        return [row]
    band = replace(row.band, header=replace(header, names=("", levels.printed(row.indicator))))
    return [
        changed(row, band=band, indicator=name, value=target, target_cells=(row.target_cells[0]._replace(text=target),))
        for _, name, target in pieces(row.value)
    ]


def _packed(band: BandRow) -> list[Row]:
    """A row to each indicator that the cells of one printed row pack, under the level that heads their column."""
    goals = tuple(c for c in band.cells("goal") if c.row == band.row and c.text.strip())
    project = _first(band.cells("project"))
    rows = [
        Row(
            replace(band, header=replace(band.header, names=(field.words.split("/")[-1], level2))), project, indicator=name, value=target,
            target_cells=(cell._replace(text=target),), place=cell,
        )
        for field in band.header.all("packed")
        for cell in band.grid.across(band.row, field.first, field.last)
        if cell.row == band.row
        for level2, name, target in pieces(cell.text)
    ]  # fmt: skip
    return [changed(rows[0], goals=goals), *rows[1:]] if rows else []


def _of_the_year(rows: Sequence[Row]) -> list[Row]:
    """The last row with the target of the whole period, where the row beside it names the same indicator."""
    if not rows:
        return []
    *whole, year = rows
    same = [row for row in whole if row.indicator == year.indicator]
    year = changed(year, period=same[0].target) if same else year
    return [*(row for row in whole if row not in same), year]


def _headed(rows: Sequence[Row]) -> list[Row]:
    """The rows with the levels that the header of their list names; rows that print only a project or a level head those below."""
    made: list[Row] = []
    lost1 = lost2 = False
    for row in rows:
        heads = not row.indicator and not row.target
        own1, own2 = bool(_text(row.level1)), bool(_text(row.level2))
        lost1 = not own1 and (lost1 or (heads and _begins(row, row.project)))
        lost2 = not own2 and (lost2 or lost1 or (heads and _begins(row, row.level1)))
        project, level1, level2 = row.names
        first, second = row.band.header.names
        level1, level2 = "" if lost1 else level1, "" if lost2 or first else level2
        code = row.code or (made[-1].code if made and made[-1].names[0] == project else "")
        made.append(changed(row, code=code, names=(project, first or level1, second or level2)))
    return made


def _begins(row: Row, cell: Cell | None) -> bool:
    return cell is not None and cell.row == row.band.row and bool(_text(cell))


def _text(cell: Cell | None) -> str:
    return SPACE.sub("", cell.text) if cell is not None else ""


def _row(band: BandRow) -> Row | None:
    if band.header.drifts and not any(band.header.names) and _drifts(band):
        return _drifted(band)
    indicator, level1, level2 = band.cells("indicator"), band.cells("level1"), band.cells("level2")
    level2 = [c for c in level2 if c not in level1]
    indicator = [c for c in indicator if c not in level1 and c not in level2]
    parts = _target_cells(band)
    fresh = [c for c in [*indicator, *level1, *level2, *parts] if c.row == band.row]
    if (
        not fresh
        or _runs_across(parts, [*level1, *level2, *indicator])
        or (not _joint(indicator) and money_unit(_joint(parts)))
    ):
        return None
    operator, value, unit = (
        _joint([c for c in band.cells(role) if c in parts]) for role in ("operator", "target", "unit")
    )
    return Row(
        band, _first(band.cells("project")), _joint(band.cells("project_code")), _first(level1), _first(level2), _joint(indicator), operator, value, unit, tuple(parts),
        _own(band, "weight"), _joint(band.cells("period")), (*_extra(band), *_remarks(band)), place=_first(parts) or _first(indicator) or _first(level2),
        goals=tuple(c for c in band.cells("goal") if c.row == band.row and c.text.strip()),
    )  # fmt: skip


def _target_cells(band: BandRow) -> list[Cell]:
    """The cells of the target in reading order: no word for the kind of indicator (定量, 正向) beside the sign, no 无 for a unit."""
    words = wording.patterns("kpis", "targets")
    idle = {"operator": words["no_operator"], "unit": words["none"]}
    cells = [
        c
        for role in ("operator", "target", "unit")
        for c in band.cells(role)
        if c.text.strip() and not (role in idle and idle[role].search(flat(c.text)))
    ]
    return sorted({id(c): c for c in cells}.values(), key=lambda c: c.col)


def _remarks(band: BandRow) -> tuple[tuple[str, str], ...]:
    """(header, text) of the words for the kind of indicator in a column of signs."""
    words = wording.patterns("kpis", "targets")["no_operator"]
    found = ((f.words, _joint(band.grid.across(band.row, f.first, f.last))) for f in band.header.all("operator"))
    return tuple((head, text) for head, text in found if words.search(flat(text)))


def _runs_across(cells: Sequence[Cell], others: Sequence[Cell]) -> bool:
    """Whether one cell stands under columns that should hold two: a line across the list, no row of it."""
    return bool({id(c) for c in cells} & {id(c) for c in others})


def _first(cells: Sequence[Cell]) -> Cell | None:
    return next((c for c in cells if c.text.strip()), next(iter(cells), None))


def _joint(cells: Sequence[Cell]) -> str:
    return "".join(SPACE.sub("", text) for text in texts_of(cells))


def _own(band: BandRow, role: str) -> str:
    return _joint([c for c in band.cells(role) if c.row == band.row])


def _extra(band: BandRow) -> tuple[tuple[str, str], ...]:
    """(header, text) of the columns with no role of their own; labels of the form at the left edge are none."""
    left = band.header.left
    fields = [f for f in band.header.fields if f.role == "" and not (f.first < left and label_of(f.words))]
    texts = [(f.words, _joint(band.grid.across(band.row, f.first, f.last))) for f in fields]
    return tuple((words, text) for words, text in texts if text)


def _drifts(band: BandRow) -> bool:
    """Whether a row of a format without places does not stand on its header's columns."""
    named = [(role, c) for role in ("level1", "level2") for c in band.cells(role) if c.text.strip()]
    wrong = any(not levels.is_level(c.text, 1) and not levels.is_level(c.text, 2) for _, c in named)
    indicator, target = _joint(band.cells("indicator")), _joint(band.cells("target"))
    stray = _is_name(indicator) or _is_name(target) or bool(target) != bool(indicator)
    empty = not indicator and not target
    outside = empty and not named
    return wrong or stray or outside or (empty and any(not _is_name(c.text) for c in band.beginning[1:]))


def _is_name(text: str) -> bool:
    return levels.is_level(text, 1) or levels.is_level(text, 2)


def _drifted(band: BandRow) -> Row | None:
    """A row read by what its cells say: labels, level names, indicator, then target and the rest in the header's order."""
    cells = [c for c in band.beginning if not wording.patterns("kpis", "labels")["indicators"].fullmatch(flat(c.text))]
    named: list[Cell] = []
    while len(named) < min(2, len(cells)) and _is_name(cells[len(named)].text):
        named.append(cells[len(named)])
    rest = cells[len(named) :]
    level1 = named[0] if len(named) == 2 or (named and not levels.is_level(named[0].text, 2)) else None
    level2 = named[-1] if named and named[-1] is not level1 else None
    if not named and not rest:
        return None
    order = [f.role for f in band.header.fields if f.role in AFTER and f.first > band.header.left]
    order = ["target"] if len(rest) == 2 else [role for role in order if role] or ["target"]
    given = dict(zip(order, rest[1:], strict=False))
    parts = tuple(c for role, c in given.items() if role in ("operator", "target", "unit"))
    return Row(
        band, None, "", level1, level2, _text(_first(rest)), _text(given.get("operator")), _text(given.get("target")), _text(given.get("unit")),
        parts, _text(given.get("weight")), _text(given.get("period")), place=_first(parts) or _first(rest) or level2 or level1,
    )  # fmt: skip


def _joined(rows: Sequence[Row]) -> list[Row]:
    """Rows with those cut by a page break made one again."""
    made: list[Row] = []
    for row in rows:
        last = made[-1] if made else None
        if last is not None and last.band.grid is not row.band.grid and _is_rest(last, row):
            made[-1] = _one(last, row)
        else:
            made.append(row)
    return made


def _one(last: Row, row: Row) -> Row:
    """The row that two parts make, which a page break cut; named by the levels of the part that prints more of them."""
    told, more = dict(last.extra), dict(row.extra)
    heads = dict.fromkeys((*(f.words for f in row.band.header.fields), *told, *more))
    further = ((head, told.get(head, "") + more.get(head, "")) for head in heads if head in told or head in more)
    return changed(
        last, indicator=last.indicator + row.indicator, value=last.value + row.value, operator=last.operator or row.operator, unit=last.unit + row.unit,
        target_cells=last.target_cells + row.target_cells, weight=last.weight or row.weight, place=last.place or row.place, goals=last.goals + row.goals,
        code=last.code or row.code, extra=tuple(further), names=row.names if _text(row.level2) else last.names,
    )  # fmt: skip


def _is_rest(last: Row, row: Row) -> bool:
    """Whether the first row of a page is the rest of the last row of the page before: what it prints goes on with cut cells."""
    above, below = _text(last.level2), _text(row.level2)
    same = not below or bool(_same_level(above, below))
    if not (same or not above):
        return False
    if not last.indicator:
        return bool(row.indicator and (last.target or last.extra))
    if not row.indicator:
        return bool(row.target) or (bool(row.extra) and not below and not _text(row.level1))
    told_in_words = bool(wording.patterns("kpis", "targets")["text_operator"].fullmatch(flat(last.operator)))
    return same and bool(last.target) and (not row.target or (told_in_words and not row.operator))


def _same_project(above: str, below: str) -> str:
    """The one project that the parts of a cell above and below a page break name; '' where they name two."""
    if above.endswith(below) or below.startswith(above):
        return max(above, below, key=len)
    cut = CODE_ONLY.fullmatch(above) or (split_code(above)[0] and not split_code(below)[0])
    return above + below if cut else ""


def _same_level(above: str, below: str) -> str:
    return above if above == below else levels.joined(above, below)


def _parented(row: Row) -> Row:
    """The row with the first level that its second level stands under, where the label of the first is not printed."""
    project, level1, level2 = row.names
    parent = levels.parent_of(level2)
    lost = row.band.header.has("level1") and not _text(row.level1) and bool(parent)
    if lost and not levels.holds(level1, level2):
        return changed(row, names=(project, parent, level2))
    return changed(row, names=_told_apart(row))


def _told_apart(row: Row) -> tuple[str, str, str]:
    """Project and levels, where one column prints the first level alone or both levels (产出指标-数量指标), or two print them crossed."""
    project, level1, level2 = row.names
    if level1:
        crossed = bool(levels.name_of(level2)) and levels.is_level(level1, 2)
        return (project, level2, level1) if crossed else row.names
    if levels.is_level(level2, 1) and not levels.is_level(level2, 2):
        return (project, level2, "")
    found = levels.unpack(level2)
    return (project, found[1], found[2]) if found and not found[0] and not found[3] else row.names


def _unpacked(rows: Sequence[Row]) -> list[Row]:
    """Rows whose cell packs both levels before the indicator, taken apart; text spilt from a row goes back to it."""
    made: list[Row] = []
    for row in rows:
        found = levels.unpack(row.indicator) if not row.band.header.has("level1") else None
        if found is None:
            made.append(row)
            continue
        spilt, level1, level2, rest = found
        if spilt and made:
            made[-1] = changed(made[-1], indicator=made[-1].indicator + spilt)
        made.append(changed(row, names=(row.names[0], level1, level2), indicator=rest))
    return made


def indicator_name(text: str) -> str:
    """The indicator without white space and enumerators.

    >>> indicator_name("指标1：培训人数"), indicator_name("11-检查次数"), indicator_name("1、合格率")
    ('培训人数', '检查次数', '合格率')
    """
    words = wording.patterns("kpis", "indicator")["enumerator"]
    bare = SPACE.sub("", text).strip("★*")
    enumerator = wording.patterns("text", "cell")["enumerator"]
    while (shorter := enumerator.sub("", words.sub("", bare))) != bare and (shorter or words.sub("", bare) == ""):
        bare = shorter
    return bare


def is_blank(indicator: str) -> bool:
    """Whether a cell prints no indicator: nothing, 无, a dash."""
    return not indicator or bool(wording.patterns("kpis", "targets")["none"].search(indicator))
