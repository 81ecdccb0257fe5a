"""What stands next to a table without rules and is no part of it: labels and titles above, notes below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from .. import wording
from .row_bands import space_above
from .row_starts import body_start
from .settings import SETTINGS
from .words import Word

LABEL = re.compile(r".[:：].")
NOTE = re.compile(r".{1,2}[:：]")


def below_labels(run: list[Sequence[Word]]) -> list[Sequence[Word]]:
    """The lines below those whose words are all labels with what they say (部门：…　单位：万元), and below what stands over these."""
    first, words = body_start(run) or len(run), wording.patterns("text", "layout")
    told = [
        i
        for i in range(first)
        if _is_labels(run[i]) and words["label" if len(run[i]) > 1 else "short_label"].match(run[i][0].text)
    ]
    told = [i + (i + 1 < first and _is_answer(run[i], run[i + 1])) for i in told]
    return run[told[-1] + 1 :] if told else run


def _is_labels(line: Sequence[Word]) -> bool:
    """Whether every word of a line is a label with what it says, a label alone, or what the label before it says."""
    alone = [False, *(w.text.endswith((":", "：")) for w in line)]
    return all(LABEL.search(w.text) or mine or before for w, before, mine in zip(line, alone, alone[1:], strict=False))


def _is_answer(labels: Sequence[Word], line: Sequence[Word]) -> bool:
    """Whether a line stands beside a line of labels alone and says what they announce."""
    alone = all(w.text.endswith((":", "：")) for w in labels) and len(line) <= len(labels)
    return alone and min(w.top for w in line) < max(w.bottom for w in labels)


def above_notes(run: list[Sequence[Word]]) -> list[Sequence[Word]]:
    """The lines without a note at the end, and what follows it: no line of them prints a number."""
    last = max((i for i, line in enumerate(run) if any(w.numeric for w in line)), default=0)
    note = next((i for i in range(last + 1, len(run)) if NOTE.match(run[i][0].text)), len(run))
    return run[:note]


def with_heads_above(run: list[Sequence[Word]], lines: Sequence[Sequence[Word]]) -> list[Sequence[Word]]:
    """The run under the single words above it that head columns of it: near, no larger, and not about its middle as a title is."""
    left, right = min(w.x0 for line in run for w in line), max(w.x1 for line in run for w in line)
    first = next(i for i, line in enumerate(lines) if line is run[0])
    found = run
    for i in range(first - 1, -1, -1):
        line = lines[i]
        word, below = line[0], min(w.top for w in found[0])
        size = median(w.bottom - w.top for w in found[0])
        near = below - word.bottom < SETTINGS.head_gap * size and word.bottom - word.top < SETTINGS.head_size * size
        aside = (
            abs(word.middle - (left + right) / 2) > SETTINGS.title_off * (right - left)
            and left <= word.x0
            and word.x1 <= right
        )
        if len(line) > 1 or not (near and aside) or LABEL.search(word.text) or word.numeric:
            break
        if i and space_above(lines, i) < 0 and any(":" in w.text or "：" in w.text for w in lines[i - 1]):
            break  # it stands beside a label: the rest of one that is broken over two lines
        found = [line, *found]
    return found
