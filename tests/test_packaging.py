"""The package as others install it: one set of requirements, a clean tree, a wheel that works on its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCKED = ("notebooks", "office", "parquet", "ocr", "cluster", "dev")
CONDA = ("notebooks", "office", "parquet")
FORBIDDEN = {
    "a folder of one machine": re.compile(r"/(?:work|home|root|Users)/\w|/tmp/\w/"),
    "a registry or proxy": re.compile(r"(?:pypi|files\.pythonhosted|conda\.anaconda)\.org|index-url\s*=|//[\w.-]*proxy|artifactory|devpi", re.IGNORECASE),
    "a key": re.compile(r"(?:gh[pousr]_|sk-|AKIA)[A-Za-z0-9]{16}|-----BEGIN [A-Z ]*PRIVATE KEY|(?:token|password)\s*=\s*[\"'][A-Za-z0-9]{16}"),
}  # fmt: skip
BINARY = {".pdf", ".png", ".parquet", ".docx", ".xlsx", ".xls", ".ipynb_checkpoints"}


def _name(requirement: str) -> str:
    return re.split(r"[<>=!~\[; ]", requirement, maxsplit=1)[0].lower()


def _extras(*names: str) -> list[str]:
    return [r for name in names for r in PROJECT["optional-dependencies"][name]]


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.decode("utf-8").split("\0") if name and (ROOT / name).is_file()]


def test_conda_names_the_same_packages() -> None:
    lines = (ROOT / "environment.yml").read_text(encoding="utf-8").splitlines()
    listed = sorted(line.removeprefix("      - ") for line in lines if line.startswith("      - "))
    assert listed == sorted({*PROJECT["dependencies"], *_extras(*CONDA), "-e ."})
    assert f"  - python{PROJECT['requires-python']}" in lines


def test_the_lock_holds_everything_that_is_asked_for() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([a-z0-9._-]+)==", lock, re.MULTILINE))
    assert {_name(r) for r in [*PROJECT["dependencies"], *_extras(*LOCKED)]} - locked == set()
    assert all("--hash=sha256:" in part for part in re.split(r"\n(?=[a-z0-9._-]+==)", lock.strip()))


def test_every_dependency_has_its_reason() -> None:
    reasons = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## Dependencies")[1]
    named = {word.lower() for word in re.findall(r"[A-Za-z][\w-]+", reasons)}
    extras = [name for name in PROJECT["optional-dependencies"] if name != "dev"]
    assert {_name(r) for r in [*PROJECT["dependencies"], *_extras(*extras)]} - named == set()


def test_nothing_tracked_names_a_machine_a_registry_or_a_key() -> None:
    faults = []
    for path in _tracked():
        if path.suffix in BINARY or path == Path(__file__).resolve():
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        faults += [
            f"{path.relative_to(ROOT)}: {what}: {found.group()}"
            for what, words in FORBIDDEN.items()
            if (found := words.search(text))
        ]
    assert faults == []


EXTRAS = (
    "anywidget",
    "distributed",
    "ipywidgets",
    "itables",
    "nbclient",
    "nbconvert",
    "onnxruntime",
    "openpyxl",
    "pyarrow",
    "rapidocr",
    "xlrd",
)
BARE = """
import sys
sys.modules.update(dict.fromkeys({hidden!r}))
import budgetnb as bn
from budgetnb import frame_files
d, xls = bn.read(bn.sample()), {xls!r}
d.frames(), d.report("r.html"), d.evidence(d.amounts.iloc[0]).picture(), bn.charts.composition(d), bn.cross_check(bn.sample())
for ask in (bn.panel, lambda: bn.explore.spending(d), lambda: bn.read(xls),
            lambda: frame_files.save(d, "f", "parquet"), lambda: frame_files.save(d, "f", "xlsx")):
    try:
        print(len(ask()))
    except bn.BudgetError as error:
        print(type(error).__name__, str(error).partition("pip install ")[2].partition(",")[0])
"""


@pytest.mark.slow
def test_the_light_install_works_and_names_the_extra_that_is_missing(tmp_path: Path) -> None:
    code = BARE.format(hidden=EXTRAS, xls=str(ROOT / "tests" / "formats" / "office" / "sample.xls"))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert run.stdout.splitlines() == [
        "MissingExtraError 'budgetnb[parquet]'",
        "MissingExtraError 'budgetnb[notebooks]'",
        "MissingExtraError 'budgetnb[office]'",
        "MissingExtraError 'budgetnb[parquet]'",
        "MissingExtraError 'budgetnb[office]'",
    ], run.stderr


def test_no_test_is_skipped_where_everything_must_be_there() -> None:
    skipping = re.compile(r"importorskip|skipif|pytest\.skip\(")
    found = {
        p.name
        for p in (ROOT / "tests").rglob("*.py")
        if p != Path(__file__).resolve() and skipping.search(p.read_text(encoding="utf-8"))
    }
    assert found == {"conftest.py"}, "ask conftest's fixtures: they fail where CI is set"


def test_nothing_large_is_tracked() -> None:
    assert [str(path.relative_to(ROOT)) for path in _tracked() if path.stat().st_size > 4_000_000] == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_carries_what_the_package_reads(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    package = {str(p.relative_to(ROOT)) for p in _tracked() if p.is_relative_to(ROOT / "budgetnb")}
    bundled = {f"budgetnb/_bundled/{p.relative_to(ROOT)}" for p in (ROOT / "notebooks").glob("*.ipynb")}
    sample = {f"budgetnb/_bundled/data/sample/{name}" for name in ("sample.pdf", "sample.txt", "provenance.toml")}
    assert (package | bundled | sample) - held == set()
    assert [name for name in held if "__pycache__" in name or name.startswith("tests")] == []


@pytest.mark.slow
def test_the_wheel_works_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    code = "import budgetnb as bn; print(bn.__file__); print(len(bn.read(bn.sample('txt')).amounts), len(list(bn.notebooks().glob('*.ipynb'))))"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    where, counts = run.stdout.splitlines()
    amounts, notebooks = map(int, counts.split())
    assert Path(where).is_relative_to(tmp_path)
    assert amounts > 300
    assert notebooks == len(list((ROOT / "notebooks").glob("*.ipynb")))


def test_the_package_says_that_it_is_typed() -> None:
    assert (ROOT / "budgetnb" / "py.typed").is_file()
