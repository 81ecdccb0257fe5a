"""The ruling lines and coloured areas that the paths of a PDF page draw, set upright."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .calls import HANDLE, Calls, same
from .printed import Fill, Numbers, Rule

THIN = 3.2
SHORTEST = 0.8
DEEPEST = 4
SEGMENTS = (2, 4000)
BOX = 5  # the segments of a rectangle
PAPER = 252
RECTANGLE = (4, 6)  # points, the first again where it is closed, and closed twice
NONE = np.zeros((0, 4))
SAME = np.array([1.0, 0.0, 0.0, 1.0, 0.0, 0.0])
Upright = Callable[[Any, Any], tuple[Any, Any]]


def rules(c: Calls, page: Any, upright: Upright, most: int) -> tuple[list[Rule], list[Rule], list[Fill]]:
    """Horizontal rules (y, x0, x1), vertical rules (x, y0, y1) and coloured rectangles that the first `most` objects of a page draw."""
    count = min(c.raw.FPDFPage_CountObjects(page), most)
    items = c.each("FPDFPage_GetObject", HANDLE, same(page), range(count))
    straight, areas = _drawn(c, *_paths(c, items, SAME, 0))
    (ax, ay), (bx, by) = upright(straight[:, 0], straight[:, 1]), upright(straight[:, 2], straight[:, 3])
    (px, py), (qx, qy) = upright(areas[:, 0], areas[:, 1]), upright(areas[:, 2], areas[:, 3])
    fills = _rows(np.minimum(px, qx), np.minimum(py, qy), np.maximum(px, qx), np.maximum(py, qy))
    return *_ruled(ax, ay, bx, by), fills


def _ruled(ax: Numbers, ay: Numbers, bx: Numbers, by: Numbers) -> tuple[list[Rule], list[Rule]]:
    """The horizontal and the vertical ones among straight strokes."""
    wide, high = np.abs(ax - bx), np.abs(ay - by)
    h = (high <= THIN) & (wide > SHORTEST) & (wide >= high)
    v = ~h & (wide <= THIN) & (high > SHORTEST)
    return (
        _rows(((ay + by) / 2)[h], np.minimum(ax, bx)[h], np.maximum(ax, bx)[h]),
        _rows(((ax + bx) / 2)[v], np.minimum(ay, by)[v], np.maximum(ay, by)[v]),
    )


def _rows(*columns: Numbers) -> list[Any]:
    return list(zip(*(c.tolist() for c in columns), strict=True))


def _paths(c: Calls, items: Sequence[int], outer: Numbers, depth: int) -> tuple[list[int], Numbers]:
    """The paths among objects and within their forms, and the matrix that sets what holds each in page space."""
    kinds = np.array(c.each("FPDFPageObj_GetType", ctypes.c_int, items))
    paths = [items[k] for k in np.flatnonzero(kinds == c.raw.FPDF_PAGEOBJ_PATH).tolist()]
    outers = np.tile(outer, (len(paths), 1))
    forms = [items[k] for k in np.flatnonzero(kinds == c.raw.FPDF_PAGEOBJ_FORM).tolist()] if depth < DEEPEST else []
    for item in forms:
        count = max(c.function("FPDFFormObj_CountObjects", ctypes.c_int)(item), 0)
        held = c.each("FPDFFormObj_GetObject", HANDLE, same(item), range(count))
        inner, set_in = _paths(c, held, _composed(_matrices(c, [item]), outer)[0], depth + 1)
        paths, outers = paths + inner, np.vstack([outers, set_in])
    return paths, outers


def _matrices(c: Calls, items: Sequence[int]) -> Numbers:
    told = c.packed("FPDFPageObj_GetMatrix", len(items), 6, items)
    return np.where(told.any(axis=1, keepdims=True), told, SAME)


def _composed(m: Numbers, outer: Numbers) -> Numbers:
    """Matrices set into outer ones."""
    a, b, d, e, f, g = m.T
    h, i, j, k, o, p = outer.T
    return np.stack(
        [a * h + b * j, a * i + b * k, d * h + e * j, d * i + e * k, f * h + g * j + o, f * i + g * k + p], 1
    )


def _drawn(c: Calls, paths: Sequence[int], outers: Numbers) -> tuple[Numbers, Numbers]:
    """The straight strokes (x, y, x, y) of paths in page space, thin areas as one stroke, and their coloured rectangles."""
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
    is_thin = (high - low).min(axis=1) <= THIN
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
    return np.stack([x * m[:, 0] + y * m[:, 2] + m[:, 4], x * m[:, 1] + y * m[:, 3] + m[:, 5]], axis=1)


def _coloured(c: Calls, paths: Sequence[int]) -> Numbers:
    """Whether the colour that fills each path can be told from the paper."""
    colours = c.written("FPDFPageObj_GetFillColor", len(paths), 4, paths, kind=np.uint32)
    coloured: Numbers = (colours[:, 3] > 0) & (colours[:, :3].min(axis=1) < PAPER)
    return coloured


def _shapes(points: Numbers, starts: Numbers, closes: Numbers, shown: Numbers) -> tuple[Numbers, Numbers]:
    """The straight strokes and the coloured rectangles of shapes: runs of points, some closed; `shown` says how each is painted."""
    sizes = np.diff(np.append(starts, len(points)))
    shape = np.repeat(np.arange(len(starts)), sizes)
    closes = closes & (np.arange(len(points)) - starts[shape] >= 2)
    sizes_closed = sizes + np.add.reduceat(closes.astype(np.intp), starts)
    low, high = np.minimum.reduceat(points, starts), np.maximum.reduceat(points, starts)
    wide, height = (high - low).T
    is_shape = sizes > 1
    is_thin = is_shape & (np.minimum(wide, height) <= THIN) & (sizes_closed > 2)
    is_drawn = is_shape & ~is_thin & shown[:, 0]
    is_area = (
        is_shape & ~is_thin & ~is_drawn & shown[:, 1] & (sizes_closed >= RECTANGLE[0]) & (sizes_closed <= RECTANGLE[1])
    )
    strokes = [_middles(low[is_thin], high[is_thin]), *_sides(points, starts, closes, is_drawn[shape])]
    return np.vstack(strokes), np.hstack([low, high])[is_area]


def _middles(low: Numbers, high: Numbers) -> Numbers:
    """The strokes along the middles of thin areas."""
    middle = (low + high) / 2
    lies = (high - low)[:, 0] >= (high - low)[:, 1]
    ends = [np.where(lies, side[:, 0], middle[:, 0]) for side in (low, high)]
    heights = [np.where(lies, middle[:, 1], side[:, 1]) for side in (low, high)]
    return np.stack([ends[0], heights[0], ends[1], heights[1]], axis=1)


def _sides(points: Numbers, starts: Numbers, closes: Numbers, is_drawn: Numbers) -> list[Numbers]:
    """The strokes from point to point of the shapes drawn, and those that close them."""
    first = points[np.repeat(starts, np.diff(np.append(starts, len(points))))]
    before = np.where(closes[:, None], first, points)[:-1]
    joins = is_drawn.copy()
    joins[starts] = False
    closing = closes & is_drawn
    return [np.hstack([before, points[1:]])[joins[1:]], np.hstack([points, first])[closing]]
