"""Basic and project expenditure of each 类, side by side in one bar each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from .. import labels
from ..labels import Lang
from . import encodings, select, theme
from .figure import Figure, Listing, Selection, drawn_from, reads
from .levels import COLUMNS, at
from .phrases import ids
from .spending import AMOUNT_TIPS, absent

if TYPE_CHECKING:
    import altair as alt

HALVES = ("basic", "project")
ROOM = 1.3
"""How much longer than its longest bar the axis is: room for the number beside it."""


@reads("amounts")
def basic_project_table(source: Any, *, fund: str = "all", lang: Lang = "zh") -> pd.DataFrame:
    """The rows of :func:`basic_project`: one per 类 and part, both parts of one table.

    Returns
    -------
    DataFrame
        code (str), name (str), level (int64), table (str), fund (str), page, line (whole numbers or missing), doc (str), amount
        (float64, yuan), ref (str), share (float64, 0 to 1), whole (float64, yuan), where (str), measure (str). `ref`
        names the row of the frame.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.basic_project_table(d)[["code", "measure", "amount"]].to_numpy().tolist()[0]
    ['214', 'basic', 10250000.0]
    """
    spent = select.spending(source)
    spent = spent[spent["scheme"] == "function"]
    funds = select.WIDER.get(fund, (fund,))
    for wanted, table in ((fund, table) for fund in funds for table in ids("composition.tables", "function")):
        own = spent[(spent["fund"] == wanted) & (spent["table"] == table)]
        halves = [part.assign(measure=name) for name, part in _halves(own, lang).items() if len(part)]
        if halves and _is_whole(own, halves, lang):
            return pd.concat(halves, ignore_index=True)
    return pd.DataFrame(columns=[*COLUMNS, "measure"])


def _halves(own: pd.DataFrame, lang: Lang) -> dict[str, pd.DataFrame]:
    """Basic (else personnel and public use together) and project expenditure of one table, by 类."""
    basic = own[own["measure"] == "basic"]
    basic = basic if len(basic) else own[own["measure"].isin(["personnel", "public"])]
    return {"basic": at(basic, 1, lang), "project": at(own[own["measure"] == "project"], 1, lang)}


def _is_whole(own: pd.DataFrame, halves: list[pd.DataFrame], lang: Lang) -> bool:
    """Whether both parts are there, or the one that is there is all."""
    total = at(own[own["measure"] == "total"], 1, lang)["amount"].sum()
    return len(halves) == len(HALVES) or bool(total and abs(halves[0]["amount"].sum() - total) < total / 100)


def _largest_class(rows: pd.DataFrame) -> float:
    return float(rows.groupby("code")["amount"].sum().max())


def _marks(shown: Selection) -> alt.Chart:
    import altair as alt

    data, y = _data(shown), encodings.names()
    most = float(data.groupby("label", sort=False)["value"].sum().max()) * ROOM
    colours = {labels.label("measure", half, shown.lang): theme.COLOURS[half] for half in HALVES}
    bars = alt.Chart(data).mark_bar(cornerRadiusEnd=0).encode(
        y=y, x=encodings.amounts(shown.unit, most=most, ticks=5), color=encodings.parts("part", colours),
        tooltip=encodings.tooltips(shown.section, shown.lang, *AMOUNT_TIPS, "part:N"))  # fmt: skip
    layers: alt.Chart = bars + encodings.sums(data, "label", y)
    return layers


def _data(shown: Selection) -> pd.DataFrame:
    rows = _largest_first(shown.rows)
    names = [labels.label("measure", measure, shown.lang) for measure in rows["measure"]]
    return rows.assign(value=rows["amount"] / shown.yuan, part=names, label=encodings.coded_labels(rows))


def _largest_first(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, the class with the largest sum of both parts first."""
    rows = rows.assign(whole_of=rows.groupby("code")["amount"].transform("sum"))
    return rows.sort_values(["whole_of", "code"], ascending=[False, True], kind="stable").reset_index(drop=True)


def _subtitle(shown: Selection) -> str:
    return select.subtitle(_largest_first(shown.rows), shown.unit, shown.lang)


def _title(shown: Selection) -> str:
    rows = shown.rows
    project = rows.loc[rows["measure"] == "project", "amount"].sum() / rows["amount"].sum()
    return shown.say("title", project=f"{project:.1%}", basic=f"{1 - project:.1%}")


BASIC_PROJECT = Figure(
    section="basic_project", rows=basic_project_table, marks=_marks, title=_title, subtitle=_subtitle, largest=_largest_class,
    absent=lambda shown: absent("basic_project", shown.lang, fund=shown.settings.get("fund", "all")),
    listing=Listing(basic_project_table, ("code", "name", "measure", "amount", "where")),
)  # fmt: skip


@drawn_from(basic_project_table)
def basic_project(source: Any, *, fund: str = "all", lang: Lang = "zh") -> alt.Chart:
    """Basic and project expenditure of each 类, side by side in one bar each.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.basic_project(d).to_dict()["title"]["text"]
    ['项目支出占 91.1%，基本支出占 8.9%']
    """
    return BASIC_PROJECT.with_settings(fund=fund).chart(source, lang=lang)
