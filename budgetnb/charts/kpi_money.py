"""The money of each project beside the number of its indicators: what is paid for and not promised."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from .. import wording
from ..labels import Lang
from . import encodings, indicators, select, theme
from .bar_views import bar_rows, full_yuan
from .encodings import MOST_BARS
from .figure import Figure, Selection, drawn_from, reads
from .phrases import phrase

if TYPE_CHECKING:
    import altair as alt

SECTION = "kpi_money"
MOST_PROJECTS = 40
COLUMNS = ("doc", "name", "amount", "page", "line", "ref")
ROOM = 1.4
"""How much longer than its longest bar the axis is: room for the words beside it."""


@reads("kpis")
def kpi_money_table(source: Any, *, lang: Lang = "zh") -> pd.DataFrame:
    """The rows of :func:`kpi_money`: each project (else task) with an amount, and how many indicators name it, largest first.

    Returns
    -------
    DataFrame
        doc (string), name (string), amount (float64, yuan), page, line (whole numbers or missing), ref (str), count (int64),
        where (str). `ref` names the row of the frame.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.kpi_money_table(d)[["name", "amount", "count"]].to_numpy().tolist()[0]
    ['政府投资项目', 100000000.0, 0]
    """
    kpis = select.one(source, "kpis")
    written = kpis[(kpis["operator"] != "blank") & (kpis["project"] != "")]
    counts = written.groupby(written["project"].map(bare_name)).size().to_dict()
    paid = (_paid(source, "projects", "amount"), _paid(source, "tasks", "total"))
    rows = next((rows for rows in paid if len(rows)), None)
    if rows is None:
        return pd.DataFrame(columns=[*COLUMNS, "count", "where"])
    rows = rows.assign(count=[int(counts.get(bare_name(name), 0)) for name in rows["name"]])
    return select.with_place(rows.sort_values("amount", ascending=False, kind="stable").reset_index(drop=True), lang)


def _paid(source: Any, frame: str, column: str) -> pd.DataFrame:
    """Name and amount of the rows of a frame that have one."""
    if isinstance(source, pd.DataFrame):
        return source.iloc[0:0]
    rows = select.this_year(select.one(source, frame))
    rows = rows[rows[column].gt(0).fillna(False)]
    return rows.assign(amount=rows[column])[list(COLUMNS)]


def bare_name(name: object) -> str:
    """A project's name without brackets and the words that every project bears, to match by.

    Examples
    --------
    >>> bare_name("信息化运维项目（结转）")
    '信息化运维'
    """
    return wording.patterns("kpis", "project_name")["common"].sub("", str(name))


def _marks(shown: Selection) -> alt.Chart:
    import altair as alt

    data, promised, unpromised = _data(shown), shown.say("promised"), shown.say("unpromised")
    colour = encodings.parts("part", {promised: theme.COLOURS["main"], unpromised: theme.COLOURS["open"]})
    tips = encodings.tooltips(SECTION, shown.lang, "name:N", "amount:Q", "count:Q", "where:N")
    base = alt.Chart(data).encode(y=encodings.names(), tooltip=tips)
    x = encodings.amounts(shown.unit, most=float(data["value"].max()) * ROOM)
    layers: alt.Chart = base.mark_bar().encode(x=x, color=colour) + encodings.beside(base, x="value:Q")
    return layers


def _data(shown: Selection) -> pd.DataFrame:
    """The largest projects as bars, the number of their indicators beside the amount."""
    rows = shown.rows.head(MOST_PROJECTS)
    values = rows["amount"] / shown.yuan
    words = [
        f"{select.number(value)} · {count}" for value, count in zip(values, _counts(rows, shown.lang), strict=True)
    ]
    parts = [shown.say("promised" if count else "unpromised") for count in rows["count"]]
    return rows.assign(value=values, label=encodings.short_labels(rows["name"], own=True), told=words, part=parts)


def _counts(rows: pd.DataFrame, lang: Lang) -> list[str]:
    return [phrase(indicators.SECTION, "count", lang, count=count) for count in rows["count"]]


def _title(shown: Selection) -> str:
    """How much money stands with no indicator that names it."""
    rows = shown.rows
    bare, whole = rows.loc[rows["count"] == 0, "amount"].sum(), rows["amount"].sum()
    if bare == whole:
        return shown.say("title_none", count=len(rows), whole=shown.amount(whole))
    return shown.say("title", bare=shown.amount(bare), share=f"{bare / whole:.1%}")


def _bars(shown: Selection) -> pd.DataFrame:
    rows = shown.rows.head(MOST_BARS)
    counts = _counts(rows, shown.lang)
    amounts = [select.number(amount / shown.yuan) for amount in rows["amount"]]
    words = [f"{amount} {shown.unit} · {count}" for amount, count in zip(amounts, counts, strict=True)]
    full, parts = (
        [full_yuan(amount, shown.lang) for amount in rows["amount"]],
        ["main" if count else "open" for count in rows["count"]],
    )
    more = {"brief": counts, "full": full, "note": counts, "part": parts, "where": rows["where"], "ref": rows["ref"]}
    return bar_rows(theme.apart(rows["name"]), rows["amount"] / shown.yuan, words, **more)


KPI_MONEY = Figure(section=SECTION, rows=kpi_money_table, marks=_marks, title=_title, bars=_bars)


@drawn_from(kpi_money_table)
def kpi_money(source: Any, *, lang: Lang = "zh") -> alt.Chart:
    """The money of each task or project beside the number of its indicators: what is paid for and not promised.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.kpi_money(d).to_dict()["title"]["text"]
    ['6 个项目，16,906 万元，没有一个指标写明属于哪个项目']
    """
    return KPI_MONEY.chart(source, lang=lang)
