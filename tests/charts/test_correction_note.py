"""Charts of a disclosure that a reader has corrected say so."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import budgetnb as bn
from budgetnb import charts
from budgetnb.charts.correction_note import corrections

FIX = """
[[correction]]
frame = "amounts"
where = { table = "expenditure", code = "2140109", measure = "total" }
set = { amount = 60880000.0 }
reason = "misprint"
"""


@pytest.fixture(scope="module")
def fixed(tmp_path_factory: pytest.TempPathFactory) -> bn.Disclosure:
    path = tmp_path_factory.mktemp("fix") / "fix.toml"
    path.write_text(FIX, encoding="utf8")
    return bn.read(bn.sample(), corrections=path)


@pytest.mark.parametrize("name", ["composition", "basic_project", "funds", "changes", "slope", "moves_flow", "kpi_matrix", "targets",
                                  "checks_overview", "procurement", "three_public", "composition_twin"])  # fmt: skip
def test_every_chart_says_what_was_corrected(fixed: bn.Disclosure, name: str) -> None:
    draw = getattr(charts, name)
    assert draw(fixed).to_dict()["title"]["subtitle"][-1] == "含读者更正 1 处"
    assert draw(fixed, lang="en").to_dict()["title"]["subtitle"][-1] == "cells corrected by a reader: 1"


def test_a_chart_of_what_was_printed_says_nothing() -> None:
    assert "更正" not in str(charts.composition(bn.read(bn.sample())).to_dict()["title"])


def test_corrections_are_counted_over_documents_and_in_frames(fixed: bn.Disclosure) -> None:
    assert corrections([fixed, bn.read(bn.sample())]) == 1
    assert corrections(fixed.amounts) == 1 and corrections(pd.DataFrame()) == 0


def test_the_report_names_the_corrected_cell(fixed: bn.Disclosure, tmp_path: Path) -> None:
    assert "50880000.0" in fixed.report(tmp_path / "report.html").read_text(encoding="utf8")
