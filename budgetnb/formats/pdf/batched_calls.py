"""Many calls of one function of pdfium in one go: what each writes goes straight into the rows of one table."""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice, repeat
from typing import Any

import numpy as np

from ...layout.printed import Numbers

CHUNK = 2048
HANDLE = ctypes.c_void_p
COLUMNS = 6
Call = Callable[..., Any]
Slots = Sequence[Sequence[ctypes.c_void_p]]


class Handles:
    """Handles for the rows of a call, each for as many rows as are its own."""

    def __init__(self, handles: Iterable[Any], counts: Iterable[int]) -> None:
        self._handles, self._counts = [ctypes.cast(h, HANDLE) for h in handles], list(counts)

    def __iter__(self) -> Iterator[ctypes.c_void_p]:
        return chain.from_iterable(map(repeat, self._handles, self._counts))


class Calls:
    """The functions of pdfium with little to convert: where few handles serve all rows, everything goes in as it is;
    where every row has its own, a number, the types are told.

    Never are the types of some arguments told and those of others not: such a call passes the others as a variadic
    function takes them, which is another place on some machines. A call is shorter than handing the interpreter's lock
    on and taking it back, so it keeps the lock.
    """

    def __init__(self, raw: Any) -> None:
        self.raw = raw
        self._table = np.zeros((CHUNK, COLUMNS))
        start, step = self._table.ctypes.data, self._table.itemsize
        self._slots = [
            [ctypes.c_void_p(start + (row * COLUMNS + column) * step) for row in range(CHUNK)]
            for column in range(COLUMNS)
        ]
        self._known: dict[tuple[str, Any, tuple[Any, ...]], Call] = {}

    def function(self, name: str, result: Any, types: tuple[Any, ...] = (HANDLE,)) -> Call:
        """One function by name; `result` is the ctypes type of what it returns, `types` those of its arguments, () for none told."""
        if (name, result, types) not in self._known:
            address = ctypes.cast(getattr(self.raw, name), HANDLE).value or 0
            self._known[name, result, types] = ctypes.PYFUNCTYPE(result, *types)(address)
        return self._known[name, result, types]

    def each(self, name: str, result: Any, *arguments: Iterable[Any]) -> list[Any]:
        """What the function returns for each row of arguments."""
        return list(map(self.function(name, result, _types(arguments, 0)), *arguments))

    def written(
        self, name: str, count: int, columns: int, *arguments: Iterable[Any], kind: Any = np.float64
    ) -> Numbers:
        """What the function writes for each of `count` rows of arguments: one row of `columns` numbers of one kind."""
        apart = self._table.itemsize // np.dtype(kind).itemsize
        return self._filled(
            name, count, self._slots[:columns], arguments, self._table.view(kind)[:, ::apart][:, :columns]
        )

    def packed(self, name: str, count: int, columns: int, *arguments: Iterable[Any], kind: Any = np.float32) -> Numbers:
        """The same for a function that writes its numbers side by side into one structure."""
        return self._filled(name, count, self._slots[:1], arguments, self._table.view(kind)[:, :columns])

    def _filled(
        self, name: str, count: int, slots: Slots, arguments: Sequence[Iterable[Any]], seen: Numbers
    ) -> Numbers:
        call, given = self.function(name, None, _types(arguments, len(slots))), [iter(a) for a in arguments]
        found = np.zeros((count, seen.shape[1]), dtype=float if seen.dtype.kind == "f" else seen.dtype)
        for start in range(0, count, CHUNK):
            rows = min(CHUNK, count - start)
            self._table[:rows] = 0
            deque(map(call, *(islice(a, rows) for a in given), *slots), maxlen=0)
            found[start : start + rows] = seen[:rows]
        return found


def _types(arguments: Sequence[Iterable[Any]], slots: int) -> tuple[Any, ...]:
    """The types of a handle, of numbers and of slots; none where few handles serve all rows."""
    if isinstance(arguments[0], Handles):
        return ()
    return (HANDLE, *[ctypes.c_int] * (len(arguments) - 1), *[HANDLE] * slots)


@lru_cache(maxsize=1)
def calls() -> Calls:
    """The calls of the library that is loaded."""
    from pypdfium2 import raw

    return Calls(raw)
