"""Claims against other claims: the same said twice, parts and their whole, and the bases that they imply."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from ... import wording
from ..finding import Finding, as_printed, both, compare, money_scale
from ..frame_rows import known
from .records import Claim

SHARED_LETTERS = 4
"""Characters in a row that two subjects must share, without words that every subject has, to be of one thing."""
FEWEST_PROJECTS = 2
"""One project alone makes no list that could be complete."""
WHOLES = ("total_expenditure", "total_both")
QUOTED = 80
"""Characters of a sentence that a message quotes."""
Outcome = tuple[float, float, float]  # said, expected, tolerance


def run(claims: Sequence[Claim]) -> Iterator[Finding]:
    """The findings on claims held against each other."""
    yield from _told_twice(claims)
    yield from _wholes_and_parts(claims)
    yield from _changes(claims)
    yield from _implied_bases(claims)


def quote(claim: Claim) -> str:
    """The sentence of a claim, cut to a readable length."""
    sentence = claim.sentence.strip()
    return sentence if len(sentence) <= QUOTED else sentence[: QUOTED - 1] + "…"


def _finding(rule: str, status: str, claims: Sequence[Claim], outcome: Outcome, **more: object) -> Finding:
    """A finding on several claims; it quotes the first and the last of them."""
    first, last = claims[0], claims[-1]
    places = [c.precision for c in claims]
    scale, unit = money_scale(places)
    finest = min(places)
    said, expected, tolerance = outcome
    zh, en = both(
        rule, status, subject=first.subject, other=last.subject, unit=unit, said=as_printed(said, finest, scale),
        expected=as_printed(expected, finest, scale), difference=as_printed(said - expected, finest, scale),
        bound=as_printed(tolerance, finest / 2, scale), first=quote(first), second=quote(last), **more,
    )  # fmt: skip
    return Finding(rule, status, first.subject, "", *outcome, zh, en, [c.ref for c in claims])


def _told_twice(claims: Sequence[Claim]) -> Iterator[Finding]:
    """The same subject of the same year told in two places."""
    places: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    once = set(wording.load("identities")["claims"]["once"])
    for c in claims:
        if c.stands_alone and c.kind in once and not c.of_which:
            places[(c.kind, c.side, c.year, c.subject)].append(c)
    for first, *others in places.values():
        for other in others:
            tolerance = (first.precision + other.precision) / 2
            status = compare(other.amount, first.amount, tolerance)
            yield _finding("claims.twice", status, [first, other], (other.amount, first.amount, tolerance))


def _wholes_and_parts(claims: Sequence[Claim]) -> Iterator[Finding]:
    """A whole and its parts, where they make it up: what “of which” leaves out is not known, so nothing else is a finding."""
    for n, whole in enumerate(claims):
        if known(whole.amount) and whole.amount and not whole.of_which:
            parts = _parts_after(claims[n + 1 :], whole)
            if len(parts) > 1:
                yield from _sum("claims.parts", whole, parts)
    projects = _projects(claims)
    wholes = [c for c in claims if c.stands_alone and c.kind == "project_total"]
    if wholes and len(projects) >= FEWEST_PROJECTS:
        yield from _sum("claims.projects", wholes[0], projects)


def _projects(claims: Iterable[Claim]) -> list[Claim]:
    """The projects told one by one, those carried over too."""
    return [c for c in claims if c.kind == "project" and known(c.amount) and c.reason_of is None and not c.of_which]


def _parts_after(claims: Sequence[Claim], whole: Claim) -> list[Claim]:
    """The parts told in the same sentence right after a whole."""
    found: list[Claim] = []
    for claim in claims:
        if not claim.of_which or claim.sentence != whole.sentence or not known(claim.amount):
            break
        found.append(claim)
    return found


def _sum(rule: str, whole: Claim, parts: Sequence[Claim]) -> Iterator[Finding]:
    expected = sum(c.amount for c in parts)
    tolerance = (whole.precision + sum(c.precision for c in parts)) / 2
    status = compare(whole.amount, expected, tolerance)
    if status != "conflict":
        yield _finding(rule, status, [whole, *parts], (whole.amount, expected, tolerance), sum=_addition(parts))


def _addition(parts: Sequence[Claim]) -> str:
    scale, _ = money_scale([c.precision for c in parts])
    return " + ".join(as_printed(c.amount, c.precision, scale) for c in parts)


def _changes(claims: Sequence[Claim]) -> Iterator[Finding]:
    """One amount told twice with two changes on a base of one name."""
    changed = [c for c in claims if known(c.amount) and c.amount and known(c.change) and not c.of_which]
    for n, one in enumerate(changed):
        for other in changed[n + 1 :]:
            if _of_one_thing(one, other):
                yield from _two_changes(one, other)


def _two_changes(one: Claim, other: Claim) -> Iterator[Finding]:
    """The finding on two changes of one amount: a conflict only where their bases are named alike."""
    tolerance = (one.place_of(one.change) + other.place_of(other.change)) / 2
    status = compare(other.change, one.change, tolerance)
    outcome = (other.change, one.change, tolerance)
    if status == "conflict" and one.base_name != other.base_name:
        yield _finding("claims.base", "untestable", [one, other], outcome, one=one.base, two=other.base)
    elif status == "conflict" or one.subject == other.subject:
        yield _finding("claims.changes", status, [one, other], outcome)


def _of_one_thing(one: Claim, other: Claim) -> bool:
    """Whether two claims speak of one amount: equal, of one year, their subjects the same or sharing a name."""
    if one.year != other.year or compare(one.amount, other.amount, (one.precision + other.precision) / 2) == "conflict":
        return False
    if one.subject == other.subject and one.side == other.side:
        return True
    if {one.kind, other.kind} - {"project", "other"} or one.amount < 0:
        return False
    a, b = (_own_words(c.subject) for c in (one, other))
    shared = SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size
    return shared >= SHARED_LETTERS and 2 * shared >= min(len(a), len(b))


def _own_words(subject: str) -> str:
    """A subject without the words that every subject has."""
    return wording.patterns("identities", "filler")["words"].sub("", subject)


def _implied_bases(claims: Sequence[Claim]) -> Iterator[Finding]:
    """The base that all projects together imply against that of all expenditure: parts cannot exceed the whole."""
    projects = _projects(claims)
    whole = next((c for c in claims if c.kind in WHOLES and known(c.prior) and known(c.amount)), None)
    if whole is None or not all(known(c.prior) for c in projects) or not _are_all(claims, projects):
        return
    implied = sum(c.prior for c in projects)
    tolerance = (whole.place_of(whole.prior) + sum(c.place_of(c.prior) for c in projects)) / 2
    if implied > whole.prior + tolerance:
        alike = all(c.base_name == whole.base_name for c in projects if c.prior)
        scale, _ = money_scale([c.precision for c in projects])
        added = " + ".join(as_printed(c.prior, c.precision, scale) for c in projects if c.prior)
        ordered = [whole, *sorted(projects, key=lambda c: c.prior)]
        status = "conflict" if alike else "untestable"
        yield _finding("claims.implied_base", status, ordered, (implied, whole.prior, tolerance), sum=added)


def _are_all(claims: Sequence[Claim], projects: Sequence[Claim]) -> bool:
    """Whether the projects told one by one make up all project expenditure that is stated."""
    stated = next((c for c in claims if c.kind == "project_total" and known(c.amount)), None)
    if stated is None or len(projects) < FEWEST_PROJECTS:
        return False
    tolerance = (stated.precision + sum(c.precision for c in projects)) / 2
    return compare(stated.amount, sum(c.amount for c in projects), tolerance) != "conflict"
