"""The notebooks are committed without outputs, define nothing, and run."""

from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
SAMPLE = Path(__file__).parents[1] / "data/sample/sample.pdf"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_no_outputs_no_def_one_question(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    code = [cell for cell in cells if cell.cell_type == "code"]
    assert all(not cell.outputs and cell.execution_count is None and "def " not in cell.source for cell in code)
    assert "parameters" in code[0].metadata.tags and code[0].source.startswith("DISCLOSURE = ")
    assert cells[0].source.startswith("# ")


@pytest.mark.slow
@pytest.mark.skipif(not SAMPLE.exists(), reason="data/sample/sample.pdf is not here yet")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_it_runs(path: Path) -> None:
    from nbclient import NotebookClient

    client = NotebookClient(
        nbformat.read(path, as_version=4), timeout=60, resources={"metadata": {"path": str(path.parent)}}
    )
    client.execute()
