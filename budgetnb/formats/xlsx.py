"""Workbooks (.xlsx) to Document: every visible sheet a page, numbers as their formats print them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..errors import DamagedFileError
from ..model import Document, Page, Source
from . import worksheets
from .limits import LIMITS, Limits
from .number_formats import BUILTIN, printed
from .office_package import Package

REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")


@dataclass(frozen=True)
class _Book:
    """What the sheets of a workbook share."""

    strings: tuple[str, ...]
    formats: tuple[str, ...]
    date1904: bool


def read(data: bytes, source: Source, limits: Limits = LIMITS) -> Document:
    """The document of a workbook: page is the sheet's number, line the row's; hidden sheets are left out.

    Raises
    ------
    DamagedFileError, EncryptedFileError, TooLargeError
        It cannot be read; the message says why.
    """
    package = Package(data, source.path, limits)
    workbook = next(
        (name for kind, name in package.targets("").values() if kind == "officeDocument"), "xl/workbook.xml"
    )
    root = package.xml(workbook)
    parts = package.targets(workbook)
    book = _book(package, parts, root)
    listed = list(root.iter("sheet"))
    limits.hold("pages", len(listed), source.path)
    pages: list[Page] = []
    for place, sheet in enumerate(listed, 1):
        kind, name = parts.get(sheet.get("rel", ""), ("", ""))
        if kind == "worksheet" and sheet.get("state", "visible") == "visible":
            limits.hold("characters", len(package.read(name)), source.path)
            pages.append(
                worksheets.page(
                    _sheet(package.xml(name), book, limits, source.path, sheet.get("name", "")),
                    place,
                    limits,
                    source.path,
                )
            )
    if not pages:
        raise DamagedFileError(f"{source.path}: the workbook has no sheet that can be read")
    return Document(source, "xlsx", "lxml", tuple(pages))


def _book(package: Package, parts: dict[str, tuple[str, str]], root: Any) -> _Book:
    named = {kind: name for kind, name in parts.values()}
    properties = next(root.iter("workbookPr"), None)
    old = properties is not None and properties.get("date1904") in ("1", "true")
    strings = _strings(package.xml(named["sharedStrings"])) if "sharedStrings" in named else ()
    formats = _formats(package.xml(named["styles"])) if "styles" in named else ()
    return _Book(strings, formats, old)


def _strings(root: Any) -> tuple[str, ...]:
    return tuple(_text(item) for item in root.iterchildren("si"))


def _text(item: Any) -> str:
    """The text of a string item, its reading aids (phonetic runs) left out."""
    return "".join(t.text or "" for t in item.iter("t") if t.getparent().tag != "rPh")


def _formats(root: Any) -> tuple[str, ...]:
    own = {n.get("numFmtId"): n.get("formatCode", "General") for n in root.iter("numFmt")}
    styles = next(root.iter("cellXfs"), ())
    ids = [style.get("numFmtId", "0") for style in styles]
    return tuple(own.get(i) or (BUILTIN.get(int(i), "General") if i.isdigit() else "General") for i in ids)


def _sheet(root: Any, book: _Book, limits: Limits, path: str, name: str) -> worksheets.Sheet:
    texts: dict[worksheets.Place, str] = {}
    for place, cell in _placed(root):
        if text := _printed(cell, book):
            texts[place] = text
            limits.hold("cells", len(texts), path)
    hidden = frozenset(_row(row) for row in root.iter("row") if row.get("hidden") in ("1", "true") and _row(row) >= 0)
    return worksheets.Sheet(texts, _merged(root), hidden, _hidden_columns(root), name)


def _row(row: Any) -> int:
    found = row.get("r", "")
    return int(found) - 1 if found.isdecimal() and len(found) < 9 else -1


def _placed(root: Any) -> Iterator[tuple[worksheets.Place, Any]]:
    """Every cell with its place; where the file tells none, the place after the last one."""
    at = -1
    for row in root.iter("row"):
        at = _row(row) if _row(row) >= 0 else at + 1
        column = -1
        for cell in row.iterchildren("c"):
            told = _place(cell.get("r", ""))
            column = told[1] if told else column + 1
            yield (told[0] if told else at, column), cell


def _place(reference: str) -> worksheets.Place | None:
    found = REFERENCE.fullmatch(reference)
    if not found:
        return None
    column = 0
    for letter in found.group(1):
        column = 26 * column + ord(letter) - 64
    return int(found.group(2)) - 1, column - 1


def _printed(cell: Any, book: _Book) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(_text(item) for item in cell.iterchildren("is"))
    value = cell.findtext("v") or ""
    if kind == "s":
        return book.strings[int(value)] if value.isdecimal() and int(value) < len(book.strings) else ""
    if kind == "b":
        return {"1": "TRUE", "0": "FALSE"}.get(value, value)
    style = cell.get("s", "0")
    pattern = book.formats[int(style)] if style.isdecimal() and int(style) < len(book.formats) else "General"
    if kind != "n":
        return printed(value, pattern) if kind == "str" else value
    number = _float(value)
    return value if number is None else printed(number, pattern, date1904=book.date1904)


def _float(value: str) -> float | None:
    try:
        number = float(value)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _merged(root: Any) -> list[tuple[int, int, int, int]]:
    found = []
    for merged in root.iter("mergeCell"):
        first, _, last = merged.get("ref", "").partition(":")
        a, b = _place(first), _place(last)
        if a and b:
            found.append((a[0], b[0], a[1], b[1]))
    return found


def _hidden_columns(root: Any) -> frozenset[int]:
    hidden: set[int] = set()
    for column in root.iter("col"):
        low, high = column.get("min", ""), column.get("max", "")
        if column.get("hidden") in ("1", "true") and low.isdecimal() and high.isdecimal():
            hidden |= set(range(int(low) - 1, min(int(high), 16_384)))
    return frozenset(hidden)
