"""What figures say in both languages, and which tables they draw from: the contents of figures.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from ..labels import Lang, label, say


def phrase(section: str, key: str, lang: Lang, **values: object) -> str:
    """The words of a section in one language, their blanks filled.

    Examples
    --------
    >>> phrase("composition", "others", "en", count=3)
    '3 others'
    """
    zh, en = _entry(section, key)
    return say((zh, en), lang).format(**values)


def tooltip_title(section: str, field: str, lang: Lang) -> str:
    """What a figure's tooltip calls a field: the figure's own words, else those that all figures share.

    Examples
    --------
    >>> tooltip_title("changes", "name", "en"), tooltip_title("funds", "name", "en")
    ('Project', 'Name')
    """
    titles = _sections()["tips"]
    zh, en = titles.get(section, {}).get(field) or titles[field]
    return say((zh, en), lang)


def choice_title(section: str, name: str, lang: Lang) -> str:
    """What stands before a choice.

    Examples
    --------
    >>> choice_title("composition", "depth", "en")
    'Depth'
    """
    return phrase(f"{section}.titles", name, lang)


def source_words(section: str, lang: Lang) -> str:
    """Where the rows of a figure come from, if it says so for all of them: its own words or the name of its table; else ''.

    Examples
    --------
    >>> source_words("procurement", "en"), source_words("funds", "en")
    ('Government procurement', '')
    """
    if "source" in _sections().get(section, {}):
        return phrase(section, "source", lang)
    table = table_of(section)
    return label("table", table, lang) if table else ""


def table_of(section: str) -> str:
    """The one table whose rows a figure draws, '' where it draws those of several."""
    return str(_sections().get(section, {}).get("table", ""))


def keys(section: str) -> tuple[str, ...]:
    """The keys of a section, in the order of the file."""
    return tuple(_section(section))


def ids(section: str, key: str) -> tuple[str, ...]:
    """A list of ids of a section, such as the tables that a figure draws from, the preferred first.

    Examples
    --------
    >>> ids("funds.tables", "income")
    ('balance', 'income', 'fiscal_balance')
    """
    return tuple(_entry(section, key))


@cache
def _entry(section: str, key: str) -> Any:
    return _section(section)[key]


def _section(name: str) -> dict[str, Any]:
    found = _sections()
    for part in name.split("."):
        found = found[part]
    return found


@cache
def _sections() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("figures.toml").read_text(encoding="utf-8"))
