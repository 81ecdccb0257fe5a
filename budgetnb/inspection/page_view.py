"""What is to be seen on an inspected page: cells with their roles, borders, lines that say something, and what was left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..frames import SCHEMAS
from ..model import Box, Cell, Grid, Line, Page, Table
from ..tables.line_notes import sayings
from ..tables.titles import looks_like_title, read_title
from ..text import number
from ..wording.tables import entry
from .cell_roles import Role, roles
from .page_print import PagePrint, Segment, inferred

if TYPE_CHECKING:
    from ..disclosure import Disclosure

PRINTED_AS_MONEY = re.compile(r"[,.]")


@dataclass(frozen=True, slots=True)
class Said:
    """A line outside tables that says something of one: the words and what they are (title, owner, money unit …)."""

    box: Box
    what: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Left:
    """A number that reached no frame, and why, where that is known."""

    box: Box
    text: str
    why: str = ""


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
        left=_left(disclosure, number, reached),
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


def _left(disclosure: Disclosure, page: int, reached: Mapping[str, Sequence[Box]]) -> list[Left]:
    """The numbers of a page that reached no frame."""
    if "left" in SCHEMAS:
        rows: Any = disclosure.frame("left")
        rows = rows[(rows["page"] == page) & rows["number"].fillna(False).astype(bool)]
        return [Left(r["bbox"], r["text"], r["why"]) for r in rows.to_dict("records") if r["bbox"] is not None]
    return list(_unreached(disclosure.parsed_tables, page, reached))


def _unreached(tables: Sequence[Table], page: int, reached: Mapping[str, Sequence[Box]]) -> Iterator[Left]:
    """The numeric cells of grids that reached no frame at all, codes and counts left out."""
    boxes = [box for found in reached.values() for box in found]
    for table in tables:
        for grid in table.grids:
            if (
                grid.page == page
                and not any(_holds(grid.bbox, box) for box in boxes)
                and entry(table.id).layout != "targets"
            ):
                printed = (c for c in grid.cells if number(c.text) is not None and PRINTED_AS_MONEY.search(c.text))
                yield from (Left(c.bbox, c.text) for c in printed if c.bbox is not None)


def _holds(outer: Box | None, inner: Box) -> bool:
    """Whether the middle of one box lies in another."""
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer is not None and outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]
