"""Procurement and the three public expenses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from .. import labels
from ..labels import Lang, say
from . import select, theme
from .composition import MOST_BARS
from .corrected import marked

if TYPE_CHECKING:
    import altair as alt


@marked
def procurement(source: Any, *, by: str = "function", lang: Lang = "zh") -> alt.Chart:
    """Procurement by subject, kind or item, with the part reserved for small and medium firms where it is printed."""
    import altair as alt

    rows = procurement_table(source, by=by, lang=lang)
    if rows.empty:
        return theme.blank(say(("这份公开没有政府采购的金额。", "This disclosure has no procurement amounts."), lang))
    size, unit = select.money(rows.groupby("label")["amount"].sum().max(), lang)
    drawn = rows[rows["label"].isin(list(dict.fromkeys(rows["label"]))[:MOST_BARS])]
    parts = {"reserved": say(("面向中小企业", "Reserved for small and medium firms"), lang), "open": say(("未预留", "Not reserved"), lang),
             "whole": say(("未说明预留", "Reserve not told"), lang)}  # fmt: skip
    used = [part for part in parts if part in set(rows["part"])]
    data = drawn.assign(value=drawn["amount"] / size, part=drawn["part"].map(parts))
    colours = alt.Scale(domain=[parts[p] for p in used], range=[theme.COLOURS[p] for p in used])
    chart = alt.Chart(data).mark_bar().encode(
        y=alt.Y("label:N", sort=None, title=None, axis=theme.names()),
        x=alt.X("value:Q", title=unit, axis=alt.Axis(format=",~f")), color=alt.Color("part:N", title=None, scale=colours),
        order=alt.Order("rank:Q"), tooltip=_tips(lang))  # fmt: skip
    subtitle = select.subtitle(rows, unit, lang, labels.label("table", "procurement", lang))
    return theme.finish(chart, _finding(source, rows, lang), subtitle, width=theme.WIDTH, height=alt.Step(44))


def procurement_table(source: Any, *, by: str = "function", lang: Lang = "zh") -> pd.DataFrame:
    """The rows of :func:`procurement`: reserved and open part of each row with an amount (yuan), largest first."""
    rows = select.this_year(select.one(source, "procurement"))
    order = [by, *(other for other in ("function", "kind", "item", "total") if other != by)]
    wanted = next((b for b in order if (rows["by"] == b).any() and rows.loc[rows["by"] == b, "amount"].gt(0).any()), "")
    rows = rows[(rows["by"] == wanted) & rows["amount"].gt(0)]
    if wanted == "function":
        rows = rows[[not any(o != c and o.startswith(c) for o in rows["code"]) for c in rows["code"]]]
    rows = rows.sort_values("amount", ascending=False, kind="stable")
    rows = rows.assign(
        label=[
            theme.wrap(f"{c} {n}".strip() if c.isdigit() else n, 15)
            for c, n in zip(rows["code"], rows["name"], strict=True)
        ]
    )
    told, untold = rows[rows["sme"].notna()], rows[rows["sme"].isna()]
    parts = [untold.assign(part="whole", rank=0), told.assign(part="reserved", rank=0, amount=told["sme"]),
             told.assign(part="open", rank=1, amount=told["amount"] - told["sme"])]  # fmt: skip
    filled = [part for part in parts if not part.empty]
    return select.with_place(pd.concat(filled, ignore_index=True), lang) if filled else rows.assign(part="")


def _tips(lang: Lang) -> list[Any]:
    import altair as alt

    return [
        alt.Tooltip("name:N", title=say(("名称", "Name"), lang)),
        alt.Tooltip("part:N", title=say(("部分", "Part"), lang)),
        alt.Tooltip("amount:Q", title=say(("元", "Yuan"), lang), format=",.0f"),
        alt.Tooltip("where:N", title=say(("出处", "Printed on"), lang)),
    ]


def procurement_total(source: Any) -> tuple[float, str]:
    """All procurement of the year in yuan and the rows that say so: the total as printed, else the sum of the parts."""
    rows = select.this_year(select.one(source, "procurement"))
    totals = rows[(rows["by"] == "total") & rows["amount"].gt(0)]
    if len(totals):
        largest = totals.sort_values("amount").iloc[-1]
        return float(largest["amount"]), str(largest["ref"])
    parts = procurement_table(source)
    return (float(parts["amount"].sum()), select.joined(parts["ref"])) if len(parts) else (0.0, "")


def _finding(source: Any, rows: pd.DataFrame, lang: Lang) -> str:
    whole = select.figure(procurement_total(source)[0], lang)
    reserved = rows.loc[rows["part"] == "reserved", "amount"].sum()
    if (rows["part"] == "whole").all():
        return say((f"政府采购 {whole}，未写明预留", f"Procurement {whole}, no reserve stated"), lang)
    share = f"{reserved / rows['amount'].sum():.1%}"
    return say(
        (
            f"政府采购 {whole}，其中面向中小企业 {share}",
            f"Procurement {whole}, {share} reserved for small and medium firms",
        ),
        lang,
    )


@marked
def three_public(source: Any, *, lang: Lang = "zh") -> alt.Chart:
    """The three public expenses by item over the years printed."""
    import altair as alt

    rows = three_public_table(source, lang=lang)
    if rows.empty:
        return theme.blank(
            say(("这份公开没有“三公”经费的金额，或均为零。", "No three public expenses, or all are zero."), lang)
        )
    size, unit = select.money(rows["amount"].max(), lang)
    data = rows.assign(
        value=rows["amount"] / size,
        item=[labels.label("three_public", c, lang) for c in rows["code"]],
        year=rows["year"].astype("string"),
    )
    items = [
        labels.label("three_public", c, lang)
        for c in ("abroad", "reception", "vehicles", "vehicle_purchase", "vehicle_operation")
    ]
    drawn = [item for item in items if item in set(data["item"])]
    chart = alt.Chart(data).mark_bar().encode(
        y=alt.Y("year:N", title=None, axis=alt.Axis(ticks=False, domain=False)), x=alt.X("value:Q", title=unit, axis=alt.Axis(format=",~f")),
        color=alt.Color("item:N", title=None, scale=alt.Scale(domain=drawn, range=list(theme.SERIES[: len(drawn)]))),
        tooltip=["year:N", "item:N", alt.Tooltip("amount:Q", title=say(("元", "Yuan"), lang), format=",.0f"), "where:N"])  # fmt: skip
    return theme.finish(
        chart, _over_years(rows, lang), select.subtitle(rows, unit, lang), width=theme.WIDTH, height=alt.Step(48)
    )


def three_public_table(source: Any, *, lang: Lang = "zh") -> pd.DataFrame:
    """The rows of :func:`three_public`: the finest items with an amount, by year, yuan."""
    amounts = select.one(source, "amounts")
    rows = amounts[(amounts["table"] == "three_public") & (amounts["scheme"] == "three_public") & (amounts["measure"] == "total")
                   & amounts["code"].isin(["abroad", "reception", "vehicles", "vehicle_purchase", "vehicle_operation"]) & amounts["amount"].gt(0)]  # fmt: skip
    finer = set(rows.loc[rows["code"].isin(["vehicle_purchase", "vehicle_operation"]), "year"].dropna())
    rows = rows[(rows["code"] != "vehicles") | ~rows["year"].isin(finer)]
    rows = rows.drop_duplicates(["doc", "unit", "year", "code"])
    return select.with_place(rows.sort_values("year", kind="stable"), lang).reset_index(drop=True)


def _over_years(rows: pd.DataFrame, lang: Lang) -> str:
    sums = rows.groupby("year")["amount"].sum()
    first, last = sums.iloc[0], sums.iloc[-1]
    if len(sums) == 1:
        return say(
            (f"“三公”经费 {select.figure(last, lang)}", f"Three public expenses: {select.figure(last, lang)}"), lang
        )
    zh = f"“三公”经费由 {select.figure(first, lang)} 变为 {select.figure(last, lang)}（{select.percent(last / first - 1)}）"
    en = f"Three public expenses: from {select.figure(first, lang)} to {select.figure(last, lang)} ({select.percent(last / first - 1)})"
    return say((zh, en), lang)
