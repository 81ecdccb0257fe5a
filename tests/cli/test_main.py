"""The command line as a whole: its help, its one line on what is wrong, its exit codes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from budgetnb import samples
from budgetnb.disclosure import read

SAMPLE = str(samples.sample("txt"))


def test_help_teaches_by_example(call) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = call("--help")
    assert code == 0
    assert [line for line in out.splitlines() if line.strip().startswith("budgetnb ")] == [
        "      budgetnb report budget.pdf --out report.html    one file to open and to send",
        "      budgetnb parse  budget.pdf --out frames         every number as a table row",
        "      budgetnb check  budget.pdf                      what does not add up",
        "      budgetnb inspect budget.pdf --page 12           how a page was read, as a picture",
        "      budgetnb notebooks my-notebooks                 notebooks to fork",
        "      budgetnb lab my-notebooks                       JupyterLab on them",
    ]


@pytest.mark.parametrize("command", ["parse", "check", "report", "inspect", "notebooks", "lab"])
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


@pytest.mark.parametrize("command", ["parse", "check", "report"])
def test_pages_that_are_pictures_can_be_recognised(
    call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str
) -> None:  # type: ignore[no-untyped-def]
    asked: list[object] = []
    disclosure = read(SAMPLE)
    monkeypatch.setattr("budgetnb.read", lambda source, **options: asked.append(options) or disclosure)
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
