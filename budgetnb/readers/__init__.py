"""Bytes to a Document: one module a format."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from ..errors import OptionError
from ..model import Document
from .source import format_of, open_source

ENGINES = {"pdfium": "pdf", "pdfplumber": "plumber"}


def open_document(source: str | Path | bytes | BinaryIO, *, engine: str | None = None, ocr: bool = False) -> Document:
    """The pages of a source: lines and grids in reading order, each with its place.

    Raises
    ------
    SourceError
        The source cannot be read; the subclass and the message say why.
    OptionError
        There is no such engine.
    """
    if engine is not None and engine not in ENGINES:
        raise OptionError(f"no engine {engine!r}; there are: {', '.join(ENGINES)}")
    if ocr:
        raise OptionError("ocr: optical recognition is not built yet; pages without text cannot be read")
    opened, data = open_source(source)
    kind = format_of(data, opened.path)
    module = ENGINES[engine or "pdfium"] if kind == "pdf" else kind
    document: Document = import_module(f".{module}", __name__).read(data, opened)
    return document
