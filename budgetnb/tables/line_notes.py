"""What a trace says of a line of text outside tables: whether it is the title of one, its owner, its unit, its number or a note."""

from __future__ import annotations

from .. import trace, wording
from ..model import Line
from ..text import flat, money_unit
from ..wording.matches import chosen, matched
from .headers import owner_in
from .titles import bare_title, read_number, read_title, why_no_title, without_leaders


def noted(line: Line) -> None:
    """Notes what a line was taken for, and why it is a title or not."""
    name = bare_title(without_leaders(line.text))
    table, pattern = chosen(wording.choices("tables", "table", "titles"), name)
    if read_title(line.text) is not None:
        trace.note("line", line, f"title of {table}", why=f"its name, {name}, has words of that table", pattern=pattern)
        return _other(line)
    why, words = why_no_title(without_leaders(line.text)), wording.patterns("tables", "title")
    if not why and table:
        why, pattern = f"it names {table}, but of money that is not the whole budget", matched(words["none"], name)
    else:
        pattern = matched(words["reject"], name) if why else ""
    trace.note(
        "line", line, "title", chosen=False, why=why or f"its name, {name}, is no known table's", pattern=pattern
    )
    return _other(line)


def _other(line: Line) -> None:
    """Notes what else a line says."""
    found = {"number": read_number(line.text), "owner": owner_in(line.text), "money unit": money_unit(line.text)}
    for candidate, said in found.items():
        if said:
            trace.note("line", line, candidate, why=f"it says {said}")
    if pattern := matched(wording.patterns("tables", "rows")["note"], flat(line.text)):
        trace.note("line", line, "note", why="it reads as notes do", pattern=pattern)
