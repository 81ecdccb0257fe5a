"""Code names no table: what it asks of one stands in its entry in tables.toml."""

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
STILL = (
    "charts/composition.py", "charts/select.py", "charts/shares.py", "charts/twins.py", "checks/identities/columns.py",
    "checks/identities/three_public.py", "checks/pick.py", "checks/ratios.py", "checks/replies.py", "checks/rules.py",
    "checks/ties.py", "report/summary.py", "tables/account.py",
)  # fmt: skip
"""Modules that name tables still: a mark that has to go when one does no more."""


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


@pytest.mark.parametrize("path", _modules(STILL))
def test_code_names_no_table(path: Path) -> None:
    assert names_of_tables(path.read_text(encoding="utf8")) == []


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
