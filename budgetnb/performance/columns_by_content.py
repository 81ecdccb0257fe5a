"""What the columns of a list of indicators hold whose headers nobody knows: told by their cells, and by where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from .. import wording
from . import levels, targets

CORE = {"level1", "level2", "indicator", "operator", "target"}
ASKED = {"operator", "target", "unit", "weight", "period"}
SIGN = re.compile(r"[≥≤≧≦⩾⩽><=＞＜＝》《]{1,3}")
NAMED = re.compile(r"[\u4e00-\u9fff]{2}")
SHARE, FEWEST = 0.7, 2


def told(roles: Sequence[str], columns: Sequence[Sequence[str]]) -> list[str]:
    """The roles of the columns, those not known ('') from the texts of their cells where these leave no doubt.

    >>> told(["level1", "", "", "target"], [["产出指标"] * 2, ["培训人数", "培训期数"], ["≥", "="], ["30人", "2期"]])
    ['level1', 'indicator', 'operator', 'target']
    """
    found, words = list(roles), wording.patterns("kpis", "targets")
    columns = [[text for text in texts if not words["none"].search(text)] for texts in columns]
    levelled = any(len(texts) >= FEWEST and _share(texts, _is_second) >= SHARE for texts in columns)
    if not CORE & set(found) or (len({*found} - {""}) < FEWEST and not levelled):
        return found
    for role, fits in LOOKS.items():
        open_ = (i for i in reversed(range(len(found))) if not found[i] and len(columns[i]) >= FEWEST)
        place = next((i for i in open_ if _share(columns[i], fits) >= SHARE), None)
        if place is not None and role not in found:
            found[place] = role
    return found if "indicator" in found else _with_indicator(found, columns)


def _with_indicator(roles: list[str], columns: Sequence[Sequence[str]]) -> list[str]:
    """The roles, with the column of names between the levels and what is asked of them as the indicator."""
    after = next((i for i, role in enumerate(roles) if role in ASKED), 0)
    before = max((i for i, role in enumerate(roles) if role in ("level1", "level2")), default=-1)
    named = [
        i for i in range(before + 1, after) if not roles[i] and columns[i] and _share(columns[i], _is_named) >= SHARE
    ]
    return [("indicator" if i in named[-1:] else role) for i, role in enumerate(roles)]


def is_content(text: str) -> bool:
    """Whether a text is what a list tells and no header's word: a level's name, a sign, a target.

    >>> is_content("数量指标"), is_content("≥"), is_content("95%"), is_content("指标说明")
    (True, True, True, False)
    """
    return any(fits(text) for fits in (_is_first, _is_second, _is_sign, _is_target)) or text.isdigit()


def _share(texts: Sequence[str], fits: Callable[[str], bool]) -> float:
    return sum(map(fits, texts)) / len(texts)


def _is_first(text: str) -> bool:
    return levels.is_level(text, 1)


def _is_second(text: str) -> bool:
    return levels.is_level(text, 2)


def _is_sign(text: str) -> bool:
    words = wording.patterns("kpis", "targets")
    told = (words[key].fullmatch(text) for key in ("text_operator", "high", "low", "more", "less", "same"))
    return bool(SIGN.fullmatch(text)) or any(told)


def _is_target(text: str) -> bool:
    """Whether a text can only be a target: a number with its sign or its unit."""
    said = targets.read(text)
    return said.operator not in ("text", "blank", "=") or bool(said.operator == "=" and said.unit)


def _is_unit(text: str) -> bool:
    return targets.is_known_unit(text)


def _is_named(text: str) -> bool:
    return bool(NAMED.search(text)) and not (_is_first(text) or _is_second(text))


LOOKS = {"operator": _is_sign, "target": _is_target, "unit": _is_unit, "level2": _is_second, "level1": _is_first}
