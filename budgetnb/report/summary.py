"""The first screen: the figures that matter, each with its place, and the questions people ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from .. import charts, labels
from ..charts import select
from .words import Pair, same, word

TOTAL_TABLES = ("expenditure", "balance", "fiscal_balance", "general_function", "fiscal_expenditure")


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
    """The row of the total expenditure of the latest year; None where no table states it."""
    amounts = select.this_year(select.frame_of(source, "amounts"))
    rows = amounts[(amounts["kind"] == "total") & (amounts["side"] == "expenditure") & (amounts["measure"] == "total")
                   & amounts["fund"].isin(["all", "fiscal", "general"]) & amounts["amount"].gt(0)]  # fmt: skip
    for table in TOTAL_TABLES:
        found = rows[rows["table"] == table]
        if len(found):
            return found.sort_values("amount").iloc[-1]
    return None


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
    return Tile(word("summary", key), _figure(row["amount"]), (zh, en), str(row["ref"]), "spending")


def _spending(source: Any) -> list[Tile]:
    rows = charts.composition_table(source)
    parts = charts.basic_project_table(source)
    made = []
    if len(rows):
        top = rows.iloc[0]
        share = word("summary", "of_total", f"{top['share']:.1%}")
        made.append(Tile(word("summary", "largest"), same(top["name"]), share, str(top["ref"]), "spending"))
    if len(parts):
        project = parts.loc[parts["measure"] == "project"]
        part = project["amount"].sum() / parts["amount"].sum()
        refs = select.joined(project["ref"]) if len(project) else ""
        made.append(
            Tile(word("summary", "project"), same(f"{part:.1%}"), word("summary", "basic_rest"), refs, "spending")
        )
    return made


def _procurement(source: Any) -> Tile | None:
    rows = charts.procurement_table(source)
    if rows.empty:
        return None
    whole, ref = charts.procurement_total(source)
    reserved = rows.loc[rows["part"] == "reserved", "amount"].sum() / rows["amount"].sum()
    told = (rows["part"] != "whole").any()
    note = word("summary", "reserved", f"{reserved:.1%}") if told else word("summary", "reserve_untold")
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
