"""Where the money comes from: the sources of income that have an amount, carry-over among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ..labels import Lang
from . import select
from .figure import Figure, Listing, drawn_from, reads
from .phrases import ids
from .spending import amount_bars, finding

if TYPE_CHECKING:
    import altair as alt

BUDGETS = ("general", "gov_fund", "state_capital")
"""The budgets that fiscal appropriation is the sum of."""


@reads("amounts")
def funds_table(source: Any, *, lang: Lang = "zh") -> pd.DataFrame:
    """The rows of :func:`funds`: name, amount (yuan), share of the income.

    Returns
    -------
    DataFrame
        name (string), table (string), fund (str), page, line (whole numbers or missing), doc (string), amount (float64, yuan),
        ref (str), code (str), share (float64, 0 to 1), whole (float64, yuan), where (str). `ref` names the row of the
        frame.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.funds_table(d)[["name", "amount", "share"]].round(3).to_numpy().tolist()[0]
    ['政府性基金预算拨款', 100000000.0, 0.539]
    """
    grouped = _without_sums(_sources(source)).groupby("name", sort=False)
    sums = {"amount": grouped["amount"].sum(), "ref": grouped["ref"].agg(select.joined)}
    rows = grouped[["table", "fund", "page", "line", "doc"]].first().assign(**sums, code="").reset_index()
    whole = rows["amount"].sum()
    rows = rows.assign(share=rows["amount"] / whole, whole=whole).sort_values("amount", ascending=False, kind="stable")
    return select.with_place(rows.assign(fund="all"), lang).reset_index(drop=True)


def _sources(source: Any) -> pd.DataFrame:
    """The sources of income of the first table that prints them."""
    amounts = select.this_year(select.one(source, "amounts"))
    is_source = (amounts["side"] == "income") & (amounts["scheme"] == "source") & (amounts["kind"] == "item")
    found = amounts[is_source & (amounts["amount"] != 0) & amounts["measure"].isin(["total", "carry_forward"])]
    printed = set(found["table"])
    first = next((table for table in ids("funds.tables", "income") if table in printed), "")
    return found[found["table"] == first]


def _without_sums(found: pd.DataFrame) -> pd.DataFrame:
    """The sources without a row that only adds up others: fiscal appropriation beside its budgets, the year's income beside its sources."""
    budgets = found.loc[found["fund"].isin(BUDGETS), "amount"].sum()
    fiscal, current = found["fund"] == "fiscal", found["fund"] == "current"
    doubled = bool(budgets) and abs(found.loc[fiscal, "amount"].sum() - budgets) <= budgets / 1000
    return found if current.all() else found[~current & ~(fiscal & doubled)]


FUNDS = Figure(
    section="funds", rows=funds_table, marks=amount_bars, title=lambda shown: finding(shown.rows, shown.lang),
    listing=Listing(funds_table, ("name", "amount", "share", "where")),
)  # fmt: skip


@drawn_from(funds_table)
def funds(source: Any, *, lang: Lang = "zh") -> alt.Chart:
    """Where the money comes from: the sources that have an amount, carry-over among them.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.funds(d).to_dict()["title"]["text"]
    ['政府性基金预算拨款占 53.9%，全部 18,553 万元']
    """
    return FUNDS.chart(source, lang=lang)
