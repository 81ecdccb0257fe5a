"""What a trace says of a line of text outside tables: whether it is the title of one, its owner, its unit, its number or a note."""

from __future__ import annotations

from .. import trace, wording
from ..model import Line
from ..text import flat, money_unit
from ..wording.matches import chosen, matched
from ..wording.tables import entry
from .headers import owner_in
from .titles import REJECTED, bare_title, read_number, read_title, why_no_title, without_leaders


def noted(line: Line) -> None:
    """Notes what a line was taken for, and why it is a title or not."""
    name = bare_title(without_leaders(line.text))
    table, pattern = chosen(wording.choices("tables", "table", "titles"), name)
    if read_title(line.text) is not None:
        trace.note("line", line, f"title of {table}", why=f"its name, {name}, has words of that table", pattern=pattern)
        return _other(line)
    why, pattern = _why_not(line, name, table)
    trace.note("line", line, "title", chosen=False, why=why, pattern=pattern)
    return _other(line)


def _why_not(line: Line, name: str, table: str) -> tuple[str, str]:
    """Why a line is no title of a known table, and which words say so; `table` is the one whose words it has all the same."""
    if why := why_no_title(without_leaders(line.text)):
        return why, matched(wording.patterns("tables", "title")["reject"], name) if why == REJECTED else ""
    if table:
        return f"it names {table}, and has words that name another after all", matched(
            wording.pattern(list(entry(table).unless)), name
        )
    return f"its name, {name}, is no known table's", ""


def _other(line: Line) -> None:
    """Notes what else a line says."""
    for candidate, said in sayings(line.text).items():
        pattern = matched(wording.patterns("rows", "rows")["note"], flat(line.text)) if candidate == "note" else ""
        trace.note(
            "line", line, candidate, why="it reads as notes do" if pattern else f"it says {said}", pattern=pattern
        )


def sayings(text: str) -> dict[str, str]:
    """What a line says of the table below it, besides its title: the table's number, its owner, its money unit, a note.

    >>> sayings("表3 单位：万元")
    {'number': '表3', 'money unit': '万元'}
    """
    bare = flat(text)
    note = bare if wording.patterns("rows", "rows")["note"].search(bare) else ""
    said = {"number": read_number(text), "owner": owner_in(text), "money unit": money_unit(text), "note": note}
    return {what: words for what, words in said.items() if words}
