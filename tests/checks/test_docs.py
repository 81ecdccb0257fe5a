"""Every rule has its page, and the pages are those of the definitions."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetnb.checks import docs

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


def test_a_page_for_every_family() -> None:
    assert set(docs.pages()) == {f"{family}.md" for family in docs.families()} | {"index.md"}


def test_the_pages_are_written_into_a_folder(tmp_path: Path) -> None:
    docs.main(str(tmp_path / "checks"))
    written = {path.name: path.read_text(encoding="utf8") for path in (tmp_path / "checks").iterdir()}
    assert written == docs.pages()


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("identity.md", ["# Sums within a table · 表内勾稽", "## identity.parent", "- example: 1,025 + 5,088 + 1,820 = 7,933, printed 7,932: within the bound (3 + 1) / 2 = 2 units, rounding"]),
        ("across.md", ["- total: fiscal_spent", "- ways: general_function + gov_fund + state_capital or general_function + gov_fund or general_function",
                       "- scope: untestable where money is carried over, since one table may hold it and the other not"]),
        ("repeat.md", ["- of: table balance, side expenditure, measure total, fund all"]),
        ("rules.md", ["- in force from: 2021-01-01", "- in force to: not ended", "- verified: no, so it is off until switched on; full text not at hand"]),
        ("ratios.md", ["## share.function", "该项 ÷ 支出总额", "- unit: share"]),
        ("completeness.md", ["| general_function | 一般公共预算支出情况表（功能分类到项） | general expenditure by function, as deep as 项 | general_function | 3 | 2 |"]),
        ("corrections.md", ["[[correction]]"]),
        ("index.md", ["| [Sums within a table · 表内勾稽](identity.md) | 10 |"]),
    ],
)  # fmt: skip
def test_a_page_says_what_its_definitions_say(page: str, lines: list[str]) -> None:
    printed = docs.pages()[page].splitlines()
    assert [line for line in lines if line not in printed] == []
