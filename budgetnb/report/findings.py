"""What does not add up, with its arithmetic, and how complete the disclosure is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from .. import labels
from ..charts import select
from ..charts.changes import brief
from ..checks.rule_names import rule_name
from .sheets import Sheet, sheet, yuan
from .words import Pair, word

MOST = 120
COUNTED = ("kpis.", "tasks.goals", "completeness.", "rules.", "claims.percent")
"""Rules whose numbers are counts or shares, not yuan."""
MONEY = ("said", "expected", "difference", "tolerance")


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: its outcome, its words, its arithmetic (name and figure), and the rows it rests on."""

    status: str
    status_said: Pair
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
    told = checks["severity"].isin(["warning", "notice"]) & (checks["status"] != "conflict")
    kinds = {"notice": checks[told], **{s: checks[~told & (checks["status"] == s)] for s in ("rounding", "untestable")}}
    groups = [_group(rows, name) for name, rows in kinds.items()]
    conflicts = _found(checks[checks["status"] == "conflict"])
    exact = int((checks["status"] == "exact").sum())
    return Findings(tuple(g for g in groups if g[1]), conflicts[:MOST], max(0, len(conflicts) - MOST), exact)


def _group(rows: pd.DataFrame, name: str) -> tuple[Pair, tuple[Finding, ...], int]:
    found = _found(rows)
    return word("findings", name, len(found)), found[:MOST], max(0, len(found) - MOST)


def _found(rows: pd.DataFrame) -> tuple[Finding, ...]:
    return tuple(_finding(row) for row in rows.to_dict("records"))


def _finding(row: dict[Any, Any]) -> Finding:
    noted = row["status"] == "untestable" and row["severity"] != "info"
    said = (
        word("findings", "note")
        if noted
        else (labels.label("status", row["status"], "zh"), labels.label("status", row["status"], "en"))
    )
    unit = ("", "") if row["rule"].startswith(COUNTED) else word("findings", "yuan")
    arithmetic = tuple(
        (word("findings", name), _with(yuan(row[name]), unit)) for name in MONEY if not pd.isna(row[name])
    )
    message = (row["message_zh"] or row["message_en"], begun(row["message_en"] or row["message_zh"]))
    return Finding(
        row["status"],
        said,
        row["rule"],
        row["subject"],
        message,
        arithmetic,
        references(row["evidence"]),
        row["severity"],
        (rule_name(row["rule"], "zh"), begun(rule_name(row["rule"], "en"))),
    )


def begun(text: str) -> str:
    """A sentence with a capital where it begins with a small letter.

    Examples
    --------
    >>> begun("the total is the sum"), begun("一般公共预算: exact")
    ('The total is the sum', '一般公共预算: exact')
    """
    return text[:1].upper() + text[1:]


def _with(told: str, unit: Pair) -> Pair:
    return f"{told} {unit[0]}".strip(), f"{told} {unit[1]}".strip()


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
    said = {status: word("table_status", status) for status in set(tables["status"])}
    made = tables.assign(
        left=tables["numbers"] - tables["taken"],
        note=[brief(" ".join(note.split())) for note in tables["note"]],
        page=tables["first_page"],
        line=None,
    )
    made = select.with_place(made, "zh")
    built = sheet(made, ("number", "title", "table", "status", "promised", "where", "numbers", "taken", "left", "note"))
    return built and _with_status(built, [said[status] for status in made["status"].head(len(built.rows))])


def _with_status(built: Sheet, said: list[Pair]) -> Sheet:
    from dataclasses import replace

    heading = word("columns", "status")
    place = next((n for n, (title, _) in enumerate(built.columns) if title == heading), -1)
    rows = tuple(tuple(replace(cell, text=pair) if n == place else cell for n, cell in enumerate(row))
                 for row, pair in zip(built.rows, said, strict=True))  # fmt: skip
    return replace(built, rows=rows)
