"""Arguments and options that several commands take."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

Sources = Annotated[
    list[str], typer.Argument(metavar="SOURCE", help="Files of disclosures: PDF, web page, docx, xlsx or text.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
Engine = Annotated[
    str | None, typer.Option(metavar="NAME", help="Reader of PDF pages: pdfium (fast, the default) or pdfplumber.")
]
Ocr = Annotated[bool, typer.Option("--ocr", help="Recognise pages that are pictures (needs the extra ocr; slow).")]


class Lang(StrEnum):
    """The language of reports and messages."""

    zh = "zh"
    en = "en"
