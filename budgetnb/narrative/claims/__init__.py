"""Sentences to the `claims` frame: every amount told in words, its subject, change, base and reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...model import Identity, Paragraph
from .blocks import Reader
from .sentences import blocks, passages, script

Record = dict[str, Any]


def read(paragraphs: Sequence[Paragraph], who: Identity) -> list[Record]:
    """The records of `claims`, in the order of the text; duties, targets and the glossary make none."""
    reader = Reader(who)
    for passage in passages(paragraphs):
        if not passage.quiet:
            reader.enter(passage.headings)
            for block in blocks(script(passage.paragraph)):
                reader.read(block)
    return reader.records()
