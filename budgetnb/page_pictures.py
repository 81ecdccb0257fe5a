"""Pictures of PDF pages: the upright page with a cell boxed, for evidence in notebooks and reports."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import SourceError, SourceNotFoundError
from .formats import rules_in_pictures
from .model import Box, Document, Source

if TYPE_CHECKING:
    from PIL.Image import Image

POINTS_PER_INCH = 72
MARK = (213, 94, 0)
SHADES = 8


@contextmanager
def opened(document: Document) -> Iterator[Any]:
    """The PDF of a document, opened for drawing and closed at the end.

    Raises
    ------
    SourceError
        The file has gone or is no longer the one that was read: its picture would be false evidence.
    """
    import pypdfium2

    pdf = pypdfium2.PdfDocument(source_bytes(document.source))
    try:
        yield pdf
    finally:
        pdf.close()


def source_bytes(source: Source) -> bytes:
    """The bytes that were read.

    Raises
    ------
    SourceError
        The file has gone or is no longer the one that was read.
    """
    if source.data is not None:
        return source.data
    path = Path(source.path)
    if not path.is_file():
        raise SourceNotFoundError(f"{path}: the file has gone; its pages can only be drawn from it")
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != source.sha256:
        raise SourceError(f"{path}: the file has changed since it was read; read it again to draw its pages")
    return data


def draw(pdf: Any, document: Document, number: int, *, dpi: int = 110) -> Image:
    """Page `number` (from 1) as a grey picture, turned as its text stands."""
    page = pdf[number - 1]
    try:
        known = next((p for p in document.pages if p.number == number), None)
        upright = known.rotation if known is not None and document.engine == "pdfium" else page.get_rotation()
        scale = rules_in_pictures.fitting(dpi, page.get_size()) / POINTS_PER_INCH
        bitmap = page.render(scale=scale, grayscale=True, rotation=(upright - page.get_rotation()) % 360)
        return bitmap.to_pil().convert("L")  # type: ignore[no-any-return]
    finally:
        page.close()


def boxed(picture: Image, boxes: Sequence[Box], width: float) -> Image:
    """The picture with a frame around each box (points of a page so many points wide)."""
    from PIL import ImageDraw

    scale = picture.width / width
    done = picture.convert("RGB")
    pen = ImageDraw.Draw(done)
    for box in boxes:
        x0, top, x1, bottom = (side * scale for side in box)
        pen.rectangle((x0 - 3, top - 3, x1 + 3, bottom + 3), outline=MARK, width=3)
    return done


def around(picture: Image, box: Box, width: float, *, margin: float = 110) -> Image:
    """The strip of the picture that holds the box, with `margin` points above and below."""
    scale = picture.width / width
    top, bottom = max(0.0, box[1] - margin) * scale, (box[3] + margin) * scale
    return picture.crop((0, int(top), picture.width, int(min(picture.height, bottom))))


def png(picture: Image) -> bytes:
    """The picture as PNG."""
    held = io.BytesIO()
    picture.save(held, "PNG", optimize=True)
    return held.getvalue()


def marked(picture: Image) -> bytes:
    """A coloured picture as small WebP, for a strip with a framed cell."""
    held = io.BytesIO()
    picture.save(held, "WEBP", quality=55, method=2)
    return held.getvalue()


def is_same(source: Source) -> bool:
    """Whether the file that was read is still there, unchanged."""
    path = Path(source.path)
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == source.sha256


def small(picture: Image) -> bytes:
    """The grey picture as lossless WebP in eight shades: a printed page in some thirty kilobytes."""
    step = 255 / (SHADES - 1)
    held = io.BytesIO()
    picture.point([round(round(v / step) * step) for v in range(256)]).save(
        held, "WEBP", lossless=True, quality=40, method=1
    )
    return held.getvalue()
