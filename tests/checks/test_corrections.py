"""A side-car of corrections: applied on read, marked everywhere, refused where it does not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

import budgetnb as bn
from budgetnb import corrections
from budgetnb.errors import OptionError

ENTRY = """
[[correction]]
frame = "amounts"
where = { table = "expenditure", code = "2140109", measure = "total" }
set = { amount = 60880000.0 }
reason = "misprint"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "fix.toml"
    path.write_text(text, encoding="utf8")
    return path


def test_a_correction_reaches_every_frame_and_is_marked(tmp_path: Path) -> None:
    d = bn.read(bn.sample(), corrections=written(tmp_path, ENTRY))
    row = d.amounts.query("table == 'expenditure' and code == '2140109' and measure == 'total'")
    assert row["amount"].tolist() == [60880000.0] and row["raw"].tolist() == ["5,088"]  # what was printed is kept
    assert d.amounts.attrs["corrected"] == [f"amounts:{row.index[0]}"]
    marks = d.checks.query("rule == 'corrections.applied'")
    assert marks["evidence"].tolist() == [[f"amounts:{row.index[0]}"]] and "misprint" in marks["message_en"].iloc[0]
    assert "identity.measures" in set(d.checks.query("status == 'conflict'")["rule"])


@pytest.mark.parametrize(("text", "message"), [
    ("[[correction]]\nframe = 'amounts'", "correction 1 has no where, set, reason"),
    (ENTRY.replace("amounts", "checks"), "no frame 'checks' to correct"),
    (ENTRY.replace("code =", "cod ="), "amounts has no column cod"),
    ("[[correction", "fix.toml"),
])  # fmt: skip
def test_faults_are_told_together(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(OptionError, match=message):
        corrections.load(written(tmp_path, text))


@pytest.mark.parametrize(("text", "message"), [
    (ENTRY.replace('code = "2140109", ', ""), "it must fit exactly one"),
    (ENTRY.replace("2140109", "9999999"), "fits 0 rows"),
])  # fmt: skip
def test_a_correction_fits_exactly_one_row(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(OptionError, match=message):
        _ = bn.read(bn.sample(), corrections=written(tmp_path, text)).amounts


def test_a_side_car_for_another_document_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="is for document 000000000000"):
        bn.read(bn.sample(), corrections=written(tmp_path, 'doc = "000000000000"\n' + ENTRY))
