"""Where the money comes from, and how much of it is carried over."""

from __future__ import annotations

from ...wording.tables import held_by
from .facts import Answer, Facts, Row, answer

SUMS_OF_FUNDS = ("fiscal", "current")
"""Funds that add up others: told only where nothing finer is printed."""
ROUNDING = 0.0005
"""Shares that make up the whole within this make it up."""


def _shares(facts: Facts) -> list[Row]:
    """The shares of the funds that no other printed fund holds, the largest first."""
    shares = [r | {"fund": r["ratio"].partition(":")[2]} for r in facts.ratios("share.fund:") if r["value"] > 0]
    finer = [r for r in shares if r["fund"] not in SUMS_OF_FUNDS]
    shares = finer or [r for r in shares if r["fund"] == "fiscal"]
    inner = {fund for r in shares for fund in held_by(r["fund"])}
    return sorted((r for r in shares if r["fund"] not in inner), key=lambda r: -r["value"])


def funds(facts: Facts) -> Answer | None:
    """The share of each fund in all income, and of what is carried over."""
    shares, phrases = _shares(facts), facts.phrases
    left = 1 - sum(r["value"] for r in shares) + ROUNDING  # what is carried over may be counted in its funds
    earlier = [r for r in facts.ratios("share.carried") if 0 < r["value"] <= left][:1]
    if not shares and not earlier:
        return None
    parts = [f"{phrases.label('fund', r['fund'])} {phrases.percent(r['value'])}" for r in shares]
    parts += [f"{phrases.text('carried')} {phrases.percent(r['value'])}" for r in earlier]
    every = [*shares, *earlier]
    refs = [ref for r in every for ref in r["evidence"]]
    return answer(every[0]["value"], refs, "computed", unit="share", parts=phrases.listed(parts))


def carried(facts: Facts) -> Answer | None:
    """How much is carried over from earlier years; nothing, where the year's own income is all there is."""
    phrases = facts.phrases
    for first in facts.ratios("share.carried")[:1]:
        amount, share = phrases.money(first["numerator"]), phrases.percent(first["value"])
        with_share = phrases.more("carried", amount=amount, share=share)
        return answer(first["numerator"], first["evidence"], amount=with_share)
    shares = _shares(facts)
    if shares and abs(sum(r["value"] for r in shares) - 1) < ROUNDING:
        refs = [ref for r in shares for ref in r["evidence"]]
        return answer(0.0, refs, "computed", amount=phrases.text("nothing_carried"))
    return None
