"""The notebooks are committed without outputs, define nothing, and run."""

import resource
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from budgetnb.samples import copy_notebooks

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_no_outputs_no_def_one_question(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    code = [cell for cell in cells if cell.cell_type == "code"]
    assert all(not cell.outputs and cell.execution_count is None and "def " not in cell.source for cell in code)
    assert "parameters" in code[0].metadata.tags and code[0].source.startswith(("DISCLOSURE = ", "DISCLOSURES = "))
    assert cells[0].source.startswith("# ")


@pytest.fixture(scope="module")
def fork(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The notebooks copied as a user copies them."""
    folder = tmp_path_factory.mktemp("fork")
    copy_notebooks(folder / "mine")
    return folder / "mine" / "notebooks"


@pytest.mark.slow
@pytest.mark.parametrize("name", [path.name for path in NOTEBOOKS])
def test_it_runs_within_a_minute(fork: Path, name: str) -> None:
    client = NotebookClient(
        nbformat.read(fork / name, as_version=4), timeout=60, resources={"metadata": {"path": str(fork)}}
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    client.execute()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert (
        after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 60
    )  # what else the machine does is not counted
