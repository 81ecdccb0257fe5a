"""``budgetnb parse``: every frame to a file of its own."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from .options import Engine, Ocr, Quiet, Sources
from .output import check_writable, say
from .reading import count, end, read_sources

EXAMPLES = """\b
Examples:
  budgetnb parse budget.pdf --out frames
  budgetnb parse 2022.pdf 2023.pdf --format xlsx

Amounts are in yuan; every row says where it was printed.
"""


class Format(StrEnum):
    """How frames are written."""

    parquet = "parquet"
    csv = "csv"
    json = "json"
    xlsx = "xlsx"


def run(
    sources: Sources,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder: one file for each frame.")] = Path("frames"),
    format: Annotated[Format, typer.Option(help="How frames are written.")] = Format.csv,
    engine: Engine = None,
    ocr: Ocr = False,
    quiet: Quiet = False,
) -> None:
    """Write every frame to a file of its own."""
    from ..frame_files import save

    check_writable(out, folder=True)
    found = read_sources(sources, engine, quiet, ocr=ocr)
    files = save(found, out, format.value)
    say(f"{len(files)} frames of {count(found)} in {out}", quiet)
    end(found)
