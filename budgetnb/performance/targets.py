"""A printed target to operator, number and unit: ≥95%, >=100百分比, 不少于3次, 10-15项, 优."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .. import wording
from ..text import SPACE

NUMBER = r"(?<![A-Za-z\d])(?<!\d\.)[-+]?\d+(?:,\d{3})*(?:\.\d+)?"  # not the digits of m2, PM2.5, FM103.9
ONE = re.compile(NUMBER)
RANGE = re.compile(
    rf"(?P<low>{NUMBER})(?P<first>[^\d,.\-~—–至到]*)(?:-|~|—|–|―|至|到)+(?P<high>{NUMBER})(?P<unit>[^\d]*)"
)
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "（），；："}
AT_MOST = re.compile(r"(?P<unit>[^\d<=≤≦]*)(?:<=?|≤|≦)[^\d<=≤≦]{1,8}")
AND = re.compile(r"(?:并?且|[,，、;；])$")
OPERATORS = (("high", ">="), ("low", "<="), ("more", ">"), ("less", "<"), ("same", "="))
ENDS = "。.;；,，、:："
MARKS = re.compile(r"[，。；、？！,;?!]")
NOTE = re.compile(r"(?<=.)[（(]([^（()）]+)[)）]$")
THOUSANDS = re.compile(r"(?<=\d)，(?=\d{3}(?:\D|$))")
LONGEST_LABEL, LONGEST_UNIT, LONGEST_NOTE = 16, 14, 8


@dataclass(frozen=True, slots=True)
class Target:
    """What a target asks for: the operator (frames.OPERATORS), its number or numbers, and the unit as printed."""

    operator: str
    value: float | None = None
    value_high: float | None = None
    unit: str = ""


TEXT, BLANK = Target("text"), Target("blank")


def squeeze(text: str) -> str:
    """The text without white space, full-width digits, signs and letters made half-width; brackets and 。 stay as printed.

    >>> squeeze("≥ ９５％（含）")
    '≥95%（含）'
    """
    return SPACE.sub("", text).translate(FULL_WIDTH)


@lru_cache(maxsize=16384)
def read(text: str) -> Target:
    """The target that a cell prints; `text` where it is told in words, `blank` where nothing is printed.

    >>> read("≥95%")
    Target(operator='>=', value=95.0, value_high=None, unit='%')
    >>> read("不超过30分钟").operator, read("90%以上").operator, read("良好").operator, read(" ").operator
    ('<=', '>=', 'text', 'blank')
    """
    words = wording.patterns("kpis", "targets")
    bare = THOUSANDS.sub(",", words["included"].sub("", squeeze(text))).rstrip(ENDS)
    if not bare or words["none"].search(bare):
        return BLANK
    if words["rest"].search(bare):
        return TEXT
    numbers = list(ONE.finditer(bare))
    if len(numbers) == 1:
        return _single(bare, numbers[0])
    return _range(bare) or _bounded(bare, *numbers) or TEXT if len(numbers) == 2 else TEXT


def _range(bare: str) -> Target | None:
    """Two numbers with a dash or 至 between them: 10-15项, 90%至95%."""
    found = RANGE.fullmatch(bare)
    if found is None:
        return None
    first, unit = unit_of(found["first"]), unit_of(found["unit"])
    return _between(found["low"], found["high"], first, unit) if first == "" or unit.startswith(first) else None


def _bounded(bare: str, low: re.Match[str], high: re.Match[str]) -> Target | None:
    """Two numbers that bound one quantity from both sides: ≥90%且≤100%, 90%≤X≤100%."""
    label, lower = _before(bare[: low.start()])
    between, upper = _before(bare[low.end() : high.start()])
    name = AT_MOST.fullmatch(between)
    if upper not in ("<=", "<") or label or (lower not in (">=", ">") and not (name and not lower)):
        return None
    first, unit = unit_of(name["unit"] if name else AND.sub("", between)), unit_of(bare[high.end() :])
    return _between(low.group(), high.group(), first, unit) if first in ("", unit) else None


def _between(low: str, high: str, first: str, unit: str) -> Target | None:
    dates = wording.load("kpis")["units"]["dates"]
    if unit in dates or not _is_unit(unit) or _number(low) > _number(high):
        return None
    return Target("range", _number(low), _number(high), unit)


def _single(bare: str, found: re.Match[str]) -> Target:
    """One number: [label] [operator] number [unit] [以上 / 以内]."""
    label, operator = _once(*_before(bare[: found.start()]))
    unit, bound = _after(bare[found.end() :])
    if operator in ("", "=") and bound:
        operator = bound
    unit = unit_of(_less_note(unit))
    if not _is_label(label) or not (_is_unit(unit) if operator else _is_plain(unit, label)):
        return TEXT
    return Target(operator or "=", _number(found.group()), None, unit)


def _less_note(unit: str) -> str:
    """The unit without a note in brackets behind it: %（应急除外） → %; a bracket of units stays: 台（套）."""
    found = NOTE.search(unit)
    if found is None or is_known_unit(unit):
        return unit
    bare = unit[: found.start()]
    return bare if is_known_unit(bare) or len(found[1]) > LONGEST_NOTE else unit


def _is_label(label: str) -> bool:
    """Whether what stands before operator and number is a label: short, no sentence, no ordinal, no second operator."""
    words = wording.load("kpis")["targets"]
    refused = "|".join([*(word for key in ("high", "low", "more", "less") for word in words[key]), *words["ordinal"]])
    return len(label) <= LONGEST_LABEL and not MARKS.search(label) and not re.search(refused, label)


def _number(printed: str) -> float:
    return float(printed.replace(",", ""))


def _before(text: str) -> tuple[str, str]:
    """(label, operator) of what stands before the number; an operator counts only next to it."""
    words = wording.load("kpis")["targets"]
    for key, operator in OPERATORS:
        found = re.search(rf"(?:{'|'.join(words[key])})$", text)
        if found:
            return text[: found.start()], operator
    return text, ""


def _once(label: str, operator: str) -> tuple[str, str]:
    """(label, operator) with an operator that is printed twice (≥≥, ≥=) told once."""
    outer, first = _before(label)
    if not first or (first != operator and "=" not in (first, operator)):
        return label, operator
    return outer, operator if first == "=" else first


def _after(text: str) -> tuple[str, str]:
    """(unit, operator) of what stands behind the number: 次以上 → ('次', '>=')."""
    words = wording.load("kpis")["targets"]
    for key, operator in (("after_high", ">="), ("after_low", "<=")):
        found = re.search(rf"(?:{'|'.join(words[key])})$", text)
        if found:
            return text[: found.start()], operator
    return text, ""


def unit_of(text: str) -> str:
    """The unit without outer brackets and closing marks.

    >>> unit_of("（万元）"), unit_of("个（台、套）"), unit_of("%%")
    ('万元', '个（台、套）', '%')
    """
    bare = text.rstrip(ENDS)
    inner = re.fullmatch(r"[（(]([^（()）]*)[)）]", bare)
    once = re.sub(r"^(.+)[（(]\1[)）]$", r"\1", inner.group(1) if inner else bare)
    return re.sub("%%+", "%", once)


def _is_unit(unit: str) -> bool:
    """Whether what follows an operator and its number can be a unit: short, and no sentence."""
    outside = re.sub(r"[（(][^）)]*[)）]", "", unit)
    return len(unit) <= LONGEST_UNIT and not re.search(r"[，。；？！;?!<>=≥≤]|(?<![A-Za-z])\d", outside)


def _is_plain(unit: str, label: str) -> bool:
    """Whether a number with no operator is one target with its unit: the unit must be known, or be none and no label either."""
    return is_known_unit(unit) if unit or label else True


@lru_cache(maxsize=4096)
def is_known_unit(unit: str) -> bool:
    """Whether a text is a unit of measure, compound ones too.

    >>> is_known_unit("万元"), is_known_unit("元/人·天"), is_known_unit("国家站")
    (True, True, False)
    """
    known = wording.patterns("kpis", "units")["known"]
    parts = [p for p in re.split(r"[/·、.*每]|[（(]|[)）]", squeeze(unit)) if p]
    return bool(parts) and all(known.fullmatch(p) for p in parts)
