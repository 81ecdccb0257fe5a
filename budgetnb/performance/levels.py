"""Levels of indicators: the closed list of names, names packed into an indicator, names cut or lost at a page break."""

from __future__ import annotations

import re
from functools import lru_cache

from .. import wording
from ..text import SPACE, clean, flat


@lru_cache
def _names(level: int) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(first level, pattern) of every name of one level."""
    entries = wording.load("kpis")["level1"]
    return tuple((e["name"], wording.pattern(e["words"] if level == 1 else e["level2"], "kpis.toml")) for e in entries)


@lru_cache(maxsize=4096)
def is_level(text: str, level: int) -> bool:
    """Whether a text is a level's name.

    >>> is_level("产 出\\n指 标", 1), is_level("数量指标", 2), is_level("培训人数", 2)
    (True, True, False)
    """
    return any(words.fullmatch(_bare(text)) for _, words in _names(level))


@lru_cache(maxsize=4096)
def name_of(text: str) -> str:
    """The first level that a text names for sure, '' where it may be a second one too.

    >>> name_of("产出"), name_of("成本指标")
    ('产出指标', '')
    """
    found = next((name for name, words in _names(1) if words.fullmatch(_bare(text))), "")
    return "" if is_level(text, 2) else found


@lru_cache(maxsize=4096)
def parent_of(level2: str) -> str:
    """The first level that a second-level name stands under for sure, '' where more than one or none fits.

    >>> parent_of("社会效益指标"), parent_of("成本指标")
    ('效益指标', '产出指标')
    """
    return next((name for name, words in _names(2) if words.fullmatch(_bare(level2))), "")


@lru_cache(maxsize=4096)
def holds(level1: str, level2: str) -> bool:
    """Whether a second level can stand under a first: always where the list does not know the first.

    >>> holds("产出指标", "数量指标"), holds("产出指标", "社会效益指标"), holds("履职成效", "数量指标")
    (True, False, True)
    """
    known = [name for name, words in _names(1) if words.fullmatch(_bare(level1))]
    under = [name for name, words in _names(2) if words.fullmatch(_bare(level2))]
    return bool(level1) and (not known or bool(set(known) & set(under)))


def _bare(text: str) -> str:
    return flat(clean(text)).lstrip("0123456789-、.")


def printed(text: str) -> str:
    """A level's name as the frames carry it: no white space, no enumerator.

    >>> printed("1-产\\n出\\n指\\n标"), printed("（一）数量指标")
    ('产出指标', '数量指标')
    """
    return re.sub(r"^\d{1,2}[-—、.．:：]?(?=\D)", "", clean(text))


@lru_cache
def _packed() -> re.Pattern[str]:
    """[spilt text] first level, second level, indicator, all in one cell."""
    words = wording.load("kpis")["packed"]
    first, second, between = ("|".join(words[key]) for key in ("level1", "level2", "between"))
    return re.compile(rf"(?P<spilt>.*?)(?P<level1>{first})(?:{between})?(?P<level2>{second})(?:{between})?(?P<rest>.*)")


def unpack(text: str) -> tuple[str, str, str, str] | None:
    """(text spilt from the row above, level 1, level 2, indicator) of a packed cell; None where it is not packed.

    >>> unpack("产出指标数量指标培训人数")
    ('', '产出指标', '数量指标', '培训人数')
    """
    found = _packed().fullmatch(SPACE.sub("", text))
    return (found["spilt"], found["level1"], found["level2"], found["rest"]) if found else None


def joined(above: str, below: str) -> str:
    """The level name that two parts cut by a page break make together, '' where they make none.

    >>> joined("产\\n出", "指\\n标"), joined("产出指标", "效益指标")
    ('产出指标', '')
    """
    whole = _bare(above) + _bare(below)
    if is_level(below, 1) or is_level(below, 2):
        return ""
    return whole if is_level(whole, 1) or is_level(whole, 2) else ""
