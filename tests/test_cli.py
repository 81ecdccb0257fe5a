"""The commands as a user types them: what they write, say and answer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from budgetnb import cli, frames, samples
from budgetnb.disclosure import Disclosure
from budgetnb.frames import build

SAMPLE = str(samples.sample("txt"))


def samples_read() -> Disclosure:
    from budgetnb.disclosure import read

    return read(SAMPLE)


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """A function that runs a command: (exit code, stdout, stderr)."""

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["budgetnb", *words])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return run


def test_help_teaches_by_example(call) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = call("--help")
    assert code == 0
    assert [line for line in out.splitlines() if line.strip().startswith("budgetnb ")] == [
        "      budgetnb report budget.pdf --out report.html    one file to open and to send",
        "      budgetnb parse  budget.pdf --out frames         every number as a table row",
        "      budgetnb check  budget.pdf                      what does not add up",
        "      budgetnb notebooks my-notebooks                 notebooks to fork",
        "      budgetnb lab my-notebooks                       JupyterLab on them",
    ]


@pytest.mark.parametrize("command", ["parse", "check", "report", "notebooks", "lab"])
def test_every_command_shows_an_example(call, command: str) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = call(command, "--help")
    assert code == 0
    assert f"  budgetnb {command} " in out.split("Example")[1]


def test_no_command_is_a_call_for_help(call) -> None:  # type: ignore[no-untyped-def]
    assert call()[0] == 0 and "Usage: budgetnb" in call()[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["parse"], "Missing argument 'SOURCE'; see: budgetnb parse --help", id="no source"),
        pytest.param(["parse", "nowhere.pdf"], "nowhere.pdf: there is no such file", id="no file"),
        pytest.param(["parse", "nowhere.pdf", "nor-here.pdf"], "nowhere.pdf: there is no such file", id="no file of several"),
        pytest.param(["parse", str(Path(SAMPLE).parent)], "directory", id="a directory"),
        pytest.param(["parse", SAMPLE, "--format", "dbf"], "'dbf' is not one of 'parquet', 'csv', 'json', 'xlsx'", id="format"),
        pytest.param(["check", SAMPLE, "--engine", "mupdf"], "no engine 'mupdf'; there are: pdfium, pdfplumber", id="engine"),
        pytest.param(["report"], "name at least one disclosure", id="report of nothing"),
        pytest.param(["report", SAMPLE, "--lang", "fr"], "'fr' is not one of 'zh', 'en'", id="language"),
        pytest.param(["report", SAMPLE, "--notebook", "none.ipynb"], "none.ipynb: there is no such notebook", id="no notebook"),
        pytest.param(["pars", SAMPLE], "No such command 'pars'. Did you mean 'parse'? see: budgetnb --help", id="command"),
        pytest.param(["parse", SAMPLE, "--outt", "x"], "No such option: --outt", id="option"),
        pytest.param(["lab", "nowhere"], "no folder nowhere; make one first: budgetnb notebooks", id="lab of nothing"),
        pytest.param(["parse", SAMPLE, "--out", SAMPLE], "is a file; name a folder", id="a file for a folder"),
        pytest.param(["parse", SAMPLE, "--out", f"{SAMPLE}/x"], "sample.txt is a file, not a folder", id="a folder in a file"),
        pytest.param(["report", SAMPLE, "--out", "."], "is a folder; name a file in it", id="a folder for a file"),
        pytest.param(["report", SAMPLE, "--out", f"{SAMPLE}/r.html"], "sample.txt is a file, not a folder", id="a file in a file"),
        pytest.param(["parse", "evil\x1b[2J\nname.pdf"], r"evil\x1b[2J name.pdf: there is no such file", id="a name with controls"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_line(call, words: list[str], said: str) -> None:  # type: ignore[no-untyped-def]
    code, out, err = call(*words)
    first = err.splitlines()[0]
    assert (code, out) == (2, "")
    assert first.startswith("budgetnb: ")
    assert said in first
    assert "Traceback" not in err


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
    assert cli._asked(notebook, sources) == expected


def test_notebooks_are_copied_with_their_sample_and_never_overwritten(call, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = call("notebooks", str(tmp_path / "mine"))
    copied = sorted((tmp_path / "mine" / "notebooks").glob("*.ipynb"))
    assert code == 0
    assert f"next: budgetnb lab {tmp_path / 'mine'}" in out
    assert [p.name for p in copied] == [p.name for p in sorted(samples.notebooks().glob("*.ipynb"))]
    assert (tmp_path / "mine" / "data" / "sample" / "sample.pdf").is_file()
    code, _, err = call("notebooks", str(tmp_path / "mine"))
    assert (code, "name a new folder" in err) == (2, True)


@pytest.mark.parametrize("command", ["parse", "check", "report"])
def test_pages_that_are_pictures_can_be_recognised(
    call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str
) -> None:  # type: ignore[no-untyped-def]
    asked: list[object] = []
    monkeypatch.setattr("budgetnb.read", lambda source, **options: asked.append(options) or samples_read())
    code, _, _ = call(command, SAMPLE, "--ocr", *(["--out", str(tmp_path / "r.html")] if command != "check" else []))
    assert (code, asked) == (0, [{"engine": None, "ocr": True}])


def test_an_interrupt_is_one_line(call, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("budgetnb.read", interrupted)
    assert call("check", SAMPLE) == (130, "", "budgetnb: interrupted; nothing more was read\n")


def test_python_m_is_the_same_command() -> None:
    run = subprocess.run([sys.executable, "-m", "budgetnb", "--version"], capture_output=True, text=True, check=True)
    assert run.stdout.startswith("budgetnb 0.")


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


LEAN = """
import sys
from budgetnb import cli
cli._import_charts()
assert "altair" in sys.modules and "lark" not in sys.modules and cli.ADDRESSES not in sys.modules
"""


def test_charts_are_imported_without_the_grammar_of_addresses() -> None:
    run = subprocess.run([sys.executable, "-c", LEAN], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
