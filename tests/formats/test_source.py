"""Sources: told apart by content, opened once, refused in clear words."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from budgetnb.errors import (
    BudgetError,
    DamagedFileError,
    SourceError,
    SourceNotFoundError,
    TooLargeError,
    UnsupportedFormatError,
)
from budgetnb.formats import open_document
from budgetnb.formats.limits import Limits
from budgetnb.formats.source import format_of, open_source
from budgetnb.formats.text import decode


@pytest.mark.parametrize(
    ("trap", "data", "expected"),
    [
        ("pdf after a line of noise", b"\n\n%PDF-1.4", "pdf"),
        ("plain text", "收支总表\t1".encode(), "text"),
        ("page with a BOM", b"\xef\xbb\xbf<html>", "html"),
        ("page in utf-16", "<!DOCTYPE html><p>".encode("utf-16"), "html"),
        ("a workbook that is a web page", b"<div><TABLE ><tr>", "html"),
        ("text that compares", b"a < b, c > d", "text"),
    ],
)
def test_formats(trap: str, data: bytes, expected: str) -> None:
    assert format_of(data, "x") == expected, trap


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "error", "said"),
    [
        (b"\x89PNG\r\n\x1a\n", UnsupportedFormatError, "a PNG picture"),
        (b"Rar!\x1a\x07", UnsupportedFormatError, "a RAR archive: unpack it first"),
        (b"{\\rtf1 x}", UnsupportedFormatError, "rich text file .*save it as .docx"),
        (zipped("预算公开.pdf"), UnsupportedFormatError, "a zip archive: unpack it first"),
        (zipped("OFD.xml"), UnsupportedFormatError, "an OFD file: save it as PDF"),
        (zipped("mimetype", "content.xml"), UnsupportedFormatError, "OpenDocument file: save it as .docx"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", UnsupportedFormatError, "save the page as .html"),
        (b"\x00\x01\x02\x03", UnsupportedFormatError, "binary data"),
        (b"PK\x03\x04 and no more", DamagedFileError, "truncated"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
            UnsupportedFormatError,
            "save it as .docx",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, UnsupportedFormatError, "old office file"),
    ],
)
def test_refused_formats(data: bytes, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        format_of(data, "x")


def test_sources_of_all_kinds(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"1")
    with path.open("rb") as file:
        opened = [open_source(s)[0] for s in (path, str(path), b"1", io.BytesIO(b"1"), file)]
    assert [(s.path, s.doc, s.data) for s in opened] == [
        (str(path), "6b86b273ff34", None), (str(path), "6b86b273ff34", None), ("<bytes>", "6b86b273ff34", b"1"),
        ("<stream>", "6b86b273ff34", b"1"), (str(path), "6b86b273ff34", b"1"),
    ]  # fmt: skip


def test_refused_sources(tmp_path: Path) -> None:
    empty = tmp_path / "empty.pdf"
    empty.touch()
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    refused = [
        (tmp_path, SourceNotFoundError), (tmp_path / "none.pdf", SourceNotFoundError), (empty / "x", SourceNotFoundError), (empty, SourceError),
        ("a\0b", SourceError), ("x" * 5000, SourceError), (pipe, SourceError), (io.StringIO("x"), SourceError), (3, SourceError), (b"", SourceError),
    ]  # fmt: skip
    for source, error in refused:
        with pytest.raises(error):
            open_source(source)  # type: ignore[arg-type]


def test_bound_on_size(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"1" * 3000)
    for source in (path, b"1" * 3000, io.BytesIO(b"1" * 3000)):
        with pytest.raises(TooLargeError, match="at most 1,048 are read"):
            open_source(source, Limits(megabytes=0.001))


@pytest.mark.parametrize("wrong", [{"pages": 0}, {"megabytes": -1}, {"cells": float("nan")}])
def test_limits_check_themselves(wrong: dict[str, float]) -> None:
    with pytest.raises(BudgetError, match=next(iter(wrong))):
        Limits(**wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["\t" * 2000 + "\n" + "a\tb\n" * 1000, "|" + "a|" * 2000 + "\n" + "|a|\n" * 1000])
def test_a_million_cells_of_text_are_refused(text: str) -> None:
    with pytest.raises(TooLargeError, match="cells"):
        open_document(text.encode())


def test_control_characters_of_text_are_dropped() -> None:
    assert [line.text for line in open_document("预\u202e算\x07表".encode()).lines] == ["预算表"]


@pytest.mark.parametrize(
    ("trap", "data", "expected"),
    [
        ("one byte lost in a long text", ("预算公开" * 30).encode()[:-1], "预算公开" * 29 + "预算公\ufffd"),
        ("one byte lost, gb18030", ("预算公开" * 30).encode("gb18030")[:-1], "预算公开" * 29 + "预算公\ufffd"),
        ("utf-16 without its last byte", ("预算公开" * 30).encode("utf-16")[:-1], "预算公开" * 29 + "预算公\ufffd"),
    ],
)
def test_a_lost_byte_stays_visible(trap: str, data: bytes, expected: str) -> None:
    assert decode(data, "x") == expected, trap


@pytest.mark.parametrize("data", [bytes(range(128, 256)) * 4, b"\xff" * 90, b"\xff\xfe" + b"\x00\xdc" * 30])
def test_text_in_no_encoding(data: bytes) -> None:
    with pytest.raises(UnsupportedFormatError, match="no known encoding"):
        decode(data, "x")
