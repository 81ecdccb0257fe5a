"""Sources: opened once, named by their bytes, told apart by content."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import BinaryIO

from ..errors import SourceError, SourceNotFoundError, TooLargeError, UnsupportedFormatError
from ..model import Source

LARGEST = 300 * 2**20
MAGIC = (
    (b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture"), (b"PK\x03\x04", "a zip or office file"),
    (b"\xd0\xcf\x11\xe0", "an old office file"), (b"Rar!", "a RAR archive"), (b"\x1f\x8b", "a gzip archive"), (b"7z\xbc\xaf", "a 7z archive"),
)  # fmt: skip


def open_source(source: str | Path | bytes | BinaryIO) -> tuple[Source, bytes]:
    """The source and its bytes.

    Raises
    ------
    SourceNotFoundError
        There is no such file, or it is a directory.
    SourceError
        The file is empty or cannot be opened.
    TooLargeError
        The file is larger than 300 MB.
    """
    path, data = _take(source)
    if not data:
        raise SourceError(f"{path}: the file is empty")
    if len(data) > LARGEST:
        raise TooLargeError(f"{path}: {len(data):,} bytes, at most {LARGEST:,} are read")
    kept = None if isinstance(source, (str, Path)) else data
    return Source(path, hashlib.sha256(data).hexdigest(), len(data), kept), data


def _take(source: str | Path | bytes | BinaryIO) -> tuple[str, bytes]:
    if isinstance(source, bytes):
        return "<bytes>", source
    if isinstance(source, (str, Path)):
        return str(source), _read_file(Path(source))
    if not hasattr(source, "read"):
        raise SourceError(f"a path, bytes or a binary file were expected, not {type(source).__name__}")
    data = source.read()
    if not isinstance(data, bytes):
        raise SourceError("the file-like gives text; open it in binary mode ('rb')")
    return str(getattr(source, "name", "<stream>")), data


def _read_file(path: Path) -> bytes:
    if path.is_dir():
        raise SourceNotFoundError(f"{path}: is a directory; name a file in it")
    if not path.exists():
        raise SourceNotFoundError(f"{path}: there is no such file")
    if path.stat().st_size > LARGEST:
        raise TooLargeError(f"{path}: {path.stat().st_size:,} bytes, at most {LARGEST:,} are read")
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: cannot be opened: {error.strerror}") from error


def format_of(data: bytes, path: str) -> str:
    """The format that the bytes are in: pdf or text.

    Raises
    ------
    UnsupportedFormatError
        They are something else; the message says what.
    """
    if b"%PDF-" in data[:1024]:
        return "pdf"
    for magic, what in MAGIC:
        if data.startswith(magic):
            raise UnsupportedFormatError(f"{path}: this is {what}, not a PDF or text; budgetnb reads .pdf, .html, .txt and .md")
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnsupportedFormatError(f"{path}: binary data that is no PDF; budgetnb reads .pdf, .html, .txt and .md")
    head = data[:4096].lower()
    return "html" if b"<html" in head or b"<!doctype html" in head or b"<table" in head else "text"
