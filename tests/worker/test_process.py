"""A process that runs calls: what its start costs, and what is told when it does not start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from budgetnb.errors import BudgetError
from budgetnb.worker import process


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file whose lines every new process runs as it starts."""
    process.stop_all()
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    yield tmp_path / "sitecustomize.py"
    process.stop_all()


def test_the_time_of_a_call_begins_when_the_process_is_ready(started: Path) -> None:
    started.write_text("import time; time.sleep(1.5)\n", encoding="utf-8")
    assert process.call(len, ("four",), seconds=1, megabytes=300) == 4


@pytest.mark.parametrize(
    ("at_start", "said"),
    [("import os; os._exit(7)", "ended (exit code 7)"), ("import time; time.sleep(60)", "was not ready after 0.5 s")],
)
def test_a_process_that_does_not_start_is_no_fault_of_the_document(
    started: Path, monkeypatch: pytest.MonkeyPatch, at_start: str, said: str
) -> None:
    monkeypatch.setattr(process, "START_SECONDS", 0.5 if "sleep" in at_start else 60)
    started.write_text(at_start, encoding="utf-8")
    with pytest.raises(BudgetError) as told:
        process.call(len, ("four",), seconds=1, megabytes=300)
    assert (type(told.value), str(told.value)) == (
        BudgetError, f"the process that reads documents {said} before it read anything",
    )  # fmt: skip


def test_the_process_runs_this_package_and_no_other(started: Path) -> None:
    (started.parent / "budgetnb.py").write_text("raise ImportError('another package of this name')", encoding="utf-8")
    assert process.call(len, ("four",), seconds=30, megabytes=300) == 4
