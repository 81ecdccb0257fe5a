"""The cells of a header without rules as blocks of words: which lines of words are of one cell."""

from __future__ import annotations

from collections.abc import Sequence

from .printed import Rule
from .settings import SETTINGS
from .words import HALF, Word, meets


def blocks(words: Sequence[Word], drawn: Sequence[Rule] = ()) -> list[Word]:
    """The words of a header, those that are the lines of one cell as one: close under one another about one middle or from one edge."""
    found: list[list[Word]] = []
    most = _line_gap(words)
    for word in sorted(words, key=lambda w: (w.top, w.x0)):
        over = [
            b
            for b in found
            if _may_continue(word, b[-1], most)
            and not _is_ruled_off(b[-1], word, drawn)
            and not _heads_several(b[-1], word, words, most)
        ]
        if over:
            max(over, key=lambda b: b[-1].bottom).append(word)
        else:
            found.append([word])
    return [_one_word(b) for b in found]


def is_flush(found: Sequence[Word], spans: Sequence[tuple[float, float]]) -> bool:
    """Whether the cells of a header begin, or end, where the words below them do: they are set flush, not about a middle.

    `spans` say from where to where the words below reach, column by column.
    """
    sides = [
        [(abs(w.x0 - a) < SETTINGS.hair, abs(w.x1 - b) < SETTINGS.hair) for a, b in spans if w.x0 < b and w.x1 > a]
        for w in found
    ]
    over = [pairs for pairs in sides if pairs and (True, True) not in pairs]
    flush = sum(any(left != right for left, right in pairs) for pairs in over)
    return flush > max(SETTINGS.fewest_flush, SETTINGS.flush_share * len(over))


def _may_continue(word: Word, over: Word, most: float) -> bool:
    """Whether a word may be the next line of the cell of the one over it."""
    return -SETTINGS.even <= word.top - over.bottom <= most and _is_set_under(word, over)


def _is_ruled_off(over: Word, word: Word, drawn: Sequence[Rule]) -> bool:
    """Whether a printed rule runs between two words."""
    return any(
        over.bottom - SETTINGS.even <= y <= word.top + SETTINGS.even and a < word.middle < b for y, a, b in drawn
    )


def _heads_several(over: Word, word: Word, words: Sequence[Word], most: float) -> bool:
    """Whether a word heads others beside the one under it: they stand on its line, have nothing over them, and are set about the upper together."""
    if any(meets(over, w) and not meets(w, word) for w in words if over.bottom - SETTINGS.even <= w.top < word.bottom):
        return True
    beside = [
        w
        for w in words
        if w is not word and abs(w.top - word.top) < SETTINGS.even and abs(w.bottom - word.bottom) < SETTINGS.even
    ]
    alone = [
        w
        for w in beside
        if not any(_may_continue(w, v, most) for v in words) and not any(_may_continue(v, w, most) for v in words)
    ]
    if not alone or any(_may_continue(v, word, most) for v in words):
        return False
    left = max((w for w in alone if w.x1 < word.x0), key=lambda w: w.x1, default=None)
    right = min((w for w in alone if w.x0 > word.x1), key=lambda w: w.x0, default=None)
    groups = [(a or word, b or word) for a, b in ((left, None), (None, right), (left, right)) if a or b]
    off = min(abs((a.x0 + b.x1) / 2 - over.middle) for a, b in groups)
    return off <= max(SETTINGS.even, abs(word.middle - over.middle) - SETTINGS.even)


def _one_word(lines: Sequence[Word]) -> Word:
    """The lines of one cell as one word."""
    text, chars = "".join(w.text for w in lines), tuple(c for w in lines for c in w.chars)
    return Word(text, min(w.x0 for w in lines), max(w.x1 for w in lines), lines[0].top, lines[-1].bottom, chars)


def _is_set_under(word: Word, last: Word) -> bool:
    half = (
        word.text[-1:] in HALF or word.text[:1] in HALF or last.text[-1:] in HALF
    )  # whose ink is not about its middle
    off = SETTINGS.about_middle * (word.bottom - word.top) * (1 + half)
    return meets(word, last) and (abs(word.middle - last.middle) <= off or abs(word.x0 - last.x0) <= off)


def _line_gap(words: Sequence[Word]) -> float:
    """How far apart two lines of one cell may stand: little more than the closest two."""
    heights = sorted(w.bottom - w.top for w in words)
    usual = heights[len(heights) // 2]
    gaps = [
        w.top - v.bottom
        for w in words
        for v in words
        if v is not w and w.top - v.bottom >= -SETTINGS.even and _is_set_under(w, v)
    ]
    return min(
        SETTINGS.pitch_most * usual,
        max(min(gaps, default=0.0), SETTINGS.pitch_least * usual) + SETTINGS.pitch_loose * usual,
    )
