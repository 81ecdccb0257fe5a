"""Indicators that one cell packs: 数量指标：培训人数≥100人；培训期数4期。质量指标：合格率≥95%。"""

from __future__ import annotations

import re
from functools import lru_cache

from .. import wording
from ..text import SPACE
from . import targets
from .numbered_texts import split

PARTS = re.compile(r"[；;。]+")
LABELLED = re.compile(r"^(?P<name>[^：:]+)[：:](?P<target>[^：:]{1,12})$")
SIGNED = re.compile(r"^(?P<name>.*?[^<>=≥≤＜＞＝≧≦])(?P<target>(?:[<>=≥≤＜＞＝≧≦]+)[-\d].*)$")
COUNTED = re.compile(r"^(?P<name>\D.*?)(?P<target>-?\d[\d,.]*[^\d]*)$")
Piece = tuple[str, str, str]


def pieces(text: str) -> list[Piece]:
    """(second level, indicator, target) of everything that a cell names; '' where it prints none.

    >>> pieces("数量指标：培训人数≥100人；培训期数4期。质量指标：合格率95%以上")
    [('数量指标', '培训人数', '≥100人'), ('数量指标', '培训期数', '4期'), ('质量指标', '合格率', '95%以上')]
    """
    return [
        (level2, *_piece(item))
        for level2, part in _by_level(SPACE.sub("", text))
        for goal in split(part)
        for item in PARTS.split(goal)
        if item
    ]


def _by_level(bare: str) -> list[tuple[str, str]]:
    """The parts of a text under the second levels that it names, each with its level."""
    found = list(_level2().finditer(bare))
    starts = [0, *(m.end() for m in found)]
    ends = [*(m.start() for m in found), len(bare)]
    names = ["", *(m["level2"] for m in found)]
    parts = zip(names, (bare[a:b] for a, b in zip(starts, ends, strict=True)), strict=True)
    return [(name, part) for name, part in parts if part.strip("；;。、,，")]


@lru_cache
def _level2() -> re.Pattern[str]:
    names = "|".join(wording.load("kpis")["packed"]["level2"])
    return re.compile(
        rf"(?:(?<=[；;。，,\d%])|^|(?=[①-⑩]))(?:[①-⑩]|[(（]?[\d一二三四五六]{{1,2}}[)）、.．]+)?(?P<level2>{names})[：:]"
    )


def _piece(item: str) -> tuple[str, str]:
    """(indicator, target): told by a colon, by a sign, or by a number at the end that reads as a target; else no target."""
    for form in (LABELLED, SIGNED, COUNTED):
        found = form.match(item)
        if found and (form is not COUNTED or targets.read(found["target"]).operator != "text"):
            return found["name"], found["target"]
    return item, ""
