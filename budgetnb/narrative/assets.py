"""Sentences to the `assets` frame: vehicles and large equipment held and to be bought."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ..model import Identity, Paragraph
from ..wording import load, pattern
from .claims.sentences import Script, passages, pieces, script

Record = dict[str, Any]


def read(paragraphs: Sequence[Paragraph], who: Identity) -> list[Record]:
    """The records of `assets`: one per item held, one per item planned."""
    found: list[Record] = []
    heading = pattern(load("claims")["assets"]["heading"])
    for passage in passages(paragraphs):
        elsewhere = passage.headings and pattern(load("claims")["assets"]["elsewhere"]).search(passage.headings[-1])
        if pattern(load("claims")["assets"]["counted"]).search(passage.paragraph.text) and not elsewhere:
            headed = any(heading.search(h) for h in passage.headings)
            found += [row for piece in pieces(script(passage.paragraph)) for row in _told(piece, who, headed)]
    return found


def _told(text: Script, who: Identity, headed: bool) -> list[Record]:
    known = load("claims")["assets"]
    if not headed and not pattern(known["context"]).search(text.norm):
        return []
    found: list[Record] = []
    date, planned = "", False
    for match in pattern(known["count"]).finditer(text.norm):
        sentence = text.norm.rfind("。", 0, match.start()) + 1
        dated = pattern(known["date"]).search(text.norm, sentence, match.start())
        date = text.printed[dated.start() : dated.end()] if dated else date
        planned = _planned(text.norm[sentence : match.start()], planned)
        lead = _lead(text, match.start(), sentence)
        item = next((e["id"] for e in known["item"] if pattern(e["words"]).search(lead[1])), "")
        if item and not pattern(known["aside"]).search(lead[1]):
            found.append(_row(text, match, (item, lead[0], "" if planned else date, planned), who))
    return found


def _planned(told: str, before: bool) -> bool:
    """Whether a count is planned, by the last words of its sentence that say so or that tell what is held; else as before."""
    known = load("claims")["assets"]
    said = [(m.end(), key) for key in ("planned", "held") for m in pattern(known[key]).finditer(told)]
    return max(said)[1] == "planned" if said else before


def _lead(text: Script, place: int, sentence: int) -> tuple[str, str]:
    """The name before a count, as printed and half-width."""
    known = load("claims")["assets"]
    start = max([sentence, *(m.end() for m in pattern(known["boundary"]).finditer(text.norm, sentence, place))])
    printed, norm = text.printed[start:place], text.norm[start:place]
    head = pattern(known["prefix"]).match(norm)
    tail = pattern(known["suffix"]).search(norm, head.end() if head else 0)
    cut = slice(head.end() if head else 0, tail.start() if tail else None)
    return printed[cut], norm[cut]


def _row(text: Script, match: re.Match[str], told: tuple[str, str, str, bool], who: Identity) -> Record:
    item, name, date, planned = told
    line = text.lines[match.start()]
    number = float((match.group("number") or match.group("bare")).replace(",", ""))
    return {
        "doc": who.doc, "organisation": who.organisation, "date": date, "item": item, "name": name,
        "count": None if planned else number, "planned": number if planned else None, "page": line.page, "line": line.line,
    }  # fmt: skip
