"""What a trace says of the areas of a page that may be tables."""

from __future__ import annotations

from collections.abc import Sequence

from .. import trace
from ..model import Box
from .lattice import Lattice
from .printed import Rule

RULED, FILLED, ACROSS, UNRULED = "ruled", "filled", "ruled across", "unruled"
WRAPPED = "ruled across, digits wrapped"


def candidate(style: str, rules: tuple[Sequence[Rule], Sequence[Rule]], made: Lattice | None) -> None:
    """Notes a table that a way of reading offers by its rules, and the lattice that it makes."""
    if made is None:
        why = "its rules make fewer than two columns, or hold no letter"
        trace.note("region", _counted(rules), style, chosen=False, why=why, bbox=_around(rules))
        return
    size = f"{len(made.ys) - 1} rows and {len(made.xs) - 1} columns, {len(made.held)} letters in them"
    trace.note("region", _counted(rules), style, why=size, bbox=made.box)


def loose(style: str, count: int, fewest: int) -> None:
    """Notes whether what stands outside the tables found is enough to look for one without verticals, or without rules."""
    what = "numbers" if style == UNRULED else "rules"
    tried = "looked for" if count >= fewest else "not looked for"
    why = f"{tried}: {fewest} {what} at least are needed outside other tables"
    trace.note("region", f"{count} {what} outside tables", style, chosen=count >= fewest, why=why)


def judged(page: int, strategies: Sequence[tuple[str, float]], chosen: int) -> None:
    """Notes the readings that were compared, with the points that each earned."""
    for i, (strategy, score) in enumerate(strategies):
        why = "explains most of the numbers" if i == chosen else "explains fewer, or no more, of the numbers"
        trace.note("region", f"page {page}", strategy, score=score, chosen=i == chosen, why=why, page=page)


def _counted(rules: tuple[Sequence[Rule], Sequence[Rule]]) -> str:
    return f"{len(rules[0])} rules across, {len(rules[1])} down"


def _around(rules: tuple[Sequence[Rule], Sequence[Rule]]) -> Box | None:
    """The box around horizontal (y, x0, x1) and vertical (x, y0, y1) rules."""
    horizontal, vertical = rules
    xs = [x for _, *ends in horizontal for x in ends] + [x for x, *_ in vertical]
    ys = [y for y, *_ in horizontal] + [y for _, *ends in vertical for y in ends]
    return (min(xs), min(ys), max(xs), max(ys)) if xs and ys else None
