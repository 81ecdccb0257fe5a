"""The share of procurement reserved for small and medium firms, beside the line that the rule draws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from .. import wording
from ..labels import Lang, money
from . import encodings, select, theme
from .bar_views import bar_rows
from .encodings import MOST_BARS
from .figure import Figure, Selection, drawn_from, reads
from .phrases import phrase, source_words, table_of
from .procurement import leaves

if TYPE_CHECKING:
    import altair as alt

SECTION = "reserve"
COLUMNS = "label name code share sme amount right line told full page line_ doc table ref where".split()
SME_RULE, MICRO_RULE = "rules.sme_reserve", "rules.micro_reserve"


@reads("procurement")
def reserve_table(source: Any, *, lang: Lang = "zh") -> pd.DataFrame:
    """The rows of :func:`reserve`: all procurement, the part for small and micro firms, then each subject; share, line, told.

    A disclosure gives totals only, so a share beside the rule's line (财库〔2020〕46号) is a proxy.

    Returns
    -------
    DataFrame
        label (str), name (str), code (str), share (float64, 0 to 1), sme (float64, yuan), amount (float64, yuan),
        right (float64), line (float64), told (str), full (str), page (object), line_ (int64), doc (str), table (str),
        ref (str), where (str). `ref` names the row of the frame.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.reserve_table(d)[["name", "share", "line"]].round(3).to_numpy().tolist()[0]
    ['全部采购', 0.315, 0.3]
    """
    rows = select.this_year(select.one(source, "procurement"))
    printed = rows[rows["sme"].notna() & rows["amount"].gt(0)]
    return pd.DataFrame([*_whole(printed, lang), *_subjects(printed, lang)], columns=COLUMNS)


def _whole(printed: pd.DataFrame, lang: Lang) -> list[dict[str, Any]]:
    """All procurement, and of its reserve the part for small and micro firms."""
    totals = printed[printed["by"] == "total"].head(1).to_dict("records")
    everything, micro = (phrase(SECTION, key, lang) for key in ("everything", "micro"))
    whole = [_row(total, everything, total["sme"], total["amount"], SME_RULE, lang) for total in totals]
    reserved = [total for total in totals if total["sme"] > 0 and not pd.isna(total["micro"])]
    return whole + [_row(total, micro, total["micro"], total["sme"], MICRO_RULE, lang) for total in reserved]


def _subjects(printed: pd.DataFrame, lang: Lang) -> list[dict[str, Any]]:
    """The largest subjects that have no part printed below them."""
    parts = leaves(printed[printed["by"] == "function"])
    largest = parts.sort_values("amount", ascending=False, kind="stable").head(MOST_BARS).to_dict("records")
    return [_row(row, f"{row['code']} {row['name']}", row["sme"], row["amount"], SME_RULE, lang) for row in largest]


def _row(row: dict[Any, Any], name: str, part: float, whole: float, rule: str, lang: Lang) -> dict[str, Any]:
    """One bar: a part of a whole in yuan, beside the least share that a rule asks for."""
    share, least = part / whole, _least(rule)
    yuan, unit = money(whole, lang)
    words = f"{share:.1%} · {select.number(part / yuan)} / {select.number(whole / yuan)} {unit}"
    return {"label": theme.named(name), "name": name, "code": row["code"], "share": share, "sme": part, "amount": whole,
            "right": max(share, least), "line": least, "told": words, "full": f"{part:,.0f} / {whole:,.0f}", "page": row["page"],
            "line_": row["line"], "doc": row["doc"], "table": table_of(SECTION), "ref": row["ref"], "where": select.place(row, lang)}  # fmt: skip


def _least(rule: str) -> float:
    """The least share that a rule asks for."""
    return next(float(entry["least"]) for entry in wording.load("rules")["rule"] if entry["id"] == rule)


def _marks(shown: Selection) -> alt.Chart:
    import altair as alt

    tips = encodings.tooltips(SECTION, shown.lang, "name:N", "full:N", "where:N")
    base = alt.Chart(shown.rows).encode(y=encodings.names(), tooltip=tips)
    scale, axis = alt.Scale(domain=[0, 1.45], nice=False), alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1])
    x = alt.X("share:Q", title=None, scale=scale, axis=axis)
    bars = base.mark_bar(color=theme.COLOURS["reserved"]).encode(x=x)
    ticks = base.transform_filter("isValid(datum.line)").mark_tick(thickness=2.5, size=30, color=theme.COLOURS["line"])
    layers: alt.Chart = bars + encodings.beside(base, x="right:Q") + ticks.encode(x="line:Q")
    return layers


def _title(shown: Selection) -> str:
    """Which share is reserved against the rule's line, and how many subjects reserve nothing."""
    first, subjects = shown.rows.iloc[0], shown.rows[shown.rows["code"] != ""]
    said = {"share": f"{first['share']:.1%}", "least": f"{first['line']:.0%}"}
    none = int((subjects["sme"] == 0).sum())
    return shown.say("title_subjects" if len(subjects) else "title", count=len(subjects), none=none, **said)


def _subtitle(shown: Selection) -> str:
    return select.subtitle(shown.rows, shown.say("unit"), shown.lang, source_words(SECTION, shown.lang))


def _bars(shown: Selection) -> pd.DataFrame:
    rows = shown.rows
    brief = [f"{share:.1%}" for share in rows["share"]]
    more = {"full": rows["full"], "where": rows["where"], "ref": rows["ref"]}
    names = rows["label"].str.replace("\n", "")
    return bar_rows(names, rows["share"], rows["told"], part="reserved", line=rows["line"], brief=brief, **more)


RESERVE = Figure(
    section=SECTION, rows=reserve_table, marks=_marks, title=_title, subtitle=_subtitle, step=36, bars=_bars,
    bars_are_shares=True,
)  # fmt: skip


@drawn_from(reserve_table)
def reserve(source: Any, *, lang: Lang = "zh") -> alt.Chart:
    """The share reserved for small and medium firms, in all and by subject, beside the line that the rule draws.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.reserve(d).to_dict()["title"]["text"]
    ['预留 31.5%，规定是 30%；2 个科目中 1 个没有预留']
    """
    return RESERVE.chart(source, lang=lang)
