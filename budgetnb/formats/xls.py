"""Workbooks of the old form (.xls) to Document: every visible sheet a page, numbers as their formats print them."""

from __future__ import annotations

import io
from typing import Any

from ..errors import DamagedFileError, EncryptedFileError, MissingExtraError
from ..model import Document, Source
from . import worksheets
from .limits import LIMITS, Limits
from .number_formats import printed

TEXT, NUMBER, DATE, TRUTH, FAULT = 1, 2, 3, 4, 5


def read(data: bytes, source: Source, limits: Limits = LIMITS) -> Document:
    """The document of an old workbook: page is the sheet's number, line the row's; hidden sheets are left out.

    Raises
    ------
    MissingExtraError
        The part that reads .xls is not installed.
    DamagedFileError, EncryptedFileError, TooLargeError
        It cannot be read; the message says why.
    """
    book = _open(data, source.path)
    limits.hold("pages", book.nsheets, source.path)
    visible = [(n, sheet) for n, sheet in enumerate(book.sheets(), 1) if sheet.visibility == 0]
    pages = tuple(
        worksheets.page(_sheet(book, sheet, limits, source.path), n, limits, source.path) for n, sheet in visible
    )
    return Document(source, "xls", "xlrd", pages)


def _open(data: bytes, path: str) -> Any:
    try:
        import xlrd
    except ImportError as error:
        raise MissingExtraError(
            f"{path}: .xls needs xlrd: pip install 'budgetnb[office]', or save the file as .xlsx"
        ) from error
    try:
        return xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
    except (
        Exception
    ) as error:  # a damaged record shows as whatever the reader stumbles over: index, struct, assertion, type
        if "encrypt" in str(error).lower() or "password" in str(error).lower():
            raise EncryptedFileError(f"{path}: the workbook is encrypted; save it without a password first") from error
        raise DamagedFileError(f"{path}: the workbook is truncated or damaged ({error}); fetch it again") from error


def _sheet(book: Any, sheet: Any, limits: Limits, path: str) -> worksheets.Sheet:
    limits.hold("cells", sheet.nrows * max(1, sheet.ncols), path)
    texts = {(r, c): _printed(book, cell) for r in range(sheet.nrows) for c, cell in enumerate(sheet.row(r))}
    merged = [(top, bottom - 1, left, right - 1) for top, bottom, left, right in sheet.merged_cells]
    hidden_rows = frozenset(r for r, info in sheet.rowinfo_map.items() if info.hidden)
    hidden_columns = frozenset(c for c, info in sheet.colinfo_map.items() if info.hidden)
    return worksheets.Sheet(texts, merged, hidden_rows, hidden_columns, sheet.name)


def _printed(book: Any, cell: Any) -> str:
    if cell.ctype == TRUTH:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == FAULT:
        return "#ERROR"
    if cell.ctype not in (TEXT, NUMBER, DATE):
        return ""
    known = cell.xf_index is not None and cell.xf_index < len(book.xf_list)
    style = book.xf_list[cell.xf_index] if known else None
    form = book.format_map.get(style.format_key) if style else None
    return printed(cell.value, form.format_str if form else "General", date1904=bool(book.datemode))
