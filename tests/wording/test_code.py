"""Code names no table and reads no Chinese: what a table is, and what documents say, stands in the wording files."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

import budgetnb
from budgetnb import frames
from budgetnb.wording import tables

PACKAGE = Path(budgetnb.__file__).parent
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent.name != "wording")
VOCABULARY = {
    *frames.MEASURES, *frames.FUNDS, *frames.SCHEMES, *frames.SIDES, *frames.THREE_PUBLIC, *frames.SUBJECT_KINDS, *frames.SCHEMAS,
}  # fmt: skip
"""Ids that name something else too: such a word is a table's only beside what holds one."""
OF_TABLE = re.compile(r"""(?:\btable|\btable\.id|\[["']table["']\]|\.get\(["']table["']\)|\btables?\.id)$""")


def _modules(still: Sequence[str]) -> list[Any]:
    """The modules to look at, those that are not done yet marked so."""
    named = [(path, path.relative_to(PACKAGE).as_posix()) for path in MODULES]
    mark = pytest.mark.xfail(strict=True)
    return [pytest.param(path, id=name, marks=mark if name in still else ()) for path, name in named]


def names_of_tables(source: str) -> list[str]:
    """The lines of a module that name a table by its id, docstrings aside."""
    tree = ast.parse(source)
    ids, told = set(tables.ids()), _docstrings(tree)
    plain = [n for n in _texts(tree) if n.value in ids - VOCABULARY and id(n) not in told]
    beside = [n for holder in ast.walk(tree) for n in _beside(holder) if n.value in ids]
    return sorted({f"{n.lineno}: {n.value!r}" for n in (*plain, *beside)})


HAN = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff]")
"""A Chinese letter; marks such as （ and 。 are shapes of the page, alike in every wording."""
SAID = (
    "charts/", "explore/", "report/", "labels.py", "evidence.py", "dictionary.py", "frames.py", "cli/", "export.py", "checks/docs.py", "inspection/legend.py",
)  # fmt: skip
"""What speaks to readers, in both languages: here only what is compared or searched may hold no Chinese."""
ALPHABETS = {
    "formats/number_formats.py": "the formats of numbers that Excel defines by number",
    "formats/paragraph_numbers.py": "the numerals that Word counts paragraphs by",
}
READ_IN_CHINESE = ("narrative/claims/records.py", "performance/packed_indicators.py", "performance/targets.py")
"""Modules that read Chinese still: a mark that has to go when one does no more."""
ASKING = (
    "compile", "search", "match", "fullmatch", "findall", "finditer", "split", "startswith", "endswith", "removeprefix",
    "removesuffix", "contains", "count", "find",
)  # fmt: skip


def chinese(source: str, *, compared: bool = False) -> list[str]:
    """The lines of a module whose texts hold Chinese, docstrings aside; where `compared`, only what is compared or searched."""
    tree = ast.parse(source)
    told = _docstrings(tree)
    held = _asked(tree) if compared else _texts(tree)
    return sorted({f"{n.lineno}: {n.value!r}" for n in held if HAN.search(n.value) and id(n) not in told})


def _asked(tree: ast.AST) -> Iterator[ast.Constant]:
    """The texts that a module compares with, or searches for."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            held = [side for side in sides if isinstance(side, (ast.Constant, ast.Tuple, ast.List, ast.Set))]
            yield from (text for side in held for text in _texts(side))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ASKING:
            yield from (text for part in node.args for text in _texts(part))


def _docstrings(tree: ast.AST) -> set[int]:
    bodies = (getattr(node, "body", None) for node in ast.walk(tree))
    alone = (line for body in bodies if isinstance(body, list) for line in body if isinstance(line, ast.Expr))
    return {id(line.value) for line in alone}


def _texts(node: ast.AST) -> Iterator[ast.Constant]:
    return (n for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str))


def _beside(node: ast.AST) -> Iterator[ast.Constant]:
    """The texts that are compared with a table's id, given as one, or stand for the column `table`."""
    if isinstance(node, ast.Compare) and any(
        OF_TABLE.search(ast.unparse(part)) for part in (node.left, *node.comparators)
    ):
        yield from (
            text
            for part in (node.left, *node.comparators)
            if not OF_TABLE.search(ast.unparse(part))
            for text in _texts(part)
        )
    elif isinstance(node, ast.keyword) and node.arg == "table":
        yield from _texts(node.value)
    elif isinstance(node, ast.Dict):
        pairs = zip(node.keys, node.values, strict=True)
        yield from (
            text
            for key, value in pairs
            if isinstance(key, ast.Constant) and key.value == "table"
            for text in _texts(value)
        )
    elif isinstance(node, ast.Call) and _asks_of_table(node):
        yield from (text for part in node.args for text in _texts(part))


def _asks_of_table(call: ast.Call) -> bool:
    """Whether a call looks a table up (`label("table", …)`), or is one of its column (`frame["table"].isin(…)`)."""
    named = [a.value for a in call.args[:1] if isinstance(a, ast.Constant)] == ["table"]
    return named or (isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value).endswith("['table']"))


@pytest.mark.parametrize("path", _modules(()))
def test_code_names_no_table(path: Path) -> None:
    assert names_of_tables(path.read_text(encoding="utf8")) == []


@pytest.mark.parametrize("path", _modules(READ_IN_CHINESE))
def test_code_reads_no_chinese(path: Path) -> None:
    name = path.relative_to(PACKAGE).as_posix()
    if name not in ALPHABETS:
        assert chinese(path.read_text(encoding="utf8"), compared=name.startswith(SAID)) == []


@pytest.mark.parametrize(
    ("source", "compared", "found"),
    [
        pytest.param("A = re.compile('差旅')", False, ["1: '差旅'"], id="a pattern"),
        pytest.param("A = re.compile('差旅')", True, ["1: '差旅'"], id="a pattern in what speaks"),
        pytest.param("if '元' in text: pass", True, ["1: '元'"], id="a comparison in what speaks"),
        pytest.param("name.endswith(('局', '办'))", True, ["1: '办'", "1: '局'"], id="an end in what speaks"),
        pytest.param("TITLE = '支出'", True, [], id="words in what speaks"),
        pytest.param("TITLE = '支出'", False, ["1: '支出'"], id="words in what reads"),
        pytest.param("def f():\n    '差旅'\nA = '（。'", False, [], id="docstrings and marks"),
    ],
)
def test_chinese_is_found(source: str, compared: bool, found: list[str]) -> None:
    assert chinese(source, compared=compared) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        pytest.param("LISTS = ('fiscal_balance', 'x')", ["1: 'fiscal_balance'"], id="an id that is nothing else"),
        pytest.param("if row.table == 'income': pass", ["1: 'income'"], id="compared"),
        pytest.param("if r['table'] in ('x', 'gov_fund'): pass", ["1: 'gov_fund'"], id="among others"),
        pytest.param("f[f['table'].isin(['project'])]", ["1: 'project'"], id="a call on the column"),
        pytest.param("read(table='project')", ["1: 'project'"], id="given"),
        pytest.param("{'table': 'project'}", ["1: 'project'"], id="in a record"),
        pytest.param("label('table', 'procurement')", ["1: 'procurement'"], id="looked up"),
        pytest.param("if row.measure == 'project': pass", [], id="a measure of the same name"),
        pytest.param("def f():\n    'balance'", [], id="a docstring"),
    ],
)  # fmt: skip
def test_a_name_of_a_table_is_found(source: str, found: list[str]) -> None:
    assert names_of_tables(source) == found
