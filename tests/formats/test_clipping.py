"""Text that clipping hides: the overflow of a cell belongs to the cell, that of a page's body to another page."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest

from budgetnb import formats
from budgetnb.formats.pdf.clipping import places
from budgetnb.model import Grid

CELL, BODY = (0.0, 0.0, 100.0, 12.0), (0.0, 0.0, 500.0, 400.0)


@pytest.mark.parametrize(
    ("clip", "char", "place"),
    [
        (CELL, (10.0, 2.0, 20.0, 10.0), (15.0, 6.0)),
        (CELL, (10.0, -11.0, 20.0, -1.0), (15.0, 5.0)),
        (CELL, (10.0, -4.0, 20.0, 6.0), (15.0, 5.0)),
        (CELL, (104.0, 2.0, 114.0, 10.0), (95.0, 6.0)),
        ((0.0, 0.0, 100.0, 0.2), (10.0, 2.0, 20.0, 10.0), None),
        (BODY, (10.0, 2.0, 20.0, 10.0), (15.0, 6.0)),
        (BODY, (10.0, 410.0, 20.0, 420.0), None),
    ],
    ids=["inside", "below its cell", "half below its cell", "right of its cell", "no height", "on the page", "off the body"],
)  # fmt: skip
def test_places(
    clip: tuple[float, float, float, float], char: tuple[float, float, float, float], place: tuple[float, float] | None
) -> None:
    is_seen, at = places(np.array([clip]), np.array([char]))
    assert is_seen.tolist() == [place is not None] and (place is None or at[0].tolist() == list(place))


def _drawn() -> bytes:
    """A grid of two by two whose first cell prints a second line that its clip cuts off, and a line off the page's body."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    pen = Canvas(out, pagesize=(400, 300))
    for y in (200, 180, 160):
        pen.line(50, y, 350, y)
    for x in (50, 200, 350):
        pen.line(x, 200, x, 160)
    for clip, x, y, text in (
        ((50, 180, 150, 20), 55, 186, "first"),
        ((50, 180, 150, 20), 55, 170, "spilt"),
        ((50, 160, 150, 20), 105, 168, "second"),
        ((200, 180, 150, 20), 205, 186, "12"),
        ((200, 160, 150, 20), 205, 166, "34"),
        ((40, 50, 320, 200), 55, 262, "hidden"),
    ):
        pen.saveState()
        path = pen.beginPath()
        path.rect(*clip)
        pen.clipPath(path, stroke=0)
        pen.setFont("Helvetica", 8)
        pen.drawString(x, y, text)
        pen.restoreState()
    pen.save()
    return out.getvalue()


def test_overflow_stays_in_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "clipped.pdf"
    path.write_bytes(_drawn())
    document = formats.open_document(path)
    (grid,) = [item for page in document.pages for item in page.items if isinstance(item, Grid)]
    assert grid.texts == (("first\nspilt", "12"), ("second", "34"))
    assert [line.text for line in document.lines] == []
