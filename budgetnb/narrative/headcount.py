"""Sentences to the `headcount` frame: posts established and people in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..model import Identity, Paragraph
from ..wording import load, pattern
from .claims.sentences import Script, pieces, script

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Count:
    """One count of a sentence: of which category, establishment or actual, where."""

    category: str
    role: str
    number: int
    place: int


def read(paragraphs: Sequence[Paragraph], who: Identity) -> list[Record]:
    """The records of `headcount`, one per category: establishment and actual told apart are joined."""
    rows: dict[str, Record] = {}
    for paragraph in paragraphs:
        if pattern(_words("people")).search(paragraph.text) and not pattern(_words("money")).search(paragraph.text):
            for piece in pieces(script(paragraph)):
                _tell(rows, piece, who)
    return list(rows.values())


def _tell(rows: dict[str, Record], text: Script, who: Identity) -> None:
    dates = list(pattern(_words("date")).finditer(text.norm))
    for count in _counts(text.norm):
        line = text.lines[count.place]
        dated = [m for m in dates if m.start() < count.place]
        row = rows.setdefault(count.category, {
            "doc": who.doc, "organisation": who.organisation, "date": dated[-1].group("date") if dated else "",
            "category": count.category, "establishment": None, "actual": None, "page": line.page, "line": line.line,
        })  # fmt: skip
        if row[count.role] is None:
            row[count.role] = count.number


def _words(key: str) -> str:
    return str(load("claims")["headcount"][key])


def _counts(norm: str) -> Iterator[Count]:
    """The counts of a text. What 其中 lists keeps the role of the sum; a count of people in post keeps the category before it."""
    role = category = ""
    after = 0
    for match in pattern(_words("count")).finditer(norm):
        lead = re.split("[。;]", norm[after : match.start()])[-1]
        same_segment = len(lead) == match.start() - after and after > 0
        after = match.end()
        category, role = _meaning(lead, (category, role) if same_segment else ("", ""))
        if category and role:
            yield Count(
                category, role, int((match.group("number") or match.group("posts")).replace(",", "")), match.start()
            )


def _meaning(lead: str, before: tuple[str, str]) -> tuple[str, str]:
    """(category, role) of a count by the words before it and the count before."""
    role = _role(lead) or before[1]
    category = _category(lead)
    if before == (before[0], "establishment") and role == "actual" and before[0] and category in ("", _words("all")):
        category = before[0]
    return category, "actual" if category in _standing() else role


def _role(lead: str) -> str:
    """establishment or actual, by the last word that says so; '' where none does."""
    found = [(m.end(), role) for role in ("establishment", "actual") for m in pattern(_words(role)).finditer(lead)]
    return max(found)[1] if found else ""


def _standing() -> tuple[str, ...]:
    """Categories of people that have no establishment."""
    return tuple(entry["name"] for entry in load("claims")["headcount"]["category"] if entry.get("standing"))


def _category(lead: str) -> str:
    """The category that the words before a count name, '' where none; several at once are all of them together."""
    bare = re.sub(r"\([^)]*\)", "", lead)
    if pattern(_words("together")).search(bare):
        return _words("all")
    entries = load("claims")["headcount"]["category"]
    found = [
        (m.end(), -at, entry["name"])
        for at, entry in enumerate(entries)
        for m in pattern(entry["words"]).finditer(bare)
    ]
    if found:
        return str(max(found)[2])
    return _words("all") if pattern(_words("sum")).search(bare) else ""
