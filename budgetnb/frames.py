"""The schema of every frame: names, dtypes, closed vocabularies and what each column says.

This module is the contract as code. :func:`build` makes a frame from records and refuses what breaks the contract;
the data dictionary in the documentation is printed from the same definitions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from .errors import FrameError, OptionError
from .wording import tables

if TYPE_CHECKING:
    from pandas.api.extensions import ExtensionArray

STAGES = ("budget", "final", "execution")
SIDES = ("income", "expenditure")
SCHEMES = (
    "function", "economic_dept", "economic_gov", "source", "project", "three_public", "kind", "unit", "none",
)  # fmt: skip
KINDS = ("item", "subtotal", "of_which", "total")
MEASURES = (
    "total", "basic", "project", "personnel", "public", "operating", "remit_up", "subsidize_down", "carry_forward",
    "procurement", "procurement_sme", "procurement_micro", "change", "change_pct", "other",
)  # fmt: skip
FUNDS = (
    "all", "current", "fiscal", "general", "gov_fund", "state_capital", "special_account", "own", "business",
    "operating_income", "superior", "affiliated", "other",
)  # fmt: skip
THREE_PUBLIC = (
    "total", "abroad", "reception", "vehicles", "vehicle_purchase", "vehicle_operation", "meeting", "training",
    "operating_cost",
)  # fmt: skip
OPERATORS = (">=", "<=", "=", ">", "<", "range", "text", "blank")
SUBJECT_KINDS = (
    "total_income", "total_expenditure", "total_both", "fiscal", "fund_general", "fund_gov_fund", "fund_state_capital",
    "other_income", "carry_forward", "basic", "project_total", "personnel", "public", "household", "project",
    "function", "economic", "procurement", "goods", "works", "services", "three_public", "abroad", "reception",
    "vehicles", "vehicle_purchase", "vehicle_operation", "meeting", "training", "operating_cost", "performance",
    "asset_value", "other",
)  # fmt: skip
DIRECTIONS = ("increase", "decrease", "same", "none")
CLAIM_SIDES = ("income", "expenditure", "both")
CHECK_STATUSES = ("exact", "rounding", "conflict", "untestable")
SEVERITIES = ("info", "notice", "warning")
TABLE_STATUSES = ("found", "empty", "missing", "unread", "companion")
WHYS = (
    "unit unknown",  # no money unit is told
    "column unknown",  # what the column means is not known
    "row unknown",  # what the row means is not known
    "no money",  # a count, a rate or a share in a table of money
    "header",  # it stands in the header
    "joined",  # it stands in one cell with another number or a text, or over the border of its cell
    "outside every cell",
    "no table id",  # the table is none of the canonical ones
    "field",  # a field of a form that no frame holds
    "chart",
)
PROCUREMENT_BY = ("kind", "function", "total", "item")
DOCUMENT_KINDS = ("whole", "tables", "narrative", "final", "performance")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its dtype, what it says, and the values allowed where the list is closed, or what gives them."""

    name: str
    dtype: str
    says: str
    closed: tuple[str, ...] | Callable[[], tuple[str, ...]] | None = None

    @property
    def allowed(self) -> tuple[str, ...] | None:
        """The values allowed; None where any is."""
        return self.closed() if callable(self.closed) else self.closed


def _columns(*rows: tuple[Any, ...]) -> tuple[Column, ...]:
    return tuple(Column(*row) for row in rows)


DOC = ("doc", "string", "first 12 hex digits of the SHA-256 of the source")
ORGANISATION = ("organisation", "string", "whose disclosure it is, from its text")
YEAR = ("year", "Int64", "the fiscal year that the row speaks of")
PAGE = ("page", "Int64", "page, from 1; <NA> for text and HTML")
LINE = ("line", "Int64", "line, from 1, for text and HTML; <NA> for PDF")
BBOX = ("bbox", "object", "x0, top, x1, bottom in points on the upright page; None for text")
RAW = ("raw", "string", "the cell as printed")

SCHEMAS: Mapping[str, tuple[Column, ...]] = {
    "amounts": _columns(
        DOC, ORGANISATION, YEAR,
        ("stage", "string", "budget 预算, final 决算, execution 执行数", STAGES),
        ("table", "string", "canonical id of the table", tables.names),
        ("side", "string", "income or expenditure", SIDES),
        ("unit", "string", "预算单位 that the row names, else the organisation"),
        ("unit_code", "string", "its code where printed, else ''"),
        ("scheme", "string", "what code and name classify by", SCHEMES),
        ("code", "string", "digits joined (类+款+项), or the id of a three_public item; '' where none"),
        ("inferred", "boolean", "the code is not printed in this row but follows for sure"),
        ("cross", "string", "the row's other classifications, economic_gov=50101;…"),
        ("name", "string", "cleaned name"),
        ("level", "Int64", "0 total, 1 类, 2 款, 3 项; <NA> where not sure"),
        ("kind", "string", "item, subtotal, of_which 其中, total", KINDS),
        ("measure", "string", "what the amount measures", MEASURES),
        ("fund", "string", "the money's source", FUNDS),
        ("carried", "boolean", "money of earlier years: 上年结余、结转"),
        ("amount", "float64", "yuan; percentage points where measure is change_pct"),
        ("precision", "float64", "size of the last printed place, in the unit of amount"),
        RAW,
        ("header", "string", "the column's header path as printed, joined with ' / '"),
        PAGE, LINE, BBOX,
        ("row", "Int64", "row of the printed grid, from 0"),
        ("col", "Int64", "column of the printed grid, from 0"),
    ),
    "tables": _columns(
        DOC,
        ("number", "string", "number as printed"),
        ("title", "string", "title as printed"),
        ("table", "string", "canonical id or unrecognised", tables.names),
        ("status", "string", "empty: labels and zeros alone; unread: nothing of it reached a frame", TABLE_STATUSES),
        ("promised", "boolean", "named in 目录"),
        ("first_page", "Int64", "first page"),
        ("last_page", "Int64", "last page"),
        ("money_unit", "string", "money unit as printed"),
        ("note", "string", "note as printed"),
        ("rows", "Int64", "printed rows"),
        ("columns", "Int64", "printed columns"),
        ("numbers", "Int64", "numbers of data printed on its area of its pages, counted before any grid"),
        ("taken", "Int64", "those that reached a frame; the others are rows of left"),
    ),
    "left": _columns(
        DOC, ORGANISATION, YEAR, PAGE, LINE, BBOX,
        ("table", "string", "canonical id, unrecognised, or '' where no table stands near"),
        ("title", "string", "title of the table as printed"),
        ("text", "string", "what is printed"),
        ("number", "boolean", "a number; else the text of a performance table"),
        ("why", "string", "why it reached no frame", WHYS),
    ),
    "kpis": _columns(
        DOC, ORGANISATION, YEAR,
        ("project", "string", "project; '' for the whole department"),
        ("project_code", "string", "project code where printed"),
        ("level1", "string", "一级指标"),
        ("level2", "string", "二级指标"),
        ("indicator", "string", "三级指标, less enumerators"),
        ("target", "string", "target as printed"),
        ("operator", "string", "how the target is meant", OPERATORS),
        ("value", "float64", "the target's number, nothing scaled"),
        ("value_high", "float64", "upper end of a range"),
        ("unit", "string", "unit of the number as printed"),
        ("weight", "float64", "weight where printed"),
        ("target_period", "string", "the other target where the whole project's is printed beside the year's"),
        ("extra", "string", "the other columns' text"),
        PAGE, LINE, BBOX, RAW,
    ),
    "tasks": _columns(
        DOC, ORGANISATION, YEAR,
        ("name", "string", "任务名称"),
        ("content", "string", "主要内容"),
        ("total", "float64", "总额, yuan"),
        ("fiscal", "float64", "财政拨款, yuan"),
        ("other", "float64", "其他资金, yuan"),
        ("precision", "float64", "size of the last printed place, yuan"),
        PAGE, LINE, BBOX,
    ),
    "goals": _columns(
        DOC, ORGANISATION, YEAR,
        ("order", "Int64", "order of appearance, from 1"),
        ("text", "string", "年度总体目标 as printed"),
        PAGE, LINE,
    ),
    "claims": _columns(
        DOC, ORGANISATION,
        ("section", "string", "heading of the section"),
        ("subject", "string", "as printed, less year and organisation"),
        ("subject_kind", "string", "what the subject is", SUBJECT_KINDS),
        ("side", "string", "income, expenditure or both", CLAIM_SIDES),
        YEAR,
        ("amount", "float64", "yuan; missing where only a change is told"),
        ("precision", "float64", "size of the last printed place, yuan"),
        ("prior", "float64", "prior amount, printed or implied, yuan"),
        ("change", "float64", "signed change as printed, yuan"),
        ("change_pct", "float64", "signed per cent as printed"),
        ("direction", "string", "increase, decrease, same, none", DIRECTIONS),
        ("base", "string", "the base of comparison as printed"),
        ("purpose", "string", "what it is for, as printed"),
        ("reason", "string", "why it changed, as printed"),
        ("moved_from", "string", "科目调入 from"),
        ("moved_to", "string", "科目调至"),
        ("carried_over", "boolean", "上年结转、结余"),
        ("of_which", "boolean", "a part told within another amount"),
        ("reason_of", "Int64", "row of the claim that this amount, told inside its reason, explains"),
        ("sentence", "string", "the sentence as printed"),
        PAGE, LINE,
    ),
    "projects": _columns(
        DOC, ORGANISATION, YEAR,
        ("name", "string", "project"),
        ("amount", "float64", "yuan, from the finer print"),
        ("prior", "float64", "prior amount, printed or implied, yuan"),
        ("change", "float64", "signed change, yuan"),
        ("change_pct", "float64", "signed per cent as printed"),
        ("purpose", "string", "what it is for"),
        ("reason", "string", "why it changed"),
        ("carried_over", "boolean", "money of earlier years"),
        ("moved_from", "string", "科目调入 from"),
        ("moved_to", "string", "科目调至"),
        ("task", "string", "task of the performance table it belongs to, '' if none"),
        ("source", "string", "claim or table", ("claim", "table")),
        PAGE, LINE,
    ),
    "procurement": _columns(
        DOC, ORGANISATION, YEAR,
        ("by", "string", "kind, function, total or item", PROCUREMENT_BY),
        ("code", "string", "function code, or goods, works, services"),
        ("name", "string", "name as printed"),
        ("amount", "float64", "yuan"),
        ("sme", "float64", "reserved for small and medium firms, yuan"),
        ("micro", "float64", "reserved for small and micro firms, yuan"),
        ("share", "float64", "share of the row's expenditure"),
        ("source", "string", "claim or table", ("claim", "table")),
        PAGE, LINE,
    ),
    "headcount": _columns(
        DOC, ORGANISATION,
        ("date", "string", "date as printed"),
        ("category", "string", "行政编制, 事业编制, 离休, 退休, 雇员 …"),
        ("establishment", "Int64", "编制数"),
        ("actual", "Int64", "实有人数"),
        PAGE, LINE,
    ),
    "assets": _columns(
        DOC, ORGANISATION,
        ("date", "string", "date as printed"),
        ("item", "string", "vehicles, equipment_500k, equipment_1m …"),
        ("name", "string", "as printed"),
        ("count", "float64", "how many are held"),
        ("planned", "float64", "how many are to be bought"),
        PAGE, LINE,
    ),
    "sections": _columns(
        DOC,
        ("order", "Int64", "order of appearance, from 1"),
        ("level", "Int64", "depth of the heading, from 1"),
        ("heading", "string", "heading as printed"),
        ("text", "string", "the section's own text"),
        PAGE, LINE,
    ),
    "checks": _columns(
        DOC,
        ("rule", "string", "id of the rule"),
        ("status", "string", "exact, rounding, conflict, untestable", CHECK_STATUSES),
        ("severity", "string", "info, notice, warning", SEVERITIES),
        ("table", "string", "canonical id or ''"),
        ("subject", "string", "what was checked"),
        ("said", "float64", "the printed number, yuan"),
        ("expected", "float64", "the number it should equal, yuan"),
        ("difference", "float64", "said less expected"),
        ("tolerance", "float64", "what rounding explains"),
        ("message_zh", "string", "the finding with its arithmetic, Chinese"),
        ("message_en", "string", "the finding with its arithmetic, English"),
        ("evidence", "object", "list of references to rows of the other frames: (frame, row label)"),
    ),
    "moves": _columns(
        DOC, YEAR,
        ("giver", "string", "who gave; '' where nobody is named"),
        ("receiver", "string", "who received; '' where nobody is named"),
        ("amount", "float64", "the part stated, yuan; missing if only named"),
        ("wording", "string", "the words as printed"),
        PAGE, LINE,
    ),
    "ratios": _columns(
        DOC, YEAR,
        ("ratio", "string", "id of the ratio"),
        ("value", "float64", "its value"),
        ("numerator", "float64", "yuan or a count"),
        ("denominator", "float64", "yuan or a count"),
        ("unit", "string", "unit of the value"),
        ("formula", "string", "in words"),
        ("evidence", "object", "list of references to rows: (frame, row label)"),
    ),
}  # fmt: skip

NA = pd.NA
STRING = pd.StringDtype("python")
BLANK: Mapping[str, Any] = {"string": "", "boolean": False, "Int64": NA, "float64": float("nan"), "object": None}


def columns(frame: str) -> tuple[Column, ...]:
    """The columns of a frame, in order.

    Raises
    ------
    OptionError
        There is no frame of this name.

    Examples
    --------
    >>> [column.name for column in columns("goals")]
    ['doc', 'organisation', 'year', 'order', 'text', 'page', 'line']
    """
    if frame not in SCHEMAS:
        raise OptionError(f"no frame {frame!r}; there are: {', '.join(SCHEMAS)}")
    return SCHEMAS[frame]


def build(frame: str, records: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """A frame that keeps its contract, from records that may leave columns out (they become blank).

    Raises
    ------
    FrameError
        A record names a column that the frame has not, or a value outside a closed list.

    Examples
    --------
    >>> build("goals", [{"doc": "0" * 12, "order": 1, "text": "按期完成"}]).shape
    (1, 7)
    """
    schema = columns(frame)
    rows = list(records)
    return _built(frame, schema, rows) if rows else _empty(frame).copy(deep=False)


@lru_cache
def _empty(frame: str) -> pd.DataFrame:
    return _built(frame, columns(frame), [])


def _built(frame: str, schema: tuple[Column, ...], rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    given = _columns_of(frame, schema, rows)
    data, faults = [], []
    for c in schema:
        blank, told = BLANK[c.dtype], given.get(c.name, (None,) * len(rows))
        values = [blank if value is None else value for value in told] if None in told else list(told)
        faults += _strange(c, values)
        data.append(ARRAYS[c.dtype](values))
    if faults:
        raise FrameError(f"{frame}: " + "; ".join(faults))
    made = pd.DataFrame(dict(enumerate(data)), copy=False)
    made.columns = _names(frame).copy()
    return made


@lru_cache
def _names(frame: str) -> pd.Index[str]:
    return pd.Index([c.name for c in columns(frame)])


def stacked(frame: str, parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """The frames of several documents as one, in the order given."""
    filled = [part for part in parts if len(part)]
    return check(frame, pd.concat(filled, ignore_index=True)) if filled else build(frame, [])


def _columns_of(
    frame: str, schema: tuple[Column, ...], rows: Sequence[Mapping[str, Any]]
) -> dict[str, tuple[Any, ...]]:
    """The values of every column that a record names, None where one leaves it out."""
    known = {c.name for c in schema}
    told = _alike(rows)
    names = told or set().union(*rows)
    if unknown := set(names) - known:
        raise FrameError(f"{frame}: no column {', '.join(sorted(unknown))}; there are: {', '.join(sorted(known))}")
    return told or {name: tuple(row.get(name) for row in rows) for name in names}


def _alike(rows: Sequence[Mapping[str, Any]]) -> dict[str, tuple[Any, ...]]:
    """The values by column of records that all name the same columns, more than one; {} of others."""
    size = len(rows[0]) if rows else 0
    if size < 2 or any(len(row) != size for row in rows):
        return {}
    try:
        return dict(zip(rows[0], zip(*map(itemgetter(*rows[0]), rows), strict=True), strict=True))
    except KeyError:
        return {}


def _strange(column: Column, values: Iterable[Any]) -> list[str]:
    """What is wrong with the values of a column of text."""
    if column.dtype != "string":
        return []
    held = set(values)
    missing = {value for value in held if not isinstance(value, str) and pd.isna(value)}
    allowed = column.allowed
    strange = held - missing - set(allowed) if allowed is not None else set()
    return [
        *([f"{column.name} has missing text, '' was expected"] if missing else ()),
        *([f"{column.name} has {sorted(strange)}, allowed: {', '.join(allowed or ())}"] if strange else ()),
    ]


def _strings(values: list[Any]) -> ExtensionArray:
    return pd.array(np.array(values, dtype=object), dtype=STRING)


def _integers(values: list[Any]) -> ExtensionArray:
    filled, missing = np.array(values), np.zeros(len(values), bool)
    if filled.dtype.kind == "O":
        missing[:] = [value is NA for value in values]
        filled = np.array([0 if value is NA else value for value in values])
    if filled.dtype.kind != "i":
        return pd.array(values, dtype="Int64")
    return pd.arrays.IntegerArray(filled, missing)


def _booleans(values: list[Any]) -> ExtensionArray:
    filled = np.array(values)
    if filled.dtype.kind != "b":
        return pd.array(values, dtype="boolean")
    return pd.arrays.BooleanArray(filled, np.zeros(len(values), bool))


def _floats(values: list[Any]) -> np.ndarray[Any, np.dtype[Any]]:
    return np.array(values, dtype="float64")


def _objects(values: list[Any]) -> np.ndarray[Any, np.dtype[Any]]:
    held = np.empty(len(values), dtype=object)
    for i, value in enumerate(values):
        held[i] = value
    return held


ARRAYS: Mapping[str, Callable[[list[Any]], Any]] = {
    "string": _strings, "boolean": _booleans, "Int64": _integers, "float64": _floats, "object": _objects,
}  # fmt: skip


def check(frame: str, data: pd.DataFrame) -> pd.DataFrame:
    """The frame itself, if it keeps its contract.

    Raises
    ------
    FrameError
        Columns, dtypes or values are not those of the contract; the message lists every fault.
    """
    schema = columns(frame)
    faults = []
    if list(data.columns) != [c.name for c in schema]:
        faults.append(f"columns {list(data.columns)}, expected {[c.name for c in schema]}")
    for c in schema:
        if c.name in data.columns:
            faults += _faults(c, data[c.name])
    if faults:
        raise FrameError(f"{frame}: " + "; ".join(faults))
    return data


def _faults(column: Column, series: pd.Series[Any]) -> list[str]:
    if str(series.dtype) != column.dtype:
        return [f"{column.name} is {series.dtype}, expected {column.dtype}"]
    return _strange(column, series.unique() if column.dtype == "string" else ())
