"""The scores on real disclosures, held: they can rise, never fall."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

UNDERSTOOD, RECALL, PRECISION, CLOSED, REFUSED = 103, 0.998, 0.9999, 0.98, 14
CELLS, INDICATORS, CLAIMS = 1810, 101, 207


def _run(tool: Path) -> str:
    return subprocess.run([sys.executable, str(tool)], capture_output=True, text=True, check=False, timeout=900).stdout


def _found(pattern: str, text: str) -> list[float]:
    match = re.search(pattern, text, re.MULTILINE)
    assert match is not None, f"{pattern!r} is not in:\n{text}"
    return [float(group) for group in match.groups()]


@pytest.mark.corpus
@pytest.mark.slow
def test_corpus_is_understood_as_before(shared: Path) -> None:
    printed = _run(shared / "tools" / "score.py")
    errors, understood, recall, precision, closed, tested = _found(
        r"^ALL +\d+ +(\d+) +(\d+) +([\d.]+) +([\d.]+) +(\d+)/(\d+)", printed
    )
    (refused,) = _found(r"refused as such (\d+)", printed)
    reached = (errors == 0, understood >= UNDERSTOOD, recall >= RECALL, precision >= PRECISION)
    assert reached == (True, True, True, True), printed
    assert closed / tested >= CLOSED and refused >= REFUSED, printed


@pytest.mark.corpus
@pytest.mark.slow
def test_transcribed_documents_are_read_right(shared: Path) -> None:
    printed = _run(shared / "tools" / "gold.py")
    cells, alarms = _found(r"^cells right in every respect (\d+)/.*rows nobody printed (\d+)", printed)
    indicators, more = _found(r"^kpis right (\d+)/.*extra (\d+)", printed)
    claims, extra = _found(r"^claims right (\d+)/.*extra (\d+)", printed)
    assert (cells >= CELLS, alarms, indicators >= INDICATORS, more, claims >= CLAIMS, extra) == (
        True,
        0,
        True,
        0,
        True,
        0,
    ), printed
