"""The wording of claims, compiled once."""

from __future__ import annotations

import re
from functools import lru_cache

from ...wording import load, pattern


@lru_cache
def words(section: str, key: str) -> re.Pattern[str]:
    """One compiled pattern of claims.toml."""
    return pattern(load("claims")[section][key], f"claims.toml [{section}] {key}")


@lru_cache
def kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(subject kind, words), in the order in which they are tried."""
    return tuple(
        (entry["id"], pattern(entry["words"], f"claims.toml [[kind]] {entry['id']}"))
        for entry in load("claims")["kind"]
    )
