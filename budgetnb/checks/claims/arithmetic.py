"""The arithmetic inside one claim: this year less the year before is the change, and the change over the year before the percentage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..finding import Finding, Printed, as_printed, both, compare, money_scale
from ..frame_rows import known
from .records import Claim, percent_precision

NOTHING = 1e-9
"""Yuan and percentage points: what is nearer to zero is zero, since no printed number is."""


def run(claims: Sequence[Claim], year: int | None) -> Iterator[Finding]:
    """The findings on what each claim states of its own numbers; `year` is the budget's."""
    for claim in claims:
        yield from _change(claim)
        yield from _percent(claim, year)


def _change(claim: Claim) -> Iterator[Finding]:
    """amount − prior = change, where all three are told."""
    if not (known(claim.amount) and known(claim.prior) and known(claim.change)):
        return
    numbers = {
        "amount": Printed(claim.amount, claim.precision),
        "prior": Printed(claim.prior, claim.place_of(claim.prior)),
        "change": Printed(claim.change, claim.place_of(claim.change)),
    }
    expected, tolerance = claim.amount - claim.prior, sum(n.precision for n in numbers.values()) / 2
    status = compare(claim.change, expected, tolerance)
    yield _finding("claims.change", status, claim, (claim.change, expected, tolerance), numbers=numbers)


def _percent(claim: Claim, year: int | None) -> Iterator[Finding]:
    """change ÷ prior is the percentage, within what rounding leaves of all three."""
    if not known(claim.change_pct) or not known(claim.prior):
        return
    if abs(claim.prior) < NOTHING:
        yield _zero_base(claim)
        return
    change = claim.change if known(claim.change) else claim.amount - claim.prior
    if not known(change):
        return
    base = claim.amount if _starts_from_amount(claim, year) else claim.prior
    low, high = _percentages(claim, change, base)
    place = percent_precision(claim.change_pct)
    said, expected = claim.change_pct, change / base * 100
    status = _percent_status(said, expected, (low, high), place)
    numbers = {name: Printed(n, claim.place_of(n)) for name, n in (("change", change), ("prior", base))}
    words, outcome = {"pct": f"{said:g}", "expected": f"{expected:.2f}"}, (said, expected, place + (high - low) / 2)
    yield _finding("claims.percent", status, claim, outcome, numbers=numbers, words=words)


def _percent_status(said: float, expected: float, between: tuple[float, float], place: float) -> str:
    """exact to the last printed place, rounding where the interval of the quotient comes within one place of it, else conflict."""
    outside = max(between[0] - said, said - between[1], 0.0)
    if outside > place + NOTHING:
        return "conflict"
    return "exact" if abs(said - expected) <= place / 2 else "rounding"


def _starts_from_amount(claim: Claim, year: int | None) -> bool:
    """Whether the amount told is itself what the change starts from: it is of an earlier year than the budget."""
    return isinstance(claim.year, int) and year is not None and claim.year < year and bool(claim.amount)


def _percentages(claim: Claim, change: float, base: float) -> tuple[float, float]:
    """Between which percentages the change may lie, given how finely it and its base are printed."""
    changes = [change + sign * claim.place_of(change) / 2 for sign in (-1, 1)]
    bases = [base + sign * claim.place_of(base) / 2 for sign in (-1, 1)]
    ends = [c / b * 100 if b else float("inf") for c in changes for b in bases]
    return min(ends), max(ends)


def _zero_base(claim: Claim) -> Finding:
    """The finding on a growth rate from zero."""
    zh, en = both("claims.zero_base", "untestable", subject=claim.subject, pct=f"{claim.change_pct:g}")
    refs = [claim.ref]
    return Finding("claims.zero_base", "untestable", claim.subject, zh=zh, en=en, evidence=refs, severity="notice")


def _finding(
    rule: str,
    status: str,
    claim: Claim,
    outcome: tuple[float, float, float],
    *,
    numbers: Mapping[str, Printed],
    words: Mapping[str, str] | None = None,
) -> Finding:
    """The finding on one claim: its outcome (said, expected, tolerance), the numbers and words that fill in its sentence."""
    scale, unit = money_scale([n.precision for n in numbers.values()])
    filled = {name: as_printed(n.amount, n.precision, scale) for name, n in numbers.items()} | dict(words or {})
    zh, en = both(rule, status, subject=claim.subject, unit=unit, **filled)
    return Finding(rule, status, claim.subject, "", *outcome, zh, en, [claim.ref])
