"""Tables of the report: frames as cells that know their words, their full value and where they were printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from .. import labels
from ..charts import select
from ..checks.rule_names import rule_name
from .texts import Pair, pair, same

MOST_ROWS = 400


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what is shown, the full value for a download, its alignment, and the rows that it leads to."""

    text: Pair
    value: str
    number: bool = False
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: headings, rows of cells, a key for each row (what a chart's choices pick), and how many were left out."""

    columns: tuple[tuple[Pair, bool], ...]
    rows: tuple[tuple[Cell, ...], ...]
    keys: tuple[str, ...] = field(default=())
    cut: int = 0


def sheet(rows: pd.DataFrame, columns: Iterable[str], *, key: str = "") -> Sheet | None:
    """The named columns of a frame as a table; None where the frame is empty. A column is told by its name (see KINDS)."""
    if rows.empty:
        return None
    named = [c for c in columns if c in rows.columns and not _blank(rows[c])]
    shown = rows.head(MOST_ROWS)
    records = shown.to_dict("records")
    made = tuple(tuple(_cell(record, column) for column in named) for record in records)
    keys = tuple(str(record[key]) for record in records) if key else ()
    return Sheet(tuple((pair("columns", c), c in NUMBERS) for c in named), made, keys, len(rows) - len(shown))


def _blank(values: pd.Series[Any]) -> bool:
    return bool((values.isna() | (values.astype("string") == "").fillna(True)).all())


def _cell(record: dict[Any, Any], column: str) -> Cell:
    value = record[column]
    if value is None or value is pd.NA or (isinstance(value, float) and pd.isna(value)):
        return Cell(("", ""), "", column in NUMBERS)
    if column == "where":
        return _place(record)
    text = KINDS.get(column, same)(value)
    ref = str(record.get("ref", "")) if column in LINKED else ""
    return Cell(text, _full(value), column in NUMBERS, ref)


def _full(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _place(record: dict[Any, Any]) -> Cell:
    zh, en = (select.place({"page": record.get("page"), "line": record.get("line")}, lang) for lang in labels.LANGS)
    return Cell((zh, en), zh, False, str(record.get("ref", "")))


def yuan(value: float) -> str:
    """An amount of yuan in full, with its cents where it has any.

    Examples
    --------
    >>> yuan(185530000.0), yuan(-0.5)
    ('185,530,000', '−0.50')
    """
    printed = f"{abs(value):,.2f}".removesuffix(".00")
    return f"−{printed}" if value < 0 and printed.strip("0.,") else printed


def _money(value: Any) -> Pair:
    return same(yuan(float(value)))


def _percent(value: Any) -> Pair:
    return same(select.share(float(value)))


def _points(value: Any) -> Pair:
    return same(f"{float(value):+,.2f}%".replace("-", "−"))


def _count(value: Any) -> Pair:
    return same(f"{int(value):,}")


def _truth(value: Any) -> Pair:
    return pair("yes_no", "yes" if value else "no")


def _labelled(list_name: str) -> Callable[[Any], Pair]:
    return lambda value: (labels.label(list_name, str(value), "zh"), labels.label(list_name, str(value), "en"))


def _rule(value: Any) -> Pair:
    return rule_name(str(value), "zh"), rule_name(str(value), "en")


def _outcome(value: Any) -> Pair:
    known = str(value) in labels.STATUSES
    return _labelled("status")(value) if known else same(value)


def _view(value: Any) -> Pair:
    measure, _, fund = str(value).partition(" ")
    (zh, en), (fund_zh, fund_en) = _labelled("measure")(measure), _labelled("fund")(fund)
    return f"{zh} · {fund_zh}", f"{en} · {fund_en}"


KINDS: dict[str, Callable[[Any], Pair]] = {
    "amount": _money, "prior": _money, "change": _money, "change_pct": _points, "share": _percent, "count": _count,
    "numbers": _count, "taken": _count, "left": _count, "measure": _labelled("measure"), "fund": _labelled("fund"), "moved": _money, "view": _view, "depth": _labelled("level"),
    "operator": _labelled("operator"), "table": _labelled("table"), "item": _labelled("three_public"), "promised": _truth, "ceiling": _truth,
    "label": lambda value: same(str(value).replace("\n", "")), "part": lambda value: pair("parts", str(value)) if value else ("", ""), "outcome": _outcome, "rule": _rule,
}  # fmt: skip
NUMBERS = frozenset(
    {"amount", "prior", "change", "moved", "change_pct", "share", "count", "numbers", "taken", "left", "told", "value"}
)
LINKED = frozenset({"amount", "count", "target", "said"})
