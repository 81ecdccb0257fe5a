"""The second opinion: a PDF read by both engines, cell by cell, and where they disagree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import parsing
from .disclosure import Source
from .errors import OptionError
from .formats import ENGINES, open_document
from .formats.pdf import pdfplumber_places
from .formats.source import open_source
from .model import Box, Cell, Document, Table
from .text import flat, number

if TYPE_CHECKING:
    import pandas as pd

FIRST, SECOND = ENGINES
Pair = tuple[int, Cell | None, Sequence[Cell]]
CELLS = {
    "doc": "string", "table": "string", "title": "string", "page": "Int64", "bbox": "object", "row": "Int64", "col": "Int64",
    "numeric": "boolean", "outcome": "string", FIRST: "string", SECOND: "string",
}  # fmt: skip
TABLES = {
    "doc": "string", "table": "string", "title": "string", "first_page": "Int64", "last_page": "Int64", "cells": "Int64", "agreed": "Int64", "same_text": "Int64",
    "differ": "Int64", f"{FIRST}_only": "Int64", f"{SECOND}_only": "Int64", "numbers": "Int64", "numbers_agreed": "Int64", "agreement": "float64",
}  # fmt: skip


@dataclass(frozen=True)
class CrossCheck:
    """What two engines read of one PDF.

    Attributes
    ----------
    cells : pandas.DataFrame
        One row per printed cell of a table: its place, whether it is a number, the outcome and both readings. Outcomes:
        agreed; same_text (the second engine reads the same in this place, and sees no cell of a table there); differ; or
        the name of the only engine that reads anything there.
    tables : pandas.DataFrame
        One row per table: how many cells agree, differ or are one engine's only; `agreement` is the share of its
        numbers that both engines read alike in the same place (<NA> where it prints none).
    """

    cells: pd.DataFrame
    tables: pd.DataFrame

    def __repr__(self) -> str:
        counts = self.tables[["cells", "agreed", "same_text", "numbers", "numbers_agreed"]].sum()
        return (
            f"<CrossCheck of {len(self.tables)} tables: {counts['agreed'] + counts['same_text']} of {counts['cells']} cells agree,"
            f" {counts['numbers_agreed']} of {counts['numbers']} numbers>"
        )

    def _repr_html_(self) -> str:
        return self.tables.to_html(index=False, escape=True)


def cross_check(source: Source) -> CrossCheck:
    """A PDF read by both engines, its tables compared cell by cell.

    Raises
    ------
    OptionError
        The source is no PDF: only PDF has two engines.
    SourceError
        It cannot be read; the message says why.
    NotADisclosureError
        It was read and is no budget disclosure.

    Examples
    --------
    >>> import budgetnb as bn
    >>> checked = bn.cross_check(bn.sample("pdf"))
    >>> float(checked.tables["agreement"].min())
    1.0
    """
    given = source.read() if hasattr(source, "read") else source
    document = open_document(given)
    if document.format != "pdf":
        raise OptionError(
            f"{document.source.path}: cross_check compares the engines that read PDF; this is {document.format}"
        )
    pdfplumber_places.quiet()
    tables, _ = parsing.structure(document)
    pairs = list(_compared(document, tables, open_document(given, engine=SECOND)))
    texts = pdfplumber_places.texts_at(open_source(given)[1], document.source, _alone(pairs))
    records = [_record(document, tables[n], n, cell, found, texts) for n, cell, found in pairs]
    return CrossCheck(
        _frame(CELLS, records), _frame(TABLES, [_counted(n, t, document, records) for n, t in enumerate(tables)])
    )


def _frame(columns: dict[str, str], records: Iterable[dict[str, Any]]) -> pd.DataFrame:
    import pandas as pd

    rows = list(records)
    return pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype=dtype) for name, dtype in columns.items()})


def _compared(document: Document, tables: Sequence[Table], other: Document) -> Iterator[Pair]:
    """For every table the cells of the first engine with those of the second in their place, then those that the second alone has."""
    theirs: dict[int | None, list[Cell]] = defaultdict(list)
    for grid in other.grids:
        theirs[grid.page] += [cell for cell in grid.cells if cell.text.strip()]
    turned = _turned(document, other)
    used: set[int] = set()
    for n, table in enumerate(tables):
        for grid in table.grids:
            unused = [cell for cell in theirs[grid.page] if id(cell) not in used]
            cells = [cell for cell in grid.cells if cell.text.strip()]
            for cell, found in _paired(cells, unused, by_text=grid.page in turned):
                used |= {id(f) for f in found}
                yield n, cell, found
            for cell in unused:
                if id(cell) not in used and _inside(cell.bbox, grid.bbox):
                    used.add(id(cell))
                    yield n, None, [cell]


def _alone(pairs: Iterable[Pair]) -> dict[int, list[Box]]:
    """The places, by page, of the cells where the second engine has none."""
    found: dict[int, list[Box]] = defaultdict(list)
    for _, cell, others in pairs:
        if cell is not None and not others and cell.page is not None and cell.bbox is not None:
            found[cell.page].append(cell.bbox)
    return found


def _turned(document: Document, other: Document) -> set[int | None]:
    """The pages that only the first engine sets upright: places cannot be compared there."""
    sizes = {p.number: (round(p.width), round(p.height)) for p in other.pages}
    return {
        p.number
        for p in document.pages
        if (round(p.width), round(p.height)) != sizes.get(p.number) or p.rotation % 360 == 180
    }


def _paired(cells: Sequence[Cell], others: Sequence[Cell], *, by_text: bool) -> Iterator[tuple[Cell, list[Cell]]]:
    if by_text:
        waiting: dict[str, list[Cell]] = defaultdict(list)
        for other in others:
            waiting[flat(other.text)].append(other)
        for cell in cells:
            same = waiting[flat(cell.text)]
            yield cell, [same.pop(0)] if same else []
        return
    held: set[int] = set()
    for cell in cells:
        found = [o for o in others if id(o) not in held and (_inside(o.bbox, cell.bbox) or _inside(cell.bbox, o.bbox))]
        held |= {id(o) for o in found}
        yield cell, found


def _inside(small: Box | None, large: Box | None) -> bool:
    """Whether the middle of one box lies in the other."""
    if small is None or large is None:
        return False
    x, y = (small[0] + small[2]) / 2, (small[1] + small[3]) / 2
    return large[0] <= x <= large[2] and large[1] <= y <= large[3]


def _record(
    document: Document,
    table: Table,
    order: int,
    cell: Cell | None,
    found: Sequence[Cell],
    texts: Mapping[tuple[int, Box], str],
) -> dict[str, Any]:
    place = cell or found[0]
    first = cell.text if cell is not None else ""
    there = texts.get((place.page or 0, place.bbox), "") if place.bbox else ""
    second = "\n".join(o.text for o in found) or there
    same = "agreed" if found else "same_text"
    return {
        "doc": document.source.doc, "order": order, "table": table.id, "title": table.title, "page": place.page, "bbox": place.bbox,
        "row": place.row, "col": place.col, "numeric": number(first or second) is not None,
        "outcome": _outcome(first, second, same), FIRST: first, SECOND: second,
    }  # fmt: skip


def _outcome(first: str, second: str, same: str) -> str:
    if not second:
        return FIRST
    if not first:
        return SECOND
    return same if flat(first) == flat(second) else "differ"


def _counted(order: int, table: Table, document: Document, records: Sequence[dict[str, Any]]) -> dict[str, Any]:
    mine = [r for r in records if r["order"] == order]
    count = Counter(r["outcome"] for r in mine)
    numbers = [r["outcome"] for r in mine if r["numeric"]]
    agreed = sum(outcome in ("agreed", "same_text") for outcome in numbers)
    return {
        "doc": document.source.doc, "table": table.id, "title": table.title, "first_page": table.first_page, "last_page": table.last_page,
        "cells": len(mine), "agreed": count["agreed"], "same_text": count["same_text"], "differ": count["differ"],
        f"{FIRST}_only": count[FIRST], f"{SECOND}_only": count[SECOND],
        "numbers": len(numbers), "numbers_agreed": agreed, "agreement": agreed / len(numbers) if numbers else float("nan"),
    }  # fmt: skip
