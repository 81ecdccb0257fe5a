"""An inspected page as SVG: its picture, what was seen in it, words beside it, and the legend below."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from ..labels import Lang, say
from ..model import Box
from .legend import COLOURS, HATCHED, MEANINGS, OPACITY, USUAL_OPACITY
from .page_view import PageView
from .side_notes import SideNote
from .text_setting import text, width, wrapped

FONTS = (
    "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei','WenQuanYi Zen Hei','Noto Sans',sans-serif"
)
GUTTER, PANEL, TOP, GAP, LINE, SIZE = (
    30.0,
    430.0,
    40.0,
    18.0,
    18.0,
    13.0,
)  # pixels where a page is as wide as USUAL_WIDTH
USUAL_WIDTH, LARGEST = 1050.0, 3.0
BADGE, ALONG = 6.5, (0.5, 0.2, 0.8)  # the size of a column's number, and where along the column it may stand
INK, SOFT, BAD = "#1a1a1a", "#5a6673", "#c00018"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where things stand in the drawing: pixels a point, the size of the page's picture, and the size of words."""

    scale: float
    wide: float
    high: float
    unit: float

    @property
    def left(self) -> float:
        """Where the page begins, to the right of the letters of grids."""
        return GUTTER * self.unit

    @property
    def top(self) -> float:
        """Where the page begins, below the title."""
        return TOP * self.unit

    @property
    def right(self) -> float:
        """Where the words beside the page begin."""
        return self.left + self.wide + GAP * self.unit

    @property
    def whole(self) -> float:
        """How wide the drawing is."""
        return self.right + PANEL * self.unit

    def box(self, box: Box) -> Box:
        """A box of the page in the drawing: x, y, width, height."""
        x0, top, x1, bottom = (side * self.scale for side in box)
        return self.left + x0, self.top + top, x1 - x0, bottom - top


def sheet(size: tuple[int, int], page_width: float) -> Sheet:
    """The sheet for a page whose picture has this size in pixels."""
    wide, high = size
    return Sheet(wide / page_width, wide, high, min(max(1.0, wide / USUAL_WIDTH), LARGEST))


def drawing(title: str, picture: bytes, view: PageView, notes: Sequence[SideNote], *, on: Sheet, lang: Lang) -> str:
    """The SVG of a page whose picture is this PNG."""
    beside, end = _beside(notes, on)
    legend, bottom = _legend(on, max(on.top + on.high, end) + GAP * on.unit, lang)
    data = base64.b64encode(picture).decode()
    parts = [
        f'<image x="{on.left:.1f}" y="{on.top:.1f}" width="{on.wide:.1f}" height="{on.high:.1f}" href="data:image/png;base64,{data}"/>',
        f'<rect x="{on.left:.1f}" y="{on.top:.1f}" width="{on.wide:.1f}" height="{on.high:.1f}" fill="none" stroke="#9aa5b1"/>',
        text(title, on.left, on.top * 0.65, 1.25 * SIZE * on.unit, fill=INK, bold=True),
        f'<g clip-path="url(#page)">{"".join(_over_page(view, on))}</g>', *_marks(notes, view, on), *beside, *legend,
    ]  # fmt: skip
    head = (f'<svg xmlns="http://www.w3.org/2000/svg" width="{on.whole:.0f}" height="{bottom:.0f}" '
            f'viewBox="0 0 {on.whole:.0f} {bottom:.0f}" font-family="{FONTS}" role="img" aria-label={quoteattr(title)}>')  # fmt: skip
    return f'{head}{_hatches(on)}<rect width="100%" height="100%" fill="#ffffff"/>{"".join(parts)}</svg>'


def _hatches(on: Sheet) -> str:
    """The pattern that tells what is hatched from what is only tinted, and the page, beyond which nothing is drawn over it."""
    step = 7 * on.unit
    patterns = (
        f'<pattern id="hatch-{name}" width="{step:.1f}" height="{step:.1f}" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="{step:.1f}" height="{step:.1f}" fill="{COLOURS[name]}" fill-opacity="0.2"/>'
        f'<line x1="0" y1="0" x2="0" y2="{step:.1f}" stroke="{COLOURS[name]}" stroke-opacity="0.4" stroke-width="{1.2 * on.unit:.1f}"/></pattern>'
        for name in HATCHED
    )
    page = f'<rect x="{on.left:.1f}" y="{on.top:.1f}" width="{on.wide:.1f}" height="{on.high:.1f}"/>'
    return f'<defs>{"".join(patterns)}<clipPath id="page">{page}</clipPath></defs>'


def _filled(kind: str, box: Box, frame: str = "") -> str:
    """A box (x, y, width, height) in the colour of a kind."""
    x, y, wide, high = box
    fill = (
        f'fill="url(#hatch-{kind})"'
        if kind in HATCHED
        else f'fill="{COLOURS[kind]}" fill-opacity="{OPACITY.get(kind, USUAL_OPACITY)}"'
    )
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" {fill}{frame}/>'


def _over_page(view: PageView, on: Sheet) -> Iterator[str]:
    """Cells, words, borders, lines that say something, and what was left, in this order over each other."""
    unit = on.unit
    for box, role in view.cells:
        yield _filled(role, on.box(box))
    for box in view.printed.words:
        yield _underline(on.box(box), unit)
    for y, a, b in view.printed.horizontal:
        yield _stroke(on, (a, y, b, y), "drawn", 1.3)
    for x, a, b in view.printed.vertical:
        yield _stroke(on, (x, a, x, b), "drawn", 1.3)
    for segment in view.inferred:
        yield _stroke(on, segment, "inferred", 1.5, more=f' stroke-dasharray="{6 * unit:.1f} {4 * unit:.1f}"')
    for said in view.lines:
        kind = "left" if "unknown title" in said.what else "line"
        yield _outline(_padded(on.box(said.box), 2 * unit), kind, 1.6 * unit)
    for one in view.left:
        frame = f' stroke="{COLOURS["left"]}" stroke-width="{1.6 * unit:.1f}"'
        yield _filled("left", _padded(on.box(one.box), 3 * unit), frame)


def _padded(box: Box, by: float) -> Box:
    """A box (x, y, width, height) with some room on all sides, so that its frame crosses no letter."""
    x, y, wide, high = box
    return x - by, y - by, wide + 2 * by, high + 2 * by


def _outline(box: Box, kind: str, thick: float) -> str:
    x, y, wide, high = box
    return (f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" fill="none" stroke="{COLOURS[kind]}" '
            f'stroke-width="{thick:.1f}"/>')  # fmt: skip


def _underline(box: Box, unit: float) -> str:
    """The mark of a word: a line below it with its ends turned up, so that its letters stay free."""
    x, y, wide, high = box
    low, end = y + high + 0.5 * unit, min(2.5 * unit, high)
    path = f"M{x:.1f} {low - end:.1f}V{low:.1f}H{x + wide:.1f}V{low - end:.1f}"
    return f'<path d="{path}" fill="none" stroke="{COLOURS["word"]}" stroke-width="{0.9 * unit:.1f}"/>'


def _stroke(on: Sheet, segment: Box, kind: str, thick: float, *, more: str = "") -> str:
    x0, y0, x1, y1 = segment
    ax, ay, bx, by = on.left + x0 * on.scale, on.top + y0 * on.scale, on.left + x1 * on.scale, on.top + y1 * on.scale
    return (f'<line x1="{ax:.1f}" y1="{ay:.1f}" x2="{bx:.1f}" y2="{by:.1f}" stroke="{COLOURS[kind]}" '
            f'stroke-width="{thick * on.unit:.1f}"{more}/>')  # fmt: skip


def _marks(notes: Sequence[SideNote], view: PageView, on: Sheet) -> Iterator[str]:
    """The letter of each grid to the left of the page, and the numbers of its columns below it, or above where words stand below."""
    lowest = 0.0
    for note in (note for note in notes if note.letter and note.box is not None):
        _, y, _, high = on.box(note.box or (0, 0, 0, 0))
        at = max(y + BADGE * on.unit, lowest)
        lowest = at + 2.4 * BADGE * on.unit
        colour = BAD if note.bad else INK
        yield f'<line x1="{on.left - 3:.1f}" y1="{y:.1f}" x2="{on.left - 3:.1f}" y2="{y + high:.1f}" stroke="{INK}" stroke-width="2"/>'
        yield text(
            note.letter, on.left / 2, at + 5 * on.unit, 1.2 * SIZE * on.unit, fill=colour, bold=True, middle=True
        )
        for column in note.columns:
            if column.sides is not None:
                (left, right), off = column.sides, (1.2 + 2.2 * column.row) * BADGE * on.unit
                across = [on.left + (left + part * (right - left)) * on.scale for part in ALONG]
                places = [(x, at) for at in (y + high + off, y - off) for x in across]
                free = next((place for place in places if not _is_covered(place, view, on)), places[0])
                yield _badge(str(column.number), free, on, bad=not column.known)


def _is_covered(place: tuple[float, float], view: PageView, on: Sheet) -> bool:
    """Whether the number of a column would stand over words."""
    (x, y), reach = place, BADGE * on.unit
    words = (on.box(box) for box in view.printed.words)
    return any(a - reach < x < a + w + reach and b - reach < y < b + h + reach for a, b, w, h in words)


def _badge(label: str, middle: tuple[float, float], on: Sheet, *, bad: bool) -> str:
    """The number of a column in a small circle."""
    x, y = middle
    colour = BAD if bad else INK
    circle = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{BADGE * on.unit:.1f}" fill="#ffffff" fill-opacity="0.92" stroke="{colour}"/>'
    return circle + text(label, x, y + 3.1 * on.unit, 8.5 * on.unit, fill=colour, middle=True)


def _beside(notes: Sequence[SideNote], on: Sheet) -> tuple[list[str], float]:
    """The notes set beside the page, each at its height or as near below as the ones above let it, and where they end."""
    parts: list[str] = []
    end, room, step = on.top, 0.95 * PANEL * on.unit, LINE * on.unit
    for note in notes:
        y = max(end, on.top + note.top * on.scale)
        rows = [(line, INK if not note.bad else BAD, True) for line in wrapped(note.heading, room, SIZE * on.unit)]
        for words, is_bad in note.lines:
            rows += [
                (line, BAD if is_bad else SOFT, False) for line in wrapped(words, room - SIZE * on.unit, SIZE * on.unit)
            ]
        for line, colour, bold in rows:
            y += step
            indent = 0 if bold else SIZE * on.unit
            parts.append(text(line, on.right + indent, y - 0.28 * step, SIZE * on.unit, fill=colour, bold=bold))
        end = y + 0.3 * step
    return parts, end


def _legend(on: Sheet, top: float, lang: Lang) -> tuple[list[str], float]:
    """The meaning of every colour and line, set in rows below the page, and where they end."""
    x, y, size, parts = on.left, top, SIZE * on.unit, list[str]()
    for kind, words in MEANINGS.items():
        label = say(words, lang)
        needed = 3.2 * size + width(label, size)
        if x + needed > on.whole:
            x, y = on.left, y + 1.5 * LINE * on.unit
        parts.append(_swatch(kind, (x, y, 2 * size, size), on))
        parts.append(text(label, x + 2.5 * size, y + 0.86 * size, size, fill=INK))
        x += needed + size
    return parts, y + 2 * LINE * on.unit


def _swatch(kind: str, box: Box, on: Sheet) -> str:
    """A small piece of what a kind looks like on the page."""
    x, y, wide, high = box
    if kind in ("drawn", "inferred"):
        dash = f' stroke-dasharray="{6 * on.unit:.1f} {4 * on.unit:.1f}"' if kind == "inferred" else ""
        return (f'<line x1="{x:.1f}" y1="{y + high / 2:.1f}" x2="{x + wide:.1f}" y2="{y + high / 2:.1f}" stroke="{COLOURS[kind]}" '
                f'stroke-width="{1.6 * on.unit:.1f}"{dash}/>')  # fmt: skip
    if kind in ("word", "line"):
        return _outline(box, kind, 1.6 * on.unit) if kind == "line" else _underline(box, on.unit)
    return _filled(kind, box, f' stroke="{COLOURS[kind]}"')
