"""Pages that are pictures with their text laid invisibly over them: a scan that another program recognised."""

from __future__ import annotations

import ctypes
from dataclasses import replace
from typing import Any

from ...layout.printed import Raw

MOST_OBJECTS = 20_000
DPI = 110.0
WHITE = 0xFFFFFFFF


def is_hidden(raw: Any, page: Any) -> bool:
    """Whether a page draws a picture, and its text invisibly."""
    found = set()
    for i in range(min(raw.FPDFPage_CountObjects(page), MOST_OBJECTS)):
        item = raw.FPDFPage_GetObject(page, i)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT and kind not in found and not _is_invisible(raw, item):
            return False
        found.add(kind)
        if {raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_IMAGE} <= found:
            return True
    return False


def _is_invisible(raw: Any, text: Any) -> bool:
    return bool(raw.FPDFTextObj_GetTextRenderMode(text) == raw.FPDF_TEXTRENDERMODE_INVISIBLE)


def with_rules(raw: Any, page: Any, printed: Raw) -> Raw:
    """What such a page prints, with the rules of its picture; without them where the text is turned against the page."""
    if printed.rotation != 90 * raw.FPDFPage_GetRotation(page):
        return printed
    from .. import rules_in_pictures

    dpi = rules_in_pictures.fitting(DPI, (printed.width, printed.height))
    horizontal, vertical = rules_in_pictures.rules(_drawn(raw, page, printed, dpi), dpi)
    return replace(printed, horizontal=horizontal, vertical=vertical)


def _drawn(raw: Any, page: Any, printed: Raw, dpi: float) -> Any:
    """The page as a grey picture, rows by columns."""
    import numpy as np

    width, height = (max(1, round(side * dpi / 72)) for side in (printed.width, printed.height))
    bitmap = raw.FPDFBitmap_CreateEx(width, height, raw.FPDFBitmap_Gray, None, 0)
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE)
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, raw.FPDF_ANNOT)
        stride = raw.FPDFBitmap_GetStride(bitmap)
        held = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * height)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    return np.frombuffer(held, np.uint8).reshape(height, stride)[:, :width]
