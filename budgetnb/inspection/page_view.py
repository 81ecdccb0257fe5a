"""What is to be seen on an inspected page: cells with their roles, borders, lines that say something, and what was left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model import Box, Cell, Grid, Line, Page, Table
from ..tables.line_notes import sayings
from ..tables.titles import looks_like_title, read_title
from .cell_roles import Role, roles
from .page_print import PagePrint, Segment, inferred

if TYPE_CHECKING:
    from ..disclosure import Disclosure


@dataclass(frozen=True, slots=True)
class Said:
    """A line outside tables that says something of one: the words and what they are (title, owner, money unit …)."""

    box: Box
    what: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Left:
    """What was printed and reached no frame, and why, as the frame `left` has it."""

    box: Box
    text: str
    why: str


@dataclass(frozen=True)
class PageView:
    """All that is drawn over the picture of a page; boxes in points of the upright page."""

    page: Page
    pages: int
    cells: Sequence[tuple[Box, Role]]
    printed: PagePrint
    inferred: Sequence[Segment]
    lines: Sequence[Said]
    tables: Sequence[tuple[Table, Grid]]
    left: Sequence[Left]
    reached: Mapping[str, Sequence[Box]]


def view(disclosure: Disclosure, page: Page, printed: PagePrint) -> PageView:
    """What is to be seen on a page of a disclosure."""
    number = page.number or 0
    known = roles(disclosure.parsed_tables, number)
    grids = [item for item in page.items if isinstance(item, Grid)]
    cells = [cell for grid in grids for cell in grid.cells if cell.bbox is not None]
    own = [(table, grid) for table in disclosure.parsed_tables for grid in table.grids if grid.page == number]
    reached = {name: _boxes(disclosure, name, number) for name in ("amounts", "kpis", "tasks")}
    return PageView(
        page=page,
        pages=len(disclosure.document.pages),
        cells=[(cell.bbox, known.get(cell.bbox, "text")) for cell in cells if cell.bbox and _is_shown(cell, known)],
        printed=printed,
        inferred=inferred([cell.bbox for cell in cells if cell.bbox], printed),
        lines=list(_said([item for item in page.items if isinstance(item, Line)], own)),
        tables=sorted(own, key=lambda pair: pair[1].bbox or (0, 0, 0, 0), ),
        left=_left(disclosure, number),
        reached=reached,
    )  # fmt: skip


def _is_shown(cell: Cell, known: Mapping[Box, Role]) -> bool:
    return cell.bbox in known or bool(cell.text.strip())


def _boxes(disclosure: Disclosure, frame: str, page: int) -> list[Box]:
    rows = disclosure.frame(frame)
    return [box for box in rows.loc[rows["page"] == page, "bbox"] if box is not None]


def _said(lines: Sequence[Line], own: Sequence[tuple[Table, Grid]]) -> Iterator[Said]:
    """The lines that say something of a table, those inside a grid that were cut off it as well."""
    inside = {id(line): line for table, grid in own for line in table.captions if line.page == grid.page}
    known = {line.bbox for line in lines}
    for line in (*lines, *(line for line in inside.values() if line.bbox not in known)):
        what = sayings(line.text)
        if (title := read_title(line.text)) is not None:
            what = {"title": title.table, **what}
        elif looks_like_title(line.text):
            what = {"unknown title": line.text, **what}
        if what and line.bbox is not None:
            yield Said(line.bbox, what)


def _left(disclosure: Disclosure, page: int) -> list[Left]:
    """What of a page reached no frame."""
    rows = disclosure.frame("left")
    here = rows[rows["page"] == page].to_dict("records")
    return [Left(row["bbox"], row["text"], row["why"]) for row in here if row["bbox"] is not None]
