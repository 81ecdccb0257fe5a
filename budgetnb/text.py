"""Pure helpers on the text of one cell or line: amounts, money units, codes, titles, names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from . import wording

LONGEST = 24
ZEROS = {"-", "—", "–", "－", "--", "——", "0"}
MINUS = ("-", "(", "△", "▲")  # tables of the finance departments print a decrease with a triangle before it
SPACE = re.compile(r"[\s\u3000\u200b\ufeff]+")
NUMBER = re.compile(r"[-+(△▲]?\d+(?:,\d{3})*(?:\.\d+)?\)?%?")  # some producers print 120258,600
CODE = re.compile(r"^\[?(\d{3}(?:\d{2}){0,3})\]?[-—－ 　.]?(?=\D|$)")


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number: its value, and the size of one unit in its last printed place."""

    value: float
    place: float


def scales() -> Mapping[str, float]:
    """The size in yuan of every money unit by its name."""
    return wording.load("text")["scale"]  # type: ignore[no-any-return]


def _cell(name: str) -> re.Pattern[str]:
    return wording.patterns("text", "cell")[name]


@lru_cache(maxsize=16384)
def flat(text: str) -> str:
    """The text without white space, full-width forms made half-width.

    >>> flat("收　入 （万元）")
    '收入(万元)'
    """
    return SPACE.sub("", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=16384)
def clean(text: str) -> str:
    """A name as the frames carry it: no white space, enumerator or ★; full-width brackets kept.

    >>> clean("一、 社会保障\\n和就业支出★")
    '社会保障和就业支出'
    """
    bare = SPACE.sub("", text).replace("★", "").replace("*", "")
    while True:
        shorter = _cell("enumerator").sub("", bare)
        if shorter == bare or not shorter:
            return bare
        bare = shorter


@lru_cache(maxsize=65536)
def number(text: str) -> Number | None:
    """The number that a cell prints, a money unit behind it left out; None where it prints none. A dash is zero, a blank is missing.

    >>> number("18,553.20"), number("15万元")
    (Number(value=18553.2, place=0.01), Number(value=15.0, place=1.0))
    >>> number("—"), number("△1,2")
    (Number(value=0.0, place=1.0), None)
    >>> number("△12.5"), number("１２，３４５")
    (Number(value=-12.5, place=0.1), Number(value=12345.0, place=1.0))
    >>> number("") is None
    True
    """
    bare = flat(text).replace("，", ",").replace("−", "-").replace("﹣", "-").replace("¥", "").replace("－", "-")
    if bare in ZEROS:
        return Number(0.0, 1.0)
    if not NUMBER.fullmatch(bare):
        bare = bare.removesuffix(own_unit(bare))
    if not NUMBER.fullmatch(bare) or bare.startswith("(") != bare.endswith(")"):
        return None
    bare = bare.rstrip("%")
    negative = bare.startswith(MINUS)
    digits = bare.strip("()+-△▲").replace(",", "")
    if len(digits) > LONGEST:  # no table prints so many: a run of digits that no float can hold is no amount
        return None
    places = len(digits.partition(".")[2])
    value = float(digits)
    return Number(-value if negative else value, 10.0**-places)


def own_unit(text: str) -> str:
    """The money unit that is printed behind a cell's number, '' where none is.

    >>> own_unit("15万元"), own_unit("15")
    ('万元', '')
    """
    found = _cell("own_unit").search(text)
    return found.group() if found else ""


def money(text: str, scale: float) -> tuple[float, float] | None:
    """(amount, precision) in yuan of a printed number in units of `scale` yuan; None where none is printed.

    >>> money("11.41", 10000.0)
    (114100.0, 100.0)
    """
    found = number(text)
    if found is None:
        return None
    return round(found.value * scale, 6), round(found.place * scale, 9)


@lru_cache(maxsize=16384)
def money_unit(text: str) -> str:
    """The money unit that a label names (单位：万元), '' where it names none.

    >>> money_unit("单位：深圳市口岸办"), money_unit("金额单位: 万元")
    ('', '万元')
    """
    bare = flat(text)
    found = _cell("labelled_unit").search(bare) or _cell("bracketed_unit").search(bare)
    return found.group(1) if found else ""


def names_money(text: str) -> bool:
    """Whether what a label says is a money unit.

    >>> names_money("万元"), names_money("市口岸办")
    (True, False)
    """
    return bool(_cell("unit_alone").search(flat(text)) or money_unit(text))


@lru_cache(maxsize=16384)
def split_code(text: str) -> tuple[str, str]:
    """(code, name) of a cell such as `[2011105]name`, `2010801-行政运行` or `30101`; code '' where none is printed.

    >>> split_code("[2011105]派驻派出机构")
    ('2011105', '派驻派出机构')
    >>> split_code("50101-工资奖金津补贴")
    ('50101', '工资奖金津补贴')
    """
    bare = flat(text)
    match = CODE.match(bare)
    if not match:
        return "", clean(text)
    rest = re.sub(r"^\[?\d+\]?[-—－.]?", "", SPACE.sub("", text))
    return match.group(1), clean(rest)


def is_item(text: str) -> bool:
    """Whether a flat text begins as an item of a list does.

    >>> is_item("一、机构"), is_item("(2)经费"), is_item("2.5")
    (True, True, False)
    """
    return bool(wording.patterns("text", "listed")["item"].match(text))


def printable(text: object) -> str:
    """The text on one line, with nothing in it that a terminal or a browser would obey as a control character.

    >>> printable("a\\tb\\x1b[31m")
    'a b\\\\x1b[31m'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in " ".join(str(text).split()))


def code_level(code: str, scheme: str) -> int | None:
    """1 类, 2 款, 3 项 by the length of a code; None where the length is none of the scheme's.

    >>> code_level("2080505", "function"), code_level("30101", "economic_dept")
    (3, 2)
    """
    level = {3: 1, 5: 2, 7: 3}.get(len(code))
    return level if scheme in ("function", "economic_dept", "economic_gov") else None


def year_in(text: str) -> int | None:
    """The first fiscal year that a text names, digits or Chinese; None where it names none.

    >>> year_in("二〇二六年部门预算"), year_in("2023 年预算数"), year_in("预算数")
    (2026, 2023, None)
    """
    bare = flat(text)
    found = _cell("fiscal_year").search(bare) or _cell("any_year").search(bare)
    if found:
        return int(found.group(1))
    written = _cell("written_year").search(bare)
    if not written:
        return None
    digit: Mapping[str, int] = wording.load("text")["numeral"]
    tens, ones = (digit.get(letter, 0) for letter in written.groups())
    return 2000 + 10 * tens + ones
