"""What columns measure whose words are not known: what their sums with the columns beside them leave no doubt about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from .. import wording
from ..model import Table
from ..text import money
from ..wording.tables import entry
from .column_meaning import scope_measure

PARTS = ("basic", "project", "operating", "remit_up", "subsidize_down")
HALVES = ("personnel", "public")
CHANGES = ("change", "change_pct")
TWINS = ("scheme", "code", "name", "unit", "measure", "fund", "stage", "carried", "kind")
SLACK = 0.005
FEWEST = 2
Record = dict[str, Any]
Line = Mapping[str, Record]


def told(records: Sequence[Record], table: Table) -> list[Record]:
    """The records of one table, each column of a meaning not known with that which its sums prove; others as they are."""
    sides = {side: [r for r in records if r["side"] == side] for side in dict.fromkeys(r["side"] for r in records)}
    proved = {side: _proved(own, table) for side, own in sides.items()}
    sources = _sources(records) if entry(table.id).side == "income" else set()
    found = [_with(r, proved[r["side"]].get(r["header"], "")) for r in records]
    return [r | {"fund": "other"} if r["header"] in sources else r for r in found] if sources else found


def _sources(records: Sequence[Record]) -> set[str]:
    """The columns of a table of sources that name none that is known: where the others each name one, they are other ones."""
    funds: dict[str, set[str]] = {}
    for r in records:
        funds.setdefault(r["header"], set()).add(r["fund"])
    named = [header for header, told in funds.items() if len(told) == 1 and not told & {"all", "fiscal", "current"}]
    return {h for h, told in funds.items() if told == {"all"} and _names_something(h)} if len(named) > 1 else set()


def _names_something(header: str) -> bool:
    """Whether a header says more than that its amounts are sums, of a year, or carried over."""
    rows = wording.patterns("rows", "rows")
    return not any(rows[word].search(header.split(" / ")[-1]) for word in ("plain_header", "total", "carried", "left"))


def _proved(records: Sequence[Record], table: Table) -> dict[str, str]:
    """What the columns of one side measure, by their headers, where their words do not say it and their sums do."""
    lines = _lines(records)
    known = {r["header"] for r in records if r["measure"] != "other"}
    parts = _parts(records)
    unknown = (h for h in dict.fromkeys(r["header"] for r in records) if h not in known and not _is_said(h))
    found = {h: measure for h in (*unknown, *parts) if (measure := _measure(h, lines, table, parts))}
    return {**_changes(lines), **{h: m for h, m in found.items() if h not in parts or m in HALVES}}


def _parts(records: Iterable[Record]) -> list[str]:
    """The columns that part the basic expenditure printed beside them under one heading, in words that tell no measure."""
    heads = {r["header"]: r["measure"] for r in records}
    levels = {header: tuple(header.split(" / ")) for header, measure in heads.items() if measure == "basic"}
    total = wording.patterns("columns", "heading")["total"]
    sums = {told[:-1] for told in levels.values() if len(told) > 1 and total.match(told[-1])}
    return [
        h for h, told in levels.items() if told[:-1] in sums and not total.match(told[-1]) and not _is_said(told[-1])
    ]


def _with(record: Record, measure: str) -> Record:
    """The record with another measure; a percentage is in points."""
    if not measure or measure == record["measure"]:
        return record
    points = money(record["raw"], 1.0) if measure == "change_pct" else None
    amount, precision = points or (record["amount"], record["precision"])
    return record | {"measure": measure, "amount": amount, "precision": precision}


def _lines(records: Iterable[Record]) -> list[dict[str, Record]]:
    """The printed rows: their records by the header that they stand under; a row whose headers are not unlike tells nothing."""
    rows: dict[tuple[Any, ...], dict[str, Record]] = {}
    twice = set()
    for r in records:
        place = (r["page"], r["line"], r["row"])
        if r["header"] in rows.setdefault(place, {}):
            twice.add(place)
        rows[place][r["header"]] = r
    return [row for place, row in rows.items() if place not in twice]


def _is_said(header: str) -> bool:
    """Whether words of a header say that its column is none of the known ones."""
    options = wording.choices("columns", "measure")
    return any(wording.choose(options, level) for level in header.split(" / "))


def _measure(header: str, lines: Sequence[Line], table: Table, parts: Sequence[str]) -> str:
    """What a column measures: the table's own where it stands alone, else what closes the sums of all rows; '' where none does."""
    heads = {h: r for line in lines for h, r in line.items() if r["measure"] not in CHANGES}
    own = heads.get(header)
    scope = scope_measure(table.id, table.title)
    if own is None or own["kind"] == "of_which":
        return ""
    if len(heads) == 1:
        return scope
    beside = [h for h, r in heads.items() if h != header and h not in parts and _is_alike(r, own)]
    of = {m: [h for h in beside if heads[h]["measure"] == m] for m in (*PARTS, *HALVES, scope)}
    if any(len(held) > 1 for held in of.values()):
        return ""
    one = {m: held[0] for m, held in of.items() if held}
    proved = {m for m, total, parts in _sums(header, one, scope) if _closes(lines, total, parts, header)}
    return proved.pop() if len(proved) == 1 else ""


def _is_alike(record: Record, own: Record) -> bool:
    """Whether two columns tell of one fund, year and stage."""
    return all(record[field] == own[field] for field in ("fund", "year", "stage", "carried"))


def _sums(header: str, one: Mapping[str, str], scope: str) -> Iterator[tuple[str, str, list[str]]]:
    """(measure, total, parts) of every sum that would tell the measure of a column, given the columns that are known."""
    parts = [one[m] for m in PARTS if m in one and m != scope]
    inner = [one[m] for m in HALVES if m in one]
    whole = one.get(scope, "")
    basic = one.get("basic", "") or (whole if scope == "basic" else "")
    if not whole and len(parts) > 1:
        yield scope, header, parts
    if len(inner) == 1 and basic:
        yield ("public" if "personnel" in one else "personnel"), basic, [*inner, header]
    if len(inner) > 1 and not basic:
        yield "basic", header, inner
    if scope == "total" and whole and "project" not in one and (basic or len(inner) > 1):
        yield "project", whole, [*(parts or inner), header]
    if scope == "total" and whole and "project" in one and "basic" not in one and not inner:
        yield "basic", whole, [*parts, header]


def _closes(lines: Sequence[Line], total: str, parts: Sequence[str], header: str) -> bool:
    """Whether parts add up to their total in every row, with rows enough that print more than rounding may hide."""
    telling, seen = 0, 0
    for line in lines:
        held = [line[h] for h in (total, *parts) if h in line]
        values = [line[h]["amount"] if h in line else 0.0 for h in (total, *parts)]
        bound = (len(parts) + 1) / 2 * max((r["precision"] for r in held), default=0.0) + SLACK
        if abs(values[0] - sum(values[1:])) > bound:
            return False
        seen += header in line and abs(line[header]["amount"]) > bound
        telling += sum(bool(v) for v in values[1:]) > 1
    return telling > 0 and seen >= FEWEST


def _changes(lines: Sequence[Line]) -> dict[str, str]:
    """The columns that tell in other words what another and that of the year before differ by, in every row."""
    if len({r["year"] for line in lines for r in line.values()}) == 1:
        return {}
    votes: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for line in lines:
        for header, this, prior in _twins(line):
            unlike = tuple(level for level in header.split(" / ") if level not in this["header"].split(" / "))
            if unlike:
                votes.setdefault(unlike, []).append((header, _change(line[header], this, prior)))
    found: dict[str, str] = {}
    for told_by in votes.values():
        kinds = {kind for _, kind in told_by if kind != "same"}
        if len(kinds) == 1 and "" not in kinds and sum(kind != "same" for _, kind in told_by) >= FEWEST:
            found |= dict.fromkeys((header for header, _ in told_by), kinds.pop())
    return found


def _twins(line: Line) -> Iterator[tuple[str, Record, Record]]:
    """(header, its twin, the twin's prior year) of the columns of a row that tell what another before them tells already.

    All three stand under one heading, or head the same column of their groups.
    """
    seen: dict[tuple[Any, ...], Record] = {}
    for header, r in line.items():
        levels = tuple(header.split(" / "))
        if r["measure"] in CHANGES:
            continue
        for alike in (levels[1:], ("", *levels[:-1]))[: len(levels)]:
            what = (*(r[f] for f in TWINS if f != "name" or r["scheme"] != "three_public"), *alike)
            this, prior = seen.get((r["year"], what)), seen.get(((r["year"] or 0) - 1, what))
            if this is not None and prior is not None:
                yield header, this, prior
            seen.setdefault((r["year"], what), r)


def _change(record: Record, this: Record, prior: Record) -> str:
    """change or change_pct where a record is the change from the prior year, `same` where nothing tells, '' where it is neither."""
    by = this["amount"] - prior["amount"]
    if not any(r["amount"] for r in (record, this, prior)):
        return "same"
    if abs(record["amount"] - by) <= 1.5 * max(r["precision"] for r in (record, this, prior)) + SLACK:
        return "change"
    points = money(record["raw"], 1.0)
    rate = 100 * by / prior["amount"] if prior["amount"] else None
    return "change_pct" if points and rate is not None and abs(points[0] - rate) <= points[1] + SLACK else ""
