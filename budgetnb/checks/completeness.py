"""Is it complete: what is required, what the contents promise, what is found, how deep it goes, and a score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from .. import labels, wording
from ..errors import OptionError
from ..text import flat
from .book import listed
from .finding import Finding, phrase

if TYPE_CHECKING:
    import pandas as pd

    from ..model import Identity

Frames = Mapping[str, "pd.DataFrame"]
CREDIT = {"found": 1.0, "noted": 1.0, "empty": 0.5, "shallow": 0.5, "missing": 0.0}
OF_TABLES = ("whole", "tables")
OF_WORDS = ("whole", "narrative")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing required: whether the contents promise it, and how it is found."""

    id: str
    zh: str
    en: str
    status: str
    promised: bool
    depth: int | None
    required_depth: int | None
    weight: float
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """All that is required, item by item, and the weighted share of it that is there."""

    items: tuple[Item, ...]

    @property
    def score(self) -> float:
        """Between 0 and 1: found or empty with a note counts fully, empty without one or too shallow half."""
        whole = sum(i.weight for i in self.items)
        return sum(i.weight * CREDIT[i.status] for i in self.items) / whole if whole else 0.0


def assess(frames: Frames, who: Identity, weights: Mapping[str, float] | None = None) -> Assessment:
    """What is required × promised × found, with a score.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        Frames by name; those that are not given are taken as empty.
    who : Identity
        Whose document it is; its kind says whether tables, words or both are asked for.
    weights : mapping of str to float, optional
        Weights by item id that replace those of completeness.toml; 0 leaves an item out of the score.

    Raises
    ------
    OptionError
        A weight names no item.
    """
    listed = wording.load("completeness")["required"]
    chosen = dict(weights or {})
    if strange := set(chosen) - {entry["id"] for entry in listed}:
        raise OptionError(f"no item {', '.join(sorted(strange))}; there are: {', '.join(e['id'] for e in listed)}")
    asked = [entry for entry in listed if _asked(entry, who.kind)]
    return Assessment(tuple(_item(entry, frames, chosen.get(entry["id"], entry["weight"])) for entry in asked))


def _asked(entry: Mapping[str, Any], kind: str) -> bool:
    return kind in (OF_WORDS if "words" in entry else OF_TABLES)


def _item(entry: Mapping[str, Any], frames: Frames, weight: float) -> Item:
    status, promised, refs = _table(frames, entry.get("tables", ()))
    if status in ("", "missing") and (told := _words(entry, frames)):
        status, refs = "found", told
    if status == "empty" and (told := _said(entry, frames)):
        status, refs = "noted", (*refs, *told)
    depth = _depth(frames, entry) if "depth" in entry and status == "found" else None
    shallow = depth is not None and 0 < depth < entry["depth"]
    return Item(
        entry["id"],
        entry["zh"],
        entry["en"],
        "shallow" if shallow else status or "missing",
        promised,
        depth,
        entry.get("depth"),
        weight,
        refs,
    )


def _table(frames: Frames, wanted: Sequence[str]) -> tuple[str, bool, tuple[str, ...]]:
    """(status, promised, references) of the best of the printed tables of these ids; '' where none is told of."""
    rows = [
        (f"tables:{n}", status, bool(promised), note)
        for n, (name, status, promised, note) in enumerate(
            listed(frames, "tables", "table", "status", "promised", "note")
        )
        if name in wanted
    ]
    promised = any(row[2] for row in rows)
    for status in ("found", "empty", "missing"):
        for ref, row_status, _, note in rows:
            if row_status == status:
                return "noted" if status == "empty" and note else status, promised, (ref,)
    return "", False, ()


def _words(entry: Mapping[str, Any], frames: Frames) -> tuple[str, ...]:
    """References to where the words tell of an item: a claim, a row of its frame, a heading."""
    if "claims" in entry:
        for n, (kind, reason) in enumerate(listed(frames, "claims", "subject_kind", "reason")):
            if reason if entry["claims"] == "reason" else kind == entry["claims"]:
                return (f"claims:{n}",)
    own = frames.get(entry.get("frame", ""))
    if own is not None and len(own):
        return (f"{entry['frame']}:0",)
    if "words" not in entry:
        return ()
    words = wording.pattern(list(entry["words"]), "completeness.toml")
    for n, (heading, text) in enumerate(listed(frames, "sections", "heading", "text")):
        if words.search(flat(heading)) and len(heading + text) > len(heading):
            return (f"sections:{n}",)
    return ()


def _said(entry: Mapping[str, Any], frames: Frames) -> tuple[str, ...]:
    """The reference to the sentence that tells of an empty table's money."""
    told = (n for n, (kind,) in enumerate(listed(frames, "claims", "subject_kind")) if kind == entry.get("said"))
    return tuple(f"claims:{n}" for n in islice(told, 1))


def _depth(frames: Frames, entry: Mapping[str, Any]) -> int | None:
    """How deep the classes of a table go: 1 类, 2 款, 3 项."""
    rows = listed(frames, "amounts", "table", "scheme", "code")
    longest = max(
        (len(code) for table, scheme, code in rows if scheme == entry["scheme"] and table in entry["tables"]), default=0
    )
    return (longest - 1) // 2 if longest else None


def run(frames: Frames, who: Identity) -> Iterator[Finding]:
    """One finding for each thing required, one for each promised table that is not there, and the score."""
    if "tables" not in frames or who.kind not in (*OF_TABLES, *OF_WORDS):
        return
    found = assess(frames, who)
    for item in found.items:
        status, severity = ("exact", "info") if CREDIT[item.status] == 1 else ("untestable", "notice")
        values = {"zh_name": item.zh, "en_name": item.en, "depth": item.depth or 0, "wanted": item.required_depth or 0}
        zh, en = (phrase("completeness.required", item.status, lang, **values) for lang in ("zh", "en"))
        yield Finding("completeness.required", status, item.id, zh=zh, en=en, evidence=item.evidence, severity=severity)
    yield from _promised(frames["tables"])
    values = {
        "score": f"{found.score:.0%}",
        "there": sum(CREDIT[i.status] == 1 for i in found.items),
        "asked": len(found.items),
    }
    zh, en = (phrase("completeness.score", "exact", lang, **values) for lang in ("zh", "en"))
    yield Finding("completeness.score", "exact", zh=zh, en=en)


def _promised(tables: pd.DataFrame) -> Iterator[Finding]:
    """Tables that the contents name and the document does not hold."""
    columns = (tables[name].tolist() for name in ("title", "number", "table", "status"))
    for n, (title, number, table, status) in enumerate(zip(*columns, strict=True)):
        if status == "missing":
            named = f"{number} {title}".strip() or labels.label("table", table)
            zh, en = (phrase("completeness.promised", "untestable", lang, name=named) for lang in ("zh", "en"))
            yield Finding(
                "completeness.promised",
                "untestable",
                named,
                table,
                zh=zh,
                en=en,
                evidence=[f"tables:{n}"],
                severity="notice",
            )
