"""What several tests need from outside the repository: the shared material and a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pandas
import pytest

from budgetnb import labels

ROOT = Path(__file__).resolve().parent.parent


def _absent(reason: str) -> None:
    """Skip for a person, fail on the CI machine: there an absent requirement hides a test."""
    if os.environ.get("CI"):
        pytest.fail(f"{reason} (CI is set, so this is a failure)")
    pytest.skip(reason)


@pytest.fixture(autouse=True)
def _settings() -> Iterator[None]:
    """What a test, or a notebook run in it, sets for its whole process is unset after it."""
    yield
    labels.speak(None)
    for name in ("display.max_colwidth", "display.float_format"):
        pandas.reset_option(name)


@pytest.fixture(scope="session")
def needed() -> Callable[[str], ModuleType]:
    """A function that imports what a test needs beyond the light install, by its name."""

    def imported(name: str) -> ModuleType:
        try:
            return import_module(name)
        except (ImportError, OSError) as error:  # OSError: a library of the system is missing under it
            _absent(f"{name} cannot be imported: {error}")
            raise

    return imported


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
