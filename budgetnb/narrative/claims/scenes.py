"""What has been told so far in a block: claims, the sentence being read, a base that waits for its amount."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ...model import Identity
from .sentences import Script

Record = dict[str, Any]


@dataclass(slots=True)
class Told:
    """One claim being told: its record, and where in the block its amount stands."""

    record: Record
    place: int
    depth: int = 0
    inside_reason: bool = False
    part: bool = False


@dataclass(frozen=True, slots=True)
class Base:
    """A printed amount to compare with, the words that name it, and the subject told before them."""

    value: float
    words: str
    subject: str


@dataclass(slots=True)
class Telling:
    """What has been told in a block so far: `claims` in order, the sentence and segment that are being read."""

    claims: list[Told] = field(default_factory=list)
    sentence: int = 0
    sentence_end: int | None = None
    segment: int = 0
    before: Told | None = None
    touched: Told | None = None
    touched_at: int = -1
    prior: Base | None = None

    def here(self, depth: int, reason: bool, *, since: int | None = None) -> list[Told]:
        """The claims of the sentence, or since a place, that a change at this bracket depth can speak of."""
        start = self.sentence if since is None else since
        near = [t for t in self.claims if t.place >= start and t.depth <= depth and t.inside_reason == reason]
        return [t for t in near if t.depth == depth] or near

    def amount_since(self, place: int, depth: int) -> bool:
        """Whether an amount was told after a place, at most this deep in brackets and in no reason."""
        return any(
            t.place > place and t.depth <= depth and not t.inside_reason and t.record["amount"] is not None
            for t in self.claims
        )

    @property
    def opening(self) -> Told | None:
        """The claim that opened the block, or the one that the block goes on with."""
        return next((t for t in self.claims if not t.inside_reason), self.before)

    def touch(self, told: Told, place: int) -> None:
        """A change at this place was told of a claim."""
        self.touched, self.touched_at = told, place

    def take_prior(self) -> Base | None:
        """The base that waits, which then waits no more."""
        prior, self.prior = self.prior, None
        return prior


@dataclass(frozen=True, slots=True)
class Scene:
    """A block with what is known around it: whose it is, its headings, whether it stands in a list of projects, below which of them."""

    block: Script
    who: Identity
    headings: tuple[str, ...]
    projects: bool
    telling: Telling
    project: str = ""

    @property
    def rest(self) -> tuple[str, str]:
        """(half-width, printed) text from the beginning of the sentence being read."""
        return self.block.norm[self.telling.sentence :], self.block.printed[self.telling.sentence :]


def unchanged(told: Told) -> bool:
    """Whether no change has been told of a claim yet."""
    return bool(told.record["direction"] == "none")
