"""The characters of loaded pages of a PDF: which leave ink, what they are, and where they run on from each other."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...layout.printed import Numbers
from ...layout.settings import SETTINGS
from .batched_calls import Calls, Handles

MOST_OBJECTS = 400_000
MOST_CHARS = 200_000
IS_BLANK = np.zeros(0x10001, bool)
IS_BLANK[[9, 10, 13, 32, 0xA0, 0xFFFE, 0xFFFF, 0x3000]] = True
DIGITS = (0x30, 0x39)
SURROGATES = (0xD800, 0xDFFF)
RADICALS, COMPATIBLE = (0x2E80, 0x2FDF), (0xF900, 0xFAFF)
UNNAMED, LAST = 0xFFFD, 0x10FFFF


@dataclass(frozen=True, slots=True)
class Sheet:
    """One loaded page and its text, as handles of pdfium, with how much they hold."""

    page: Any
    text: Any
    chars: int
    objects: int

    @property
    def weight(self) -> int:
        """How much there is to read."""
        return self.chars + self.objects


@dataclass(frozen=True, slots=True, eq=False)
class Letters:
    """Characters by columns, sheet after sheet: the sheet of each, its number there and its code point."""

    sheet: Numbers
    number: Numbers
    code: Numbers

    def take(self, places: Numbers) -> Letters:
        """The characters at some places, or where a mask is true."""
        return Letters(self.sheet[places], self.number[places], self.code[places])


def load(raw: Any, document: Any, number: int) -> Sheet | None:
    """One page, from 1, to be let go with :func:`unload`; None where it cannot be opened."""
    page = raw.FPDF_LoadPage(document, number - 1)
    if not page:
        return None
    text = raw.FPDFText_LoadPage(page)
    chars = min(max(raw.FPDFText_CountChars(text), 0), MOST_CHARS) if text else 0
    return Sheet(page, text, chars, min(max(raw.FPDFPage_CountObjects(page), 0), MOST_OBJECTS))


def unload(raw: Any, sheet: Sheet) -> None:
    """Lets a loaded page go."""
    if sheet.text:
        raw.FPDFText_ClosePage(sheet.text)
    raw.FPDF_ClosePage(sheet.page)


def _every(c: Calls, sheets: Sequence[Sheet]) -> Letters:
    """All characters: in one call a sheet where each is one unit of its text, one by one where some are none or two."""
    counts = np.array([s.chars for s in sheets])
    sheet, starts = np.repeat(np.arange(len(sheets)), counts), np.cumsum(counts) - counts
    number = np.arange(len(sheet)) - starts[sheet]
    rooms = 2 * (starts + np.arange(len(sheets)))  # for two units a character, and an end
    units = np.zeros(2 * (len(sheet) + len(sheets)), np.uint16)
    given = [
        c.raw.FPDFText_GetText(s.text, 0, s.chars, units[room:].ctypes.data_as(ctypes.POINTER(ctypes.c_ushort)))
        for s, room in zip(sheets, rooms.tolist(), strict=True)
    ]
    code = units[rooms[sheet] + number].astype(np.int64)
    is_odd = np.array(given) != counts + 1
    is_odd[sheet[(code >= SURROGATES[0]) & (code <= SURROGATES[1])]] = True
    for k in np.flatnonzero(is_odd & (counts > 0)).tolist():
        text = Handles([sheets[k].text], [sheets[k].chars])
        code[sheet == k] = c.each("FPDFText_GetUnicode", ctypes.c_uint, text, range(sheets[k].chars))
    return Letters(sheet, number, code)


def inked(c: Calls, sheets: Sequence[Sheet]) -> Letters:
    """The characters that leave ink: what pdfium adds of its own is blank, as is a control character that means itself."""
    letters = _every(c, sheets)
    is_inked = ~IS_BLANK[np.minimum(letters.code, len(IS_BLANK) - 1)]
    doubtful = np.flatnonzero(is_inked & (letters.code < 32))
    is_inked[doubtful] = [
        c.raw.FPDFText_HasUnicodeMapError(sheets[s].text, n) == 1 for s, n in pairs(letters.take(doubtful))
    ]
    return letters.take(is_inked)


def asked(sheets: Sequence[Sheet], letters: Letters) -> tuple[Handles, list[int]]:
    """What the calls about some characters are given: the text of each one's sheet, and its number there."""
    counts = np.bincount(letters.sheet, minlength=len(sheets)).tolist()
    return Handles([s.text for s in sheets], counts), letters.number.tolist()


def pairs(letters: Letters) -> Iterator[tuple[int, int]]:
    """Sheet and number of each character."""
    return zip(letters.sheet.tolist(), letters.number.tolist(), strict=True)


def runs(box: Numbers, base: Numbers, sheet: Numbers) -> tuple[Numbers, Numbers]:
    """Where characters begin that run on from each other on one baseline, and the run that each belongs to."""
    gap = box[1:, 0] - box[:-1, 2] + SETTINGS.run_on_overlap
    changes = (
        (base[1:] != base[:-1])
        | ~((gap >= 0) & (gap <= SETTINGS.run_on_overlap + SETTINGS.run_on_gap))
        | (sheet[1:] != sheet[:-1])
    )
    return told_apart(len(base), changes)


def told_apart(count: int, changes: Numbers) -> tuple[Numbers, Numbers]:
    """Where stretches of some things begin, given whether each but the first differs from the one before, and the stretch of each."""
    begins = np.ones(count, bool)
    begins[1:] = changes
    return np.flatnonzero(begins), np.cumsum(begins) - 1


def named(c: Calls, sheets: Sequence[Sheet], letters: Letters, starts: Numbers) -> Numbers:
    """The code points; what only seems a character is unnamed, asked at every start of a run and of every digit:
    a digit that only seems one would be a wrong amount."""
    codes = letters.code
    doubtful = (codes >= DIGITS[0]) & (codes <= DIGITS[1])
    doubtful[starts] = True
    failed = c.each("FPDFText_HasUnicodeMapError", ctypes.c_int, *asked(sheets, letters.take(doubtful)))
    is_unnamed = (np.array(failed) == 1)[np.cumsum(doubtful) - 1]
    found = np.where(is_unnamed | (codes < 32) | (codes > LAST), UNNAMED, codes)
    for low, high in (RADICALS, COMPATIBLE):
        for i in np.flatnonzero((found >= low) & (found <= high)).tolist():
            found[i] = _letter(int(found[i]))
    return found


def _letter(code: int) -> int:
    """A CJK radical or compatibility ideograph as the unified character."""
    letter = unicodedata.normalize("NFKC", chr(code))
    return ord(letter) if len(letter) == 1 else code
