"""The record of one claim: side, year, whether it is a part, its sentence and its purpose."""

from __future__ import annotations

import re
from typing import Any

from ...text import clean
from .marks import Mark
from .patterns import words
from .reasons import purpose
from .scenes import Base, Scene, Told
from .subjects import Subject, carried, kind_of, side_of

Record = dict[str, Any]
LOOSE = ("", "other", "project", "function", "economic", "carry_forward", "asset_value", "performance")
WHOLES = ("total_income", "total_expenditure", "total_both", "fiscal")


def section(headings: tuple[str, ...]) -> str:
    """The innermost heading, without its number."""
    return clean(headings[-1]) if headings else ""


def add(scene: Scene, mark: Mark, subject: Subject, *, amount: float | None, inside: Told | None) -> Told:
    """A claim added to what is told; `inside` is the claim whose reason tells it."""
    line = scene.block.lines[mark.start]
    lead = scene.block.printed[mark.begin : mark.start]
    part = _part(scene, mark, subject.kind, inside is not None)
    record: Record = {
        "doc": scene.who.doc, "organisation": scene.who.organisation,
        "section": section(scene.headings),
        "subject": subject.name, "subject_kind": subject.kind, "side": _side(scene, subject, lead),
        "year": _year(scene, mark), "amount": amount,
        "precision": mark.place if mark.kind in ("amount", "change") else None,
        "prior": None, "change": None, "change_pct": None, "direction": "none", "base": "", "purpose": "", "reason": "",
        "moved_from": "", "moved_to": "", "carried_over": carried(lead, subject.name), "of_which": part,
        "explains": inside.record if inside is not None else None, "sentence": _sentence(scene),
        "page": line.page, "line": line.line,
    }  # fmt: skip
    told = Told(record, mark.start, mark.depth, inside is not None, part)
    scene.telling.claims.append(told)
    return told


def _side(scene: Scene, subject: Subject, lead: str) -> str:
    """By its own words, else as the claim before that is no part, else as the heading says."""
    found = side_of(subject.name, subject.kind) or side_of(lead, subject.kind)
    if found:
        return found
    near = [t for t in scene.telling.claims if not t.inside_reason and not t.part]
    last = near[-1] if near else scene.telling.opening
    if last is not None:
        return str(last.record["side"])
    sides = [side_of(heading, "") for heading in reversed(scene.headings)]
    return next((side for side in sides if side in ("income", "expenditure")), "expenditure")


def _year(scene: Scene, mark: Mark) -> int | None:
    """The year printed before an amount, else the year of what opened its sentence, else the document's."""
    printed = words("subject", "own_year").findall(mark.lead)
    if printed and mark.kind == "amount":
        return int(printed[-1])
    opening = scene.telling.here(0, False)
    return opening[0].record["year"] if opening and mark.kind == "amount" else scene.who.year


def earlier(scene: Scene, mark: Mark, subject: Subject) -> Base | None:
    """An earlier year's amount as a base, where the sentence speaks of this year's of the same kind too; else None."""
    lead = scene.block.printed[mark.begin : mark.start]
    kind = kind_of(words("subject", "last_year").sub("", subject.name))
    if scene.who.stage == "final" or kind in LOOSE or carried(lead, subject.name):
        return None
    told = list(words("subject", "own_year").finditer(mark.lead))
    if told and scene.who.year is not None and int(told[-1].group(1)) < scene.who.year:
        sentence = scene.block.norm[scene.telling.sentence : scene.telling.sentence_end]
        spoken = f"{scene.who.year}年" in sentence or words("subject", "this_year").search(sentence)
        return Base(mark.value, lead[told[-1].start() :], subject.name) if spoken else None
    near = [t for t in scene.telling.here(mark.depth, False) if t.record["subject_kind"] == kind]
    last = words("subject", "last_year").match(mark.lead)
    return Base(mark.value, lead, subject.name) if near and not told and last else None


def _part(scene: Scene, mark: Mark, kind: str, reason: bool) -> bool:
    """Whether an amount is told within another: in brackets, or after 其中 and the like."""
    before = [t for t in scene.telling.claims if t.inside_reason == reason]
    opened = bool(words("split", "parts").match(scene.block.norm[scene.telling.sentence :]))
    if not before:
        return opened and scene.telling.before is not None and not reason
    opening = scene.block.norm[max(0, mark.begin - 8) : mark.begin + 3]  # the words around where the clause begins
    if kind == "fiscal" and words("split", "first_part").search(opening):
        return True
    if kind in WHOLES and any(t.record["subject_kind"] in WHOLES for t in before) and not mark.depth:
        return False
    sentence = scene.telling.sentence
    first = next((t for t in before if t.place >= sentence), None)
    start = first.place if first and not first.part else sentence
    between = re.sub(r"\([^()]*\)", "", scene.block.norm[start : mark.start])
    return mark.depth > 0 or opened or bool(words("split", "parts").search(between))


def _sentence(scene: Scene) -> str:
    return scene.block.printed[scene.telling.sentence : scene.telling.sentence_end]


def purposes(scene: Scene) -> None:
    """What each amount of the block is for, written into its record."""
    norm = scene.block.norm
    for told in scene.telling.claims:
        found = words("amount", "money").match(norm, told.place)
        if found and not told.inside_reason and told.record["amount"] is not None:
            after, end = _around_brackets(norm, found.end(), told.depth)
            spent_on = purpose(norm, scene.block.printed, after, end)
            explained = bool(spent_on) and spent_on in told.record["reason"]
            told.record["purpose"] = "" if explained else spent_on or told.record["purpose"]


def _around_brackets(norm: str, after: int, depth: int) -> tuple[int, int]:
    """Where words about an amount may stand: behind brackets that follow it, inside the brackets it stands in."""
    closing = norm.find(")", after)
    if closing >= 0 and norm[after : after + 1] == "(":
        return closing + 1, len(norm)
    return after, closing if depth and closing >= 0 else len(norm)
