"""Tables to the `amounts` frame: one record per printed amount."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .. import wording
from ..changed import changed
from ..model import Cell, Identity, Table
from ..text import clean, code_level, flat, money, number, own_unit, scales
from ..wording.current import remembered
from ..wording.tables import UNRECOGNISED, entry
from . import codes, columns_by_sums, nested_lists, purchase_rows, three_public
from .column_meaning import Meaning, meaning, scope_fund, scope_measure
from .headers import Head
from .row_labels import NAMES, Row, class_of, read_rows, year_of

TOP = 3  # digits of a 类
BRACKETED = re.compile(r"[(][^)]*[)]$")
PLAIN = Table(UNRECOGNISED.id, "", "", ())
SCHEME_OF_ROLE = {"function_code": "function", "dept_code": "economic_dept", "gov_code": "economic_gov"}


@dataclass(frozen=True)
class Subject:
    """What one row is about."""

    scheme: str
    code: str
    name: str
    kind: str
    side: str
    cross: str = ""
    inferred: bool = False
    measure: str = ""
    fund: str = ""
    carried: bool = False
    level: int | None = None


def read(tables: Sequence[Table], who: Identity) -> list[dict[str, Any]]:
    """The records of `amounts` for all recognised tables, in printed order."""
    usual = usual_unit(tables)
    found: list[dict[str, Any]] = []
    listed = any(entry(table.id).projects and table.title for table in tables)
    for table in tables:
        if entry(table.id).money:
            records = read_table(table, who, scales().get(table.money_unit or usual))
            found += _told_again(records) if listed and entry(table.id).projects and not table.title else records
    return codes.infer(found)


def _told_again(records: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The records of key projects that the narrative picks out of the list of all: a part of what is there already."""
    return [r | {"kind": "of_which"} if r["kind"] == "item" else r for r in records]


def usual_unit(tables: Iterable[Table]) -> str:
    """The money unit that most tables of the document print, '' where none does."""
    counted = Counter(t.money_unit for t in tables if t.money_unit)
    return counted.most_common(1)[0][0] if counted else ""


def read_table(table: Table, who: Identity, scale: float | None) -> list[dict[str, Any]]:
    """The records of one table; `scale` is the size in yuan of its money unit, None where none is known."""
    found: list[dict[str, Any]] = []
    rows, about = list(read_rows(table)), entry(table.id)
    if about.layout == "rows" and about.side == "expenditure":  # a list of sources or items names no units
        stops = [i for i, row in enumerate(rows) if purchase_rows.kind_of(row)] if about.purchases else []
        rows = nested_lists.with_units(rows, stops)
    incomes = _income_columns(rows) if about.side == "expenditure" else set()
    setting = _Setting(table, who, scale, _holder(table, who))
    for row, subject in zip(rows, _subjects(rows, table, who), strict=True):
        for head, cell in row.amounts:
            told = changed(subject, side="income") if incomes and head in incomes else subject
            record = _record(row, head, cell, told, setting)
            if record is not None:
                found.append(record)
    found = columns_by_sums.told(found, table)
    return codes.kinds(three_public.kinds(found) if about.items else found)


def _holder(table: Table, who: Identity) -> str:
    """The unit that a table is of: its owner where that is another than the disclosure's organisation."""
    bare = [BRACKETED.sub("", flat(name)) for name in (table.owner, who.organisation)]
    return table.owner if bare[0] and bare[0] != bare[1] else who.organisation


def _income_columns(rows: Sequence[Row]) -> set[Head]:
    """The columns of income (年初结转, 本年收入) of a table that prints its expenditure beside them."""
    words = wording.patterns("rows", "rows")
    heads = {head for row in rows for head, _ in row.amounts}
    found = {head for head in heads if any(words["income_column"].search(level) for level in head.path)}
    spent = any(words["expenditure_column"].search(level) for head in heads for level in head.path)
    opened = {head for head in heads if any(words["opening"].search(level) for level in head.path)}
    return found | opened if found and spent else set()


@dataclass(frozen=True)
class _Setting:
    """What the records of one table share: the table, whose disclosure it is, the size of its money unit, and the unit it is of."""

    table: Table
    who: Identity
    scale: float | None
    holder: str


def _record(row: Row, head: Head, cell: Cell, subject: Subject, setting: _Setting) -> dict[str, Any] | None:
    table, who, text, bare = setting.table, setting.who, cell.text, flat(cell.text)
    means = meaning(head.path, table.id, table.title, who.year, who.stage)
    period_year, period_measure = year_of(row.period, who.year) if row.period else (None, "")
    measure = period_measure or subject.measure or means.measure
    if means.measure in ("change", "change_pct"):
        measure = "change_pct" if "%" in bare else means.measure
    size = 1.0 if measure == "change_pct" else scales().get(own_unit(bare)) or means.scale or setting.scale
    if size is None or (read := money(text, size)) is None or (measure != "change_pct" and "%" in bare):
        return None  # a share or a rate is no money
    record = {
        "doc": who.doc, "organisation": who.organisation, "year": period_year or means.year, "stage": means.stage,
        "table": table.id, "side": subject.side, "unit": row.unit or setting.holder, "unit_code": row.unit_code,
        "scheme": subject.scheme, "code": subject.code, "inferred": subject.inferred, "cross": subject.cross,
        "name": subject.name, "level": subject.level, "kind": "of_which" if means.part else subject.kind, "measure": measure,
        "fund": _fund(means, subject, table), "carried": subject.carried or means.carried, "amount": read[0],
        "precision": read[1], "raw": text, "header": head.printed, "page": cell.page, "line": cell.line, "bbox": cell.bbox,
        "row": cell.row, "col": cell.col,
    }  # fmt: skip
    if entry(table.id).purchases:
        return purchase_rows.by_column(record, head.path)
    itemised = entry(table.id).layout == "items" and subject.scheme not in codes.CODED
    return three_public.item(record, head, row, table.title) if itemised else record


def _fund(means: Meaning, subject: Subject, table: Table) -> str:
    scope = scope_fund(table.id, table.title)
    if not subject.fund or means.fund not in (scope, "current"):
        return scope if means.fund == "current" and entry(table.id).halves else means.fund
    return scope if scope != "all" and subject.fund in ("all", "current") else subject.fund


def _subjects(rows: Sequence[Row], table: Table, who: Identity) -> Iterator[Subject]:
    sides = _sides(rows, table)
    below = nested_lists.parts(rows)
    kinds = nested_lists.kinds(rows, below)
    about = entry(table.id)
    grouped = nested_lists.groups if about.projects else nested_lists.classes if _is_uncoded_list(rows, table) else None
    for i in grouped(rows) if grouped else ():
        kinds[i] = "subtotal"
    bought = _bought(rows, sides) if about.purchases else {}
    by_use = {row.block for row in rows if sides[row.block] == "expenditure" and _is_use(row)}
    above: dict[int, str] = {}
    left, kept = _under(rows, below, "carried"), _under(rows, below, "forward")
    aside = nested_lists.aside(rows) if about.halves else ()
    for i, (row, kind) in enumerate(zip(rows, kinds, strict=True)):
        subject = bought.get(i) or _subject(row, table, sides[row.block])
        if subject.scheme == "source":
            subject = _part_of(subject, kind, above.setdefault(row.block, ""))
            subject = changed(subject, carried=True) if i in left or (i in aside and subject.fund == "all") else subject
            above[row.block] = above[row.block] if kind == "of_which" else subject.fund
        elif not subject.code and (i in kept or (i in aside and _is_unknown(subject))):
            subject = changed(subject, scheme="none", measure="carry_forward", fund=source_fund(subject.name))
        if row.block in by_use and _is_unknown(subject):
            subject = changed(subject, scheme="none", measure="other")
        yield changed(subject, kind=kind) if kind and subject.kind == "item" and not subject.code else subject


def _under(rows: Sequence[Row], below: Mapping[int, Sequence[int]], word: str) -> set[int]:
    """The rows that part a row of money carried over from earlier years (`carried`) or to the next (`forward`)."""
    words = wording.patterns("rows", "rows")[word]
    return {k for i, held in below.items() if words.search(flat(clean(rows[i].printed))) for k in held}


def _part_of(subject: Subject, kind: str, fund: str) -> Subject:
    """A source told within another (其中) has the fund of that one where it names none."""
    within = kind == "of_which" and subject.fund in ("", "all") and not subject.carried
    return changed(subject, fund=fund) if within and fund else subject


def _is_uncoded_list(rows: Sequence[Row], table: Table) -> bool:
    """Whether a table of classes prints names alone, in one list and with no enumerators."""
    classes = entry(table.id).classes and len({row.block for row in rows}) == 1
    return classes and not any(row.codes or row.own_unit or nested_lists.rank(row.printed) >= 0 for row in rows)


def _is_use(row: Row) -> bool:
    """Whether a row of a list names a use of money (基本支出, 项目支出): what stands beside it is no function."""
    if row.codes:
        return False
    words = wording.patterns("rows", "rows")
    name = flat(next(iter(row.names.values()), row.project))
    return bool(words["basic"].search(name) or words["project"].search(name))


def _is_unknown(subject: Subject) -> bool:
    """Whether a row of a list of classes is none of the national ones."""
    return subject.scheme == "function" and not subject.code and not _is_class(subject.name)


def _is_class(name: str) -> bool:
    return bool(class_of(name))


def _sides(rows: Sequence[Row], table: Table) -> dict[int, str]:
    """The side of every block: income where the table or the block's own names say so."""
    blocks = {row.block for row in rows}
    if entry(table.id).side == "income":
        return dict.fromkeys(blocks, "income")
    if not _is_two_sided(table):
        return dict.fromkeys(blocks, "expenditure")
    return {b: _block_side(b, [r for r in rows if r.block == b]) for b in blocks}


def _is_two_sided(table: Table) -> bool:
    """Whether a table lists income and expenditure: its column 项目 names lines, not projects."""
    return entry(table.id).halves or bool(wording.patterns("rows", "rows")["two_sided"].search(table.title))


def _is_listing(table: Table) -> bool:
    return entry(table.id).side != "expenditure" or _is_two_sided(table)


def _block_side(block: int, rows: Sequence[Row]) -> str:
    words = wording.patterns("rows", "side")
    heads = {level for row in rows for head, _ in row.amounts for level in head.path}
    income, spent = (any(words[side].search(h) for h in heads) for side in ("income", "expenditure"))
    if income != spent:
        return "income" if income else "expenditure"
    names = [name for row in rows for name in row.names.values()]
    votes = sum(bool(words["received"].search(n)) - bool(words["expenditure"].search(n)) for n in names)
    return "income" if votes > 0 or (votes == 0 and block == 0) else "expenditure"


def _subject(row: Row, table: Table, side: str) -> Subject:
    if row.total:
        return _group_total(row, table, side) or _total(row, table, side)
    if row.group:
        coded = _classified(row, table, side) if _is_coded(row) else Subject("none", "", "", "item", side)
        return changed(coded, name=row.printed, kind="subtotal")
    if not row.codes and not row.names and not row.project:
        if row.unit and row.own_unit:
            return Subject("unit", "", "", "total", side, level=0)
        blank = all((n := number(c.text)) is None or not n.value for _, c in row.amounts)
        return Subject("none", "", "", "item" if blank else "total", side)
    about = entry(table.id)
    if about.layout == "items" and not (about.item and row.codes):
        return Subject("three_public", "", next(iter(row.names.values()), row.project), "item", side)
    return _classified(row, table, side)


def _group_total(row: Row, table: Table, side: str) -> Subject | None:
    """What a 小计 under the heading of a group is about: the group; None for any other total."""
    if not row.heading or not wording.patterns("rows", "rows")["subtotal"].search(flat(row.printed)):
        return None
    named = changed(row, total=False, names={"name": row.heading}, project="", heading="")
    return changed(_subject(named, table, side), kind="subtotal")


def _total(row: Row, table: Table, side: str) -> Subject:
    fund = "fiscal" if wording.patterns("tables", "titled_fund")["fiscal"].search(row.printed) else ""
    measure = wording.choose(wording.choices("columns", "measure"), flat(row.printed)) if side == "expenditure" else ""
    return Subject("none", "", row.printed, "total", side, fund=fund, measure=measure, level=0)


def _bought(rows: Sequence[Row], sides: dict[int, str]) -> dict[int, Subject]:
    """The subjects of the purchases without a code: of the kind that each row or the heading above it names."""
    kinds, holders = purchase_rows.kinds(rows), purchase_rows.holders(rows)
    found = {}
    for i, row in enumerate(rows):
        if row.total or row.group or not (row.names or row.project) or _is_coded(row):
            continue
        scheme = "kind" if kinds[i] else "none" if row.names else "project"
        found[i] = Subject(
            scheme, kinds[i], purchase_rows.name_of(row), "subtotal" if i in holders else "item", sides[row.block],
            inferred=bool(kinds[i]) and not purchase_rows.kind_of(row),
        )  # fmt: skip
    return found


def _is_coded(row: Row) -> bool:
    return any(_scheme_of_digits(code, PLAIN) for code in row.codes.values())


def _classified(row: Row, table: Table, side: str) -> Subject:
    found = _schemes(row, table)
    if found and row.project and scope_measure(table.id, table.title) == "project":
        cross = ";".join(f"{scheme}={code}" for scheme, code in found.items())
        return Subject("project", "", clean(row.project), "item", side, cross=cross)
    main = _main_scheme(found, table)
    if main and _is_unit(row, found[main], main):
        return Subject("unit", "", "", "total", side, level=0)
    name = _name(row, main)
    if main and row.own_unit and name == row.unit:
        name = ""
    if not main:
        return _uncoded(row, table, side, name)
    cross = ";".join(f"{scheme}={code}" for scheme, code in found.items() if scheme != main)
    code = found[main]
    return Subject(
        main, code, name, "item", side, cross=cross, inferred=row.carried_codes, level=code_level(code, main)
    )


def _schemes(row: Row, table: Table) -> dict[str, str]:
    found: dict[str, str] = {}
    for role, code in row.codes.items():
        scheme = SCHEME_OF_ROLE.get(role) or _scheme_of_digits(code, table)
        if scheme:
            found.setdefault(scheme, code)
    return found


def _scheme_of_digits(code: str, table: Table) -> str:
    if len(code) not in (3, 5, 7):
        return ""
    leading = {"2": "function", "3": "economic_dept", "5": "economic_gov"}.get(code[0], "")
    return "function" if code[:1] == "1" and entry(table.id).side == "income" else leading


def _main_scheme(found: dict[str, str], table: Table) -> str:
    order = (
        ["economic_dept", "economic_gov", "function"]
        if entry(table.id).scheme == "economic_dept"
        else ["function", "economic_dept", "economic_gov"]
    )
    return next((scheme for scheme in order if scheme in found), "")


def _is_unit(row: Row, code: str, scheme: str) -> bool:
    """Whether what looks like a class code is a unit's: three digits beside an organisation's name."""
    if len(code) != TOP:
        return False
    name, ends = _name(row, scheme), tuple(wording.load("identity")["owner"]["ends"])
    return name.endswith(ends) and not wording.patterns("rows", "rows")["no_unit"].search(name)


def _name(row: Row, scheme: str) -> str:
    for role in NAMES.get(scheme, ()):
        if row.names.get(role):
            return row.names[role]
    return next(iter(row.names.values()), row.project)


def _uncoded(row: Row, table: Table, side: str, name: str) -> Subject:
    about = entry(table.id)
    special = _special(clean(row.project) if row.project and about.projects else name, side)
    if special:
        scheme, measure, carried = special
        fund = source_fund(name) if scheme == "source" else ""
        return Subject(scheme, "", name, "item", side, measure=measure, carried=carried, fund=fund)
    if row.codes.get("unit_like") and len(row.codes["unit_like"]) == 6:
        return Subject("unit", "", "", "total", side, level=0)
    if side == "income" and about.sources and not (about.side == "income" and _is_class(name)):
        return _source(row, table, name)
    if row.project and not _is_listing(table) and not (about.scheme == "economic_dept" and _is_class(row.project)):
        return Subject("project", "", clean(row.project), "item", side)
    return Subject(_list_scheme(row, table), "", name, "item", side)


def _source(row: Row, table: Table, name: str) -> Subject:
    """A row of a list of sources: its fund is that which it names, else that of the group it stands under."""
    found = [fund for fund in (source_fund(name), source_fund(row.heading)) if fund != "all"]
    fund = found[0] if found else "" if entry(table.id).side == "income" else "all"
    carried = bool(wording.patterns("rows", "rows")["carried"].search(flat(row.heading)))
    return Subject("source", "", name, "item", "income", fund=fund, carried=carried)


def _list_scheme(row: Row, table: Table) -> str:
    """The scheme of a list of names without codes: from the header, else from the names of the national classes."""
    levels = " ".join(level for head, _ in row.amounts[:1] for level in head.path)
    named, about = class_of(next(iter(row.names.values()), row.project)), entry(table.id)
    if "gov_name" in row.names:
        return "economic_gov"
    if (
        "dept_name" in row.names
        or about.scheme == "economic_dept"
        or wording.patterns("columns", "heading")["economic"].search(levels)
    ):
        return named if named == "economic_gov" and "dept_name" not in row.names else "economic_dept"
    if about.projects:
        return "project"
    if about.scheme in ("project", "kind"):
        return "none"
    return named or "function"


@remembered(8192)
def _special(name: str, side: str) -> tuple[str, str, bool] | None:
    """(scheme, measure, carried) of rows that stand among classes and are none."""
    words = wording.patterns("rows", "rows")
    bare = flat(name)
    if words["forward"].search(bare):
        return "none", "carry_forward", False
    if words["carried"].search(bare) or (side == "income" and words["left"].search(bare)):
        return ("source" if side == "income" else "none"), "", True
    if words["whole"].search(bare):
        return ("source" if side == "income" else "none"), "", False
    if side == "expenditure":
        for measure in ("remit_up", "subsidize_down", "operating", "basic", "project", "personnel", "public"):
            if words[measure].search(bare):
                return "none", measure, False
    return None


def source_fund(name: str) -> str:
    """The fund that a row of a source list names, 'all' where it names none.

    >>> source_fund("一般公共预算拨款收入"), source_fund("事业收入")
    ('general', 'business')
    """
    return (
        wording.choose(
            wording.choices("columns", "fund"), wording.patterns("columns", "heading")["left_out"].sub("", flat(name))
        )
        or "all"
    )


def count_numbers(table: Table) -> int:
    """How many cells of a table below its headers print a number, codes and indices left out."""
    return sum(1 for row in read_rows(table) for _, cell in row.amounts if number(cell.text) is not None)


__all__ = ["count_numbers", "read", "read_table", "scope_measure", "source_fund", "usual_unit"]
