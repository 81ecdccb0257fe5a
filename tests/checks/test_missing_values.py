"""A number or year that a document does not tell is missing in its frame; the checks and ratios go on without it."""

from __future__ import annotations

import pytest

import budgetnb as bn
from budgetnb import checks, frames
from budgetnb.checks import ratios

MISSING = {"Int64": None, "float64": float("nan")}
PARSED = [name for name in frames.SCHEMAS if name not in ("checks", "ratios")]
NUMBERS = [(name, c.name) for name in PARSED for c in frames.columns(name) if c.dtype in MISSING]


@pytest.fixture(scope="module")
def read() -> bn.Disclosure:
    return bn.read(bn.sample("txt"))


@pytest.mark.parametrize(("frame", "column"), NUMBERS, ids=[f"{column} of {frame}" for frame, column in NUMBERS])
@pytest.mark.parametrize("every", [1, 2], ids=["all rows", "every second row"])
def test_the_checks_go_on_without_a_number(read: bn.Disclosure, frame: str, column: str, every: int) -> None:
    held = {name: read.frame(name) for name in PARSED}
    changed = held[frame].copy()
    changed.loc[::every, column] = MISSING[str(changed[column].dtype)]
    held[frame] = frames.check(frame, changed)
    frames.build("checks", checks.run(held, read.identity))
    frames.build("ratios", ratios.compute(held, read.identity))
