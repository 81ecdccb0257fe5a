"""The base of comparison of a change, as printed."""

from __future__ import annotations

import re

from .patterns import words


def base(norm: str, printed: str, end: int) -> str:
    """The words that name what a change before `end` is measured against; '' where none do.

    >>> base("比2025年年初预算增加5万元", "比2025年年初预算增加5万元", 10)
    '2025年年初预算'
    """
    found = ""
    for match in words("base", "comparator").finditer(norm, 0, end):
        stop = words("base", "end").search(norm, match.end() + 2)
        limit = stop.start() if stop else end
        money = words("amount", "money").search(norm, match.end())
        if money and money.start() < limit:
            limit = money.start()
        found = printed[match.end() : min(limit, end) if limit > match.end() else end]
    if not found:
        year_on_year = re.search(words("base", "year_on_year"), norm[:end])
        return year_on_year.group() if year_on_year else ""
    return words("base", "tail").sub("", found)
