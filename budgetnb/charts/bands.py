"""Where the bands of a flow stand: from giver to receiver, as thick as their amounts, with a name at both ends of each."""

from __future__ import annotations

import pandas as pd

from . import select, theme

SIDES = ("giver", "receiver")
LINE, GAP = 15, 8
"""How high a line of a name is, and how far two names stand apart, in pixels."""
LOWEST = 260
"""The least height of the figure in pixels."""
STEPS = 30
"""Of how many straight pieces the curve of a band is made."""
BLANK = 0.08
"""The gap between the bands of two names, as a share of all amounts."""


def band_outlines(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows once for each step of their band from x = 0 to 1: `low` and `high` follow a smooth curve, `band` numbers it."""
    left, right = (side_spans(rows, side) for side in SIDES)
    pieces = []
    for step in range(STEPS + 1):
        x = step / STEPS
        ease = x * x * (3 - 2 * x)
        edges = {edge: left[edge] * (1 - ease) + right[edge] * ease for edge in ("low", "high")}
        pieces.append(rows.assign(x=x, band=rows.index.astype(str), **edges))
    return pd.concat(pieces, ignore_index=True)


def side_spans(rows: pd.DataFrame, side: str) -> pd.DataFrame:
    """Where each row's band begins and ends on one side: names stacked, with a gap between them."""
    other = next(name for name in SIDES if name != side)
    keys = pd.DataFrame({"own": _places(rows[side]), "other": _places(rows[other])})
    ordered = rows.loc[keys.sort_values(["own", "other"], ascending=False, kind="stable").index]
    high = ordered["amount"].cumsum()
    gap = (~ordered[side].duplicated()).astype(int).cumsum() * rows["amount"].sum() * BLANK
    return pd.DataFrame({"low": high - ordered["amount"] + gap, "high": high + gap}).loc[rows.index]


def _places(names: pd.Series[str]) -> pd.Series[int]:
    """The place of each name in the order in which the names first come."""
    return names.map({name: place for place, name in enumerate(names.drop_duplicates())})


def reach(rows: pd.DataFrame) -> float:
    """How high the bands of the taller side reach, with the gaps between them."""
    return max(float(side_spans(rows, side)["high"].max()) for side in SIDES) * 1.04


def end_labels(rows: pd.DataFrame, yuan: float) -> tuple[pd.DataFrame, int]:
    """The names at both ends (x, label; `middle` is where the first line stands), none on another, and the height in pixels that they need."""
    sides = [_named_spans(rows, side, yuan).assign(x=x) for x, side in enumerate(SIDES)]
    rooms = [side["lines"] * LINE + GAP for side in sides]
    height = max(LOWEST, *(int(room.sum()) for room in rooms))
    top = reach(rows)
    pixel = top / height
    for side, room in zip(sides, rooms, strict=True):
        middles = apart(list(side["middle"]), list(room * pixel), top)
        side["middle"] = [at + (lines - 1) / 2 * LINE * pixel for at, lines in zip(middles, side["lines"], strict=True)]
    return pd.concat(sides, ignore_index=True)[["x", "middle", "label"]], height


def _named_spans(rows: pd.DataFrame, side: str, yuan: float) -> pd.DataFrame:
    """The names of one side with their amounts, how many lines each takes and where its bands have their middle, from below."""
    spans = side_spans(rows, side).assign(name=rows[side], amount=rows["amount"]).groupby("name")
    ends = spans.agg(low=("low", "min"), high=("high", "max"), amount=("amount", "sum")).reset_index()
    ends = ends.assign(middle=(ends["low"] + ends["high"]) / 2).sort_values("middle", kind="stable")
    labels = [
        f"{theme.named(name, 10, 3)}\n{select.number(amount / yuan)}"
        for name, amount in zip(ends["name"], ends["amount"], strict=True)
    ]
    return ends.assign(label=labels, lines=[label.count("\n") + 1 for label in labels]).reset_index(drop=True)


def apart(middles: list[float], heights: list[float], reach: float) -> list[float]:
    """The middles, pushed up and then down as far as it takes that no two of these heights lie on each other.

    Examples
    --------
    >>> apart([1.0, 1.5], [2.0, 2.0], 10.0), apart([9.0, 9.5], [2.0, 2.0], 10.0)
    ([1.0, 3.0], [7.0, 9.0])
    """
    placed = list(middles)
    for n in range(1, len(placed)):
        placed[n] = max(placed[n], placed[n - 1] + (heights[n] + heights[n - 1]) / 2)
    placed = [*placed[:-1], min(placed[-1], reach - heights[-1] / 2)]
    for n in range(len(placed) - 2, -1, -1):
        placed[n] = min(placed[n], placed[n + 1] - (heights[n] + heights[n + 1]) / 2)
    return placed
