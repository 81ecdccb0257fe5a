"""``budgetnb report``: one file of disclosures, or of a notebook."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from budgetnb import samples
from budgetnb.cli import report

SAMPLE = str(samples.sample("txt"))


def test_report_writes_one_file(call, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    target = tmp_path / "new" / "report.html"
    code, out, _ = call("report", SAMPLE, "--out", str(target))
    assert (code, out) == (0, f"wrote {target}\n")
    assert "深圳市综合交通运行指挥中心" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("cell", "sources", "expected"),
    [
        pytest.param('DISCLOSURE = "x.pdf"', ["a.pdf"], {"DISCLOSURE": "a.pdf"}, id="one"),
        pytest.param('DISCLOSURES = ["x.pdf"]', ["a.pdf", "b.pdf"], {"DISCLOSURES": ["a.pdf", "b.pdf"]}, id="a list"),
        pytest.param('DISCLOSURES = "x/*.pdf"', ["a/*.pdf"], {"DISCLOSURES": "a/*.pdf"}, id="a pattern"),
    ],
)
def test_a_notebook_is_asked_in_its_own_words(
    tmp_path: Path, cell: str, sources: list[str], expected: dict[str, object]
) -> None:
    notebook = tmp_path / "asked.ipynb"
    notebook.write_text(json.dumps({"cells": [{"cell_type": "code", "source": [cell]}]}), encoding="utf-8")
    assert report._asked(notebook, sources) == expected


LEAN = """
import sys
from budgetnb.cli import report
report._import_charts()
assert "altair" in sys.modules and "lark" not in sys.modules and report.ADDRESSES not in sys.modules
"""


def test_charts_are_imported_without_the_grammar_of_addresses() -> None:
    run = subprocess.run([sys.executable, "-c", LEAN], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize(
    "held", [{}, {"not_there": None}, {"not_there": sys}], ids=["unknown", "known as missing", "imported"]
)
def test_a_module_is_hidden_for_a_stretch_only(monkeypatch: pytest.MonkeyPatch, held: dict[str, object]) -> None:
    for name, module in held.items():
        monkeypatch.setitem(sys.modules, name, module)
    with suppress(ZeroDivisionError), report._as_if_missing("not_there"):
        assert sys.modules["not_there"] is held.get("not_there")
        raise ZeroDivisionError
    assert {name: sys.modules[name] for name in ("not_there",) if name in sys.modules} == held
