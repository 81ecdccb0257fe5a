"""Plain text to Document: runs of lines with tabs are grids, the others lines."""

from __future__ import annotations

import re

from ..errors import UnsupportedFormatError
from ..model import Cell, Document, Grid, Line, Page, Source

ENCODINGS = ("utf-8-sig", "gb18030", "utf-16")
TAG = re.compile(r"</?(?:p|br|div|span|b|strong|td|tr)\s*/?>", re.IGNORECASE)
PIPE = re.compile(r"^\s*\|.*\|\s*$")
DASHES = re.compile(r"^[\s|:\-]+$")


def read(data: bytes, source: Source) -> Document:
    """The document of a text file, tab-separated or with pipe tables.

    Raises
    ------
    UnsupportedFormatError
        The bytes are in no known encoding.
    """
    items: list[Line | Grid] = []
    rows: list[tuple[int, list[str]]] = []
    for number, text in enumerate(decode(data, source.path).replace("\f", "\n").splitlines(), 1):
        cells = _cells(text)
        if cells:
            rows.append((number, cells))
            continue
        bare = TAG.sub("", text).strip()
        if bare and rows:
            items.append(_grid(rows))
            rows = []
        if bare:
            items.append(Line(bare, None, number))
    if rows:
        items.append(_grid(rows))
    return Document(source, "text", "text", (Page(tuple(items)),))


def decode(data: bytes, path: str) -> str:
    """The text of the bytes in the first encoding that fits."""
    order = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ENCODINGS
    for encoding in order:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnsupportedFormatError(f"{path}: text in no known encoding; save it as UTF-8")


def _cells(text: str) -> list[str]:
    if "\t" in text:
        return [TAG.sub("", part).strip() for part in text.split("\t")]
    if PIPE.match(text) and not DASHES.match(text):
        return [part.strip() for part in text.strip().strip("|").split("|")]
    return []


def _grid(rows: list[tuple[int, list[str]]]) -> Grid:
    width = max(len(cells) for _, cells in rows)
    made = tuple(
        Cell(text, r, c, line=number) for r, (number, cells) in enumerate(rows) for c, text in enumerate(cells + [""] * (width - len(cells)))
    )
    return Grid(made, len(rows), width, None, rows[0][0])
