"""What a trace says of a grid: under which title it stands, and which table it is."""

from __future__ import annotations

from collections.abc import Sequence

from .. import trace, wording
from ..model import Grid, Table
from ..wording.matches import chosen
from ..wording.tables import UNRECOGNISED
from .titles import Title


def placed(grid: Grid, title: Title, above: Title | None, *, begins: bool) -> None:
    """Notes where a grid was put: to the table before it, or to one that it begins under the title above it, if there is one."""
    if not begins:
        trace.note(
            "table", grid, f"goes on with {title.table}", why=f"no other title stands between: {_said(above or title)}"
        )
        return
    if above is not None:
        pattern = chosen(wording.choices("tables", "table", "titles"), above.name)[1]
        trace.note("table", grid, f"begins {title.table}", why=f"the title above it is {_said(above)}", pattern=pattern)
        return
    told = f"the title above it, {title.name}, is not known" if title.name else "no title stands above it"
    candidate = title.table if title.table == UNRECOGNISED.id else f"begins {title.table}"
    why = f"{told}, and its header tells {'no table' if candidate == UNRECOGNISED.id else 'which table it is'}"
    trace.note("table", grid, candidate, chosen=candidate != UNRECOGNISED.id, why=why)


def closed(title: Title, grids: Sequence[Grid], table: Table) -> None:
    """Notes which table some grids are in the end, and what else is known of it."""
    promised = "the contents promise it" if table.promised else "the contents do not name it"
    changed = f"its title says {title.table}, its cells say more; " if table.id != title.table else ""
    said = [
        f"{name} {value}"
        for name, value in (("owner", table.owner), ("unit", table.money_unit), ("note", table.note))
        if value
    ]
    for grid in grids:
        trace.note(
            "table", grid, table.id, chosen=table.id != UNRECOGNISED.id, why="; ".join([changed + promised, *said])
        )


def _said(title: Title) -> str:
    return " ".join(part for part in (title.number, title.name) if part) or "(untitled)"
