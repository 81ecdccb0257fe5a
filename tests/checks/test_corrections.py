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
    ("", r"it has no \[\[correction\]\]"),
    ("correction = 'x'", r"it has no \[\[correction\]\]"),
    ("correction = ['x']", "correction 1 is no table"),
    (ENTRY.replace("reason", "resaon"), "has no use for 'resaon'; it knows frame, where, set, reason; correction 1 has no reason"),
    ("dco = 'x'\n" + ENTRY, "has no use for 'dco'; it knows doc, correction"),
    (ENTRY.replace("60880000.0", "'sixty'"), "amount cannot be 'sixty', it is a number"),
    (ENTRY.replace("60880000.0", "nan"), "amount cannot be nan, it is a number"),
    (ENTRY.replace("amount = 60880000.0", "carried = 'yes'"), "carried cannot be 'yes', it is true or false"),
    (ENTRY.replace("amount = 60880000.0", "measure = 'totl'"), "measure cannot be 'totl'; there are: total, basic"),
    (ENTRY.replace("amount = 60880000.0", "raw = '6,088'"), "raw stays as printed"),
    (ENTRY.replace('{ table = "expenditure", code = "2140109", measure = "total" }', "'amounts:1'"), "where must name columns and values"),
    (ENTRY.replace("60880000.0", "inf"), "amount cannot be inf, it is a number"),
    (ENTRY.replace("60880000.0", "1e400"), "amount cannot be inf, it is a number"),
    (ENTRY.replace("60880000.0", "1" + "0" * 400), "amount cannot be 10{58}…, it is a number"),
    (ENTRY.replace("60880000.0", "9" * 5000), "fix.toml: Exceeds the limit"),
    (ENTRY.replace("amount = 60880000.0", "level = 99999999999999999999"), "level cannot be 99999999999999999999, it is a whole number"),
    (ENTRY.replace("amount = 60880000.0", "page = -5"), "page stays as printed"),
    (ENTRY.replace("amount = 60880000.0", "bbox = 'x'"), "bbox stays as printed"),
    (ENTRY.replace('code = "2140109"', "code = { a = 1 }"), r"code cannot be \{'a': 1\}, it is a text in quotes"),
    (ENTRY.replace('code = "2140109"', "amount = nan"), "amount cannot be nan, it is a number"),
    (ENTRY.replace('code = "2140109"', "bbox = [1, 2, 3, 4]"), r"correction 1: bbox cannot be \[1, 2, 3, 4\]$"),
    (ENTRY.replace('"amounts"', "['amounts']"), "correction 1: frame must be a text in quotes"),
    (ENTRY.replace('"misprint"', "{ a = 1 }"), "correction 1: reason must be a text in quotes"),
    ("doc = 5\n" + ENTRY, "doc must be a text in quotes"),
    ("doc = " + "[" * 5000 + "]" * 5000 + ENTRY, "fix.toml: values are nested too deep"),
    (ENTRY.replace("code =", "cod =") + ENTRY.replace("amounts", "amunts"), "column cod; correction 2: no frame 'amunts' to correct"),
], ids=["incomplete", "derived frame", "column", "no TOML", "empty", "no list", "no table", "misspelt key", "misspelt document", "a word for a number",
        "nothing for a number", "a word for a truth", "closed list", "as printed", "no columns", "infinity", "more than a number holds", "a huge number", "a number too long to read",
        "more than a whole number holds", "a page", "a place", "a table for a text", "nothing to find a row by", "a place to find a row by",
        "a list for a frame", "a table for a reason", "a number for a document", "deep nesting", "two faults"])  # fmt: skip
def test_faults_are_told_together(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(OptionError, match=message):
        corrections.load(written(tmp_path, text))


@pytest.mark.parametrize(("text", "message"), [
    (ENTRY.replace('code = "2140109", ', ""), r"\(amounts:\d+, amounts:\d+, amounts:\d+ …\); name more columns; it must fit exactly one"),
    (ENTRY.replace("2140109", "9999999"), "fits 0 rows"),
])  # fmt: skip
def test_a_correction_fits_exactly_one_row(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(OptionError, match=message):
        _ = bn.read(bn.sample(), corrections=written(tmp_path, text)).amounts


def test_a_side_car_for_another_document_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="is for document 000000000000"):
        bn.read(bn.sample(), corrections=written(tmp_path, 'doc = "000000000000"\n' + ENTRY))


def test_a_side_car_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="there is no such file of corrections"):
        corrections.load(tmp_path / "fix.toml")
