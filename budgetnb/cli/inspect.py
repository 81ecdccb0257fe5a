"""``budgetnb inspect``: a page as it was read, and what was considered for it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import Engine, Lang, Ocr, Quiet
from .output import check_writable, say

if TYPE_CHECKING:
    from ..disclosure import Disclosure
    from ..inspection.trace_view import Trace

EXAMPLES = """\b
Examples:
  budgetnb inspect budget.pdf --page 12              writes page-12.png
  budgetnb inspect budget.pdf --page 12 --trace      prints what was considered as well
  budgetnb inspect budget.html --table 3             prints what was considered for a table

The picture has words, borders that are drawn and that were inferred, cells coloured by what they were taken for, and in red what
was printed and not read. Tables are numbered from 0, as the rows of frames/tables.csv are.
"""


def run(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="One disclosure.")],
    page: Annotated[int | None, typer.Option(metavar="N", help="Draw this page of a PDF, from 1.")] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to: .png or .svg.", show_default="page-N.png")
    ] = None,
    table: Annotated[int | None, typer.Option(metavar="N", help="Print what was considered for this table.")] = None,
    line: Annotated[int | None, typer.Option(metavar="N", help="Print what was considered for this line.")] = None,
    trace: Annotated[bool, typer.Option("--trace", help="Print what was considered for the page.")] = False,
    lang: Annotated[Lang, typer.Option(help="Language of the legend.")] = Lang.zh,
    engine: Engine = None,
    ocr: Ocr = False,
    quiet: Quiet = False,
) -> None:
    """Draw a page as it was read, or print what was considered for it."""
    from ..inspection.page_inspection import checked

    if [page, table, line].count(None) != 2:
        raise typer.BadParameter("name one thing to look at: --page 12 of a PDF, --table 0, or --line 40 of a text")
    target = checked(out or f"page-{page}.png")
    check_writable(target, folder=False)
    disclosure = _read(source, engine, quiet, ocr=ocr)
    if page is not None:
        drawn = disclosure.inspect(page, lang=lang.value)
        target.parent.mkdir(parents=True, exist_ok=True)
        say(f"wrote {drawn.save(target)}", quiet)
    if trace or page is None:
        _print(disclosure.trace(page, table=table, line=line))


def _read(source: str, engine: str | None, quiet: bool, *, ocr: bool) -> Disclosure:
    """The disclosure, with a sign on stderr that it is being read."""
    from rich.console import Console

    from .. import read

    with Console(stderr=True, quiet=quiet).status("reading"):
        return read(source, engine=engine, ocr=ocr)


def _print(trace: Trace) -> None:
    """A trace as wide as the terminal; as wide as it needs where it goes into a file."""
    from rich.console import Console

    from ..inspection.trace_view import WIDTH

    Console(width=None if sys.stdout.isatty() else WIDTH).print(trace)
