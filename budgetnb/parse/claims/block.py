"""One block of text (a paragraph, or an enumerated part of it) read into claims, mark by mark."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ...model import Identity
from ...text import clean, flat
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
PARTS = re.compile("其中|以下方面|包括|包含|内?含|分别|(?<=元):")
WHOLES = ("total_income", "total_expenditure", "total_both", "fiscal")


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
        elif kind not in ("project", "other", "economic", "function", "carry_forward", "performance"):
            self.projects = False


@dataclass(frozen=True, slots=True)
class Base:
    """A printed amount to compare with, the words that name it, and the subject told before them."""

    value: float
    words: str
    subject: str


class _Pass:
    """One reading of one block."""

    def __init__(self, reader: Reader, block: Script, telling: Telling) -> None:
        self.reader, self.block, self.telling = reader, block, telling
        self.who = reader.who
        self.reason: tuple[Span, Told] | None = None
        self.prior: Base | None = None

    def run(self) -> None:
        self._reason_first()
        found = [(_shift(mark, start), (start, end)) for start, end in spans(self.block.norm, "sentence")
                 for mark in marks(self.block.norm[start:end], self.who)]  # fmt: skip
        ends = [mark.start for mark, _ in found[1:]] + [len(self.block.norm)] * bool(found)
        for (mark, sentence), following in zip(found, ends, strict=True):
            if sentence[0] != self.telling.sentence:
                self.telling.sentence, self.prior = sentence[0], None
            self._mark(mark, sentence, following)
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
            self.prior = Base(mark.value, *self._base_words(mark))
        elif mark.kind == "percent":
            self._percent(mark, inside)
        else:
            self._changed(mark, inside)
        if mark.kind in ("change", "same", "percent") and inside is None and self.telling.touched is not None:
            span = reason_span(self.block.norm, mark.end, len(self.block.norm))
            if span is not None and span.start <= following:
                self._explain(self.telling.touched, span)

    def _base_words(self, mark: Mark) -> tuple[str, str]:
        """(the base as printed, what is named before it)."""
        found = words("base", "prior_final").search(mark.lead) or words("base", "prior").search(mark.lead)
        start = mark.begin + (found.start() if found else 0)
        told = self.block.printed[start : mark.start].lstrip("比较与同").rstrip("为是的:：")
        return told, trim(self.block.printed[mark.begin : start], self.who)

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
            told.record["prior"], told.record["base"], self.prior = self.prior.value, self.prior.words, None

    def _subject(self, mark: Mark, lead: str) -> Subject:
        name = trim(lead, self.who)
        carry = re.search("(?:上年|上年度|以前年度)(?:财政拨款)?(?:结转|结余)+(?:资金)?$", flat(name))
        near = self.telling.here(mark.depth, False, since=self.telling.segment)
        if carry and carry.start() == 0 and near and near[-1].record["subject_kind"] == "project":
            return Subject(near[-1].record["subject"], "project")
        if carry and carry.start() == 0:
            return Subject(name, "carry_forward")
        if carry and carry.start() > 1:
            name = name[: carry.start()]
        if not generic(name):
            return Subject(name, self._kind(name, lead))
        if words("subject", "whole").match(flat(name)) and names_whole(lead, self.who):
            return Subject(name, "total_expenditure")
        topic = self.prior.subject if self.prior and not generic(self.prior.subject) else self._topic(mark)
        return Subject(topic, self._kind(topic, lead))

    def _kind(self, name: str, lead: str) -> str:
        found = "asset_value" if kind_of(lead) == "asset_value" else kind_of(name)
        if not found and words("subject", "performed").search(flat(lead + name)) and self._of_performance():
            return "performance"
        if found:
            return found
        opening = self.telling.claims[0].record["subject_kind"] if self.telling.claims else ""
        if self.reader.projects or opening in ("project_total", "project"):
            return "project"
        if words("function", "items").match(flat(name)):
            return "function"
        return "project" if words("subject", "project_like").search(flat(name)) and "收入" not in name else "other"

    def _of_performance(self) -> bool:
        """Whether the sentence says that money is under performance targets."""
        start = self.telling.sentence
        stop = self.block.norm.find("。", start)
        return bool(words("subject", "performance").search(self.block.norm[start : stop if stop >= 0 else None]))

    def _topic(self, mark: Mark) -> str:
        """What the amount speaks of where its own words name nothing: the words before, the amount before, the heading."""
        taken = max((t.place for t in self.telling.claims), default=-1)
        before = words("reason", "told").sub(lambda m: "。" * len(m.group()), self.block.norm[: mark.begin])
        cuts = [m for m in re.finditer("[^。,;:]+", before) if m.start() > taken]
        for clause in reversed(cuts[-3:]):
            name = trim(self.block.printed[clause.start() : clause.end()], self.who)
            if not generic(name) and not self._idle(name):
                return name
        if self.telling.claims:
            here = self.telling.here(99, False, since=self.telling.sentence)
            return str((here[-1] if here else self.telling.claims[0]).record["subject"])
        headings = [_heading(trim(h, self.who)) for h in reversed(self.reader.headings)]
        return headings[0] if headings else ""

    def _idle(self, name: str) -> bool:
        return len(name) > 60 or bool(words("subject", "not_topic").search(flat(name)))

    def _changed(self, mark: Mark, inside: Told | None) -> None:
        own = trim(self.block.printed[mark.own[0] : mark.own[1]], self.who)
        told = changes.host(self.telling, mark, own, inside is not None)
        if mark.kind == "change" and (told is None or told.record["change"] is not None):
            told = self._new(mark, self._changed_subject(mark, own, told, inside), inside, amount=None)
        if told is None:
            return self._steady(mark, own, inside)
        compared = base(
            self.block.norm[self.telling.sentence :],
            self.block.printed[self.telling.sentence :],
            mark.start - self.telling.sentence,
        )
        if mark.kind == "change":
            changes.change(told.record, mark, compared, self.prior.value if self.prior else None)
            self.prior = None
        else:
            changes.same(told.record, compared)
        self.telling.touched, self.telling.touched_at = told, mark.start
        return None

    def _changed_subject(self, mark: Mark, own: str, told: Told | None, inside: Told | None) -> Subject:
        """The subject of a change that is a claim of its own; a balance struck inside a reason speaks of what it explains."""
        if own and not generic(own):
            return Subject(own, self._kind(own, own))
        spoken = inside if inside is not None else told
        if spoken is not None:
            return Subject(spoken.record["subject"], spoken.record["subject_kind"])
        topic = self._topic(mark)
        return Subject(topic, self._kind(topic, topic))

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
        if inside is not None and (touched is None or not touched.inside_reason):
            return
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
            told.record["prior"], self.prior = self.prior.value if self.prior else None, None
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
            "section": clean(self.reader.headings[-1]) if self.reader.headings else "",
            "subject": subject.name, "subject_kind": subject.kind, "side": self._side(subject, lead),
            "year": self._year(mark), "amount": amount, "precision": mark.place if amount is not None or mark.kind == "change" else None,
            "prior": None, "change": None, "change_pct": None, "direction": "none", "base": "", "purpose": "", "reason": "",
            "moved_from": "", "moved_to": "", "carried_over": carried(lead, subject.name), "of_which": self._part(mark, subject.kind),
            "explains": inside.record if inside is not None else None, "sentence": self._sentence(mark),
            "page": line.page, "line": line.line,
        }  # fmt: skip
        told = Told(record, mark.start, mark.depth, inside is not None, record["of_which"])
        self.telling.claims.append(told)
        return told

    def _side(self, subject: Subject, lead: str) -> str:
        found = side_of(subject.name, subject.kind) or side_of(lead, subject.kind)
        near = [t for t in self.telling.claims if not t.inside_reason and not t.part] or [
            t for t in (self.telling.opening,) if t
        ]
        if found or near:
            return found or str(near[-1].record["side"])
        return next(
            (side for h in reversed(self.reader.headings) if (side := side_of(h, "")) in ("income", "expenditure")),
            "expenditure",
        )

    def _year(self, mark: Mark) -> int | None:
        printed = re.findall(r"(20\d\d)年(?!结转|度?结转|末|底)", mark.lead)
        return int(printed[-1]) if printed and mark.kind == "amount" else self.who.year

    def _part(self, mark: Mark, kind: str) -> bool:
        """Whether an amount is told within another: in brackets, or after 其中 and the like."""
        before = [t for t in self.telling.claims if not t.inside_reason]
        if not before:
            return False
        if kind in WHOLES and any(t.record["subject_kind"] in WHOLES for t in before) and not mark.depth:
            return False
        here = [t for t in before if t.place >= self.telling.sentence]
        start = here[0].place if here else self.telling.sentence
        opened = bool(PARTS.match(self.block.norm[self.telling.sentence :]))
        return mark.depth > 0 or opened or bool(PARTS.search(self.block.norm, start, mark.start))

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


def _heading(text: str) -> str:
    """What a heading speaks of, without 情况说明."""
    found = words("subject", "heading_end").search(flat(text))
    return text[: found.start()] if found and len(flat(text)) == len(text) and found.start() else text


def _segments(norm: str, sentence: tuple[int, int]) -> list[int]:
    return [sentence[0] + start for start, _ in spans(norm[sentence[0] : sentence[1]], "segment")]


def _shift(mark: Mark, by: int) -> Mark:
    return Mark(
        mark.kind, mark.start + by, mark.end + by, mark.begin + by, mark.lead, mark.value, mark.place, mark.sign,
        (mark.own[0] + by, mark.own[1] + by), mark.fronted, mark.depth,
    )  # fmt: skip


def _signed(mark: Mark, sign: int) -> Mark:
    return Mark("change", mark.start, mark.end, mark.begin, mark.lead, mark.value, mark.place, sign, depth=mark.depth)
