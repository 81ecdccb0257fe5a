"""Identities: sums that a disclosure prints, tested by interval arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ... import wording
from ...text import flat
from ..book import listed, open_book
from ..finding import Finding
from . import across, columns, lists, rows, sums, three_public

if TYPE_CHECKING:
    import pandas as pd

    from ...model import Identity

FAMILIES = (columns.sums, rows.sums, lists.sums, across.sums, three_public.sums)


def run(frames: Mapping[str, pd.DataFrame], who: Identity) -> Iterator[Finding]:
    """The findings of every identity over the frames."""
    yield from sums.judge(_found(frames, who), left_out(frames))


def covered(frames: Mapping[str, pd.DataFrame], who: Identity) -> set[str]:
    """References to the amounts that a sum which holds rests on: a fault in one of them would be seen."""
    return sums.covered(_found(frames, who), left_out(frames))


def left_out(frames: Mapping[str, pd.DataFrame]) -> str:
    """The reference to where the document says that parts of it are left out, '' where it says nothing of the kind."""
    said = wording.patterns("identities", "left_out")["words"]
    for name, column in (("tables", "note"), ("sections", "text")):
        for n, (text,) in enumerate(listed(frames, name, column)):
            if said.search(flat(text)):
                return f"{name}:{n}"
    return ""


def _found(frames: Mapping[str, pd.DataFrame], who: Identity) -> list[sums.Sum]:
    book = open_book(frames, who.year)
    return [s for family in FAMILIES for s in family(book)]
