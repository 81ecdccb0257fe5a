"""Shares, concentration and amounts per head: each with its operands and the rows that they come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .. import labels, wording
from . import like_for_like
from .finding import sentences
from .frame_rows import known, rows
from .ledger import Ledger, ledger_of
from .quantities import (
    Quantity,
    at_depth,
    classes,
    deepest,
    expenditure,
    quantity_of,
    three_public,
    together,
    total,
    whole_of,
)

if TYPE_CHECKING:
    from ..model import Identity
    from .frame_rows import Frames

Record = dict[str, Any]
PARTS = ("basic", "project", "personnel", "public")
SHARED_FUNDS = ("all", "fiscal", "general")
"""The funds in which a share of expenditure may be told, the widest first."""
SUMS_OF_FUNDS = ("fiscal", "current", "own")
"""Funds that hold others, so that a column of them divides nothing."""
OTHER_CLASS = "99"
"""How the code of a class named other ends."""


def compute(frames: Frames, identity: Identity) -> list[Record]:
    """The records of the frame `ratios`: value, operands, unit, formula and evidence of each ratio that can be computed."""
    ledger = ledger_of(frames, identity.year)
    families = (_classes, _projects, _measures, _funds, _procurement, _heads, _three_public, _change, _like_for_like)
    return [
        {"doc": identity.doc, "year": identity.year, **record}
        for family in families
        for record in family(ledger, frames)
    ]


def _ratio(ratio: str, above: Quantity, below: Quantity, *, name: str = "", code: str = "") -> Iterator[Record]:
    """The record of a ratio; none where its denominator is zero."""
    if below.amount:
        defined = sentences("ratio")[ratio]
        yield {
            "ratio": f"{ratio}:{code}" if code else ratio, "value": above.amount / below.amount, "numerator": above.amount,
            "denominator": below.amount, "unit": defined["unit"], "formula": defined["zh"].format(name=name or above.name),
            "evidence": list(dict.fromkeys((*above.refs, *below.refs))),
        }  # fmt: skip


def _classes(ledger: Ledger, frames: Frames) -> Iterator[Record]:
    """The share of each class, of those named other, and how concentrated expenditure is."""
    for by in ("function", "economic"):
        found = classes(ledger, by)
        leaves = list(deepest(found).items())
        whole = whole_of(ledger, found)
        for code, amount in found.items():
            yield from _ratio(f"share.{by}", amount, whole, code=code)
        other = [a for code, a in leaves if code.endswith(OTHER_CLASS)]
        if leaves:
            yield from _ratio(f"share.other.{by}", together("", other), whole)
        for depth in (1, 2, 3):
            yield from _concentration(by, depth, at_depth(found, depth))


def _concentration(by: str, depth: int, found: Mapping[str, Quantity]) -> Iterator[Record]:
    """The share of the three largest classes at one depth, and the sum of squared shares; none where nothing is so deep."""
    if max(map(len, found), default=0) < 1 + 2 * depth:
        return
    amounts = sorted(found.values(), key=lambda a: -a.amount)
    named = {"name": str(depth), "code": str(depth)}
    yield from _ratio(f"concentration.top3.{by}", together("", amounts[:3]), together("", amounts), **named)
    yield from _herfindahl(f"concentration.hhi.{by}", amounts, str(depth))


def _herfindahl(ratio: str, amounts: Sequence[Quantity], code: str = "") -> Iterator[Record]:
    whole = sum(a.amount for a in amounts)
    refs = tuple(r for a in amounts for r in a.refs)
    squares = Quantity("", sum(a.amount**2 for a in amounts), 0.0, refs)
    yield from _ratio(ratio, squares, Quantity("", whole**2, 0.0, refs), name=code, code=code)


def _projects(ledger: Ledger, frames: Frames) -> Iterator[Record]:
    units = {c.unit for c in ledger.filled}  # what bears a unit's name is all that the unit spends on projects
    listed = [r for r in rows(frames, "projects", "name", "amount") if known(r[2]) and r[1] not in units]
    amounts = [Quantity(name, value, 0.0, (ref,)) for ref, name, value in listed]
    spent = expenditure(ledger)
    if amounts:
        yield from _herfindahl("concentration.hhi.project", amounts)
    if amounts and spent is not None:
        yield from _ratio("share.project.largest", max(amounts, key=lambda a: a.amount), spent)


def _measures(ledger: Ledger, frames: Frames) -> Iterator[Record]:
    """The share of basic, project, personnel and public expenditure, in the widest fund that tells both operands."""
    for measure in PARTS:
        for fund in SHARED_FUNDS:
            above = expenditure(ledger, "measure", measure=measure, fund=fund)
            below = expenditure(ledger, fund=fund)
            if above is not None and below is not None:
                of = "" if fund == "all" else f"{labels.label('fund', fund)}："
                name = of + labels.label("measure", measure)
                yield from _ratio("share.measure", above, below, name=name, code=measure)
                break


def _funds(ledger: Ledger, frames: Frames) -> Iterator[Record]:
    """The share of each fund in all income, and of what is carried over."""
    ids = wording.tables.answering("income")
    whole = total(ledger, ids, side="income", measure="total", fund="all", carried=False)
    if whole is None:
        return
    found = max((_by_fund(ledger, table) for table in ids), key=_number_of_funds)
    for fund, amount in found.items():
        yield from _ratio("share.fund", amount, whole, name=labels.label("fund", fund), code=fund)
    income = (c for c in ledger.filled if c.side == "income" and c.carried and c.measure == "total" and c.table in ids)
    if (carried := next(income, None)) is not None:
        yield from _ratio("share.carried", quantity_of(carried), whole)


def _by_fund(ledger: Ledger, table: str) -> dict[str, Quantity]:
    """The year's income by fund, as one table prints it."""
    listed = [c for c in ledger.filled if c.table == table and c.side == "income" and c.measure == "total"]
    listed = [c for c in listed if c.kind == "total" or (c.kind != "of_which" and c.scheme == "source")]
    listed = [c for c in listed if c.year == ledger.year and c.fund != "all" and not c.carried]
    return {c.fund: quantity_of(c) for c in reversed(listed)}


def _number_of_funds(found: Mapping[str, Quantity]) -> int:
    """Into how many funds a table divides the income."""
    return sum(bool(amount.amount) and fund not in SUMS_OF_FUNDS for fund, amount in found.items())


def _procurement(ledger: Ledger, frames: Frames) -> Iterator[Record]:
    """What is bought of all expenditure and of each class, and what of it is reserved for small firms."""
    spent, whole = classes(ledger, "function"), expenditure(ledger)
    seen: set[str] = set()
    columns = ("by", "code", "name", "amount", "sme", "micro")
    for ref, by, code, name, amount, sme, micro in rows(frames, "procurement", *columns):
        key = code if by == "function" else by
        if key in seen or by not in ("total", "function"):
            continue
        seen.add(key)
        bought, small, smallest = (Quantity(name, value, 0.0, (ref,)) for value in (amount, sme, micro))
        below = spent.get(code) if by == "function" else whole
        if below is not None:
            yield from _ratio("procurement.share", bought, below, name=name, code=code)
        if known(sme):
            yield from _ratio("procurement.sme", small, bought, name=name, code=code)
        if known(sme) and known(micro):
            yield from _ratio("procurement.micro", smallest, small, name=name, code=code)


def staff(frames: Frames) -> dict[str, Quantity]:
    """Staff in post (`actual`) and on the establishment, counted over the kinds of establishment that are printed."""
    kinds = wording.patterns("checks", "staff")["establishment"]
    listed = [r for r in rows(frames, "headcount", "category", "establishment", "actual") if kinds.search(r[1])]
    found = {}
    for name, column in (("establishment", 2), ("actual", 3)):
        counted = [(ref, n) for ref, n in ((r[0], r[column]) for r in listed) if isinstance(n, int)]
        if counted:
            found[name] = Quantity(name, float(sum(n for _, n in counted)), 1.0, tuple(ref for ref, _ in counted))
    return found


def _heads(ledger: Ledger, frames: Frames) -> Iterator[Record]:
    """Wages, running cost and the three public expenses per head; an economic class where printed, else its measure."""
    counted = staff(frames)
    economic = classes(ledger, "economic", "basic") or classes(ledger, "economic")
    costs = {
        "personnel": economic.get("301") or expenditure(ledger, "measure", measure="personnel"),
        "public": economic.get("302") or expenditure(ledger, "measure", measure="public"),
        "three_public": three_public(ledger, "total"),
    }
    for kind, people in counted.items():
        for name, amount in costs.items():
            if amount is not None:
                yield from _ratio(f"head.{name}.{kind}", amount, people)
    if len(counted) == 2:
        yield from _ratio("head.filled", counted["actual"], counted["establishment"])


def _three_public(ledger: Ledger, frames: Frames) -> Iterator[Record]:
    """What each vehicle costs to run, this year and the year before, and how the three public expenses change."""
    before = ledger.year - 1 if ledger.year else None
    cars = [(ref, n) for ref, item, n in rows(frames, "assets", "item", "count") if item == "vehicles" and known(n)]
    cost = three_public(ledger, "vehicle_operation")
    earlier = three_public(ledger, "vehicle_operation", before) if before else None
    for ratio, amount in (("vehicle.operation", cost), ("vehicle.operation_before", earlier)):
        if amount is not None and cars:
            yield from _ratio(ratio, amount, Quantity("", cars[0][1], 1.0, (cars[0][0],)))
    now = three_public(ledger, "total")
    then = three_public(ledger, "total", before) if before else None
    if now is not None and then is not None and then.amount:
        yield from _ratio("change.three_public", Quantity("", now.amount - then.amount, 0.0, now.refs), then)


def _change(ledger: Ledger, frames: Frames) -> Iterator[Record]:
    """How all expenditure changes, by the first sentence that states it."""
    for ref, kind, amount, prior in rows(frames, "claims", "subject_kind", "amount", "prior"):
        if kind in ("total_expenditure", "total_both") and known(amount) and known(prior) and prior:
            change, earlier = Quantity("", amount - prior, 0.0, (ref,)), Quantity("", prior, 0.0, (ref,))
            yield from _ratio("change.expenditure", change, earlier)
            break


def _like_for_like(ledger: Ledger, frames: Frames) -> Iterator[Record]:
    """How subjects change together between which money only moved."""
    for n, group in enumerate(like_for_like.groups(frames), 1):
        refs = (*(m.ref for m in group.members), *group.moves)
        before = Quantity("", sum(m.prior for m in group.members), 0.0, refs)
        change = Quantity("", sum(m.amount - m.prior for m in group.members), 0.0, refs)
        yield from _ratio("change.like_for_like", change, before, name=group.name, code=str(n))
