"""Subjects named together whose amounts and changes follow one by one (基本支出、项目支出分别为1万元、2万元)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .marks import Mark
from .patterns import words
from .scenes import Told


@dataclass(slots=True)
class Each:
    """`names` that wait for an amount, the claims `told` of those that have one, and whose change comes `turn`-th."""

    names: list[str] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    turn: int = 0
    sign: int = 0

    def name(self) -> str:
        """The name whose amount comes next, '' where none waits."""
        return self.names.pop(0) if self.names else ""

    def changed(self, mark: Mark) -> Told | None:
        """The claim whose change a mark tells in its turn; None where it tells one of all or of another."""
        begins = self.turn == 0 and len(self.told) > 1 and bool(words("each", "apiece").search(mark.lead))
        goes_on = 0 < self.turn < len(self.told) and follows(mark)
        if not begins and not goes_on:
            return None
        self.turn, self.sign = self.turn + 1, mark.sign or self.sign
        return self.told[self.turn - 1]


def shared(norm: str, mark: Mark, told: Sequence[Told]) -> list[Told]:
    """The claims told last of which a change tells one by one (A9万元、B8万元；分别增加3万元、2万元); [] where it does not."""
    number = _amounts(norm, mark)
    return list(told[-number:]) if words("each", "apiece").search(mark.lead) and 1 < number <= len(told) else []


def follows(mark: Mark) -> bool:
    """Whether an amount or a change only goes on with those before it (、2万元; 和减少2万元)."""
    return bool(words("each", "joint").match(mark.lead))


def named(norm: str, printed: str, mark: Mark) -> list[str]:
    """The names, as printed, that the words before an amount tell together, one for each amount that follows; else []."""
    names, place, found = _named(norm, mark), mark.begin, []
    for name in names:
        place = norm.index(name, place)
        found.append(printed[place : place + len(name)])
    return found


def _named(norm: str, mark: Mark) -> list[str]:
    lead = words("each", "shares").match(mark.lead)
    if lead is None:
        return []
    number = _amounts(norm, mark)
    names = lead.group("names")
    ways = (names.split("、"), _last_apart(names), re.split(words("each", "joints"), names))
    fitting = (list(way) for way in ways if len(way) == number and all(len(name) > 1 for name in way))
    return next(fitting, []) if number > 1 else []


def _amounts(norm: str, mark: Mark) -> int:
    """How many amounts stand joined from here on."""
    count, place = 1, mark.end
    while True:
        joint = words("each", "joint").match(norm, place)
        money = words("amount", "money").match(norm, joint.end()) if joint else None
        if money is None:
            return count
        count, place = count + 1, money.end()


def _last_apart(names: str) -> list[str]:
    """Names set apart by commas, the last two by a word."""
    *first, last = names.split("、")
    places = [m for m in words("each", "joints").finditer(last) if m.group() != "、"]
    return [*first, last[: places[-1].start()], last[places[-1].end() :]] if places else [*first, last]
