"""The report's own words, in both languages, read from words.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

Pair = tuple[str, str]
"""The same words in Chinese and in English."""


@cache
def words() -> dict[str, dict[str, Pair]]:
    """All words by section and key."""
    text = resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    return {
        section: {key: (zh, en) for key, (zh, en) in pairs.items()} for section, pairs in tomllib.loads(text).items()
    }


def word(section: str, key: str, *held: object) -> Pair:
    """One pair, its blanks filled.

    Examples
    --------
    >>> word("page", "page", 3)[1]
    'page 3'
    """
    zh, en = words()[section].get(key, (key, key))
    return zh.format(*held), en.format(*held)


def same(text: object) -> Pair:
    """A pair of the same text: what is printed has no translation."""
    return str(text), str(text)
