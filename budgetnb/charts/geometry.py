"""Where boxes and bands stand: treemap and icicle from plain rows, all between 0 and 1."""

from __future__ import annotations

import pandas as pd

from . import theme

Box = tuple[float, float, float, float]


def treemap_boxes(rows: pd.DataFrame, width: float, height: float) -> pd.DataFrame:
    """The rows with x0, x1, y0, y1 of a squarified treemap, and a label where there is room for it."""
    ordered = rows.sort_values("amount", ascending=False, kind="stable").reset_index(drop=True)
    areas = (ordered["amount"] / ordered["amount"].sum() * width * height).tolist()
    boxes = squarify(areas, (0.0, 0.0, width, height))
    return _placed(ordered, boxes, width, height)


def squarify(areas: list[float], box: Box) -> list[Box]:
    """Boxes of the given areas, largest first, that fill the box and are as square as they can be.

    Examples
    --------
    >>> squarify([2.0, 2.0], (0.0, 0.0, 2.0, 2.0))
    [(0.0, 0.0, 2.0, 1.0), (0.0, 1.0, 2.0, 2.0)]
    """
    boxes: list[Box] = []
    while areas:
        x0, y0, x1, y1 = box
        short = min(x1 - x0, y1 - y0)
        count = 1
        while count < len(areas) and _worst(areas[: count + 1], short) <= _worst(areas[:count], short):
            count += 1
        row, areas = areas[:count], areas[count:]
        placed, box = _strip(row, box)
        boxes += placed
    return boxes


def _worst(row: list[float], short: float) -> float:
    deep = sum(row) / short
    return max(max(deep * deep / area, area / (deep * deep)) for area in row)


def _strip(row: list[float], box: Box) -> tuple[list[Box], Box]:
    x0, y0, x1, y1 = box
    upright = x1 - x0 >= y1 - y0
    deep = sum(row) / ((y1 - y0) if upright else (x1 - x0))
    placed: list[Box] = []
    at = y0 if upright else x0
    for area in row:
        end = at + area / deep
        placed.append((x0, at, x0 + deep, end) if upright else (at, y0, end, y0 + deep))
        at = end
    return placed, (x0 + deep, y0, x1, y1) if upright else (x0, y0 + deep, x1, y1)


def icicle_boxes(rows: pd.DataFrame, width: float, height: float) -> pd.DataFrame:
    """The rows (with `depth`) as an icicle: one column a depth, parts beside their whole."""
    paths = rows.sort_values("code", kind="stable")
    ends = paths.groupby("depth")["share"].cumsum()
    depths = paths["depth"].nunique()
    columns = (paths["depth"].rank(method="dense") - 1).astype(int)
    boxes = [(c / depths * width, (end - share) * height, (c + 1) / depths * width, end * height)
             for c, end, share in zip(columns, ends, paths["share"], strict=True)]  # fmt: skip
    return _placed(paths.assign(group=paths["code"].str[:3]), boxes, width, height)


def _placed(rows: pd.DataFrame, boxes: list[Box], width: float, height: float) -> pd.DataFrame:
    x0, y0, x1, y1 = (list(side) for side in zip(*boxes, strict=True))
    words = [_fitting(name, share, b) for name, share, b in zip(rows["name"], rows["share"], boxes, strict=True)]
    return rows.assign(label=words, x0=[x / width for x in x0], x1=[x / width for x in x1],
                       y0=[y / height for y in y0], y1=[y / height for y in y1])  # fmt: skip


def _fitting(name: str, share: float, box: Box) -> str:
    """Name and share, if they fit into the box."""
    ems, lines = (box[2] - box[0] - 14) / 12, int((box[3] - box[1] - 10) / 16)
    for text in (f"{theme.wrap(name, ems)}\n{share:.1%}", f"{name} {share:.1%}", name, f"{share:.1%}"):
        parts = text.split("\n")
        if len(parts) <= lines and max(map(theme.width, parts)) <= ems:
            return text
    return ""
