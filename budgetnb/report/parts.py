"""One disclosure's part of the report: everything that the templates show, computed beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from .. import evidence
from .figures import CHECKS, Figure, Theme, figure, themes
from .findings import Finding, Findings, completeness, findings
from .headline import headline
from .opening_panels import Line, Panel, panels
from .questions import Asked, Question, asked
from .sheets import Sheet
from .texts import Pair, pair, pairs, same
from .tiles import Tile, tiles


@dataclass(frozen=True, slots=True)
class Place:
    """Where one row is printed, as the page's script needs it."""

    citation: Pair
    printed: str
    page: int | None
    bbox: tuple[float, ...] | None


@dataclass(frozen=True, slots=True)
class Part:
    """One disclosure as the report shows it."""

    id: str
    organisation: str
    subtitle: Pair
    headline: Pair
    panels: tuple[Panel, ...]
    tiles: tuple[Tile, ...]
    questions: Asked
    themes: tuple[Theme, ...]
    checks: Figure
    findings: Findings
    completeness: Sheet | None
    sources: tuple[tuple[Pair, Pair], ...]
    places: dict[str, Place]


def part(disclosure: Any, id: str) -> Part:
    """The part of one disclosure; its ids begin with `id`."""
    meta = disclosure.meta
    shown = (
        headline(disclosure),
        panels(disclosure),
        tiles(disclosure),
        asked(disclosure),
        themes(disclosure, id),
        figure(disclosure, CHECKS, id),
        findings(disclosure),
        completeness(disclosure),
    )
    return Part(id, str(meta["organisation"] or meta.get("title") or meta["doc"]), _subtitle(meta), *shown, _sources(disclosure),
                _places(disclosure, shown))  # fmt: skip


def _subtitle(meta: dict[str, Any]) -> Pair:
    zh, en = pair("stages", str(meta.get("stage") or "budget"))
    year, kind = meta.get("year"), str(meta.get("kind") or "")
    zh, en = pair("subtitle", "of_year", year, zh, en) if year else (zh, en)
    more = pair("kinds", kind) if kind in pairs()["kinds"] else None
    return (f"{zh} · {more[0]}", f"{en} · {more[1]}") if more else (zh, en)


def _sources(disclosure: Any) -> tuple[tuple[Pair, Pair], ...]:
    meta = disclosure.meta
    recognised = meta.get("recognised_pages") or []
    facts = {
        "organisation": same(meta["organisation"]), "year": same(meta.get("year") or "—"), "title": same(meta.get("title") or "—"),
        "file": same(_file_name(str(meta.get("path", "")))), "sha256": same(disclosure.document.source.sha256),
        "format": same(meta.get("format", "")), "pages": same(meta.get("pages") or "—"),
        "recognised": same(", ".join(map(str, recognised))) if recognised else pair("sources", "none"),
        "engine": same(f"budgetnb {meta.get('version', '')} · {meta.get('engine', '')}"), "read_at": same(meta.get("read_at", "")),
    }  # fmt: skip
    return tuple((pair("sources", key), value) for key, value in facts.items())


def _file_name(path: str) -> str:
    """The name alone: where it lay on somebody's disk is nobody's business."""
    return PurePath(path.replace("\\", "/")).name


def _places(disclosure: Any, shown: Any) -> dict[str, Place]:
    references = dict.fromkeys(ref for text in _mentioned(shown) for ref in text.split(";") if ref)
    return {reference: _place(disclosure, reference) for reference in references}


def _place(disclosure: Any, reference: str) -> Place:
    cited = evidence.cite(disclosure, evidence.find(disclosure, reference))
    return Place((cited.zh, cited.en), cited.printed, cited.page, cited.bbox)


def _mentioned(shown: Any) -> Iterator[str]:
    """Every reference that a bar or a cell can ask for."""
    if isinstance(shown, (tuple, list)):
        for item in shown:
            yield from _mentioned(item)
    elif isinstance(shown, Sheet):
        yield from (cell.ref for row in shown.rows for cell in row)
    elif isinstance(shown, Finding):
        yield from shown.refs
    elif isinstance(shown, (Tile, Question, Line)):
        yield shown.ref
    elif isinstance(shown, Panel):
        yield from _mentioned(shown.lines)
    elif isinstance(shown, Asked):
        yield from _mentioned([*shown.first, *shown.others, *shown.silent])
    elif isinstance(shown, Theme):
        yield from _mentioned(shown.figures)
    elif isinstance(shown, Figure):
        yield from _mentioned(shown.sheet)
        datasets = shown.specs.get("zh", {}).get("datasets", {}).values()
        yield from (str(row["ref"]) for data in datasets for row in data if row.get("ref"))
    elif isinstance(shown, Findings):
        yield from _mentioned([*shown.conflicts, *(item for _, group, _ in shown.groups for item in group)])
