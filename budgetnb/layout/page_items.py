"""The lines and grids of pages: ruled tables first, what they leave by the reading that explains most of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, islice

import numpy as np

from ..model import Grid, Line
from . import judge, text_lines, words
from .candidates.readings import Remainder, candidates, lattices
from .lattice import grids_of
from .open_halves import with_missing_border
from .printed import Chars, Raw, Rule
from .region_notes import RULED
from .rule_groups import components, merge
from .settings import SETTINGS


def page_items(raw: Raw, page: int) -> list[Line | Grid]:
    """The lines and grids of one page in reading order."""
    return stack_items([raw], page)[0]


def stack_items(raws: Sequence[Raw], first: int) -> list[list[Line | Grid]]:
    """The lines and grids of pages running, each in reading order: set into lines and cells together; `first` numbers the first."""
    horizontal = [merge(raw.horizontal) for raw in raws]
    found = [
        lattices(RULED, components(rules, merge(raw.vertical)), raw.chars)
        for raw, rules in zip(raws, horizontal, strict=True)
    ]
    owner = [k for k, (ruled, _) in enumerate(found) for _ in ruled]
    grids: list[list[Grid]] = [[] for _ in raws]
    ruled_tables = [one for ruled, _ in found for one in ruled]
    made = grids_of(ruled_tables, [first + k for k in owner])
    for k, table, grid in zip(owner, ruled_tables, made, strict=True):
        parted = with_missing_border(table, grid)
        grids[k].append(grid if parted is None else grids_of([parted], [first + k])[0])
    rest = [chars for _, chars in found]
    sheet = np.repeat(np.arange(len(raws)), [len(chars) for chars in rest])
    texts = text_lines.lines(Chars.joined(rest), sheet)
    counts, outside = words.numbers(texts, len(raws)), texts.parts(len(raws))
    for k, rules in enumerate(horizontal):
        loose = [r for r in rules if not any(_within(r, g) for g in grids[k])]
        page = Remainder(rest[k], outside[k], loose, counts[k], first + k)
        chosen = judge.best(list(candidates(page, raws[k].fills, [one.box for one in found[k][0]])), first + k)
        grids[k] += chosen.grids
        outside[k] = chosen.text
    return [sorted([*own, *printed], key=_place) for own, printed in zip(grids, lines(outside, first), strict=True)]


def _place(item: Line | Grid) -> tuple[float, float]:
    return (item.bbox[1], item.bbox[0]) if item.bbox else (0.0, 0.0)


def _within(rule: Rule, grid: Grid) -> bool:
    return (
        grid.bbox is not None
        and grid.bbox[1] - SETTINGS.snap <= rule[0] <= grid.bbox[3] + SETTINGS.snap
        and rule[1] < grid.bbox[2]
        and rule[2] > grid.bbox[0]
    )


def lines(texts: Sequence[text_lines.Lines], first: int) -> list[list[Line]]:
    """The printed lines of characters outside tables, page by page; `first` numbers the first page."""
    chars = Chars.joined([text.chars for text in texts])
    if not len(chars):
        return [[] for _ in texts]
    offsets = accumulate((len(text.chars) for text in texts), initial=0)
    starts = np.concatenate([text.starts + offset for text, offset in zip(texts, offsets, strict=False)])
    told, _ = text_lines.texts(text_lines.Lines(chars, starts, np.arange(len(starts))))
    low = [np.minimum.reduceat(c, starts).tolist() for c in (chars.x0, chars.top)]
    high = [np.maximum.reduceat(c, starts).tolist() for c in (chars.x1, chars.bottom, chars.size)]
    rows = zip(told, *low, *high, strict=True)
    return [
        [
            Line(letters, page, None, (x0, top, x1, bottom), size)
            for letters, x0, top, x1, bottom, size in islice(rows, len(text.starts))
        ]
        for page, text in enumerate(texts, first)
    ]
