"""Blocks of text (a paragraph, or an enumerated part of it) read into claims, mark by mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any

from ...model import Identity
from . import change_owners, records, subject_search
from .bases import base
from .joint_subjects import Each, follows, named, shared
from .marks import Mark, marks
from .patterns import words
from .reasons import Span, moved, purpose_next, reason_span
from .scenes import Base, Scene, Telling, Told, unchanged
from .sentences import Script, spans
from .subjects import Subject, generic, kind_of, trim

Record = dict[str, Any]
LISTED = (
    "project",
    "other",
    "carry_forward",
    "performance",
    *subject_search.ITEMS,
)  # what does not end a list of projects


class Reader:
    """Claims of a document in the making; what opens a list or a paragraph is remembered between blocks."""

    def __init__(self, who: Identity) -> None:
        self.who = who
        self.claims: list[Told] = []
        self.headings: tuple[str, ...] = ()
        self.projects = False
        self.project = ""
        self.last: Told | None = None
        self.changed: Told | None = None
        self.listing: Told | None = None

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
            self.headings, self.last, self.changed, self.listing = headings, None, None, None
            self.project = ""
            self.projects = bool(headings) and bool(words("section", "projects").search(headings[-1]))

    def read(self, block: Script) -> None:
        """The claims of one block, added."""
        self.project = self._titled(block) or self.project
        scene = Scene(block, self.who, self.headings, self.projects, Telling(before=self.last), self.project)
        _Pass(scene, self.claims, self._explained(block)).run()
        told = scene.telling.claims
        self.claims += told
        self._remember(block, [t for t in told if not t.inside_reason])

    def _titled(self, block: Script) -> str:
        """The project that a block does no more than name, '' where it does not."""
        found = words("subject", "titled").match(block.norm)
        name = next((key for key in ("label", "quote") if found and found.group(key)), "")
        return block.printed[found.start(name) : found.end(name)] if found and name else ""

    def _explained(self, block: Script) -> tuple[Span, Told] | None:
        """Where a block goes on with, or opens with, the reason of a change told before it, and of which claim."""
        if self.listing is not None and words("reason", "listed").match(block.norm):
            return Span(0, len(block.norm)), self.listing
        self.listing = None
        opening = words("reason", "opening").match(block.norm)
        host = self._named(trim(opening.group("subject") or "", self.who)) if opening else None
        return (Span(opening.end(), len(block.norm)), host) if opening and host is not None else None

    def _named(self, subject: str) -> Told | None:
        """The changed claim that the opening words of a reason name, else the one told last."""
        section = [t for t in self.claims[-16:] if t.record["section"] == records.section(self.headings)]
        waiting = [t for t in section if not unchanged(t) and not t.inside_reason and not t.record["reason"]]
        kind = kind_of(subject)
        return next((t for t in reversed(waiting) if kind and t.record["subject_kind"] == kind), self.changed)

    def _remember(self, block: Script, told: Sequence[Told]) -> None:
        follows = words("reason", "list_follows").search(block.norm) is not None
        if not told:
            self.listing = self.listing or (self.changed if follows else None)
            return
        self.last = told[0]
        changed = [t for t in told if not unchanged(t)]
        self.changed = changed[-1] if changed else None
        self.listing = self.listing or (self.changed if follows else None)
        kind = self.last.record["subject_kind"]
        if kind == "project_total":
            listed = any(words("split", key).search(block.norm) for key in ("list_follows", "list_begun"))
            self.projects = listed or self.projects
        elif kind not in LISTED:
            self.projects = False


class _Pass:
    """One reading of one block; `given` is the part of it that explains a change told before."""

    def __init__(self, scene: Scene, earlier: Sequence[Told], given: tuple[Span, Told] | None) -> None:
        self.scene, self.block, self.telling = scene, scene.block, scene.telling
        self.earlier, self.given = earlier, given
        self.reason: tuple[Span, Told] | None = None
        self.each = Each()

    def run(self) -> None:
        if self.given is not None:
            self._explain(self.given[1], self.given[0])
        found = self._marks()
        ends = [mark.start for mark, _ in found[1:]] + [len(self.block.norm)] * bool(found)
        for (mark, sentence), following in zip(found, ends, strict=True):
            if sentence[0] != self.telling.sentence:
                self.telling.sentence, self.telling.prior = sentence[0], None
            self.telling.sentence_end = sentence[1]
            self._mark(mark, sentence, following)
        records.purposes(self.scene)

    def _marks(self) -> list[tuple[Mark, tuple[int, int]]]:
        return [
            (_shift(mark, start), (start, end))
            for start, end in spans(self.block.norm, "sentence")
            for mark in marks(self.block.norm[start:end], self.scene.who)
        ]

    def _explain(self, host: Told, span: Span) -> None:
        self.reason = (span, host)
        told = self.block.printed[span.start : span.end].strip("：:，,。；; ")
        for t in self._sharing(host):
            t.record["reason"] += ("；" if t.record["reason"] else "") + told
        norm, printed = self.block.norm[span.start : span.end], self.block.printed[span.start : span.end]
        on = moved(norm, printed, "moved_on") if (host.record["change"] or 0.0) < 0 else ""
        for key in ("moved_from", "moved_to"):
            found = moved(norm, printed, key)
            host.record[key] = host.record[key] or ({"moved_from": "", "moved_to": on}[key] if on else found)

    def _sharing(self, host: Told) -> list[Told]:
        """The claims that one reason explains: the same change told of several, not yet explained."""
        here = host in self.telling.claims
        pool = [t for t in self.telling.claims if t.place <= host.place] if here else list(self.earlier[-16:])
        pool = [t for t in pool if t.record["section"] == host.record["section"] and t.record["change"] is not None]
        fitting = [t for t in pool if not t.record["reason"] and not t.inside_reason]
        if not host.record["change"]:  # nothing changed of many: only those told in one breath have one reason
            fitting = list(takewhile(lambda t: not t.record["change"], reversed(fitting)))[::-1]
        return [t for t in fitting if t.record["change"] == host.record["change"]] or [host]

    def _mark(self, mark: Mark, sentence: tuple[int, int], following: int) -> None:
        cuts = [at for at in _segments(self.block.norm, sentence) if at <= mark.start]
        self.telling.segment = cuts[-1] if cuts else sentence[0]
        inside = self._inside(mark)
        if mark.kind == "amount":
            self._amount(mark, inside)
        elif mark.kind == "prior":
            self._prior(mark)
        elif mark.kind == "percent":
            self._percent(mark, inside)
        else:
            self._changed(mark, inside)
        if mark.kind not in ("amount", "prior") and inside is None and self.telling.touched is not None:
            changed = mark.kind in ("change", "percent") and bool(mark.value)
            span = reason_span(self.block.norm, mark.end, len(self.block.norm), changed=changed)
            if span is not None and span.start <= following:
                self._explain(self.telling.touched, span)
            if not self.telling.touched.inside_reason:
                told = self.telling.touched.record
                told["purpose"] = told["purpose"] or purpose_next(self.block.norm, self.block.printed, mark.end)

    def _prior(self, mark: Mark) -> None:
        """A base: of the amount whose bracket it stands in (9万元（上年8万元）), else of what comes next."""
        found = Base(mark.value, *self._base_words(mark))
        last = self.telling.claims[-1] if self.telling.claims else None
        money = words("amount", "money").match(self.block.norm, last.place) if last else None
        if last and money and self.block.norm[money.end() : mark.begin] == "(" and last.record["prior"] is None:
            last.record["prior"], last.record["base"] = found.value, found.words
        elif self.telling.prior is None:
            self.telling.prior = found

    def _base_words(self, mark: Mark) -> tuple[str, str]:
        """(the base as printed, what is named before it)."""
        known = (words("base", key).search(mark.lead) for key in ("from_to", "prior_final", "prior", "prior_budget"))
        found = next((match for match in known if match), None)
        start = mark.begin + (found.start() if found else 0)
        told = words("base", "around").sub("", self.block.printed[start : mark.start])
        return told, trim(self.block.printed[mark.begin : start], self.scene.who)

    def _inside(self, mark: Mark) -> Told | None:
        if self.reason is not None and self.reason[0].start <= mark.start < self.reason[0].end:
            return self.reason[1]
        return None

    def _amount(self, mark: Mark, inside: Told | None) -> None:
        if inside is not None and self._object(mark, inside):
            return
        if inside is None and self._changed_object(mark):
            return
        if inside is None and (self._in_turn(mark) or self._comes_to(mark)):
            return
        lead = (inside is None and self.each.name()) or self.block.printed[mark.begin : mark.start]
        subject = subject_search.subject(self.scene, mark, lead)
        if inside is None and self._earlier(mark, subject):
            return
        told = records.add(self.scene, mark, subject, amount=mark.value, inside=inside)
        self.each.told += [told] if inside is None else []
        prior = self.telling.take_prior() if inside is None else None
        if prior is not None:
            told.record["prior"], told.record["base"] = prior.value, prior.words

    def _comes_to(self, mark: Mark) -> bool:
        """Whether an amount is only what the change told right before comes to (增加2万元，为9万元): the amount of that claim."""
        told = self.telling.touched
        last = self.telling.claims[-1] if self.telling.claims else None
        if told is None or told is not last or told.record["amount"] is not None or told.inside_reason:
            return False
        near = self.telling.touched_at >= self.telling.segment and told.depth == mark.depth
        if not near or not words("amount", "comes_to").match(mark.lead):
            return False
        change_owners.arrived(told.record, mark)
        return True

    def _in_turn(self, mark: Mark) -> bool:
        """Whether an amount is a further change of subjects told together; names told together are remembered."""
        names = named(self.block.norm, self.block.printed, mark)
        if names or not follows(mark):
            self.each = Each(names)
        told = self.each.changed(mark)
        if told is not None:
            change_owners.change(told.record, replace(mark, kind="change", sign=self.each.sign), self._base(mark), None)
        return told is not None

    def _turn(self, mark: Mark) -> Told | None:
        """The claim whose turn it is, where a change tells of several one by one."""
        if mark.kind == "change" and len(self.each.told) < 2:
            waiting = [t for t in self.telling.here(mark.depth, False) if unchanged(t)]
            self.each.told = shared(self.block.norm, mark, waiting) or self.each.told
        return self.each.changed(mark)

    def _changed_object(self, mark: Mark) -> bool:
        """A change whose subject stands behind its verb (较上年增加了培训费2万元; 减少项目支出2万元)."""
        compared = words("base", "comparator").search(mark.lead)
        action = words("amount", "verb_object").match(mark.lead)
        if action is None or (compared is None and not words("amount", "verb_first").match(mark.lead)):
            return False
        if compared is not None and action.start("verb") < compared.end():
            return False
        noun = action.start("noun")
        if words("amount", "of_what").match(mark.lead, noun):
            return False
        sign = 1 if words("amount", "adding").fullmatch(action.group("verb")) else -1
        own = (mark.begin + noun, mark.start)
        self._changed(replace(mark, kind="change", sign=sign, own=own), None)
        return True

    def _earlier(self, mark: Mark, subject: Subject) -> bool:
        """Whether an amount is an earlier year's, told beside this year's of the same subject: its base, and no claim."""
        base = records.earlier(self.scene, mark, subject)
        if base is None:
            return False
        kind = kind_of(words("subject", "last_year").sub("", subject.name))
        alike = [t for t in self.telling.here(mark.depth, False) if t.record["subject_kind"] == kind]
        if alike and alike[-1].record["prior"] is None:
            alike[-1].record["prior"], alike[-1].record["base"] = base.value, base.words
        else:
            self.telling.prior = base
        return True

    def _object(self, mark: Mark, inside: Told) -> bool:
        """A change told as verb and object inside a reason (减少工资3万元、补贴5万元): a claim with no amount."""
        action = words("amount", "verb_object").match(mark.lead)
        before = self.telling.claims[-1].record if self.telling.claims else None
        if action is not None:
            sign = 1 if words("amount", "adding").fullmatch(action.group("verb")) else -1
        elif before and before["amount"] is None and before["change"] and words("amount", "and_also").match(mark.lead):
            sign = 1 if before["change"] > 0 else -1
        else:
            return False
        lead = self.block.printed[mark.begin + (action.start("noun") if action else 0) : mark.start]
        change = replace(mark, kind="change", sign=sign)
        told = records.add(
            self.scene, change, subject_search.subject(self.scene, mark, lead), amount=None, inside=inside
        )
        change_owners.change(told.record, change, "", None)
        return True

    def _changed(self, mark: Mark, inside: Told | None) -> None:
        own = trim(self.block.printed[mark.own[0] : mark.own[1]], self.scene.who)
        told = self._turn(mark) if inside is None and generic(own) else None
        told = told or change_owners.host(
            self.telling, mark, own, inside is not None, apart=subject_search.apart(self.scene, mark)
        )
        both = change_owners.pair(self.telling, own) if inside is None else None
        if both is not None and (told is None or told is both[1]):
            self._changed_all(mark, both)
            return
        if told is not None and told in self.each.told[1:] and mark.kind != "change" and generic(own):
            self._changed_all(mark, self.each.told)
            return
        if mark.kind == "change" and (told is None or told.record["change"] is not None):
            subject = subject_search.changed(self.scene, mark, own, inside or told)
            told = records.add(self.scene, mark, subject, amount=None, inside=inside)
        elif told is None and inside is None and kind_of(own) and not generic(own):
            told = records.add(self.scene, mark, Subject(own, kind_of(own)), amount=None, inside=None)
        if told is None:
            return
        if mark.kind == "change":
            prior = self.telling.take_prior()
            change_owners.change(told.record, mark, self._base(mark), prior.value if prior else None)
        else:
            change_owners.told(told.record, mark, self._base(mark))
        self.telling.touch(told, mark.start)

    def _changed_all(self, mark: Mark, alike: Sequence[Told]) -> None:
        """One change told of several subjects each."""
        for told in alike:
            if mark.kind == "change":
                change_owners.change(told.record, mark, self._base(mark), None)
            else:
                change_owners.told(told.record, mark, self._base(mark))
        self.telling.touch(alike[-1], mark.start)

    def _base(self, mark: Mark) -> str:
        end = mark.end if mark.kind == "trend" else mark.start
        return base(*self.scene.rest, end - self.telling.sentence)

    def _percent(self, mark: Mark, inside: Told | None) -> None:
        touched = self.telling.touched
        fresh = touched is not None and self.telling.touched_at >= self.telling.sentence
        if inside is not None and (touched is None or not touched.inside_reason):
            return
        overtaken = inside is None and self.telling.amount_since(self.telling.touched_at, mark.depth)
        if fresh and touched is not None and touched.record["change_pct"] is None and not overtaken:
            self._percent_of(touched, mark)
        elif inside is None and self._compared(mark):
            self._percent_alone(mark)

    def _percent_of(self, touched: Told, mark: Mark) -> None:
        """A percentage of the change told last, and of the other side where it was told of both."""
        change_owners.percent(touched.record, mark)
        other = change_owners.sibling(self.telling, touched)
        if other is not None:
            change_owners.percent(other.record, mark)

    def _compared(self, mark: Mark) -> bool:
        """Whether a percentage tells a change: a comparison stands before it, or it follows an amount at once."""
        if words("base", "compares").search(self.block.norm[self.telling.sentence : mark.start]):
            return True
        bare = generic(trim(self.block.printed[mark.own[0] : mark.own[1]], self.scene.who))
        return bare and bool(self.telling.here(mark.depth, False, since=self.telling.segment))

    def _rated(self, mark: Mark, own: str) -> Told | None:
        """A claim of a rate alone: of what its words name, else of what the base that waits is told of."""
        prior = self.telling.prior
        if generic(own) and (prior is None or generic(prior.subject)):
            return None
        told = Subject(own, kind_of(own)) if not generic(own) else subject_search.changed(self.scene, mark, own, None)
        return records.add(self.scene, mark, told, amount=None, inside=None) if told.kind else None

    def _percent_alone(self, mark: Mark) -> None:
        """A percentage that tells the change by itself."""
        own = trim(self.block.printed[mark.own[0] : mark.own[1]], self.scene.who)
        told = change_owners.host(self.telling, mark, own, False, apart=subject_search.apart(self.scene, mark))
        if told is None:
            told = self._rated(mark, own)
        if told is None or not unchanged(told):
            return
        change_owners.percent(told.record, mark)
        prior = self.telling.take_prior()
        told.record["prior"] = prior.value if prior else told.record["prior"]
        told.record["base"] = self._base(mark)
        self.telling.touch(told, mark.start)


def _segments(norm: str, sentence: tuple[int, int]) -> list[int]:
    return [sentence[0] + start for start, _ in spans(norm[sentence[0] : sentence[1]], "segment")]


def _shift(mark: Mark, by: int) -> Mark:
    own = (mark.own[0] + by, mark.own[1] + by)
    return replace(mark, start=mark.start + by, end=mark.end + by, begin=mark.begin + by, own=own)
