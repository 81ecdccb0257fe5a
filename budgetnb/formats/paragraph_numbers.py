"""Automatic numbers of paragraphs in word documents, as they are printed: 一、 （二） 3. ④"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

DIGITS = "〇一二三四五六七八九"
FORMAL = "零壹贰叁肆伍陆柒捌玖"
ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
MOST = 9999


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts."""

    kind: str
    pattern: str
    start: int
    legal: bool = False


@dataclass
class Numbering:
    """The lists of a document and how far each has counted."""

    lists: dict[str, dict[int, Level]]
    styles: dict[str, tuple[str, int]]
    counted: dict[str, dict[int, int]] = field(default_factory=dict)

    def prefix(self, paragraph: Any) -> str:
        """The number printed before a paragraph, '' where it has none; the list counts on."""
        number, depth = self._list_of(paragraph)
        levels = self.lists.get(number, {})
        if depth not in levels:
            return ""
        counted = self.counted.setdefault(number, {})
        counted[depth] = min(counted.get(depth, levels[depth].start - 1) + 1, MOST)
        for deeper in [d for d in counted if d > depth]:
            del counted[deeper]
        legal = levels[depth].legal
        return re.sub(
            r"%([1-9])", lambda m: self._said(levels, counted, int(m.group(1)) - 1, legal), levels[depth].pattern
        )

    def _said(self, levels: dict[int, Level], counted: dict[int, int], depth: int, legal: bool) -> str:
        if depth not in levels:
            return ""
        return (str if legal else FORMS.get(levels[depth].kind, str))(counted.get(depth, levels[depth].start))

    def _list_of(self, paragraph: Any) -> tuple[str, int]:
        properties = paragraph.find("pPr")
        if properties is None:
            return "", 0
        style = properties.find("pStyle")
        number, depth = self.styles.get(style.get("val", ""), ("", 0)) if style is not None else ("", 0)
        told = properties.find("numPr")
        if told is None:
            return number, depth
        own, level = told.find("numId"), told.find("ilvl")
        return own.get("val", "") if own is not None else number, _whole(level, depth)


def read(numbering: Any | None, styles: Any | None) -> Numbering:
    """The lists that the parts of a document define; either part may be absent."""
    if numbering is None:
        return Numbering({}, {})
    abstract = {a.get("abstractNumId"): _levels(a) for a in numbering.iterchildren("abstractNum")}
    lists: dict[str, dict[int, Level]] = {}
    for number in numbering.iterchildren("num"):
        base = number.find("abstractNumId")
        levels = dict(abstract.get(base.get("val"), {})) if base is not None else {}
        for change in number.iterchildren("lvlOverride"):
            levels |= _levels(change)
        lists[number.get("numId", "")] = levels
    return Numbering(lists, _styles(styles) if styles is not None else {})


def _levels(parent: Any) -> dict[int, Level]:
    found = {}
    for level in parent.iterchildren("lvl"):
        kind, pattern = level.find("numFmt"), level.find("lvlText")
        name = kind.get("val", "decimal") if kind is not None else "decimal"
        text = pattern.get("val", "") if pattern is not None and name not in ("bullet", "none") else ""
        depth = level.get("ilvl", "0")
        if depth.isdecimal():
            found[int(depth)] = Level(name, text, _whole(level.find("start"), 1), level.find("isLgl") is not None)
    return found


def _styles(root: Any) -> dict[str, tuple[str, int]]:
    found = {}
    for style in root.iterchildren("style"):
        told = next(style.iter("numPr"), None)
        number = told.find("numId") if told is not None else None
        if told is not None and number is not None:
            found[style.get("styleId", "")] = (number.get("val", ""), _whole(told.find("ilvl"), 0))
    return found


def _whole(element: Any | None, otherwise: int) -> int:
    text = element.get("val", "") if element is not None else ""
    return int(text) if text.isdecimal() and len(text) < 6 else otherwise


def chinese(n: int, digits: str = DIGITS, tens: str = "十百千") -> str:
    """A whole number below ten thousand in Chinese characters.

    >>> chinese(7), chinese(10), chinese(12), chinese(30), chinese(105), chinese(210)
    ('七', '十', '十二', '三十', '一百〇五', '二百一十')
    """
    if n <= 0:
        return digits[0]
    said = ""
    for power in range(len(str(n)) - 1, -1, -1):
        digit = n // 10**power % 10
        if digit:
            said += digits[digit] + (tens[power - 1] if power else "")
        elif said and not said.endswith(digits[0]) and n % 10**power:
            said += digits[0]
    return said[1:] if 10 <= n < 20 and tens[0] == "十" else said


def _letters(n: int) -> str:
    return chr(97 + (n - 1) % 26) * ((n - 1) // 26 + 1) if n > 0 else ""


def _roman(n: int) -> str:
    said = ""
    for value, letters in ROMAN:
        said += letters * (n // value)
        n %= value
    return said


FORMS: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "ideographDigital": lambda n: "".join(DIGITS[int(d)] for d in str(n)),
    "chineseLegalSimplified": lambda n: chinese(n, FORMAL, "拾佰仟"),
    "decimalEnclosedCircle": lambda n: chr(0x245F + n) if 1 <= n <= 20 else str(n),
    "decimalEnclosedCircleChinese": lambda n: chr(0x245F + n) if 1 <= n <= 20 else str(n),
    "decimalZero": lambda n: f"{n:02}",
    "lowerLetter": _letters,
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
}
