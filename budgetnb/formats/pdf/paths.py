"""The ruling lines and coloured areas that the paths of a PDF page draw, set upright."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any

import numpy as np

from ...layout.printed import Fill, Numbers, Rule
from ...layout.settings import SETTINGS
from .batched_calls import HANDLE, Calls, Handles

DEEPEST = 4
SEGMENTS = (2, 4000)
BOX = 5  # the segments of a rectangle
RECTANGLE = (4, 6)  # points, the first again where it is closed, and closed twice
NONE = np.zeros((0, 6))
SAME = np.array([1.0, 0.0, 0.0, 1.0, 0.0, 0.0])
Rules = tuple[list[Rule], list[Rule], list[Fill]]
Upright = Callable[[Numbers, Numbers, Numbers], tuple[Numbers, Numbers]]


@dataclass(frozen=True, slots=True, eq=False)
class Objects:
    """The first so many objects of each of some pages: their handles, their kinds and their pages."""

    items: list[int]
    kinds: Numbers
    page: Numbers

    def count(self, kind: int, pages: int) -> Numbers:
        """How many objects of a kind each page has."""
        found: Numbers = np.bincount(self.page[self.kinds == kind], minlength=pages)
        return found


def objects(c: Calls, pages: Sequence[Any], counts: Sequence[int]) -> Objects:
    """The first so many objects of each page."""
    items = c.each("FPDFPage_GetObject", HANDLE, Handles(pages, counts), chain.from_iterable(map(range, counts)))
    return Objects(items, _kinds(c, items), np.repeat(np.arange(len(pages)), counts))


def _kinds(c: Calls, items: Sequence[int]) -> Numbers:
    return np.array(c.each("FPDFPageObj_GetType", ctypes.c_int, items), dtype=np.intp)


def rules(c: Calls, drawn: Objects, pages: int, upright: Upright) -> list[Rules]:
    """Horizontal rules (y, x0, x1), vertical rules (x, y0, y1) and coloured rectangles that the objects of each page draw.

    A point has three places: x, y and, so that all pages are worked on at once, the number of its page.
    """
    straight, areas = (_upright(found, upright) for found in _drawn(c, *_paths(c, drawn, SAME, 0)))
    parts = [*_ruled(straight), _sides(*areas)]
    return list(zip(*(_by_page(part, pages) for part in parts), strict=True))


def _upright(found: Numbers, upright: Upright) -> tuple[Numbers, Numbers, Numbers, Numbers, Numbers]:
    """Pairs of points on the upright page, and the page of each pair."""
    page = found[:, 2].astype(np.intp)
    return *upright(found[:, 0], found[:, 1], page), *upright(found[:, 3], found[:, 4], page), page


def _ruled(straight: Sequence[Numbers]) -> tuple[Sequence[Numbers], Sequence[Numbers]]:
    """The horizontal and the vertical ones among straight strokes, each with its page."""
    ax, ay, bx, by, page = straight
    wide, high = np.abs(ax - bx), np.abs(ay - by)
    h = (high <= SETTINGS.thickest_rule) & (wide > SETTINGS.shortest_stroke) & (wide >= high)
    v = ~h & (wide <= SETTINGS.thickest_rule) & (high > SETTINGS.shortest_stroke)
    return (
        (((ay + by) / 2)[h], np.minimum(ax, bx)[h], np.maximum(ax, bx)[h], page[h]),
        (((ax + bx) / 2)[v], np.minimum(ay, by)[v], np.maximum(ay, by)[v], page[v]),
    )


def _sides(ax: Numbers, ay: Numbers, bx: Numbers, by: Numbers, page: Numbers) -> Sequence[Numbers]:
    return np.minimum(ax, bx), np.minimum(ay, by), np.maximum(ax, bx), np.maximum(ay, by), page


def _by_page(columns: Sequence[Numbers], pages: int) -> list[list[Any]]:
    """The rows of some columns, the last of which numbers their pages, page by page."""
    *told, page = columns
    order = np.argsort(page, kind="stable")
    rows = list(zip(*(column[order].tolist() for column in told), strict=True))
    ends = np.cumsum(np.bincount(page, minlength=pages)).tolist()
    return [rows[a:b] for a, b in pairwise([0, *ends])]


def _paths(c: Calls, held: Objects, outer: Numbers, depth: int) -> tuple[list[int], Numbers]:
    """The paths among objects of some pages and within their forms, and the matrix that sets what holds each in page space, with its page."""
    items, kinds, page = held.items, held.kinds, held.page
    drawn = np.flatnonzero(kinds == c.raw.FPDF_PAGEOBJ_PATH)
    paths = [items[k] for k in drawn.tolist()]
    set_in = np.hstack([np.tile(outer, (len(paths), 1)), page[drawn][:, None]])
    forms = np.flatnonzero(kinds == c.raw.FPDF_PAGEOBJ_FORM).tolist() if depth < DEEPEST else []
    for k in forms:
        count = max(c.function("FPDFFormObj_CountObjects", ctypes.c_int)(items[k]), 0)
        parts = c.each("FPDFFormObj_GetObject", HANDLE, Handles([items[k]], [count]), range(count))
        inside = _composed(_matrices(c, [items[k]]), np.append(outer, page[k])[None])[0, :6]
        inner, inner_set = _paths(c, Objects(parts, _kinds(c, parts), np.full(count, page[k])), inside, depth + 1)
        paths, set_in = paths + inner, np.vstack([set_in, inner_set])
    return paths, set_in


def _matrices(c: Calls, items: Sequence[int]) -> Numbers:
    told = c.packed("FPDFPageObj_GetMatrix", len(items), 6, items)
    return np.where(told.any(axis=1, keepdims=True), told, SAME)


def _composed(m: Numbers, outer: Numbers) -> Numbers:
    """Matrices set into outer ones, which name their pages."""
    a, b, d, e, f, g = m.T
    h, i, j, k, o, p, page = outer.T
    return np.stack(
        [a * h + b * j, a * i + b * k, d * h + e * j, d * i + e * k, f * h + g * j + o, f * i + g * k + p, page], 1
    )


def _drawn(c: Calls, paths: Sequence[int], outers: Numbers) -> tuple[Numbers, Numbers]:
    """The straight strokes (a point, a point) of paths in page space, thin areas as one stroke, and their coloured rectangles."""
    if not paths:
        return NONE, NONE
    counts = np.array(c.each("FPDFPath_CountSegments", ctypes.c_int, paths), dtype=np.intp)
    is_filled, is_stroked = (c.written("FPDFPath_GetDrawMode", len(paths), 2, paths, kind=np.int32) != 0).T
    is_box = (counts == BOX) & is_filled & ~is_stroked
    traced = np.flatnonzero(~is_box & (counts >= SEGMENTS[0]) & (counts <= SEGMENTS[1]))
    strokes, areas = _boxes(c, *_picked(paths, outers, np.flatnonzero(is_box))) if is_box.any() else (NONE, NONE)
    if not len(traced):
        return strokes, areas
    modes = np.stack([is_stroked, is_filled], axis=1)[traced]
    more, further = _traced(c, *_picked(paths, outers, traced), counts[traced], modes)
    return np.vstack([strokes, more]), np.vstack([areas, further])


def _picked(paths: Sequence[int], outers: Numbers, places: Numbers) -> tuple[list[int], Numbers]:
    return [paths[k] for k in places.tolist()], outers[places]


def _boxes(c: Calls, paths: Sequence[int], outers: Numbers) -> tuple[Numbers, Numbers]:
    """What paths that only fill one rectangle draw: pdfium tells the box around each in one call."""
    sides = c.written("FPDFPageObj_GetBounds", len(paths), 4, paths, kind=np.float32)
    one, other = _set(sides[:, :2], outers), _set(sides[:, 2:], outers)
    low, high = np.minimum(one, other), np.maximum(one, other)
    is_thin = (high - low)[:, :2].min(axis=1) <= SETTINGS.thickest_rule
    large = np.flatnonzero(~is_thin)
    seen = large[_coloured(c, [paths[k] for k in large.tolist()])]
    return _middles(low[is_thin], high[is_thin]), np.hstack([low, high])[seen]


def _traced(
    c: Calls, paths: Sequence[int], outers: Numbers, counts: Numbers, modes: Numbers
) -> tuple[Numbers, Numbers]:
    """What paths draw, followed point by point; `modes` says whether each is stroked and filled."""
    owner = np.repeat(np.arange(len(paths)), counts)
    begins = np.ones(len(owner), bool)
    begins[1:] = owner[1:] != owner[:-1]
    number = np.arange(len(owner)) - np.flatnonzero(begins)[owner]
    segments = c.each("FPDFPath_GetPathSegment", HANDLE, [paths[k] for k in owner.tolist()], number.tolist())
    begins |= np.array(c.each("FPDFPathSegment_GetType", ctypes.c_int, segments)) == c.raw.FPDF_SEGMENT_MOVETO
    closes = np.array(c.each("FPDFPathSegment_GetClose", ctypes.c_int, segments)) != 0
    told = c.written("FPDFPathSegment_GetPoint", len(segments), 2, segments, kind=np.float32)
    points = _set(told, _composed(_matrices(c, paths), outers)[owner])
    starts = np.flatnonzero(begins)
    filled = np.flatnonzero(modes[:, 1])
    modes[filled, 1] = _coloured(c, [paths[k] for k in filled.tolist()])
    return _shapes(points, starts, closes, modes[owner[starts]])


def _set(points: Numbers, m: Numbers) -> Numbers:
    x, y = points.T
    return np.stack([x * m[:, 0] + y * m[:, 2] + m[:, 4], x * m[:, 1] + y * m[:, 3] + m[:, 5], m[:, 6]], axis=1)


def _coloured(c: Calls, paths: Sequence[int]) -> Numbers:
    """Whether the colour that fills each path can be told from the paper."""
    colours = c.written("FPDFPageObj_GetFillColor", len(paths), 4, paths, kind=np.uint32)
    coloured: Numbers = (colours[:, 3] > 0) & (colours[:, :3].min(axis=1) < SETTINGS.lightest_fill)
    return coloured


def _shapes(points: Numbers, starts: Numbers, closes: Numbers, shown: Numbers) -> tuple[Numbers, Numbers]:
    """The straight strokes and the coloured rectangles of shapes: runs of points, some closed; `shown` says how each is painted."""
    sizes = np.diff(np.append(starts, len(points)))
    shape = np.repeat(np.arange(len(starts)), sizes)
    closes = closes & (np.arange(len(points)) - starts[shape] >= 2)
    sizes_closed = sizes + np.add.reduceat(closes.astype(np.intp), starts)
    low, high = np.minimum.reduceat(points, starts), np.maximum.reduceat(points, starts)
    wide, height, _ = (high - low).T
    is_shape = sizes > 1
    is_thin = is_shape & (np.minimum(wide, height) <= SETTINGS.thickest_rule) & (sizes_closed > 2)
    is_drawn = is_shape & ~is_thin & shown[:, 0]
    is_area = (
        is_shape & ~is_thin & ~is_drawn & shown[:, 1] & (sizes_closed >= RECTANGLE[0]) & (sizes_closed <= RECTANGLE[1])
    )
    strokes = [_middles(low[is_thin], high[is_thin]), *_joined(points, starts, closes, is_drawn[shape])]
    return np.vstack(strokes), np.hstack([low, high])[is_area]


def _middles(low: Numbers, high: Numbers) -> Numbers:
    """The strokes along the middles of thin areas."""
    middle = (low + high) / 2
    lies = (high - low)[:, 0] >= (high - low)[:, 1]
    ends = [np.where(lies, side[:, 0], middle[:, 0]) for side in (low, high)]
    heights = [np.where(lies, middle[:, 1], side[:, 1]) for side in (low, high)]
    return np.stack([ends[0], heights[0], low[:, 2], ends[1], heights[1], low[:, 2]], axis=1)


def _joined(points: Numbers, starts: Numbers, closes: Numbers, is_drawn: Numbers) -> list[Numbers]:
    """The strokes from point to point of the shapes drawn, and those that close them."""
    first = points[np.repeat(starts, np.diff(np.append(starts, len(points))))]
    before = np.where(closes[:, None], first, points)[:-1]
    joins = is_drawn.copy()
    joins[starts] = False
    closing = closes & is_drawn
    return [np.hstack([before, points[1:]])[joins[1:]], np.hstack([points, first])[closing]]
