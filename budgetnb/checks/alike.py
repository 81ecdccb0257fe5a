"""Like-for-like change: what money moved between is compared together, so that a transfer is neither growth nor decline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from .. import wording
from ..text import flat
from .book import known, listed

if TYPE_CHECKING:
    import pandas as pd

SOURCES = (("projects", "name"), ("claims", "subject"))
NAMED = 4


class Told(NamedTuple):
    """What a project or a class has this year and had the year before."""

    name: str
    amount: float
    prior: float
    ref: str


class Group(NamedTuple):
    """Subjects that money moved between, with the moves."""

    members: tuple[Told, ...]
    moves: tuple[str, ...]

    @property
    def name(self) -> str:
        """The names of the subjects."""
        names = [m.name for m in self.members]
        return " + ".join(names[:NAMED]) + (" + …" if len(names) > NAMED else "")


def groups(frames: Mapping[str, pd.DataFrame]) -> Iterator[Group]:
    """The groups of subjects that moves join, where this year's and last year's amounts of all of them are told."""
    joined = _joined(frames)
    told = _told(frames) if joined else {}
    for keys, moves in joined:
        members = [told[k] for k in keys if k in told]
        before = sum(m.prior for m in members)
        if len(members) == len(keys) and before:
            yield Group(tuple(members), tuple(moves))


def key(name: str) -> str:
    """A name that compares: without white space, its code, a mark of what is carried over, and the word for a project."""
    look, bare = wording.patterns("indicators", "look"), flat(name)
    for part in ("carried", "code", "project_suffix"):
        bare = look[part].sub("", bare)
    return bare


def _told(frames: Mapping[str, pd.DataFrame]) -> dict[str, Told]:
    """What projects, and else claims, tell of two years, by the name that compares; the first telling counts."""
    found: dict[str, Told] = {}
    for frame, column in SOURCES:
        rows = frames.get(frame)
        for n, row in enumerate(() if rows is None else rows[[column, "amount", "prior"]].itertuples(index=False)):
            if known(row[1]) and known(row[2]):
                found.setdefault(key(row[0]), Told(row[0], float(row[1]), float(row[2]), f"{frame}:{n}"))
    return found


def _joined(frames: Mapping[str, pd.DataFrame]) -> list[tuple[list[str], list[str]]]:
    """The subjects that moves join, each group with the references to its moves."""
    found: list[tuple[list[str], list[str]]] = []
    for n, (giver, receiver) in enumerate(listed(frames, "moves", "giver", "receiver")):
        ends = [key(name) for name in (giver, receiver) if name]
        touched = [group for group in found if set(group[0]) & set(ends)]
        names = list(dict.fromkeys([*(k for group in touched for k in group[0]), *ends]))
        refs = [*(ref for group in touched for ref in group[1]), f"moves:{n}"]
        found = [*(group for group in found if group not in touched), (names, refs)]
    return [group for group in found if len(group[0]) > 1]
