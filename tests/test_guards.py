"""What holds for the whole repository: layers, light import, the lock, and what must never be written."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from collections.abc import Mapping
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import budgetnb

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "budgetnb"
LAYERS = (
    "wording", "layout", "formats", "performance", "tables", "narrative", "parsing", "disclosure", "checks", "charts", "inspection", "explore", "report",
    "cli",
)  # fmt: skip
HEAVY = ("altair", "ipywidgets", "pdfplumber", "lxml", "jinja2")


def test_all_is_importable_and_short() -> None:
    missing = [name for name in budgetnb.__all__ if not hasattr(budgetnb, name)]
    assert missing == [] and len(budgetnb.__all__) <= 15


@pytest.mark.parametrize("name", [n for n in budgetnb.__all__ if n not in ("charts", "explore")])
def test_every_public_name_says_what_it_is_with_an_example_that_runs(name: str) -> None:
    told = getattr(budgetnb, name)
    assert told.__doc__ and ("Examples" in told.__doc__ or issubclass(told, Exception))


def _public() -> dict[str, object]:
    """Everything that a user calls: the public names, every chart and widget, and the methods of what these give back."""
    from budgetnb import charts, explore
    from budgetnb.evidence import Evidence

    found = {name: getattr(budgetnb, name) for name in budgetnb.__all__ if name not in ("charts", "explore")}
    found |= {f"charts.{name}": getattr(charts, name) for name in charts.__all__}
    found |= {f"explore.{name}": getattr(explore, name) for name in explore.__all__}
    for kind in (budgetnb.Disclosure, budgetnb.Corpus, Evidence):
        own = {name: member for name, member in inspect.getmembers(kind) if not name.startswith("_")}
        found |= {
            f"{kind.__name__}.{name}": member
            for name, member in own.items()
            if inspect.isroutine(member) or isinstance(member, property)
        }
    return found


@pytest.mark.parametrize("name", sorted(_public()))
def test_everything_public_has_an_example_that_runs(name: str) -> None:
    told = inspect.getdoc(_public()[name]) or ""
    assert "Examples\n--------\n>>> " in told and "+SKIP" not in told


@pytest.mark.parametrize("name", sorted(name for name in _public() if name.endswith("_table")))
def test_every_table_tells_its_columns_their_types_and_units(name: str) -> None:
    told = inspect.getdoc(_public()[name]) or ""
    assert "Returns\n-------\nDataFrame\n" in told and "Raises\n------\n" in told
    assert "amount (" not in told or " ".join(told.split()).count("amount (float64, yuan)") == 1


def _layer(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _top_imports(path: Path) -> set[str]:
    """The sibling layers that a module imports when it is loaded (a late import inside a function is allowed)."""
    depth = len(path.relative_to(PACKAGE).parts)
    nodes = [n for n in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(n, ast.ImportFrom)]
    relative = [n for n in nodes if n.level == depth]
    return {(n.module or a.name).split(".")[0] for n in relative for a in n.names}


def test_one_version() -> None:
    cited = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"version: {budgetnb.__version__}\n" in cited


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    layer = _layer(path)
    later = set(LAYERS[LAYERS.index(layer) + 1 :]) if layer in LAYERS else set()
    assert _top_imports(path) & later == set()


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _all_imports(path: Path, modules: Mapping[str, Path]) -> set[str]:
    """The modules of the package that a file imports anywhere, late imports too, those for types alone left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for_types = [n for n in ast.walk(tree) if isinstance(n, ast.If) and "TYPE_CHECKING" in ast.unparse(n.test)]
    skipped = {id(n) for block in for_types for n in ast.walk(block)}
    package = list(path.relative_to(ROOT).parent.parts)
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level and id(node) not in skipped:
            base = ".".join([*package[: len(package) - node.level + 1], *filter(None, [node.module])])
            found |= {f"{base}.{a.name}" if f"{base}.{a.name}" in modules else base for a in node.names}
    return found & modules.keys()


def test_no_file_imports_itself_by_way_of_others() -> None:
    modules = {_module(path): path for path in PACKAGE.rglob("*.py")}
    graph = {name: _all_imports(path, modules) for name, path in modules.items()}
    assert any("budgetnb.report" in found for found in graph.values()), "late imports are seen"
    assert list(TopologicalSorter(graph).static_order())  # a CycleError names the files of the cycle


def test_import_is_light() -> None:
    code = f"import sys, budgetnb; print([m for m in {HEAVY!r} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_lock_names_no_host() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert re.findall(r"https?:|file:|--(?:extra-)?index-url|--find-links|--trusted-host", lock) == []
    assert "torch==" not in lock and "--hash=sha256:" in lock


def test_readme_commands_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"^\s*make ([a-z]+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert named and named <= targets
