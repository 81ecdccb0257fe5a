"""Is it complete: what is required, what the contents promise, what is found, how deep it goes, and a score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from .. import labels, wording
from ..errors import OptionError
from ..text import flat
from .finding import Finding, both
from .frame_rows import rows, values

if TYPE_CHECKING:
    from ..model import Identity
    from .frame_rows import Frames

CREDIT = {"found": 1.0, "noted": 1.0, "empty": 0.5, "shallow": 0.5, "missing": 0.0}
"""How much of its weight an item counts: in full where it is there, or empty with a note that says so."""
OF_TABLES = ("whole", "tables")
"""The kinds of document that are asked for tables."""
OF_WORDS = ("whole", "narrative")
"""The kinds of document that are asked for what stands in sentences."""
Entry = Mapping[str, Any]


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

    @property
    def in_full(self) -> bool:
        """Whether it counts in full."""
        return CREDIT[self.status] == 1


@dataclass(frozen=True, slots=True)
class Assessment:
    """All that is required, item by item, and the weighted share of it that is there."""

    items: tuple[Item, ...]

    @property
    def score(self) -> float:
        """Between 0 and 1: found or empty with a note counts fully, empty without one or too shallow half."""
        whole = sum(i.weight for i in self.items)
        return sum(i.weight * CREDIT[i.status] for i in self.items) / whole if whole else 0.0

    @property
    def in_full(self) -> int:
        """How many items count in full."""
        return sum(i.in_full for i in self.items)


def applies(kind: str) -> bool:
    """Whether a kind of document is asked for anything: final accounts and performance tables alone are not."""
    return kind in (*OF_TABLES, *OF_WORDS)


def assess(frames: Frames, identity: Identity, weights: Mapping[str, float] | None = None) -> Assessment:
    """What is required × promised × found, with a score.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        Frames by name; those that are not given are taken as empty.
    identity : Identity
        Whose document it is; its kind says whether tables, words or both are asked for.
    weights : mapping of str to float, optional
        Weights by item id that replace those of completeness.toml; 0 leaves an item out of the score.

    Raises
    ------
    OptionError
        A weight names no item.
    """
    required = wording.load("completeness")["required"]
    chosen = dict(weights or {})
    if strange := set(chosen) - {entry["id"] for entry in required}:
        raise OptionError(f"no item {', '.join(sorted(strange))}; there are: {', '.join(e['id'] for e in required)}")
    asked = [entry for entry in required if _is_asked(entry, identity.kind)]
    return Assessment(tuple(_item(entry, frames, chosen.get(entry["id"], entry["weight"])) for entry in asked))


def _is_asked(entry: Entry, kind: str) -> bool:
    return kind in (OF_WORDS if "words" in entry else OF_TABLES)


def _item(entry: Entry, frames: Frames, weight: float) -> Item:
    status, promised, refs = _printed_table(frames, entry.get("tables", ()))
    if status in ("", "missing") and (cited := _in_words(entry, frames)):
        status, refs = "found", cited
    if status == "empty" and (cited := _explaining_claim(entry, frames)):
        status, refs = "noted", (*refs, *cited)
    depth = _depth(frames, entry) if "depth" in entry and status == "found" else None
    if depth is not None and 0 < depth < entry["depth"]:
        status = "shallow"
    named = (entry["id"], entry["zh"], entry["en"])
    return Item(*named, status or "missing", promised, depth, entry.get("depth"), weight, refs)


def _printed_table(frames: Frames, wanted: Sequence[str]) -> tuple[str, bool, tuple[str, ...]]:
    """(status, promised, references) of the best of the printed tables of these ids; '' where none is told of."""
    listed = rows(frames, "tables", "table", "status", "promised", "note")
    listed = [row for row in listed if row[1] in wanted]
    promised = any(row[3] for row in listed)
    for status in ("found", "empty", "missing"):
        for ref, _, own, _, note in listed:
            if own == status:
                return "noted" if status == "empty" and note else status, bool(promised), (ref,)
    return "", False, ()


def _in_words(entry: Entry, frames: Frames) -> tuple[str, ...]:
    """References to where the words tell of an item: a claim, a row of its frame, a heading with text below it."""
    if "claims" in entry:
        for ref, kind, reason in rows(frames, "claims", "subject_kind", "reason"):
            if reason if entry["claims"] == "reason" else kind == entry["claims"]:
                return (ref,)
    own = frames.get(entry.get("frame", ""))
    if own is not None and len(own):
        return (f"{entry['frame']}:0",)
    if "words" not in entry:
        return ()
    words = wording.pattern(list(entry["words"]), "completeness.toml")
    for ref, heading, text in rows(frames, "sections", "heading", "text"):
        if text and words.search(flat(heading)):
            return (ref,)
    return ()


def _explaining_claim(entry: Entry, frames: Frames) -> tuple[str, ...]:
    """The reference to the first sentence that tells of an empty table's money."""
    claims = rows(frames, "claims", "subject_kind")
    return tuple(islice((ref for ref, kind in claims if kind == entry.get("said")), 1))


def _depth(frames: Frames, entry: Entry) -> int | None:
    """How deep the classes of a table go: 1 类, 2 款, 3 项."""
    listed = values(frames, "amounts", "table", "scheme", "code")
    codes = (code for table, scheme, code in listed if scheme == entry["scheme"] and table in entry["tables"])
    longest = max(map(len, codes), default=0)
    return (longest - 1) // 2 if longest else None


def run(frames: Frames, identity: Identity) -> Iterator[Finding]:
    """One finding for each thing required, one for each promised table that is not there, and the score."""
    if "tables" not in frames or not applies(identity.kind):
        return
    found = assess(frames, identity)
    yield from map(_requirement, found.items)
    yield from _promised(frames)
    zh, en = both(
        "completeness.score", "exact", score=f"{found.score:.0%}", there=found.in_full, asked=len(found.items)
    )
    yield Finding("completeness.score", "exact", zh=zh, en=en)


def _requirement(item: Item) -> Finding:
    status, severity = ("exact", "info") if item.in_full else ("untestable", "notice")
    depths = {"depth": item.depth or 0, "wanted": item.required_depth or 0}
    zh, en = both("completeness.required", item.status, zh_name=item.zh, en_name=item.en, **depths)
    return Finding("completeness.required", status, item.id, zh=zh, en=en, evidence=item.evidence, severity=severity)


def _promised(frames: Frames) -> Iterator[Finding]:
    """Tables that the contents name and the document does not hold."""
    for ref, title, number, table, status in rows(frames, "tables", "title", "number", "table", "status"):
        if status == "missing":
            named = f"{number} {title}".strip() or labels.label("table", table)
            zh, en = both("completeness.promised", "untestable", name=named)
            yield Finding(
                "completeness.promised", "untestable", named, table, zh=zh, en=en, evidence=[ref], severity="notice"
            )  # fmt: skip
