"""The sources of a command, read: one as a disclosure, several as a corpus."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from .output import complain

if TYPE_CHECKING:
    from ..corpus import Member
    from ..disclosure import Corpus, Disclosure


def read_sources(
    sources: list[str], engine: str | None, quiet: bool, *, ocr: bool, corrections: Path | None = None
) -> Disclosure | Corpus:
    """One source as a Disclosure, several as a Corpus, with progress on stderr; says what could not be read."""
    from rich.console import Console

    from .. import read, read_many

    if corrections is not None and len(sources) != 1:
        raise typer.BadParameter(f"--corrections are for one disclosure, {len(sources)} were named")

    if len(sources) == 1:
        with Console(stderr=True, quiet=quiet).status("reading"):
            fixes: dict[str, Any] = {} if corrections is None else {"corrections": corrections}
            return read(sources[0], engine=engine, ocr=ocr, **fixes)
    corpus = read_many(sources, engine=engine, ocr=ocr, progress=not quiet and sys.stderr.isatty())
    for message in corpus.failures["message"]:
        complain(message)
    if not len(corpus):
        raise typer.Exit(2)
    return corpus


def disclosures(found: Disclosure | Corpus) -> Sequence[Member]:
    """Each disclosure that was read."""
    from ..disclosure import Corpus

    return found.disclosures if isinstance(found, Corpus) else [found]


def count(found: Disclosure | Corpus) -> str:
    """How many were read, in words."""
    number = len(disclosures(found))
    return f"{number} disclosure{'' if number == 1 else 's'}"


def end(found: Disclosure | Corpus, *, failed: bool = False) -> None:
    """Exit 2 where a source could not be read, 1 where a check asked for failed."""
    from ..disclosure import Corpus

    if isinstance(found, Corpus) and len(found.failures):
        raise typer.Exit(2)
    if failed:
        raise typer.Exit(1)
