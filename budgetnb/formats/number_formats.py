"""Number formats of spreadsheets: a stored value as the sheet prints it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext
from functools import lru_cache

BUILTIN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 36: 'yyyy"年"m"月"', 37: "#,##0;-#,##0",
    38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: '#,##0;-#,##0;"-"', 42: '#,##0;-#,##0;"-"',
    43: '#,##0.00;-#,##0.00;"-"', 44: '#,##0.00;-#,##0.00;"-"', 48: "##0.0E+0", 50: 'yyyy"年"m"月"', 57: 'yyyy"年"m"月"',
}  # fmt: skip
TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|!(?P<marked>.)|_.|\*.|\[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<half>AM/PM|A/P|上午/下午)|(?P<exponent>E[+-]0+)|(?P<number>[0#?][0#?,]*(?:\.[0#?,]*)?|\.[0#?]+)"
    r"|(?P<date>[yYmMdDhHsSeE]+)|(?P<text>@)|(?P<other>.)",
    re.DOTALL,
)
CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
TESTS = {
    "<": lambda c: c < 0,
    ">": lambda c: c > 0,
    "=": lambda c: c == 0,
    "<=": lambda c: c <= 0,
    ">=": lambda c: c >= 0,
    "<>": lambda c: c != 0,
}
LONGEST = 400
FEWEST, MOST = -320, 320


@dataclass(frozen=True, slots=True)
class Token:
    """One part of a format: what it is and what it says."""

    kind: str
    text: str


def printed(value: float | str, pattern: str, *, date1904: bool = False) -> str:
    """A stored number or text as its format prints it; one that no format fits is printed in full.

    >>> printed(18553.2, "#,##0.00"), printed(0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '), printed(0.2359, "0.0%")
    ('18,553.20', '-', '23.6%')
    """
    sections = _sections(pattern[:LONGEST])
    if isinstance(value, str):
        text = next((s for s in sections[3:4] if s), ())
        return (
            "".join(value if t.kind == "text" else t.text for t in text if t.kind in ("text", "literal"))
            if text
            else value
        )
    number = _decimal(value)
    if number is None:
        return str(value)
    chosen, signed = _choose(sections, number)
    if any(t.kind == "date" for t in chosen):
        return _dated(value, chosen, date1904)
    return _written(number if signed else abs(number), chosen)


def _decimal(value: float) -> Decimal | None:
    try:
        number = Decimal(repr(float(value)))
    except (InvalidOperation, OverflowError, ValueError):
        return None
    return number if number.is_finite() else None


@lru_cache(maxsize=2048)
def _sections(pattern: str) -> tuple[tuple[Token, ...], ...]:
    """The sections of a format (positive; negative; zero; text) as tokens."""
    found: list[list[Token]] = [[]]
    for match in TOKEN.finditer(pattern):
        kind, text = match.lastgroup, match.group(match.lastgroup) if match.lastgroup else ""
        if kind == "other" and text == ";":
            found.append([])
        elif kind in ("quoted", "escaped", "marked", "currency", "other"):
            found[-1].append(Token("literal", text))
        elif kind:
            found[-1].append(Token(kind, text))
    return tuple(tuple(section) for section in found)


def _choose(sections: tuple[tuple[Token, ...], ...], number: Decimal) -> tuple[tuple[Token, ...], bool]:
    """The section that prints a number, and whether that section leaves the sign to the number."""
    numeric = sections[:3]
    conditions = [_condition(section) for section in numeric]
    if any(conditions):
        for section, condition in zip(numeric, conditions, strict=True):
            if condition is None or TESTS[condition[0]](number.compare(condition[1])):
                return section, True
        return numeric[-1], True
    if number < 0 and len(numeric) > 1:
        return numeric[1], False
    if number == 0 and len(numeric) > 2:
        return numeric[2], True
    return numeric[0], True


def _condition(section: tuple[Token, ...]) -> tuple[str, Decimal] | None:
    for token in section:
        if token.kind == "bracket" and (found := CONDITION.fullmatch(token.text)):
            return found.group(1), Decimal(found.group(2))
    return None


def _written(number: Decimal, section: tuple[Token, ...]) -> str:
    places = [t for t in section if t.kind == "number"]
    if not places:
        if any(t.kind in ("general", "text") for t in section) or not section:
            return "".join(
                _general(number) if t.kind in ("general", "text") else t.text
                for t in section
                if t.kind in ("general", "text", "literal")
            )
        return ("-" if number < 0 else "") + "".join(t.text for t in section if t.kind == "literal")
    literal = "".join(t.text for t in section if t.kind == "literal")
    scaled = number.scaleb(2 * literal.count("%"))
    exponent = any(t.kind == "exponent" for t in section)
    whole = f"{scaled:.{_decimals(places[0].text)}E}" if exponent else _placed(abs(scaled), places[0].text)
    parts, done = [], False
    for token in section:
        if token.kind == "number" and not done:
            parts.append(whole)
            done = True
        elif token.kind == "literal":
            parts.append(token.text)
    negative = not exponent and scaled < 0 and any(c in "123456789" for c in whole)
    return ("-" if negative else "") + "".join(parts)


def _decimals(places: str) -> int:
    return sum(c in "0#?" for c in places.partition(".")[2])


def _placed(number: Decimal, places: str) -> str:
    """A number in digit places such as `#,##0.0#`; commas at the end scale by thousands."""
    before, point, after = places.rstrip(",").partition(".")
    scaled = number.scaleb(-3 * (len(places) - len(places.rstrip(","))))
    if not FEWEST < scaled.adjusted() < MOST:
        return format(scaled, "E")
    with localcontext() as context:
        context.prec = 2 * MOST
        rounded = scaled.quantize(Decimal(1).scaleb(-_decimals(places)), ROUND_HALF_UP)
    left, _, right = format(rounded, "f").partition(".")
    left = left.lstrip("0").rjust(sum(c == "0" for c in before), "0")
    grouped = f"{int(left):,}".rjust(len(left), "0") if "," in before and left else left
    kept = max(sum(c == "0" for c in after), len(right.rstrip("0")))
    return grouped + (point if point and right[:kept] else "") + right[:kept]


def _general(number: Decimal) -> str:
    """A number with no format: as stored, in at most 15 digits."""
    text = format(float(number), ".15g")
    if "e" not in text:
        return text
    return format(Decimal(text), "f") if abs(number.adjusted()) < 25 else text.upper()


def _dated(value: float, section: tuple[Token, ...], date1904: bool) -> str:
    """A serial day as the section's date tokens print it; a number that is no day is printed as stored."""
    if not 0 <= value < 2_958_466:
        return _general(Decimal(repr(float(value))))
    start = datetime(1904, 1, 1) if date1904 else datetime(1899, 12, 30)
    moment = start + timedelta(seconds=round(float(value) * 86400))
    clock = False
    parts = []
    for token in section:
        if token.kind == "date":
            letter = token.text[0].lower()
            parts.append(_date_part(moment, letter, len(token.text), clock))
            clock = letter in "hs"
        elif token.kind == "half":
            parts.append("AM" if moment.hour < 12 else "PM")
        elif token.kind == "literal":
            parts.append(token.text)
    return "".join(parts)


def _date_part(moment: datetime, letter: str, length: int, after_clock: bool) -> str:
    if letter == "m" and length >= 3:
        return moment.strftime("%b" if length == 3 else "%B")
    if letter == "d" and length >= 3:
        return moment.strftime("%a" if length == 3 else "%A")
    number = {"y": moment.year, "e": moment.year, "m": moment.minute if after_clock else moment.month,
              "d": moment.day, "h": moment.hour, "s": moment.second}[letter]  # fmt: skip
    if letter in "ye":
        return f"{number % 100:02}" if length <= 2 and letter == "y" else str(number)
    return f"{number:02}" if length > 1 else str(number)
