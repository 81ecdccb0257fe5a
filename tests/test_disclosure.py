"""A disclosure makes each frame once, and keeps what frames share as long as one of them still needs it."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

import budgetnb as bn
from budgetnb import frames
from budgetnb.disclosure import JUDGED, PARSED

SAMPLE = bn.sample("txt")


@pytest.mark.parametrize("last", sorted(PARSED))
def test_records_are_kept_until_every_parsed_frame_is_made(last: str) -> None:
    disclosure = bn.read(SAMPLE)
    for name in PARSED - {last}:
        disclosure.frame(name)
    assert disclosure._reading is not None
    disclosure.frame(last)
    assert disclosure._reading is None


@pytest.mark.parametrize("order", [("checks", "ratios"), ("ratios", "checks")], ids=" then ".join)
def test_what_checks_and_ratios_share_is_kept_until_both_are_made(order: tuple[str, str]) -> None:
    disclosure = bn.read(SAMPLE)
    first, second = order
    disclosure.frame(first)
    assert disclosure._shared is not None and disclosure._reading is None
    disclosure.frame(second)
    assert disclosure._shared is None


def test_every_frame_is_the_same_in_any_order() -> None:
    forwards, backwards = bn.read(SAMPLE), bn.read(SAMPLE)
    for name in reversed(list(frames.SCHEMAS)):
        backwards.frame(name)
    assert all(forwards.frame(name).equals(backwards.frame(name)) for name in frames.SCHEMAS)
    assert frozenset(frames.SCHEMAS) == PARSED | JUDGED


def test_a_disclosure_travels_with_some_frames_made_and_its_corrections_applied_once(tmp_path: Path) -> None:
    fix = tmp_path / "fix.toml"
    where = '{ table = "expenditure", code = "2140109", measure = "total" }'
    fix.write_text(
        f'[[correction]]\nframe = "amounts"\nwhere = {where}\nset = {{ amount = 60880000.0 }}\nreason = "misprint"\n',
        encoding="utf-8",
    )
    here = bn.read(SAMPLE, corrections=fix)
    assert len(here.amounts) and here._reading is not None
    there = pickle.loads(pickle.dumps(here))  # noqa: S301 - our own
    assert there._reading is None and there.amounts.equals(here.amounts)
    assert there.checks.equals(here.checks)
    assert len(there.corrections.applied) == len(here.corrections.applied) == 1
