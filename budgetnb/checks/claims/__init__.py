"""Do the words agree with the numbers: each claim's own arithmetic, claims against each other, and against the tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..finding import Finding
from . import arithmetic, consistency, tables
from .records import claims_of

if TYPE_CHECKING:
    from ...model import Identity
    from ..frame_rows import Frames


def run(frames: Frames, identity: Identity) -> Iterator[Finding]:
    """The findings on the claims of a disclosure."""
    claims = claims_of(frames)
    if claims:
        yield from arithmetic.run(claims, identity.year)
        yield from consistency.run(claims)
        yield from tables.run(claims, frames, identity.year)
