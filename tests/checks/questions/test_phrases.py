"""How answers are phrased in one language."""

from __future__ import annotations

from typing import Any

import pytest

from budgetnb.checks.questions.phrases import Phrases, is_top_class, plain, question_entry
from budgetnb.labels import figure

ZH, EN = Phrases("zh"), Phrases("en")


def change(amount: float, change: float | None, **more: Any) -> dict[str, Any]:
    return {"amount": amount, "change": change, "base": "", "year": 2026, "direction": "none"} | more


@pytest.mark.parametrize(("yuan", "lang", "told"), [
    (185_530_000.0, "zh", "18,553 万元"), (1_902_819_700.0, "zh", "19.03 亿元"), (114_100.0, "zh", "11.41 万元"), (6666.67, "zh", "6,667 元"),
    (0.0, "zh", "0 元"), (499.5, "zh", "499.5 元"), (1_902_819_700.0, "en", "1,902.82 million yuan"), (45_482.7, "en", "45.48 thousand yuan"),
])  # fmt: skip
def test_amounts_in_words(yuan: float, lang: Any, told: str) -> None:
    assert figure(yuan, lang) == told


@pytest.mark.parametrize(
    ("share", "signed", "told"),
    [
        (0.6, False, "60%"),
        (0.1234, False, "12.3%"),
        (0.0002, False, "<0.1%"),
        (-0.5, True, "−50%"),
        (0.051, True, "+5.1%"),
    ],
)
def test_shares_in_per_cent(share: float, signed: bool, told: str) -> None:
    assert ZH.percent(share, signed=signed) == told


@pytest.mark.parametrize(
    ("row", "zh", "en"),
    [
        pytest.param(None, "", "", id="no claim"),
        pytest.param(change(5e6, None), "", "", id="no change"),
        pytest.param(change(5e6, None, direction="same"), "，与上年持平", ", the same as the 2025 budget", id="the same"),
        pytest.param(change(5e6, 0.0), "，与上年持平", ", the same as the 2025 budget", id="a change of nothing"),
        pytest.param(change(5e6, 1e6), "，比上年增加 100 万元（25%）", ", 1 million yuan (25%) more than the 2025 budget", id="more"),
        pytest.param(change(5e6, -5e6), "，比上年减少 500 万元（50%）", ", 5 million yuan (50%) less than the 2025 budget", id="less"),
        pytest.param(change(5e6, 5e6), "，比上年增加 500 万元", ", 5 million yuan more than the 2025 budget", id="from nothing"),
        pytest.param(change(5e6, 1e6, base="2024年决算"), "，比2024年决算增加 100 万元（25%）",
                     ", 1 million yuan (25%) more than the 2024 final accounts", id="a base by name"),
        pytest.param(change(5e6, 1e6, base="去年"), "，比上年增加 100 万元（25%）", ", 1 million yuan (25%) more than the 2025 budget", id="last year"),
        pytest.param(change(5e6, 1e6, year=None), "，比上年增加 100 万元（25%）", ", 1 million yuan (25%) more than the year before", id="no year"),
    ],
)  # fmt: skip
def test_the_clause_of_a_change(row: dict[str, Any] | None, zh: str, en: str) -> None:
    assert (ZH.compared(row), EN.compared(row)) == (zh, en)


@pytest.mark.parametrize(
    ("names", "zh", "en"),
    [
        ([], "", ""),
        (["甲"], "甲", "甲"),
        (["甲", "乙", "丙"], "甲、乙、丙", "甲, 乙, 丙"),
        (list("abcde"), "a、b、c，另有 2 项", "a, b, c, and 2 more"),
    ],
)
def test_some_names_of_many(names: list[str], zh: str, en: str) -> None:
    assert (ZH.named(names), EN.named(names)) == (zh, en)


def test_lists_labels_and_clauses_are_in_the_language() -> None:
    assert (ZH.listed("ab"), EN.listed("ab")) == ("a；b", "a; b")
    assert (ZH.label("fund", "general"), EN.label("fund", "general")) == ("一般公共预算", "General public budget")
    assert (
        ZH.more("basic_project", rest="16%") == "，其余占 16%"
        and EN.more("basic_project", rest="16%") == ", the rest 16%"
    )


@pytest.mark.parametrize(
    ("subject", "without", "top"),
    [
        ("教育支出（类）", "教育支出（类）", True),
        ("教育支出（类）支出", "教育支出（类）", True),
        ("教育支出（类）普通教育（款）支出", "教育支出（类）普通教育（款）", False),
        ("培训支出", "培训支出", False),
    ],
)
def test_classes_in_a_subject(subject: str, without: str, top: bool) -> None:
    assert (plain(subject), is_top_class(subject)) == (without, top)


def test_a_question_has_its_entry() -> None:
    assert question_entry("size")["en"] == "How large is the budget, and by how much did it change?"
