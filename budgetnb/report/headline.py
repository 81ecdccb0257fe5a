"""The disclosure in one sentence: how much, against the year before, what for, and whether it adds up."""

from __future__ import annotations

from typing import Any

from .. import charts
from ..charts import select
from .texts import Pair, pair
from .tiles import is_partial, money, total_row

WHOLE_KINDS = ("total_expenditure", "total_both", "total_income")
"""Kinds of claims that state how all expenditure changed."""
NEAR = 1 / 1000
"""The part of the total by which the amount of such a claim may differ from it: sentences round to 万元."""


def headline(source: Any) -> Pair:
    """The sentence in both languages; what the disclosure does not say is left out."""
    parts = [part for part in (_size(source), _largest(source), _agreement(source)) if part]
    marks, ends = pair("opening", "clause_mark"), pair("opening", "full_stop")
    zh, en = (mark.join(part[n] for part in parts) for n, mark in enumerate(marks))
    return zh + ends[0], en + ends[1]


def _size(source: Any) -> Pair | None:
    row = total_row(source)
    if row is None:
        return None
    key = "spent_final" if row["stage"] == "final" else "spent"
    zh, en = pair("opening", key, row["year"], *money(row["amount"]))
    changed = _change(source, float(row["amount"]))
    if changed is None:
        return zh, en
    share, base = changed
    more = pair("opening", "more" if share > 0 else "less" if share < 0 else "level", select.share(abs(share)), *base)
    return zh + more[0], en + more[1]


def _change(source: Any, amount: float) -> tuple[float, Pair] | None:
    """The change of the total as a share of its base, and the base: as the text states it, else as the tables of two years give it."""
    claims = select.frame_of(source, "claims")
    rows = claims[claims["subject_kind"].isin(WHOLE_KINDS) & claims["change_pct"].notna()]
    rows = rows[(rows["amount"] - amount).abs() <= amount * NEAR]
    if len(rows):
        first = rows.iloc[0]
        return float(first["change_pct"]) / 100, _base(str(first["base"]))
    ratios = select.frame_of(source, "ratios")
    values = ratios.loc[ratios["ratio"] == "change.expenditure", "value"]
    return (float(values.iloc[0]), pair("opening", "before")) if len(values) else None


def _base(printed: str) -> Pair:
    """What a change is measured by: as printed in Chinese, explained in English."""
    zh, en = pair("opening", "before")
    return (printed, f"{en} ({printed})") if printed else (zh, en)


def _largest(source: Any) -> Pair | None:
    """On which class most is spent, and of how much where not all is listed by class."""
    rows = charts.composition_table(source)
    if rows.empty:
        return None
    top, whole = rows.iloc[0], rows["whole"].iloc[0]
    if is_partial(source, rows):
        return pair("opening", "largest_listed", top["name"], select.share(top["share"]), *money(whole))
    return pair("opening", "largest", top["name"], select.share(top["share"]))


def _agreement(source: Any) -> Pair | None:
    """How many checks there are, how many of them are in conflict, and how many tables of the contents are not there."""
    status = select.frame_of(source, "checks")["status"]
    if status.empty:
        return None
    conflicts = int((status == "conflict").sum())
    count = f"{len(status):,}"
    zh, en = pair("opening", "bad", count, conflicts) if conflicts else pair("opening", "good", count)
    tables = select.frame_of(source, "tables")
    gone = int(((tables["status"] == "missing") & tables["promised"].fillna(False)).sum())
    more = pair("opening", "gone", gone) if gone else ("", "")
    return zh + more[0], en + more[1]
