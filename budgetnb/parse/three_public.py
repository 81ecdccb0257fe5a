"""“三公” tables: which item a cell is of, whether items are printed as rows or as columns."""

from __future__ import annotations

import re
from typing import Any

from .. import wording
from ..text import flat
from .headers import Head
from .rows import Row

TOTAL_WORDS = re.compile(r"^(?:总计|合计|小计|金额|预算数|总额)$|^\d{4}年?度?(?:预算|决算|执行)?数?$")


def item_of(text: str) -> str:
    """The id of the item that a text names, '' where it names none.

    >>> item_of("公务用车购置及运行维护费"), item_of("公务用车购置费"), item_of("因公出国（境）费用")
    ('vehicles', 'vehicle_purchase', 'abroad')
    """
    return wording.choose(wording.choices("tables", "three_public"), flat(text))


def item(record: dict[str, Any], head: Head, row: Row, title: str) -> dict[str, Any]:
    """The record with its item as code: from the row's name, else from the column's header path, else from the title."""
    if record["measure"] not in ("change", "change_pct"):
        record = record | {"measure": "total"}
    named = item_of(row.printed or record["name"]) if row.names or row.project or row.total else ""
    code = named if named and not (row.total and _column_item(head.path)) else _column_item(head.path)
    if record["table"] == "operating_cost" and not code:
        code = "operating_cost"
    if code in ("", "total") and "三公" not in title:
        code = item_of(title) or code
    code = code or "total"
    kind = record["kind"] if record["scheme"] in ("none", "unit") and row.total and _column_item(head.path) else "item"
    name = record["name"] if named else (head.path[-1] if head.path else record["name"])
    return record | {"scheme": "three_public", "code": code, "kind": kind, "name": name, "level": None}


def _column_item(path: tuple[str, ...]) -> str:
    """The item that a header path tells: the deepest level that names one; 小计 stands for its group."""
    for level in reversed(path):
        if TOTAL_WORDS.search(level):
            continue
        if (found := item_of(level)) and found != "total":
            return found
        if "三公" in level:
            return "total"
    return "total" if any(re.match(r"^(?:总计|合计|小计|总额)$", level) for level in path) else ""
