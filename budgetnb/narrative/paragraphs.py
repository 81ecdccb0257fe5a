"""The narrative: printed lines outside tables joined to paragraphs, also across page breaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import median

from ..model import Box, Document, Grid, Line, Page, Paragraph
from ..text import flat
from ..wording import load
from .claims.patterns import words

EDGE = 0.15  # running headers and footers stand in the outer part of a page
FINISHED, UNFINISHED = "。;:!?", ",、(“《"  # how a line ends that ends a paragraph, and one that cannot
INDENT, SHORT, RAGGED = 1.2, 2.5, 8.0  # in characters: an indented start, a line not filled, one far from filled
FLUSH = 3  # so many lines that share a right edge are filled lines


@dataclass(frozen=True, slots=True)
class Margins:
    """Where a page's text begins and ends, and the size of one character, in points."""

    left: float
    right: float
    em: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A body line with its page's margins; `fresh` where a table stands between it and the line before."""

    line: Line
    margins: Margins | None
    fresh: bool


def paragraphs(document: Document) -> list[Paragraph]:
    """The paragraphs of a document in reading order; headings carry a level, running headers and page numbers are gone."""
    body = list(_body(document))
    usual = _usual_size(body)
    groups: list[list[Placed]] = []
    for placed in body:
        if groups and not _starts(groups[-1][-1], placed):
            groups[-1].append(placed)
        else:
            groups.append([placed])
    return [_paragraph([p.line for p in group], usual) for group in groups]


def _body(document: Document) -> Iterator[Placed]:
    recurring = _recurring(document)
    kept = [
        (page, [i for i in page.items if isinstance(i, Grid) or not _furniture(i, page, recurring)])
        for page in document.pages
    ]
    margins = _margins([(page, [i for i in items if isinstance(i, Line)]) for page, items in kept])
    fresh = True
    for (_, items), own in zip(kept, margins, strict=True):
        for item in items:
            if isinstance(item, Line):
                yield Placed(item, own, fresh)
            fresh = isinstance(item, Grid)


def _edge_lines(page: Page) -> list[Line]:
    lines = [item for item in page.items if isinstance(item, Line)]
    if not page.height:
        return [*lines[:1], *lines[-1:]]
    return [line for line in lines if line.bbox and _at_edge(line, page)]


def _at_edge(line: Line, page: Page) -> bool:
    return line.bbox is not None and (line.bbox[3] < EDGE * page.height or line.bbox[1] > (1 - EDGE) * page.height)


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", flat(line.text))


def _recurring(document: Document) -> set[str]:
    """Shapes of edge lines that stand on three pages or more."""
    numbered = [page for page in document.pages if page.number is not None]
    seen = Counter(shape for page in numbered for shape in {_shape(line) for line in _edge_lines(page)})
    return {shape for shape, count in seen.items() if count >= 3}


def _furniture(line: Line, page: Page, recurring: set[str]) -> bool:
    bare = flat(line.text)
    if not bare:
        return True
    number = words("prose", "page_number").fullmatch(bare)
    if page.height == 0:
        return bool(number) and (page.number is not None or bool(re.search(r"\D", bare)))
    return _at_edge(line, page) and (bool(number) or _shape(line) in recurring)


def _margins(pages: Sequence[tuple[Page, list[Line]]]) -> list[Margins | None]:
    """Margins of every page; a page of short lines takes the usual ones of the document's pages of its width."""
    long = [_long([line.bbox for line in lines if line.bbox]) for _, lines in pages]
    usual: dict[int, tuple[Counter[int], Counter[int]]] = {}
    for (page, _), boxes in zip(pages, long, strict=True):
        lefts, rights = usual.setdefault(round(page.width), (Counter(), Counter()))
        lefts.update(round(box[0]) for box in boxes)
        rights.update(round(box[2]) for box in boxes)
    found: list[Margins | None] = []
    for (page, lines), boxes in zip(pages, long, strict=True):
        left, right = (float(edges.most_common(1)[0][0]) if boxes else 0.0 for edges in usual[round(page.width)])
        found.append(_measure(boxes, left, right, _flush(lines, boxes)) if boxes else None)
    return found


def _flush(lines: Sequence[Line], long: Sequence[Box]) -> bool:
    """Whether a page's own long lines that go on in the next line share a right edge, as filled lines do."""
    boxes = set(long)
    opening = words("prose", "opening")
    going_on = [
        line.bbox
        for line, following in pairwise(lines)
        if line.bbox in boxes and flat(line.text)[-1:] not in FINISHED and not opening.match(flat(following.text))
    ]
    rights = sorted((box[2] for box in going_on if box), reverse=True)
    em = median(box[3] - box[1] for box in long)
    return sum(rights[0] - right < 1.5 * em for right in rights) >= FLUSH if rights else False


def _long(boxes: list[Box]) -> list[Box]:
    widest = max((box[2] - box[0] for box in boxes), default=0.0)
    return [box for box in boxes if box[2] - box[0] > 0.6 * widest]


def _measure(long: Sequence[Box], left: float, right: float, flush: bool) -> Margins:
    em = median(box[3] - box[1] for box in long) or 1.0
    own_left = _shared(sorted(box[0] for box in long), em)
    own_right = -_shared(sorted(-box[2] for box in long), em)
    indented = any(box[0] - own_left >= INDENT * em for box in long)
    if not indented and 0 < own_left - left <= 3 * em:
        own_left = left
    narrow = not flush and (own_right < right - 3 * em or (len(long) < 3 and own_right < right))
    return Margins(own_left, right if narrow else own_right, em)


def _shared(edges: Sequence[float], em: float) -> float:
    """The outermost edge that two lines share, so that one line set wide does not move the margin."""
    return next((edge for edge, following in pairwise(edges) if following - edge < em / 2), edges[0])


def _starts(before: Placed, here: Placed) -> bool:
    """Whether a line begins a paragraph."""
    a, b = before.line, here.line
    if here.fresh:
        return True
    if here.margins is None or before.margins is None or not a.bbox or not b.bbox:
        return _starts_unplaced(a, b)
    end = flat(a.text)[-1:]
    gap = (before.margins.right - a.bbox[2]) / before.margins.em
    opens = bool(words("prose", "opening").match(flat(b.text)))
    indented = _indented(before, here, end in FINISHED)
    scale = b.size / a.size if a.size and b.size else 1.0
    if not 0.7 < scale < 1.4 or (not 0.87 < scale < 1.15 and (indented or gap > SHORT)):
        return True
    if indented:
        return not (end in UNFINISHED and gap < SHORT) or opens
    if end in FINISHED:
        return opens or gap > (RAGGED if _outdented(before, here) else SHORT)
    if words("prose", "heading_end").search(flat(a.text)) and _alone(before):
        return True
    goes_on = words("prose", "goes_on").match(flat(b.text))
    return gap > SHORT and (opens or (_alone(before) and not goes_on))


def _indented(before: Placed, here: Placed, finished: bool) -> bool:
    """Whether a line stands in from the line before; over a page break, and after a full stop, from the margin."""
    if here.margins is None or not before.line.bbox or not here.line.bbox:
        return False
    inset = (here.line.bbox[0] - here.margins.left) / here.margins.em
    if before.line.page != here.line.page:
        return inset >= INDENT
    step = (here.line.bbox[0] - before.line.bbox[0]) / here.margins.em
    return step >= INDENT or (finished and step > -INDENT and inset >= INDENT)


def _outdented(before: Placed, here: Placed) -> bool:
    """Whether a line stands out from an indented first line before it, as its continuation does."""
    if not before.line.bbox or not here.line.bbox or here.margins is None or before.line.page != here.line.page:
        return False
    return (before.line.bbox[0] - here.line.bbox[0]) / here.margins.em >= INDENT


def _alone(placed: Placed) -> bool:
    """Whether a line not filled is set like a heading or a caption: enumerated with no stop in it, or far in."""
    if placed.margins is None or placed.line.bbox is None:
        return False
    inset = (placed.line.bbox[0] - placed.margins.left) / placed.margins.em
    bare = flat(placed.line.text)
    return inset > RAGGED or (bool(words("prose", "opening").match(bare)) and not re.search("[,。;:]", bare))


def _starts_unplaced(a: Line, b: Line) -> bool:
    """Where no place is known: a paragraph goes on while a long line ends in the middle of a sentence."""
    bare, following = flat(a.text), flat(b.text)
    if bare[-1:] in FINISHED or words("prose", "opening").match(following):
        return True
    inside = len(bare) >= 12 and bool(re.search(r"[,;。]", bare))
    return not (inside or (bare[-1:] in UNFINISHED and len(bare) >= 10))


def _usual_size(body: Sequence[Placed]) -> float:
    sizes = Counter(p.line.size for p in body if len(p.line.text) > 15)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _paragraph(lines: list[Line], usual: float) -> Paragraph:
    text = "".join(line.text.strip() for line in lines)
    return Paragraph(text, tuple(lines), _level(flat(text), lines, usual))


def _level(bare: str, lines: Sequence[Line], usual: float) -> int:
    """Depth of a heading by its enumerator, else by larger print; 0 for running text."""
    if len(bare) > 60 or len(lines) > 3 or bare[-1:] in FINISHED or words("prose", "no_heading").search(bare):
        return 0
    for depth, enumerator in enumerate(_enumerators(), start=1):
        if enumerator.match(bare):
            return depth
    large = usual > 0 and lines[0].size > 1.15 * usual
    return 1 if large or words("prose", "bare_heading").search(bare) else 0


@lru_cache
def _enumerators() -> list[re.Pattern[str]]:
    return [re.compile(enumerator) for enumerator in load("claims")["prose"]["enumerators"]]
