"""What clipping lets be seen of a page: the overflow of a cell is cut off at its edge, that of a page's body at the body's."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence

import numpy as np

from ...layout.printed import Numbers
from ...layout.settings import SETTINGS
from .batched_calls import HANDLE, Calls

OPPOSITE = (0, 2)  # the points of a rectangle that tell its sides
RECTANGLE = (4, 5)
NOWHERE = (-np.inf, -np.inf, np.inf, np.inf)
OwnClips = Callable[[Numbers], Numbers]


def seen(
    c: Calls, items: Sequence[int], inner: Numbers, owner: Numbers, box: Numbers, own: OwnClips
) -> tuple[Numbers, Numbers]:
    """Whether each character is seen, and the place where it counts as printed: NaN where nothing clips it.

    `items` are objects of text, `inner` says which may stand in a form, `owner` says whose each character seems to be, `box` holds the characters' left, bottom,
    right, top in page space. Those that leave the clip box of that object may be of another: `own` tells the boxes of theirs.
    """
    first = np.searchsorted(owner, np.arange(len(items)))
    found = boxes(c, items, inner, box[first])
    if not np.isfinite(found[:, 0]).any():
        return np.ones(len(box), bool), np.full((len(box), 2), np.nan)
    clip = found[owner]
    leaves = (clip[:, 0] > box[:, 0]) | (clip[:, 2] < box[:, 2]) | (clip[:, 1] > box[:, 1]) | (clip[:, 3] < box[:, 3])
    leaves[first] = False
    if leaves.any():
        clip[leaves] = own(leaves)
    is_clipped = np.isfinite(clip[:, 0])
    is_seen, place = np.ones(len(box), bool), np.full((len(box), 2), np.nan)
    is_seen[is_clipped], place[is_clipped] = places(clip[is_clipped], box[is_clipped])
    return is_seen, place


def boxes(c: Calls, items: Sequence[int], inner: Numbers, box: Numbers) -> Numbers:
    """left, bottom, right, top of what is seen around each object of text, in page space; endless where nothing clips it.

    `inner` says which may stand in a form, `box` is that of one character of each.
    """
    paths = c.each("FPDFPageObj_GetClipPath", HANDLE, items)
    counts = np.array(c.each("FPDFClipPath_CountPaths", ctypes.c_int, paths), dtype=np.intp)
    found = np.tile(NOWHERE, (len(items), 1))
    clipped = np.flatnonzero(counts > 0)
    if not len(clipped):
        return found
    doubtful = clipped[inner[clipped]]
    strange = doubtful[~_hold(c, [items[k] for k in doubtful.tolist()], box[doubtful])]
    clipped = np.setdiff1d(clipped, strange, assume_unique=True) if len(strange) else clipped
    owner = np.repeat(clipped, counts[clipped])
    number = [i for n in counts[clipped].tolist() for i in range(n)]
    is_told, sides = _paths(c, [paths[k] for k in owner.tolist()], number)
    owner, starts = np.unique(owner[is_told], return_index=True)
    if len(owner):
        found[owner, :2] = np.maximum.reduceat(sides[:, :2], starts)
        found[owner, 2:] = np.minimum.reduceat(sides[:, 2:], starts)
    return found


def _hold(c: Calls, items: list[int], box: Numbers) -> Numbers:
    """Whether objects tell their place in page space: inside a form they have a space of their own, and so have their clips."""
    sides = c.written("FPDFPageObj_GetBounds", len(items), 4, items, kind=np.float32)
    x, y = (box[:, 0] + box[:, 2]) / 2, (box[:, 1] + box[:, 3]) / 2
    left, bottom, right, top = sides.T
    holds: Numbers = (
        (left - SETTINGS.object_reach <= x)
        & (x <= right + SETTINGS.object_reach)
        & (bottom - SETTINGS.object_reach <= y)
        & (y <= top + SETTINGS.object_reach)
    )
    return holds


def _paths(c: Calls, paths: list[int], number: list[int]) -> tuple[Numbers, Numbers]:
    """Which of the numbered paths of a clip have points, and the box around each that has."""
    counts = np.array(c.each("FPDFClipPath_CountPathSegments", ctypes.c_int, paths, number), dtype=np.intp)
    is_box = (counts >= RECTANGLE[0]) & (counts <= RECTANGLE[1])
    told = np.where(is_box, len(OPPOSITE), np.maximum(counts, 0))
    owner = np.repeat(np.arange(len(paths)), told)
    starts = np.cumsum(told) - told
    place = np.arange(len(owner)) - starts[owner]
    place = np.where(is_box[owner], OPPOSITE[1] * place, place)
    chosen, numbers = [paths[k] for k in owner.tolist()], [number[k] for k in owner.tolist()]
    segments = c.each("FPDFClipPath_GetPathSegment", HANDLE, chosen, numbers, place.tolist())
    points = c.written("FPDFPathSegment_GetPoint", len(segments), 2, segments, kind=np.float32)
    starts = starts[told > 0]
    if not len(starts):
        return told > 0, np.zeros((0, 4))
    return told > 0, np.hstack([np.minimum.reduceat(points, starts), np.maximum.reduceat(points, starts)])


def places(clip: Numbers, box: Numbers) -> tuple[Numbers, Numbers]:
    """Whether characters are seen, and where they count as printed: in their middle, or at the nearest place inside a clip box as
    small as a cell.

    What a cell's own box cuts off still belongs to that cell; what the box of a whole page body cuts off is printed
    on another page.

    >>> box = np.array([[10.0, 10, 20, 20], [10, 410, 20, 420], [10, -11, 20, -1], [10, -11, 20, -1]])
    >>> clip = np.array([[0.0, 0, 500, 400], [0, 0, 500, 400], [0, 0, 100, 12], [0, 0, 100, 0.2]])
    >>> is_seen, place = places(clip, box)
    >>> is_seen.tolist(), place[is_seen].tolist()
    ([True, False, True, False], [[15.0, 15.0], [15.0, 5.0]])
    """
    left, bottom, right, top = box.T
    x, y = (left + right) / 2, (bottom + top) / 2
    narrow = np.minimum(clip[:, 2] - clip[:, 0], clip[:, 3] - clip[:, 1])
    is_inside = (clip[:, 0] - SETTINGS.clip_reach <= x) & (x <= clip[:, 2] + SETTINGS.clip_reach)
    is_inside &= (clip[:, 1] - SETTINGS.clip_reach <= y) & (y <= clip[:, 3] + SETTINGS.clip_reach)
    is_large = narrow > SETTINGS.body_clip
    dx = np.maximum(clip[:, 0] - left, 0.0) + np.minimum(clip[:, 2] - right, 0.0)
    dy = np.maximum(clip[:, 1] - bottom, 0.0) + np.minimum(clip[:, 3] - top, 0.0)
    moved = np.stack([np.where(is_large, x, x + dx), np.where(is_large, y, y + dy)], axis=1)
    return np.where(is_large, is_inside, narrow >= SETTINGS.thinnest_clip), moved
