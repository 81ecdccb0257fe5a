"""Tables ruled only across: the rules give their rows and, where they stop, merged cells; aligned words give the columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from .. import header_blocks, header_rules, wrapped_rows
from ..across_groups import across_groups, step_back
from ..column_edges import header_bottom, rows_of_edges, verticals
from ..header_columns import header_columns
from ..printed import Char, Rule
from ..row_bands import in_columns, middle_of, numbered, rows_between
from ..row_starts import row_cuts
from ..settings import SETTINGS
from ..split_words import split_header
from ..words import Word, words_of


def tables(
    rules: Sequence[Rule], text: Sequence[Sequence[Char]], *, wrapped: bool = False
) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The (horizontal, vertical) rules of every table that is ruled only across; `text` holds the lines of the page.

    Several lines of numbers between two rules are rows of their own, or one row whose digits are `wrapped`.
    """
    lines = [words_of(line) for line in text]
    for group in across_groups(rules, lines):
        top, bottom = group[0][0], group[-1][0]
        inside = [
            line for line in lines if top - SETTINGS.rules_reach <= middle_of(line) <= bottom + SETTINGS.rules_reach
        ]
        horizontal = [*group, *([] if wrapped else _cuts_between(group, inside))]
        if headed := _by_header(sorted(horizontal), inside):
            yield headed
            continue
        made = verticals(sorted(horizontal), [w for line in inside for w in line], {r[0] for r in group})
        bands = len({r[0] for r in horizontal}) - 1
        most = 1.0 if step_back(group) else SETTINGS.most_crossed
        if (
            made
            and SETTINGS.bands_a_line * len(inside) >= bands
            and any(in_columns(r, made, most) for r in (inside, rows_between(horizontal, inside)))
        ):
            yield horizontal, made


def _by_header(horizontal: Sequence[Rule], lines: Sequence[Sequence[Word]]) -> tuple[list[Rule], list[Rule]] | None:
    """The rules of a table ruled across whose header tells its cells one by one, None where it does not."""
    ys = sorted({r[0] for r in horizontal})
    words = [w for line in lines for w in line]
    start = header_bottom(words, ys)
    head = [w for w in words if (w.top + w.bottom) / 2 < start]
    body = [w for w in words if (w.top + w.bottom) / 2 >= start]
    if not head or len(head) > SETTINGS.most_header_words or not any(w.numeric for w in body):
        return None
    rows = [
        list(g)
        for _, g in groupby(
            sorted(body, key=lambda w: (w.top + w.bottom) / 2), key=lambda w: bisect_right(ys, (w.top + w.bottom) / 2)
        )
    ]
    found = header_blocks.blocks(
        split_header(head, body), [r for r in horizontal if r[0] < start - SETTINGS.start_slack]
    )
    edges, told = header_columns(found, [c for row in rows for c in wrapped_rows.merged(row)])
    if told is None:
        return None
    edges[0], edges[-1] = min(edges[0], *(r[1] for r in horizontal)), max(edges[-1], *(r[2] for r in horizontal))
    cuts = [y for y in ys if y >= start - SETTINGS.start_slack]
    across, vertical = header_rules.rules(told, edges, ys[0], start)
    made = [*vertical, *rows_of_edges(edges, cuts, body)]
    whole = [r for r in horizontal if r[0] >= start - SETTINGS.start_slack or r[0] == ys[0]]
    if any(in_columns(r, made) for r in (rows, lines)):
        return [*whole, *across], made
    return None


def _cuts_between(rules: Sequence[Rule], lines: Sequence[Sequence[Word]]) -> list[Rule]:
    """Rules that part the rows of a band with several rows of numbers: a table ruled only around its header."""
    found: list[Rule] = []
    x0, x1 = min(r[1] for r in rules), max(r[2] for r in rules)
    for a, b in pairwise(sorted({r[0] for r in rules})):
        held = [line for line in lines if a < middle_of(line) < b]
        if len(numbered(held)) > 1:
            found += [(y, x0, x1) for y in row_cuts(held)]
    return found
