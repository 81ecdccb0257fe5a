"""``budgetnb check``: what does not add up, with its arithmetic."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..text import printable
from .options import Engine, Lang, Ocr, Quiet, Sources
from .output import say
from .reading import disclosures, end, read_sources

if TYPE_CHECKING:
    from ..corpus import Member

EXAMPLES = """\b
Examples:
  budgetnb check budget.pdf --lang en
  budgetnb check budget.pdf --strict --quiet     for scripts: exit code 1 on a conflict
  budgetnb check budget.pdf --json > checks.json
  budgetnb check budget.pdf --corrections fix.toml --weight income=2

A difference that rounding explains is no conflict.
"""


def run(
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
    found = read_sources(sources, engine, quiet, ocr=ocr, corrections=corrections)
    if as_json:
        typer.echo(found.checks.to_json(orient="records", force_ascii=False))
    else:
        for disclosure in disclosures(found):
            _findings(disclosure, lang, quiet, weights, unverified)
    end(found, failed=strict and bool((found.checks["status"] == "conflict").any()))


def _findings(disclosure: Member, lang: Lang, quiet: bool, weights: dict[str, float], unverified: bool) -> None:
    """All findings of one disclosure in words, the conflicts first."""
    from ..checks import printout

    say(f"{disclosure.meta['organisation']} {disclosure.meta['year']} ({disclosure.meta['doc']})", quiet)
    for line in () if quiet else printout.lines(disclosure, lang.value, weights=weights, unverified=unverified):
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
