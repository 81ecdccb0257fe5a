"""Paragraphs to the `sections` frame: every heading with its own text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ..model import Identity, Paragraph
from ..text import flat

Record = dict[str, Any]


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
    """Places of headings with nothing under them whose words head a section later on."""
    last = {_words(p): number for number, p in enumerate(paragraphs) if p.level}
    following = [*paragraphs[1:], None]
    return {
        number
        for number, (p, after) in enumerate(zip(paragraphs, following, strict=False))
        if p.level and last[_words(p)] > number and (after is None or after.level)
    }


def _words(paragraph: Paragraph) -> str:
    return re.sub(r"[.…·]*[-—]?\d*[-—]?$|[、.:：()]", "", flat(paragraph.text))


def _section(heading: Paragraph, order: int, who: Identity) -> Record:
    return {
        "doc": who.doc, "order": order, "level": heading.level, "heading": heading.text.strip(), "text": "",
        "page": heading.page, "line": heading.line,
    }  # fmt: skip
