"""PDF to Document through pdfium: fast, with merged cells, dashes, open sides and turned pages."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from threading import Lock
from typing import Any

from ...collector import paused
from ...errors import DamagedFileError, EncryptedFileError
from ...layout.continuation import continued
from ...layout.page_items import stack_items
from ...layout.printed import Raw
from ...layout.printed_numbers import printed_numbers
from ...model import Document, Grid, Line, Page, Source
from ..limits import LIMITS, Limits
from .characters import Sheet, load, unload
from .page_content import read_sheets
from .scans import is_hidden, with_rules

SHEETS, HEAVY = 16, 40_000  # pages read together, and the characters and objects with which they are enough
ONE_AT_A_TIME = Lock()  # pdfium keeps one state for all threads


def read(data: bytes, source: Source, limits: Limits = LIMITS) -> Document:
    """The document of a PDF.

    Raises
    ------
    EncryptedFileError, DamagedFileError, TooLargeError
        It cannot be read; the message says why.
    """
    with _opened(data, source.path) as (raw, handle):
        pages = _pages(raw, handle, source.path, limits)
    return Document(source, "pdf", "pdfium", tuple(pages))


def read_next(data: bytes, source: Source, above: Sequence[Page]) -> tuple[Raw, Page]:
    """What the page after those above prints, and the page that it is read as, the same as :func:`read` reads it among all.

    Raises
    ------
    EncryptedFileError, DamagedFileError
        It cannot be read; the message says why.
    """
    number = len(above) + 1
    with _opened(data, source.path) as (raw, handle):
        sheet = _loaded(raw, handle, number, source.path)
        try:
            printed, recognised = _seen(raw, sheet, read_sheets(raw, [sheet])[0])
        finally:
            unload(raw, sheet)
    return printed, _page(printed, stack_items([printed], number)[0], above, recognised)


@contextmanager
def _opened(data: bytes, path: str) -> Iterator[tuple[Any, Any]]:
    """The module pypdfium2.raw and the handle of a PDF, closed at the end; no other thread reads meanwhile."""
    from pypdfium2 import raw

    with ONE_AT_A_TIME, paused():
        raw.FPDF_InitLibrary()
        handle = raw.FPDF_LoadMemDocument64(data, len(data), None)
        if not handle:
            raise _refusal(raw.FPDF_GetLastError(), raw, path)
        try:
            yield raw, handle
        finally:
            raw.FPDF_CloseDocument(handle)


def _refusal(code: int, raw: Any, path: str) -> Exception:
    if code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
        return EncryptedFileError(f"{path}: the PDF is encrypted and needs a password; save it without one first")
    return DamagedFileError(f"{path}: the PDF is truncated or damaged and cannot be opened; fetch it again")


def _pages(raw: Any, handle: Any, path: str, limits: Limits) -> list[Page]:
    count = raw.FPDF_GetPageCount(handle)
    if count == 0:
        raise DamagedFileError(f"{path}: the PDF has no page that can be opened; fetch it again")
    limits.hold("pages", count, path)
    pages: list[Page] = []
    with closing(_stacks(raw, handle, count, path)) as stacks:
        for sheets in stacks:
            printed = [_seen(raw, *pair) for pair in zip(sheets, read_sheets(raw, sheets), strict=True)]
            pages += laid_out(printed, pages)
    return pages


def laid_out(printed: Sequence[tuple[Raw, bool]], above: Sequence[Page]) -> list[Page]:
    """The pages after those above: what each prints, and whether it was recognised in a picture, set into lines and grids."""
    raws, pages = [raw for raw, _ in printed], list(above)
    items, numbers = stack_items(raws, len(above) + 1), printed_numbers(raws)
    for (raw, recognised), found, own in zip(printed, items, numbers, strict=True):
        pages.append(replace(_page(raw, found, pages, recognised), numbers=own))
    return pages[len(above) :]


def _stacks(raw: Any, handle: Any, count: int, path: str) -> Generator[list[Sheet]]:
    """The pages in turn, loaded: several at once, as far as they are light, until the next are asked for."""
    sheets: list[Sheet] = []
    try:
        for number in range(1, count + 1):
            sheets.append(_loaded(raw, handle, number, path))
            if len(sheets) == SHEETS or sum(s.weight for s in sheets) >= HEAVY or number == count:
                yield sheets
                while sheets:
                    unload(raw, sheets.pop())
    finally:
        for sheet in sheets:
            unload(raw, sheet)


def _loaded(raw: Any, handle: Any, number: int, path: str) -> Sheet:
    if (sheet := load(raw, handle, number)) is None:
        raise DamagedFileError(f"{path}: page {number} cannot be opened; fetch the file again")
    return sheet


def _seen(raw: Any, sheet: Sheet, printed: Raw) -> tuple[Raw, bool]:
    """What a page prints, with the rules of its picture where its text is laid invisibly over one, and whether it is."""
    ruled = printed.horizontal or printed.vertical
    recognised = bool(printed.chars) and not ruled and is_hidden(raw, sheet.page)
    return (with_rules(raw, sheet.page, printed) if recognised else printed), recognised


def _page(printed: Raw, items: Sequence[Line | Grid], above: Sequence[Page], recognised: bool) -> Page:
    """The page after those above, its table set on the columns of theirs where it goes on with no verticals of its own."""
    number = len(above) + 1
    before = next((item for item in reversed(above[-1].items if above else ()) if isinstance(item, Grid)), None)
    found = continued(items, before, printed, number)
    return Page(found, number, printed.width, printed.height, printed.rotation, recognised, printed.unread)
