"""The report's own texts in both languages, read from texts.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

Pair = tuple[str, str]
"""The same text in Chinese and in English."""


@cache
def pairs() -> dict[str, dict[str, Pair]]:
    """All texts by section and key."""
    text = resources.files(__package__).joinpath("texts.toml").read_text(encoding="utf-8")
    sections = tomllib.loads(text)
    return {name: {key: (zh, en) for key, (zh, en) in section.items()} for name, section in sections.items()}


def pair(section: str, key: str, *values: object) -> Pair:
    """One text in both languages, its blanks filled; the key itself where the section has none of it.

    Examples
    --------
    >>> pair("page", "page", 3)[1]
    'page 3'
    """
    zh, en = pairs()[section].get(key, (key, key))
    return zh.format(*values), en.format(*values)


def same(text: object) -> Pair:
    """A pair of the same text: what is printed has no translation."""
    return str(text), str(text)
