"""Sources: opened once, named by their bytes, told apart by content."""

from __future__ import annotations

import hashlib
import io
import os
import re
import stat
import zipfile
from pathlib import Path
from typing import BinaryIO

from ..errors import (
    DamagedFileError,
    EncryptedFileError,
    SourceError,
    SourceNotFoundError,
    TooLargeError,
    UnsupportedFormatError,
)
from ..model import Source
from .limits import LIMITS, Limits
from .office_package import BROKEN

READ = "budgetnb reads .pdf, .html, .docx, .xlsx, .xls, .txt and .md"
MAGIC = (
    (b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"), (b"MM\x00*", "a TIFF picture"), (b"Rar!", "a RAR archive: unpack it first"),
    (b"\x1f\x8b", "a gzip archive: unpack it first"), (b"7z\xbc\xaf", "a 7z archive: unpack it first"),
    (b"{\\rtf", "a rich text file (.rtf): save it as .docx"), (b"MIME-Version:", "a web archive (.mht): save the page as .html"),
    (b"From: <Saved by", "a web archive (.mht): save the page as .html"),
)  # fmt: skip
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PARTS = (
    ("word/document", "docx"),
    ("xl/workbook", "xlsx"),
    ("ppt/", "a presentation: save it as PDF"),
    ("OFD.xml", "an OFD file: save it as PDF"),
    ("content.xml", "an OpenDocument file: save it as .docx, .xlsx or PDF"),
)
STREAMS = (("EncryptedPackage", "locked"), ("Workbook", "xls"), ("Book", "xls"), ("WordDocument", "doc"))
PAGE = re.compile(rb"<(?:!doctype html|html|head|body|table|div|p|meta|br)[\s>/]", re.IGNORECASE)


def open_source(source: str | Path | bytes | BinaryIO, limits: Limits = LIMITS) -> tuple[Source, bytes]:
    """The source and its bytes.

    Raises
    ------
    SourceNotFoundError
        There is no such file, or it is a directory.
    SourceError
        The file is empty or cannot be opened.
    TooLargeError
        The file is larger than the bound.
    """
    path, data = _take(source, limits)
    if not data:
        raise SourceError(f"{path}: the file is empty")
    _hold(len(data), limits, path)
    kept = None if isinstance(source, (str, Path)) else data
    return Source(path, hashlib.sha256(data).hexdigest(), len(data), kept), data


def _hold(size: int, limits: Limits, path: str) -> None:
    if size > limits.bytes:
        raise TooLargeError(f"{path}: {size:,} bytes, at most {limits.bytes:,} are read")


def _take(source: str | Path | bytes | BinaryIO, limits: Limits) -> tuple[str, bytes]:
    if isinstance(source, bytes):
        return "<bytes>", source
    if isinstance(source, (str, Path)):
        return str(source), _read_file(Path(source), limits)
    if not hasattr(source, "read"):
        raise SourceError(f"a path, bytes or a binary file were expected, not {type(source).__name__}")
    data = source.read(limits.bytes + 1)
    if not isinstance(data, bytes):
        raise SourceError("the file-like gives text; open it in binary mode ('rb')")
    return str(getattr(source, "name", "<stream>")), data


def _read_file(path: Path, limits: Limits) -> bytes:
    about = _status(path)
    if stat.S_ISDIR(about.st_mode):
        raise SourceNotFoundError(f"{path}: is a directory; name a file in it")
    if not stat.S_ISREG(about.st_mode):
        raise SourceError(f"{path}: is no regular file; give a file, or its bytes")
    _hold(about.st_size, limits, str(path))
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: cannot be opened: {error.strerror}") from error


def _status(path: Path) -> os.stat_result:
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise SourceNotFoundError(f"{path}: there is no such file") from error
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise SourceError(f"{str(path)[:300]!r}: cannot be opened: {why}") from error


def format_of(data: bytes, path: str) -> str:
    """The format that the bytes are in: pdf, html, docx, xlsx, xls or text.

    Raises
    ------
    UnsupportedFormatError
        They are something else; the message says what.
    EncryptedFileError
        They are an office file locked with a password.

    Examples
    --------
    >>> format_of(b"%PDF-1.7 ...", "a.txt"), format_of("收支总表".encode(), "a.pdf")
    ('pdf', 'text')
    """
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(ZIP):
        return _zipped(data, path)
    if data.startswith(OLE):
        return _compound(data, path)
    for magic, what in MAGIC:
        if data.startswith(magic):
            raise UnsupportedFormatError(f"{path}: this is {what}; {READ}")
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnsupportedFormatError(f"{path}: binary data of no known kind; {READ}")
    return "html" if PAGE.search(_narrow(data[:8192])) else "text"


def _narrow(head: bytes) -> bytes:
    """The head of a text in one byte a character, so that marks are found in UTF-16 too."""
    return head.replace(b"\x00", b"") if head.startswith((b"\xff\xfe", b"\xfe\xff")) else head


def _zipped(data: bytes, path: str) -> str:
    """What a zip holds, by the names of its parts."""
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except BROKEN as error:
        raise DamagedFileError(
            f"{path}: a zip or office file that is truncated or damaged ({error}); fetch it again"
        ) from error
    found = next(
        (kind for part, kind in PARTS for name in names if name.lstrip("/").startswith(part)),
        "a zip archive: unpack it first",
    )
    if found in ("docx", "xlsx"):
        return found
    raise UnsupportedFormatError(f"{path}: this is {found}; {READ}")


def _compound(data: bytes, path: str) -> str:
    """What an office file of the old form holds, by the names of its streams."""
    found = next((kind for name, kind in STREAMS if name.encode("utf-16-le") in data), "unknown")
    if found == "xls":
        return found
    if found == "locked":
        raise EncryptedFileError(f"{path}: the office file is locked with a password; save it without one first")
    what = (
        "a word file of the old form (.doc); save it as .docx"
        if found == "doc"
        else "an old office file of no known kind"
    )
    raise UnsupportedFormatError(f"{path}: this is {what}; {READ}")
