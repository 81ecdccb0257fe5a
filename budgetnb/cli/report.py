"""``budgetnb report``: one HTML file of disclosures, or of a notebook run on them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from .options import Engine, Lang, Ocr, Quiet
from .output import check_writable, say
from .reading import end, read_sources

EXAMPLES = """\b
Examples:
  budgetnb report budget.pdf --out report.html --lang en
  budgetnb report 2022.pdf 2023.pdf --out compared.html
  budgetnb report --notebook 02_project_changes.ipynb --source budget.pdf --out changes.html
"""
ADDRESSES = "rfc3987_syntax"


def run(
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
    check_writable(out, folder=False)
    if notebook is not None:
        _export(notebook, asked, out, lang)
        say(f"wrote {out}", quiet)
        return
    found = read_sources(asked, engine, quiet, ocr=ocr)
    out.parent.mkdir(parents=True, exist_ok=True)
    _import_charts()
    found.report(out, lang=lang.value)
    say(f"wrote {out}", quiet)
    end(found)


def _import_charts() -> None:
    """Imports altair without the grammar of international addresses: jsonschema builds it for a second, and no chart has an address."""
    with _as_if_missing(ADDRESSES):
        import altair  # noqa: F401


@contextmanager
def _as_if_missing(name: str) -> Iterator[None]:
    """A stretch in which a module that nobody has imported yet cannot be; `sys.modules` is as before when it ends."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]  # None stands for a module that is not there
    try:
        yield
    finally:
        del sys.modules[name]


def _export(notebook: Path, sources: list[str], out: Path, lang: Lang) -> None:
    from ..export import export_notebook

    asked = _asked(notebook, [str(Path(source).resolve()) if Path(source).exists() else source for source in sources])
    out.parent.mkdir(parents=True, exist_ok=True)
    export_notebook(notebook, out, {**asked, "LANG": lang.value}, lang=lang.value)


def _asked(notebook: Path, paths: list[str]) -> dict[str, str | list[str]]:
    """The parameter that names what a notebook reads, as the notebook spells it: DISCLOSURE is one path, DISCLOSURES may be several."""
    from ..errors import OptionError, SourceNotFoundError

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
