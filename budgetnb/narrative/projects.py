"""Claims and tables to the `projects` frame: each project once, however it is told."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from ..model import Identity
from ..tables.row_labels import is_unit
from ..text import flat
from .claims.patterns import words

Record = dict[str, Any]
MEASURES, FUNDS = ("total", "project"), ("all", "fiscal", "general")  # the widest fund first
TOLD = ("prior", "change", "change_pct", "purpose", "reason", "moved_from", "moved_to")


def read(claims: Sequence[Record], amounts: Sequence[Record], tasks: Sequence[Record], who: Identity) -> list[Record]:
    """The records of `projects`: those of the project tables, with what sentences tell of them; where there is no such
    table, those that sentences tell.
    """
    told = [claim for claim, part in zip(claims, _parted(claims), strict=True) if _is_project(claim) and not part]
    found: dict[str, Record] = {}
    for row in _table_rows(amounts, who.year):
        _add(found, row)
    tabled = bool(found)
    for claim in told:
        _merge(found, _from_claim(claim), tabled)
    return [_finished(record, tasks, who) for record in found.values()]


def _is_project(claim: Record) -> bool:
    return bool(claim["subject_kind"] == "project" and claim["reason_of"] is None and claim["amount"] is not None)


def _parted(claims: Sequence[Record]) -> list[bool]:
    """Whether each claim is a part of another project: what makes up the project expenditure told before it is a project itself."""
    found = [bool(claim["of_which"]) for claim in claims]
    for i, claim in enumerate(claims):
        if claim["subject_kind"] == "project_total" and claim["amount"]:
            parts = list(takewhile(lambda c: c["of_which"] and _is_project(c), claims[i + 1 :]))
            if _adds_up(claim, parts):
                found[i + 1 : i + 1 + len(parts)] = [False] * len(parts)
    return found


def _adds_up(whole: Record, parts: Sequence[Record]) -> bool:
    slack = (len(parts) + 1) / 2 * max(r["precision"] or 0.0 for r in (whole, *parts))
    return bool(parts) and bool(abs(sum(r["amount"] for r in parts) - whole["amount"]) <= slack + 0.01)


def _key(name: str) -> str:
    """A project's name as it is compared: no brackets, no 项目, 预算, 经费 at its end."""
    bare = flat(words("bare", "project_marks").sub("", name))
    return words("bare", "project_end").sub("", bare) or flat(name)


def _name(subject: str) -> str:
    return words("bare", "shown_end").sub("", subject)


def _table_rows(amounts: Sequence[Record], year: int | None) -> list[Record]:
    """The projects that tables list: of each printed row the amount of the widest fund, this year's where it is told."""
    rows = [
        r
        for r in amounts
        if r["scheme"] == "project" and r["kind"] == "item" and r["year"] is not None
        and r["measure"] in MEASURES and r["fund"] in FUNDS
    ]  # fmt: skip
    rows = [r for r in rows if r["year"] == year] or rows
    first: dict[tuple[Any, ...], Record] = {}
    for r in sorted(rows, key=lambda r: (FUNDS.index(r["fund"]), *_place(r))):
        first.setdefault((r["table"], r.get("page"), r.get("line"), r.get("row"), r["unit"]), r)
    return [
        {
            "name": r["name"], "year": r["year"], "amount": r["amount"], "precision": r["precision"],
            "carried_over": r["carried"], "header": r["header"], "page": r.get("page"), "line": r.get("line"), "source": "table",
        }
        for r in sorted(first.values(), key=_place)
    ]  # fmt: skip


def _place(record: Record) -> tuple[float, float]:
    """Page and row, for sorting; what has none comes last."""
    page, row = record.get("page"), record.get("row")
    return (page if page is not None else math.inf, row if row is not None else math.inf)


def _add(found: dict[str, Record], row: Record) -> None:
    """Rows of one project in one table (by subject, by fund) are one project; a second table tells it again."""
    key = _key(row["name"])
    whole = _of_unit(row["name"])
    if key not in found and whole in found and found[whole]["header"] != row["header"]:
        key = whole  # a list of key projects names the unit behind the project
    if key in found:
        found[key]["amount"] += row["amount"] if row["header"] == found[key]["header"] else 0.0
    elif not words("bare", "nothing").match(key):
        found[key] = row


def _of_unit(name: str) -> str:
    """The key of a project whose name ends with the unit that it is of, '' where it names none."""
    found = re.fullmatch(r"(.+)[（(]([^（）()]+)[)）]", name)
    return _key(found.group(1)) if found and is_unit(found.group(2)) else ""


def _from_claim(claim: Record) -> Record:
    kept = {key: claim[key] for key in TOLD}
    return kept | {
        "name": _name(claim["subject"]), "year": claim["year"], "amount": claim["amount"], "precision": claim["precision"],
        "carried_over": claim["carried_over"], "source": "claim", "page": claim["page"], "line": claim["line"],
    }  # fmt: skip


def _merge(found: dict[str, Record], told: Record, tabled: bool) -> None:
    """A sentence about a known project adds what it tells; the finer print keeps its amount."""
    known = found.get(_key(told["name"]))
    if known is None:
        if not tabled:
            found[_key(told["name"])] = told
        return
    if abs(known["amount"] - told["amount"]) > (known["precision"] + told["precision"]) / 2 + 0.01:
        if not tabled:
            found[f"{_key(told['name'])}|{len(found)}"] = told
        return
    if known["source"] == "table" and told["precision"] < known["precision"]:
        known["amount"], known["precision"] = told["amount"], told["precision"]
    known.update({column: told[column] for column in TOLD if known.get(column) in (None, "")})


def _finished(record: Record, tasks: Sequence[Record], who: Identity) -> Record:
    kept = {key: value for key, value in record.items() if key not in ("precision", "header")}
    return {"doc": who.doc, "organisation": who.organisation} | kept | {"task": _task(record, tasks)}


def _task(record: Record, tasks: Sequence[Record]) -> str:
    """The task of the performance table with the project's name, or one name within the other; words in brackets aside."""
    names = [str(task["name"]) for task in tasks if task.get("name")]
    key, bare = _key(record["name"]), _unbracketed(record["name"])
    exact = next((name for name in names if _key(name) == key), "")
    return exact or next((name for name in names if _within(bare, _unbracketed(name))), "")


def _unbracketed(name: str) -> str:
    return _key(words("bare", "brackets").sub("", name))


def _within(one: str, other: str) -> bool:
    return min(len(one), len(other)) > 3 and (one in other or other in one)
