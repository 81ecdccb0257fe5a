"""Dated rules: which are in force for a budget year, whether a disclosure passes, and what it cannot tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from .. import wording
from .finding import Finding, phrase
from .ledger import Ledger, ledger_of
from .quantities import expenditure, three_public

if TYPE_CHECKING:
    from ..model import Identity
    from .frame_rows import Frames


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a disclosure tells of one rule: pass, fail or cannot tell, with the number and the rows."""

    rule: Mapping[str, Any]
    outcome: str
    value: float | None = None
    evidence: tuple[str, ...] = ()


def in_force(rule: Mapping[str, Any], year: int | None) -> bool:
    """Whether a rule is in force for a budget year (its first day).

    Examples
    --------
    >>> in_force({"from": date(2021, 1, 1)}, 2020), in_force({"from": date(2021, 1, 1), "to": date(2022, 12, 31)}, 2022)
    (False, True)
    """
    if year is None:
        return False
    day = date(year, 1, 1)
    return bool(rule["from"] <= day and day <= rule.get("to", date.max))


def outcomes(frames: Frames, identity: Identity, *, unverified: bool = False) -> list[Outcome]:
    """The outcome of every rule in force; those whose text nobody has read only where `unverified` is set."""
    ledger = ledger_of(frames, identity.year)
    rules = [r for r in wording.load("rules")["rule"] if in_force(r, identity.year) and (r["verified"] or unverified)]
    return [_outcome(rule, ledger) for rule in rules]


def _outcome(rule: Mapping[str, Any], ledger: Ledger) -> Outcome:
    if "numerator" in rule:
        return _share(rule, ledger)
    if "depth_table" in rule:
        return _depth(rule, ledger)
    return _growth(rule, ledger)


def _share(rule: Mapping[str, Any], ledger: Ledger) -> Outcome:
    above, below = (expenditure(ledger, "procurement", measure=rule[end]) for end in ("numerator", "denominator"))
    if above is None or below is None or not below.amount:
        return Outcome(rule, "cannot tell")
    value = above.amount / below.amount
    return Outcome(rule, "pass" if value >= rule["least"] else "fail", value, (*above.refs, *below.refs))


def _depth(rule: Mapping[str, Any], ledger: Ledger) -> Outcome:
    of = (rule["depth_table"], rule["depth_scheme"])
    cells = [c for c in ledger.filled if (c.table, c.scheme) == of and c.code]
    if not cells:
        return Outcome(rule, "cannot tell")
    deepest = max(cells, key=lambda c: len(c.code))
    depth = (len(deepest.code) - 1) // 2
    return Outcome(rule, "pass" if depth >= rule["least"] else "fail", float(depth), (deepest.ref,))


def _growth(rule: Mapping[str, Any], ledger: Ledger) -> Outcome:
    now = three_public(ledger, rule["growth_of"])
    before = three_public(ledger, rule["growth_of"], ledger.year - 1) if ledger.year else None
    if now is None or before is None or not before.amount:
        return Outcome(rule, "cannot tell")
    value = now.amount / before.amount - 1
    return Outcome(rule, "pass" if value <= rule["most"] else "fail", value, (*now.refs, *before.refs))


def not_verified(year: int | None) -> list[Mapping[str, Any]]:
    """The rules in force whose text nobody has read: off until they are asked for."""
    return [r for r in wording.load("rules")["rule"] if in_force(r, year) and not r["verified"]]


def sentence(found: Outcome, lang: str) -> str:
    """The outcome of a rule in one sentence: formula, value, and what a disclosure cannot tell."""
    rule, value = found.rule, found.value or 0.0
    filled = {"number": rule["number"], "article": rule["article"], "value": _value(rule, value)}
    filled |= {"formula": rule[f"formula_{lang}"], "cannot": rule[f"cannot_{lang}"]}
    return phrase("rules", found.outcome, lang, **filled)


def _value(rule: Mapping[str, Any], value: float) -> str:
    return f"{value:g}" if "depth_table" in rule else f"{value:.1%}"


def run(frames: Frames, identity: Identity) -> Iterator[Finding]:
    """One finding for each verified rule in force that the disclosure tells something of."""
    for found in outcomes(frames, identity):
        if found.outcome == "cannot tell":
            continue
        status, severity = ("exact", "info") if found.outcome == "pass" else ("untestable", "notice")
        zh, en = sentence(found, "zh"), sentence(found, "en")
        rule = found.rule
        yield Finding(rule["id"], status, rule["number"], zh=zh, en=en, evidence=found.evidence, severity=severity)
