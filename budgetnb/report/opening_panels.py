"""The three panels of the first screen: what the money is for, how it changed, what does not add up; each line with its page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from .. import charts, labels
from ..charts import select
from ..charts.changes import brief
from ..checks.rule_names import family_name, rule_name, subject_name
from .findings import COUNTED, capitalised, references
from .texts import Pair, pair, same

MOST_LINES = 5
LEAST_SEEN = 0.1
"""An amount of less than this part of a unit is told in a smaller one."""
CHANGED_KINDS = (
    "function", "economic", "project", "basic", "project_total", "three_public", "fund_general", "fund_gov_fund", "procurement",
)  # fmt: skip
"""Kinds of claims whose changes are shown where no project tells its own."""
ABSENCE = {"completeness.promised": "promised_line", "completeness.required": "required_line"}
"""Rules of what is missing, each with the text that says who asks for it: the document's own contents, or the rules for all."""
Row = dict[Any, Any]


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
    """One of the three panels: its question, the answer in short, its lines, and the part of the report that goes on."""

    id: str
    title: Pair
    answer: Pair
    lines: tuple[Line, ...]
    link: str


def panels(source: Any) -> tuple[Panel, ...]:
    """The three panels, each with its lines or with what the disclosure does not say."""
    return _spending(source), _changes(source), _checks(source)


def _panel(id: str, answer: Pair, lines: Iterable[Line], link: str) -> Panel:
    return Panel(id, pair("opening", f"{id}_title"), answer, tuple(lines), link)


def _money(yuan: float, *, sign: bool = False, beside: float = 0.0) -> Pair:
    """An amount in both languages, in the unit of the larger one that it stands beside where that leaves something to see."""
    before = "+" if sign and yuan > 0 else ""
    zh, en = (
        select.figure(yuan, lang, beside=beside if abs(yuan) >= LEAST_SEEN * select.money(beside, lang)[0] else 0.0)
        for lang in labels.LANGS
    )
    return before + zh, before + en


def _where(row: Any) -> Pair:
    zh, en = (select.place(row, lang) for lang in labels.LANGS)
    return zh, en


def _spending(source: Any) -> Panel:
    rows = charts.composition_table(source)
    if rows.empty:
        return _panel("spending", pair("opening", "no_classes"), (), "spending")
    largest = rows["amount"].max()
    lines = [_class(row, largest) for row in rows.head(MOST_LINES).to_dict("records")]
    rest = rows.iloc[MOST_LINES:]
    shown = ("classes", len(rows)) if rest.empty else ("classes_rest", len(rows), select.share(rest["share"].sum()))
    return _panel("spending", pair("opening", *shown), lines, "spending")


def _class(row: Row, largest: float) -> Line:
    share = same(select.share(row["share"]))
    return Line(same(row["name"]), _money(row["amount"], beside=largest), row["share"], share, _where(row), row["ref"])


def _changes(source: Any) -> Panel:
    rows, key = charts.changes_table(source), "projects_changed"
    if rows.empty:
        rows, key = _stated_changes(source), "claims_changed"
    if rows.empty:
        return _panel("changes", pair("opening", "no_changes"), (), "changes")
    largest = float(rows["change"].abs().max()) or 1.0
    lines = [_change(row, largest) for row in rows.head(MOST_LINES).to_dict("records")]
    up, down = int((rows["change"] > 0).sum()), int((rows["change"] < 0).sum())
    return _panel("changes", pair("opening", key, up, down), lines, "changes")


def _change(row: Row, largest: float) -> Line:
    length, tone = abs(row["change"]) / largest, "up" if row["change"] >= 0 else "down"
    amount = _money(row["change"], sign=True)
    return Line(same(row["name"]), amount, length, _reason(row), _where(row), row["ref"], tone)


def _reason(row: Row) -> Pair:
    reason = row.get("reason")
    if not isinstance(reason, str) or not reason:
        return pair("opening", "no_reason")
    return same(brief(reason))


def _stated_changes(source: Any) -> pd.DataFrame:
    """The changes that the text states of classes, items and funds, the largest first, each subject once."""
    rows = select.frame_of(source, "claims")
    stated = rows["amount"].notna() & rows["change"].notna() & ~rows["of_which"].fillna(False)
    rows = rows[rows["subject_kind"].isin(CHANGED_KINDS) & stated]
    rows = rows[rows["change"] != 0].drop_duplicates(["subject", "amount"]).drop_duplicates(["amount", "change"])
    classes = rows[rows["subject_kind"] == "function"]
    rows = classes if len(classes) > 1 else rows
    order = rows["change"].abs().sort_values(ascending=False, kind="stable").index
    return rows.loc[order].rename(columns={"subject": "name"})


def _checks(source: Any) -> Panel:
    """Conflicts, the largest first, then what is missing; where there is neither, what agrees."""
    checks = select.frame_of(source, "checks")
    if checks.empty:
        return _panel("checks", pair("findings", "none"), (), "findings")
    bad = checks[checks["status"] == "conflict"]
    bad = bad.loc[bad["difference"].abs().fillna(0).sort_values(ascending=False, kind="stable").index]
    noticed = checks["severity"].isin(["notice", "warning"]) & (checks["status"] != "conflict")
    absent = checks[checks["rule"].isin(list(ABSENCE)) & noticed]
    lines = [_conflict(source, row) for row in bad.head(MOST_LINES - 1).to_dict("records")]
    lines += [_absence(row) for row in absent.head(max(1, MOST_LINES - len(lines))).to_dict("records")]
    exact, rounding = int((checks["status"] == "exact").sum()), int((checks["status"] == "rounding").sum())
    return _panel(
        "checks", pair("opening", "outcomes", exact, rounding, len(bad)), lines or _agreed(source), "findings"
    )


def _conflict(source: Any, row: Row) -> Line:
    counted = str(row["rule"]).startswith(COUNTED) or pd.isna(row["difference"])
    apart = ("", "") if counted else pair("opening", "apart", *_money(abs(row["difference"])))
    refs = references(row["evidence"])
    rule = pair("opening", "rule", rule_name(row["rule"], "zh"), rule_name(row["rule"], "en"))
    return Line(_about(row), apart, None, rule, _places(source, refs), ";".join(refs), "bad")


def _about(row: Row) -> Pair:
    """What a finding is about: its table and its subject, else its rule."""
    zh, en = (_about_in(row, lang) or rule_name(row["rule"], lang) for lang in labels.LANGS)
    return zh, en


def _about_in(row: Row, lang: labels.Lang) -> str:
    table = labels.label("table", row["table"], lang) if row["table"] else ""
    return " · ".join(part for part in (table, subject_name(row["rule"], row["subject"], lang)) if part)


def _agreed(source: Any) -> list[Line]:
    """What agrees, family by family, where nothing is in conflict."""
    rows = charts.checks_table(source, by="family").drop_duplicates("name").head(MOST_LINES)
    families = [
        (row, (family_name(row["rule"], "zh"), family_name(row["rule"], "en"))) for row in rows.to_dict("records")
    ]
    return [Line(name, pair("opening", "checked", row["whole"]), tone="good") for row, name in families]


def _absence(row: Row) -> Line:
    """What is missing, and who asks for it."""
    message = (row["message_zh"] or row["message_en"], capitalised(row["message_en"] or row["message_zh"]))
    asked_by = pair("opening", ABSENCE[row["rule"]])
    return Line(message, note=asked_by, ref=";".join(references(row["evidence"])), tone="note")


def _places(source: Any, refs: tuple[str, ...]) -> Pair:
    """The pages that a finding rests on, the first three of them."""
    from .. import evidence

    rows = [evidence.find(source, ref) for ref in refs]
    cited = [_where({"page": row.get("page"), "line": row.get("line")}) for row in rows if "page" in row]
    zh, en = (list(dict.fromkeys(place[n] for place in cited if place[n]))[:3] for n in (0, 1))
    return "、".join(zh), ", ".join(en)
