"""The tiles of the first screen: the figures that matter, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from .. import charts, labels
from ..charts import select
from ..wording import tables
from .texts import Pair, pair, same

LEAST_LISTED = 0.98
"""Classes that add up to less than this part of the total are not all that is spent; 2% leave room for what is carried over."""
WHOLE_FUNDS = ("all", "fiscal", "general")
"""Funds whose total may stand for all expenditure."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure of the first screen: what it is, the figure, a word more, where it was printed, where to read on."""

    label: Pair
    value: Pair
    note: Pair = ("", "")
    ref: str = ""
    link: str = ""
    tone: str = ""


def total_row(source: Any) -> pd.Series[Any] | None:
    """The row of the total expenditure of the latest year: of a table, else of the text; None where neither states it."""
    amounts = select.this_year(select.frame_of(source, "amounts"))
    stated = (amounts["kind"] == "total") & (amounts["side"] == "expenditure") & (amounts["measure"] == "total")
    rows = amounts[stated & amounts["fund"].isin(WHOLE_FUNDS) & amounts["amount"].gt(0)]
    for table in tables.answering("headline"):
        found = rows[rows["table"] == table]
        if len(found):
            return found.sort_values("amount").iloc[-1]
    return _total_claim(source)


def _total_claim(source: Any) -> pd.Series[Any] | None:
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


def money(yuan: float) -> Pair:
    """An amount in both languages."""
    return select.figure(yuan, "zh"), select.figure(yuan, "en")


def _total(source: Any) -> Tile | None:
    row = total_row(source)
    if row is None:
        return None
    key = "total_final" if row["stage"] == "final" else "total"
    zh, en = (labels.label("table", str(row["table"]), lang) for lang in labels.LANGS)
    note = (zh, en) if row["table"] else pair("summary", "in_words")
    return Tile(pair("summary", key), money(row["amount"]), note, str(row["ref"]), "spending")


def _spending(source: Any) -> list[Tile]:
    rows = charts.composition_table(source)
    parts = charts.basic_project_table(source)
    made = []
    if len(rows):
        top = rows.iloc[0]
        share = pair("summary", "of_listed" if is_partial(source, rows) else "of_total", select.share(top["share"]))
        made.append(Tile(pair("summary", "largest"), same(top["name"]), share, str(top["ref"]), "spending"))
    if len(parts):
        project = parts.loc[parts["measure"] == "project"]
        part = _of_all(source, project["amount"].sum() / parts["amount"].sum())
        refs = select.joined(project["ref"]) if len(project) else ""
        made.append(
            Tile(pair("summary", "project"), same(select.share(part)), pair("summary", "basic_rest"), refs, "spending")
        )
    return made


def _of_all(source: Any, listed: float) -> float:
    """The share of projects in all expenditure as the totals give it, else of the classes that are listed."""
    ratios = select.frame_of(source, "ratios")
    found = ratios.loc[ratios["ratio"] == "share.measure:project", "value"]
    return float(found.iloc[0]) if len(found) else listed


def is_partial(source: Any, rows: pd.DataFrame) -> bool:
    """Whether the classes listed are only a part of the total expenditure that is stated."""
    row = total_row(source)
    whole = rows["whole"].iloc[0] if len(rows) else 0.0
    return row is not None and row.get("fund") == "all" and bool(whole < LEAST_LISTED * row["amount"])


def _procurement(source: Any) -> Tile | None:
    rows = charts.procurement_table(source)
    if rows.empty:
        return None
    whole, ref = charts.procurement_total(source)
    reserved = rows.loc[rows["part"] == "reserved", "amount"].sum() / rows["amount"].sum()
    stated = (rows["part"] != "whole").any()
    note = pair("summary", "reserved", select.share(reserved)) if stated else pair("summary", "reserve_untold")
    return Tile(pair("summary", "procurement"), money(whole), note, ref, "procurement")


def _kpis(source: Any) -> Tile | None:
    kpis = select.frame_of(source, "kpis")
    real = kpis[kpis["operator"] != "blank"]
    if real.empty:
        return None
    numeric = (real["operator"] != "text").mean()
    return Tile(
        pair("summary", "kpis"), same(f"{len(real):,}"), pair("summary", "quantified", f"{numeric:.0%}"), "", "kpis"
    )


def _checks(source: Any) -> Tile | None:
    status = select.frame_of(source, "checks")["status"]
    if status.empty:
        return None
    conflicts, rounding = int((status == "conflict").sum()), int((status == "rounding").sum())
    tone = "bad" if conflicts else "good"
    return Tile(
        pair("summary", "checks"),
        same(f"{len(status):,}"),
        pair("summary", "conflicts", conflicts, rounding),
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
        pair("summary", "tables"),
        same(f"{len(status):,}"),
        pair("summary", "missing", empty, missing),
        "",
        "completeness",
    )
