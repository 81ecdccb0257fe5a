"""Like-for-like change: subjects that money moved between are compared together, so that a transfer is no growth."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from .. import wording
from ..text import flat
from .frame_rows import known, rows, values

if TYPE_CHECKING:
    from .frame_rows import Frames

SOURCES = (("projects", "name"), ("claims", "subject"))
"""Where two years of a subject may be told, and in which column its name stands; the first that tells it counts."""
MOST_NAMED = 4
"""How many subjects the name of a group lists."""


class TwoYears(NamedTuple):
    """What a project or a class has this year and had the year before, in yuan."""

    name: str
    amount: float
    prior: float
    ref: str


class Group(NamedTuple):
    """Subjects that money moved between, with the references of the moves."""

    members: tuple[TwoYears, ...]
    moves: tuple[str, ...]

    @property
    def name(self) -> str:
        """The names of the subjects."""
        names = [m.name for m in self.members]
        return " + ".join(names[:MOST_NAMED]) + (" + …" if len(names) > MOST_NAMED else "")


def groups(frames: Frames) -> Iterator[Group]:
    """The groups of subjects that moves join, where this year's and last year's amounts of all of them are told."""
    joined = _joined(frames)
    two_years = _two_years(frames) if joined else {}
    for keys, moves in joined:
        members = [two_years[k] for k in keys if k in two_years]
        before = sum(m.prior for m in members)
        if len(members) == len(keys) and before:
            yield Group(tuple(members), tuple(moves))


def comparable(name: str) -> str:
    """A name that compares: without white space, its code, a mark of what is carried over, and the word for a project.

    Examples
    --------
    >>> comparable("信息化建设 项目（结转）"), comparable("培训支出（2050803）")
    ('信息化建设', '培训支出')
    """
    look, bare = wording.patterns("indicators", "look"), flat(name)
    for part in ("carried", "code", "project_suffix"):
        bare = look[part].sub("", bare)
    return bare


def _two_years(frames: Frames) -> dict[str, TwoYears]:
    """What projects, and else claims, tell of two years, by the name that compares."""
    found: dict[str, TwoYears] = {}
    for frame, column in SOURCES:
        for ref, name, amount, prior in rows(frames, frame, column, "amount", "prior"):
            if known(amount) and known(prior):
                found.setdefault(comparable(name), TwoYears(name, float(amount), float(prior), ref))
    return found


def _joined(frames: Frames) -> list[tuple[list[str], list[str]]]:
    """The subjects that moves join, each group with the references to its moves."""
    found: list[tuple[list[str], list[str]]] = []
    for n, ends in enumerate(values(frames, "moves", "giver", "receiver")):
        keys = [comparable(name) for name in ends if name]
        touched = [group for group in found if set(group[0]) & set(keys)]
        names = list(dict.fromkeys([*(k for group in touched for k in group[0]), *keys]))
        refs = [*(ref for group in touched for ref in group[1]), f"moves:{n}"]
        found = [*(group for group in found if group not in touched), (names, refs)]
    return [group for group in found if len(group[0]) > 1]
