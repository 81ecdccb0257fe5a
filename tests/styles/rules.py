"""Where rules stand in a table of a style: a width for each edge of each cell."""

from __future__ import annotations

from dataclasses import dataclass, field

from styles.page import Block, Cell
from styles.style import Style


@dataclass(frozen=True)
class Rules:
    """Widths in points: across[row line, column], down[row, column line]; edges with none are left out."""

    across: dict[tuple[int, int], float] = field(default_factory=dict)
    down: dict[tuple[int, int], float] = field(default_factory=dict)


def rules(block: Block, style: Style) -> Rules:
    """The rules of a block; none runs through a merged cell."""
    across = {line: width for line in range(block.rows + 1) if (width := _across(block, style, line))}
    down = {line: width for line in range(block.cols + 1) if (width := _down(block, style, line))}
    inside = {(r, c) for cell in block.cells for r in range(cell.row + 1, cell.row + cell.down) for c in _cols(cell)}
    within = {(r, c) for cell in block.cells for c in range(cell.col + 1, cell.col + cell.right) for r in _rows(cell)}
    return Rules(
        {(r, c): w for r, w in across.items() for c in range(block.cols) if (r, c) not in inside},
        {(r, c): w for c, w in down.items() for r in range(block.rows) if (r, c) not in within},
    )


def _cols(cell: Cell) -> range:
    return range(cell.col, cell.col + cell.right)


def _rows(cell: Cell) -> range:
    return range(cell.row, cell.row + cell.down)


def _across(block: Block, style: Style, line: int) -> float:
    edge = line in (0, block.rows)
    stands = {
        "all": True,
        "across": True,
        "none": False,
        "outside": edge,
        "three": edge or line == block.head,
        "groups": edge or line == block.head or line in block.groups,
    }[style.rules]
    return (style.outer if edge else style.inner) if stands else 0.0


def _down(block: Block, style: Style, line: int) -> float:
    edge = line in (0, block.cols)
    if (
        style.rules not in ("all", "outside")
        or (edge and not style.sides)
        or (line in block.halves and not style.halves)
    ):
        return 0.0
    return style.outer if edge else style.inner if style.rules == "all" else 0.0
