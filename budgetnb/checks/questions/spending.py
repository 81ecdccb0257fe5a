"""How large the budget is, what grew and fell, what it is spent on, and what moved."""

from __future__ import annotations

from ..frame_rows import known
from .facts import Answer, Facts, Row, answer, refs_of
from .phrases import is_top_class, plain

LEAST_REST = 0.0005
"""A share of less is told as nothing."""


def size(facts: Facts) -> Answer | None:
    """All expenditure, against the year before as a sentence tells it, else as the tables do."""
    spent = facts.spent()
    if spent is None:
        return None
    claim, before = facts.claim_of_change(spent), facts.spent_before()
    more, refs = facts.phrases.compared(claim), [*spent.refs]
    if more and claim is not None:
        refs.append(claim["ref"])
    elif before is not None and before.amount:
        more = facts.phrases.compared(change_of(spent.amount, before.amount, facts.ledger.year))
        refs += before.refs
    return answer(spent.amount, refs, amount=facts.phrases.money(spent.amount), more=more)


def change_of(amount: float, before: float, year: int | None) -> Row:
    """What two amounts tell of a change, as a claim would."""
    return {"amount": amount, "change": amount - before, "base": "", "year": year, "direction": "none"}


def grew(facts: Facts) -> Answer | None:
    """What grew most, and the reason given."""
    return _changed_most(facts, 1)


def fell(facts: Facts) -> Answer | None:
    """What fell most, and the reason given."""
    return _changed_most(facts, -1)


def _changed_most(facts: Facts, sign: int) -> Answer | None:
    changes = facts.changes(sign)
    if not changes:
        return None
    most, phrases = max(changes, key=lambda r: abs(r["change"])), facts.phrases
    reason = phrases.text("reason", reason=most["reason"]) if most["reason"] else phrases.text("no_reason")
    money = {"change": phrases.money(abs(most["change"])), "amount": phrases.money(most["amount"])}
    return answer(most["change"], (most["ref"],), "inferred", name=most["name"], reason=reason, **money)


def largest_class(facts: Facts) -> Answer | None:
    """The class at the top, as far as classes are printed, on which most is spent."""
    prefix = "share.function:"
    codes = {r["ratio"].removeprefix(prefix): r for r in facts.ratios(prefix)}
    if not codes:
        return None
    shortest = min(map(len, codes))
    most = max((r for code, r in codes.items() if len(code) == shortest), key=lambda r: r["value"])
    money = {"amount": facts.phrases.money(most["numerator"]), "share": facts.phrases.percent(most["value"])}
    return answer(most["value"], most["evidence"], "computed", unit="share", name=facts.first_name(most), **money)


def basic_project(facts: Facts) -> Answer | None:
    """The shares of basic and project expenditure, and what they leave."""
    ratios = {r["ratio"]: r for r in facts.ratios("share.measure:")}
    basic, project = ratios.get("share.measure:basic"), ratios.get("share.measure:project")
    if basic is None or project is None:
        return None
    percent = facts.phrases.percent
    rest = 1 - basic["value"] - project["value"]
    more = facts.phrases.more("basic_project", rest=percent(rest)) if rest > LEAST_REST else ""
    shares = {"basic": percent(basic["value"]), "project": percent(project["value"]), "more": more}
    refs = (*basic["evidence"], *project["evidence"])
    return answer(project["value"], refs, "computed", unit="share", **shares)


def largest_project(facts: Facts) -> Answer | None:
    """The largest project and its share of all expenditure."""
    projects, spent = [r for r in facts.projects() if r["amount"] > 0], facts.spent()
    if not projects or spent is None or not spent.amount:
        return None
    most = max(projects, key=lambda r: r["amount"])
    share = facts.phrases.percent(most["amount"] / spent.amount)
    amount = facts.phrases.money(most["amount"])
    return answer(most["amount"], (most["ref"], *spent.refs), name=most["name"], amount=amount, share=share)


def moved(facts: Facts) -> Answer | None:
    """What moved from where to where; a class and its items are the same money, told once."""
    moves = facts.rows("moves", "giver", "receiver", "amount")
    finest = [r for r in moves if not is_top_class(r["giver"])] or moves
    moves = [r for r in moves if r in finest or r["amount"] not in [f["amount"] for f in finest]]
    if not moves:
        return None
    phrases = facts.phrases
    alike = "".join(
        phrases.more("moved", change=phrases.money(r["numerator"]), share=phrases.percent(r["value"], signed=True))
        for r in facts.ratios("change.like_for_like")[:1]
    )
    listed = phrases.listed(_move(facts, r) for r in moves)
    amount = sum(r["amount"] for r in finest if known(r["amount"]))
    return answer(amount, refs_of(moves), "inferred", moves=f"{listed}{alike}")


def _move(facts: Facts, row: Row) -> str:
    """One move in words; who gave or received is said not to be told where it is not."""
    text = facts.phrases.text
    giver = plain(row["giver"]) or text("unnamed_giver")
    receiver = plain(row["receiver"]) or text("unnamed")
    amount = facts.phrases.money(row["amount"]) if known(row["amount"]) else ""
    return text("move", giver=giver, receiver=receiver, amount=amount).strip()
