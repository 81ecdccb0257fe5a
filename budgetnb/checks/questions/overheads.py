"""The three public expenses, vehicles, staff, and the agency's operating cost."""

from __future__ import annotations

from .. import quantities, ratios
from ..frame_rows import known
from .facts import Answer, Facts, Row, answer
from .phrases import question_entry
from .spending import change_of

ITEMS = ("abroad", "reception", "vehicle_purchase", "vehicle_operation")


def three_public(facts: Facts) -> Answer | None:
    """Their total with its change, as tables of two years give it, else as a sentence tells it, and the items that are not zero."""
    now, claim = quantities.three_public(facts.ledger, "total"), facts.claim("three_public")
    if now is None:
        return _stated(facts, claim)
    phrases = facts.phrases
    more, refs = phrases.compared(claim), [*now.refs, *([claim["ref"]] if claim else [])]
    if changed := facts.ratios("change.three_public"):
        more = phrases.compared(change_of(now.amount, changed[0]["denominator"], facts.ledger.year))
        refs = [*now.refs, *changed[0]["evidence"]]
    listed = [(item, quantities.three_public(facts.ledger, item)) for item in ITEMS]
    items = [(item, found) for item, found in listed if found is not None and found.amount]
    parts = phrases.listed(f"{phrases.label('three_public', item)} {phrases.money(q.amount)}" for item, q in items)
    refs += [ref for _, found in items for ref in found.refs]
    more += f"{phrases.text('semicolon')}{parts}" if parts else ""
    return answer(now.amount, refs, amount=phrases.money(now.amount), more=more)


def _stated(facts: Facts, claim: Row | None) -> Answer | None:
    """The amount of a claim with its change."""
    if claim is None:
        return None
    words = {"amount": facts.phrases.money(claim["amount"]), "more": facts.phrases.compared(claim)}
    return answer(claim["amount"], (claim["ref"],), **words)


def vehicles(facts: Facts) -> Answer | None:
    """How many vehicles are held, since when, and what each costs to run."""
    assets = facts.rows("assets", "item", "count", "date")
    first = next((r for r in assets if r["item"] == "vehicles" and known(r["count"])), None)
    if first is None:
        return None
    phrases, more, refs = facts.phrases, "", [first["ref"]]
    for ratio in facts.ratios("vehicle.operation")[:1]:
        if first["count"]:
            more = phrases.more("vehicles", each=phrases.money(ratio["value"]))
            refs += ratio["evidence"]
    since = phrases.text("as_of", date=first["date"]) if first["date"] else ""
    words = {"count": f"{first['count']:g}", "more": more, "since": since}
    return answer(first["count"], refs, "computed" if more else "printed", unit="vehicles", **words)


def heads(facts: Facts) -> Answer | None:
    """Staff in post and on the establishment, and wages and benefits per head."""
    staff, phrases = ratios.staff(facts.frames), facts.phrases
    if not staff:
        return None
    counts = [
        phrases.text(name, count=f"{staff[name].amount:g}") for name in ("actual", "establishment") if name in staff
    ]
    refs = [ref for counted in staff.values() for ref in counted.refs]
    more = ""
    for ratio in facts.ratios("head.personnel.actual")[:1]:
        more = phrases.more("heads", each=phrases.money(ratio["value"]))
        refs += ratio["evidence"]
    first = staff.get("actual") or staff["establishment"]
    words = {"counts": phrases.text("comma").join(counts), "more": more}
    return answer(first.amount, refs, "computed" if more else "printed", unit="heads", **words)


def operating_cost(facts: Facts) -> Answer | None:
    """The agency's operating cost as a sentence tells it, else the total of its table."""
    if claim := facts.claim("operating_cost"):
        return _stated(facts, claim)
    table = question_entry("operating_cost")["table"]
    cells = (c for c in facts.ledger.filled if (c.table, c.kind, c.measure) == (table, "total", "total"))
    first = next(cells, None)
    return first and answer(first.amount, (first.ref,), amount=facts.phrases.money(first.amount), more="")
