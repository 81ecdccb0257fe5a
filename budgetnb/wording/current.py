"""Whose words are read with: ours alone, or a reader's own laid over them; and what is remembered of each apart.

What follows from the wording is worked out once with :func:`remembered`: a reading with other words never sees it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import Any, TypeVar

MOST = 4
"""How many readers' wordings each function remembers something of."""
Work = TypeVar("Work", bound=Callable[..., Any])

LAID: ContextVar[Any] = ContextVar("LAID", default=None)
"""The reader's words of the reading that runs; None where there are none."""
FORGET: list[Callable[[], None]] = []
"""What clears all that is remembered."""


@contextmanager
def laid(wording: Hashable | None) -> Iterator[None]:
    """Inside, a reader's own words are laid over ours; where there are none, or they are laid already, nothing changes."""
    if wording is None or wording == LAID.get():
        yield
        return
    before = LAID.set(wording)
    try:
        yield
    finally:
        LAID.reset(before)


def remembered(most: int | None = 128) -> Callable[[Work], Work]:
    """As :func:`functools.lru_cache`, for work that depends on the wording: remembered for each wording apart."""

    def made(work: Work) -> Work:
        ours = lru_cache(most)(work)
        theirs: dict[Hashable, Callable[..., Any]] = {}

        @wraps(work)
        def asked(*given: Any) -> Any:
            wording = LAID.get()
            if wording is None:
                return ours(*given)
            if wording not in theirs:
                for last in list(theirs)[: 1 - MOST]:
                    del theirs[last]
                theirs[wording] = lru_cache(most)(work)
            return theirs[wording](*given)

        FORGET.extend((ours.cache_clear, theirs.clear))
        return asked  # type: ignore[return-value]

    return made


def forget() -> None:
    """Forgets all that was worked out of any wording: for who changes a wording file while the program runs."""
    for clear in FORGET:
        clear()
