"""Pages on which a table without verticals goes on: set on the columns that the page before tells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise, takewhile

from .. import trace
from ..model import Grid, Line
from . import text_lines
from .column_edges import rows_of_edges
from .lattice import build
from .printed import Raw
from .rule_groups import merge
from .settings import SETTINGS
from .words import NUMERIC, TARGET, Word, words_of

Item = Line | Grid
Span = tuple[float, float]


def continued(items: Sequence[Item], before: Grid | None, printed: Raw, page: int) -> tuple[Item, ...]:
    """The items of a page without verticals, its first grid set on the columns of the last grid of the page before.

    Only where that has more of them and every column of words here falls into one of its own there: a column that is
    blank here has no words to tell it.
    """
    at = next((i for i, item in enumerate(items) if isinstance(item, Grid)), None)
    grid = items[at] if at is not None else None
    if before is None or before.page != page - 1 or len(printed.vertical):
        return tuple(items)
    if not isinstance(grid, Grid):
        return tuple(_with_last_rows(items, before, printed, page))
    made = _on(grid, before, printed, page) if not _has_header(grid) else None
    if trace.active:
        why = (
            "it has no header of its own and fits them" if made else "it has a header of its own, or does not fit them"
        )
        trace.note("continuation", grid, f"the {before.cols} columns of page {before.page}", chosen=bool(made), why=why)
    return tuple(made if i == at and made is not None else item for i, item in enumerate(items))


def _with_last_rows(items: Sequence[Item], before: Grid, printed: Raw, page: int) -> Sequence[Item]:
    """The items of a page on which no table was seen, with the last rows of the one before where rules as wide as it part them.

    One or two rows do not tell their columns by themselves. All words between the rules have to stand in columns of the page before.
    """
    edges = _edges(before)
    if len(edges) < 3:
        return items
    heights = sorted({y for y, x0, x1 in merge(printed.horizontal) if _is_as_wide((x0, x1), edges)})
    if len(heights) < 2:
        return items
    words = _words_between(printed, heights)
    homes = [bisect_right(edges, w.middle) - 1 for w in words]
    inside = all(
        0 <= k < before.cols
        and edges[k] - SETTINGS.continued_margin <= w.x0
        and w.x1 <= edges[k + 1] + SETTINGS.continued_margin
        for k, w in zip(homes, words, strict=True)
    )
    if not inside or len(set(homes)) < 2 or not any(w.numeric for w in words):
        return items
    horizontal = [(y, edges[0], edges[-1]) for y in heights]
    made = build(horizontal, list(rows_of_edges(edges, heights, words)), printed.chars, page)
    if made is None:
        return items
    if trace.active:
        why = "rules as wide as it part rows whose words stand in its columns"
        trace.note("continuation", made, f"the {before.cols} columns of page {before.page}", why=why)
    above = [item for item in items if item.bbox is not None and item.bbox[3] <= heights[0] + SETTINGS.table_reach]
    below = [item for item in items if item.bbox is not None and item.bbox[1] >= heights[-1] - SETTINGS.table_reach]
    return [*above, made, *below]


def _is_as_wide(rule: Span, edges: Sequence[float]) -> bool:
    """Whether a rule across begins and ends where a table does."""
    return abs(rule[0] - edges[0]) <= SETTINGS.side and abs(rule[1] - edges[-1]) <= SETTINGS.side


def _words_between(printed: Raw, heights: Sequence[float]) -> list[Word]:
    """The words that stand between the first and the last of some heights."""
    chars = printed.chars
    inside = (chars.y > heights[0]) & (chars.y < heights[-1])
    return [w for line in text_lines.lines(chars.take(inside)).rows() for w in words_of(line)]


def _on(grid: Grid, before: Grid, printed: Raw, page: int) -> Grid | None:
    """The grid on the columns of another, None where it does not fit them."""
    edges, heights = _edges(before), _heights(grid)
    if grid.bbox is None or grid.cols >= before.cols or not edges or not heights:
        return None
    if grid.bbox[0] < edges[0] - SETTINGS.continued_reach or grid.bbox[2] > edges[-1] + SETTINGS.continued_reach:
        return None
    words = _words_between(printed, heights)
    fitted = _fitted(edges, _spans(grid, words))
    if not fitted:
        return None
    horizontal = [(y, fitted[0], fitted[-1]) for y in heights]
    return build(horizontal, list(rows_of_edges(fitted, heights, words)), printed.chars, page)


def _has_header(grid: Grid) -> bool:
    """Whether every column has words above the first row of numbers or targets: they tell the columns of a table that begins here."""
    above = takewhile(lambda row: not any(NUMERIC.match(t) or TARGET.match(t) for t in row), grid.texts)
    return {col for row in above for col, text in enumerate(row) if text} == set(range(grid.cols))


def _spans(grid: Grid, words: Sequence[Word]) -> list[Span]:
    """From where to where the words of every column reach, those left out that reach over an edge."""
    edges = _edges(grid)
    found: dict[int, Span] = {}
    for w in words:
        col = bisect_right(edges, w.middle) - 1
        if (
            0 <= col < grid.cols
            and edges[col] - SETTINGS.continued_margin <= w.x0
            and w.x1 <= edges[col + 1] + SETTINGS.continued_margin
        ):
            x0, x1 = found.get(col, (w.x0, w.x1))
            found[col] = (min(x0, w.x0), max(x1, w.x1))
    return [found[col] for col in sorted(found)]


def _fitted(edges: Sequence[float], spans: Sequence[Span]) -> list[float]:
    """The edges, each moved off the words of the columns beside it; [] where two columns of words fall into one, or one is no more."""
    homes = [max(range(len(edges) - 1), key=lambda k: min(x1, edges[k + 1]) - max(x0, edges[k])) for x0, x1 in spans]
    if not spans or any(a >= b for a, b in pairwise(homes)):
        return []
    found = [min(edges[0], spans[0][0] - SETTINGS.continued_side)]
    for k, edge in enumerate(edges[1:-1], 1):
        left = max((x1 for (_, x1), home in zip(spans, homes, strict=True) if home < k), default=found[0])
        right = min((x0 for (x0, _), home in zip(spans, homes, strict=True) if home >= k), default=edges[-1])
        found.append(min(max(edge, left + SETTINGS.continued_pad), right - SETTINGS.continued_pad))
    found.append(max(edges[-1], spans[-1][1] + SETTINGS.continued_side))
    return found if all(b - a > SETTINGS.continued_narrowest for a, b in pairwise(found)) else []


def _edges(grid: Grid) -> list[float]:
    """The left edges of all columns and the right edge of the last, [] where a column has no cell of its own."""
    left = {c.col: c.bbox[0] for c in grid.cells if c.bbox}
    if grid.bbox is None or len(left) < grid.cols:
        return []
    return [*(left[col] for col in range(grid.cols)), grid.bbox[2]]


def _heights(grid: Grid) -> list[float]:
    """The tops of all rows and the bottom of the last, [] where a row has no cell of its own."""
    tops = {c.row: c.bbox[1] for c in grid.cells if c.bbox}
    if grid.bbox is None or len(tops) < grid.rows:
        return []
    return [*(tops[row] for row in range(grid.rows)), grid.bbox[3]]
