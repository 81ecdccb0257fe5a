"""What the question cards are answered with: the frames of one disclosure, in plain rows, and how figures are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from .. import frames as schemas
from .. import wording
from ..labels import Lang, figure
from ..labels import share as share_told
from ..model import Identity
from . import ratios
from .book import Book, known, open_book
from .pick import Amount, total
from .words import base_of

LIST_MARKS = {"zh": "\uff1b", "en": "; "}
NAMED = 3
CHANGED = (
    "subject", "subject_kind", "year", "amount", "precision", "prior", "change", "change_pct", "direction", "base", "reason", "of_which"
)  # fmt: skip
KINDS = (
    ("function", "economic", "project"),
    ("basic", "project_total", "personnel", "public", "household"),
    ("fund_general", "fund_gov_fund", "fund_state_capital"),
)

AS_LARGE = ("total_income", "fiscal", "fund_general")


@dataclass(frozen=True, slots=True)
class Answer:
    """What answers a question: the words to fill in, the number, how certain it is, and the rows that it rests on."""

    value: float
    evidence: tuple[str, ...]
    certainty: str = "printed"
    unit: str = "yuan"
    values: dict[str, Any] = field(default_factory=dict)


class Desk:
    """The frames of one disclosure, ready to be asked."""

    def __init__(self, source: Any, lang: Lang) -> None:
        self.source, self.lang = source, lang

    def rows(self, frame: str, *columns: str) -> list[dict[str, Any]]:
        """The rows of a frame with these columns and their reference."""
        names = ("ref", *columns)
        return [dict(zip(names, row, strict=True)) for row in ratios.rows(self.frames, frame, *columns)]

    @cached_property
    def frames(self) -> dict[str, Any]:
        """The frames that the source has."""
        return {name: frame for name in schemas.SCHEMAS if (frame := getattr(self.source, name, None)) is not None}

    @cached_property
    def book(self) -> Book:
        """The amounts of the budget year."""
        year = self.source.meta.get("year")
        return open_book(self.frames, int(year) if known(year) else None)

    @cached_property
    def _ratios(self) -> list[dict[str, Any]]:
        if len(self.frames.get("ratios", ())):
            return self.rows("ratios", "ratio", "value", "numerator", "denominator", "evidence", "formula")
        who = Identity(str(self.source.meta.get("doc", "")), "", "", self.book.year)
        return [dict(record) for record in ratios.compute(self.frames, who)]

    def ratios(self, prefix: str) -> list[dict[str, Any]]:
        """The ratios whose id begins so."""
        return [r for r in self._ratios if r["ratio"].startswith(prefix)]

    def first_name(self, ratio: dict[str, Any]) -> str:
        """The name of the row that a ratio's numerator comes from."""
        frame, _, place = ratio["evidence"][0].partition(":")
        return str(self.frames[frame]["name"].iloc[int(place)])

    def spent(self) -> Amount | None:
        """All expenditure of the year."""
        return total(self.book, ratios.EXPENDED, side="expenditure", measure="total", fund="all", carried=False)

    def three_public(self) -> Amount | None:
        """The three public expenses of the year."""
        return ratios.three_public(self.book, "total")

    def staff(self) -> dict[str, Amount]:
        """Staff in post and on the establishment."""
        return ratios.staff(self.frames)

    def claims(self, *kinds: str) -> list[dict[str, Any]]:
        """The claims of these kinds with an amount, told of a whole and not of a part."""
        rows = self.rows("claims", *CHANGED)
        return [r for r in rows if r["subject_kind"] in kinds and known(r["amount"]) and not r["of_which"]]

    def claim(self, *kinds: str) -> dict[str, Any] | None:
        """The first claim of these kinds that tells a change, else the first with an amount."""
        rows = self.claims(*kinds)
        return next((r for r in rows if known(r["change"]) or r["direction"] == "same"), rows[0] if rows else None)

    def told_of(self, whole: Amount) -> dict[str, Any] | None:
        """The claim that tells how all expenditure changed: of it, or of the one fund or income that is as large."""
        claim = self.claim("total_expenditure", "total_both")
        if self.compared(claim):
            return claim
        rows = [r for r in self.rows("claims", *CHANGED) if r["subject_kind"] in AS_LARGE and known(r["amount"])]
        same = [r for r in rows if abs(r["amount"] - whole.amount) <= whole.precision + r["precision"]]
        return next((r for r in same if self.compared(r)), claim)

    def projects(self) -> list[dict[str, Any]]:
        """The projects with an amount; what bears a unit's name is all that the unit spends on projects."""
        units = {c.unit for c in self.book.filled}
        rows = self.rows("projects", "name", "amount", "change", "reason")
        return [r for r in rows if known(r["amount"]) and r["name"] not in units]

    def changes(self, sign: int) -> list[dict[str, Any]]:
        """What grew (1) or fell (-1): projects, else classes, else wider groups."""
        found = [r for r in self.projects() if known(r["change"]) and r["change"] * sign > 0]
        for kinds in KINDS:
            if not found:
                rows = [r | {"name": self.plain(r["subject"])} for r in self.claims(*kinds) if known(r["change"])]
                found = [r for r in rows if r["change"] * sign > 0]
        return found

    def plain(self, subject: str) -> str:
        """A subject without the word for expenditure that follows its class."""
        return wording.patterns("ask", "plain")["after_class"].sub("", subject)

    def wide(self, subject: str) -> bool:
        """Whether a subject is a class at the top, not one below it."""
        return bool(wording.patterns("ask", "plain")["top_class"].search(subject))

    def base(self, claim: dict[str, Any]) -> str:
        """What a claim compares with: as printed in Chinese; in English the year and kind of budget."""
        printed = str(claim["base"])
        if self.lang == "zh":
            return printed if printed and printed != self.say("last_year") else self.say("before")
        year, family = base_of(printed, claim["year"])
        return self.say(f"base_{family}").format(year=year) if year else self.say("before")

    def compared(self, claim: dict[str, Any] | None) -> str:
        """The clause that tells a claim's change, '' where it tells none."""
        if claim is None or not (known(claim["change"]) or claim["direction"] == "same"):
            return ""
        if not known(claim["change"]) or not claim["change"]:
            return self.say("compared_same").format(base=self.base(claim))
        prior, change = claim["amount"] - claim["change"], claim["change"]
        share = f"{self.say('open')}{self.percent(abs(change / prior))}{self.say('close')}" if prior else ""
        return self.say("compared").format(
            base=self.base(claim), direction=self.say("increase" if change > 0 else "decrease"),
            change=figure(abs(change), self.lang), share=share,
        )  # fmt: skip

    def earlier(self) -> Amount | None:
        """All expenditure of the year before, where a table prints it."""
        year = self.book.year
        before = Book([c for c in self.book.cells if year and c.year == year - 1], year - 1 if year else None)
        return total(before, ratios.EXPENDED, side="expenditure", measure="total", fund="all", carried=False)

    def answer(
        self, value: float, refs: Iterable[str], certainty: str = "printed", *, unit: str = "yuan", **values: Any
    ) -> Answer:
        """An answer in this language."""
        return Answer(float(value), tuple(dict.fromkeys(refs)), certainty, unit, values)

    def say(self, key: str) -> str:
        """A phrase in this language."""
        return str(wording.load("ask")["say"][key][self.lang])

    def more(self, question: str) -> str:
        """The clause that a question's answer may carry on with."""
        entry = next(e for e in wording.load("ask")["question"] if e["id"] == question)
        return str(entry[f"more_{self.lang}"])

    def listed(self, parts: Iterable[str]) -> str:
        """Parts in a row."""
        return LIST_MARKS[self.lang].join(parts)

    def percent(self, share: float, *, signed: bool = False) -> str:
        """A share in per cent."""
        told = f"{100 * share:+.1f}%".replace("-", "−") if signed else share_told(share)
        return told.replace(".0%", "%")

    def some(self, names: Sequence[str]) -> str:
        """The first few of some names, and how many more there are."""
        told = self.say("comma").join(names[:NAMED])
        return told if len(names) <= NAMED else told + self.say("and_more").format(count=len(names) - NAMED)

    def known(self, value: object) -> bool:
        """Whether a value is there."""
        return known(value)
