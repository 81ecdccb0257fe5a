"""The command line: it reads what is asked, calls the public functions and prints what came of it."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Read budget disclosures of Chinese government departments.",
)
Sources = Annotated[list[str], typer.Argument(help="Files of disclosures: PDF, HTML, docx, xlsx or text.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]


class Format(StrEnum):
    """How frames are written."""

    parquet = "parquet"
    csv = "csv"
    json = "json"
    xlsx = "xlsx"


class Lang(StrEnum):
    """The language of a report."""

    zh = "zh"
    en = "en"


def _printable(text: object) -> str:
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in str(text))


def _read(sources: list[str], quiet: bool) -> Any:
    from rich.console import Console

    from . import read, read_many

    with Console(stderr=True, quiet=quiet).status(f"reading {len(sources)} file(s)"):
        return read(sources[0]) if len(sources) == 1 else read_many(sources)


def _say(text: str, quiet: bool) -> None:
    if not quiet:
        typer.echo(_printable(text))


@app.command(epilog="Example: budgetnb parse budget.pdf --out frames --format csv")
def parse(
    sources: Sources,
    out: Annotated[Path, typer.Option(help="Folder: one file for each frame.")] = Path("frames"),
    format: Annotated[Format, typer.Option(help="How frames are written.")] = Format.csv,
    quiet: Quiet = False,
) -> None:
    """Write every frame of the disclosures to a file of its own."""
    from .store import save

    files = save(_read(sources, quiet), out, format.value)
    _say(f"{len(files)} frames in {out}", quiet)


@app.command(epilog="Example: budgetnb check budget.pdf --strict")
def check(
    sources: Sources,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 if any finding is a conflict.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the checks frame as JSON.")] = False,
    quiet: Quiet = False,
) -> None:
    """Print what does not add up, and what was checked."""
    checks = _read(sources, quiet).checks
    conflicts = checks.loc[checks["status"] == "conflict"]
    if as_json:
        typer.echo(checks.to_json(orient="records", force_ascii=False))
    else:
        for row in conflicts.itertuples():
            _say(f"{row.doc} {row.rule}: {row.message_zh}", quiet)
        _say(", ".join(f"{n} {status}" for status, n in checks["status"].value_counts().items()), quiet)
    if strict and len(conflicts):
        raise typer.Exit(1)


@app.command(epilog="Example: budgetnb report budget.pdf --out report.html --lang en")
def report(
    sources: Sources,
    out: Annotated[Path, typer.Option(help="The HTML file to write.")] = Path("report.html"),
    lang: Annotated[Lang, typer.Option(help="Language of the report.")] = Lang.zh,
    quiet: Quiet = False,
) -> None:
    """Write one HTML file that opens with no network."""
    _read(sources, quiet).report(out, lang=lang.value)
    _say(f"wrote {out}", quiet)


@app.command(epilog="Example: budgetnb notebooks my-notebooks")
def notebooks(destination: Annotated[Path, typer.Argument(help="Folder to copy into.")], quiet: Quiet = False) -> None:
    """Copy the curated notebooks, ready to fork."""
    from shutil import copytree, ignore_patterns

    from .samples import notebooks as folder

    if destination.exists():
        raise FileExistsError(f"{destination} exists already; name a new folder")
    copytree(folder(), destination, ignore=ignore_patterns(".ipynb_checkpoints"))
    _say(f"notebooks in {destination}", quiet)


@app.command(epilog="Example: budgetnb lab")
def lab(folder: Annotated[Path, typer.Argument(help="Folder of notebooks.")] = Path("notebooks")) -> None:
    """Open JupyterLab on the notebooks."""
    from importlib.util import find_spec
    from subprocess import run

    from .errors import MissingExtraError

    if find_spec("jupyterlab") is None:
        raise MissingExtraError("lab needs JupyterLab: pip install 'budgetnb[notebooks]'")
    raise typer.Exit(run([sys.executable, "-m", "jupyterlab", str(folder)], check=False).returncode)


def main() -> None:
    """Run the command; what went wrong on purpose is one line on stderr and exit code 2."""
    from .errors import BudgetError

    try:
        app()
    except (BudgetError, OSError) as error:  # both say what the caller got wrong
        typer.echo(f"budgetnb: {_printable(error)}", err=True)
        raise SystemExit(2) from None
