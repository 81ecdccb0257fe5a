"""What the figures of expenditure share: what they say, how their bars are drawn, and which codes can be opened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from .. import labels
from ..labels import Lang
from . import encodings, select, theme
from .figure import Selection
from .phrases import phrase

if TYPE_CHECKING:
    import altair as alt

SECTION = "composition"
DEPTHS = {3: 1, 5: 2, 7: 3}
"""How deep a code of so many digits is: 1 类, 2 款, 3 项."""
AMOUNT_TIPS = ("code:N", "name:N", "amount:Q", "share:Q", "where:N")
ROOM = 1.35
"""How much longer than its longest bar an axis is: room for the words beside it."""


def absent(by: str, lang: Lang, measure: str = "total", fund: str = "all") -> str:
    """What is said where no expenditure is listed by a classification, in a measure and a fund."""
    way = labels.label("category", by, lang)
    if (measure, fund) == ("total", "all"):
        return phrase(SECTION, "absent", lang, way=way)
    chosen = " · ".join([way, labels.label("measure", measure, lang), labels.label("fund", fund, lang)])
    return phrase(SECTION, "absent_chosen", lang, chosen=chosen)


def finding(rows: pd.DataFrame, lang: Lang) -> str:
    """The largest row with its share, and all rows together."""
    top, whole = rows.iloc[0], select.figure(rows["whole"].iloc[0], lang)
    return phrase(SECTION, "title", lang, name=top["name"], share=select.share(top["share"]), whole=whole)


def bar_data(rows: pd.DataFrame, yuan: float) -> pd.DataFrame:
    """The rows as bars: length, label, and the words beside it, at full length and in brief."""
    shares = [select.share(share) for share in rows["share"]]
    values = rows["amount"] / yuan
    words = [f"{select.number(value)} · {share}" for value, share in zip(values, shares, strict=True)]
    return rows.assign(value=values, label=encodings.coded_labels(rows), told=words, brief=shares)


def amount_bars(shown: Selection) -> alt.Chart:
    """The largest amounts as bars, their number and share beside each."""
    import altair as alt

    data = bar_data(shortened(shown.rows, shown.lang), shown.yuan)
    x = encodings.amounts(shown.unit, most=float(data["value"].max()) * ROOM, ticks=5)
    tips = encodings.tooltips(SECTION, shown.lang, *AMOUNT_TIPS)
    base = alt.Chart(data).encode(y=encodings.names(), x=x, tooltip=tips)
    bars: alt.Chart = base.mark_bar(color=theme.COLOURS["main"]) + encodings.beside(base)
    return bars


def shortened(rows: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """The largest rows, and the others as one that says how many they are."""
    most = encodings.MOST_BARS
    if len(rows) <= most:
        return rows
    head, tail = rows.iloc[: most - 1], rows.iloc[most - 1 :]
    rest = {
        "code": "", "name": phrase(SECTION, "others", lang, count=len(tail)), "amount": tail["amount"].sum(),
        "share": tail["share"].sum(), "whole": tail["whole"].iloc[0], "where": "", "ref": select.joined(tail["ref"]),
    }  # fmt: skip
    return pd.concat([head, pd.DataFrame([rest])], ignore_index=True)


def inside(rows: pd.DataFrame, within: str) -> pd.DataFrame:
    """The rows of the parts of a code; the row of the code itself where no part of it is printed."""
    if not within:
        return rows
    below = rows[rows["code"].str.startswith(within) & (rows["code"] != within)]
    return below if len(below) else rows[rows["code"] == within]


def openings(source: Any, by: str) -> list[tuple[str, str]]:
    """The codes that can be opened, those with parts printed below them, each with its name, in the order of the codes."""
    spent = select.spending(source)
    rows = spent[spent["scheme"].isin(select.SCHEMES.get(by, ())) & (spent["kind"] != "of_which")]
    names = dict(zip(rows["code"], rows["name"], strict=True))
    whole = {code[:size] for code in names for size in DEPTHS if size < len(code)}
    return sorted((code, name) for code, name in names.items() if code in whole)


def trail(names: Mapping[str, str], within: str, lang: Lang) -> str:
    """The way from all expenditure down to a code, in names: All › 212 城乡社区支出 › 21208 …"""
    steps = [within[:size] for size in DEPTHS if size <= len(within)]
    return " › ".join(
        [phrase(SECTION, "everything", lang), *(f"{code} {names.get(code, '')}".strip() for code in steps)]
    )
