"""Shares, concentration and amounts per head: each with its operands and the rows that they come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .. import labels
from . import alike
from .book import Book, Cell, known, listed, open_book
from .finding import words
from .pick import Amount, at_depth, classes, deepest, total, whole_of

if TYPE_CHECKING:
    import pandas as pd

    from ..model import Identity

Record = dict[str, Any]
Frames = Mapping[str, "pd.DataFrame"]
EXPENDED = ("expenditure", "balance", "fiscal_expenditure", "fiscal_balance", "general_function")
RECEIVED = ("balance", "income", "fiscal_balance")


def compute(frames: Frames, who: Identity) -> list[Record]:
    """The records of the `ratios` frame: value, operands, unit, formula and evidence of each ratio that can be computed."""
    book = open_book(frames, who.year)
    families = (_classes, _projects, _measures, _funds, _procurement, _heads, _three_public, _change, _alike)
    return [{"doc": who.doc, "year": who.year, **record} for family in families for record in family(book, frames)]


def _ratio(ratio: str, above: Amount, below: Amount, *, name: str = "", code: str = "") -> Iterator[Record]:
    if below.amount:
        defined = words("ratio")[ratio]
        yield {
            "ratio": f"{ratio}:{code}" if code else ratio, "value": above.amount / below.amount, "numerator": above.amount,
            "denominator": below.amount, "unit": defined["unit"], "formula": defined["zh"].format(name=name or above.name),
            "evidence": list(dict.fromkeys((*above.refs, *below.refs))),
        }  # fmt: skip


def _together(name: str, amounts: Sequence[Amount]) -> Amount:
    return Amount(name, sum(a.amount for a in amounts), 0.0, tuple(r for a in amounts for r in a.refs))


def _classes(book: Book, frames: Frames) -> Iterator[Record]:
    for by in ("function", "economic"):
        found = classes(book, by)
        leaves = list(deepest(found).items())
        whole = whole_of(book, found)
        for code, amount in found.items():
            yield from _ratio(f"share.{by}", amount, whole, code=code)
        other = [a for code, a in leaves if code.endswith("99")]
        if leaves:
            yield from _ratio(f"share.other.{by}", _together("", other), whole)
        for depth in (1, 2, 3):
            yield from _concentration(by, depth, at_depth(found, depth))


def _concentration(by: str, depth: int, found: Mapping[str, Amount]) -> Iterator[Record]:
    if len({len(code) for code in found}) == 0 or max(len(code) for code in found) < 1 + 2 * depth:
        return
    amounts = sorted(found.values(), key=lambda a: -a.amount)
    yield from _ratio(
        f"concentration.top3.{by}", _together("", amounts[:3]), _together("", amounts), name=str(depth), code=str(depth)
    )
    yield from _herfindahl(f"concentration.hhi.{by}", amounts, str(depth))


def _herfindahl(ratio: str, amounts: Sequence[Amount], code: str = "") -> Iterator[Record]:
    whole = sum(a.amount for a in amounts)
    refs = tuple(r for a in amounts for r in a.refs)
    squares = Amount("", sum(a.amount**2 for a in amounts), 0.0, refs)
    yield from _ratio(ratio, squares, Amount("", whole**2, 0.0, refs), name=code, code=code)


def _projects(book: Book, frames: Frames) -> Iterator[Record]:
    units = {c.unit for c in book.filled}  # what bears a unit's name is all that the unit spends on projects
    told = [r for r in rows(frames, "projects", "name", "amount") if known(r[2]) and r[1] not in units]
    amounts = [Amount(name, value, 0.0, (ref,)) for ref, name, value in told]
    spent = total(book, EXPENDED, side="expenditure", measure="total", fund="all")
    if amounts:
        yield from _herfindahl("concentration.hhi.project", amounts)
    if amounts and spent is not None:
        yield from _ratio("share.project.largest", max(amounts, key=lambda a: a.amount), spent)


def rows(frames: Frames, name: str, *columns: str) -> list[tuple[Any, ...]]:
    """The rows of a frame as tuples of reference and the columns wanted; none where the frame is not given."""
    return [(f"{name}:{n}", *row) for n, row in enumerate(listed(frames, name, *columns))]


def _measures(book: Book, frames: Frames) -> Iterator[Record]:
    for measure in ("basic", "project", "personnel", "public"):
        for fund in ("all", "fiscal", "general"):
            above = total(book, (*EXPENDED, "general_basic"), side="expenditure", measure=measure, fund=fund)
            below = total(book, EXPENDED, side="expenditure", measure="total", fund=fund)
            if above is not None and below is not None:
                of = "" if fund == "all" else f"{labels.label('fund', fund)}："
                yield from _ratio(
                    "share.measure", above, below, name=of + labels.label("measure", measure), code=measure
                )
                break


def _funds(book: Book, frames: Frames) -> Iterator[Record]:
    whole = total(book, RECEIVED, side="income", measure="total", fund="all", carried=False)
    if whole is None:
        return
    found = max((_by_fund(book, table) for table in RECEIVED), key=_split)
    for fund, amount in found.items():
        yield from _ratio("share.fund", amount, whole, name=labels.label("fund", fund), code=fund)
    carried = next(
        (c for c in book.filled if c.side == "income" and c.carried and c.measure == "total" and c.table in RECEIVED),
        None,
    )
    if carried is not None:
        yield from _ratio("share.carried", _amount(carried), whole)


def _by_fund(book: Book, table: str) -> dict[str, Amount]:
    """The year's income by fund, as one table prints it."""
    rows = [c for c in book.filled if c.table == table and c.side == "income" and c.measure == "total"]
    rows = [c for c in rows if c.kind == "total" or (c.kind != "of_which" and c.scheme == "source")]
    rows = [c for c in rows if c.year == book.year and c.fund != "all" and not c.carried]
    return {c.fund: _amount(c) for c in reversed(rows)}


def _split(found: Mapping[str, Amount]) -> int:
    """Into how many funds a table divides the income."""
    return sum(bool(amount.amount) and fund not in ("fiscal", "current", "own") for fund, amount in found.items())


def _amount(cell: Any) -> Amount:
    return Amount(cell.name, cell.amount, cell.precision, (cell.ref,))


def _procurement(book: Book, frames: Frames) -> Iterator[Record]:
    spent = classes(book, "function")
    whole = total(book, EXPENDED, side="expenditure", measure="total", fund="all")
    seen: set[str] = set()
    for ref, by, code, name, amount, sme, micro in rows(
        frames, "procurement", "by", "code", "name", "amount", "sme", "micro"
    ):
        key = code if by == "function" else by
        if key in seen or by not in ("total", "function"):
            continue
        seen.add(key)
        bought, below = Amount(name, amount, 0.0, (ref,)), spent.get(code) if by == "function" else whole
        if below is not None:
            yield from _ratio("procurement.share", bought, below, name=name, code=code)
        if known(sme):
            yield from _ratio("procurement.sme", Amount(name, sme, 0.0, (ref,)), bought, name=name, code=code)
        if known(sme) and known(micro):
            yield from _ratio(
                "procurement.micro",
                Amount(name, micro, 0.0, (ref,)),
                Amount(name, sme, 0.0, (ref,)),
                name=name,
                code=code,
            )


def staff(frames: Frames) -> dict[str, Amount]:
    """Staff in post and on the establishment, counted over the kinds of establishment that are printed."""
    told = rows(frames, "headcount", "category", "establishment", "actual")
    kinds = [r for r in told if any(kind in r[1] for kind in words("staff")["kinds"]["zh"].split("|"))]
    found = {}
    for name, column in (("establishment", 2), ("actual", 3)):
        counted = [(ref, n) for ref, n in ((r[0], r[column]) for r in kinds) if isinstance(n, int)]
        if counted:
            found[name] = Amount(name, float(sum(n for _, n in counted)), 1.0, tuple(ref for ref, _ in counted))
    return found


def _heads(book: Book, frames: Frames) -> Iterator[Record]:
    counted = staff(frames)
    three = three_public(book, "total")
    economic = classes(book, "economic", "basic") or classes(book, "economic")
    personnel = economic.get("301") or total(
        book, (*EXPENDED, "general_basic"), side="expenditure", measure="personnel"
    )
    public = economic.get("302") or total(book, (*EXPENDED, "general_basic"), side="expenditure", measure="public")
    for kind, people in counted.items():
        for name, amount in (("personnel", personnel), ("public", public), ("three_public", three)):
            if amount is not None:
                yield from _ratio(f"head.{name}.{kind}", amount, people)
    if len(counted) == 2:
        yield from _ratio("head.filled", counted["actual"], counted["establishment"])


def three_public(book: Book, item: str, year: int | None = None) -> Amount | None:
    """One item of the three public expenses, of the budget year where none is named, of all units where they are told together.

    A total that holds meetings and training too is not theirs: the total beside it is, else the sum of the items.
    """
    cells = _items(book, year or book.year)
    found = [c for c in cells if c.code == item]
    if not found or item != "total":
        return _amount(found[0]) if found else None
    parts = [next((c for c in cells if c.code == code), None) for code in ("abroad", "reception", "vehicles")]
    told = [_amount(c) for c in parts if c is not None]
    own = _together(found[0].name, told)
    best = min(found, key=lambda c: abs(c.amount - own.amount))
    more = sum(c.amount for c in cells if c.code in ("meeting", "training"))
    joined = bool(more) and len(found) == 1 and abs(best.amount - own.amount - more) < best.precision
    return own if told and joined else _amount(best)


def _items(book: Book, year: int | None) -> list[Cell]:
    """The cells that tell the three public expenses of a year: of one table, unit and fund, those of the whole where it is told."""
    cells = [c for c in book.filled if c.table == "three_public" and c.measure == "total" and c.year == year]
    first = next((c for c in cells if c.kind == "total"), None) or next((c for c in cells if c.code == "total"), None)
    if first is None:
        return cells
    return [c for c in cells if (c.part, c.unit, c.fund) == (first.part, first.unit, first.fund)]


def _three_public(book: Book, frames: Frames) -> Iterator[Record]:
    operation = three_public(book, "vehicle_operation")
    held = [(ref, n) for ref, item, n in rows(frames, "assets", "item", "count") if item == "vehicles" and known(n)]
    if operation is not None and held:
        yield from _ratio("vehicle.operation", operation, Amount("", held[0][1], 1.0, (held[0][0],)))
    earlier = three_public(book, "vehicle_operation", book.year - 1) if book.year else None
    if earlier is not None and held:
        yield from _ratio("vehicle.operation_before", earlier, Amount("", held[0][1], 1.0, (held[0][0],)))
    now = three_public(book, "total")
    before = three_public(book, "total", book.year - 1) if book.year else None
    if now is not None and before is not None and before.amount:
        yield from _ratio("change.three_public", Amount("", now.amount - before.amount, 0.0, now.refs), before)


def _change(book: Book, frames: Frames) -> Iterator[Record]:
    claims = rows(frames, "claims", "subject_kind", "amount", "prior")
    for ref, kind, amount, prior in claims:
        if kind in ("total_expenditure", "total_both") and known(amount) and known(prior) and prior:
            yield from _ratio(
                "change.expenditure", Amount("", amount - prior, 0.0, (ref,)), Amount("", prior, 0.0, (ref,))
            )
            break


def _alike(book: Book, frames: Frames) -> Iterator[Record]:
    for n, group in enumerate(alike.groups(frames), 1):
        refs = (*(m.ref for m in group.members), *group.moves)
        before = Amount("", sum(m.prior for m in group.members), 0.0, refs)
        change = Amount("", sum(m.amount - m.prior for m in group.members), 0.0, refs)
        yield from _ratio("change.like_for_like", change, before, name=group.name, code=str(n))
