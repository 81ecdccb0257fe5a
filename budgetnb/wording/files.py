"""The wording files, loaded once and compiled."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any

from ..errors import WordingError

REMEMBERED = 4096


@lru_cache
def load(name: str) -> dict[str, Any]:
    """The contents of one wording file.

    Raises
    ------
    WordingError
        The file is no valid TOML; the message names the file and the place.
    """
    text = files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WordingError(f"{name}.toml: {error}") from error


def pattern(words: list[str] | str, where: str = "") -> re.Pattern[str]:
    """One compiled pattern that searches any of the words.

    Raises
    ------
    WordingError
        A word is no regular expression.
    """
    joined = words if isinstance(words, str) else "|".join(f"(?:{word})" for word in words)
    try:
        return re.compile(joined)
    except re.error as error:
        raise WordingError(f"{where}: {joined!r}: {error}") from error


@lru_cache
def patterns(name: str, section: str) -> dict[str, re.Pattern[str]]:
    """The compiled patterns of a section that maps ids to lists of words, in the order of the file."""
    return {key: pattern(words, f"{name}.toml [{section}]") for key, words in load(name)[section].items()}


class Choices(tuple[tuple[str, re.Pattern[str]], ...]):
    """Ids with their words, in the order of the file; what was chosen for a text is remembered: documents repeat theirs."""

    @cached_property
    def known(self) -> Callable[[str], str]:
        """The id of the first option whose words stand in a text, '' if none does."""
        return lru_cache(maxsize=REMEMBERED)(
            lambda text: next((name for name, words in self if words.search(text)), "")
        )


@lru_cache
def choices(name: str, section: str, key: str = "words") -> Choices:
    """The compiled patterns of an array of tables [[section]] with `id` and `words`, in the order of the file."""
    where = f"{name}.toml [[{section}]]"
    return Choices((entry["id"], pattern(entry[key], where)) for entry in load(name)[section])


@lru_cache
def sections(name: str, section: str) -> Choices:
    """The compiled patterns of a section that maps ids to lists of words, as choices."""
    return Choices(patterns(name, section).items())


def choose(options: Choices, text: str) -> str:
    """The id of the first option whose words stand in the text, '' if none does."""
    return options.known(text)
