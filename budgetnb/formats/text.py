"""Plain text to Document: runs of lines with tabs are grids, the others lines."""

from __future__ import annotations

import re

from .. import wording
from ..errors import UnsupportedFormatError
from ..model import Cell, Document, Grid, Line, Page, Source
from .limits import LIMITS, Limits

ENCODINGS = ("utf-8-sig", "gb18030")
LOST = "\ufffd"
SOUND = 40  # so many good letters for each that is lost: in a wrong encoding half of them are
TAG = re.compile(r"</?(?:p|br|div|span|b|strong|td|tr)\s*/?>", re.IGNORECASE)
PIPE = re.compile(r"^\s*\|.*\|\s*$")
DASHES = re.compile(r"^[\s|:\-]+$")
BLANK = re.compile(r"[\s\u200b\ufeff]+")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
ONE_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+")


def read(data: bytes, source: Source, limits: Limits = LIMITS) -> Document:
    """The document of a text file, tab-separated or with pipe tables.

    Raises
    ------
    UnsupportedFormatError, TooLargeError
        The bytes are in no known encoding, or hold more than the bounds allow.
    """
    text = decode(data, source.path)
    limits.hold("characters", len(text), source.path)
    items: list[Line | Grid] = []
    rows: list[tuple[int, list[str]]] = []
    for number, printed in enumerate(CONTROL.sub("", text.replace("\f", "\n")).splitlines(), 1):
        cells = _cells(printed)
        if cells:
            rows.append((number, cells))
            continue
        bare = "" if "|" in printed and DASHES.match(printed) else TAG.sub("", printed).strip()
        if bare and rows:
            items.append(_grid(rows, limits, source.path))
            rows = []
        if bare:
            items.append(Line(bare, None, number))
    if rows:
        items.append(_grid(rows, limits, source.path))
    return Document(source, "text", "text", (Page(tuple(items)),))


def decode(data: bytes, path: str) -> str:
    """The text of the bytes in the encoding that fits; a byte that fits none among very many stays visible as U+FFFD.

    Raises
    ------
    UnsupportedFormatError
        No encoding fits.
    """
    order = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ENCODINGS
    for encoding in order:
        text = data.decode(encoding, "replace")
        damage = text.count(LOST)
        if damage * SOUND <= sum(1 for c in text if not c.isascii()) - damage:
            return text
    raise UnsupportedFormatError(f"{path}: text in no known encoding; save it as UTF-8")


def tidy(text: str) -> str:
    """A line as printed: white space collapsed, control characters out, an amount split by spaces joined.

    >>> tidy("预算 1 2 3,456.00 万元，比2025年 增加 3 人")
    '预算 123,456.00 万元，比2025年 增加 3 人'
    """
    return wording.patterns("text", "cell")["split_amount"].sub(_joined, BLANK.sub(" ", CONTROL.sub("", text)).strip())


def _joined(found: re.Match[str]) -> str:
    whole = found.group().replace(" ", "")
    return whole if ONE_NUMBER.fullmatch(whole) and not re.match(r"20\d\d ", found.group()) else found.group()


def _cells(text: str) -> list[str]:
    if "\t" in text:
        return [TAG.sub("", part).strip() for part in text.split("\t")]
    if PIPE.match(text) and not DASHES.match(text):
        return [part.strip() for part in text.strip().strip("|").split("|")]
    return []


def _grid(rows: list[tuple[int, list[str]]], limits: Limits, path: str) -> Grid:
    width = max(len(cells) for _, cells in rows)
    limits.hold("cells", width * len(rows), path)
    made = tuple(
        Cell(text, r, c, line=number)
        for r, (number, cells) in enumerate(rows)
        for c, text in enumerate(cells + [""] * (width - len(cells)))
    )
    return Grid(made, len(rows), width, None, rows[0][0])
