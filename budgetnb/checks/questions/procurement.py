"""What is bought, what of it is reserved for small firms, and which classes reserve nothing."""

from __future__ import annotations

from ..frame_rows import known
from .facts import Answer, Facts, Row, answer, refs_of

MOST_LISTED = 5


def bought(facts: Facts) -> Answer | None:
    """All that is bought, and the kinds of it; a kind's own row stands above its purchases."""
    rows = [r for r in facts.rows("procurement", "by", "code", "amount", "sme") if known(r["amount"])]
    whole = next((r for r in rows if r["by"] == "total"), None)
    if whole is None:
        return None
    largest: dict[str, Row] = {}
    for r in sorted((r for r in rows if r["by"] == "kind" and r["amount"]), key=lambda r: -r["amount"]):
        largest.setdefault(r["code"], r)
    phrases, kinds = facts.phrases, list(largest.values())
    parts = [f"{phrases.label('category', r['code'])} {phrases.money(r['amount'])}" for r in kinds]
    listed = f"{phrases.text('colon')}{phrases.listed(parts)}" if parts else ""
    amount = phrases.money(whole["amount"])
    return answer(whole["amount"], refs_of((whole, *kinds)), amount=amount, kinds=listed)


def reserved(facts: Facts) -> Answer | None:
    """What is reserved for small and medium firms in all, and for small and micro firms."""
    small, micro = (
        [r for r in facts.ratios(ratio) if r["ratio"] == ratio] for ratio in ("procurement.sme", "procurement.micro")
    )
    if not small:
        return None
    first, phrases = small[0], facts.phrases
    more = phrases.more("reserved", micro=phrases.money(micro[0]["numerator"])) if micro else ""
    words = {"amount": phrases.money(first["numerator"]), "share": phrases.percent(first["value"]), "more": more}
    return answer(first["numerator"], first["evidence"], "computed", **words)


def unreserved(facts: Facts) -> Answer | None:
    """The deepest classes that buy and reserve nothing; a class of several units is one."""
    rows = facts.rows("procurement", "by", "code", "name", "amount", "sme")
    rows = [r for r in rows if r["by"] == "function" and r["amount"] and known(r["sme"])]
    if not rows:
        return None
    deepest = [r for r in rows if not any(o["code"].startswith(r["code"]) and o["code"] != r["code"] for o in rows)]
    reserving = {r["code"] for r in deepest if r["sme"]}
    none: dict[str, Row] = {}
    for r in deepest:
        if r["code"] not in reserving:
            none[r["code"]] = r | {"amount": r["amount"] + none.get(r["code"], {"amount": 0.0})["amount"]}
    listed = sorted(none.values(), key=lambda r: -r["amount"])
    refs = refs_of(r for r in deepest if not listed or r["code"] in none)
    return answer(sum(r["amount"] for r in listed), refs, "computed", names=_classes(facts, listed))


def _classes(facts: Facts, rows: list[Row]) -> str:
    """The first few classes with their amounts, and how many more there are; that there are none where there are none."""
    phrases = facts.phrases
    parts = [f"{r['code']} {r['name']} {phrases.money(r['amount'])}" for r in rows]
    more = phrases.text("and_more", count=len(parts) - MOST_LISTED) if len(parts) > MOST_LISTED else ""
    return f"{phrases.listed(parts[:MOST_LISTED])}{more}" or phrases.text("none_unreserved")
