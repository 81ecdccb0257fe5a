"""The marks of one sentence: amounts, bases, changes, percents and words that say nothing changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ...model import Identity
from ...text import number
from ...wording import load
from .patterns import words


@dataclass(frozen=True, slots=True)
class Mark:
    """One number or word of a sentence: what it is, where, and the words that lead to it.

    `kind` is amount, prior, change, percent, same or trend (a direction with no number); `lead` begins at the last boundary; `own` is what a change names
    as its subject; `fronted` where the comparison stands before that subject.
    """

    kind: str
    start: int
    end: int
    begin: int
    lead: str
    value: float = 0.0
    place: float = 0.0
    sign: int = 0
    own: tuple[int, int] = (0, 0)
    fronted: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A raw match before its meaning is known."""

    start: int
    end: int
    begin: int
    lead: str
    form: str


def marks(text: str, who: Identity) -> list[Mark]:
    """The marks of a sentence (half-width, no white space), in order."""
    found: list[Mark] = []
    for hit in _hits(text):
        mark = _read(text, hit, found, who)
        if mark is not None:
            found.append(replace(mark, depth=_depth(text, hit.start)))
    return found


def _hits(text: str) -> Iterator[Hit]:
    raw = sorted(
        [(m.start(1) if form in ("money", "zero", "percent") else m.start(), m.end(), form) for form in ("money", "zero", "percent", "same", "trend")
         for m in words("amount", form).finditer(text)]
    )  # fmt: skip
    after = 0
    for start, end, form in raw:
        if start < after:
            continue
        begin = max(after, _boundary(text, start))
        begin += _closed(text[begin:start])
        if begin == start and text[max(0, start - 1) : start] == "(":
            begin = max(after, _boundary(text, start - 1))
        hit = Hit(start, end, begin, text[begin:start], form)
        if form == "money" and _threshold(text, hit):
            continue
        yield hit
        after = end


def _boundary(text: str, place: int) -> int:
    """Where the clause that holds a place begins; brackets closed before it are part of the clause."""
    depth = 0
    stops = {m.start() for m in words("split", "boundary").finditer(text[: place + 1])}
    for at in range(place - 1, -1, -1):
        depth += (text[at] == ")") - (text[at] == "(")
        if depth < 0 or (depth == 0 and at in stops):
            return at + 1
    return 0


def _closed(lead: str) -> int:
    """Length of what belongs to a bracket that was opened before the lead."""
    depth = 0
    for at, char in enumerate(lead):
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return at + 1 + _closed(lead[at + 1 :])
    return 0


def _depth(text: str, place: int) -> int:
    before = text[:place]
    return max(0, before.count("(") - before.count(")"))


def _read(text: str, hit: Hit, before: list[Mark], who: Identity) -> Mark | None:
    if hit.form == "same":
        return _same(text, hit)
    if hit.form == "trend":
        return _trend(text, hit)
    if hit.form == "percent":
        return _percent(text, hit, before)
    return _money(text, hit, who)


def _money(text: str, hit: Hit, who: Identity) -> Mark | None:
    match = words("amount", "money").match(text, hit.start)
    value = number((match.group("number") if match else "0").replace("−", "-").strip(","))
    if value is None:
        return None
    scale = load("claims")["amount"]["units"][match.group("unit")] if match else _usual_scale(text)
    mark = Mark(
        "amount", hit.start, hit.end, hit.begin, hit.lead, round(value.value * scale, 6), round(value.place * scale, 9)
    )
    changed = _change(text, mark)
    if changed is not None:
        return changed
    if _is_base(hit.lead, who) or _budget_of_account(text, hit, who):
        return replace(mark, kind="prior")
    if words("base", "from_to").search(hit.lead) and words("base", "to").match(text[hit.end :]):
        return replace(mark, kind="prior")
    return mark


def _budget_of_account(text: str, hit: Hit, who: Identity) -> bool:
    """In final accounts, whether an amount is the budget that the account right behind it is measured against."""
    told = who.stage == "final" and words("base", "prior_budget").search(hit.lead)
    return bool(told and words("base", "account_next").match(text, hit.end))


def _usual_scale(text: str) -> float:
    """The scale of a nought with no unit: that of the sentence's other amounts."""
    units = [match.group("unit") for match in words("amount", "money").finditer(text)]
    return float(load("claims")["amount"]["units"][units[0]]) if units else 1.0


def _is_base(lead: str, who: Identity) -> bool:
    """An earlier year before a number makes it a base, where nothing else is named before it."""
    if who.stage == "final" and words("base", "prior_final").search(lead):
        return True
    against = words("base", "against").match(lead)
    if against is not None:
        return who.year is None or not against.group("year").isdigit() or int(against.group("year")) < who.year
    match = words("base", "prior").search(lead)
    if match is None:
        return False
    if words("subject", "project_like").search(lead[: match.start()]) and not _explicit(match.group(), who):
        return False
    named = re.findall(r"20\d\d", match.group())
    return not named or who.year is None or int(named[-1]) < who.year


def _explicit(told: str, who: Identity) -> bool:
    """Whether words name an earlier year's budget or account, not only its year."""
    return who.stage != "final" and bool(words("base", "explicit").search(told))


def _threshold(text: str, hit: Hit) -> bool:
    return bool(
        words("amount", "threshold_after").match(text, hit.end) or words("amount", "threshold_before").search(hit.lead)
    )


def _direction(lead: str, suffix: str = "") -> tuple[int, int] | None:
    """(where the word of change begins, its sign) at the end of a lead; None where there is none."""
    filler = load("claims")["amount"]["filler"]
    lead = words("amount", "other_way").sub("", lead)
    best: tuple[int, int] | None = None
    for sign, keys in ((1, "increase" + suffix), (-1, "decrease" + suffix)):
        joined = "|".join(load("claims")["amount"][keys])
        match = re.search(f"(?:{joined}){filler}$", lead)
        if match and (best is None or match.start() < best[0]):
            best = (match.start(), sign)
    return best


def _change(text: str, mark: Mark) -> Mark | None:
    found = _direction(mark.lead)
    if found is None:
        return None
    at, sign = found
    own, fronted = _own(text, mark.begin, mark.begin + at)
    value = abs(mark.value) if sign < 0 else mark.value
    return replace(mark, kind="change", value=value, sign=sign, own=own, fronted=fronted)


def _own(text: str, begin: int, end: int) -> tuple[tuple[int, int], bool]:
    """Where the subject of a change stands, and whether the comparison comes before it."""
    lead = text[begin:end]
    comparator = words("base", "comparator").search(lead)
    if comparator is None:
        before = text[:begin]
        fronted = bool(words("base", "fronted").search(before[-6:])) or bool(words("amount", "told_again").search(lead))
        fronted = fronted or bool(words("base", "opened").match(text, 0, begin))
        return (begin, end), fronted
    closing = words("base", "fronted").search(lead, comparator.end())
    if closing and closing.end() < len(lead) and lead[closing.start() :] != lead[closing.start() : closing.end()]:
        return (begin + closing.end(), end), True
    return (begin, begin + comparator.start()), False


def _percent(text: str, hit: Hit, before: list[Mark]) -> Mark | None:
    match = words("amount", "percent").match(text, hit.start)
    assert match is not None
    value = number(match.group("number").replace("−", "-").strip(","))
    if value is None:
        return None
    found = _direction(hit.lead, "_rate")
    if found is not None and found[1] < 0:
        value = replace(value, value=abs(value.value))
    changed = next((m for m in reversed(before) if m.kind in ("change", "same")), None)
    if found is None and changed is not None and _follows(text, hit, changed):
        return Mark("percent", hit.start, hit.end, hit.begin, hit.lead, value.value, value.place, changed.sign or 1)
    if found is None:
        return _neutral(hit, value.value, changed)
    own, fronted = _own(text, hit.begin, hit.begin + found[0])
    return Mark("percent", hit.start, hit.end, hit.begin, hit.lead, value.value, value.place, found[1], own, fronted)


def _follows(text: str, hit: Hit, changed: Mark) -> bool:
    """Whether a percentage stands right behind a change, with nothing but a bracket or a comma between."""
    between = text[changed.end : hit.start]
    return len(between) == 1 and bool(words("amount", "bare_rate").match(between))


def _neutral(hit: Hit, value: float, changed: Mark | None) -> Mark | None:
    neutral, ending = load("claims")["amount"]["neutral_rate"], load("claims")["amount"]["rate_end"]
    if changed is None or not re.search(f"(?:{'|'.join(neutral)}){ending}", hit.lead):
        return None
    return Mark("percent", hit.start, hit.end, hit.begin, hit.lead, abs(value), 0.0, changed.sign or 1)


def _same(text: str, hit: Hit) -> Mark | None:
    """Nothing changed, where a comparison is made in the sentence."""
    word = text[hit.start : hit.end]
    compared = words("base", "comparator").search(text[: hit.start])
    part = words("split", "parts").match(text) and words("amount", "named_same").search(hit.lead)
    if not compared and not part and not words("amount", "says_change").search(word):
        return None
    own, fronted = _own(text, hit.begin, hit.start)
    return Mark("same", hit.start, hit.end, hit.begin, hit.lead, own=own, fronted=fronted)


def _trend(text: str, hit: Hit) -> Mark | None:
    """A direction with no number (有所减少), where a comparison is made in the clause."""
    found = _direction(text[hit.begin : hit.end])
    if found is None or not words("base", "comparator").search(text[hit.begin : hit.end]):
        return None
    own, fronted = _own(text, hit.begin, hit.start)
    return Mark("trend", hit.start, hit.end, hit.begin, hit.lead, sign=found[1], own=own, fronted=fronted)
