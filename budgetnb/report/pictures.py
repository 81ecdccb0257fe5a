"""The pages that hold evidence, as small pictures: each once, the most asked for first, within a budget of bytes."""

from __future__ import annotations

import base64
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from .. import page_pictures
from .parts import Part

DPI = 96
MOST_BYTES = 2_100_000
WORKERS, AT_ONCE = 2, 8


@dataclass(frozen=True, slots=True)
class Picture:
    """One page: its key, its picture as a data address, its size in points."""

    key: str
    source: str
    width: float
    height: float


def pictures(disclosure: Any, part: Part, *, most: int = MOST_BYTES) -> list[Picture]:
    """The pictures of the pages that the part's places name; none where the source is no PDF."""
    document = disclosure.document
    if document.format != "pdf":
        return []
    asked = Counter(place.page for place in part.places.values() if place.page is not None)
    made: list[Picture] = []
    sizes = {page.number: (page.width, page.height) for page in document.pages}
    with page_pictures.opened(document) as pdf, ThreadPoolExecutor(WORKERS) as encoders:
        wanted = [number for number, _ in asked.most_common()]
        for start in range(0, len(wanted), AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            drawn = [page_pictures.draw(pdf, document, number, dpi=DPI) for number in some]
            for number, data in zip(some, encoders.map(page_pictures.small, drawn), strict=True):
                most -= len(data)
                if most < 0:
                    return made
                made.append(_picture(f"{part.id}.{number}", data, *sizes[number]))
    return made


def _picture(key: str, data: bytes, width: float, height: float) -> Picture:
    return Picture(key, "data:image/webp;base64," + base64.b64encode(data).decode(), width, height)
