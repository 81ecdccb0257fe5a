"""What is worked out of a table or a form once, however many frames ask for it, and forgotten with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from . import trace

K = TypeVar("K")
V = TypeVar("V")


def once(work: Callable[[K], V]) -> Callable[[K], V]:
    """The work, done once for each thing that it is asked of; a thing is known by what it is, not by what it holds.

    While someone records, it is done each time: what it notes on the way is asked for.
    """
    known: WeakKeyDictionary[K, V] = WeakKeyDictionary()

    @wraps(work)
    def told(noun: K) -> V:
        if trace.active or noun not in known:
            known[noun] = work(noun)
        return known[noun]

    return told
