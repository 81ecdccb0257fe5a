"""A column of labels down the pages: merged cells, cells cut by a page break, blanks under a label."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from ..model import Cell

Same = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Part:
    """One printed cell of the column: its text, how many rows it covers, and whether it opens a page."""

    text: str
    rows: int
    opens: bool


def fill(cells: Sequence[Cell | None], texts: Sequence[str], opens: Sequence[bool], same: Same) -> list[str]:
    """The text that stands for every row of a column.

    Where cells are merged, a blank cell at the foot of a page is the upper part of the first one on the next page; any
    other blank stands for the text above. `same` gives the one text of two parts that a page break cut, or ''.
    """
    merged = any(cell is not None and cell.rowspan > 1 for cell in cells)
    parts = _downwards(_parts(cells, texts, opens), same)
    parts = _upwards(parts) if merged else parts
    told = accumulate((p.text for p in parts), _carried)
    return [text for part, text in zip(parts, told, strict=True) for _ in range(part.rows)]


def _carried(above: str, text: str) -> str:
    return text or above


def _parts(cells: Sequence[Cell | None], texts: Sequence[str], opens: Sequence[bool]) -> list[Part]:
    starts = [i for i, cell in enumerate(cells) if i == 0 or cell is None or cell is not cells[i - 1]]
    return [Part(texts[a], b - a, opens[a]) for a, b in pairwise([*starts, len(cells)])]


def _downwards(parts: Sequence[Part], same: Same) -> list[Part]:
    """Parts that open a page with the text of the cell that they go on with; a name cut in two is one in both."""
    made: list[Part] = []
    for part in parts:
        above = made[-1].text if made and part.opens else ""
        one = (same(above, part.text) if part.text else above) if above else ""
        if one:
            made[-1] = replace(made[-1], text=one)
        made.append(replace(part, text=one or part.text))
    return made


def _upwards(parts: Sequence[Part]) -> list[Part]:
    """Blank parts at the foot of a page with the text of the cell that goes on overleaf."""
    made: list[Part] = []
    for i in range(len(parts) - 1, -1, -1):
        below = made[0] if made and made[0].opens else None
        made.insert(0, replace(parts[i], text=parts[i].text or (below.text if below else "")))
    return made
