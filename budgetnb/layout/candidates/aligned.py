"""Tables without any rule: rows and columns follow from aligned words and from the gaps between lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .. import header_blocks, header_rules, wrapped_rows
from ..column_edges import rows_of_edges, verticals
from ..header_columns import header_columns
from ..line_runs import line_runs
from ..printed import Char, Rule
from ..row_bands import in_columns, numbered, rows_between
from ..row_starts import body_start, cut_above, row_cuts, row_starts
from ..run_ends import above_notes, below_labels, with_heads_above
from ..settings import SETTINGS
from ..split_words import split_header
from ..words import Word, meets, words_of

FOLIO = re.compile(r"[-—－–]+\d{1,4}[-—－–]+")


def tables(text: Sequence[Sequence[Char]]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The (horizontal, vertical) rules of every run of lines that is set as a table without any rule."""
    lines = [line for line in map(words_of, text) if not FOLIO.fullmatch("".join(w.text for w in line))]
    for run in filter(None, map(below_labels, line_runs(lines))):
        run = above_notes(with_heads_above(run, lines))
        words = [w for line in run for w in line]
        left, right = min(w.x0 for w in words) - SETTINGS.run_pad, max(w.x1 for w in words) + SETTINGS.run_pad
        top, bottom = min(w.top for w in words) - SETTINGS.run_pad_y, max(w.bottom for w in words) + SETTINGS.run_pad_y
        cuts = [top, *row_cuts(run), bottom]
        if headed := _by_header(run, (top, bottom)):
            yield headed
            continue
        horizontal = [(y, left, right) for y in cuts]
        made = verticals(horizontal, words)
        if len(made) >= SETTINGS.fewest_words and any(
            in_columns(r, made) for r in (run, rows_between(horizontal, run))
        ):
            yield _broken_at_cells(horizontal, made, run), made


def _by_header(run: Sequence[Sequence[Word]], sides: tuple[float, float]) -> tuple[list[Rule], list[Rule]] | None:
    """The rules of a run whose header tells its cells one by one, None where it does not."""
    rows = wrapped_rows.parted(run, row_starts(run))
    first = rows[0] if rows else body_start(run)
    head, body = ([w for line in part for w in line] for part in (run[:first], run[first:]))
    if not first or len(head) > SETTINGS.most_header_words:
        return None
    edges, told = header_columns(
        header_blocks.blocks(split_header(head, body)), wrapped_rows.cells(run, rows) if rows else body
    )
    if told is None:
        return None
    start = cut_above(run, first)
    inner = [cut_above(run, i) for i in rows[1:]] if rows else row_cuts(run[first:])
    cuts = [start, *inner, sides[1]]
    horizontal, vertical = header_rules.rules(told, edges, sides[0], start)
    whole = [(y, edges[0], edges[-1]) for y in (sides[0], *cuts)]
    made = [*vertical, *rows_of_edges(edges, cuts, body)]
    if any(in_columns(r, made) for r in (run[first:], rows_between(whole, run[first:]))):
        return [*whole, *horizontal], made
    return None


def _broken_at_cells(horizontal: Sequence[Rule], made: Sequence[Rule], run: Sequence[Sequence[Word]]) -> list[Rule]:
    """The rules between the levels of a header, broken where a cell reaches over them: its lines stand close on both sides."""
    first = next(iter(numbered(run)), 0)
    if sum(map(len, run[:first])) > SETTINGS.most_header_words:
        return list(horizontal)
    blocks, edges = _header_boxes(run[:first]), sorted({x for x, _, _ in made})
    found: list[Rule] = []
    for y, left, right in horizontal:
        over = sorted(b for b in blocks if b[2] < y - SETTINGS.even and b[3] > y + SETTINGS.even)
        for x0, x1, _, _ in over:
            start = max((x for x in edges if x <= x0 + SETTINGS.even), default=left)
            found += [(y, left, start)] if start - left > SETTINGS.even else []
            left = max(left, min((x for x in edges if x >= x1 - SETTINGS.even), default=right))
        found += [(y, left, right)] if right - left > SETTINGS.even else []
    return found


def _header_boxes(header: Sequence[Sequence[Word]]) -> list[tuple[float, float, float, float]]:
    """(x0, x1, top, bottom) of the cells of a header: words close under one another are the lines of one."""
    found: list[list[Word]] = []
    for word in sorted((w for line in header for w in line), key=lambda w: w.top):
        mine = next((b for b in found if meets(b[-1], word) and _is_close_under(b[-1], word)), None)
        if mine is None:
            found.append([word])
        else:
            mine.append(word)
    return [(min(w.x0 for w in b), max(w.x1 for w in b), b[0].top, b[-1].bottom) for b in found]


def _is_close_under(over: Word, word: Word) -> bool:
    return word.top - over.bottom <= SETTINGS.line_close * (word.bottom - word.top)
