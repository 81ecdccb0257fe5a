"""Two halves of a table with no rule between them: numbers of the left one and names of the right one share a cell.

The border that is missing follows from the rows: the numbers end before the names begin, row for row, at the same place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from ..model import Cell, Grid
from .lattice import Lattice
from .printed import Numbers

BOTH = re.compile(
    r"(?!20\d\d[\u4e00-\u9fff])(\d[\d,]*(?:\.\d+)?)\s*[\u4e00-\u9fff(（]"
)  # a number that is no year and, behind it, a name
CODE = re.compile(
    r"\d{3}(?:\d{2}){0,2}(?![\d.,])"
)  # of a class, as long as a number may be: names follow codes in their own cell
SHARED = re.compile(r"[\d.]\s*(?:%|[\u4e00-\u9fff]{1,2})?$")  # a number with its unit shares its cell with nothing
FEWEST = 3  # rows: fewer may be sentences that begin with a number
MOST_OTHER = 0.5  # of the cells of the column print both: texts that begin with a number stand among others that do not
FLUSH = 3.0  # points between the ends of the numbers of one column: they are set flush right
CLOSE = (
    3.0  # points: letters of one kind that stand closer on both sides of a border are one word, which reaches over it
)
TOUCH = 1.0  # points by which the boxes of letters that touch may overlap
HAN = 0x2FFF


def with_missing_border(made: Lattice, grid: Grid) -> Lattice | None:
    """The lattice with the border between two halves that no rule parts; None where no column shows one."""
    for col, cells in _shared_cells(grid).items():
        if all(CODE.match(cell.text) for cell in cells):
            continue
        printed = sum(bool(cell.text) for cell in grid.cells if cell.col <= col < cell.col + cell.colspan)
        if len(cells) >= max(FEWEST, MOST_OTHER * printed) and (x := _between(made, cells)):
            return _split(made, col, x)
    return None


def _shared_cells(grid: Grid) -> Mapping[int, list[Cell]]:
    """The cells of one column each that print a number and a name behind it, by column."""
    found: dict[int, list[Cell]] = defaultdict(list)
    for cell in grid.cells:
        if cell.text[:1].isdigit() and cell.colspan == 1 and BOTH.match(cell.text) and not SHARED.search(cell.text):
            found[cell.col].append(cell)
    return found


def _between(made: Lattice, cells: Sequence[Cell]) -> float:
    """Where all numbers of some cells have ended, flush, and no name has begun; 0 where there is no such place."""
    ends, begins = [], []
    for cell in cells:
        if cell.bbox is None or (parted := BOTH.match(cell.text)) is None:
            return 0.0
        held = made.held
        inside = (held.x > cell.bbox[0]) & (held.x < cell.bbox[2]) & (held.y > cell.bbox[1]) & (held.y < cell.bbox[3])
        order = np.argsort(held.x0[inside])
        number = len(parted.group(1))
        if len(order) <= number:
            return 0.0
        ends.append(float(held.x1[inside][order][number - 1]))
        begins.append(float(held.x0[inside][order][number]))
    is_flush = max(ends) - min(ends) < FLUSH
    return (max(ends) + min(begins)) / 2 if is_flush and max(ends) < min(begins) + TOUCH else 0.0


def _split(made: Lattice, col: int, x: float) -> Lattice:
    """The lattice with one column parted at `x`, but for cells over which a word reaches."""
    xs = [*made.xs[: col + 1], x, *made.xs[col + 1 :]]
    regions = np.insert(made.regions, col + 1, made.regions[:, col], axis=1)
    right = np.arange(regions.shape[1]) > col
    whole = {int(region) for region in np.unique(regions[:, col]) if _reaches_over(made, regions == region, x)}
    parted = regions * 2 + right[None, :]
    parted[np.isin(regions, list(whole))] = regions[np.isin(regions, list(whole))] * 2
    _, first, inverse = np.unique(parted.ravel(), return_index=True, return_inverse=True)
    return replace(made, xs=xs, regions=first[inverse].reshape(regions.shape))


def _reaches_over(made: Lattice, places: Numbers, x: float) -> bool:
    """Whether a word of the cell at some places of the lattice reaches over `x`."""
    rows = np.flatnonzero(places.any(axis=1))
    top, bottom = made.ys[rows[0]], made.ys[rows[-1] + 1]
    cols = np.flatnonzero(places.any(axis=0))
    left, right = made.xs[max(cols[0] - 1, 0)], made.xs[min(cols[-1], len(made.xs) - 1)]
    held = made.held
    inside = (held.y > top) & (held.y < bottom) & (held.x > left) & (held.x < right)
    before, behind = inside & (held.x <= x), inside & (held.x > x)
    for line in np.unique(np.round(held.base[before])):
        one = before & (np.abs(held.base - line) < 1)
        other = behind & (np.abs(held.base - line) < 1)
        if not other.any():
            continue
        a, b = np.flatnonzero(one)[held.x1[one].argmax()], np.flatnonzero(other)[held.x0[other].argmin()]
        alike = (held.code[a] > HAN) == (held.code[b] > HAN)
        if alike and held.x0[b] - held.x1[a] < CLOSE:
            return True
    return False
