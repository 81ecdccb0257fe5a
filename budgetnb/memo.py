"""What is worked out of a table or a form once, however many frames ask for it, and forgotten with it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from . import trace
from .wording.current import LAID

K = TypeVar("K")
V = TypeVar("V")


def once(work: Callable[[K], V]) -> Callable[[K], V]:
    """The work, done once for each thing that it is asked of, and once more for each wording that it is read with.

    While someone records, it is done each time: what it notes on the way is asked for.
    """
    known: WeakKeyDictionary[K, dict[Hashable, V]] = WeakKeyDictionary()

    @wraps(work)
    def asked(noun: K) -> V:
        values, wording = known.setdefault(noun, {}), LAID.get()
        if trace.active or wording not in values:
            values[wording] = work(noun)
        return values[wording]

    return asked
