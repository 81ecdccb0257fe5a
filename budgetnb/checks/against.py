"""Claims against other claims: the same said twice, parts and their whole, and the bases that they imply."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from .. import wording
from .book import known
from .finding import Finding, compare, figure, phrase, scale_of
from .words import Claim, base_name, worth

SHARED = 4
FEWEST = 2
WHOLES = ("total_expenditure", "total_both")
QUOTED = 80


def run(claims: Sequence[Claim]) -> Iterator[Finding]:
    """The findings on claims held against each other."""
    yield from _twice(claims)
    yield from _wholes(claims)
    yield from _changes(claims)
    yield from _bases(claims)


def quote(claim: Claim) -> str:
    """The sentence of a claim, cut to a readable length."""
    told = claim.sentence.strip()
    return told if len(told) <= QUOTED else told[: QUOTED - 1] + "…"


def _told(
    rule: str, status: str, claims: Sequence[Claim], numbers: tuple[float, float, float], **more: object
) -> Finding:
    """A finding on several claims; it cites the first two sentences."""
    first, second = claims[0], claims[-1]
    places = [c.precision for c in claims]
    scale, unit, _ = scale_of(places)
    finest = min(places)
    values = {
        "subject": first.subject, "other": second.subject, "unit": unit, "said": figure(numbers[0], finest, scale),
        "expected": figure(numbers[1], finest, scale), "difference": figure(numbers[0] - numbers[1], finest, scale),
        "bound": figure(numbers[2], finest / 2, scale), "first": quote(first), "second": quote(second), **more,
    }  # fmt: skip
    zh, en = (phrase(rule, status, lang, **values) for lang in ("zh", "en"))
    return Finding(rule, status, first.subject, "", *numbers, zh, en, [c.ref for c in claims])


def _plain(claims: Iterable[Claim]) -> list[Claim]:
    """Claims that state an amount of their own: none inside a reason, none of money carried over."""
    return [c for c in claims if known(c.amount) and c.reason_of is None and not c.carried]


def _twice(claims: Sequence[Claim]) -> Iterator[Finding]:
    """The same subject of the same year told in two places."""
    told: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    once = set(wording.load("identities")["claims"]["once"])
    for c in _plain(claims):
        if c.kind in once and not c.of_which:
            told[(c.kind, c.side, c.year, c.subject)].append(c)
    for same in told.values():
        for other in same[1:]:
            tolerance = (same[0].precision + other.precision) / 2
            status = compare(other.amount, same[0].amount, tolerance)
            yield _told("claims.twice", status, [same[0], other], (other.amount, same[0].amount, tolerance))


def _wholes(claims: Sequence[Claim]) -> Iterator[Finding]:
    """A whole and its parts, where they make it up: what “of which” leaves out is not known, so nothing else is a finding."""
    for n, whole in enumerate(claims):
        if not known(whole.amount) or not whole.amount or whole.of_which:
            continue
        parts = _run(claims[n + 1 :], whole)
        if len(parts) > 1:
            yield from _sum("claims.parts", whole, parts)
    projects = _projects(claims)
    wholes = [c for c in _plain(claims) if c.kind == "project_total"]
    if wholes and len(projects) > 1:
        yield from _sum("claims.projects", wholes[0], projects)


def _projects(claims: Iterable[Claim]) -> list[Claim]:
    """The projects told one by one, those carried over too."""
    return [c for c in claims if c.kind == "project" and known(c.amount) and c.reason_of is None and not c.of_which]


def _run(below: Sequence[Claim], whole: Claim) -> list[Claim]:
    """The parts told in the same sentence right after a whole."""
    found: list[Claim] = []
    for claim in below:
        if not claim.of_which or claim.sentence != whole.sentence or not known(claim.amount):
            break
        found.append(claim)
    return found


def _sum(rule: str, whole: Claim, parts: Sequence[Claim]) -> Iterator[Finding]:
    expected = sum(c.amount for c in parts)
    tolerance = (whole.precision + sum(c.precision for c in parts)) / 2
    status = compare(whole.amount, expected, tolerance)
    if status != "conflict":
        yield _told(rule, status, [whole, *parts], (whole.amount, expected, tolerance), sum=_addition(parts))


def _addition(parts: Sequence[Claim]) -> str:
    scale, _, _ = scale_of([c.precision for c in parts])
    return " + ".join(figure(c.amount, c.precision, scale) for c in parts)


def _changes(claims: Sequence[Claim]) -> Iterator[Finding]:
    """One amount told twice with two changes on a base of one name."""
    told = [c for c in claims if known(c.amount) and c.amount and known(c.change) and not c.of_which]
    for n, one in enumerate(told):
        for other in told[n + 1 :]:
            if not _same_thing(one, other):
                continue
            tolerance = (worth(one.change, one.precision) + worth(other.change, other.precision)) / 2
            status = compare(other.change, one.change, tolerance)
            if status == "conflict" and base_name(one) != base_name(other):
                yield _told(
                    "claims.base",
                    "untestable",
                    [one, other],
                    (other.change, one.change, tolerance),
                    one=one.base,
                    two=other.base,
                )
            elif status == "conflict" or one.subject == other.subject:
                yield _told("claims.changes", status, [one, other], (other.change, one.change, tolerance))


def _same_thing(one: Claim, other: Claim) -> bool:
    """Whether two claims speak of one amount: equal, of one year, their subjects the same or sharing a name."""
    if one.year != other.year or compare(one.amount, other.amount, (one.precision + other.precision) / 2) == "conflict":
        return False
    if one.subject == other.subject and one.side == other.side:
        return True
    if {one.kind, other.kind} - {"project", "other"} or one.amount < 0:
        return False
    a, b = (_stem(c.subject) for c in (one, other))
    shared = SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size
    return shared >= SHARED and 2 * shared >= min(len(a), len(b))


def _stem(subject: str) -> str:
    """A subject without the words that every subject has."""
    return wording.patterns("identities", "filler")["words"].sub("", subject)


def _bases(claims: Sequence[Claim]) -> Iterator[Finding]:
    """The base that all projects together imply against that of all expenditure: parts cannot exceed the whole."""
    projects = _projects(claims)
    whole = next((c for c in claims if c.kind in WHOLES and known(c.prior) and known(c.amount)), None)
    if whole is None or not all(known(c.prior) for c in projects) or not _complete(claims, projects):
        return
    implied = sum(c.prior for c in projects)
    tolerance = (worth(whole.prior, whole.precision) + sum(worth(c.prior, c.precision) for c in projects)) / 2
    if implied > whole.prior + tolerance:
        alike = all(base_name(c) == base_name(whole) for c in projects if c.prior)
        scale, _, _ = scale_of([c.precision for c in projects])
        added = " + ".join(figure(c.prior, c.precision, scale) for c in projects if c.prior)
        ordered = [whole, *sorted(projects, key=lambda c: c.prior)]
        numbers = (implied, whole.prior, tolerance)
        yield _told("claims.implied_base", "conflict" if alike else "untestable", ordered, numbers, sum=added)


def _complete(claims: Sequence[Claim], projects: Sequence[Claim]) -> bool:
    """Whether the projects told one by one make up all project expenditure that is stated."""
    stated = next((c for c in claims if c.kind == "project_total" and known(c.amount)), None)
    if stated is None or len(projects) < FEWEST:
        return False
    tolerance = (stated.precision + sum(c.precision for c in projects)) / 2
    return compare(stated.amount, sum(c.amount for c in projects), tolerance) != "conflict"
