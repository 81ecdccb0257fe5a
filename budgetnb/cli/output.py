"""What commands print and where they may write."""

from __future__ import annotations

import os
from pathlib import Path

import typer

from ..text import printable


def say(text: str, quiet: bool) -> None:
    """Prints a line, unless silence was asked for."""
    if not quiet:
        typer.echo(printable(text))


def complain(text: object) -> None:
    """Prints a line on standard error."""
    typer.echo(f"budgetnb: {printable(text)}", err=True)


def check_writable(out: Path, *, folder: bool) -> None:
    """Nothing, where the answer can be written there: told before the reading, not after it.

    Raises
    ------
    OptionError
        It is a file where a folder is needed or the other way round, or nothing may be written there.
    """
    from ..errors import OptionError

    if folder and out.exists() and not out.is_dir():
        raise OptionError(f"--out {out}: is a file; name a folder")
    if not folder and out.is_dir():
        raise OptionError(f"--out {out}: is a folder; name a file in it, such as report.html")
    above = next(part for part in (out if folder else out.parent, *out.parents) if part.exists())
    if not above.is_dir():
        raise OptionError(f"--out {out}: {above} is a file, not a folder")
    if not os.access(above, os.W_OK):
        raise OptionError(f"--out {out}: nothing may be written to {above}")
