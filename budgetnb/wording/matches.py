"""Which of the words of a pattern a text matches: for who wants to know why it was taken for what it was."""

from __future__ import annotations

import re
from collections.abc import Mapping

from . import Choices


def matched(words: re.Pattern[str], text: str) -> str:
    """The first of a pattern's alternatives that stands in the text, '' where none does.

    >>> matched(re.compile("(?:收支总表)|(?:预算(?:收支|总)表)"), "部门预算总表")
    '预算(?:收支|总)表'
    """
    return next((word for word in alternatives(words.pattern) if re.search(word, text)), "")


def chosen(options: Choices | Mapping[str, re.Pattern[str]], text: str) -> tuple[str, str]:
    """The id of the first option whose words stand in the text, and which of its words; two '' where none does."""
    pairs = options.items() if isinstance(options, Mapping) else options
    return next(((name, matched(words, text)) for name, words in pairs if words.search(text)), ("", ""))


def alternatives(pattern: str) -> list[str]:
    """The outermost alternatives of a regular expression, groups without a name around them opened.

    >>> alternatives("(?:a|(?:b))|[|]c|(d|e)f|(?:g|h)i")
    ['a', 'b', '[|]c', '(d|e)f', '(?:g|h)i']
    """
    return [alternative for part in _parted(pattern) for alternative in _opened(part)]


def _parted(pattern: str) -> list[str]:
    """An expression parted at the bars that stand in no group and no class."""
    parts, depth, inside, last = [""], 0, False, ""
    for c in pattern:
        escaped = last == "\\"
        if not escaped and inside:
            inside = c != "]"
        elif not escaped:
            inside = c == "["
            depth += (c == "(") - (c == ")")
        if c == "|" and not (depth or inside or escaped):
            parts.append("")
        else:
            parts[-1] += c
        last = "" if escaped else c
    return parts


def _opened(part: str) -> list[str]:
    """The alternatives of the group that is all of a part; the part alone where none is."""
    inner = part.removeprefix("(?:").removesuffix(")")
    return alternatives(inner) if part == f"(?:{inner})" and all(map(_compiles, _parted(inner))) else [part]


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True
