"""Seeded faults in the sample are found, and harmless changes raise no alarm."""

from __future__ import annotations

from functools import lru_cache

import pytest

import budgetnb as bn
from tests import mutation

TIMES = 60


@lru_cache
def scores() -> dict[str, mutation.Score]:
    d = bn.read(bn.sample())
    return mutation.measure(mutation.case({"amounts": d.amounts, "tables": d.tables}, d.identity), TIMES, 7)


@pytest.mark.slow
@pytest.mark.parametrize("kind", mutation.FAULTS)
def test_faults_are_found(kind: str) -> None:
    score = scores()[kind]
    assert score.made >= TIMES / 6 and score.found >= 0.98 * score.made, score.missed


@pytest.mark.slow
@pytest.mark.parametrize("kind", mutation.HARMLESS)
def test_harmless_changes_raise_no_alarm(kind: str) -> None:
    score = scores()[kind]
    assert score.made >= TIMES / 6 and score.found == 0, score.missed


def test_most_cells_are_covered() -> None:
    d = bn.read(bn.sample())
    covered, cells = mutation.coverage(mutation.case({"amounts": d.amounts}, d.identity))
    assert covered / cells >= 0.9


@pytest.mark.slow
def test_changed_sentences_are_found() -> None:
    d = bn.read(bn.sample())
    score = mutation.sentences({"amounts": d.amounts, "tables": d.tables, "claims": d.claims}, d.identity, TIMES, 7)
    assert score.made >= TIMES / 2 and score.found >= 0.98 * score.made, score.missed
