"""How far targets can be measured, what does not add up, and what is missing."""

from __future__ import annotations

from ... import wording
from ..printout import SUM_RULES, causes
from .facts import Answer, Facts, Row, answer, refs_of
from .phrases import MOST_NAMED

REQUIRED, PROMISED = "completeness.required", "completeness.promised"
TESTED = ("exact", "rounding", "conflict")


def indicators(facts: Facts) -> Answer | None:
    """How many indicators there are, and how many have a number for a target."""
    rows = [r for r in facts.rows("kpis", "operator") if r["operator"] != "blank"]
    if not rows:
        return None
    counted = sum(r["operator"] != "text" for r in rows)
    words = {"count": len(rows), "counted": counted, "share": facts.phrases.percent(counted / len(rows))}
    return answer(float(len(rows)), refs_of(rows), unit="indicators", **words)


def unmeasured(facts: Facts) -> Answer | None:
    """Targets in words, and categories without an indicator."""
    rows = facts.rows("kpis", "operator", "level1", "level2", "indicator", "target")
    if not rows:
        return None
    phrases = facts.phrases
    texts, blanks = ([r for r in rows if r["operator"] == kind] for kind in ("text", "blank"))
    lists = {
        "text_targets": [phrases.text("target", **_texts(r)) for r in texts],
        "blank_categories": [r["level2"] or r["level1"] for r in blanks],
    }
    parts = [
        phrases.text(key, count=len(names), names=phrases.named(list(dict.fromkeys(names))))
        for key, names in lists.items()
        if names
    ]
    refs = refs_of((*texts, *blanks))
    what = phrases.listed(parts) or phrases.text("all_measured")
    return answer(float(len(refs)), refs, unit="indicators", what=what)


def _texts(row: Row) -> Row:
    return {name: row[name] for name in ("indicator", "target")}


def conflicts(facts: Facts) -> Answer | None:
    """How many sums are tested, and those in conflict, each cause once."""
    phrases = facts.phrases
    message = f"message_{phrases.lang}"
    rows = facts.rows("checks", "rule", "status", "difference", message)
    sums = [r for r in rows if r["rule"].startswith(SUM_RULES)]
    tested = sum(r["status"] in TESTED for r in sums)
    if not tested:
        return None
    wrong = [r for r in sums if r["status"] == "conflict"]
    groups = causes(wrong)[:MOST_NAMED]
    left = len(wrong) - len(groups)
    named = phrases.listed(str(first[message]) for first, *_ in groups)
    more = phrases.text("and_more", count=left) if left else ""
    words = {
        "tested": f"{tested:,}",
        "count": len(wrong),
        "named": f"{phrases.text('colon')}{named}{more}" if wrong else "",
    }
    return answer(float(len(wrong)), refs_of(wrong), "computed", unit="findings", **words)


def missing(facts: Facts) -> Answer | None:
    """What is required or promised and not there; what the contents name is told once, by the name in the contents."""
    phrases = facts.phrases
    message = f"message_{phrases.lang}"
    rows = facts.rows("checks", "rule", "status", "subject", "table", message)
    rows = [r for r in rows if r["rule"] in (REQUIRED, PROMISED)]
    if not rows:
        return None
    gone = [r for r in rows if r["status"] != "exact"]
    promised = {r["table"] for r in gone if r["rule"] == PROMISED}
    tables = {entry["id"]: set(entry.get("tables", ())) for entry in wording.load("completeness")["required"]}
    gone = [r for r in gone if r["table"] or not tables[r["subject"]] & promised]
    named = [r["subject"] for r in gone if r["rule"] == PROMISED]
    parts = [phrases.text("promised_gone", count=len(named), names=phrases.named(named))] if len(named) > 1 else []
    rest = [r for r in gone if not parts or r["rule"] != PROMISED]
    names = phrases.listed([*parts, *(r[message] for r in rest)]) or phrases.text("nothing_missing")
    return answer(float(len(gone)), refs_of(gone), "computed", unit="findings", names=names)
