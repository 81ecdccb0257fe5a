"""The pages that hold evidence, as small pictures: each once, the most asked for first, within a budget of bytes."""

from __future__ import annotations

import base64
from collections import Counter
from dataclasses import dataclass
from typing import Any

from .. import pages
from .parts import Part

DPI = 96
MOST_BYTES = 2_100_000


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
    with pages.opened(document) as pdf:
        for number, _ in asked.most_common():
            data = pages.small(pages.draw(pdf, document, number, dpi=DPI))
            most -= len(data)
            if most < 0:
                break
            width, height = sizes[number]
            made.append(
                Picture(
                    f"{part.id}.{number}", "data:image/webp;base64," + base64.b64encode(data).decode(), width, height
                )
            )
    return made
