"""What pdfplumber reads in given places of a PDF, table or not: the second opinion where it sees no cell."""

from __future__ import annotations

import io
import logging
from collections.abc import Mapping, Sequence

from ...errors import DamagedFileError
from ...model import Box, Source


def quiet() -> None:
    """Keeps pdfminer's notes on fonts off standard error where nobody listens for them; handlers of the user still get them."""
    logger = logging.getLogger("pdfminer")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())


def texts_at(data: bytes, source: Source, places: Mapping[int, Sequence[Box]]) -> dict[tuple[int, Box], str]:
    """The text in each box of each page (by number from 1).

    Raises
    ------
    DamagedFileError
        pdfplumber cannot read the file, though the first engine can.
    """
    import pdfplumber

    found: dict[tuple[int, Box], str] = {}
    try:
        with pdfplumber.open(io.BytesIO(data)) as opened:
            for number, boxes in places.items():
                page = opened.pages[number - 1]
                for box in boxes:
                    found[number, box] = page.crop(box, strict=False).extract_text(x_tolerance=2) or ""
                page.close()
    except Exception as error:  # pdfminer shows damage as whatever it stumbles over
        raise DamagedFileError(f"{source.path}: pdfplumber cannot read it ({type(error).__name__}: {error})") from error
    return found
