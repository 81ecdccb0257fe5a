"""Pages turned: their contents laid on a side, and /Rotate set."""

from __future__ import annotations

import ctypes
import io

import pypdfium2
import pypdfium2.raw as raw
from styles.style import Style


def turned(pdf: bytes, style: Style) -> bytes:
    """The PDF with its pages turned as the style asks."""
    if not style.turn and not style.sideways:
        return pdf
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        if not style.turn:
            _lay(page, 90)
        elif not style.sideways:
            _lay(page, -style.turn % 360)
        page.set_rotation(style.turn)
        page.close()
    made = io.BytesIO()
    document.save(made)
    document.close()
    return made.getvalue()


def _lay(page: pypdfium2.PdfPage, degrees: int) -> None:
    """The contents of a page turned clockwise."""
    width, height = page.get_size()
    a, b, c, d, e, f = {
        90: (0, -1, 1, 0, 0, width),
        180: (-1, 0, 0, -1, width, height),
        270: (0, 1, -1, 0, height, 0),
    }[degrees]
    matrix = raw.FS_MATRIX(a, b, c, d, e, f)
    if degrees != 180:
        width, height = height, width
    raw.FPDFPage_TransFormWithClip(page, matrix, ctypes.byref(raw.FS_RECTF(0, height, width, 0)))
    page.set_mediabox(0, 0, width, height)
    page.set_cropbox(0, 0, width, height)
