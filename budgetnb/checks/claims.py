"""Do the words agree with the numbers: each claim's own arithmetic, and against the tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import labels, wording
from . import against
from .book import CODED, Book, Cell, ancestors, known, open_book
from .finding import Finding, Printed, compare, figure, phrase, scale_of
from .words import Claim, claims_of, span, worth

if TYPE_CHECKING:
    import pandas as pd

    from ..model import Identity

NOTHING = 1e-9
PLACES = {name: n for n, name in enumerate(Cell._fields)}
WHOLE_CLASSES = ("301", "302", "303")


class Match(NamedTuple):
    """A claim beside the printed amount that comes nearest to it."""

    cell: Cell
    status: str


def run(frames: Mapping[str, pd.DataFrame], who: Identity) -> Iterator[Finding]:
    """The findings on every claim: its own arithmetic, then the tables."""
    claims = claims_of(frames)
    if not claims:
        return
    for claim in claims:
        yield from _change(claim)
        yield from _percent(claim, who.year)
    yield from against.run(claims)
    shelf = _Shelf(open_book(frames, who.year))
    for claim in claims:
        yield from _against_tables(claim, shelf, who.year)


def _change(claim: Claim) -> Iterator[Finding]:
    """amount − prior = change, where all three are told."""
    if not (known(claim.amount) and known(claim.prior) and known(claim.change)):
        return
    places = [claim.precision, worth(claim.prior, claim.precision), worth(claim.change, claim.precision)]
    expected, tolerance = claim.amount - claim.prior, sum(places) / 2
    status = compare(claim.change, expected, tolerance)
    values = {
        "amount": Printed(claim.amount, places[0]),
        "prior": Printed(claim.prior, places[1]),
        "change": Printed(claim.change, places[2]),
    }
    yield _finding("claims.change", status, claim, (claim.change, expected, tolerance), values)


def _percent(claim: Claim, year: int | None) -> Iterator[Finding]:
    """change ÷ prior = the percentage, within what rounding leaves of all of them."""
    if not known(claim.change_pct) or not known(claim.prior):
        return
    if abs(claim.prior) < NOTHING:
        yield _told("claims.zero_base", "untestable", claim, {"pct": f"{claim.change_pct:g}"}, severity="notice")
        return
    change = claim.change if known(claim.change) else claim.amount - claim.prior
    if not known(change):
        return
    prior = claim.amount if _is_base(claim, year) else claim.prior
    low, high = _ratio(change, prior, claim.precision)
    place = span(claim.change_pct)
    said, expected = claim.change_pct, change / prior * 100
    apart = max(low - said, said - high, 0.0)
    status = "conflict" if apart > place + NOTHING else ("exact" if abs(said - expected) <= place / 2 else "rounding")
    values = {
        "change": Printed(change, worth(change, claim.precision)),
        "prior": Printed(prior, worth(prior, claim.precision)),
    }
    more = {"pct": f"{said:g}", "expected": f"{expected:.2f}"}
    yield _finding("claims.percent", status, claim, (said, expected, place + (high - low) / 2), values, more)


def _is_base(claim: Claim, year: int | None) -> bool:
    """Whether the amount told is itself what the change starts from: it is of an earlier year than the budget."""
    return isinstance(claim.year, int) and year is not None and claim.year < year and bool(claim.amount)


def _ratio(change: float, prior: float, place: float) -> tuple[float, float]:
    """Between which percentages the change may lie, given how finely both are printed."""
    changes = [change + sign * worth(change, place) / 2 for sign in (-1, 1)]
    priors = [prior + sign * worth(prior, place) / 2 for sign in (-1, 1)]
    ends = [c / p * 100 if p else float("inf") for c in changes for p in priors]
    return min(ends), max(ends)


def _finding(
    rule: str,
    status: str,
    claim: Claim,
    numbers: tuple[float, float, float],
    values: Mapping[str, Printed],
    more: Mapping[str, str] | None = None,
) -> Finding:
    scale, unit, _ = scale_of([p.precision for p in values.values()])
    told = {name: figure(p.amount, p.precision, scale) for name, p in values.items()} | dict(more or {})
    zh, en = (phrase(rule, status, lang, subject=claim.subject, unit=unit, **told) for lang in ("zh", "en"))
    return Finding(rule, status, claim.subject, "", *numbers, zh, en, [claim.ref])


def _told(rule: str, status: str, claim: Claim, values: Mapping[str, str], *, severity: str = "") -> Finding:
    zh, en = (phrase(rule, status, lang, subject=claim.subject, **values) for lang in ("zh", "en"))
    return Finding(rule, status, claim.subject, "", zh=zh, en=en, evidence=[claim.ref], severity=severity)


class _Shelf:
    """The printed amounts that a kind of claim may speak of."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.kinds: dict[str, list[Mapping[str, Any]]] = wording.load("identities")["claim"]
        self.by_table: dict[str, list[Cell]] = defaultdict(list)
        self.by_code: dict[tuple[str, str], list[Cell]] = defaultdict(list)
        self.by_name: dict[str, list[Cell]] = defaultdict(list)
        for c in book.filled:
            if c.kind in ("total", "subtotal") or c.scheme not in CODED or c.code in WHOLE_CLASSES:
                self.by_table[c.table].append(c)
            if c.scheme in CODED and c.code:
                self.by_code[(c.scheme, c.code)].append(c)
            if c.name:
                self.by_name[bare(c.name)].append(c)
        self.found: dict[str, list[Cell]] = {}

    def candidates(self, claim: Claim, year: int | None) -> Sequence[Cell]:
        """The cells of the claim's year that may state what it states."""
        if claim.kind in ("function", "economic", "project"):
            return [c for c in self._named(claim) if c.year == claim.year]
        if claim.kind not in self.found:
            self.found[claim.kind] = [c for wanted in self.kinds.get(claim.kind, []) for c in self._fitting(wanted)]
        return [c for c in self.found[claim.kind] if c.year == claim.year and c.carried == claim.carried]

    def _fitting(self, wanted: Mapping[str, Any]) -> Iterator[Cell]:
        tests = [(PLACES[name], allowed) for name, allowed in wanted.items() if name != "tables"]
        for table in wanted.get("tables", list(self.by_table)):
            cells = self.by_table.get(table, [])
            for place, allowed in tests:
                cells = [c for c in cells if c[place] in allowed]
            yield from cells

    def _named(self, claim: Claim) -> Iterable[Cell]:
        if code := told_code(claim.subject):
            schemes = ("function",) if claim.kind == "function" else ("economic_dept", "economic_gov")
            return [c for scheme in schemes for c in self.by_code.get((scheme, code), ())]
        return [c for c in self.by_name.get(deepest_name(claim.subject), ()) if self._below(c, claim.subject)]

    def _below(self, cell: Cell, subject: str) -> bool:
        """Whether the classes above a cell are those that the subject tells."""
        told = [bare(part) for part in wording.patterns("identities", "class")["level"].split(subject)[:-2]]
        above = {bare(c.name) for a in ancestors(cell.code) for c in self.by_code.get((cell.scheme, a), ())}
        return all(name in above for name in told if name)


def told_code(subject: str) -> str:
    """The code that a subject tells, '' where it tells none.

    >>> told_code("教育支出（205类）进修及培训（08款）培训支出（03项）"), told_code("培训支出（2050803）")
    ('2050803', '2050803')
    """
    if parts := wording.patterns("identities", "class")["code"].findall(subject):
        return "".join(parts)
    whole = re.search(r"(?<!\d)([235]\d{2}(?:\d{2}){0,2})(?!\d)", subject)
    return whole.group(1) if whole else ""


@lru_cache(maxsize=8192)
def bare(name: str) -> str:
    """A name without brackets and white space, for comparing.

    >>> bare("因公出国（境）费用")
    '因公出国境费用'
    """
    return re.sub(r"[\s()（）“”\"、，,]", "", name)


def deepest_name(subject: str) -> str:
    """The name of the deepest class that a subject tells, comparable.

    >>> deepest_name("住房改革支出（款）购房补贴（项）支出")
    '购房补贴'
    """
    parts = wording.patterns("identities", "class")["level"].split(subject)
    told = [part for part in parts[:-1] if part.strip()]
    return bare(told[-1] if told else subject)


def _against_tables(claim: Claim, shelf: _Shelf, year: int | None) -> Iterator[Finding]:
    if not known(claim.amount) or claim.reason_of is not None or claim.year != year:
        return
    cells = shelf.candidates(claim, year)
    if not cells:
        return
    match = _nearest(claim, cells)
    sure = claim.kind in wording.load("identities")["claims"]["sure"] and not claim.of_which
    if match.status == "conflict" and not sure:
        return
    cell = match.cell
    values = {"said": Printed(claim.amount, claim.precision), "printed": Printed(cell.amount, cell.precision)}
    scale, unit, _ = scale_of([p.precision for p in values.values()])
    told = {name: figure(p.amount, p.precision, scale) for name, p in values.items()}
    where = labels.row_name(cell.scheme, cell.code, cell.name or cell.unit)
    zh, en = (
        phrase(
            "claims.table",
            match.status,
            lang,
            subject=claim.subject,
            unit=unit,
            table=cell.table,
            row=labels.retold(where, lang),
            **told,
        )
        for lang in ("zh", "en")
    )
    numbers = (claim.amount, cell.amount, (claim.precision + cell.precision) / 2)
    yield Finding("claims.table", match.status, claim.subject, cell.table, *numbers, zh, en, [claim.ref, cell.ref])


def _nearest(claim: Claim, cells: Sequence[Cell]) -> Match:
    cell = min(cells, key=lambda c: abs(c.amount - claim.amount) - (c.precision + claim.precision) / 2)
    return Match(cell, compare(claim.amount, cell.amount, (cell.precision + claim.precision) / 2))
