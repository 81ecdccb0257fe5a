"""What each of several disclosures spends on, one bar of 100% each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from .. import labels
from ..labels import Lang
from . import documents, encodings, select, theme
from .figure import Figure, Listing, Selection, drawn_from, reads
from .levels import at
from .phrases import phrase

if TYPE_CHECKING:
    import altair as alt

SECTION = documents.SECTION
MOST_PARTS = 8
REST = "others"
COLUMNS = ("doc", "label", "code", "amount", "share", "where", "ref", "name", "rank")
WHOLE_FUNDS = ("all", "current")
"""Funds that leave nothing out: a document with others alone says so."""


@reads("amounts", several=True)
def side_by_side_table(source: Any, by: str = "function", *, lang: Lang = "zh") -> pd.DataFrame:
    """The rows of :func:`side_by_side`: doc, label, code, name, amount (yuan), share, rank; small classes are one row, `others`.

    Returns
    -------
    DataFrame
        doc (str), label (str), code (str), amount (float64, yuan), share (float64, 0 to 1), where (str), ref (str),
        name (str), rank (int64). `ref` names the row of the frame.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.side_by_side_table(d)[["name", "amount", "share"]].round(3).to_numpy().tolist()[0]
    ['城乡社区支出', 100000000.0, 0.539]
    """
    amounts = select.frame_of(source, "amounts")
    drawn = [_classes(own, by, lang) for _, own in amounts.groupby("doc", sort=False)]
    filled = [rows for rows in drawn if len(rows)]
    if not filled:
        return pd.DataFrame(columns=COLUMNS)
    rows = pd.concat(filled, ignore_index=True)
    return _largest_classes(rows.assign(label=documents.own_labels(rows)), lang)


def _classes(own: pd.DataFrame, by: str, lang: Lang) -> pd.DataFrame:
    """The classes of one document with its label, which says where the only amounts are those of one fund."""
    rows = at(select.classified(own, by), 1, lang)
    label = documents.document_name(own, lang)
    fund = "all" if rows.empty else str(rows["fund"].iloc[0])
    if fund not in WHOLE_FUNDS:
        label += phrase(SECTION, "one_fund", lang, fund=labels.label("fund", fund, lang))
    return rows.assign(label=label)


def _largest_classes(rows: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """The classes that are largest over all documents, and the others of each document as one row."""
    largest = list(rows.groupby("code")["share"].sum().nlargest(MOST_PARTS).index)
    names = {**dict(zip(rows["code"], rows["name"], strict=True)), REST: phrase(SECTION, "others", lang)}
    rank = {code: place for place, code in enumerate([*largest, REST])}
    grouped = rows.assign(code=[code if code in largest else REST for code in rows["code"]]).groupby(
        ["doc", "label", "code"], sort=False
    )
    sums = {"amount": ("amount", "sum"), "share": ("share", "sum"), "where": ("where", "first"), "ref": ("ref", select.joined)}  # fmt: skip
    kept = grouped.agg(**sums).reset_index()
    return kept.assign(name=kept["code"].map(names), rank=kept["code"].map(rank))


def _marks(shown: Selection) -> alt.Chart:
    import altair as alt

    rows = shown.rows.assign(label=documents.own_labels(shown.rows, cut=True))
    axis = alt.X("share:Q", title=shown.say("axis"), axis=alt.Axis(format=".0%")).scale(domainMax=1.0)
    tips = encodings.tooltips(shown.section, shown.lang, "label:N", "name:N", "amount:Q", "share:Q")
    colour = encodings.parts("name", _colours(rows), legend=alt.Legend(columns=3))
    bars: alt.Chart = alt.Chart(rows).mark_bar()
    return bars.encode(y=encodings.names(), x=axis, color=colour, order=alt.Order("rank:Q"), tooltip=tips)


def _colours(rows: pd.DataFrame) -> dict[str, str]:
    """A colour for each class, in the order of their size; the others have that of what is open."""
    classes = rows.sort_values("rank", kind="stable").drop_duplicates("name")
    colours = [theme.COLOURS["open"] if code == REST else own for code, own in zip(classes["code"], theme.SERIES, strict=False)]  # fmt: skip
    return dict(zip(classes["name"], colours, strict=True))


def _title(shown: Selection) -> str:
    """Which disclosure spends the largest share on one class, and of how many it is the first."""
    rows = shown.rows
    top = rows.sort_values("share", kind="stable", ascending=False).iloc[0]
    drawn, every = rows["doc"].nunique(), select.documents(shown.source) or rows["doc"].nunique()
    said = {"label": top["label"], "name": top["name"], "share": f"{top['share']:.1%}"}
    if every == 1:
        return shown.say("title_alone", **said)
    key = "documents" if drawn == every else "documents_drawn"
    return shown.say("title", documents=shown.say(key, count=every, drawn=drawn), **said)


SIDE_BY_SIDE = Figure(
    section=SECTION, rows=side_by_side_table, marks=_marks, title=_title, step=46, absent=documents.absent,
    subtitle=lambda shown: shown.say("note"),
    listing=Listing(lambda source: side_by_side_table(source).drop(columns="ref"), ("label", "code", "name", "amount", "share")),
)  # fmt: skip


@drawn_from(side_by_side_table)
def side_by_side(source: Any, by: str = "function", *, lang: Lang = "zh") -> alt.Chart:
    """What each disclosure spends on, one bar of 100% each; the classes that are largest on average have a colour of their own.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.side_by_side(d).to_dict()["title"]["text"]
    ['深圳市综合交通运行指挥中心 2023：城乡社区支出占 53.9%（只有一份，无从比较）']
    """
    return SIDE_BY_SIDE.with_settings(by=by).chart(source, lang=lang)
