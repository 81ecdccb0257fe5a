"""What a column's header path says: measure, fund, year, stage, and whether the money is carried over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .. import wording
from ..text import money_unit, scales
from ..wording.current import remembered
from ..wording.tables import TITLED, entry

WIDE = ("", "all", "fiscal")  # funds of tables that may print others in columns of their own
SIGNS = re.compile(r"[()+\-±/]")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the amounts of one column measure."""

    measure: str
    fund: str
    year: int | None
    stage: str
    carried: bool
    scale: float | None
    part: bool = False


def scope_measure(table: str, title: str) -> str:
    """The measure that the whole table has where no column says more.

    >>> scope_measure("general_economic", "一般公共预算项目支出情况表(按经济分类科目)")
    'project'
    """
    about, words = entry(table), wording.patterns("tables", "titled_measure")
    return next((measure for measure in about.titled_measures if words[measure].search(title)), about.measure)


def scope_fund(table: str, title: str) -> str:
    """The fund that the whole table has where no column says more.

    >>> scope_fund("three_public", "财政拨款“三公”经费支出表")
    'fiscal'
    """
    about = entry(table)
    if about.fund == TITLED:
        return wording.choose(wording.sections("tables", "titled_fund"), title) or "all"
    if not about.titled_funds:
        return about.fund
    named = wording.choose(wording.choices("columns", "fund"), title)
    return named if named in about.titled_funds else about.fund


@remembered(8192)
def meaning(path: tuple[str, ...], table: str, title: str, year: int | None, stage: str) -> Meaning:
    """What a column of a table measures, from its header path and the table's own scope."""
    return Meaning(
        measure=_measure(path, table, title),
        fund=_fund(path, table, title),
        year=_year(path, year),
        stage=_stage(path, stage),
        carried=_carried(path) or bool(wording.patterns("rows", "rows")["carried_title"].search(title)),
        scale=_scale(path),
        part=_is_part(path),
    )


def _words(name: str) -> re.Pattern[str]:
    return wording.patterns("columns", "heading")[name]


def _deepest(section: str, path: Sequence[str]) -> str:
    options = wording.choices("columns", section)
    return next((found for level in reversed(path) if (found := wording.choose(options, _bare(level)))), "")


def _bare(level: str) -> str:
    """A level of a header without what it leaves out (不含…) and without 其中 before it."""
    return wording.patterns("rows", "rows")["of_which"].sub("", _words("left_out").sub("", level)).lstrip(":")


def _measure(path: tuple[str, ...], table: str, title: str) -> str:
    found = _change(path) or _deepest("measure", [level for level in path if not _group_of_carried(level)])
    scope = scope_measure(table, title)
    if _is_part(path):
        return _measure(path[:-1], table, title)
    known = entry(table).measures
    if known and found not in known:
        return scope
    return found or (scope if _is_plain(path, table) else "other")


def _change(path: Sequence[str]) -> str:
    """change or change_pct where a level of the header names a change: what stands below it is the change of that."""
    options = wording.choices("columns", "measure")
    told = (wording.choose(options, text) for level in reversed(path) for text in (level, SIGNS.sub("", level)))
    return next((found for found in told if found.startswith("change")), "")


def _is_part(path: Sequence[str]) -> bool:
    """Whether a column tells a part of the column above or beside it: what follows 其中 names no measure, fund, item or carry-over."""
    words = wording.patterns("rows", "rows")["of_which"]
    level = _bare(path[-1]) if path and words.search(path[-1]) else ""
    options = (
        wording.choices("columns", "measure"),
        wording.choices("columns", "fund"),
        wording.choices("rows", "three_public"),
    )
    named = not level or _carried((level,)) or any(wording.choose(choices, level) for choices in options)
    return not named


def _is_plain(path: Sequence[str], table: str) -> bool:
    """Whether a header names no measure because it needs none: an amount, a total, a fund or a year, or nothing."""
    if not path or entry(table).layout == "items" or _deepest("fund", path[-1:]):
        return True
    if len(path) > 1 and _words("total").match(path[-1]) and _is_economic(path[-2]):
        return False  # the sum of the columns of one class
    return bool(wording.patterns("rows", "rows")["plain_header"].search(path[-1])) or _carried(path)


def _is_economic(level: str) -> bool:
    return wording.choose(wording.choices("rows", "class"), level.lstrip("0123456789-")).startswith("economic")


def _group_of_carried(level: str) -> bool:
    return bool(_words("carried").match(level))


def _fund(path: tuple[str, ...], table: str, title: str) -> str:
    scope = scope_fund(table, title)
    found = _deepest("fund", path)
    if entry(table).fund not in WIDE:
        return scope
    if found == "current" and scope != "all" or found == "fiscal" and scope == "general":
        return scope
    return found or scope


def _year(path: Sequence[str], year: int | None) -> int | None:
    prior = wording.patterns("rows", "rows")["prior_year"]
    for level in reversed(path):
        if printed := _words("year").match(level):
            return int(printed.group(1))
        if prior.search(level) and not _carried((level,)) and not _words("compared").search(level) and year is not None:
            return year - 1
    return year


def _stage(path: Sequence[str], stage: str) -> str:
    rows = wording.patterns("rows", "rows")
    for level in reversed(path):
        if _words("compared").search(level):  # compared with what was spent, an amount is still of the budget
            continue
        if rows["stage_execution"].search(level):
            return "execution"
        if rows["stage_final"].search(level):
            return "final"
        if rows["stage_budget"].search(level):
            return "budget"
    return stage


def _carried(path: Sequence[str]) -> bool:
    words = wording.patterns("rows", "rows")
    left = (level for level in path if words["carried"].search(level) or words["left"].search(level))
    return any(not words["forward"].search(level) for level in left)


def _scale(path: Sequence[str]) -> float | None:
    unit = next((u for level in reversed(path) if (u := money_unit(level))), "")
    return scales().get(unit)
