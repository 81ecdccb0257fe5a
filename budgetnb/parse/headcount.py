"""Sentences to the `headcount` frame: posts established and people in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from ..model import Identity, Paragraph
from ..wording import load, pattern
from .claims.sentences import Script, script

Record = dict[str, Any]


def read(paragraphs: Sequence[Paragraph], who: Identity) -> list[Record]:
    """The records of `headcount`, one per category told in a paragraph."""
    found: list[Record] = []
    for paragraph in paragraphs:
        if "人" in paragraph.text or "名" in paragraph.text:
            found += _told(script(paragraph), who)
    return _distinct(found)


def _told(text: Script, who: Identity) -> list[Record]:
    if not pattern(load("claims")["headcount"]["context"]).search(text.norm):
        return []
    date = pattern(load("claims")["headcount"]["date"]).search(text.norm)
    rows: dict[str, Record] = {}
    for category, column, count, place in _counts(text.norm):
        line = text.lines[place]
        row = rows.setdefault(category, {
            "doc": who.doc, "organisation": who.organisation, "date": date.group() if date else "", "category": category,
            "establishment": None, "actual": None, "page": line.page, "line": line.line,
        })  # fmt: skip
        if row[column] is None:
            row[column] = count
    return list(rows.values())


def _counts(norm: str) -> Iterator[tuple[str, str, int, int]]:
    """(category, establishment or actual, number, place) of every count in a text."""
    known = load("claims")["headcount"]
    current, column = "", ""
    for match in pattern(known["count"]).finditer(norm):
        lead = norm[max(0, match.start() - 40) : match.start()]
        lead = re.split(r"[。;；]|\d+(?:人|名|个)", lead)[-1]
        category = _category(lead)
        role = (
            "establishment"
            if pattern(known["establishment"]).search(lead)
            else "actual"
            if category or pattern(known["actual"]).search(lead)
            else ""
        )
        if pattern(known["actual"]).search(lead):
            role = "actual"
        if not category and role == "actual" and column == "establishment":
            category = current
        if category and role:
            yield category, role, int(match.group("number")), match.start()
            current, column = category, role


def _category(lead: str) -> str:
    """The category that the words before a count name last, '' where none."""
    best = (-1, "")
    for entry in load("claims")["headcount"]["category"]:
        for match in pattern(entry["words"]).finditer(lead):
            best = max(best, (match.end(), entry["name"]))
    return best[1]


def _distinct(rows: Sequence[Record]) -> list[Record]:
    """The same count told twice is one row."""
    found: dict[tuple[Any, ...], Record] = {}
    for row in rows:
        found.setdefault((row["category"], row["establishment"], row["actual"], row["date"]), row)
    return list(found.values())
