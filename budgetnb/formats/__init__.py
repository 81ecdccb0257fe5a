"""Bytes to a Document: one module a format."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from ..errors import NotADisclosureError, OptionError
from ..model import Document
from .limits import LIMITS, Limits
from .source import format_of, open_source

RECOGNISE = "read it with ocr=True, on the command line --ocr (pip install 'budgetnb[ocr]')"
ENGINES = {"pdfium": "pdf.reader", "pdfplumber": "pdf.pdfplumber_engine"}


def open_document(
    source: str | Path | bytes | BinaryIO, *, engine: str | None = None, ocr: bool = False, limits: Limits = LIMITS
) -> Document:
    """The pages of a source: lines and grids in reading order, each with its place.

    Raises
    ------
    SourceError
        The source cannot be read; the subclass and the message say why.
    NotADisclosureError
        It carries no text at all.
    OptionError
        There is no such engine.
    MissingExtraError
        `ocr` is asked for and not installed.
    """
    if engine is not None and engine not in ENGINES:
        raise OptionError(f"no engine {engine!r}; there are: {', '.join(ENGINES)}")
    opened, data = open_source(source, limits)
    kind = format_of(data, opened.path)
    module = ENGINES[engine or "pdfium"] if kind == "pdf" else kind
    document: Document = import_module(f".{module}", __name__).read(data, opened, limits)
    if ocr and kind == "pdf":
        from .ocr import recognise

        document = recognise(document, data)
    if not any(page.items for page in document.pages):
        raise NotADisclosureError(_textless(document, ocr))
    return document


def _textless(document: Document, ocr: bool) -> str:
    path, pages = document.source.path, len(document.pages)
    if document.format != "pdf":
        return f"{path}: nothing is printed in it"
    if ocr:
        return f"{path}: no text layer, and nothing was recognised on its {pages} pages"
    if any(page.unread == "fonts" for page in document.pages):
        return f"{path}: its text is set in fonts that do not say which characters they print; {RECOGNISE}"
    return f"{path}: no text layer: its {pages} pages are pictures; {RECOGNISE}"
