"""Procurement by subject, kind or item, with the part reserved for small and medium firms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ..labels import Lang, money
from . import encodings, select, theme
from .bar_views import bar_rows, full_yuan
from .encodings import MOST_BARS
from .figure import Figure, Selection, drawn_from, reads
from .phrases import keys, phrase

if TYPE_CHECKING:
    import altair as alt

SECTION = "procurement"
WAYS = ("function", "kind", "item", "total")
"""By what procurement is listed, in the order in which a disclosure is asked for it."""
ROUNDING = 1000
"""A sum is the printed total when it differs by less than this part of it."""


@reads("procurement")
def procurement_table(source: Any, *, by: str = "function", lang: Lang = "zh") -> pd.DataFrame:
    """The rows of :func:`procurement`: reserved and open part of each row with an amount (yuan), largest first.

    Returns
    -------
    DataFrame
        doc (string), organisation (string), year (Int64), by (string), code (string), name (string), amount (float64,
        yuan), sme (float64, yuan), micro (float64), share (float64, 0 to 1), source (string), page (Int64), line
        (Int64), ref (str), label (str), part (str), rank (int64), where (str). `ref` names the row of the frame.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.procurement_table(d)[["code", "part", "amount"]].to_numpy().tolist()[0]
    ['2140112', 'reserved', 0.0]
    """
    rows = _bought(select.this_year(select.one(source, "procurement")), by)
    rows = rows.sort_values("amount", ascending=False, kind="stable")
    return select.with_place(_parts(rows.assign(label=_labels(rows))), lang)


def ways_of(source: Any) -> list[str]:
    """The ways by which procurement is listed with an amount."""
    return _filled(select.this_year(select.one(source, "procurement")))


def _filled(rows: pd.DataFrame) -> list[str]:
    by = set(rows.loc[rows["amount"].gt(0).fillna(False), "by"])
    return [way for way in WAYS if way in by]


def _bought(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """The rows of the way asked for, else of the first one listed; none that is a part of another."""
    ways = sorted(_filled(rows), key=lambda way: way != by)
    found = rows[(rows["by"] == (ways[0] if ways else "")) & rows["amount"].gt(0)]
    if ways[:1] == ["kind"]:
        return _without_parts(found)
    return _once(leaves(found), _printed_total(rows)) if ways[:1] == ["function"] else found


def _labels(rows: pd.DataFrame) -> list[str]:
    """Code and name where the code is one of subjects, else the name alone."""
    named = zip(rows["code"], rows["name"], strict=True)
    return encodings.short_labels(select.titled(code, name) if code.isdigit() else name for code, name in named)


def _parts(rows: pd.DataFrame) -> pd.DataFrame:
    """Each row as its reserved and its open part, where they are told; else as a whole."""
    told, untold = rows[rows["sme"].notna()], rows[rows["sme"].isna()]
    reserved = told.assign(part="reserved", rank=0, amount=told["sme"])
    rest = told.assign(part="open", rank=1, amount=told["amount"] - told["sme"])
    filled = [part for part in (untold.assign(part="whole", rank=0), reserved, rest) if not part.empty]
    return pd.concat(filled, ignore_index=True) if filled else rows.assign(part="", rank=0)


def _printed_total(rows: pd.DataFrame) -> float:
    """All procurement as a total row prints it; 0.0 where none does."""
    totals = rows.loc[(rows["by"] == "total") & rows["amount"].gt(0), "amount"]
    return float(totals.max()) if len(totals) else 0.0


def _once(rows: pd.DataFrame, total: float) -> pd.DataFrame:
    """The rows without those that tell the amount of a code again, level by level, where what is left makes the printed total."""
    left = rows.drop_duplicates(["code", "amount"], keep="last")
    near = abs(left["amount"].sum() - total) <= total / ROUNDING < abs(rows["amount"].sum() - total)
    return left if near else rows


def leaves(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows whose code has no part printed below it."""
    codes = list(rows["code"])
    alone = [not any(other != code and other.startswith(code) for other in codes) for code in codes]
    return rows[pd.Series(alone, index=rows.index, dtype=bool)]


def _without_parts(rows: pd.DataFrame) -> pd.DataFrame:
    """Goods, works and services as one source tells them, and none of a row that is a part of another of its kind."""
    printed = rows[rows["source"] == "table"]
    printed = printed if len(printed) else rows
    kept = [_whole(own) for _, own in printed.groupby("code", sort=False)]
    return pd.concat(kept) if kept else printed


def _whole(own: pd.DataFrame) -> pd.DataFrame:
    """The largest row where the others add up to no more than it, else all."""
    largest = own.sort_values("amount", ascending=False, kind="stable")
    return largest.head(1) if largest["amount"].iloc[0] >= largest["amount"].iloc[1:].sum() else largest


def procurement_total(source: Any) -> tuple[float, str]:
    """All procurement of the year in yuan and the rows that say so: the total as printed, else the sum of the parts.

    Returns
    -------
    tuple of float and str
        Yuan, and references such as "procurement:3"; (0.0, "") where none is told.

    Examples
    --------
    >>> import budgetnb as bn
    >>> bn.charts.procurement_total(bn.read(bn.sample("txt")))[0]
    23310000.0
    """
    rows = select.this_year(select.one(source, "procurement"))
    totals = rows[(rows["by"] == "total") & rows["amount"].gt(0)]
    if len(totals):
        largest = totals.sort_values("amount").iloc[-1]
        return float(largest["amount"]), str(largest["ref"])
    parts = procurement_table(source)
    return (float(parts["amount"].sum()), select.joined(parts["ref"])) if len(parts) else (0.0, "")


def part_names(lang: Lang) -> dict[str, str]:
    """What the parts are called."""
    return {part: phrase(f"{SECTION}.parts", part, lang) for part in keys(f"{SECTION}.parts")}


def _largest_sum(rows: pd.DataFrame) -> float:
    return float(rows.groupby("label")["amount"].sum().max())


def _first_labels(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the first labels, as many as a figure has room for."""
    return rows[rows["label"].isin(list(dict.fromkeys(rows["label"]))[:MOST_BARS])]


def _marks(shown: Selection) -> alt.Chart:
    import altair as alt

    drawn, names = _first_labels(shown.rows), part_names(shown.lang)
    data = drawn.assign(value=drawn["amount"] / shown.yuan, part=drawn["part"].map(names))
    colours = {name: theme.COLOURS[part] for part, name in names.items() if part in set(shown.rows["part"])}
    tips, y = encodings.tooltips(SECTION, shown.lang, "name:N", "part:N", "amount:Q", "where:N"), encodings.names()
    x, colour = encodings.amounts(shown.unit), encodings.parts("part", colours)
    bars = (
        alt.Chart(data)
        .mark_bar(cornerRadiusEnd=0)
        .encode(y=y, x=x, color=colour, order=alt.Order("rank:Q"), tooltip=tips)
    )
    layers: alt.Chart = bars + encodings.sums(data, "label", y)
    return layers


def _title(shown: Selection) -> str:
    """What is bought in all, and which share of it is reserved."""
    rows, whole = shown.rows, shown.amount(procurement_total(shown.source)[0])
    if (rows["part"] == "whole").all():
        return shown.say("title_no_reserve", whole=whole)
    reserved = rows.loc[rows["part"] == "reserved", "amount"].sum()
    return shown.say("title", whole=whole, share=f"{reserved / rows['amount'].sum():.1%}")


def _bars(shown: Selection) -> pd.DataFrame:
    """The parts of each bar one behind the other, the sum beside the last."""
    rows = _first_labels(shown.rows).reset_index(drop=True)
    sums = rows.groupby("label")["amount"]
    whole, ends = sums.transform("sum"), sums.cumsum()
    yuan, _ = money(whole.abs().max(), shown.lang)
    last = ~rows["label"].duplicated(keep="last")
    words = [select.number(sum_ / yuan) if is_last else "" for sum_, is_last in zip(whole, last, strict=True)]
    full = [full_yuan(amount, shown.lang) for amount in rows["amount"]]
    more = {"start": (ends - rows["amount"]) / yuan, "part": rows["part"], "where": rows["where"], "ref": rows["ref"]}
    drawn = bar_rows(rows["label"].str.replace("\n", ""), ends / yuan, words, full=full, **more)
    order = {label: place for place, label in enumerate(dict.fromkeys(rows["label"]))}
    return drawn.loc[rows["label"].map(order).sort_values(kind="stable").index]


PROCUREMENT = Figure(
    section=SECTION, rows=procurement_table, marks=_marks, title=_title, largest=_largest_sum, step=44, bars=_bars
)  # fmt: skip


@drawn_from(procurement_table)
def procurement(source: Any, *, by: str = "function", lang: Lang = "zh") -> alt.Chart:
    """Procurement by subject, kind or item, with the part reserved for small and medium firms where it is printed.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.procurement(d).to_dict()["title"]["text"]
    ['政府采购 2,331 万元，其中面向中小企业 31.5%']
    """
    return PROCUREMENT.with_settings(by=by).chart(source, lang=lang)
