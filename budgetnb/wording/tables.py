"""What each canonical table is, as its entry in tables.toml says: names, side, scheme, scope, layout, what it answers; and which funds hold others.

Code never names a table by its id: it asks for a property (``entry(id).side``) or for the tables that have it
(``ids(layout="lists")``, ``answering("expenditure")``), so that a new table is one more entry and nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any

from ..errors import WordingError
from .current import remembered
from .files import load

SIDES = ("", "income", "expenditure", "both")
LAYOUTS = ("rows", "lists", "items", "targets")
NAMED = ("id", "titles", "zh", "en")
CODED = ("function", "economic_dept", "economic_gov")
LISTED = ("titles", "unless", "titled_measures", "titled_funds", "measures")
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
    titles, unless : tuple of str
        Patterns searched in a bare title: what names the table, and what shows that it is another after all.
    side : str
        income, expenditure, or both where it sets income beside expenditure; '' where it holds no money.
    scheme : str
        What most of its rows classify by, in the words of the frame `amounts`; '' where it holds no money.
    measure : str
        What its amounts measure where no column says more.
    fund : str
        Which fund they are of where no column says more; '' where the title says it.
    titled_measures, titled_funds : tuple of str
        The measures and funds that its title may say instead.
    measures : tuple of str
        The measures that its columns may have; any where none is named.
    layout : str
        rows (one of each class), lists (income and expenditure side by side), items (those of 三公, as rows or as columns),
        targets (of performance; no money).
    item : str
        The item of 三公 that the whole table is of; '' where its rows or columns name theirs.
    sources : bool
        Whether its income is listed by source.
    core : bool
        Whether it is one of those that show a document to be a disclosure: others are printed elsewhere too.
    answers : mapping of str to float
        The questions that it may answer, each with its turn: the table with the lowest turn that prints an answer gives it.
    """

    id: str
    zh: str
    en: str
    titles: tuple[str, ...]
    unless: tuple[str, ...] = ()
    side: str = ""
    scheme: str = ""
    measure: str = "total"
    fund: str = "all"
    titled_measures: tuple[str, ...] = ()
    titled_funds: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    layout: str = "rows"
    item: str = ""
    sources: bool = False
    core: bool = False
    answers: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def whole(self) -> bool:
        """Whether it is of all the department's money and classes, not of one measure, fund or kind of item."""
        return (self.measure, self.fund, self.layout in ("rows", "lists")) == ("total", "all", True)

    @property
    def money(self) -> bool:
        """Whether it prints amounts of money."""
        return bool(self.side)

    @property
    def projects(self) -> bool:
        """Whether each of its rows is a project."""
        return (self.layout, self.measure) == ("rows", "project")

    @property
    def items(self) -> bool:
        """Whether each of its rows or columns is an item of 三公."""
        return self.layout == "items" and not self.item

    @property
    def purchases(self) -> bool:
        """Whether its rows are what is bought."""
        return self.measure == "procurement"

    @property
    def classes(self) -> bool:
        """Whether each of its rows is a class of expenditure."""
        return (self.side, self.layout) == ("expenditure", "rows") and self.scheme in CODED

    @property
    def halves(self) -> bool:
        """Whether it sets income beside expenditure, each a list with its own names."""
        return self.layout == "lists"


UNRECOGNISED = Table("unrecognised", "未识别的表", "Unrecognised table", ())
"""What is none of the canonical tables."""
FIELDS = tuple(f.name for f in fields(Table))


@remembered()
def entries() -> Mapping[str, Table]:
    """Every table by its id, in the order in which titles are tried.

    Raises
    ------
    WordingError
        An entry of tables.toml is not whole, is there twice, or says what no table can be; all faults are told together.
    """
    listed = load("tables")["table"]
    found = [f"[[table]] {n}: {fault}" for n, entry in enumerate(listed, 1) for fault in faults(entry)]
    named = Counter(entry.get("id") for entry in listed)
    found += [f"[[table]] {name!r} is there {times} times" for name, times in named.items() if times > 1]
    if found:
        raise WordingError("tables.toml: " + "; ".join(found))
    return MappingProxyType({entry["id"]: _table(entry) for entry in listed})


def faults(entry: Mapping[str, Any]) -> list[str]:
    """What is wrong with an entry, in words."""
    missing = [name for name in NAMED if not entry.get(name)]
    strange = [name for name in entry if name not in FIELDS]
    found = [f"{entry.get('id', '?')} has no {', '.join(missing)}"] if missing else []
    found += [f"{entry.get('id', '?')} has no use for {name!r}; known: {', '.join(FIELDS)}" for name in strange]
    for name, allowed in (("side", SIDES), ("layout", LAYOUTS)):
        if entry.get(name, allowed[0]) not in allowed:
            found.append(f"{entry.get('id', '?')} has {name} {entry[name]!r}; known: {', '.join(allowed)}")
    return found


def _table(entry: Mapping[str, Any]) -> Table:
    listed = {name: tuple(entry[name]) for name in LISTED if name in entry}
    return Table(**{**entry, **listed, "answers": MappingProxyType(dict(entry.get("answers", {})))})


def names() -> tuple[str, ...]:
    """What the column `table` of a frame may hold: the id of every table, and that of what is none of them."""
    return (*entries(), UNRECOGNISED.id)


def entry(id: str) -> Table:
    """The table of an id; of one that is not recognised, a table of no side.

    Raises
    ------
    WordingError
        No table has this id.

    Examples
    --------
    >>> entry("balance").side, entry("general_basic").fund
    ('both', 'general')
    """
    found = entries().get(id, UNRECOGNISED)
    if found.id != id:
        raise WordingError(f"no table {id!r}; there are: {', '.join(entries())}")
    return found


def ids(**wanted: object) -> tuple[str, ...]:
    """The ids of the tables that have these attributes, in the order of the file; of all where none is named.

    Examples
    --------
    >>> ids(layout="lists"), ids(scheme="function", whole=True)
    (('fiscal_balance', 'balance'), ('balance', 'income', 'expenditure'))
    """
    return _with(tuple(wanted.items()))


@remembered()
def _with(wanted: tuple[tuple[str, object], ...]) -> tuple[str, ...]:
    alike = (table for table in entries().values() if all(getattr(table, name) == value for name, value in wanted))
    return tuple(table.id for table in alike)


def first(**wanted: object) -> str:
    """The id of the first table that has these attributes, '' where none has.

    Examples
    --------
    >>> first(layout="lists", fund="all"), first(layout="lists", fund="own")
    ('balance', '')
    """
    return next(iter(ids(**wanted)), "")


@remembered()
def answering(question: str) -> tuple[str, ...]:
    """The ids of the tables that may answer a question, the one to ask first before the others.

    Examples
    --------
    >>> answering("income")
    ('balance', 'income', 'fiscal_balance')
    """
    found = [table for table in entries().values() if question in table.answers]
    return tuple(table.id for table in sorted(found, key=lambda table: table.answers[question]))


@remembered()
def held_by(fund: str) -> frozenset[str]:
    """The funds that a printed column of a fund adds up; none where it is of one kind of money.

    Examples
    --------
    >>> sorted(held_by("fiscal")), held_by("general")
    (['general', 'gov_fund', 'state_capital'], frozenset())
    """
    return next(
        (frozenset(entry.get("holds", ())) for entry in load("columns")["fund"] if entry["id"] == fund), frozenset()
    )
