"""``budgetnb lab``: JupyterLab on a folder of notebooks."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer


def run(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of notebooks.")] = Path("notebooks"),
) -> None:
    """Open JupyterLab on a folder of notebooks."""
    from ..errors import MissingExtraError, SourceNotFoundError

    if find_spec("jupyterlab") is None:
        raise MissingExtraError("lab needs JupyterLab: pip install 'budgetnb[notebooks]'")
    if not folder.is_dir():
        raise SourceNotFoundError(
            f"no folder {folder}; make one first: budgetnb notebooks my-notebooks, then: budgetnb lab my-notebooks"
        )
    raise typer.Exit(subprocess.run([sys.executable, "-m", "jupyterlab", str(folder)], check=False).returncode)
