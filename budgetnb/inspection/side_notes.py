"""The words beside an inspected page: what its lines say, which tables its grids are, and what their columns hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..labels import Lang, label, say
from ..model import Box, Grid, Identity, Table
from ..wording.tables import UNRECOGNISED, entry
from .column_list import Column, columns
from .legend import LINES, WORDS
from .page_view import Left, PageView, Said

MOST_LEFT = 6


@dataclass(frozen=True)
class SideNote:
    """Some lines of words that belong at a height of the page, in points; `letter` and `columns` mark a grid, `bad` what is amiss."""

    top: float
    heading: str
    lines: Sequence[tuple[str, bool]] = ()
    bad: bool = False
    letter: str = ""
    box: Box | None = None
    columns: Sequence[Column] = ()


def side_notes(view: PageView, who: Identity, lang: Lang) -> list[SideNote]:
    """The notes of a page from top to bottom."""
    told = [_line(said, lang) for said in view.lines]
    told += [_grid(number, pair, view, who=who, lang=lang) for number, pair in enumerate(view.tables)]
    told += _of_page(view, lang)
    return sorted(told, key=lambda note: note.top)


def _line(said: Said, lang: Lang) -> SideNote:
    words = [f"{say(LINES[kind], lang)}: {_value(kind, value, lang)}" for kind, value in said.what.items()]
    return SideNote(said.box[1], " · ".join(words), bad="unknown title" in said.what)


def _value(kind: str, value: str, lang: Lang) -> str:
    return label("table", value, lang) if kind == "title" else value


def _grid(number: int, pair: tuple[Table, Grid], view: PageView, *, who: Identity, lang: Lang) -> SideNote:
    table, grid = pair
    name = label("table", table.id, lang)
    printed = " ".join(part for part in (table.number, table.title) if part) or say(WORDS["no title"], lang)
    parts = [f"{printed} → {name}", table.money_unit, say(WORDS["goes on"], lang) if grid is not table.grids[0] else ""]
    own = columns(table, grid, who, lang)
    told = [(f"{column.number} {column.header}: {column.meaning}", not column.known) for column in own]
    letter = chr(ord("A") + number % 26)
    size = say(WORDS["size"], lang).format(grid.rows, grid.cols)
    lines = [(f"{size}; {_counts(table, grid, view, lang)}", False), *told, *_left(_within(view.left, grid.bbox), lang)]
    heading = f"{letter} " + " · ".join(part for part in parts if part)
    top = grid.bbox[1] if grid.bbox is not None else 0.0
    return SideNote(top, heading, lines, table.id == UNRECOGNISED.id, letter, grid.bbox, own)


def _counts(table: Table, grid: Grid, view: PageView, lang: Lang) -> str:
    kind = "indicators" if entry(table.id).layout == "targets" else "counts"
    frames = ("kpis", "tasks") if kind == "indicators" else ("amounts",)
    read = sum(_lies_in(box, grid.bbox) for name in frames for box in view.reached[name])
    return say(WORDS[kind], lang).format(read, len(_within(view.left, grid.bbox)))


def _left(left: Sequence[Left], lang: Lang) -> Iterator[tuple[str, bool]]:
    """The first things that were left, each with its reason."""
    for one in left[:MOST_LEFT]:
        yield f"{say(WORDS['left here'], lang)} {one.text}: {label('why', one.why, lang)}", True
    if len(left) > MOST_LEFT:
        yield say(WORDS["more"], lang).format(len(left) - MOST_LEFT), True


def _of_page(view: PageView, lang: Lang) -> list[SideNote]:
    """What is to be said of the page as a whole, and of numbers left outside all grids."""
    page, told = view.page, []
    unread = {"picture": "no words", "fonts": "no fonts"}.get(page.unread, "")
    for key, holds in (("recognised", page.recognised), (unread, bool(unread)), ("no table", not view.tables)):
        if holds and key:
            told.append(SideNote(0.0, say(WORDS[key], lang), bad=key != "no table"))
    outside = [one for one in view.left if not any(_lies_in(one.box, grid.bbox) for _, grid in view.tables)]
    return told + [SideNote(one.box[1], next(_left([one], lang))[0], bad=True) for one in outside[:MOST_LEFT]]


def _within(left: Sequence[Left], area: Box | None) -> list[Left]:
    return [one for one in left if _lies_in(one.box, area)]


def _lies_in(box: Box, area: Box | None) -> bool:
    """Whether the middle of a box lies in an area."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return area is not None and area[0] <= x <= area[2] and area[1] <= y <= area[3]
