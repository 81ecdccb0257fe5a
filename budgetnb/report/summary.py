"""The first screen: the figures that matter, each with its place, and the questions people ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from .. import charts, labels
from ..charts import select
from ..wording import tables
from .words import Pair, same, word

LISTED = 0.98
"""Classes that add up to less than this part of the total are not all that is spent."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure of the first screen: what it is, the figure, a word more, where it was printed, where to read on."""

    label: Pair
    value: Pair
    note: Pair = ("", "")
    ref: str = ""
    link: str = ""
    tone: str = ""


def total(source: Any) -> pd.Series[Any] | None:
    """The row of the total expenditure of the latest year: of a table, else of the text; None where neither states it."""
    amounts = select.this_year(select.frame_of(source, "amounts"))
    rows = amounts[(amounts["kind"] == "total") & (amounts["side"] == "expenditure") & (amounts["measure"] == "total")
                   & amounts["fund"].isin(["all", "fiscal", "general"]) & amounts["amount"].gt(0)]  # fmt: skip
    for table in tables.answering("headline"):
        found = rows[rows["table"] == table]
        if len(found):
            return found.sort_values("amount").iloc[-1]
    return _told(source)


def _told(source: Any) -> pd.Series[Any] | None:
    """The claim that states the total expenditure of the latest year, where no table does."""
    claims = select.this_year(select.frame_of(source, "claims"))
    rows = claims[
        claims["subject_kind"].isin(["total_expenditure", "total_both"]) & claims["amount"].gt(0).fillna(False)
    ]
    rows = rows[~rows["of_which"].fillna(False)]
    stage = str(getattr(source, "meta", {}).get("stage") or "budget")
    return rows.assign(stage=stage, table="").iloc[0] if len(rows) else None


def tiles(source: Any) -> tuple[Tile, ...]:
    """The figures that this disclosure has."""
    made = (_total(source), *_spending(source), _procurement(source), _kpis(source), _checks(source), _tables(source))
    return tuple(tile for tile in made if tile is not None)


def _figure(yuan: float) -> Pair:
    return select.figure(yuan, "zh"), select.figure(yuan, "en")


def _total(source: Any) -> Tile | None:
    row = total(source)
    if row is None:
        return None
    key = "total_final" if row["stage"] == "final" else "total"
    zh, en = (labels.label("table", str(row["table"]), lang) for lang in labels.LANGS)
    note = (zh, en) if row["table"] else word("summary", "in_words")
    return Tile(word("summary", key), _figure(row["amount"]), note, str(row["ref"]), "spending")


def _spending(source: Any) -> list[Tile]:
    rows = charts.composition_table(source)
    parts = charts.basic_project_table(source)
    made = []
    if len(rows):
        top = rows.iloc[0]
        share = word("summary", "of_listed" if in_part(source, rows) else "of_total", select.share(top["share"]))
        made.append(Tile(word("summary", "largest"), same(top["name"]), share, str(top["ref"]), "spending"))
    if len(parts):
        project = parts.loc[parts["measure"] == "project"]
        part = _of_all(source, project["amount"].sum() / parts["amount"].sum())
        refs = select.joined(project["ref"]) if len(project) else ""
        made.append(
            Tile(word("summary", "project"), same(select.share(part)), word("summary", "basic_rest"), refs, "spending")
        )
    return made


def _of_all(source: Any, listed: float) -> float:
    """The share of projects in all expenditure as the totals give it, else of the classes that are listed."""
    ratios = select.frame_of(source, "ratios")
    found = ratios.loc[ratios["ratio"] == "share.measure:project", "value"]
    return float(found.iloc[0]) if len(found) else listed


def in_part(source: Any, rows: pd.DataFrame) -> bool:
    """Whether the classes listed are only a part of the total expenditure that is stated."""
    row = total(source)
    whole = rows["whole"].iloc[0] if len(rows) else 0.0
    return row is not None and row.get("fund") == "all" and bool(whole < LISTED * row["amount"])


def _procurement(source: Any) -> Tile | None:
    rows = charts.procurement_table(source)
    if rows.empty:
        return None
    whole, ref = charts.procurement_total(source)
    reserved = rows.loc[rows["part"] == "reserved", "amount"].sum() / rows["amount"].sum()
    told = (rows["part"] != "whole").any()
    note = word("summary", "reserved", select.share(reserved)) if told else word("summary", "reserve_untold")
    return Tile(word("summary", "procurement"), _figure(whole), note, ref, "procurement")


def _kpis(source: Any) -> Tile | None:
    kpis = select.frame_of(source, "kpis")
    real = kpis[kpis["operator"] != "blank"]
    if real.empty:
        return None
    numeric = (real["operator"] != "text").mean()
    return Tile(
        word("summary", "kpis"), same(f"{len(real):,}"), word("summary", "quantified", f"{numeric:.0%}"), "", "kpis"
    )


def _checks(source: Any) -> Tile | None:
    status = select.frame_of(source, "checks")["status"]
    if status.empty:
        return None
    conflicts, rounding = int((status == "conflict").sum()), int((status == "rounding").sum())
    tone = "bad" if conflicts else "good"
    return Tile(
        word("summary", "checks"),
        same(f"{len(status):,}"),
        word("summary", "conflicts", conflicts, rounding),
        "",
        "findings",
        tone,
    )


def _tables(source: Any) -> Tile | None:
    status = select.frame_of(source, "tables")["status"]
    if status.empty:
        return None
    empty, missing = int((status == "empty").sum()), int((status == "missing").sum())
    return Tile(
        word("summary", "tables"),
        same(f"{len(status):,}"),
        word("summary", "missing", empty, missing),
        "",
        "completeness",
    )
