"""The wording files, loaded once and compiled.

In these files a string in single quotes is a pattern and one in double quotes is not. A pattern may name a part that
``[fragments]`` of its file defines, as ``{{bracket}}``; what it matches is shown beside it, see :mod:`.proofs`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any

from ..errors import WordingError
from .current import FORGET, LAID, remembered

REMEMBERED = 4096
NAMED_PART = re.compile(r"\{\{(\w+)\}\}")


@lru_cache
def ours(name: str) -> dict[str, Any]:
    """The contents of one wording file, every named part of a pattern filled in.

    Raises
    ------
    WordingError
        The file is no valid TOML, or a pattern names a part that is not defined; the message names the file and the place.
    """
    try:
        return filled(tomllib.loads(text(name)), f"{name}.toml")
    except tomllib.TOMLDecodeError as error:
        raise WordingError(f"{name}.toml: {error}") from error


FORGET.append(ours.cache_clear)


@remembered()
def load(name: str) -> dict[str, Any]:
    """The contents of one wording file as :func:`ours` gives them, a reader's own words laid over them."""
    laid = LAID.get()
    return laid.over(name, ours(name)) if laid else ours(name)


def own(name: str, section: str) -> Any:
    """What a reader's own words say in a section; none where nothing is laid over ours."""
    laid = LAID.get()
    return laid.own(name, section) if laid else {}


def text(name: str) -> str:
    """The text of one wording file."""
    return files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf8")


def names() -> list[str]:
    """The names of all wording files."""
    listed = (entry.name for entry in files(__package__).iterdir())
    return sorted(name.removesuffix(".toml") for name in listed if name.endswith(".toml"))


def filled(data: dict[str, Any], where: str) -> dict[str, Any]:
    """The data of a file with its fragments filled in, wherever a string names one; as it is where there are none.

    Raises
    ------
    WordingError
        A string names a fragment that is not defined above it.

    Examples
    --------
    >>> filled({"fragments": {"digit": "[0-9]", "code": "{{digit}}{3}"}, "look": {"code": ["^{{code}}$"]}}, "my.toml")["look"]
    {'code': ['^[0-9]{3}$']}
    """
    if "fragments" not in data:
        return data
    fragments: dict[str, str] = {}
    for name, part in data["fragments"].items():
        fragments[name] = compose(part, fragments, where)
    return {key: _composed(value, fragments, where) for key, value in data.items()} | {"fragments": fragments}


def _composed(value: Any, fragments: Mapping[str, str], where: str) -> Any:
    if isinstance(value, str):
        return compose(value, fragments, where) if "{{" in value else value
    if isinstance(value, list):
        return [_composed(item, fragments, where) for item in value]
    if isinstance(value, dict):
        return {key: _composed(item, fragments, where) for key, item in value.items()}
    return value


def compose(words: str, fragments: Mapping[str, str], where: str) -> str:
    """A pattern with the fragments that it names in their places.

    Raises
    ------
    WordingError
        There is no fragment of a name.
    """
    if strange := [name for name in NAMED_PART.findall(words) if name not in fragments]:
        raise WordingError(
            f"{where}: {words!r} names {strange[0]!r}; [fragments] has: {', '.join(fragments) or 'none'}"
        )
    return NAMED_PART.sub(lambda named: fragments[named.group(1)], words)


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


@remembered()
def patterns(name: str, section: str) -> dict[str, re.Pattern[str]]:
    """The compiled patterns of a section that maps ids to lists of words, in the order of the file."""
    return {key: pattern(words, f"{name}.toml [{section}]") for key, words in load(name)[section].items()}


class Choices(tuple[tuple[str, re.Pattern[str]], ...]):
    """Ids with their words, in the order of the file; what was chosen for a text is remembered: documents repeat theirs."""

    @cached_property
    def known(self) -> Callable[[str], str]:
        """The id of the first option whose words stand in a text, '' if none does."""
        return lru_cache(maxsize=REMEMBERED)(
            lambda said: next((name for name, words in self if words.search(said)), "")
        )


@remembered()
def choices(name: str, section: str, key: str = "words") -> Choices:
    """The compiled patterns of an array of tables [[section]] with `id` and `words`, a reader's own first, in the order of the file."""
    where = f"{name}.toml [[{section}]]"
    listed = [*own(name, section), *load(name)[section]]
    return Choices((entry["id"], pattern(entry[key], where)) for entry in listed if key in entry)


@remembered()
def sections(name: str, section: str) -> Choices:
    """The compiled patterns of a section that maps ids to lists of words, as choices, a reader's own first."""
    laid = own(name, section)
    return Choices([*((key, pattern(words)) for key, words in laid.items()), *patterns(name, section).items()])


def choose(options: Choices, said: str) -> str:
    """The id of the first option whose words stand in a text, '' if none does."""
    return options.known(said)
