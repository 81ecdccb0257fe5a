"""The money unit of a table: what a label near it says, whole in one line or broken over two."""

from __future__ import annotations

from collections.abc import Sequence

from .. import wording
from ..model import Line
from ..text import flat, money_unit

NEAR = 3  # lines between the halves of a broken label: an owner's line may stand beside them


def unit_in_lines(lines: Sequence[Line]) -> str:
    """The money unit that the lines above a table name, the nearest first; '' where they name none.

    >>> unit_in_lines([Line("收支总表"), Line("单位：万"), Line("元")])
    '万元'
    """
    texts = [line.text for line in lines]
    for i in range(len(texts) - 1, -1, -1):
        if unit := money_unit(texts[i]) or _broken(texts[max(0, i - NEAR) : i + 1]):
            return unit
    return ""


def _broken(texts: Sequence[str]) -> str:
    """The unit whose label begins in one of some lines and ends in the last, '' where the last is no such end."""
    words = wording.patterns("text", "money_unit")
    end = flat(texts[-1])
    if not words["end"].search(end):
        return ""
    starts = (found.group() for text in reversed(texts[:-1]) if (found := words["start"].search(flat(text))))
    return next((unit for start in starts if (unit := money_unit(start + end))), "")


def begins_unit(name: str) -> bool:
    """Whether what follows 单位： is the first half of a money unit and no organisation.

    >>> begins_unit("万"), begins_unit("万州区教育局")
    (True, False)
    """
    return bool(wording.patterns("text", "money_unit")["half"].search(name))
