"""Which printed rows a chart draws: one table, one fund, one depth, and never a total beside its parts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from .. import frames, labels
from ..errors import OptionError
from ..labels import Lang
from .phrases import ids

SCHEMES = {"function": ("function",), "economic": ("economic_dept", "economic_gov")}
MOST_REFERENCES = 24
PART = ("code", "name", "level", "table", "fund", "page", "line", "doc", "amount", "ref")
LENGTH = {1: 3, 2: 5, 3: 7}
WIDER = {"all": ("all", "current", "fiscal", "general"), "fiscal": ("fiscal", "general")}
PAIR = {"zh": "：", "en": ": "}


FREE = ("bbox", "row", "col", "evidence", "raw", "header", "cross")
"""Columns that no chart draws: a frame may come without them."""


def frame_of(source: Any, name: str) -> pd.DataFrame:
    """The named frame of a disclosure, a corpus or a list of disclosures (a frame is taken as it is), each row with its reference in `ref`.

    Raises
    ------
    OptionError
        The source has no such frame, or the frame given is not one; the message says what is missing.
    """
    found = _frame(source, name)
    if not isinstance(found, pd.DataFrame):
        raise OptionError(f"a Disclosure, a Corpus or the frame {name!r} was expected, got {type(source).__name__}")
    missing = [c.name for c in frames.columns(name) if c.name not in found.columns and c.name not in FREE]
    if missing and found is source and "spent" not in found.columns:
        raise OptionError(f"rows of the frame {name!r} were expected; these have no {', '.join(missing[:4])}")
    return found if "ref" in found.columns else found.assign(ref=[f"{name}:{label}" for label in found.index])


def beside(source: Any, name: str) -> Any:
    """What a chart of one frame looks another frame up in: the source, or that frame with no rows where a frame was given alone."""
    return frames.build(name, []) if isinstance(source, pd.DataFrame) else source


def _frame(source: Any, name: str) -> Any:
    if isinstance(source, (list, tuple)) and all(hasattr(each, name) for each in source):
        return frames.stacked(name, (getattr(each, name) for each in source))
    return source if isinstance(source, pd.DataFrame) else getattr(source, name, None)


def documents(source: Any) -> int:
    """How many disclosures a corpus or a list holds, 0 for anything else."""
    held = getattr(source, "disclosures", source)
    return len(held) if isinstance(held, (list, tuple)) else 0


def one(source: Any, name: str) -> pd.DataFrame:
    """The named frame of one document: amounts of several may contain each other and are never added.

    Raises
    ------
    OptionError
        The rows come from several documents; the message says what to call instead.
    """
    rows = frame_of(source, name)
    count = rows["doc"].nunique()
    if count > 1:
        raise OptionError(
            f"{count} documents: choose one, corpus.disclosures[0]; side by side they stand in charts.side_by_side, charts.compared"
        )
    return rows


def spending(source: Any) -> pd.DataFrame:
    """The coded expenditure rows of the latest year with an amount: what :func:`classified` chooses from."""
    if isinstance(source, pd.DataFrame) and "spent" in source.columns:
        return source
    amounts = one(source, "amounts")
    rows = amounts[
        (amounts["side"] == "expenditure") & amounts["level"].ge(1).fillna(False) & amounts["amount"].notna()
    ]
    return this_year(rows).assign(spent=True)


def classified(source: Any, by: str, *, measure: str = "total", fund: str = "all") -> pd.DataFrame:
    """The coded expenditure rows of the first table that has them in this measure and fund (or the next narrower fund).

    Raises
    ------
    OptionError
        `by` is neither function nor economic.
    """
    if by not in SCHEMES:
        raise OptionError(f"no classification {by!r}; there are: {', '.join(SCHEMES)}")
    rows = spending(source)
    rows = rows[(rows["measure"] == measure) & rows["scheme"].isin(SCHEMES[by])]
    sums = rows["amount"].abs().groupby([rows["scheme"], rows["fund"], rows["table"]]).sum()
    filled = set(sums[sums > 0].index)
    scheme, wanted, table = _chosen(filled, by, fund)
    return rows[(rows["scheme"] == scheme) & (rows["fund"] == wanted) & (rows["table"] == table)]


def _chosen(filled: set[tuple[str, str, str]], by: str, fund: str) -> tuple[str, str, str]:
    """The first scheme, fund and table that have amounts, in the order in which they are asked; blanks where none has."""
    tables = ids("composition.tables", by)
    order = (
        (scheme, wanted, table) for scheme in SCHEMES[by] for wanted in WIDER.get(fund, (fund,)) for table in tables
    )
    return next((key for key in order if key in filled), ("", "", ""))


class Views:
    """The rows of :func:`spending` by measure, scheme, fund and table: what :func:`classified` gives, for many measures and funds at once."""

    def __init__(self, spent: pd.DataFrame, by: str) -> None:
        self.by, self.rows = by, dict[tuple[str, str, str, str], list[dict[Any, Any]]]()
        kept = spent[spent["scheme"].isin(SCHEMES.get(by, ()))]
        for row in kept[[*PART, "kind", "measure", "scheme"]].to_dict("records"):
            self.rows.setdefault((row["measure"], row["scheme"], row["fund"], row["table"]), []).append(row)
        self.filled = {key for key, rows in self.rows.items() if any(row["amount"] for row in rows)}

    def printed(self, measure: str, fund: str) -> list[dict[Any, Any]]:
        """The coded rows of a measure and a fund as :func:`printed` gives them."""
        own = {key[1:] for key in self.filled if key[0] == measure}
        found = self.rows.get((measure, *_chosen(own, self.by, fund)), [])
        return [
            {name: row[name] for name in (*PART, "kind")} for row in found if row["kind"] != "of_which" and row["code"]
        ]


def this_year(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of each document's latest budget year, of the earlier years nothing."""
    if rows.empty:
        return rows
    latest = rows.groupby("doc")["year"].transform("max")
    return rows[(rows["year"] == latest).fillna(True)]


def printed(rows: pd.DataFrame) -> list[dict[Any, Any]]:
    """The coded rows as records, what is part of another row (其中) left out."""
    return [row for row in rows[[*PART, "kind"]].to_dict("records") if row["kind"] != "of_which" and row["code"]]


def parts(rows: list[dict[Any, Any]], level: int) -> list[dict[str, Any]]:
    """The rows that together make the whole at this depth, one per code, the units and documents of each added.

    They are the rows of the level and shallower ones with no part printed; where only deeper rows are printed, these are
    gathered under the beginning of their code.
    """
    codes = {row["code"] for row in rows}
    whole = {code[:size] for code in codes for size in range(3, len(code))}
    made: dict[str, dict[str, Any]] = {}
    for row in rows:
        code = row["code"]
        if row["level"] <= level and not any(
            c in codes and len(c) <= LENGTH[level] for c in _below(code, whole, codes)
        ):
            _add(made, code, row)
        elif row["level"] > level and not any(code[:size] in codes for size in range(3, len(code))):
            _add(made, code[: LENGTH[level]], row)
    return list(made.values())


def _below(code: str, whole: set[str], codes: set[str]) -> Iterable[str]:
    return (c for c in codes if c != code and c.startswith(code)) if code in whole else ()


def _add(made: dict[str, dict[str, Any]], code: str, row: dict[Any, Any]) -> None:
    """Adds a row to what stands under its code; a code that is not printed has no name."""
    known = made.setdefault(
        code, {**row, "code": code, "name": row["name"] if row["code"] == code else "", "amount": 0.0, "ref": []}
    )
    known["amount"] += row["amount"]
    known["ref"].append(row["ref"])


def joined(references: Iterable[str]) -> str:
    """References as one text, the first two dozen of them."""
    return ";".join(list(dict.fromkeys(references))[:MOST_REFERENCES])


money, figure, share = labels.money, labels.figure, labels.share


def number(value: float, *, sign: bool = False) -> str:
    """A number with as many places as it needs to be told apart: none from a hundred on, two below.

    Examples
    --------
    >>> number(1234.5), number(11.41), number(7.0), number(-4990.0, sign=True)
    ('1,234', '11.41', '7', '−4,990')
    """
    told = f"{abs(value):,.0f}" if abs(value) >= 100 else f"{abs(value):,.2f}".rstrip("0").rstrip(".")
    before = "−" if value < 0 else "+" if sign and value > 0 else ""
    return before + (told or "0")


def titled(code: str, name: str) -> str:
    """Code and name, the code once where the name is made of it.

    Examples
    --------
    >>> titled("214", "交通运输支出"), titled("20805", "20805…"), titled("", "其余 3 项")
    ('214 交通运输支出', '20805…', '其余 3 项')
    """
    return name if name.startswith(code) else f"{code} {name}"


def percent(change: float) -> str:
    """A change as a signed percentage.

    Examples
    --------
    >>> percent(-0.2347)
    '−23.5%'
    """
    return f"{change:+.1%}".replace("-", "−")


def place(row: Any, lang: Lang) -> str:
    """Where a row is printed: its page, or its line."""
    if not pd.isna(row["page"]):
        return labels.say((f"第 {row['page']} 页", f"p. {row['page']}"), lang)
    if not pd.isna(row["line"]):
        return labels.say((f"第 {row['line']} 行", f"line {row['line']}"), lang)
    return ""


def with_place(rows: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """The rows with a column `where`, and none whose values a chart cannot write."""
    where = [place({"page": page, "line": line}, lang) for page, line in zip(rows["page"], rows["line"], strict=True)]
    return rows.assign(where=where).drop(columns=["bbox", "evidence", "spent"], errors="ignore")


def subtitle(rows: pd.DataFrame, unit: str, lang: Lang, source: str = "") -> str:
    """Unit, table, page and document of what is drawn."""
    first = rows.iloc[0]
    named = source or (labels.label("table", first["table"], lang) if "table" in rows else "")
    fund = labels.label("fund", first["fund"], lang) if "fund" in rows else ""
    documents = rows["doc"].nunique()
    doc = str(first["doc"]) if documents == 1 else labels.say((f"{documents} 份文件", f"{documents} documents"), lang)
    told = labels.say(("单位", "Unit"), lang) + PAIR[lang] + unit
    return " · ".join(part for part in (told, fund, named, place(first, lang), doc) if part)
