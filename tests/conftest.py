"""What several tests need from outside the repository: the shared material and a browser."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def _absent(reason: str) -> None:
    """Skip for a person, fail on the CI machine: there an absent requirement hides a test."""
    if os.environ.get("CI"):
        pytest.fail(f"{reason} (CI is set, so this is a failure)")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared material: $BUDGETNB_SHARED, else ../shared beside the checkout."""
    folder = Path(os.environ.get("BUDGETNB_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        _absent(f"no shared material at {folder}; set BUDGETNB_SHARED to its folder")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium: $BUDGETNB_CHROMIUM, else the one on PATH."""
    path = os.environ.get("BUDGETNB_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        _absent("no chromium on PATH; install it or set BUDGETNB_CHROMIUM")
    return str(path)
