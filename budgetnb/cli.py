"""The command line: it reads what is asked, calls the public functions and prints what came of it."""

from __future__ import annotations

import os
import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .text import printable

if TYPE_CHECKING:
    from .disclosure import Corpus, Disclosure

HELP = """Read budget disclosures of Chinese government departments (部门预算公开).

\b
    budgetnb report budget.pdf --out report.html    one file to open and to send
    budgetnb parse  budget.pdf --out frames         every number as a table row
    budgetnb check  budget.pdf                      what does not add up
    budgetnb notebooks my-notebooks                 notebooks to fork
    budgetnb lab my-notebooks                       JupyterLab on them

Exit codes: 0 done, 1 a check asked for failed, 2 the call or the input was wrong.
"""
INTERRUPTED = 130
ADDRESSES = "rfc3987_syntax"
AFTER = "\b\nExample:\n  budgetnb notebooks my-notebooks\n  budgetnb lab my-notebooks\n"
app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None, help=HELP)
Sources = Annotated[
    list[str], typer.Argument(metavar="SOURCE", help="Files of disclosures: PDF, web page, docx, xlsx or text.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
Engine = Annotated[
    str | None, typer.Option(metavar="NAME", help="Reader of PDF pages: pdfium (fast, the default) or pdfplumber.")
]
Ocr = Annotated[bool, typer.Option("--ocr", help="Recognise pages that are pictures (needs the extra ocr; slow).")]


class Format(StrEnum):
    """How frames are written."""

    parquet = "parquet"
    csv = "csv"
    json = "json"
    xlsx = "xlsx"


class Lang(StrEnum):
    """The language of reports and messages."""

    zh = "zh"
    en = "en"


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context, version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False
) -> None:
    if version:
        from . import __version__

        typer.echo(f"budgetnb {__version__}")
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command(
    epilog="""\b
Examples:
  budgetnb parse budget.pdf --out frames
  budgetnb parse 2022.pdf 2023.pdf --format xlsx

Amounts are in yuan; every row says where it was printed.
"""
)
def parse(
    sources: Sources,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder: one file for each frame.")] = Path("frames"),
    format: Annotated[Format, typer.Option(help="How frames are written.")] = Format.csv,
    engine: Engine = None,
    ocr: Ocr = False,
    quiet: Quiet = False,
) -> None:
    """Write every frame to a file of its own."""
    from .frame_files import save

    _writable(out, folder=True)
    read = _read(sources, engine, quiet, ocr=ocr)
    files = save(read, out, format.value)
    _say(f"{len(files)} frames of {_count(read)} in {out}", quiet)
    _end(read)


@app.command(
    epilog="""\b
Examples:
  budgetnb check budget.pdf --lang en
  budgetnb check budget.pdf --strict --quiet     for scripts: exit code 1 on a conflict
  budgetnb check budget.pdf --json > checks.json
  budgetnb check budget.pdf --corrections fix.toml --weight income=2

A difference that rounding explains is no conflict.
"""
)
def check(
    sources: Sources,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 if any finding is a conflict.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the checks frame as JSON.")] = False,
    lang: Annotated[Lang, typer.Option(help="Language of the findings.")] = Lang.zh,
    corrections: Annotated[
        Path | None, typer.Option(metavar="FILE.toml", help="Correct cells of SOURCE as this file says.")
    ] = None,
    weight: Annotated[
        list[str] | None, typer.Option(metavar="ITEM=NUMBER", help="What an item weighs in the completeness score.")
    ] = None,
    unverified: Annotated[
        bool, typer.Option("--unverified", help="Count rules too whose text nobody here has read.")
    ] = False,
    engine: Engine = None,
    ocr: Ocr = False,
    quiet: Quiet = False,
) -> None:
    """Print what does not add up, with its arithmetic, and what else to note."""
    weights = _weights(weight)
    read = _read(sources, engine, quiet, ocr=ocr, corrections=corrections)
    if as_json:
        typer.echo(read.checks.to_json(orient="records", force_ascii=False))
    else:
        for disclosure in _each(read):
            _findings(disclosure, lang, quiet, weights, unverified)
    _end(read, failed=strict and bool((read.checks["status"] == "conflict").any()))


@app.command(
    epilog="""\b
Examples:
  budgetnb report budget.pdf --out report.html --lang en
  budgetnb report 2022.pdf 2023.pdf --out compared.html
  budgetnb report --notebook 02_project_changes.ipynb --source budget.pdf --out changes.html
"""
)
def report(
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="SOURCE", help="Files of disclosures; several are compared.")
    ] = None,
    out: Annotated[Path, typer.Option(metavar="FILE.html", help="The HTML file to write.")] = Path("report.html"),
    lang: Annotated[Lang, typer.Option(help="The language it opens in.")] = Lang.zh,
    notebook: Annotated[
        Path | None, typer.Option(metavar="FILE.ipynb", help="Run this notebook on SOURCE and export it instead.")
    ] = None,
    source: Annotated[list[str] | None, typer.Option("--source", metavar="SOURCE", help="The same as SOURCE.")] = None,
    engine: Engine = None,
    ocr: Ocr = False,
    quiet: Quiet = False,
) -> None:
    """Write one HTML file that opens with no network."""
    asked = [*(sources or []), *(source or [])]
    if not asked:
        raise typer.BadParameter("name at least one disclosure: budgetnb report budget.pdf")
    _writable(out, folder=False)
    if notebook is not None:
        _export(notebook, asked, out, lang)
        _say(f"wrote {out}", quiet)
        return
    read = _read(asked, engine, quiet, ocr=ocr)
    out.parent.mkdir(parents=True, exist_ok=True)
    _import_charts()
    read.report(out, lang=lang.value)
    _say(f"wrote {out}", quiet)
    _end(read)


@app.command(epilog=AFTER)
def notebooks(
    destination: Annotated[Path, typer.Argument(metavar="DEST", help="Folder to copy into.")], quiet: Quiet = False
) -> None:
    """Copy the curated notebooks, ready to fork."""
    from .samples import copy_notebooks

    copied = copy_notebooks(destination)
    _say(f"{len(copied)} notebooks in {destination / 'notebooks'}; next: budgetnb lab {destination}", quiet)
    _say('to read your own disclosure, change DISCLOSURE = "…" in the first cell of a notebook', quiet)


@app.command(epilog=AFTER)
def lab(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of notebooks.")] = Path("notebooks"),
) -> None:
    """Open JupyterLab on a folder of notebooks."""
    from importlib.util import find_spec
    from subprocess import run

    from .errors import MissingExtraError, SourceNotFoundError

    if find_spec("jupyterlab") is None:
        raise MissingExtraError("lab needs JupyterLab: pip install 'budgetnb[notebooks]'")
    if not folder.is_dir():
        raise SourceNotFoundError(
            f"no folder {folder}; make one first: budgetnb notebooks my-notebooks, then: budgetnb lab my-notebooks"
        )
    raise typer.Exit(run([sys.executable, "-m", "jupyterlab", str(folder)], check=False).returncode)


def _writable(out: Path, *, folder: bool) -> None:
    """Nothing, where the answer can be written there: told before the reading, not after it."""
    from .errors import OptionError

    if folder and out.exists() and not out.is_dir():
        raise OptionError(f"--out {out}: is a file; name a folder")
    if not folder and out.is_dir():
        raise OptionError(f"--out {out}: is a folder; name a file in it, such as report.html")
    above = next(part for part in (out if folder else out.parent, *out.parents) if part.exists())
    if not above.is_dir():
        raise OptionError(f"--out {out}: {above} is a file, not a folder")
    if not os.access(above, os.W_OK):
        raise OptionError(f"--out {out}: nothing may be written to {above}")


def _read(
    sources: list[str], engine: str | None, quiet: bool, *, ocr: bool, corrections: Path | None = None
) -> Disclosure | Corpus:
    """One source as a Disclosure, several as a Corpus, with progress on stderr; says what could not be read."""
    from rich.console import Console

    from . import read, read_many

    if corrections is not None and len(sources) != 1:
        raise typer.BadParameter(f"--corrections are for one disclosure, {len(sources)} were named")

    if len(sources) == 1:
        with Console(stderr=True, quiet=quiet).status("reading"):
            fixes: dict[str, Any] = {} if corrections is None else {"corrections": corrections}
            return read(sources[0], engine=engine, ocr=ocr, **fixes)
    corpus = read_many(sources, engine=engine, ocr=ocr, progress=not quiet and sys.stderr.isatty())
    for message in corpus.failures["message"]:
        _complain(message)
    if not len(corpus):
        raise typer.Exit(2)
    return corpus


def _each(read: Disclosure | Corpus) -> list[Disclosure]:
    from .disclosure import Corpus

    return read.disclosures if isinstance(read, Corpus) else [read]


def _count(read: Disclosure | Corpus) -> str:
    number = len(_each(read))
    return f"{number} disclosure{'' if number == 1 else 's'}"


def _end(read: Disclosure | Corpus, *, failed: bool = False) -> None:
    """Exit 2 where a source could not be read, 1 where a check asked for failed."""
    from .disclosure import Corpus

    if isinstance(read, Corpus) and len(read.failures):
        raise typer.Exit(2)
    if failed:
        raise typer.Exit(1)


def _findings(disclosure: Disclosure, lang: Lang, quiet: bool, weights: dict[str, float], unverified: bool) -> None:
    """All findings of one disclosure in words, the conflicts first."""
    from .checks import told

    _say(f"{disclosure.meta['organisation']} {disclosure.meta['year']} ({disclosure.meta['doc']})", quiet)
    for line in () if quiet else told.lines(disclosure, lang.value, weights=weights, unverified=unverified):
        indent = len(line) - len(line.lstrip())
        typer.echo("  " + " " * indent + printable(line))


def _weights(given: list[str] | None) -> dict[str, float]:
    """Weights by item from words such as income=2."""
    found: dict[str, float] = {}
    for word in given or []:
        item, _, number = word.partition("=")
        try:
            found[item] = float(number)
        except ValueError:
            raise typer.BadParameter(f"--weight takes ITEM=NUMBER, such as income=2, not {word!r}") from None
    return found


def _import_charts() -> None:
    """Imports altair without the grammar of international addresses: jsonschema builds it for a second, and no chart has an address."""
    known = sys.modules.get(ADDRESSES)
    sys.modules[ADDRESSES] = known  # type: ignore[assignment]  # None stands for a module that is not there
    import altair  # noqa: F401

    if known is None:
        del sys.modules[ADDRESSES]


def _export(notebook: Path, sources: list[str], out: Path, lang: Lang) -> None:
    from .export import export_notebook

    asked = _asked(notebook, [str(Path(source).resolve()) if Path(source).exists() else source for source in sources])
    out.parent.mkdir(parents=True, exist_ok=True)
    export_notebook(notebook, out, {**asked, "LANG": lang.value}, lang=lang.value)


def _asked(notebook: Path, paths: list[str]) -> dict[str, str | list[str]]:
    """The parameter that names what a notebook reads, as the notebook spells it: DISCLOSURE is one path, DISCLOSURES may be several."""
    from .errors import OptionError, SourceNotFoundError

    if not notebook.is_file():
        raise SourceNotFoundError(f"{notebook}: there is no such notebook")
    found = re.search(r"\bDISCLOSURE(S?) = ", notebook.read_text(encoding="utf-8"))
    if not found:
        raise OptionError(f"{notebook}: no cell says DISCLOSURE = …")
    if found[1]:
        return {"DISCLOSURES": paths if len(paths) > 1 else paths[0]}
    if len(paths) != 1:
        raise OptionError(f"{notebook} reads one disclosure, {len(paths)} were named")
    return {"DISCLOSURE": paths[0]}


def _say(text: str, quiet: bool) -> None:
    if not quiet:
        typer.echo(printable(text))


def _complain(text: object) -> None:
    typer.echo(f"budgetnb: {printable(text)}", err=True)


def main() -> None:
    """Run the command; what went wrong on purpose is one line on stderr and exit code 2."""
    from typer.exceptions import TyperException

    from .errors import BudgetError

    try:
        code = app(prog_name="budgetnb", standalone_mode=False)
    except TyperException as error:
        said = error.format_message().replace("Value error, ", "").rstrip(".")
        _complain(f"{said}{'' if said.endswith('?') else ';'} see: budgetnb {_command()}--help")
        raise SystemExit(2) from None
    except BudgetError as error:
        _complain(error)
        raise SystemExit(2) from None
    except OSError as error:  # a folder or file that cannot be written
        _complain(f"{error.filename or ''}: {error.strerror or error}")
        raise SystemExit(2) from None
    if code == INTERRUPTED:
        _complain("interrupted; nothing more was read")
    raise SystemExit(code if isinstance(code, int) else 0)


def _command() -> str:
    """The command called, '' where it is none of ours."""
    known = {command.callback.__name__ for command in app.registered_commands if command.callback}
    return next((f"{word} " for word in sys.argv[1:2] if word in known), "")
