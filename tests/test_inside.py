"""What holds inside the folders that are set in order: sizes, tests of the same name, no table named in code, no Chinese."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from budgetnb.wording import tables

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("checks", "report")
"""Folders of the package in which all of this holds; a folder that is set in order is added here."""
MODULES = sorted(path for folder in FOLDERS for path in (ROOT / "budgetnb" / folder).rglob("*.py"))
MOST_LINES, MOST_IN_FUNCTION, MOST_IN_95 = 300, 40, 30
LEAST_TESTED = 0.8
"""Lines of tests to one line of code."""
MOST_POSITIONAL = 4
CHINESE = re.compile("[\u4e00-\u9fff]")
OTHER_WORDS = {
    "income", "expenditure", "basic", "project", "procurement", "three_public", "gov_fund", "state_capital", "operating_cost",
    "unrecognised",
}  # fmt: skip
"""Ids of tables that are also ids of sides, measures, funds, kinds of claims or frames: no table where they stand alone."""


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT / "budgetnb"))


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _docstrings(tree: ast.Module) -> set[int]:
    """The nodes of docstrings and of the texts below constants that say what they are."""
    return {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def _strings(tree: ast.AST, skipped: set[int]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node.value


def _functions(path: Path) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(_tree(path)) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_file_and_its_functions_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
    long = [f.name for f in _functions(path) if (f.end_lineno or 0) - f.lineno >= MOST_IN_FUNCTION]
    assert long == [], f"functions of more than {MOST_IN_FUNCTION} lines"
    assert [f.name for f in _functions(path) if len(_positional(f)) > MOST_POSITIONAL] == []


def _positional(function: ast.FunctionDef) -> list[str]:
    return [argument.arg for argument in function.args.args if argument.arg not in ("self", "cls")]


@pytest.mark.parametrize("folder", FOLDERS)
def test_most_functions_are_shorter_still(folder: str) -> None:
    paths = (path for path in MODULES if _name(path).startswith(folder))
    sizes = sorted((f.end_lineno or 0) - f.lineno + 1 for path in paths for f in _functions(path))
    assert sizes[int(len(sizes) * 0.95)] <= MOST_IN_95


@pytest.mark.parametrize("path", [path for path in MODULES if path.name != "__init__.py"], ids=_name)
def test_a_module_has_tests_of_its_name(path: Path) -> None:
    inside = path.relative_to(ROOT / "budgetnb")
    assert (ROOT / "tests" / inside.parent / f"test_{inside.name}").is_file()


@pytest.mark.parametrize("folder", FOLDERS)
def test_there_is_nearly_as_much_test_as_code(folder: str) -> None:
    code, tests = (
        sum(len(path.read_text(encoding="utf-8").splitlines()) for path in (ROOT / place / folder).rglob("*.py"))
        for place in ("budgetnb", "tests")
    )
    assert tests >= LEAST_TESTED * code, f"{tests} lines of tests to {code} of code"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_table_is_named_in_code(path: Path) -> None:
    """What code asks of a table stands in its entry of tables.toml, or in the entry of the rule that asks."""
    tree = _tree(path)
    skipped = _docstrings(tree)
    ids = set(tables.ids()) - OTHER_WORDS
    assert [text for text in _strings(tree, skipped) if text in ids] == []
    compared = [
        node for node in ast.walk(tree) if isinstance(node, ast.Compare) and re.search(r"\btable\b", ast.unparse(node))
    ]
    assert [ast.unparse(node) for node in compared if set(_strings(node, skipped)) & set(tables.ids())] == []


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_code_speaks_no_chinese(path: Path) -> None:
    tree = _tree(path)
    assert [text for text in _strings(tree, _docstrings(tree)) if CHINESE.search(text)] == []
