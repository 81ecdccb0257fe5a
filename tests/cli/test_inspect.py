"""``budgetnb inspect``: the picture of a page, what was considered for it, and the refusals."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetnb import samples

SAMPLE, TEXT = str(samples.sample()), str(samples.sample("txt"))


def test_a_page_is_drawn_into_a_file(call, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    out = tmp_path / "pictures" / "page.svg"
    code, said, err = call("inspect", SAMPLE, "--page", "10", "--out", str(out), "--lang", "en")
    assert (code, said, err) == (0, f"wrote {out}\n", "")
    drawn = out.read_text(encoding="utf-8")
    assert drawn.startswith("<svg ") and ">header<" in drawn


def test_a_page_is_drawn_beside_where_the_command_is_called(
    call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)
    assert call("inspect", SAMPLE, "--page", "10", "--quiet") == (0, "", "")
    assert (tmp_path / "page-10.png").read_bytes()[:4] == b"\x89PNG"


def test_what_was_considered_is_printed_with_the_picture(call, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    out = tmp_path / "page.svg"
    code, said, _ = call("inspect", SAMPLE, "--page", "10", "--out", str(out), "--trace")
    assert code == 0 and out.exists() and "title of expenditure" in said


def test_a_table_of_a_text_is_printed_and_nothing_is_written(
    call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)
    code, said, _ = call("inspect", TEXT, "--table", "1")
    assert code == 0 and "title of balance" in said and "wrote" not in said and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param([TEXT, "--page", "3"], "only pages of a PDF can be drawn, and this is text; see how", id="a page of a text"),
        pytest.param([TEXT], "name one thing to look at: --page 12 of a PDF, --table 0, or --line 40", id="nothing to look at"),
        pytest.param([TEXT, "--page", "1", "--table", "1"], "name one thing to look at", id="two things to look at"),
        pytest.param([TEXT, "--table", "99"], "no table 99; tables that were found are numbered 0 to", id="no such table"),
        pytest.param([SAMPLE, "--page", "99"], "no page 99; its pages are 1 to 22", id="no such page"),
        pytest.param([SAMPLE, "--page", "1", "--out", "x.jpg"], "x.jpg: an inspected page is saved as .png or .svg", id="a picture of another kind"),
        pytest.param([SAMPLE, "--page", "1", "--out", f"{TEXT}/x.png"], "sample.txt is a file, not a folder", id="a file in a file"),
        pytest.param(["nowhere.pdf", "--page", "1"], "nowhere.pdf: there is no such file", id="no file"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_line_and_exit_code_2(call, words: list[str], said: str) -> None:  # type: ignore[no-untyped-def]
    code, out, err = call("inspect", *words)
    assert (code, out) == (2, "") and said in err.splitlines()[0] and "Traceback" not in err
