"""The columns of a table whose header has no rules of its own: by the words below the header and by its cells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from . import header_blocks, header_cells, header_rules
from .columns import Column, columns_of, without_index
from .settings import SETTINGS
from .split_words import split_at_columns
from .words import Word


def _columns_below(header: Sequence[Word], words: Sequence[Word]) -> list[Column]:
    """The columns of a table without rules, by the words below its header and the cells of the header."""
    words = [
        w for w in without_index(words) if w.text or not w.chars
    ]  # those of an index stand about the middle, not over numbers
    top = min((w.top for w in words), default=0.0)
    words = split_at_columns(words, columns_of([*words, *header], top, whole=True))
    return _without_group_columns(columns_of([*words, *header], top, whole=True), header)


def _without_group_columns(columns: Sequence[Column], header: Sequence[Word]) -> list[Column]:
    """The columns without those that are only a cell of the header under which, on both sides, others begin that have none above."""
    above = set(map(id, header))
    tops = [[(w.top, w.bottom) for w in c.words if id(w) in above] for c in columns]
    kept = [*columns[:1]]
    for i in range(1, len(columns) - 1):
        only = len(tops[i]) == len(columns[i].words)
        low = max((bottom for _, bottom in tops[i]), default=0.0)
        beside = [tops[k] for k in (i - 1, i + 1)]
        if not (only and all(pairs and all(top >= low - SETTINGS.below_slack for top, _ in pairs) for pairs in beside)):
            kept.append(columns[i])
    return [*kept, *columns[max(1, len(columns) - 1) :]]


def _edges_of(columns: Sequence[Column]) -> list[float]:
    """The edges between columns, each in the middle of its gap, and the sides of the first and the last."""
    inner = ((a.span[1] + b.span[0]) / 2 for a, b in pairwise(columns))
    return [columns[0].span[0] - SETTINGS.side_pad, *inner, columns[-1].span[1] + SETTINGS.side_pad]


def _spans_below(columns: Sequence[Column], header: Sequence[Word]) -> list[tuple[float, float]]:
    """From where to where the words of every column reach, those of the header left out."""
    above = set(map(id, header))
    held = ([w for w in c.words if id(w) not in above] for c in columns)
    return [(min(w.x0 for w in words), max(w.x1 for w in words)) for words in held if words]


def _gaps(columns: Sequence[Column]) -> list[tuple[float, float]]:
    """The free space between every two columns."""
    return [(a.span[1], b.span[0]) for a, b in pairwise(columns)]


def _right_end(column: Column) -> float | None:
    """Where the numbers of a column end, None where they do not stand flush right."""
    ends = sorted(w.x1 for w in column.words if w.numeric)
    flush = ends and sum(ends[-1] - x < SETTINGS.flush_end for x in ends) > len(ends) / 2
    return ends[-1] if flush else None


def header_columns(found: Sequence[Word], below: Sequence[Word]) -> tuple[list[float], list[header_cells.Cell] | None]:
    """The edges of the columns below the cells of a header, and these as cells over columns, None where they do not tell them."""
    columns = _columns_below(found, below)
    if len(columns) < 2 or header_blocks.is_flush(found, _spans_below(columns, found)):
        return [], None
    edges = _edges_of(columns)
    told = header_cells.cells(found, edges)
    if told is None:
        return edges, None
    edges = header_rules.settled_edges(edges, told, [_right_end(c) for c in columns], _gaps(columns))
    return edges, header_cells.cells(found, edges)
