"""One block of text (a paragraph, or an enumerated part of it) read into claims, mark by mark."""

from __future__ import annotations

import re
from typing import Any

from ...model import Identity
from ...text import flat
from . import changes
from .amounts import Mark, marks
from .bases import base
from .changes import Telling, Told
from .reasons import Span, moved, purpose, reason_span
from .sentences import Script, spans
from .subjects import Subject, carried, generic, kind_of, names_whole, side_of, trim
from .words import words

Record = dict[str, Any]
LISTS = re.compile("(?:包括|其中|如下|分别是|具体为):?$")
PARTS = re.compile("其中|包括|包含|内?含|分别")


class Reader:
    """Claims of a document in the making; what opens a list or a paragraph is remembered between blocks."""

    def __init__(self, who: Identity) -> None:
        self.who = who
        self.claims: list[Told] = []
        self.headings: tuple[str, ...] = ()
        self.projects = False
        self.last: Told | None = None
        self.changed: Told | None = None

    def records(self) -> list[Record]:
        """The records, `reason_of` turned into row numbers."""
        rows = {id(told.record): number for number, told in enumerate(self.claims)}
        for told in self.claims:
            explains = told.record.pop("explains", None)
            told.record["reason_of"] = None if explains is None else rows.get(id(explains))
        return [told.record for told in self.claims]

    def enter(self, headings: tuple[str, ...]) -> None:
        """Under other headings nothing goes on."""
        if headings != self.headings:
            self.headings, self.last, self.changed = headings, None, None
            self.projects = bool(headings) and "项目支出" in headings[-1]

    def read(self, block: Script) -> None:
        """The claims of one block, added."""
        telling = Telling(before=self.last)
        pass_ = _Pass(self, block, telling)
        pass_.run()
        told = telling.claims
        self.claims += told
        opening = next((t for t in told if not t.inside_reason), None)
        if opening is not None:
            self.last = opening
            changed = [t for t in told if not t.inside_reason and not changes.unchanged(t)]
            self.changed = changed[-1] if changed else None
            self._lists(opening, block)

    def _lists(self, opening: Told, block: Script) -> None:
        kind = opening.record["subject_kind"]
        if kind == "project_total":
            self.projects = bool(LISTS.search(block.norm.rstrip("。;"))) or self.projects
        elif kind != "project":
            self.projects = False


class _Pass:
    """One reading of one block."""

    def __init__(self, reader: Reader, block: Script, telling: Telling) -> None:
        self.reader, self.block, self.telling = reader, block, telling
        self.who = reader.who
        self.reason: tuple[Span, Told] | None = None
        self.prior: float | None = None

    def run(self) -> None:
        self._reason_first()
        for start, end in spans(self.block.norm, "sentence"):
            self.telling.sentence = self.telling.segment = start
            self.prior = None
            found = marks(self.block.norm[start:end], self.who)
            for at, mark in enumerate(found):
                following = found[at + 1].start + start if at + 1 < len(found) else len(self.block.norm)
                self._mark(_shift(mark, start), (start, end), following)
        self._purposes()

    def _reason_first(self) -> None:
        """A block that opens with the reason of what the block before told."""
        host = self.reader.changed
        if host is None:
            return
        cue = words("reason", "cue").search(self.block.norm[:24])
        if cue and words("reason", "strong").search(cue.group()):
            self._explain(host, Span(cue.end(), len(self.block.norm)))

    def _explain(self, host: Told, span: Span) -> None:
        self.reason = (span, host)
        told = self.block.printed[span.start : span.end].strip("：:，,。；; ")
        for t in self._sharing(host):
            t.record["reason"] = told
        self._moves(host, span)

    def _sharing(self, host: Told) -> list[Told]:
        """The claims that one reason explains: those changed before it and not yet explained."""
        if host not in self.telling.claims:
            pool = [t for t in self.reader.claims[-4:] if t.record["section"] == host.record["section"]]
        else:
            pool = [t for t in self.telling.claims if t.place <= host.place]
        fitting = [t for t in pool if not changes.unchanged(t) and not t.record["reason"] and not t.inside_reason]
        same = [t for t in fitting if t.record["change"] == host.record["change"]]
        return same or [host]

    def _moves(self, host: Told, span: Span) -> None:
        norm, printed = self.block.norm[span.start : span.end], self.block.printed[span.start : span.end]
        for key in ("moved_from", "moved_to"):
            names = moved(norm, printed, key)
            if names and not host.record[key]:
                host.record[key] = names

    def _mark(self, mark: Mark, sentence: tuple[int, int], following: int) -> None:
        cuts = [at for at in _segments(self.block.norm, sentence) if at <= mark.start]
        self.telling.segment = cuts[-1] if cuts else sentence[0]
        inside = self._inside(mark)
        if mark.kind == "amount":
            self._amount(mark, inside)
        elif mark.kind == "prior":
            self.prior = mark.value
        elif mark.kind == "percent":
            self._percent(mark, inside)
        else:
            self._changed(mark, inside)
        if mark.kind in ("change", "same", "percent") and inside is None and self.telling.touched is not None:
            span = reason_span(self.block.norm, mark.end, len(self.block.norm))
            if span is not None and span.start <= following:
                self._explain(self.telling.touched, span)

    def _inside(self, mark: Mark) -> Told | None:
        if self.reason is not None and self.reason[0].start <= mark.start < self.reason[0].end:
            return self.reason[1]
        return None

    def _amount(self, mark: Mark, inside: Told | None) -> None:
        action = words("amount", "verb_object").match(mark.lead) if inside is not None else None
        if action is not None:
            at = mark.begin + action.start("noun")
            sign = 1 if action.group("verb") in ("新增", "增加", "追加", "调增") else -1
            told = self._new(mark, self._subject(mark, self.block.printed[at : mark.start]), inside, amount=None)
            changes.change(told.record, _signed(mark, sign), "", None)
            return
        subject = self._subject(mark, self.block.printed[mark.begin : mark.start])
        told = self._new(mark, subject, inside, amount=mark.value)
        if self.prior is not None and inside is None:
            told.record["prior"], self.prior = self.prior, None

    def _subject(self, mark: Mark, lead: str) -> Subject:
        name = trim(lead, self.who)
        carry = re.search("(?:上年|上年度|以前年度)(?:财政拨款)?(?:结转|结余)+(?:资金)?$", flat(name))
        near = self.telling.here(mark.depth, False, since=self.telling.segment)
        if carry and carry.start() == 0 and near and near[-1].record["subject_kind"] == "project":
            return Subject(near[-1].record["subject"], "project")
        if carry and carry.start() > 1:
            name = name[: carry.start()]
        if not generic(name):
            return Subject(name, self._kind(name, lead))
        if words("subject", "whole").match(flat(name)) and names_whole(lead, self.who):
            return Subject(name, "total_expenditure")
        topic = self._topic(mark)
        return Subject(topic, self._kind(topic, lead))

    def _kind(self, name: str, lead: str) -> str:
        found = kind_of(name)
        if self._of_performance(found):
            return "performance"
        if found:
            return found
        opening = self.telling.claims[0].record["subject_kind"] if self.telling.claims else ""
        if self.reader.projects or opening in ("project_total", "project"):
            return "project"
        return "project" if words("subject", "project_like").search(flat(name)) and "收入" not in name else "other"

    def _of_performance(self, kind: str) -> bool:
        """Money that a sentence says is under performance targets; the kind of a sum that names itself stays."""
        start = self.telling.sentence
        stop = self.block.norm.find("。", start)
        sentence = self.block.norm[start : stop if stop >= 0 else None]
        return not kind and bool(words("subject", "performance").search(sentence))

    def _topic(self, mark: Mark) -> str:
        """What the amount speaks of where its own words name nothing: the words before, the amount before, the heading."""
        before = self.block.printed[: mark.begin]
        taken = max((t.place for t in self.telling.claims), default=-1)
        for clause in reversed([c for c in re.split("[。，,；;：:]", before) if c][-3:]):
            name = trim(clause, self.who)
            if taken < self.block.printed.rfind(clause, 0, mark.begin) and not generic(name) and not self._idle(name):
                return name
        if self.telling.claims:
            return str(self.telling.claims[-1].record["subject"])
        headings = [trim(h, self.who) for h in reversed(self.reader.headings)]
        return headings[0] if headings else ""

    def _idle(self, name: str) -> bool:
        return len(name) > 40 or bool(words("subject", "not_topic").search(flat(name)))

    def _changed(self, mark: Mark, inside: Told | None) -> None:
        own = trim(self.block.printed[mark.own[0] : mark.own[1]], self.who)
        told = changes.host(self.telling, mark, own, inside is not None)
        if mark.kind == "change" and (told is None or told.record["change"] is not None):
            name = own if own and not generic(own) else told.record["subject"] if told else self._topic(mark)
            told = self._new(mark, Subject(name, self._kind(name, name)), inside, amount=None)
        if told is None:
            return self._steady(mark, own, inside)
        compared = base(
            self.block.norm[self.telling.sentence :],
            self.block.printed[self.telling.sentence :],
            mark.start - self.telling.sentence,
        )
        if mark.kind == "change":
            changes.change(told.record, mark, compared, self.prior)
            self.prior = None
        else:
            changes.same(told.record, compared)
        self.telling.touched, self.telling.touched_at = told, mark.start
        return None

    def _steady(self, mark: Mark, own: str, inside: Told | None) -> None:
        """A subject of its own that stays the same, with no amount."""
        kind = kind_of(own)
        if inside is not None or not kind or generic(own):
            return
        told = self._new(mark, Subject(own, kind), inside, amount=None)
        changes.same(told.record, base(self.block.norm, self.block.printed, mark.start))
        self.telling.touched, self.telling.touched_at = told, mark.start

    def _percent(self, mark: Mark, inside: Told | None) -> None:
        touched = self.telling.touched
        if (
            touched is not None
            and self.telling.touched_at >= self.telling.sentence
            and touched.record["change_pct"] is None
        ):
            changes.percent(touched.record, mark)
            return
        if inside is not None or not words("base", "comparator").search(
            self.block.norm[self.telling.sentence : mark.start]
        ):
            return
        told = changes.host(self.telling, mark, trim(self.block.printed[mark.own[0] : mark.own[1]], self.who), False)
        if told is not None and changes.unchanged(told):
            changes.percent(told.record, mark)
            told.record["base"] = base(
                self.block.norm[self.telling.sentence :],
                self.block.printed[self.telling.sentence :],
                mark.start - self.telling.sentence,
            )
            self.telling.touched, self.telling.touched_at = told, mark.start

    def _new(self, mark: Mark, subject: Subject, inside: Told | None, *, amount: float | None) -> Told:
        line = self.block.lines[mark.start]
        lead = self.block.printed[mark.begin : mark.start]
        record: Record = {
            "doc": self.who.doc, "organisation": self.who.organisation,
            "section": trim(self.reader.headings[-1], self.who) if self.reader.headings else "",
            "subject": subject.name, "subject_kind": subject.kind, "side": self._side(subject, lead),
            "year": self._year(mark), "amount": amount, "precision": mark.place if amount is not None or mark.kind == "change" else None,
            "prior": None, "change": None, "change_pct": None, "direction": "none", "base": "", "purpose": "", "reason": "",
            "moved_from": "", "moved_to": "", "carried_over": carried(lead, subject.name), "of_which": self._part(mark),
            "explains": inside.record if inside is not None else None, "sentence": self._sentence(mark),
            "page": line.page, "line": line.line,
        }  # fmt: skip
        told = Told(record, mark.start, mark.depth, inside is not None, record["of_which"])
        self.telling.claims.append(told)
        return told

    def _side(self, subject: Subject, lead: str) -> str:
        found = side_of(subject.name, subject.kind) or side_of(lead, subject.kind)
        opening = self.telling.opening
        if found or opening is not None:
            return found or str(opening.record["side"] if opening else "")
        return next(
            (side for h in reversed(self.reader.headings) if (side := side_of(h, "")) in ("income", "expenditure")),
            "expenditure",
        )

    def _year(self, mark: Mark) -> int | None:
        printed = re.findall(r"(20\d\d)年(?!结转|度?结转|末|底)", mark.lead)
        return int(printed[-1]) if printed and mark.kind == "amount" else self.who.year

    def _part(self, mark: Mark) -> bool:
        before = self.telling.here(99, False) or self.telling.here(99, True)
        if mark.depth and before:
            return True
        if not before:
            return bool(PARTS.match(self.block.norm[self.telling.sentence :])) and bool(self.telling.claims)
        return bool(PARTS.search(self.block.norm, before[0].place, mark.start))

    def _sentence(self, mark: Mark) -> str:
        start = self.telling.sentence
        stop = re.compile("。").search(self.block.norm, mark.end)
        return self.block.printed[start : stop.end() if stop else None]

    def _purposes(self) -> None:
        norm = self.block.norm
        for told in self.telling.claims:
            if told.inside_reason or told.record["amount"] is None:
                continue
            found = words("amount", "money").match(norm, told.place)
            if found:
                after, end = _around_brackets(norm, found.end(), told.depth)
                told.record["purpose"] = purpose(norm, self.block.printed, after, end)


def _around_brackets(norm: str, after: int, depth: int) -> tuple[int, int]:
    """Where words about an amount may stand: behind brackets that follow it, inside the brackets it stands in."""
    closing = norm.find(")", after)
    if closing >= 0 and norm[after : after + 1] == "(":
        return closing + 1, len(norm)
    return after, closing if depth and closing >= 0 else len(norm)


def _segments(norm: str, sentence: tuple[int, int]) -> list[int]:
    return [sentence[0] + start for start, _ in spans(norm[sentence[0] : sentence[1]], "segment")]


def _shift(mark: Mark, by: int) -> Mark:
    return Mark(
        mark.kind, mark.start + by, mark.end + by, mark.begin + by, mark.lead, mark.value, mark.place, mark.sign,
        (mark.own[0] + by, mark.own[1] + by), mark.fronted, mark.depth,
    )  # fmt: skip


def _signed(mark: Mark, sign: int) -> Mark:
    return Mark("change", mark.start, mark.end, mark.begin, mark.lead, mark.value, mark.place, sign, depth=mark.depth)
