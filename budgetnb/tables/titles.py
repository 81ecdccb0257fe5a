"""Titles of tables: which canonical table a printed title names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .. import wording
from ..text import flat
from ..wording.current import remembered
from ..wording.tables import entry

DOTS = re.compile(r"([.．…·・\-—_])\1{3,}")
SHORTEST, LONGEST = 4, 60
REJECTED = "it has words that no title has"


@dataclass(frozen=True, slots=True)
class Title:
    """A recognised title: the canonical id, the number and the name as printed, and why its table is said to be empty."""

    table: str
    number: str
    name: str
    reason: str = ""


def without_leaders(text: str) -> str:
    """The text of a line of contents with its row of dots cut to three.

    >>> without_leaders("收支总表........................8")
    '收支总表...8'
    """
    return DOTS.sub(r"\1\1\1", text) if len(text) <= LONGEST * 8 else text


@remembered(8192)
def bare_title(text: str) -> str:
    """The name of a table without number, enumerator, leaders and page number.

    >>> bare_title("表7 一般公共预算支出表（按功能分类）......12")
    '一般公共预算支出表(按功能分类)'
    """
    words = wording.patterns("tables", "title")
    name = words["suffix"].sub("", words["leader"].sub("", flat(text).replace("《", "").replace("》", "")))
    for _ in range(3):
        shorter = words["prefix"].sub("", name, count=1)
        if shorter == name:
            break
        name = shorter
    return name


@remembered(8192)
def read_title(text: str) -> Title | None:
    """The title that a line prints; None where the line is no title of a table.

    >>> read_title("公开 01 表 收支总表").table
    'balance'
    >>> read_title("收支总表情况说明") is None
    True
    """
    text = without_leaders(text)
    if why_no_title(text):
        return None
    name = bare_title(text)
    table = table_of(name)
    return Title(table, read_number(text), name) if table else None


def why_no_title(text: str) -> str:
    """Why a line is not worded as the title of a table, '' where it is, whether that table is known or not.

    >>> why_no_title("收支总表情况说明"), why_no_title("值班表")
    ('it has words that no title has', 'its name is too short or too long')
    """
    words = wording.patterns("tables", "title")
    if len(text) > LONGEST * 2 or not words["list"].search(text):
        return "it is longer than any title" if len(text) > LONGEST * 2 else "it names neither a table nor a list"
    name = bare_title(text)
    if not SHORTEST <= len(name) <= LONGEST:
        return "its name is too short or too long"
    if words["reject"].search(name):
        return REJECTED
    return "" if words["end"].search(name) else "it does not end as titles do"


def table_of(name: str) -> str:
    """The canonical id of a bare title, '' where it names no known table.

    >>> table_of("部门综合预算收支总表"), table_of("一般公共预算基本支出表"), table_of("值班表")
    ('balance', 'general_basic', '')
    """
    table = wording.choose(wording.choices("tables", "table", "titles"), name)
    return "" if table and (other := unless(table)) and other.search(name) else table


@remembered()
def unless(table: str) -> re.Pattern[str] | None:
    """What in a title shows that it names another table after all; None where nothing does."""
    words = entry(table).unless
    return wording.pattern(list(words)) if words else None


@remembered(8192)
def looks_like_title(text: str) -> bool:
    """Whether a line is shaped as the title of some table, known or not."""
    words = wording.patterns("tables", "title")
    name = bare_title(text)
    return SHORTEST <= len(name) <= LONGEST and bool(words["end"].search(name)) and not words["reject"].search(name)


def read_number(text: str) -> str:
    """The number of a table as printed, '' where the line prints none.

    >>> read_number("公开 03 表"), read_number("表 12"), read_number("收支总表")
    ('公开03表', '表12', '')
    """
    found = wording.patterns("tables", "title")["number"].match(flat(text))
    return found.group(0) if found else ""
