"""Every rule has its page, and the pages are those of the definitions."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetnb.checks import docs
from tests.checks.printed_rows import DOC

FOLDER = Path(__file__).resolve().parent.parent.parent / "docs" / "checks"


@pytest.mark.parametrize("name", sorted(docs.pages()))
def test_a_page_is_up_to_date(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf8") == docs.pages()[name], "run: python -m budgetnb.checks.docs"


@pytest.mark.parametrize("name", sorted(docs.entries()))
def test_a_definition_has_formula_source_and_example(name: str) -> None:
    entry = docs.entries()[name]
    assert entry.get("formula_zh") or entry["zh"]
    assert entry.get("example") and (entry.get("source") or entry.get("number"))
    assert f"## {name.removeprefix('ratios.')}\n" in docs.pages()[f"{name.partition('.')[0]}.md"]
    assert DOC


def test_a_page_for_every_family() -> None:
    assert set(docs.pages()) == {f"{family}.md" for family in docs.families()} | {"index.md"}
