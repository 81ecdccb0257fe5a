"""Where rules stand, how words are dressed, and how many pages come out."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
from styles import dress, indicators, page
from styles.rules import rules
from styles.setting import Setting, document, forms, sheets
from styles.style import Style, styles

PLAIN = styles()["grid"]


@pytest.mark.parametrize(
    ("text", "asked", "said"),
    [
        ("-1,234.50", {"digits": "full"}, "－１，２３４．５０"),
        ("-5.00", {"minus": "()"}, "(5.00)"),
        ("-5.00", {"minus": "△"}, "△5.00"),
        ("-", {"minus": "△"}, "-"),
        ("5.00", {"minus": "−"}, "5.00"),
    ],
)
def test_numbers_are_dressed(text: str, asked: dict[str, str], said: str) -> None:
    assert dress.number(text, replace(PLAIN, **asked)) == said


@pytest.mark.parametrize(
    ("text", "labels", "said"),
    [
        ("合计", "spaced", "合　计"),
        ("2024年预算数", "upright", "2024\n年\n预\n算\n数"),
        ("一般公共预算财政拨款", "upright", "一般公共预算财政拨款"),
    ],
)
def test_labels_are_dressed(text: str, labels: str, said: str) -> None:
    assert dress.label(text, replace(PLAIN, labels=labels), wide=False) == said


def test_the_label_of_the_unit_is_broken() -> None:
    assert dress.line("部门：某局 >> 单位：万元", replace(PLAIN, unit="broken")) == "部门：某局 >> 单位：万\n元"


def _block(style: Style) -> page.Block:
    return sheets(forms()["names"], style)[2].blocks[0]


@pytest.mark.parametrize(("kind", "lines"), [("three", [0, 1, 12]), ("groups", [0, 1, 2, 6, 9, 12]), ("none", [])])
def test_rules_across(kind: str, lines: list[int]) -> None:
    style = replace(PLAIN, rules=kind, codes="padding")
    found = rules(_block(style), style)
    assert sorted({row for row, _ in found.across}) == lines and not found.down


def test_no_rule_runs_through_a_merged_cell_or_between_open_halves() -> None:
    style = replace(PLAIN, halves=False)
    block = sheets(forms()["names"], style)[1].blocks[0]
    found = rules(block, style)
    assert sorted({line for row, line in found.down if row == 1}) == [0, 1, 3, 4]
    assert (0, 1) not in found.down and (0, 4) in found.down


@pytest.mark.parametrize(
    ("style", "size"), [("turned_90", (595, 842)), ("sideways", (842, 595)), ("sideways_rotated", (842, 595))]
)
def test_pages_are_turned(style: str, size: tuple[int, int]) -> None:
    with pypdfium2.PdfDocument(document(Setting("names", style, "reportlab"))) as made:
        assert [tuple(map(round, made.get_page_size(n))) for n in range(len(made))] == [size] * 4


def test_two_tables_stand_on_a_page() -> None:
    printed = sheets(forms()["names"], replace(PLAIN, tables_a_page=2))
    assert [len(sheet.blocks) for sheet in printed] == [0, 2, 1]


def test_what_a_list_of_indicators_says() -> None:
    found = [r for table in forms()["split"].tables if indicators.is_list(table) for r in indicators.expected(table)]
    assert found[1] == {
        "project": "流动书车下乡服务", "level1": "产出指标", "level2": "数量指标", "indicator": "新增服务点数量", "weight": "10",
        "page": 0, "operator": "=", "value": "6", "unit": "个",
    }  # fmt: skip
    assert (found[5]["operator"], found[5]["value"], found[5]["unit"]) == ("text", "", "级")
