"""The three public expenses by item over the years printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from .. import labels
from ..labels import Lang
from . import encodings, select, theme
from .figure import Figure, Listing, Selection, drawn_from, reads
from .phrases import table_of, tooltip_title

if TYPE_CHECKING:
    import altair as alt

SECTION = "three_public"
ITEMS = ("abroad", "reception", "vehicles", "vehicle_purchase", "vehicle_operation")
FINER = ("vehicle_purchase", "vehicle_operation")
"""The items that vehicles are made of."""


@reads("amounts")
def three_public_table(source: Any, *, lang: Lang = "zh") -> pd.DataFrame:
    """The rows of :func:`three_public`: the finest items with an amount, by year, yuan.

    Returns
    -------
    DataFrame
        doc (string), organisation (string), year (Int64), stage (string), table (string), side (string), unit
        (string), unit_code (string), scheme (string), code (string), inferred (boolean), cross (string), name
        (string), level (Int64), kind (string), measure (string), fund (string), carried (boolean), amount (float64,
        yuan), precision (float64), raw (string), header (string), page, line (whole numbers or missing), row (Int64), col
        (Int64), ref (str), where (str). `ref` names the row of the frame.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.three_public_table(d)[["year", "code", "amount"]].to_numpy().tolist()[0]
    [2022, 'reception', 9100.0]
    """
    rows = _whole(_items(select.one(source, "amounts")))
    finer = set(rows.loc[rows["code"].isin(FINER), "year"].dropna())
    rows = rows[(rows["code"] != "vehicles") | ~rows["year"].isin(finer)]
    rows = rows.drop_duplicates(["doc", "unit", "year", "code"])
    return select.with_place(rows.sort_values("year", kind="stable"), lang).reset_index(drop=True)


def _items(amounts: pd.DataFrame) -> pd.DataFrame:
    """The items of the table of the three public expenses that have an amount, and a year to draw them by."""
    printed = (amounts["table"] == table_of(SECTION)) & (amounts["scheme"] == SECTION) & (amounts["measure"] == "total")
    return amounts[printed & amounts["code"].isin(ITEMS) & amounts["amount"].gt(0) & amounts["year"].notna()]


def _whole(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the department where a year prints them above those of its units, else the rows of the units."""
    cells = list(zip(rows["year"], rows["code"], rows["kind"], strict=True))
    summed = {(year, code) for year, code, kind in cells if kind == "total"}
    return rows[[kind == "total" or (year, code) not in summed for year, code, kind in cells]] if summed else rows


def _marks(shown: Selection) -> alt.Chart:
    import altair as alt

    names = {item: labels.label("three_public", item, shown.lang) for item in ITEMS}
    items, years = shown.rows["code"].map(names), shown.rows["year"].astype("string")
    data = shown.rows.assign(value=shown.rows["amount"] / shown.yuan, item=items, year=years)
    drawn = [name for name in names.values() if name in set(items)]
    y = alt.Y("year:N", title=None, axis=alt.Axis(ticks=False, domain=False, labelPadding=8))
    x, colour = encodings.amounts(shown.unit), encodings.parts("item", dict(zip(drawn, theme.SERIES, strict=False)))
    yuan = alt.Tooltip(
        "amount:Q", title=tooltip_title(SECTION, "amount", shown.lang), format=encodings.FORMATS["amount"]
    )
    bars = alt.Chart(data).mark_bar(cornerRadiusEnd=0)
    bars = bars.encode(y=y, x=x, color=colour, tooltip=["year:N", "item:N", yuan, "where:N"])
    layers: alt.Chart = bars + encodings.sums(data, "year", y)
    return layers


def _title(shown: Selection) -> str:
    """From how much to how much; of one year alone, how much of it is the largest item."""
    sums = shown.rows.groupby("year")["amount"].sum()
    first, last = sums.iloc[0], sums.iloc[-1]
    if len(sums) > 1:
        change = select.percent(last / first - 1)
        return shown.say("title", first=shown.amount(first), last=shown.amount(last), change=change)
    largest = shown.rows.sort_values("amount", kind="stable").iloc[-1]
    item = labels.label("three_public", largest["code"], shown.lang)
    item = item[:1].lower() + item[1:]
    return shown.say("title_one_year", last=shown.amount(last), item=item, share=select.share(largest["amount"] / last))


def _listed(source: Any) -> pd.DataFrame:
    return three_public_table(source).rename(columns={"code": "item"})


THREE_PUBLIC = Figure(
    section=SECTION, rows=three_public_table, marks=_marks, title=_title, step=48,
    listing=Listing(_listed, ("year", "item", "amount", "where")),
)  # fmt: skip


@drawn_from(three_public_table)
def three_public(source: Any, *, lang: Lang = "zh") -> alt.Chart:
    """The three public expenses by item over the years printed.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.three_public(d).to_dict()["title"]["text"]
    ['“三公”经费由 14.91 万元 变为 11.41 万元（−23.5%）']
    """
    return THREE_PUBLIC.chart(source, lang=lang)
