"""The first screen: one sentence, and what the money is for, how it changed and what does not add up, each line with its page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from .. import charts, labels
from ..charts import select
from ..charts.changes import brief
from ..checks.rule_names import family_name, rule_name, subject_name
from .findings import COUNTED, begun, references
from .summary import in_part, total
from .words import Pair, same, word

MOST_LINES = 5
SEEN = 0.1
"""An amount of less than this part of a unit is told in a smaller one."""
CHANGED = (
    "function",
    "economic",
    "project",
    "basic",
    "project_total",
    "three_public",
    "fund_general",
    "fund_gov_fund",
    "procurement",
)
MISSING = ("completeness.promised", "completeness.required")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a panel: what, how much, how long its bar is (0 to 1), a word more, and the rows it rests on."""

    name: Pair
    value: Pair = ("", "")
    share: float | None = None
    note: Pair = ("", "")
    where: Pair = ("", "")
    ref: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """One of the three panels: its question, what it finds, its lines, and the part of the report that goes on."""

    id: str
    title: Pair
    said: Pair
    lines: tuple[Line, ...]
    link: str


def headline(source: Any) -> Pair:
    """The disclosure in one sentence: how much, against the year before, what for, and whether it adds up."""
    parts = [part for part in (_size(source), _largest(source), _held(source)) if part]
    return "；".join(zh for zh, _ in parts) + "。", "; ".join(en for _, en in parts) + "."


def _size(source: Any) -> Pair | None:
    row = total(source)
    if row is None:
        return None
    key = "spent_final" if row["stage"] == "final" else "spent"
    zh, en = word("opening", key, row["year"], select.figure(row["amount"], "zh"), select.figure(row["amount"], "en"))
    found = _grown(source, float(row["amount"]))
    if found is None:
        return zh, en
    change, base = found
    more = word(
        "opening", "more" if change > 0 else "less" if change < 0 else "level", select.share(abs(change)), *base
    )
    return zh + more[0], en + more[1]


def _grown(source: Any, amount: float) -> tuple[float, Pair] | None:
    """The change of the total as the text states it and its base, else as the tables of two years give it; None where neither does."""
    claims = select.frame_of(source, "claims")
    rows = claims[
        claims["subject_kind"].isin(["total_expenditure", "total_both", "total_income"]) & claims["change_pct"].notna()
    ]
    rows = rows[(rows["amount"] - amount).abs() <= amount / 1000]
    if len(rows):
        first = rows.iloc[0]
        return float(first["change_pct"]) / 100, _base(str(first["base"]))
    ratio = _ratio(source, "change.expenditure")
    return None if ratio is None else (float(ratio["value"]), word("opening", "before"))


def _base(printed: str) -> Pair:
    """What a change is measured by: as printed in Chinese, explained in English."""
    zh, en = word("opening", "before")
    return (printed, f"{en} ({printed})") if printed else (zh, en)


def _ratio(source: Any, name: str) -> pd.Series[Any] | None:
    ratios = select.frame_of(source, "ratios")
    found = ratios[ratios["ratio"] == name]
    return found.iloc[0] if len(found) else None


def _largest(source: Any) -> Pair | None:
    rows = charts.composition_table(source)
    if rows.empty:
        return None
    top, whole = rows.iloc[0], rows["whole"].iloc[0]
    if in_part(source, rows):
        return word("opening", "largest_listed", top["name"], select.share(top["share"]), *_figure(whole))
    return word("opening", "largest", top["name"], select.share(top["share"]))


def _held(source: Any) -> Pair | None:
    status = select.frame_of(source, "checks")["status"]
    bad = int((status == "conflict").sum())
    if status.empty:
        return None
    zh, en = word("opening", "bad", f"{len(status):,}", bad) if bad else word("opening", "good", f"{len(status):,}")
    tables = select.frame_of(source, "tables")
    gone = int(((tables["status"] == "missing") & tables["promised"].fillna(False)).sum())
    more = word("opening", "gone", gone) if gone else ("", "")
    return zh + more[0], en + more[1]


def panels(source: Any) -> tuple[Panel, ...]:
    """The three panels, each with its lines or with what the disclosure does not say."""
    return _spending(source), _changes(source), _conflicts(source)


def _panel(id: str, said: Pair, lines: Iterable[Line], link: str) -> Panel:
    return Panel(id, word("opening", f"{id}_title"), said, tuple(lines), link)


def _figure(yuan: float, *, sign: bool = False, beside: float = 0.0) -> Pair:
    """An amount in both languages, in the unit of the larger one that it stands beside where that leaves something to see."""
    before = "+" if sign and yuan > 0 else ""
    zh, en = (
        select.figure(yuan, lang, beside=beside if abs(yuan) >= SEEN * select.money(beside, lang)[0] else 0.0)
        for lang in labels.LANGS
    )
    return before + zh, before + en


def _where(row: Any) -> Pair:
    zh, en = (select.place(row, lang) for lang in labels.LANGS)
    return zh, en


def _spending(source: Any) -> Panel:
    rows = charts.composition_table(source)
    if rows.empty:
        return _panel("spending", word("opening", "no_classes"), (), "spending")
    lines = [
        Line(
            same(row["name"]),
            _figure(row["amount"], beside=rows["amount"].max()),
            row["share"],
            same(select.share(row["share"])),
            _where(row),
            row["ref"],
        )
        for row in rows.head(MOST_LINES).to_dict("records")
    ]
    rest = rows.iloc[MOST_LINES:]
    said = (
        word("opening", "classes", len(rows))
        if rest.empty
        else word("opening", "classes_rest", len(rows), select.share(rest["share"].sum()))
    )
    return _panel("spending", said, lines, "spending")


def _changes(source: Any) -> Panel:
    rows = charts.changes_table(source)
    of = "projects_changed"
    if rows.empty:
        rows, of = _claimed(source), "claims_changed"
    if rows.empty:
        return _panel("changes", word("opening", "no_changes"), (), "changes")
    top = float(rows["change"].abs().max()) or 1.0
    lines = [
        Line(same(row["name"]), _figure(row["change"], sign=True), abs(row["change"]) / top, _reason(row), _where(row), row["ref"],
             "up" if row["change"] >= 0 else "down")
        for row in rows.head(MOST_LINES).to_dict("records")
    ]  # fmt: skip
    up, down = int((rows["change"] > 0).sum()), int((rows["change"] < 0).sum())
    return _panel("changes", word("opening", of, up, down), lines, "changes")


def _reason(row: dict[Any, Any]) -> Pair:
    reason = row.get("reason")
    if not isinstance(reason, str) or not reason:
        return word("opening", "no_reason")
    return same(brief(reason))


def _claimed(source: Any) -> pd.DataFrame:
    """The changes that the text states of classes, items and funds, the largest first, each subject once."""
    rows = select.frame_of(source, "claims")
    rows = rows[
        rows["subject_kind"].isin(CHANGED)
        & rows["amount"].notna()
        & rows["change"].notna()
        & ~rows["of_which"].fillna(False)
    ]
    rows = rows[rows["change"] != 0].drop_duplicates(["subject", "amount"]).drop_duplicates(["amount", "change"])
    own = rows[rows["subject_kind"] == "function"]
    rows = own if len(own) > 1 else rows
    order = rows["change"].abs().sort_values(ascending=False, kind="stable").index
    return rows.loc[order].rename(columns={"subject": "name"})


def _conflicts(source: Any) -> Panel:
    checks = select.frame_of(source, "checks")
    bad = checks[checks["status"] == "conflict"]
    bad = bad.loc[bad["difference"].abs().fillna(0).sort_values(ascending=False, kind="stable").index]
    absent = checks[
        checks["rule"].isin(MISSING) & checks["severity"].isin(["notice", "warning"]) & (checks["status"] != "conflict")
    ]
    lines = [_conflict(source, row) for row in bad.head(MOST_LINES - 1).to_dict("records")]
    lines += [_missing(row) for row in absent.head(max(1, MOST_LINES - len(lines))).to_dict("records")]
    exact, rounding = int((checks["status"] == "exact").sum()), int((checks["status"] == "rounding").sum())
    if checks.empty:
        return _panel("checks", word("findings", "none"), lines, "findings")
    lines = lines or _agreed(source)
    return _panel("checks", word("opening", "outcomes", exact, rounding, len(bad)), lines, "findings")


def _conflict(source: Any, row: dict[Any, Any]) -> Line:
    counted = str(row["rule"]).startswith(COUNTED) or pd.isna(row["difference"])
    apart = ("", "") if counted else word("opening", "apart", *_figure(abs(row["difference"])))
    refs = references(row["evidence"])
    rule = word("opening", "rule", rule_name(row["rule"], "zh"), rule_name(row["rule"], "en"))
    return Line(_about(row), apart, None, rule, _places(source, refs), ";".join(refs), "bad")


def _about(row: dict[Any, Any]) -> Pair:
    """What a finding is about: its table and its subject, else its rule."""
    zh, en = (" · ".join(part for part in (labels.label("table", row["table"], lang) if row["table"] else "",
                                           subject_name(row["rule"], row["subject"], lang)) if part)
              or rule_name(row["rule"], lang) for lang in labels.LANGS)  # fmt: skip
    return zh, en


def _agreed(source: Any) -> list[Line]:
    """What agrees, family by family, where nothing is in conflict."""
    rows = charts.checks_table(source, by="family").drop_duplicates("name").head(MOST_LINES)
    return [
        Line(
            (family_name(row["rule"], "zh"), family_name(row["rule"], "en")),
            word("opening", "checked", row["whole"]),
            tone="good",
        )
        for row in rows.to_dict("records")
    ]


def _missing(row: dict[Any, Any]) -> Line:
    message = (row["message_zh"] or row["message_en"], begun(row["message_en"] or row["message_zh"]))
    return Line(message, ref=";".join(references(row["evidence"])), tone="note")


def _places(source: Any, refs: tuple[str, ...]) -> Pair:
    """The pages that a finding rests on, the first three of them."""
    from .. import evidence

    rows = [evidence.find(source, ref) for ref in refs]
    found = list(
        dict.fromkeys(_where({"page": row.get("page"), "line": row.get("line")}) for row in rows if "page" in row)
    )
    zh, en = (list(dict.fromkeys(pair[n] for pair in found if pair[n])) for n in (0, 1))
    return "、".join(zh[:3]), ", ".join(en[:3])
