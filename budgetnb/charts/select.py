"""Which printed rows a chart draws: one table, one fund, one depth, and never a total beside its parts."""

from __future__ import annotations

from typing import Any

import pandas as pd

from .. import labels
from ..errors import OptionError
from ..labels import Lang

FUNCTION_TABLES = ("expenditure", "fiscal_expenditure", "general_function", "gov_fund", "state_capital", "balance",
                   "fiscal_balance", "project", "basic")  # fmt: skip
ECONOMIC_TABLES = ("expenditure", "general_economic", "basic", "project", "fiscal_basic", "general_basic")
WIDER = {"all": ("all", "current", "fiscal", "general"), "fiscal": ("fiscal", "general")}
PAIR = {"zh": "：", "en": ": "}


def frame_of(source: Any, name: str) -> pd.DataFrame:
    """The named frame of a disclosure or corpus; a frame is taken as it is.

    Raises
    ------
    OptionError
        The source has no such frame.
    """
    if isinstance(source, pd.DataFrame):
        return source
    found = getattr(source, name, None)
    if not isinstance(found, pd.DataFrame):
        raise OptionError(f"a Disclosure, a Corpus or the frame {name!r} was expected, got {type(source).__name__}")
    return found


def classified(source: Any, by: str, *, measure: str = "total", fund: str = "all") -> pd.DataFrame:
    """The coded expenditure rows of the first table that has them in this measure and fund (or the next narrower fund).

    Raises
    ------
    OptionError
        `by` is neither function nor economic.
    """
    schemes = {"function": ("function",), "economic": ("economic_dept", "economic_gov")}
    if by not in schemes:
        raise OptionError(f"no classification {by!r}; there are: {', '.join(schemes)}")
    amounts = this_year(frame_of(source, "amounts"))
    rows = amounts[
        (amounts["side"] == "expenditure") & (amounts["measure"] == measure) & amounts["level"].ge(1).fillna(False)
    ]
    tables = FUNCTION_TABLES if by == "function" else ECONOMIC_TABLES
    for scheme in schemes[by]:
        for wanted in WIDER.get(fund, (fund,)):
            for table in tables:
                found = rows[(rows["scheme"] == scheme) & (rows["fund"] == wanted) & (rows["table"] == table)]
                if found["amount"].abs().sum() > 0:
                    return found
    return rows.iloc[:0]


def this_year(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of each document's latest budget year, of the earlier years nothing."""
    if rows.empty:
        return rows
    latest = rows.groupby("doc")["year"].transform("max")
    return rows[(rows["year"] == latest).fillna(True)]


def cut(rows: pd.DataFrame, level: int) -> pd.DataFrame:
    """The rows that together make the whole at this depth: those of the level, and shallower ones with no part printed."""
    shallow = rows[rows["level"].le(level) & (rows["kind"] != "of_which") & (rows["code"] != "")]
    codes = set(shallow["code"])
    parents = {code[:size] for code in codes for size in range(3, len(code))}
    return shallow[~shallow["code"].isin(parents)]


def gather(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per code: the amounts of all units and documents, the name and place of the first."""
    if rows.empty:
        return rows.assign(share=pd.Series(dtype="float64"))
    keys = rows.groupby("code", sort=False)
    first = keys[["name", "level", "table", "fund", "page", "line", "doc"]].first()
    return first.assign(amount=keys["amount"].sum()).reset_index()


def money(largest: float, lang: Lang) -> tuple[float, str]:
    """The unit that suits the largest amount: how many yuan it is, and its name."""
    if largest >= 1e9:
        return 1e8, labels.say(("亿元", "100 million yuan"), lang)
    return 1e4, labels.say(("万元", "10,000 yuan"), lang)


def figure(yuan: float, lang: Lang) -> str:
    """An amount in words, in the unit that suits it.

    Examples
    --------
    >>> figure(185_530_000.0, "zh")
    '18,553 万元'
    """
    size, unit = money(abs(yuan), lang)
    digits = 2 if abs(yuan) / size < 100 else 0
    number = f"{yuan / size:,.{digits}f}"
    number = number.rstrip("0").rstrip(".") if "." in number else number
    return f"{number} {unit}" if lang == "zh" else f"{number} × {unit}"


def place(row: Any, lang: Lang) -> str:
    """Where a row is printed: its page, or its line."""
    if not pd.isna(row["page"]):
        return labels.say((f"第 {row['page']} 页", f"p. {row['page']}"), lang)
    if not pd.isna(row["line"]):
        return labels.say((f"第 {row['line']} 行", f"line {row['line']}"), lang)
    return ""


def with_place(rows: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """The rows with a column `where`, and none whose values a chart cannot write."""
    where = [place(row, lang) for _, row in rows.iterrows()]
    return rows.assign(where=where).drop(columns=["bbox", "evidence"], errors="ignore")


def subtitle(rows: pd.DataFrame, unit: str, lang: Lang, source: str = "") -> str:
    """Unit, table, page and document of what is drawn."""
    first = rows.iloc[0]
    named = source or (labels.label("table", first["table"], lang) if "table" in rows else "")
    fund = labels.label("fund", first["fund"], lang) if "fund" in rows else ""
    documents = rows["doc"].nunique()
    doc = str(first["doc"]) if documents == 1 else labels.say((f"{documents} 份文件", f"{documents} documents"), lang)
    told = labels.say(("单位", "Unit"), lang) + PAIR[lang] + unit
    return " · ".join(part for part in (told, fund, named, place(first, lang), doc) if part)
