"""Identities: sums that a disclosure prints, tested by interval arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ... import wording
from ...text import flat
from ..finding import Finding
from ..frame_rows import rows as rows_of
from ..ledger import ledger_of
from . import across, columns, lists, rows, sums, three_public

if TYPE_CHECKING:
    from ...model import Identity
    from ..frame_rows import Frames

FAMILIES = (columns.sums, rows.sums, lists.sums, across.sums, three_public.sums)


def run(frames: Frames, identity: Identity) -> Iterator[Finding]:
    """The findings of every identity over the frames."""
    yield from sums.judge(_found(frames, identity), left_out(frames))


def covered(frames: Frames, identity: Identity) -> set[str]:
    """References to the amounts that a sum which holds rests on: a fault in one of them would be seen."""
    return sums.covered(_found(frames, identity), left_out(frames))


def left_out(frames: Frames) -> str:
    """The reference to where the document says that parts of it are left out, '' where it says nothing of the kind."""
    words = wording.patterns("identities", "left_out")["words"]
    for name, column in (("tables", "note"), ("sections", "text")):
        for ref, text in rows_of(frames, name, column):
            if words.search(flat(text)):
                return str(ref)
    return ""


def _found(frames: Frames, identity: Identity) -> list[sums.Sum]:
    ledger = ledger_of(frames, identity.year)
    return [s for family in FAMILIES for s in family(ledger)]
