"""Why a sum changed, what it is for, and which subject it moved from or to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .patterns import words


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a block, from `start` to `end`."""

    start: int
    end: int


def reason_span(norm: str, after: int, end: int, *, changed: bool = False) -> Span | None:
    """Where the reason of a change is told, between the change (`after`) and the end of the block.

    In a sentence of its own a weak word (主要是) tells a reason only right behind what `changed`: elsewhere it tells a purpose.
    """
    cue = _cue(norm, after, end)
    if cue is None:
        return None
    between = norm[after : cue.start()]
    apart = "。" in between and not (changed and between == "。")
    if apart and not words("reason", "strong").search(cue.group()):
        return None
    return Span(cue.end(), _reason_end(norm, cue.end(), end))


def _cue(norm: str, after: int, end: int) -> re.Match[str] | None:
    """The word that leads to a reason; where a purpose is told first, one that says 原因 in the same sentence."""
    cue = words("reason", "cue").search(norm, after, end)
    if cue is None or not words("reason", "used_for").search(norm, cue.start(), cue.end() + 2):
        return cue
    stop = norm.find("。", cue.end(), end)
    later = words("reason", "cue").finditer(norm, cue.end(), stop if stop >= 0 else end)
    return next((match for match in later if words("reason", "strong").search(match.group())), None)


def _reason_end(norm: str, start: int, end: int) -> int:
    place = start
    while True:
        stop = re.compile(r"[;。]").search(norm, place, end)
        limit = stop.end() if stop else end
        other = words("reason", "ends").search(norm, place, limit)
        if other:
            return other.start()
        if stop is None or not words("reason", "go_on").match(norm[limit:end]):
            return limit
        place = limit


def purpose(norm: str, printed: str, after: int, end: int) -> str:
    """What an amount is for, as printed, '' where it is not told before the comparison."""
    cue = re.compile(words("reason", "purpose").pattern).search(norm, after, end)
    if cue is None or cue.start() - after > 12:
        return ""
    return _used(norm, printed, cue.end(), end)


def purpose_next(norm: str, printed: str, after: int) -> str:
    """What a sum is for, where that is told right behind its change, '' where it is not."""
    cue = words("reason", "used_next").match(norm, after)
    return _used(norm, printed, cue.end(), len(norm)) if cue else ""


def _used(norm: str, printed: str, start: int, end: int) -> str:
    """What stands from `start` to the end of the clause, before a comparison or a reason."""
    stop = re.compile(r"[;。]").search(norm, start, end)
    limit = stop.start() if stop else end
    cuts = (
        words("base", "comparator").search(norm, start, limit),
        words("reason", "explained").search(norm, start, limit),
    )
    return printed[start : min((cut.start() for cut in cuts if cut), default=limit)].strip("：:，,。；; ")


def moved(norm: str, printed: str, key: str) -> str:
    """The subjects that money moved from or to, as printed, several joined with ；."""
    names: list[str] = []
    for match in words("reason", key).finditer(norm):
        raw = printed[match.start("names") : match.end("names")]
        quoted = words("reason", "quoted").findall(raw)
        names += quoted or [words("reason", "around").sub("", raw)]
    kept = [name for name in names if not words("reason", "moved_not").search(name)]
    return "；".join(dict.fromkeys(kept))
