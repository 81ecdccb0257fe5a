"""Runs of lines set in columns of numbers, each with the lines of its header: what may be a table without rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from .row_bands import middle_of
from .run_ends import NOTE
from .settings import SETTINGS
from .words import MONEY, Word, meets

LEADER = re.compile(r"[.．…·]{4,}")


def line_runs(lines: Sequence[Sequence[Word]]) -> Iterator[list[Sequence[Word]]]:
    """Runs of lines set in columns with numbers, their header lines before them."""
    run: list[Sequence[Word]] = []
    held: list[Sequence[Word]] = []
    for above, line, below in zip([(), *lines], lines, [*lines[1:], ()], strict=False):
        last = [*run, *held][-1:]
        near = not last or middle_of(line) - middle_of(last[0]) < SETTINGS.run_gap * max(
            SETTINGS.run_lowest, line[0].bottom - line[0].top
        )
        if near and len(line) >= 2:
            label = [above] if not run and len(above) == 1 and _is_header_line(line[0], [above]) else []
            run += [*label, *held, line]
            held = []
        elif (
            near
            and run
            and (
                _is_wrapped(line[0], run)
                or _is_half_line(line[0], above, below)
                or _is_header_line(line[0], [*run, *held])
            )
        ):
            held.append(line)
        else:
            yield from _if_table([*run, *_last_lines(run, held)])
            run, held = ([line] if len(line) >= 2 else []), []
    yield from _if_table([*run, *_last_lines(run, held)])


def _is_half_line(word: Word, *beside: Sequence[Word]) -> bool:
    """Whether a word alone on its line stands at half the height of the row above or below it: a part of a code over two lines."""
    rows = (line for line in beside if len(line) > 1)
    return any(
        min(w.top for w in line) < word.bottom - SETTINGS.even
        and max(w.bottom for w in line) > word.top + SETTINGS.even
        for line in rows
    )


def _is_header_line(word: Word, run: Sequence[Sequence[Word]]) -> bool:
    """Whether a word alone on its line may be of a header: above the first numbers, close under the line before."""
    last = run[-1]
    headed = not any(w.numeric for line in run for w in line)
    return headed and word.top - max(w.bottom for w in last) < SETTINGS.line_close * (word.bottom - word.top)


def _is_wrapped(word: Word, run: Sequence[Sequence[Word]]) -> bool:
    """Whether a word alone on its line may be a part of a wrapped cell: it stands clear of the columns of numbers, and no wider than half of the table."""
    left, right = min(w.x0 for line in run for w in line), max(w.x1 for line in run for w in line)
    clear = not any(meets(word, w) for line in run if len(line) > 1 for w in line if w.numeric)
    return clear and left - SETTINGS.side < word.x0 and word.x1 - word.x0 < SETTINGS.wrapped_width * (right - left)


def _last_lines(run: Sequence[Sequence[Word]], held: Sequence[Sequence[Word]]) -> list[Sequence[Word]]:
    """The lines below the last line in columns that are the rest of its cells: close under it, one under the other."""
    found: list[Sequence[Word]] = []
    for line in held:
        above = [*run, *found][-1]
        if NOTE.match(line[0].text) or line[0].top - max(w.bottom for w in above) >= max(
            SETTINGS.side, SETTINGS.row_gap * (line[0].bottom - line[0].top)
        ):
            break
        found.append(line)
    return found


def _if_table(run: Sequence[Sequence[Word]]) -> Iterator[list[Sequence[Word]]]:
    """The run, if it is a table: columns of numbers, or a row of so many as no sentence has; the contents are none."""
    row = any(sum(w.numeric for w in line) >= SETTINGS.many_numbers for line in run)
    if (row or _has_columns(run)) and not any(LEADER.search("".join(w.text for w in line)) for line in run):
        yield list(run)


def _has_columns(run: Sequence[Sequence[Word]]) -> bool:
    """Whether two columns of numbers stand in the lines, or one of sums: set flush right, flush left or about one middle."""
    numbers = [w for line in run for w in line if w.numeric and len(line) > 1]
    if max(_flush_counts([w.x1 for w in numbers if MONEY.search(w.text)]), default=0) >= SETTINGS.fewest_sums:
        return True
    places = ([w.x1 for w in numbers], [w.x0 for w in numbers], [w.middle for w in numbers])
    return any(
        max(counts, default=0) >= SETTINGS.fewest_rows and sum(n > 1 for n in counts) > 1
        for counts in map(_flush_counts, places)
    )


def _flush_counts(places: Iterable[float]) -> list[int]:
    """How many numbers stand flush at each place."""
    counts: list[int] = []
    last = float("-inf")
    for x in sorted(places):
        if x - last <= SETTINGS.flush and counts:
            counts[-1] += 1
        else:
            counts.append(1)
        last = x
    return counts
