"""A record of parsing with some of its fields changed."""

from __future__ import annotations

from typing import Any, TypeVar

T = TypeVar("T")


def changed(record: T, **fields: Any) -> T:
    """A copy of a frozen dataclass without slots, some fields changed: dataclasses.replace at a tenth of its time.

    Raises
    ------
    TypeError
        It has no such field.

    >>> from budgetnb.tables.row_labels import Row
    >>> changed(Row(0, None, 3), unit="本级").unit
    '本级'
    """
    held = vars(record)
    if not fields.keys() <= held.keys():
        raise TypeError(f"{type(record).__name__} has no field {', '.join(fields.keys() - held.keys())}")
    made = object.__new__(type(record))
    made.__dict__.update(held, **fields)
    return made
