"""One classification cut at a depth: what the charts of one document and of several draw."""

from __future__ import annotations

from typing import Any

import pandas as pd

from .. import wording
from ..labels import Lang
from . import select

COLUMNS = (*select.PART, "share", "whole", "where")


def at(rows: pd.DataFrame, level: int, lang: Lang) -> pd.DataFrame:
    """The rows of one classification cut at a depth, largest first, with their shares."""
    return pd.DataFrame(records(select.printed(rows), level, lang), columns=COLUMNS)


def records(rows: list[dict[Any, Any]], level: int, lang: Lang) -> list[dict[str, Any]]:
    """The rows of :func:`at` before they are a frame."""
    total = sum(part["amount"] for part in select.parts(rows, 1))  # finer rows may add up to a rounding more or less
    made = [
        {**part, "share": part["amount"] / total if total else 0.0, "whole": total, "where": select.place(part, lang),
         "name": part["name"] or unprinted(part["code"]), "ref": select.joined(part["ref"])}
        for part in select.parts(rows, level) if part["amount"] != 0
    ]  # fmt: skip
    return sorted(made, key=lambda part: -part["amount"])


def unprinted(code: str) -> str:
    """What a code is called whose name is not printed: a class by its national name, else the code and a mark that parts stand below it.

    Examples
    --------
    >>> unprinted("208"), unprinted("20805")
    ('社会保障和就业支出', '20805…')
    """
    return str(wording.load("classes")["names"].get(code) or f"{code}…")
