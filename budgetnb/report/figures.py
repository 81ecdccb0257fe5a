"""The report's figures: which charts each theme shows, and the table under each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from .. import charts, labels
from ..charts import render, select
from ..labels import Lang
from .sheets import Sheet, sheet
from .texts import Pair, pair

MONEY = ("code", "name", "amount", "share", "where")


@dataclass(frozen=True, slots=True)
class Plan:
    """One figure before it is drawn: its id, its chart and table as functions of (source, lang), and the table's columns."""

    id: str
    chart: Callable[..., Any]
    rows: Callable[..., pd.DataFrame]
    columns: tuple[str, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its specification in each language, its caption, and its table. `specs` is empty where there is nothing to draw."""

    id: str
    caption: Pair
    specs: Mapping[Lang, dict[str, Any]]
    sheet: Sheet | None


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme: its title, what to look for, its figures."""

    id: str
    title: Pair
    lead: Pair
    figures: tuple[Figure, ...]


def _twin_rows(source: Any, by: str) -> pd.DataFrame:
    rows = charts.composition_twin_table(source, by)
    return rows if rows.empty else rows.assign(key=rows["depth"].astype("string") + " " + rows["view"])


def _kpis(source: Any) -> pd.DataFrame:
    rows = select.frame_of(source, "kpis")
    return select.with_place(rows[rows["operator"] != "blank"], "zh")


def _drilled(source: Any) -> pd.DataFrame:
    rows = charts.composition_drill_table(source)
    return (
        rows
        if rows.empty
        else rows.sort_values(["within", "depth", "amount"], ascending=[True, True, False], kind="stable")
    )


def _bought(source: Any) -> pd.DataFrame:
    """The rows of every view of procurement, each with the key of its view."""
    held = select.frame_of(source, "procurement")
    ways = [by for by in ("function", "kind", "item", "total") if held.loc[held["by"] == by, "amount"].gt(0).any()]
    made = [charts.procurement_table(source, by=by).assign(key=by, share=None) for by in ways]
    reserve = charts.reserve_table(source)
    parts = [
        *made,
        *(
            [reserve.assign(key="reserve", part="", page=reserve["page"], line=reserve["line_"])]
            if len(reserve)
            else []
        ),
    ]
    return pd.concat(parts, ignore_index=True) if parts else held.iloc[0:0]


PLANS: dict[str, tuple[Plan, ...]] = {
    "spending": (
        Plan("function", charts.composition_twin, lambda s: _twin_rows(s, "function"), ("depth", "view", *MONEY), "key"),
        Plan("area", charts.composition_drill, _drilled, ("depth", *MONEY), "within"),
        Plan("economic", lambda s, lang: charts.composition_twin(s, "economic", lang=lang), lambda s: _twin_rows(s, "economic"),
             ("depth", "view", *MONEY), "key"),
        Plan("basic_project", charts.basic_project, charts.basic_project_table, ("code", "name", "measure", "amount", "where")),
        Plan("funds", charts.funds, charts.funds_table, ("name", "amount", "share", "where")),
        Plan("three_public", charts.three_public, lambda s: charts.three_public_table(s).rename(columns={"code": "item"}),
             ("year", "item", "amount", "where")),
    ),
    "changes": (
        Plan("waterfall", charts.changes_twin, charts.changes_table, ("name", "amount", "prior", "change", "change_pct", "reason", "where")),
        Plan("slope", charts.slope, lambda s: charts.changes_table(s).dropna(subset=["prior"]), ("name", "prior", "amount", "where")),
        Plan("moves", charts.moves_flow, charts.moves_table, ("giver", "receiver", "amount", "wording", "where")),
    ),
    "procurement": (
        Plan("by_function", charts.procurement_twin, _bought, ("code", "name", "part", "amount", "share", "where"), "key"),
    ),
    "kpis": (
        Plan("categories", charts.kpi_matrix, charts.kpi_matrix_table, ("project", "category", "count")),
        Plan("targets", charts.kpis_twin, _kpis, ("project", "level1", "level2", "indicator", "target", "where")),
    ),
}  # fmt: skip
CHECKS = Plan(
    "checks",
    charts.checks_twin,
    lambda s: charts.checks_table(s).assign(outcome=lambda f: f["status"]),
    ("rule", "outcome", "count"),
)


def themes(source: Any, prefix: str) -> tuple[Theme, ...]:
    """The four themes of one disclosure; ids of figures begin with the prefix."""
    return tuple(
        Theme(
            name,
            pair("themes", name),
            pair("themes", f"{name}_lead"),
            tuple(_once(figure(source, plan, prefix) for plan in plans)),
        )
        for name, plans in PLANS.items()
    )


def figure(source: Any, plan: Plan, prefix: str) -> Figure:
    """A planned figure, drawn in both languages."""
    rows = plan.rows(source)
    with render.unchecked():
        specs = {lang: plan.chart(source, lang=lang).to_dict(validate=False) for lang in labels.LANGS}
    if _is_blank(specs["zh"]):
        zh, en = (_blank_words(specs[lang]) for lang in labels.LANGS)
        return Figure(f"{prefix}-{plan.id}", (zh, en), {}, None)
    zh, en = (render.alternative(specs[lang]) for lang in labels.LANGS)
    return Figure(f"{prefix}-{plan.id}", (zh, en), specs, sheet(rows, plan.columns, key=plan.key))


def _once(figures: Any) -> list[Figure]:
    """The figures without one that says the same as another: of two the one with a table is kept."""
    kept: dict[Pair, Figure] = {}
    for one in figures:
        if one.caption not in kept or kept[one.caption].sheet is None:
            kept[one.caption] = one
    return list(kept.values())


def _is_blank(spec: dict[str, Any]) -> bool:
    return bool(spec["title"]["text"] == ["—"])


def _blank_words(spec: dict[str, Any]) -> str:
    if not _is_blank(spec):
        return render.alternative(spec)
    words: list[str] = next(iter(spec["datasets"].values()))[0]["text"]
    return ("" if any(ord(letter) > 0x2000 for letter in words[0]) else " ").join(words)
