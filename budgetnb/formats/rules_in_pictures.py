"""Ruling lines in the picture of a page: long dark runs, thin across."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..layout.settings import SETTINGS

MOST = 20_000
LARGEST_SIDE = 4000
Rule = tuple[float, float, float]


def fitting(dpi: float, size: Iterable[float]) -> float:
    """The dots per inch at which a page is drawn: fewer where its larger side, in points, would make too large a picture.

    >>> fitting(200.0, (595, 842)), fitting(200.0, (14400, 14400))
    (200.0, 20.0)
    """
    return min(dpi, 72 * LARGEST_SIDE / max(*size, 1.0))


def rules(grey: Any, dpi: float) -> tuple[list[Rule], list[Rule]]:
    """Horizontal rules (y, x0, x1) and vertical rules (x, y0, y1) of a grey picture (rows by columns), in points."""
    import numpy as np

    dark = grey < max(1.0, float(np.median(grey)) - SETTINGS.darker)
    return _runs(dark, dpi), _runs(dark.T, dpi)


def _runs(dark: Any, dpi: float) -> list[Rule]:
    """The runs along the rows that are long, and thin across: lines, not strokes of letters nor filled areas."""
    import numpy as np

    scale = dpi / 72
    joined = dark.copy()  # a run may step one row up or down: no scan is quite level
    joined[1:] |= dark[:-1]
    joined[:-1] |= dark[1:]
    padded = np.zeros((joined.shape[0], joined.shape[1] + 2), dtype=np.int8)
    padded[:, 1:-1] = joined
    change = np.diff(padded, axis=1)
    rows, starts = np.nonzero(change == 1)
    _, ends = np.nonzero(change == -1)
    long = (ends - starts >= SETTINGS.pictured_rule * scale).nonzero()[0]
    thin = long[_thin(dark, rows[long], starts[long], ends[long], round(SETTINGS.pictured_thickness * scale))][:MOST]
    gathered = _lines((float(rows[i]), float(starts[i]), float(ends[i])) for i in thin)
    return [(at / scale, start / scale, end / scale) for at, start, end in gathered]


def _lines(runs: Iterable[Rule]) -> Iterator[Rule]:
    """Runs that lie on one another gathered to lines: the middle row, from the first column to the last."""
    growing: list[list[Rule]] = []
    for row, start, end in runs:  # in the order of rows
        done = [line for line in growing if line[-1][0] < row - 1]
        yield from (_middle(line) for line in done)
        growing = [line for line in growing if line[-1][0] >= row - 1]
        touched = next((line for line in growing if line[-1][1] <= end and start <= line[-1][2]), None)
        if touched is None:
            growing.append([(row, start, end)])
        else:
            touched.append((row, start, end))
    yield from (_middle(line) for line in growing)


def _middle(line: list[Rule]) -> Rule:
    return (line[0][0] + line[-1][0]) / 2, min(r[1] for r in line), max(r[2] for r in line)


def _thin(dark: Any, rows: Any, starts: Any, ends: Any, reach: int) -> Any:
    """Which runs have mostly paper above and below, `reach` rows away."""
    import numpy as np

    counted = np.zeros((dark.shape[0], dark.shape[1] + 1), dtype=np.int32)
    np.cumsum(dark, axis=1, out=counted[:, 1:])
    last = dark.shape[0] - 1
    held = [
        counted[at, ends] - counted[at, starts]
        for at in (np.clip(rows - reach, 0, last), np.clip(rows + reach, 0, last))
    ]
    return np.maximum(*held) < SETTINGS.pictured_ink * (ends - starts)
