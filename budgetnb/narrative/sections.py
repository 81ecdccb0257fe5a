"""Paragraphs to the `sections` frame: every heading with its own text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ..model import Identity, Paragraph
from ..text import flat
from .claims.patterns import words

Record = dict[str, Any]
LEADER = re.compile(r"[-—]?\d*[-—]?[.…·]*")  # a page number and the dots before it, read from behind
MARKS = re.compile(r"[、.:：()]")


def read(paragraphs: Sequence[Paragraph], who: Identity) -> list[Record]:
    """The records of `sections`; entries of the table of contents, whose headings come again, are none."""
    found: list[Record] = []
    shown = _contents(paragraphs)
    for number, paragraph in enumerate(paragraphs):
        if paragraph.level and number not in shown:
            found.append(_section(paragraph, len(found) + 1, who))
        elif found and not paragraph.level:
            found[-1]["text"] += ("\n" if found[-1]["text"] else "") + paragraph.text
    return found


def _contents(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Places of the headings that only stand in the table of contents."""
    last = {_words(p): number for number, p in enumerate(paragraphs) if p.level}
    following: list[Paragraph | None] = [*paragraphs, None][1:]
    repeated = {
        number
        for number, (p, after) in enumerate(zip(paragraphs, following, strict=True))
        if p.level and last[_words(p)] > number and (after is None or after.level)
    }
    return repeated | _listed(paragraphs)


def _listed(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Places of headings between the words 目录 and the text: up to a heading that comes again, or running text."""
    start = next((n for n, p in enumerate(paragraphs[:80]) if words("section", "contents").search(flat(p.text))), None)
    if start is None:
        return set()
    seen: set[str] = set()
    for number in range(start, len(paragraphs)):
        paragraph = paragraphs[number]
        if paragraph.level and _words(paragraph) in seen:
            return set(range(start, number))
        if not paragraph.level and len(paragraph.text) > 40 and words("split", "sentence").search(flat(paragraph.text)):
            return {
                n for n in range(start, number) if paragraphs[n].page is None or paragraphs[n].page != paragraph.page
            }
        seen.add(_words(paragraph))
    return set()


def _words(paragraph: Paragraph) -> str:
    bare = flat(paragraph.text)
    tail = LEADER.match(bare[::-1])
    return MARKS.sub("", bare[: len(bare) - tail.end()] if tail else bare)


def _section(heading: Paragraph, order: int, who: Identity) -> Record:
    return {
        "doc": who.doc, "order": order, "level": heading.level, "heading": heading.text.strip(), "text": "",
        "page": heading.page, "line": heading.line,
    }  # fmt: skip
