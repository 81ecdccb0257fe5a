"""Another part of the matrix of forms and styles on every run, held against the floor of each family of styles."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from types import ModuleType

import pytest
from styles.draw import DRAWN, drawn, of_family
from styles.matrix import below, details, run, table
from styles.style import floors


def seed() -> int:
    """What the part is drawn by: $BUDGETNB_STYLE_SEED, else the day."""
    return int(os.environ.get("BUDGETNB_STYLE_SEED") or datetime.now(UTC).toordinal())


@pytest.mark.slow
def test_styles_are_read_as_well_as_the_floors_of_their_families(
    chromium: str, needed: Callable[[str], ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    needed("weasyprint"), needed("playwright.sync_api")
    monkeypatch.setenv("BUDGETNB_CHROMIUM", chromium)
    cells = run([one for family in floors() for one in drawn(seed(), DRAWN, of_family(family))], jobs=2)
    low = [said for family in floors() for said in below(cells, family)]
    assert not low, "\n".join([f"BUDGETNB_STYLE_SEED={seed()} draws this again", *low, *table(cells), *details(cells)])
