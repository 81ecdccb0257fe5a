"""How a style prints the words and numbers of a cell; none of it changes what they say."""

from __future__ import annotations

import re

from styles.change import UNIT
from styles.style import Style

FULL = str.maketrans("0123456789,.-%", "０１２３４５６７８９，．－％")
DIGITS_OR_SIGN = re.compile(r"\d+|.", re.DOTALL)
LONG = 8
"""Characters; longer labels are not set one character a line."""


def is_number(text: str) -> bool:
    """Whether a cell holds a number or a dash for none."""
    bare = text.replace("\n", "")
    return bare in ("-", "—") or bool(re.fullmatch(r"[(-]?[\d,]+(?:\.\d+)?%?\)?", bare))


def number(text: str, style: Style) -> str:
    """A number as the style prints it."""
    if style.minus != "-" and text.startswith("-") and len(text) > 1:
        text = f"({text[1:]})" if style.minus == "()" else style.minus + text[1:]
    return text.translate(FULL) if style.digits == "full" else text


def label(text: str, style: Style, *, wide: bool) -> str:
    """The words of a header or a total; `wide` cells are never set upright."""
    bare = text.replace("\n", "")
    if style.labels == "upright" and not wide and 1 < len(bare) <= LONG:
        return "\n".join(DIGITS_OR_SIGN.findall(bare))
    if style.labels == "spaced" and 1 < len(bare) <= 4 and not re.search(r"[\s\d]", bare):
        return "　".join(bare)
    return text


def line(text: str, style: Style) -> str:
    """A line above a table: the label of the unit broken, the title spaced."""
    if style.unit == "broken":
        return UNIT.sub(lambda found: f"{found.group()[:-1]}\n{found.group()[-1]}", text) if " >> " in text else text
    if style.labels == "spaced" and " >> " not in text and len(text) < 14:
        return " ".join(text)
    return text
