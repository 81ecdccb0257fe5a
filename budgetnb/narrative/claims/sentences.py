"""The narrative as text without white space that knows, for every character, the line it was printed on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...model import Line, Paragraph
from .patterns import words

LONGEST = 2_000  # characters; no sentence of a disclosure is half as long, and what is longer is no sentence
SPACE = re.compile(r"[\s\u3000\u200b\ufeff]+")
BRACKET = re.compile(r"[(\[)\]]")
KEPT = 0xFFFF


@dataclass(frozen=True, slots=True)
class Script:
    """`printed` as printed less white space; `norm` the same, half-width; `lines` the line of every character."""

    printed: str
    norm: str
    lines: tuple[Line, ...]

    def cut(self, start: int, end: int) -> Script:
        """A part of it."""
        return Script(self.printed[start:end], self.norm[start:end], self.lines[start:end])


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph under its headings, outermost first; `quiet` where no claims are made (duties, targets, glossary)."""

    paragraph: Paragraph
    headings: tuple[str, ...]
    quiet: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in force; `quiet` None where it does not say."""

    level: int
    text: str
    quiet: bool | None


def script(paragraph: Paragraph) -> Script:
    """The script of a paragraph."""
    bare = [SPACE.sub("", line.text) for line in paragraph.lines]
    printed = "".join(bare)
    lines = tuple(line for text, line in zip(bare, paragraph.lines, strict=True) for _ in text)
    return Script(printed, half(printed), lines)


def half(text: str) -> str:
    """A text of the same length with full-width forms made half-width; ①, fractions and ellipses stay as they are.

    >>> half("（①）５％…")
    '(①)5%…'
    """
    return text.translate(HALVES)


class _Halves(dict[int, str]):
    """The half-width form of every code point, worked out when first asked for."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        form = unicodedata.normalize("NFKC", char)
        told = form if len(form) == 1 and form != "⁄" and not "①" <= char <= "⑳" else char
        if code <= KEPT:
            self[code] = told
        return told


HALVES = _Halves()


def passages(paragraphs: Sequence[Paragraph]) -> list[Passage]:
    """Every paragraph that is no heading, under its headings."""
    found: list[Passage] = []
    stack: list[Heading] = []
    for paragraph in paragraphs:
        if paragraph.level:
            stack = _enter(stack, paragraph)
        else:
            quiet = next((h.quiet for h in reversed(stack) if h.quiet is not None), False)
            found.append(Passage(paragraph, tuple(h.text for h in stack), quiet))
    return found


def _enter(stack: list[Heading], paragraph: Paragraph) -> list[Heading]:
    """The stack of headings after one more; one that says neither does not end a quiet section from below."""
    own = script(paragraph)
    loud = bool(words("section", "loud").search(own.norm))
    quiet = False if loud else True if words("section", "quiet").search(own.norm) else None
    outer = [h for h in stack if h.level < paragraph.level]
    ended = stack[len(outer) :]
    if quiet is None and paragraph.level > 1 and any(h.quiet and h.level > paragraph.level for h in ended):
        return stack
    return [*outer, Heading(paragraph.level, own.printed, quiet)]


def blocks(whole: Script) -> Iterator[Script]:
    """A paragraph cut where an enumerator opens a new subject; a list of reasons stays whole, within bounds."""
    start = 0
    for match in words("split", "block").finditer(whole.norm):
        before = whole.norm[max(start, match.start() - LONGEST) : match.start()]
        if not words("split", "block_not_after").search(before):
            yield from pieces(whole.cut(start, match.start()))
            start = match.start()
    yield from pieces(whole.cut(start, len(whole.norm)))


def pieces(whole: Script) -> Iterator[Script]:
    """A script in parts of bounded length, cut after a full stop where there is one."""
    start = 0
    while len(whole.norm) - start > 2 * LONGEST:
        stop = whole.norm.rfind("。", start + LONGEST, start + 2 * LONGEST)
        end = stop + 1 if stop > 0 else start + 2 * LONGEST
        yield whole.cut(start, end)
        start = end
    yield whole.cut(start, len(whole.norm))


def spans(text: str, key: str) -> list[tuple[int, int]]:
    """(start, end) of the parts of a text between the marks of [split] `key`, each with its closing mark."""
    found: list[tuple[int, int]] = []
    start = depth = 0
    ends = {m.start() for m in words("split", key).finditer(text)}
    for place in sorted(ends.union(m.start() for m in BRACKET.finditer(text))):
        start = _bounded(found, start, place)
        depth = max(0, depth + (text[place] in "([") - (text[place] in ")]"))
        if (place in ends and depth == 0) or place - start >= LONGEST:
            found.append((start, place + 1))
            start = place + 1
    start = _bounded(found, start, len(text))
    return [*found, (start, len(text))] if start < len(text) else found


def _bounded(found: list[tuple[int, int]], start: int, place: int) -> int:
    """Where a part begins that reaches to a place, those of the greatest length before it found."""
    while place - start > LONGEST:
        found.append((start, start + LONGEST + 1))
        start += LONGEST + 1
    return start
