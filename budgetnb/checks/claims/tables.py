"""Claims against the tables: the amount that a sentence states is printed in a row of the kind that it speaks of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ... import labels, wording
from ..finding import Finding, Printed, as_printed, both, compare, money_scale
from ..frame_rows import known
from ..ledger import CODED, Cell, Ledger, ancestors, ledger_of
from .records import Claim

if TYPE_CHECKING:
    from ..frame_rows import Frames

FIELD = {name: n for n, name in enumerate(Cell._fields)}
WHOLE_CLASSES = ("301", "302", "303")
"""Economic classes that stand for personnel, public and household expenditure as a whole."""
NAMED_KINDS = ("function", "economic", "project")
"""Kinds of claims whose row is found by the code or name that they tell; the others by the kind of row."""
FUNCTION, ECONOMIC = ("function",), ("economic_dept", "economic_gov")


def run(claims: Sequence[Claim], frames: Frames, year: int | None) -> Iterator[Finding]:
    """The findings on claims of the budget year that some printed row may state."""
    candidates = Candidates(ledger_of(frames, year))
    sure = wording.load("identities")["claims"]["sure"]
    for claim in claims:
        if known(claim.amount) and claim.reason_of is None and claim.year == year:
            yield from _finding(claim, candidates.of(claim), sure=claim.kind in sure and not claim.of_which)


def _finding(claim: Claim, cells: Sequence[Cell], *, sure: bool) -> Iterator[Finding]:
    """The finding on the nearest of the cells; none on a difference where it is not `sure` that one of them must be the claim's."""
    if not cells:
        return
    cell = min(cells, key=lambda c: abs(c.amount - claim.amount) - (c.precision + claim.precision) / 2)
    tolerance = (claim.precision + cell.precision) / 2
    status = compare(claim.amount, cell.amount, tolerance)
    if status == "conflict" and not sure:
        return
    numbers = {"said": Printed(claim.amount, claim.precision), "printed": Printed(cell.amount, cell.precision)}
    scale, unit = money_scale([n.precision for n in numbers.values()])
    filled = {name: as_printed(n.amount, n.precision, scale) for name, n in numbers.items()}
    row = labels.row_name(cell.scheme, cell.code, cell.name or cell.unit)
    zh, en = both("claims.table", status, subject=claim.subject, unit=unit, table=cell.table, row=row, **filled)
    outcome = (claim.amount, cell.amount, tolerance)
    yield Finding("claims.table", status, claim.subject, cell.table, *outcome, zh, en, [claim.ref, cell.ref])


class Candidates:
    """The printed cells that a claim may speak of, found by its kind, or by the code or name that it tells."""

    def __init__(self, ledger: Ledger) -> None:
        self.kinds: dict[str, list[Mapping[str, Any]]] = wording.load("identities")["claim"]
        self.by_table: dict[str, list[Cell]] = defaultdict(list)
        self.by_code: dict[tuple[str, str], list[Cell]] = defaultdict(list)
        self.by_name: dict[str, list[Cell]] = defaultdict(list)
        self.by_kind: dict[str, list[Cell]] = {}
        for cell in ledger.filled:
            self._add(cell)

    def _add(self, cell: Cell) -> None:
        if cell.kind in ("total", "subtotal") or cell.scheme not in CODED or cell.code in WHOLE_CLASSES:
            self.by_table[cell.table].append(cell)
        if cell.scheme in CODED and cell.code:
            self.by_code[cell.scheme, cell.code].append(cell)
        if cell.name:
            self.by_name[bare(cell.name)].append(cell)

    def of(self, claim: Claim) -> Sequence[Cell]:
        """The cells of the claim's year that may state what it states."""
        if claim.kind in NAMED_KINDS:
            return [c for c in self._by_code_or_name(claim) if c.year == claim.year]
        if claim.kind not in self.by_kind:
            self.by_kind[claim.kind] = [c for wanted in self.kinds.get(claim.kind, []) for c in self._fitting(wanted)]
        return [c for c in self.by_kind[claim.kind] if c.year == claim.year and c.carried == claim.carried]

    def _fitting(self, wanted: Mapping[str, Any]) -> Iterator[Cell]:
        """The cells that an entry of identities.toml describes by its tables and by the values that their fields may have."""
        tests = [(FIELD[name], allowed) for name, allowed in wanted.items() if name != "tables"]
        for table in wanted.get("tables", list(self.by_table)):
            cells = self.by_table.get(table, [])
            for place, allowed in tests:
                cells = [c for c in cells if c[place] in allowed]
            yield from cells

    def _by_code_or_name(self, claim: Claim) -> Iterable[Cell]:
        if code := stated_code(claim.subject):
            schemes = FUNCTION if claim.kind == "function" else ECONOMIC
            return [c for scheme in schemes for c in self.by_code.get((scheme, code), ())]
        return [c for c in self.by_name.get(deepest_name(claim.subject), ()) if self._below(c, claim.subject)]

    def _below(self, cell: Cell, subject: str) -> bool:
        """Whether the classes above a cell are those that the subject tells."""
        stated = [bare(part) for part in wording.patterns("identities", "class")["level"].split(subject)[:-2]]
        above = {bare(c.name) for a in ancestors(cell.code) for c in self.by_code.get((cell.scheme, a), ())}
        return all(name in above for name in stated if name)


def stated_code(subject: str) -> str:
    """The code that a subject tells, '' where it tells none.

    Examples
    --------
    >>> stated_code("教育支出（205类）进修及培训（08款）培训支出（03项）"), stated_code("培训支出（2050803）")
    ('2050803', '2050803')
    """
    words = wording.patterns("identities", "class")
    if parts := words["code"].findall(subject):
        return "".join(parts)
    whole = words["whole_code"].search(subject)
    return whole.group() if whole else ""


@lru_cache(maxsize=8192)
def bare(name: str) -> str:
    """A name without brackets, quotes and white space, for comparing.

    Examples
    --------
    >>> bare("因公出国（境）费用")
    '因公出国境费用'
    """
    return wording.patterns("identities", "name")["punctuation"].sub("", name)


def deepest_name(subject: str) -> str:
    """The name of the deepest class that a subject tells, comparable.

    Examples
    --------
    >>> deepest_name("住房改革支出（款）购房补贴（项）支出")
    '购房补贴'
    """
    parts = wording.patterns("identities", "class")["level"].split(subject)
    stated = [part for part in parts[:-1] if part.strip()]
    return bare(stated[-1] if stated else subject)
