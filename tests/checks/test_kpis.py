"""The review of targets: categories, numbers, ceilings, inputs, baselines, repeats."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from budgetnb import frames
from budgetnb.checks import kpis
from budgetnb.checks.kpis import Kpi
from tests.checks.printed_rows import DOC, UNIT, WHO

HEAD = {"doc": DOC, "organisation": UNIT, "year": 2026}


def indicators(*rows: str) -> dict[str, pd.DataFrame]:
    """Rows 二级指标|指标|目标|operator|value|unit."""
    names = ("level2", "indicator", "target", "operator", "value", "unit")
    parsed = [dict(zip(names, row.split("|"), strict=True)) for row in rows]
    return {"kpis": frames.build("kpis", [HEAD | {"level1": "产出指标"} | r | {"value": float(r["value"]) if r["value"] else None}
                                          for r in parsed])}  # fmt: skip


def reviewed(*rows: str) -> dict[str, tuple[str, list[str]]]:
    return {f.rule.removeprefix("kpis."): (f.severity, list(f.evidence)) for f in kpis.run(indicators(*rows), WHO)}


@pytest.mark.parametrize(("rows", "rule", "expected"), [
    (("数量指标|次数|≥5次|>=|5|次", "时效指标|||blank||"), "blank", ("notice", ["kpis:1"])),
    (("质量指标|合格率|≥95%|>=|95|%", "质量指标|通过率|≥90%|>=|90|%"), "ceiling", ("notice", ["kpis:0"])),
    (("质量指标|差错率|≤98%|<=|98|%",), "ceiling", None),  # a limit from above has room below
    (("数量指标|预算执行率|≥90%|>=|90|%",), "input", ("notice", ["kpis:0"])),
    (("数量指标|投诉件比上年|≤5件|<=|5|件",), "baseline", None),
    (("数量指标|次数|≥5次|>=|5|次",), "baseline", ("notice", ["kpis:0"])),
    (("数量指标|次数|≥5次|>=|5|次", "数量指标|次数|≥5次|>=|5|次", "数量指标|次数|≥6次|>=|6|次"), "repeated", ("notice", ["kpis:0", "kpis:1"])),
    (("数量指标|次数|按需|text||",), "unquantified", ("notice", ["kpis:0"])),
], ids=["blank", "ceiling", "limit", "input", "baseline", "no baseline", "repeated", "words only"])  # fmt: skip
def test_review(rows: tuple[str, ...], rule: str, expected: tuple[str, list[str]] | None) -> None:
    assert reviewed(*rows).get(rule) == expected


def test_nothing_is_said_of_a_disclosure_without_indicators() -> None:
    assert list(kpis.run({}, WHO)) == []


def kpi(level1: str = "产出指标", level2: str = "", **more: Any) -> Kpi:
    row = {"ref": "kpis:0", "project": "", "level1": level1, "level2": level2, "indicator": "", "target": "", "operator": "=",
           "value": 1.0, "unit": "", "extra": ""}  # fmt: skip
    return Kpi(**{**row, **more})


@pytest.mark.parametrize(
    ("level1", "level2", "category"),
    [
        ("产出指标", "数量指标", "quantity"),
        ("产出指标", "质 量 指 标", "quality"),
        ("成本指标", "", "cost"),
        ("效益指标", "经济效益指标", "economic"),
        ("效益指标", "可持续影响指标", "sustainable"),
        ("满意度指标", "", "satisfaction"),
        ("满意度指标", "数量指标", "quantity"),  # the second level comes first
        ("产出指标", "其他", ""),
    ],
)
def test_the_category_of_an_indicator(level1: str, level2: str, category: str) -> None:
    assert kpi(level1, level2).category == category


@pytest.mark.parametrize(
    ("operator", "number"), [(">=", True), ("=", True), ("range", True), ("text", False), ("blank", False)]
)
def test_a_target_that_is_a_number(operator: str, number: bool) -> None:
    assert kpi(operator=operator).has_number is number


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("质量指标|合格率|≥95%|>=|95|%", True),
        ("质量指标|合格率|95%|=|95|%", True),
        ("质量指标|合格率|≥95％|>=|95|％", True),
        ("质量指标|合格率|≥94%|>=|94|%", False),
        ("数量指标|次数|≥95次|>=|95|次", False),
        ("质量指标|合格率|优良|text||%", False),
    ],
)
def test_a_target_with_little_room_above_it(row: str, found: bool) -> None:
    assert ("ceiling" in reviewed(row)) is found


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("数量指标|资金到位率|≥90%|>=|90|%", True),
        ("时效指标|支出进度|≥90%|>=|90|%", True),
        ("成本指标|预算完成率|≥90%|>=|90|%", False),  # what it costs is no output
        ("数量指标|培训人数|≥90人|>=|90|人", False),
    ],
)
def test_an_output_that_tells_of_inputs(row: str, found: bool) -> None:
    assert ("input" in reviewed(row)) is found


def test_indicators_are_counted_by_category_and_operator() -> None:
    rows = ("数量指标|次数|≥5次|>=|5|次", "数量指标|份数|≥6份|>=|6|份", "质量指标|合格率|优|text||", "其他|杂项|1|=|1|")
    finding = next(f for f in kpis.run(indicators(*rows), WHO) if f.rule == "kpis.count")
    assert finding.zh == "共 4 个指标：数量 2，质量 1；目标值 >= 2, text 1, = 1"
    assert finding.en == "4 indicators: quantity 2, quality 1; targets >= 2, text 1, = 1"


def test_how_many_targets_are_numbers() -> None:
    rows = ("数量指标|次数|≥5次|>=|5|次", "质量指标|合格率|优|text||", "时效指标|||blank||")
    found = {f.rule: f for f in kpis.run(indicators(*rows), WHO)}
    assert found["kpis.quantified"].zh == "2 个指标中 1 个有数值（50%）"
    assert found["kpis.blank"].zh == "印有类别而无指标：时效" and found["kpis.blank"].en.endswith(": timeliness")


def test_only_so_many_indicators_are_named() -> None:
    rows = [f"数量指标|{name}预算执行率|≥5次|>=|5|次" for name in "甲乙丙丁戊己庚辛壬癸"]
    finding = next(f for f in kpis.run(indicators(*rows), WHO) if f.rule == "kpis.input")
    assert finding.zh.count("、") == kpis.MOST_NAMED - 1 and len(finding.evidence) == 10
