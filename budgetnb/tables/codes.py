"""Codes that follow for sure, and the kind of every row: item, subtotal, of which, total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from .. import wording
from ..text import code_level, flat

Record = dict[str, Any]
CODED = ("function", "economic_dept", "economic_gov")


def kinds(records: list[Record]) -> list[Record]:
    """The records with kind subtotal where the parts of a coded row are printed too."""
    printed: dict[tuple[Any, ...], set[str]] = defaultdict(set)
    for r in records:
        if r["code"] and r["scheme"] in CODED:
            printed[_scope(r)].add(r["code"])
        if r["cross"]:
            for scheme, _, code in (part.partition("=") for part in r["cross"].split(";")):
                printed[(scheme, *_scope(r)[1:])].add(code)
    parents = {scope: {c[:n] for c in found for n in (3, 5) if len(c) > n} for scope, found in printed.items()}
    return _crossed(_once([_as_subtotal(r, parents) for r in records]))


def _crossed(records: list[Record]) -> list[Record]:
    """The records, a row of one class above rows that part the same class by a second one as their subtotal."""
    if not any(r["cross"] for r in records):
        return records
    found = list(records)
    below: tuple[Any, ...] = ()
    parted = holds = False
    here: tuple[Any, ...] = ()
    for i in range(len(records) - 1, -1, -1):
        r = records[i]
        place, key = (r["page"], r["line"], r.get("row")), (r["scheme"], r["code"], r["side"])
        if place != here:
            holds = parted and key == below and not r["cross"]
            below, parted, here = key, holds or bool(r["cross"]), place
        if holds and r["scheme"] in CODED and r["code"] and r["kind"] == "item":
            found[i] = r | {"kind": "subtotal"}
    return found


def _once(records: list[Record]) -> list[Record]:
    """The records with an item that the next row prints again, name, code and amount, as its subtotal."""
    found = list(records)
    later: dict[tuple[Any, ...], int] = {}
    for i in range(len(records) - 1, -1, -1):
        r = records[i]
        if r["scheme"] not in CODED or len(r["code"]) != 5 or r["kind"] != "item":
            continue
        key = (*_scope(r), r["code"], r["name"], r["measure"], r["fund"], r["cross"], r["amount"], r["page"])
        if (k := later.get(key)) is not None and _next_row(r, records[k]):
            found[i] = r | {"kind": "subtotal"}
        later[key] = i
    return found


def _next_row(r: Record, below: Record) -> bool:
    return r.get("row") is not None and below.get("row") == r["row"] + 1


def _scope(r: Record) -> tuple[Any, ...]:
    return (r["scheme"], r["unit"], r["side"])


def _as_subtotal(r: Record, parents: dict[tuple[Any, ...], set[str]]) -> Record:
    if r["code"] and r["kind"] == "item" and r["scheme"] in CODED and r["code"] in parents.get(_scope(r), ()):
        return r | {"kind": "subtotal"}
    return r


def infer(records: list[Record]) -> list[Record]:
    """The records with codes filled in where a coded table of the same document gives the name one code only."""
    known: dict[tuple[str, str], set[str]] = defaultdict(set)
    for r in records:
        if r["scheme"] in CODED and r["code"] and r["name"]:
            known[(r["scheme"], flat(r["name"]))].add(r["code"])
    by_table: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for i, r in enumerate(records):
        if r["scheme"] in CODED and not r["code"]:
            by_table[(r["table"], r["side"], r["scheme"])].append(i)
    for rows in by_table.values():
        _infer_list(records, rows, known, classes=_is_of_classes(records[i] for i in rows))
    return _above_parts(records)


def _is_of_classes(records: Iterable[Record]) -> bool:
    """Whether a list names national classes only: a name that its parts share is the class then."""
    options = wording.choices("rows", "class")
    return all(wording.choose(options, flat(r["name"])) == r["scheme"] for r in records)


def _above_parts(records: list[Record]) -> list[Record]:
    """The records with a class's row as subtotal where the rows right below print what it is spent on under its own code."""
    columns: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for i, r in enumerate(records):
        if r["scheme"] in CODED and r["code"] and r["row"] is not None:
            columns[(r["table"], r["unit"], r.get("col"))].append(i)
    for places in columns.values():
        for n, i in enumerate(places):
            if records[i]["kind"] == "item" and _is_sum(records[i], [records[k] for k in _same(records, places, n)]):
                records[i] = records[i] | {"kind": "subtotal"}
    return records


def _same(records: list[Record], places: list[int], n: int) -> list[int]:
    """The places after the n-th in a column, as long as they go on with its code under other names."""
    first, taken = records[places[n]], []
    for k in places[n + 1 :]:
        if records[k]["code"] != first["code"] or records[k]["name"] == first["name"]:
            break
        taken.append(k)
    return taken


def _is_sum(whole: Record, parts: list[Record]) -> bool:
    """Whether parts make up a whole: two or more, or one below a name whose code another table tells."""
    if not parts or not whole["amount"] or (len(parts) == 1 and not whole["inferred"]):
        return False
    slack = (len(parts) + 1) / 2 * max(r["precision"] for r in (whole, *parts))
    return bool(abs(sum(r["amount"] for r in parts) - whole["amount"]) <= slack + 1e-6)


def _infer_list(
    records: list[Record], rows: Iterable[int], known: dict[tuple[str, str], set[str]], *, classes: bool
) -> None:
    """Codes for one list of names: the one known, or the one known under the parent last seen."""
    last, place, changed = "", None, []
    for i in rows:
        r = records[i]
        options = known.get((r["scheme"], flat(r["name"])), set())
        options = {code[:3] for code in options} if classes else options
        here = (r["page"], r["line"], r["row"])
        if here != place or not last:
            code = _one(options, last)
        else:
            code = last if last in options else _one(options, last)
        place = here
        if code:
            last = code
            records[i] = r | {"code": code, "inferred": True, "level": code_level(code, r["scheme"])}
            changed.append(i)
    marked = kinds([records[i] for i in changed])
    for i, r in zip(changed, marked, strict=True):
        records[i] = r


def _one(options: set[str], last: str) -> str:
    if len(options) == 1:
        return next(iter(options))
    for length in (5, 3):
        below = {c for c in options if last and len(c) > length and c[:length] == last[:length]}
        if len(below) == 1:
            return next(iter(below))
        if below and (chain := _chain(below)):  # 其他…支出 is the name of the 款 and of its 项: the 款 is printed first
            return chain[0] if chain[0] != last else chain[1]
    related = [c for c in options if last and c[:3] == last[:3]]
    chain = [] if related else _chain(options)
    return chain[0] if chain else ""  # the 类 of that name, where nothing of it was printed before


def _chain(codes: set[str]) -> list[str]:
    """Codes that stand one below the other, from the top; [] where they do not."""
    ordered = sorted(codes, key=len)
    held = all(low.startswith(high) for high, low in pairwise(ordered))
    return ordered if held else []
