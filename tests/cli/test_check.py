"""``budgetnb check``: findings in words and as JSON, weights, corrections."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from budgetnb import frames, samples
from budgetnb.frames import build

SAMPLE = str(samples.sample("txt"))


def test_check_prints_json_and_nothing_else(call) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = call("check", SAMPLE, "--json")
    rows = json.loads(out)
    assert code == 0
    assert set(rows[0]) == {column.name for column in frames.columns("checks")}


def test_check_names_the_disclosure_and_counts(call) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = call("check", SAMPLE, "--lang", "en")
    lines = out.splitlines()
    assert code == 0
    assert lines[0].startswith("深圳市综合交通运行指挥中心 2023 (")
    assert " exact" in lines[-1]


@pytest.mark.parametrize(("status", "code"), [("conflict", 1), ("rounding", 0)])
def test_strict_fails_on_a_conflict_only(call, monkeypatch: pytest.MonkeyPatch, status: str, code: int) -> None:  # type: ignore[no-untyped-def]
    finding = {
        "rule": "identity.parent",
        "status": status,
        "severity": "warning",
        "message_zh": "差1",
        "message_en": "1 apart",
    }
    checks = build("checks", [finding])
    monkeypatch.setattr("budgetnb.disclosure.Disclosure.checks", checks, raising=False)
    assert call("check", SAMPLE, "--strict", "--quiet")[0] == code


def test_check_prints_every_kind_of_finding(call) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = call("check", SAMPLE, "--lang", "en", "--weight", "income=0", "--unverified")
    assert code == 0
    heads = [line.strip() for line in out.splitlines() if line.startswith("  ") and not line.startswith("   ")]
    assert [head.split(":")[0] for head in heads[:4]] == ["2 in conflict", heads[1], "performance targets", "rules"]
    assert heads[1].endswith(" to note") and heads[4].startswith("completeness 100%")


@pytest.mark.parametrize(("words", "message"), [
    (["--weight", "income"], "--weight takes ITEM=NUMBER, such as income=2, not 'income'"),
    (["--weight", "incom=2"], "no item incom; there are: balance"),
    (["--corrections", "nowhere.toml"], "nowhere.toml: there is no such file of corrections"),
    (["--corrections", "nowhere.toml", "other.txt"], "--corrections are for one disclosure, 2 were named"),
])  # fmt: skip
def test_check_says_what_is_wrong_with_its_options(call, words: list[str], message: str) -> None:  # type: ignore[no-untyped-def]
    code, _, err = call("check", SAMPLE, *words)
    assert code == 2 and message in err


def test_check_corrects_as_a_side_car_says(call, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    fix = tmp_path / "fix.toml"
    fix.write_text(
        '[[correction]]\nframe = "amounts"\nwhere = { table = "expenditure", code = "2140109", measure = "total" }\n'
        'set = { amount = 60880000.0 }\nreason = "misprint"\n',
        encoding="utf-8",
    )
    code, out, _ = call("check", SAMPLE, "--corrections", str(fix), "--strict")
    assert code == 1 and "更正：amounts:" in out
