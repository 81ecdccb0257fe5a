"""``budgetnb notebooks``: the curated notebooks, copied."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .options import Quiet
from .output import say

EXAMPLES = "\b\nExample:\n  budgetnb notebooks my-notebooks\n  budgetnb lab my-notebooks\n"


def run(
    destination: Annotated[Path, typer.Argument(metavar="DEST", help="Folder to copy into.")], quiet: Quiet = False
) -> None:
    """Copy the curated notebooks, ready to fork."""
    from ..samples import copy_notebooks

    copied = copy_notebooks(destination)
    say(f"{len(copied)} notebooks in {destination / 'notebooks'}; next: budgetnb lab {destination}", quiet)
    say('to read your own disclosure, change DISCLOSURE = "…" in the first cell of a notebook', quiet)
