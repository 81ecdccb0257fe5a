"""``budgetnb parse``: what it writes and what it says."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from budgetnb import frames, samples

SAMPLE = str(samples.sample("txt"))


def test_parse_writes_every_frame(call, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    code, out, err = call("parse", SAMPLE, "--out", str(tmp_path / "frames"))
    assert (code, out, err) == (0, f"{len(frames.SCHEMAS)} frames of 1 disclosure in {tmp_path / 'frames'}\n", "")
    assert sorted(p.stem for p in (tmp_path / "frames").iterdir()) == sorted(frames.SCHEMAS)
    amounts = pd.read_csv(tmp_path / "frames" / "amounts.csv", dtype={"code": "string"})
    assert amounts.query("code == '2140109' and measure == 'procurement'")["amount"].tolist() == [7_700_000.0]


def test_quiet_is_silent(call, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert call("parse", SAMPLE, "--out", str(tmp_path), "--quiet") == (0, "", "")


def test_what_can_be_read_is_written_and_the_rest_named(call, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    code, out, err = call("parse", SAMPLE, "nowhere.pdf", "--out", str(tmp_path))
    assert code == 2
    assert out == f"{len(frames.SCHEMAS)} frames of 1 disclosure in {tmp_path}\n"
    assert "budgetnb: nowhere.pdf: there is no such file" in err
