"""A document's pages to records: tables, amounts, indicators, claims and what else the frames hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .model import Document, Identity, Page, Paragraph, Table
from .tables import account, amounts
from .tables.find import find_tables
from .tables.identity import identify
from .text import clean
from .version import __version__
from .wording.tables import entry

if TYPE_CHECKING:
    import pandas as pd

Record = dict[str, Any]
Correct = Callable[[str, Sequence[Record]], list[Record]]


def structure(document: Document) -> tuple[list[Table], Identity]:
    """The tables of a document and whose it is.

    Raises
    ------
    NotADisclosureError
        The document is no budget disclosure.
    """
    tables = find_tables(document)
    return tables, identify(document, tables)


class Reading:
    """The records of every frame of one document; each is read when first asked for."""

    def __init__(
        self, document: Document, tables: Sequence[Table], who: Identity, correct: Correct | None = None
    ) -> None:
        self.document, self.tables, self.who, self.correct = document, tables, who, correct
        self._records: dict[str, list[Record]] = {}

    def records(self, frame: str) -> list[Record]:
        """The records of one frame."""
        if frame not in self._records:
            readers: dict[str, Callable[[], list[Record]]] = {
                "amounts": self._amounts, "tables": self._tables, "left": self._left, "kpis": self._kpis, "tasks": self._tasks,
                "goals": self._goals, "claims": self._claims, "projects": self._projects, "procurement": self._procurement,
                "headcount": self._headcount, "assets": self._assets, "sections": self._sections, "moves": self._moves,
            }  # fmt: skip
            found = readers[frame]()
            self._records[frame] = self.correct(frame, found) if self.correct else found
        return self._records[frame]

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """The narrative, lines joined to paragraphs."""
        from .narrative import paragraphs

        return paragraphs.paragraphs(self.document)

    @property
    def _performance(self) -> list[Table]:
        return [t for t in self.tables if entry(t.id).layout == "targets"]

    def _amounts(self) -> list[Record]:
        return amounts.read(self.tables, self.who)

    @cached_property
    def _account(self) -> tuple[list[Record], list[Record]]:
        """The records of `tables` and of `left`, which are taken together."""
        frames = {name: self.records(name) for name in account.FRAMES}
        return account.read(self.document, self.tables, self.who, frames)

    def _tables(self) -> list[Record]:
        return self._account[0]

    def _left(self) -> list[Record]:
        return self._account[1]

    def _kpis(self) -> list[Record]:
        from .performance import kpis

        return kpis.read(self._performance, self.who)

    def _tasks(self) -> list[Record]:
        from .performance import tasks

        return tasks.read(self._performance, self.who)

    def _goals(self) -> list[Record]:
        from .performance import goals

        return goals.read(self._performance, self.who)

    def _claims(self) -> list[Record]:
        from .narrative import claims

        return claims.read(self.paragraphs, self.who)

    def _headcount(self) -> list[Record]:
        from .narrative import headcount

        return headcount.read(self.paragraphs, self.who)

    def _assets(self) -> list[Record]:
        from .narrative import assets

        return assets.read(self.paragraphs, self.who)

    def _sections(self) -> list[Record]:
        from .narrative import sections

        return sections.read(self.paragraphs, self.who)

    def _projects(self) -> list[Record]:
        from .narrative import projects

        return projects.read(self.records("claims"), self.records("amounts"), self.records("tasks"), self.who)

    def _procurement(self) -> list[Record]:
        from .tables import procurement

        return procurement.read(self.records("amounts"), self.records("claims"), self.who)

    def _moves(self) -> list[Record]:
        from .narrative import moves

        return moves.read(self.records("claims"), self.who)


def meta(document: Document, who: Identity) -> Record:
    """The meta record of a document."""
    numbered = [p for p in document.pages if p.number is not None]
    return {
        "doc": who.doc, "path": document.source.path, "format": document.format, "kind": who.kind, "title": who.title,
        "organisation": who.organisation, "department": who.department, "year": who.year, "stage": who.stage,
        "pages": len(numbered), "recognised_pages": [p.number for p in document.pages if p.recognised],
        "engine": document.engine, "version": __version__, "read_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }  # fmt: skip


def coverage(tables: pd.DataFrame, about: Record, pages: Sequence[Page] = ()) -> str:
    """What was read of a document, what was left and why, in words."""
    counted = Counter(tables["status"])
    numbers, taken = int(tables["numbers"].sum()), int(tables["taken"].sum())
    parts = [
        f"{about['organisation']} {about['year']}: {counted['found']} tables found, {counted['empty']} empty, {counted['missing']} promised and missing",
        f"{taken} of {numbers} numeric cells taken",
    ]
    left = tables[(tables["numbers"] > tables["taken"]) & (tables["status"] != "missing")]
    for row in left.to_dict("records"):
        why = "its title is not known" if row["table"] == "unrecognised" else "cells whose meaning is not known"
        named = clean(row["title"]) or "an untitled table"
        parts.append(f"left {row['numbers'] - row['taken']} numbers of {named} (page {row['first_page']}): {why}")
    if about["recognised_pages"]:
        parts.append(
            f"recognised rather than read, letter by letter unsure: pages {_listed(about['recognised_pages'])}"
        )
    for reason, words in UNREAD.items():
        if numbers_of := [p.number for p in pages if p.unread == reason]:
            parts.append(f"not read, {words}: pages {_listed(numbers_of)}; ocr=True recognises them")
    return "\n".join(parts)


UNREAD = {"picture": "pictures without text", "fonts": "fonts that do not say which characters they print"}


def _listed(numbers: Sequence[int | None]) -> str:
    return ", ".join(map(str, numbers))
