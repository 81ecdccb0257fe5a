"""What each canonical table is, as its entry in tables.toml says: names, side, scheme, scope, layout, what it answers.

Code never names a table by its id: it asks for a property (``entry(id).side``) or for the tables that have it
(``ids(layout="lists")``, ``answering("expenditure")``), so that a new table is one more entry and nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from ..errors import WordingError
from .files import load

SIDES = ("", "income", "expenditure", "both")
LAYOUTS = ("rows", "lists", "items", "targets")
NAMED = ("id", "titles", "zh", "en")
TITLED = ""
"""The fund of a table whose title says which it is."""


@dataclass(frozen=True, slots=True)
class Table:
    """One canonical table.

    Attributes
    ----------
    id : str
        Its canonical id.
    zh, en : str
        What it is called.
    titles : tuple of str
        Patterns searched in a bare title.
    side : str
        income, expenditure, or both where it sets income beside expenditure; '' where it holds no money.
    scheme : str
        What most of its rows classify by, in the words of the frame `amounts`; '' where it holds no money.
    measure : str
        What its amounts measure where no column says more.
    fund : str
        Which fund they are of where no column says more; '' where the title says it.
    layout : str
        rows (one of each class), lists (income and expenditure side by side), items (those of 三公, as rows or as columns),
        targets (of performance; no money).
    answers : mapping of str to float
        The questions that it may answer, each with its turn: the table with the lowest turn that prints an answer gives it.
    """

    id: str
    zh: str
    en: str
    titles: tuple[str, ...]
    side: str = ""
    scheme: str = ""
    measure: str = "total"
    fund: str = "all"
    layout: str = "rows"
    answers: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def whole(self) -> bool:
        """Whether it is of all the department's money and classes, not of one measure, fund or kind of item."""
        return (self.measure, self.fund, self.layout in ("rows", "lists")) == ("total", "all", True)


FIELDS = tuple(f.name for f in fields(Table))


@lru_cache
def entries() -> Mapping[str, Table]:
    """Every table by its id, in the order in which titles are tried.

    Raises
    ------
    WordingError
        An entry of tables.toml is not whole, is there twice, or says what no table can be; all faults are told together.
    """
    listed = load("tables")["table"]
    faults = [f"[[table]] {n}: {fault}" for n, entry in enumerate(listed, 1) for fault in _faults(entry)]
    named = Counter(entry.get("id") for entry in listed)
    faults += [f"[[table]] {name!r} is there {times} times" for name, times in named.items() if times > 1]
    if faults:
        raise WordingError("tables.toml: " + "; ".join(faults))
    return MappingProxyType({entry["id"]: _table(entry) for entry in listed})


def _faults(entry: Mapping[str, Any]) -> list[str]:
    """What is wrong with an entry, in words."""
    missing = [name for name in NAMED if not entry.get(name)]
    strange = [name for name in entry if name not in FIELDS]
    faults = [f"{entry.get('id', '?')} has no {', '.join(missing)}"] if missing else []
    faults += [f"{entry.get('id', '?')} has no use for {name!r}; known: {', '.join(FIELDS)}" for name in strange]
    for name, allowed in (("side", SIDES), ("layout", LAYOUTS)):
        if entry.get(name, allowed[0]) not in allowed:
            faults.append(f"{entry.get('id', '?')} has {name} {entry[name]!r}; known: {', '.join(allowed)}")
    return faults


def _table(entry: Mapping[str, Any]) -> Table:
    answers = MappingProxyType(dict(entry.get("answers", {})))
    return Table(**{**entry, "titles": tuple(entry["titles"]), "answers": answers})


def entry(id: str) -> Table:
    """The table of an id.

    Raises
    ------
    WordingError
        No table has this id.

    Examples
    --------
    >>> entry("balance").side, entry("general_basic").fund
    ('both', 'general')
    """
    if id not in entries():
        raise WordingError(f"no table {id!r}; there are: {', '.join(entries())}")
    return entries()[id]


@lru_cache
def ids(**wanted: object) -> tuple[str, ...]:
    """The ids of the tables that have these attributes, in the order of the file; of all where none is named.

    Examples
    --------
    >>> ids(layout="lists"), ids(scheme="function", whole=True)
    (('fiscal_balance', 'balance'), ('balance', 'income', 'expenditure'))
    """
    return tuple(
        table.id for table in entries().values() if all(getattr(table, name) == value for name, value in wanted.items())
    )


@lru_cache
def answering(question: str) -> tuple[str, ...]:
    """The ids of the tables that may answer a question, the one to ask first before the others.

    Examples
    --------
    >>> answering("income")
    ('balance', 'income', 'fiscal_balance')
    """
    found = [table for table in entries().values() if question in table.answers]
    return tuple(table.id for table in sorted(found, key=lambda table: table.answers[question]))
