"""What the documents say is true: commands exist, examples run, links lead somewhere, the dictionary is up to date."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

import budgetnb
from budgetnb import cli, dictionary, frames, samples

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh.md")
DOCS = (*READMES, "CONTRIBUTING.md", "CHANGELOG.md", "docs/frames.md", "docs/gallery.md")
COMMANDS = {command.name for command in cli.app.registered_commands}


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", _text(name), re.MULTILINE | re.DOTALL)


def test_the_dictionary_is_up_to_date() -> None:
    assert _text("docs/frames.md") == dictionary.markdown(), "run: python -m budgetnb.dictionary > docs/frames.md"


def test_every_frame_is_explained() -> None:
    assert list(dictionary.ABOUT) == list(frames.SCHEMAS)


def test_the_dictionary_is_printed_by_the_command_it_names() -> None:
    run = subprocess.run([sys.executable, "-m", "budgetnb.dictionary"], capture_output=True, check=True, cwd=ROOT)
    assert run.stdout.decode("utf-8") == dictionary.markdown()


@pytest.mark.parametrize("name", READMES)
def test_the_two_commands_stand_on_the_first_screen(name: str) -> None:
    first = _text(name).splitlines()[:20]
    assert [line.split("#")[0].strip() for line in first if line.startswith("make ")] == [
        "make report",
        "make report SOURCE=my.pdf",
        "make test",
    ]
    assert any("docs/report.png" in line for line in first)


@pytest.mark.parametrize("name", DOCS)
def test_commands_and_options_named_exist(name: str) -> None:
    for call in re.findall(r"`?\bbudgetnb ((?:parse|check|report|inspect|notebooks|lab)\b[^`\n|]*)", _text(name)):
        command, *words = call.split()
        assert command in COMMANDS
        _known_options(command, words)


def _known_options(command: str, words: list[str]) -> None:
    parameters = typer.main.get_command(cli.app).commands[command].params  # type: ignore[attr-defined]
    known = {option for parameter in parameters for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known


@pytest.mark.parametrize("name", DOCS)
def test_links_lead_somewhere(name: str) -> None:
    base = (ROOT / name).parent
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", _text(name)) if "://" not in link]
    assert [link for link in links if not (base / link).exists()] == []


def _snippets(name: str) -> list[str]:
    """The answers in Python of the table of questions."""
    cells = re.findall(r"^\|[^|]*\|([^|]*)\|", _text(name), re.MULTILINE)
    return [code for cell in cells for code in re.findall(r"`([^`]+)`", cell) if re.match(r"print|bn\.|d\.|d =", code)]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """The names that the answers use, in a folder that holds my.pdf."""
    folder = tmp_path_factory.mktemp("mine")
    (folder / "my.pdf").write_bytes(samples.sample().read_bytes())
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        yield {"bn": budgetnb, "d": budgetnb.read("my.pdf"), "paths": ["my.pdf", str(samples.sample("txt"))]}


@pytest.mark.parametrize("code", _snippets("README.md"))
def test_answers_of_the_table_run(code: str, known: dict[str, Any]) -> None:
    exec(compile(code, "README.md", "exec"), known)


@pytest.mark.slow
@pytest.mark.parametrize("name", READMES)
def test_the_example_runs(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for block in _blocks(name, "python"):
        exec(compile(block, name, "exec"), {})
    assert (tmp_path / "report.html").stat().st_size > 10_000


def test_the_gallery_shows_every_notebook_with_a_picture() -> None:
    parts = _text("docs/gallery.md").split("\n## ")[1:]
    notebooks = sorted((ROOT / "notebooks").glob("*.ipynb"))
    assert [path.name in part.splitlines()[0] for path, part in zip(notebooks, parts, strict=True)] == [True] * len(
        notebooks
    )
    assert all(re.search(r"!\[.+\]\(gallery/.+\.png\)", part) for part in parts)


def test_both_readmes_say_the_same() -> None:
    shape = [(len(_blocks(name, "python")), len(_blocks(name, "")), _text(name).count("\n| ")) for name in READMES]
    assert shape[0] == shape[1]
    assert _snippets(READMES[0]) == _snippets(READMES[1])


def test_the_wording_that_a_recipe_names_exists() -> None:
    named = re.findall(r"`(?:budgetnb/wording/)?(\w+\.toml)`", _text("CONTRIBUTING.md"))
    missing = [
        n
        for n in set(named) - {"pyproject.toml", "provenance.toml"}
        if not (ROOT / "budgetnb" / "wording" / n).is_file()
    ]
    assert missing == []
