"""Rows of the frames as plain values: what the checks read instead of data frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from pandas import NA

if TYPE_CHECKING:
    import pandas as pd

    Frames = Mapping[str, pd.DataFrame]

T = TypeVar("T")


class FrameCache(dict[str, Any]):
    """The frames of one disclosure by name; columns taken out of them are kept, since many checks read the same ones."""

    def __init__(self, frames: Frames) -> None:
        super().__init__(frames)
        self._kept: dict[object, Any] = {}

    def once(self, key: object, make: Callable[[], T]) -> T:
        """What `make` gives for a key, made the first time that it is asked for."""
        if key not in self._kept:
            self._kept[key] = make()
        kept: T = self._kept[key]
        return kept

    def column(self, frame: str, name: str) -> list[Any]:
        """The values of one column."""
        values: list[Any] = self.once((frame, name), lambda: plain(self[frame][name]))
        return values


def plain(column: pd.Series[Any]) -> list[Any]:
    """The values of a column, None for a missing whole number or truth: pandas' own <NA> is neither equal nor unequal to anything."""
    found = column.tolist()
    return [None if value is NA else value for value in found] if column.dtype in ("Int64", "boolean") else found


def values(frames: Frames, frame: str, *columns: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a frame as tuples of the columns wanted; none where the frame is not given."""
    if frames.get(frame) is None:
        return iter(())
    if isinstance(frames, FrameCache):
        return zip(*(frames.column(frame, name) for name in columns), strict=True)
    return zip(*(plain(frames[frame][name]) for name in columns), strict=True)


def rows(frames: Frames, frame: str, *columns: str) -> list[tuple[Any, ...]]:
    """The rows of a frame as tuples of their reference ("frame:position") and the columns wanted."""
    return [(f"{frame}:{n}", *row) for n, row in enumerate(values(frames, frame, *columns))]


def known(value: Any) -> bool:
    """Whether a value of a frame is there: neither None nor missing.

    Examples
    --------
    >>> known(0.0), known(float("nan")), known(None)
    (True, False, False)
    """
    return value == value if isinstance(value, float) else value is not None and value is not NA  # noqa: PLR0124
