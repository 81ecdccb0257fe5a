"""The facts of one disclosure that questions are answered from: its frames in plain rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ... import frames as schemas
from ...labels import Lang
from ...model import Identity
from .. import ratios
from ..frame_rows import known, rows
from ..ledger import Ledger, ledger_of
from ..quantities import Quantity, expenditure
from .phrases import Phrases, plain

Row = dict[str, Any]
CLAIM_COLUMNS = (
    "subject", "subject_kind", "year", "amount", "precision", "prior", "change", "change_pct", "direction", "base", "reason", "of_which"
)  # fmt: skip
RATIO_COLUMNS = ("ratio", "value", "numerator", "denominator", "evidence", "formula")
CHANGED_KINDS = (
    ("function", "economic", "project"),
    ("basic", "project_total", "personnel", "public", "household"),
    ("fund_general", "fund_gov_fund", "fund_state_capital"),
)
"""Kinds of claims that tell what grew or fell, the finest first."""
AS_LARGE = ("total_income", "fiscal", "fund_general")
"""Kinds of claims that tell how all expenditure changed where their amount is as large as it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What answers a question: the number, the rows that it rests on, how certain it is, and the words to fill in."""

    value: float
    evidence: tuple[str, ...]
    certainty: str = "printed"
    unit: str = "yuan"
    values: dict[str, Any] = field(default_factory=dict)


def answer(
    value: float, refs: Iterable[str], certainty: str = "printed", *, unit: str = "yuan", **values: Any
) -> Answer:
    """An answer; each of its rows is cited once."""
    return Answer(float(value), tuple(dict.fromkeys(refs)), certainty, unit, values)


def refs_of(rows: Iterable[Row]) -> list[str]:
    """The references of some rows."""
    return [row["ref"] for row in rows]


class Facts:
    """The frames of one disclosure, ready to be asked, and the phrases of the language to answer in."""

    def __init__(self, source: Any, lang: Lang) -> None:
        self.source = source
        self.phrases = Phrases(lang)

    @cached_property
    def frames(self) -> dict[str, Any]:
        """The frames that the source has."""
        return {name: frame for name in schemas.SCHEMAS if (frame := getattr(self.source, name, None)) is not None}

    @cached_property
    def ledger(self) -> Ledger:
        """The amounts of the disclosure."""
        year = self.source.meta.get("year")
        return ledger_of(self.frames, int(year) if known(year) else None)

    def rows(self, frame: str, *columns: str) -> list[Row]:
        """The rows of a frame with these columns and their reference, `ref`."""
        names = ("ref", *columns)
        return [dict(zip(names, row, strict=True)) for row in rows(self.frames, frame, *columns)]

    @cached_property
    def _ratios(self) -> list[Row]:
        if len(self.frames.get("ratios", ())):
            return self.rows("ratios", *RATIO_COLUMNS)
        identity = Identity(str(self.source.meta.get("doc", "")), "", "", self.ledger.year)
        return [dict(record) for record in ratios.compute(self.frames, identity)]

    def ratios(self, prefix: str) -> list[Row]:
        """The ratios whose id begins so."""
        return [r for r in self._ratios if r["ratio"].startswith(prefix)]

    def first_name(self, ratio: Row) -> str:
        """The name of the row that a ratio's numerator comes from."""
        frame, _, place = ratio["evidence"][0].partition(":")
        return str(self.frames[frame]["name"].iloc[int(place)])

    def spent(self) -> Quantity | None:
        """All expenditure of the year."""
        return expenditure(self.ledger, carried=False)

    def spent_before(self) -> Quantity | None:
        """All expenditure of the year before, where a table prints it."""
        year = self.ledger.year
        earlier = Ledger([c for c in self.ledger.cells if year and c.year == year - 1], year - 1 if year else None)
        return expenditure(earlier, carried=False)

    def claims(self, *kinds: str) -> list[Row]:
        """The claims of these kinds with an amount, told of a whole and not of a part."""
        claims = self.rows("claims", *CLAIM_COLUMNS)
        return [r for r in claims if r["subject_kind"] in kinds and known(r["amount"]) and not r["of_which"]]

    def claim(self, *kinds: str) -> Row | None:
        """The first claim of these kinds that tells a change, else the first with an amount."""
        claims = self.claims(*kinds)
        changed = (r for r in claims if known(r["change"]) or r["direction"] == "same")
        return next(changed, claims[0] if claims else None)

    def claim_of_change(self, whole: Quantity) -> Row | None:
        """The claim that tells how all expenditure changed: of it, or of the one fund or income that is as large."""
        claim = self.claim("total_expenditure", "total_both")
        if self.phrases.compared(claim):
            return claim
        claims = self.rows("claims", *CLAIM_COLUMNS)
        claims = [r for r in claims if r["subject_kind"] in AS_LARGE and known(r["amount"])]
        same = [r for r in claims if abs(r["amount"] - whole.amount) <= whole.precision + r["precision"]]
        return next((r for r in same if self.phrases.compared(r)), claim)

    def projects(self) -> list[Row]:
        """The projects with an amount; what bears a unit's name is all that the unit spends on projects."""
        units = {c.unit for c in self.ledger.filled}
        projects = self.rows("projects", "name", "amount", "change", "reason")
        return [r for r in projects if known(r["amount"]) and r["name"] not in units]

    def changes(self, sign: int) -> list[Row]:
        """What grew (1) or fell (-1): projects, else classes, else wider groups."""
        found = [r for r in self.projects() if known(r["change"]) and r["change"] * sign > 0]
        for kinds in CHANGED_KINDS:
            if not found:
                claims = [r | {"name": plain(r["subject"])} for r in self.claims(*kinds) if known(r["change"])]
                found = [r for r in claims if r["change"] * sign > 0]
        return found
