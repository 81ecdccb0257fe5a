"""Columns among words: what stands under what."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .settings import SETTINGS
from .words import CODE, MONEY, Word


class Column:
    """Words that stand under each other, and from where to where they reach."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = list(words)
        self.span = min(w.x0 for w in words), max(w.x1 for w in words)

    def add(self, word: Word) -> None:
        """One word more."""
        self.words.append(word)
        self.span = min(self.span[0], word.x0), max(self.span[1], word.x1)


def columns_of(words: Sequence[Word], header: float, *, whole: bool = False) -> list[Column]:
    """Words clustered by what stands under what: numbers, then texts below the header, then header words from below.

    Where those are `whole` cells, none of them is a line of the cell that the next begins.
    """
    found: list[Column] = []
    for word in [w for w in words if w.numeric]:
        touched = [c for c in found if _touches(word, c)]
        if len(touched) == 1:
            touched[0].add(word)
        else:
            merged = Column([*(w for c in touched for w in c.words), word])
            found = [*(c for c in found if c not in touched), merged]
    found = _with_nested_codes(found)
    texts = [w for w in words if not w.numeric]
    body = sorted((w for w in texts if w.top > header - SETTINGS.header_slack), key=lambda w: w.x1 - w.x0)
    above = sorted((w for w in texts if w.top <= header - SETTINGS.header_slack), key=lambda w: -w.bottom)
    wide = [w for w in body if not _place(found, w)]
    over = [
        w
        for w in [*_join_under_text(found, wide), *above]
        if not (_place(found, w, whole=whole) or _join_under_header(found, w, above))
    ]
    kept = _without_lone_labels(_joined_to_headers(sorted(found, key=lambda c: c.span), header), header)
    for word in over:
        if len(mine := [c for c in kept if _touches(word, c)]) == 1:
            mine[0].add(word)
    return kept


def _with_nested_codes(columns: Sequence[Column]) -> list[Column]:
    """The columns, those of codes set further in than the codes that they belong to as one: no two in one line, each begins as the one above."""
    kept: list[Column] = []
    for column in sorted(columns, key=lambda c: c.span):
        if kept and _extends_codes_of(kept[-1], column):
            kept[-1] = Column([*kept[-1].words, *column.words])
        else:
            kept.append(column)
    return kept


def _extends_codes_of(outer: Column, inner: Column) -> bool:
    """Whether every word of a column is a code that the code above it in another column begins."""
    words = sorted([*outer.words, *inner.words], key=lambda w: w.top)
    if not all(CODE.fullmatch(w.text) for w in words) or _line_heights(outer) & _line_heights(inner):
        return False
    within = set(map(id, inner.words))
    told = False
    for i, word in enumerate(words):
        over = next((w for w in reversed(words[:i]) if id(w) not in within), None)
        if id(word) in within and over is not None:
            if not (word.text.startswith(over.text) and len(word.text) > len(over.text)):
                return False
            told = True
    return told


def _join_under_text(columns: list[Column], words: Sequence[Word]) -> list[Word]:
    """The words that reach over columns, those left out that show columns to be one: indented names, no two of them in one line,
    or lines of a long text, a few of them parted by a stop.
    """
    left: list[Word] = []
    for word in words:
        touched = [c for c in columns if _touches(word, c)]
        rows = [_line_heights(c) for c in touched]
        parted = sum(len(a & b) for i, a in enumerate(rows) for b in rows[i + 1 :])
        over = sum(all(_touches(w, c) for c in touched) for w in words) if parted else 0
        if SETTINGS.many_lines * parted <= over and not any(w.numeric for c in touched for w in c.words):
            merged = Column([*(w for c in touched for w in c.words), word])
            columns[:] = [*(c for c in columns if c not in touched), merged]
        else:
            left.append(word)
    return left


def _join_under_header(columns: list[Column], word: Word, above: Sequence[Word]) -> bool:
    """Whether a word of the header made the columns below it one, which have no other word over them: codes or names set
    further in, no two of them in one line.
    """
    touched = [c for c in columns if _touches(word, c)]
    rows = [_line_heights(c) for c in touched]
    told = any(v.bottom > word.top and v is not word and _touches(v, c) for v in above for c in touched)
    money = any(MONEY.search(w.text) for c in touched for w in c.words)
    if word not in above or told or money or any(a & b for i, a in enumerate(rows) for b in rows[i + 1 :]):
        return False
    columns[:] = [*(c for c in columns if c not in touched), Column([*(w for c in touched for w in c.words), word])]
    return True


def _line_heights(column: Column) -> set[int]:
    """Where the lines of a column stand, each with the point above and below it."""
    return {round((w.top + w.bottom) / 2) + by for w in column.words for by in (0, 1)}


def _without_lone_labels(columns: list[Column], header: float) -> list[Column]:
    """The columns, one that is no more than the label of a total (one word, nothing of the header over it) a part of its neighbour."""
    if len(columns) <= SETTINGS.fewest_words:
        return columns
    counted = any(w.numeric for c in columns for w in c.words)
    kept: list[Column] = []
    first: list[Word] = []
    for column in columns:
        word = column.words[0]
        if (
            len(column.words) == 1
            and word.text
            and not word.numeric
            and word.top > header - SETTINGS.header_slack
            and counted
        ):
            (kept[-1].add if kept else first.append)(word)
        else:
            kept.append(Column([*column.words, *first]))
            first = []
    return kept


def _touches(word: Word, column: Column) -> bool:
    x0, x1 = column.span
    return min(word.x1, x1) - max(word.x0, x0) > SETTINGS.touch


def _place(columns: list[Column], word: Word, *, whole: bool = False) -> bool:
    """Whether the word found its column, its own if it touches none; one that reaches over several found none."""
    touched = [c for c in columns if _touches(word, c)]
    if len(touched) > 1:
        lower = [c for c in touched if whole or not _is_continued_by(word, c)]
        if len(lower) > 1:
            return False
        merged = Column([*(w for c in touched for w in c.words), word])
        columns[:] = [*(c for c in columns if c not in touched), merged]
    elif touched:
        touched[0].add(word)
    else:
        columns.append(Column([word]))
    return True


def _is_continued_by(word: Word, column: Column) -> bool:
    """Whether the words of a column are the next lines of the cell that the word begins."""
    below = min(column.words, key=lambda w: w.top)
    return 0 <= below.top - word.bottom < SETTINGS.line_close * min(word.bottom - word.top, below.bottom - below.top)


def _joined_to_headers(columns: Sequence[Column], header: float) -> list[Column]:
    """Columns with a header's word set beside its numbers, not over them, joined to the nearest such numbers."""
    only = [
        "head"
        if all(w.top <= header - SETTINGS.header_slack for w in c.words)
        else "body"
        if all(w.top > header - SETTINGS.header_slack for w in c.words)
        else ""
        for c in columns
    ]
    home: dict[int, int] = {}
    for i, kind in enumerate(only):
        sides = [k for k in (i - 1, i + 1) if 0 <= k < len(columns) and only[k] == "head" and k not in home]
        if kind == "body" and sides:
            home[min(sides, key=lambda k: abs(sum(columns[k].span) - sum(columns[i].span)))] = i
    kept = [i for i in range(len(columns)) if i not in home]
    return [
        Column([*columns[i].words, *(w for k, to in home.items() if to == i for w in columns[k].words)]) for i in kept
    ]


def without_index(words: Sequence[Word]) -> list[Word]:
    """The words, the numbers of an index row (1 2 3 …) as words of the header: they stand in the middle of their columns."""
    rows: list[list[Word]] = []
    for word in sorted((w for w in words if w.text.isdigit()), key=lambda w: w.bottom):
        if rows and word.bottom - rows[-1][-1].bottom < SETTINGS.hair:
            rows[-1].append(word)
        else:
            rows.append([word])
    index = {id(w) for row in rows if len(row) >= SETTINGS.fewest_words and _counts_up(row) for w in row}
    return [Word("", w.x0, w.x1, w.top, w.bottom, w.chars) if id(w) in index else w for w in words]


def _counts_up(row: Sequence[Word]) -> bool:
    values = [int(w.text) for w in sorted(row, key=lambda w: w.x0)]
    return values[0] == 1 and all(b - a == 1 for a, b in pairwise(values))
