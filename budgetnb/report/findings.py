"""What does not add up, with its arithmetic, and how complete the disclosure is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from .. import labels
from ..charts import select
from ..charts.changes import brief
from ..checks.rule_names import rule_name
from .sheets import Sheet, sheet, yuan
from .texts import Pair, pair

MOST = 120
COUNTED = ("kpis.", "tasks.goals", "completeness.", "rules.", "claims.percent")
"""Rules whose numbers are counts or shares, not yuan."""
MONEY = ("said", "expected", "difference", "tolerance")


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: its outcome, its words, its arithmetic (name and figure), and the rows it rests on."""

    status: str
    status_name: Pair
    rule: str
    subject: str
    message: Pair
    arithmetic: tuple[tuple[Pair, Pair], ...]
    refs: tuple[str, ...]
    severity: str = "info"
    named: Pair = ("", "")


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings in groups (heading, findings, how many more there are), and how many agree exactly."""

    groups: tuple[tuple[Pair, tuple[Finding, ...], int], ...]
    conflicts: tuple[Finding, ...]
    more: int
    exact: int


def findings(source: Any) -> Findings:
    """All findings of one disclosure: conflicts first, the largest difference first."""
    checks = select.frame_of(source, "checks")
    order = checks["severity"].map({"warning": 0, "notice": 1, "info": 2}).astype(float)
    checks = checks.assign(order=order, size=-checks["difference"].abs().fillna(0)).sort_values(
        ["order", "size"], kind="stable"
    )
    noted = checks["severity"].isin(["warning", "notice"]) & (checks["status"] != "conflict")
    kinds = {
        "notice": checks[noted],
        **{s: checks[~noted & (checks["status"] == s)] for s in ("rounding", "untestable")},
    }
    groups = [_group(rows, name) for name, rows in kinds.items()]
    conflicts = _found(checks[checks["status"] == "conflict"])
    exact = int((checks["status"] == "exact").sum())
    return Findings(tuple(g for g in groups if g[1]), conflicts[:MOST], max(0, len(conflicts) - MOST), exact)


def _group(rows: pd.DataFrame, name: str) -> tuple[Pair, tuple[Finding, ...], int]:
    found = _found(rows)
    return pair("findings", name, len(found)), found[:MOST], max(0, len(found) - MOST)


def _found(rows: pd.DataFrame) -> tuple[Finding, ...]:
    return tuple(_finding(row) for row in rows.to_dict("records"))


def _finding(row: dict[Any, Any]) -> Finding:
    noted = row["status"] == "untestable" and row["severity"] != "info"
    zh, en = (labels.label("status", row["status"], lang) for lang in labels.LANGS)
    message = (row["message_zh"] or row["message_en"], capitalised(row["message_en"] or row["message_zh"]))
    return Finding(
        status=row["status"], status_name=pair("findings", "note") if noted else (zh, en), rule=row["rule"], subject=row["subject"],
        message=message, arithmetic=_arithmetic(row), refs=references(row["evidence"]), severity=row["severity"],
        named=(rule_name(row["rule"], "zh"), capitalised(rule_name(row["rule"], "en"))),
    )  # fmt: skip


def _arithmetic(row: dict[Any, Any]) -> tuple[tuple[Pair, Pair], ...]:
    """The numbers of a finding with their names, in yuan but for counts and shares."""
    unit = ("", "") if row["rule"].startswith(COUNTED) else pair("findings", "yuan")
    return tuple((pair("findings", name), _in_unit(yuan(row[name]), unit)) for name in MONEY if not pd.isna(row[name]))


def capitalised(text: str) -> str:
    """A sentence with a capital where it begins with a small letter.

    Examples
    --------
    >>> capitalised("the total is the sum"), capitalised("一般公共预算: exact")
    ('The total is the sum', '一般公共预算: exact')
    """
    return text[:1].upper() + text[1:]


def _in_unit(number: str, unit: Pair) -> Pair:
    return f"{number} {unit[0]}".strip(), f"{number} {unit[1]}".strip()


def references(evidence: Any) -> tuple[str, ...]:
    """References as texts 'frame:position', however they are held."""
    if not isinstance(evidence, (list, tuple)):
        return ()
    return tuple(item if isinstance(item, str) else f"{item[0]}:{item[1]}" for item in evidence)


def completeness(source: Any) -> Sheet | None:
    """The tables promised and found, with the account of their numbers."""
    tables = select.frame_of(source, "tables")
    if tables.empty:
        return None
    names = {status: pair("table_status", status) for status in set(tables["status"])}
    made = tables.assign(
        left=tables["numbers"] - tables["taken"],
        note=[brief(" ".join(note.split())) for note in tables["note"]],
        page=tables["first_page"],
        line=None,
    )
    made = select.with_place(made, "zh")
    built = sheet(made, ("number", "title", "table", "status", "promised", "where", "numbers", "taken", "left", "note"))
    return built and _with_status(built, [names[status] for status in made["status"].head(len(built.rows))])


def _with_status(built: Sheet, names: list[Pair]) -> Sheet:
    """The table with the names of its statuses in place of their ids."""
    heading = pair("columns", "status")
    place = next((n for n, (title, _) in enumerate(built.columns) if title == heading), -1)
    rows = tuple(
        tuple(replace(cell, text=name) if n == place else cell for n, cell in enumerate(row))
        for row, name in zip(built.rows, names, strict=True)
    )
    return replace(built, rows=rows)
