"""What the question cards are answered with: the frames of one disclosure, in plain rows, and how figures are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from .. import frames as schemas
from .. import wording
from ..labels import Lang
from ..model import Identity
from . import ratios
from .book import Book, known, open_book
from .pick import Amount, total

LIST_MARKS = {"zh": "\uff1b", "en": "; "}
UNITS: dict[str, tuple[tuple[float, float, str], ...]] = {
    "zh": ((1e8, 1e8, "yi"), (1e4, 1e4, "wan"), (0.0, 1.0, "yuan")),
    "en": ((1e9, 1e9, "billion"), (1e6, 1e6, "million"), (0.0, 1.0, "yuan")),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What answers a question: the words to fill in, the number, how certain it is, and the rows that it rests on."""

    value: float
    evidence: tuple[str, ...]
    certainty: str = "printed"
    unit: str = "yuan"
    values: dict[str, Any] = field(default_factory=dict)


def money_told(yuan: float, lang: Lang) -> str:
    """An amount in words, in the unit that suits it.

    >>> money_told(185_530_000.0, "en"), money_told(114_100.0, "en")
    ('185.53 million yuan', '114,100 yuan')
    """
    size, unit = next((size, unit) for least, size, unit in UNITS[lang] if abs(yuan) >= least)
    if lang == "zh" and unit == "yi" and round(yuan / 1e4) == yuan / 1e4 and abs(yuan) < 1e10:
        size, unit = 1e4, "wan"
    told = f"{yuan / size:,.2f}".rstrip("0").rstrip(".")
    name = wording.load("checks")["units"][unit][lang]
    return f"{told} {name}"


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

    def claim(self, kinds: Sequence[str], *, changed: bool = False) -> dict[str, Any] | None:
        """The first claim of these kinds with an amount (and a change)."""
        wanted = ("amount", "change", "change_pct") if changed else ("amount",)
        rows = self.rows("claims", "subject_kind", "amount", "change", "change_pct", "base", "direction")
        return next((r for r in rows if r["subject_kind"] in kinds and all(known(r[c]) for c in wanted)), None)

    def projects(self) -> list[dict[str, Any]]:
        """The projects with an amount."""
        return [r for r in self.rows("projects", "name", "amount", "change", "reason") if known(r["amount"])]

    def changes(self) -> list[dict[str, Any]]:
        """What changed: projects, else claims about classes and items."""
        found = [r for r in self.projects() if known(r["change"])]
        if found:
            return found
        rows = self.rows("claims", "subject", "subject_kind", "amount", "change", "reason", "of_which")
        kinds = ("function", "economic", "project", "basic", "project_total", "three_public")
        rows = [r for r in rows if r["subject_kind"] in kinds and known(r["amount"]) and known(r["change"])]
        return [r | {"name": r["subject"]} for r in rows]

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
        return f"{share:+.1%}" if signed else f"{share:.1%}"

    def known(self, value: object) -> bool:
        """Whether a value is there."""
        return known(value)
