"""Frames as files: they come back as they were, and nothing in them is run by a spreadsheet."""

from __future__ import annotations

import json
from pathlib import Path

import builders
import pandas as pd
import pytest

from budgetnb import errors, frame_files, frames


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        pytest.param('=HYPERLINK("http://x","y")', "'=HYPERLINK(\"http://x\",\"y\")", id="equals"),
        pytest.param("+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0", id="plus"),
        pytest.param("-2+3", "'-2+3", id="minus and more"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="at"),
        pytest.param("  =1+1", "'  =1+1", id="after blanks"),
        pytest.param("\u3000=1", "'\u3000=1", id="after a wide blank"),
        pytest.param("＝1+1", "'＝1+1", id="full-width"),
        pytest.param("\t=1", "'\t=1", id="tab"),
        pytest.param("|calc", "'|calc", id="pipe"),
        pytest.param("-3.5", "-3.5", id="a negative number"),
        pytest.param("-1,234.50", "-1,234.50", id="a grouped negative number"),
        pytest.param("-6%", "-6%", id="per cent"),
        pytest.param("—", "—", id="a dash"),
        pytest.param("--", "--", id="two dashes"),
        pytest.param("≥95%", "≥95%", id="a target"),
        pytest.param("行政运行", "行政运行", id="a name"),
        pytest.param("", "", id="blank"),
    ],
)  # fmt: skip
def test_inert(printed: str, written: str) -> None:
    assert frame_files.inert(printed) == written


@pytest.mark.parametrize("format", ["parquet", "json"])
def test_what_is_written_comes_back(tmp_path: Path, format: str) -> None:
    frame_files.save(builders.disclosure(), tmp_path, format)
    read = (
        pd.read_parquet(tmp_path / "amounts.parquet")
        if format == "parquet"
        else pd.read_json(tmp_path / "amounts.json")
    )
    expected = builders.amounts()
    assert read["amount"].tolist() == expected["amount"].tolist()
    assert read["name"].tolist() == expected["name"].tolist()


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_a_hostile_name_is_text_in_a_spreadsheet(tmp_path: Path, format: str) -> None:
    hostile = '=cmd|"/C calc"!A1\x07'
    goals = frames.build("goals", [{"text": hostile, "order": 1}])
    frame_files.save(builders.disclosure(goals=goals), tmp_path, format)
    read = (
        pd.read_csv(tmp_path / "goals.csv")
        if format == "csv"
        else pd.read_excel(tmp_path / "goals.xlsx", engine="openpyxl")
    )
    assert read["text"].tolist() == ['\'=cmd|"/C calc"!A1']


def test_lists_and_boxes_are_written_as_json(tmp_path: Path) -> None:
    ratios = frames.build("ratios", [{"ratio": "x", "evidence": [("amounts", 1)]}])
    frame_files.save(builders.disclosure(ratios=ratios), tmp_path, "csv")
    assert json.loads(pd.read_csv(tmp_path / "ratios.csv")["evidence"].iloc[0]) == [["amounts", 1]]


def test_missing_stays_missing(tmp_path: Path) -> None:
    goals = frames.build("goals", [{"text": "按期完成"}])
    frame_files.save(builders.disclosure(goals=goals), tmp_path, "json")
    assert json.loads((tmp_path / "goals.json").read_text(encoding="utf-8"))[0]["page"] is None


def test_an_unknown_format_is_named(tmp_path: Path) -> None:
    with pytest.raises(errors.OptionError, match="no format 'dbf'; there are: parquet, csv, json, xlsx"):
        frame_files.save(builders.disclosure(), tmp_path, "dbf")


def test_nothing_is_left_behind_when_a_frame_cannot_be_made(tmp_path: Path) -> None:
    broken = builders.disclosure()
    del broken.checks
    with pytest.raises(AttributeError):
        frame_files.save(broken, tmp_path / "out", "csv")
    assert not (tmp_path / "out").exists()
