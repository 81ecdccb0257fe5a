"""One ratio of every disclosure as bars, the ratio chosen inside the chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from .. import labels
from ..labels import Lang
from . import documents, encodings, select, theme
from .choices import Choice, reacting, title_of
from .figure import Figure, Listing, Selection, drawn_from, reads
from .phrases import choice_title, ids

if TYPE_CHECKING:
    import altair as alt

SECTION = "compared"
CHOICE = "ratio"
COLUMNS = ["doc", "label", "ratio", "name", "value", "told", "formula", "ref"]


@reads("ratios", several=True)
def compared_table(source: Any, *, lang: Lang = "zh") -> pd.DataFrame:
    """The rows of :func:`compared`: doc, label, ratio, value, and the value in words; of each ratio the largest first.

    Returns
    -------
    DataFrame
        doc (string), label (str), ratio (string), name (str), value (float64), told (str), formula (string), ref
        (str). `ref` names the row of the frame.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.compared_table(d)[["ratio", "value", "told"]].to_numpy().tolist()[0]
    ['share.measure:project', 0.9112811944159974, '91.1%']
    """
    names = _document_names(source, lang)
    rows = _ratios(source, list(names))
    words = [
        select.share(value) if unit == "share" else select.figure(value, lang)
        for value, unit in zip(rows["value"], rows["unit"], strict=True)
    ]
    titles = [labels.label("ratio", ratio, lang) for ratio in rows["ratio"]]
    return rows.assign(label=rows["doc"].map(names), told=words, name=titles)[COLUMNS].reset_index(drop=True)


def _document_names(source: Any, lang: Lang) -> dict[str, str]:
    """What each document is called; two of the same name and year stay two."""
    amounts = select.frame_of(source, "amounts")
    names = {str(doc): documents.document_name(own, lang) for doc, own in amounts.groupby("doc", sort=False)}
    return dict(zip(names, theme.apart(names.values()), strict=True))


def _ratios(source: Any, docs: list[str]) -> pd.DataFrame:
    """The ratios compared, in the order of their list, of each the largest first; one for each document."""
    order = {ratio: place for place, ratio in enumerate(ids(SECTION, "ratios"))}
    ratios = select.frame_of(source, "ratios")
    rows = ratios[ratios["ratio"].isin(list(order)) & ratios["doc"].isin(docs)].drop_duplicates(["doc", "ratio"])
    rows = rows.assign(order=rows["ratio"].map(order))
    return rows.sort_values(["order", "value"], ascending=[True, False], kind="stable")


def _marks(shown: Selection) -> alt.Chart:
    import altair as alt

    rows = shown.rows.assign(label=documents.own_labels(shown.rows, cut=True))
    groups = {str(ratio): own for ratio, own in shown.rows.groupby("ratio", sort=False)}
    options = tuple((str(own["name"].iloc[0]), ratio) for ratio, own in groups.items())
    findings = {ratio: _finding(own, shown) for ratio, own in groups.items()}
    x = alt.X("value:Q", title=None, axis=None)
    tips = encodings.tooltips(shown.section, shown.lang, "label:N", "told:N", "formula:N")
    base = alt.Chart(rows).encode(y=encodings.names(), x=x, tooltip=tips)
    base = reacting(base, (Choice(CHOICE, choice_title(shown.section, "ratio", shown.lang), options),), findings)
    bars: alt.Chart = base.mark_bar(color=theme.COLOURS["main"]) + encodings.beside(base)
    return bars


def _finding(rows: pd.DataFrame, shown: Selection) -> str:
    """A ratio's name with the least, the middle and the largest of what is drawn."""
    words = rows.sort_values("value", kind="stable")["told"].tolist()
    low, middle, high = words[0], words[(len(words) - 1) // 2], words[-1]
    key = "title" if len(words) > 1 else "title_alone"
    return shown.say(key, name=rows["name"].iloc[0], low=low, middle=middle, high=high)


COMPARED = Figure(
    section=SECTION, rows=compared_table, marks=_marks, title=lambda _: title_of(CHOICE), absent=documents.absent,
    largest=lambda rows: float(rows["value"].max()), subtitle=lambda shown: shown.say("note"),
    listing=Listing(lambda source: compared_table(source).drop(columns="ref"), ("label", "name", "told", "formula"), CHOICE),
)  # fmt: skip


@drawn_from(compared_table)
def compared(source: Any, *, lang: Lang = "zh") -> alt.Chart:
    """One ratio of every disclosure as bars, the ratio chosen inside the chart.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> len(bn.charts.compared(d).to_dict()["params"]) > 1
    True
    """
    return COMPARED.chart(source, lang=lang)
