"""Lists of names without codes: which row is the sum of the rows below it, as their enumerators tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, takewhile

from .. import wording
from ..changed import changed
from ..text import Number, flat, number
from .row_labels import Row, class_of, is_unit


@dataclass
class _Sum:
    """Amounts added up one by one against the amount that they may add up to."""

    whole: Number
    value: float = 0.0
    count: int = 0
    place: float = 0.0
    negative: bool = False

    def add(self, part: Number) -> None:
        """One amount more."""
        self.value, self.count, self.place = self.value + part.value, self.count + 1, max(self.place, part.place)
        self.negative = self.negative or part.value < 0

    @property
    def slack(self) -> float:
        """How far a sum of printed amounts may be off."""
        return (self.count + 1) / 2 * max(self.whole.place, self.place) + 1e-6

    @property
    def closed(self) -> bool:
        """Whether the amounts add up."""
        return self.count > 0 and abs(self.value - self.whole.value) <= self.slack

    @property
    def passed(self) -> bool:
        """Whether the amounts are so many more than the whole that further ones cannot help."""
        return not self.negative and self.value > 1.5 * abs(self.whole.value) + self.slack


MOST_NESTED = 150
MOST_TRIED = 20_000


@lru_cache(maxsize=16384)
def rank(printed: str) -> int:
    """The depth of an enumerator: 0 for 一、, 1 for (一), 2 for 1. …; -1 where none is printed.

    >>> rank("一、财政拨款"), rank("（2）政府性基金拨款"), rank("财政拨款")
    (0, 3, -1)
    """
    bare = flat(printed)
    return next((i for i, pattern in enumerate(wording.patterns("text", "rank").values()) if pattern.match(bare)), -1)


def kinds(rows: Sequence[Row], parents: Collection[int]) -> list[str]:
    """For every row subtotal where it is one of the parents, of_which after 其中, else ''."""
    within = {k for i, row in enumerate(rows) if _is("of_which", row) for k in (i, *_of_which_too(rows, i))}
    return ["of_which" if i in within else "subtotal" if i in parents else "" for i in range(len(rows))]


def _of_which_too(rows: Sequence[Row], i: int) -> list[int]:
    """The rows below 其中 that with it make up the row above it: parts as it is one, though 其中 is printed only once."""
    above = next((k for k in range(i - 1, -1, -1) if rows[k].block == rows[i].block), None)
    taken: list[int] = []
    for k in range(i + 1, len(rows)):
        if above is None or rows[above].total or rows[k].block == rows[i].block and not _plain(rows[k]):
            return []
        if rows[k].block == rows[i].block:
            taken.append(k)
            if _adds_up(rows[above], [rows[i], *(rows[t] for t in taken)]):
                return taken
    return []


def _plain(row: Row) -> bool:
    alone = row.total or row.own_unit or row.codes or any(_is(word, row) for word in ("carried", "left", "of_which"))
    return not alone and rank(row.printed) < 0


def parts(rows: Sequence[Row]) -> dict[int, list[int]]:
    """The rows that have parts below them, each with the places of its parts."""
    found: dict[int, list[int]] = {}
    blocks: dict[int, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        blocks[row.block].append(i)
    for places in blocks.values():
        listed = [(i, rank(rows[i].printed)) for i in places]
        for n, (i, _) in enumerate(listed):
            if not rows[i].total and not rows[i].codes and (below := _parts(rows, n, listed)):
                found[i] = below
    return found


def aside(rows: Sequence[Row]) -> set[int]:
    """The rows between the total of the year and the whole that it makes up with them: what was left before it, or is after it."""
    found: set[int] = set()
    for block in {row.block for row in rows}:
        places = [i for i, row in enumerate(rows) if row.block == block]
        totals = [n for n, i in enumerate(places) if rows[i].total]
        for first, last in pairwise(totals):
            own, inner = rows[places[first]], [places[n] for n in range(first + 1, last)]
            if _is("current_total", own) and _adds_up(rows[places[last]], [own, *(rows[i] for i in inner)]):
                found.update(inner)
    return found


def _parts(rows: Sequence[Row], n: int, listed: Sequence[tuple[int, int]]) -> list[int]:
    """The parts of the n-th row: deeper rows down to the next of its depth; else what the sums tell of rows of another form."""
    whole, depth = rows[listed[n][0]], listed[n][1]
    if depth >= 0:
        within = list(takewhile(lambda b: not 0 <= b[1] <= depth, _after(listed, n)))
        deeper = [rows[i] for i, d in within if d > depth and not rows[i].total]
        if deeper:
            return [i for i, _ in within if not rows[i].total] if _told(whole, deeper) else []
        plain = [i for i, _ in takewhile(lambda b: b[1] < 0 and _goes_on(rows[b[0]]), within)]
    else:
        plain = _enumerated(rows, n, listed)
        if _is("carried", whole) and next(_after(listed, n), (0, 0))[1] < 0:
            plain = [i for i, _ in takewhile(lambda b: b[1] < 0 and _goes_on(rows[b[0]]), _after(listed, n))]
    added = [rows[i] for i in plain if not _is("of_which", rows[i])]
    zero = depth < 0 and any(row.amounts for row in added) and all(_is_zero(row) for row in (whole, *added))
    return plain if zero or _adds_up(whole, added) else []


def _after(listed: Sequence[tuple[int, int]], n: int) -> Iterator[tuple[int, int]]:
    return (listed[k] for k in range(n + 1, len(listed)))


def _enumerated(rows: Sequence[Row], n: int, listed: Sequence[tuple[int, int]]) -> list[int]:
    """The enumerated rows below the n-th, where they begin with the first enumerator."""
    i, first = next(_after(listed, n), (0, -1))
    if first < 0 or not wording.patterns("text", "listed")["first"].match(flat(rows[i].printed)):
        return []
    return [i for i, _ in takewhile(lambda b: b[1] >= first and not rows[b[0]].total, _after(listed, n))]


def _goes_on(row: Row) -> bool:
    """Whether a row without an enumerator can part the row above it: no total and no money of earlier years."""
    return not row.total and not _is("carried", row)


def _is(word: str, row: Row) -> bool:
    return bool(wording.patterns("rows", "rows")[word].search(flat(row.printed)))


def _told(whole: Row, deeper: Sequence[Row]) -> bool:
    """Whether deeper rows tell what a row holds: one prints an amount other than zero, or all of them are zero as it is."""
    values = [value for row in deeper for value in _values(row)]
    return any(values) or (bool(values) and _is_zero(whole))


def _values(row: Row) -> list[float]:
    return [n.value for _, c in row.amounts if (n := number(c.text)) is not None]


def _is_zero(row: Row) -> bool:
    return not any(_values(row))


def with_units(rows: Sequence[Row], stops: Collection[int] = ()) -> list[Row]:
    """The rows, those that name a unit in a column of names read as the unit's total of the rows below them.

    A name is taken for a unit only where the rows below it, down to the next such name or stop, or the national classes
    among them, add up to its amount.
    """
    named = [i for i, row in enumerate(rows) if _names_unit(row) or _heads_classes(rows[i : i + 3])]
    ends = {*named, *stops, len(rows)}
    found = list(rows)
    for i in named:
        if (after := _extent(rows, i, ends)) is not None:
            found[i] = _as_unit(rows[i])
            found[i + 1 : after] = [_under(row, _name(rows[i])) for row in found[i + 1 : after]]
    return _with_idle(found, named)


def _with_idle(rows: Sequence[Row], named: Sequence[int]) -> list[Row]:
    """The rows, a unit's name with nothing but zeros right above another unit read as a unit: it has no money to part."""
    found = list(rows)
    for i, after in pairwise(named):
        idle = _values(rows[i]) and _is_zero(rows[i])
        if after == i + 1 and rows[after].own_unit and _names_unit(rows[i]) and idle:
            found[i] = _as_unit(rows[i])
    return found


def _as_unit(row: Row) -> Row:
    return changed(row, unit=_name(row), own_unit=True, names={}, project="")


def _extent(rows: Sequence[Row], unit: int, ends: Collection[int]) -> int | None:
    """The first end at which the rows below a unit, or the national classes among them, add up to it; None where none does."""
    first = next(iter(rows[unit].amounts), None)
    whole = number(first[1].text) if first else None
    if first is None or whole is None or not whole.value:
        return None
    sums = [_Sum(whole), _Sum(whole)]
    for k in range(unit + 1, len(rows) + 1):
        if k in ends and any(s.closed for s in sums):
            return k
        if k == len(rows) or all(s.passed for s in sums):
            return None
        if rows[k].block == rows[unit].block and not rows[k].total:
            for head, cell in rows[k].amounts:
                if head.col == first[0].col and (part := number(cell.text)) is not None:
                    sums[0].add(part)
                    if _is_class(rows[k]):
                        sums[1].add(part)
    return None


def _names_unit(row: Row) -> bool:
    """Whether a row names an organisation in a column of names, and nothing that is bought."""
    return (
        not row.names.get("item_name") and not row.own_unit and not row.codes and not row.total and is_unit(_name(row))
    )


def _heads_classes(rows: Sequence[Row]) -> bool:
    """Whether a name that is no class stands above two economic classes: whatever it is called, it holds them."""
    if len(rows) < 3 or rows[0].codes or rows[0].total or rows[0].own_unit or not _name(rows[0]):
        return False
    schemes = [class_of(_name(row)) for row in rows]
    return not schemes[0] and all(scheme.startswith("economic") for scheme in schemes[1:])


def _is_class(row: Row) -> bool:
    return bool(class_of(_name(row)))


def _under(row: Row, unit: str) -> Row:
    return row if row.total or row.own_unit else changed(row, unit=unit)


def groups(rows: Sequence[Row]) -> set[int]:
    """The rows of a list of projects that add up the rows below them, though nothing but the sums tells.

    Only where the rows as they stand do not add up to the total of their unit, and the outermost of them then do.
    """
    found: set[int] = set()
    start = 0
    for i, row in enumerate(rows):
        if row.total or row.own_unit or row.group:
            start = i + 1
            continue
        after = rows[i + 1] if i + 1 < len(rows) else None
        if after is None or after.total or after.own_unit or after.group:
            whole = rows[start - 1] if start else None
            if whole is not None and whole.amounts:
                found |= {start + k for k in _nested(rows[start : i + 1], whole)}
    return found


def classes(rows: Sequence[Row]) -> set[int]:
    """The rows of a list of classes without codes that add up the rows below them.

    Names of national classes (类) that together are the total part the list; within each the sums tell the rest.
    """
    whole = next((row for row in rows if row.total and row.amounts), None)
    places = [i for i, row in enumerate(rows) if not row.total]
    found: set[int] = set()
    for strict in (True, False):
        named = [n for n, i in enumerate(places) if _is_national(flat(_name(rows[i])), strict=strict)]
        if whole is not None and named[:1] == [0] and _adds_up(whole, [rows[places[n]] for n in named]):
            for first, after in pairwise([*named, len(places)]):
                inner = [rows[places[n]] for n in range(first + 1, after)]
                nested = _nested(inner, rows[places[first]]) if rows[places[first]].amounts else set()
                found |= {places[first], *(places[first + 1 + k] for k in nested)} if inner else set()
            return found
    return found


def _is_national(name: str, *, strict: bool) -> bool:
    """Whether a name begins as a national class does, and where strict ends as one."""
    ended = not strict or bool(wording.patterns("rows", "rows")["class_end"].search(name))
    return ended and bool(class_of(name))


def _nested(rows: Sequence[Row], whole: Row) -> set[int]:
    col = whole.amounts[0][0].col
    values = [next((n.value for h, c in row.amounts if h.col == col and (n := number(c.text))), 0.0) for row in rows]
    target = number(whole.amounts[0][1].text)
    if target is None or abs(sum(values) - target.value) < 0.5 * len(rows) * target.place:
        return set()
    if len(rows) > MOST_NESTED:
        return set()
    return set(_arranged([round(v / target.place) for v in values], round(target.value / target.place)))


def _arranged(values: Sequence[int], target: int) -> frozenset[int]:
    """The rows that add up rows below them, in an arrangement whose outermost rows add up to `target`; none if there is none.

    None either where too many have to be tried: what could be arranged in so many ways tells nothing.
    """

    @cache
    def below(k: int, rest: int) -> dict[int, frozenset[int]]:
        """For every row at which rows from `k` on have added up to `rest`, the parents among them."""
        if below.cache_info().currsize > MOST_TRIED:
            return {}
        if rest == 0 and (k == len(values) or values[k]):
            return {k: frozenset()}
        if rest < 0 or k == len(values):
            return {}
        found: dict[int, frozenset[int]] = {}
        trees = {k + 1: frozenset[int]()}
        if values[k] > 0:
            trees = {end: inner | {k} for end, inner in below(k + 1, values[k]).items()} | trees
        for end, inner in trees.items():
            for last, outer in below(end, rest - values[k]).items():
                found.setdefault(last, inner | outer)
        return found

    found = below(0, target).get(len(values), frozenset())
    return found if below.cache_info().currsize <= MOST_TRIED else frozenset()


def _name(row: Row) -> str:
    return next(iter(row.names.values()), row.project)


def _adds_up(row: Row, below: Sequence[Row]) -> bool:
    """Whether the first amount of a row is the sum of the amounts below it in the same column."""
    if not row.amounts or not below:
        return False
    head, cell = row.amounts[0]
    whole = number(cell.text)
    if whole is None or not whole.value:
        return False
    total = _Sum(whole)
    for part in (n for r in below for h, c in r.amounts if h.col == head.col and (n := number(c.text)) is not None):
        total.add(part)
    return total.closed
