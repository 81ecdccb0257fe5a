"""Targets as cells print them, each with the trap it names."""

from __future__ import annotations

import pytest

from budgetnb.performance import targets
from budgetnb.performance.targets import Target

READ = [
    ("≥95%", (">=", 95.0, None, "%"), "one cell"),
    (">=100百分比", (">=", 100.0, None, "百分比"), "ASCII operator, unit in words"),
    ("≧3.4万亩", (">=", 3.4, None, "万亩"), "another sign for at least; nothing scaled"),
    ("≦ 4‰", ("<=", 4.0, None, "‰"), "another sign for at most, a space"),
    ("≥９０％", (">=", 90.0, None, "%"), "full-width digits and per cent"),
    ("》90%", (">", 90.0, None, "%"), "book-title mark typed for a sign"),
    ("》=90%", (">=", 90.0, None, "%"), "book-title mark and an equals sign"),
    ("＝1年", ("=", 1.0, None, "年"), "full-width equals"),
    ("不低于12次", (">=", 12.0, None, "次"), "words count as operators"),
    ("不少于350个。", (">=", 350.0, None, "个"), "a full stop behind"),
    ("不低200天", (">=", 200.0, None, "天"), "a word cut short"),
    ("不超过30分钟", ("<=", 30.0, None, "分钟"), "at most, in words"),
    ("低于0.9‰", ("<", 0.9, None, "‰"), "less, in words"),
    ("大于80亿元", (">", 80.0, None, "亿元"), "more, in words; nothing scaled"),
    ("95%以上", (">=", 95.0, None, "%"), "operator behind the unit"),
    ("90%（含）以上", (">=", 90.0, None, "%"), "operator behind, with a bracket"),
    ("48小时内", ("<=", 48.0, None, "小时"), "within"),
    ("3个工作日以内", ("<=", 3.0, None, "个工作日"), "within, unit of three characters"),
    ("100", ("=", 100.0, None, ""), "a number alone"),
    ("2次／年", ("=", 2.0, None, "次/年"), "a rate with a full-width stroke"),
    ("1,200期", ("=", 1200.0, None, "期"), "thousands"),
    ("100%%", ("=", 100.0, None, "%"), "per cent twice"),
    ("95（%）", ("=", 95.0, None, "%"), "outer brackets of the unit come off"),
    ("≥100个（台、套）", (">=", 100.0, None, "个（台、套）"), "inner brackets stay"),
    ("≥2项（课题、分析研究、调研报告）", (">=", 2.0, None, "项"), "a note in brackets is no unit"),
    ("≤14元/m2/月", ("<=", 14.0, None, "元/m2/月"), "a digit of the unit is no number"),
    ("PM2.5浓度≤35微克/立方米", ("<=", 35.0, None, "微克/立方米"), "a digit of the label is no number"),
    ("正确率≥95%", (">=", 95.0, None, "%"), "a label before one number at the end"),
    ("每期不少于4课时", (">=", 4.0, None, "课时"), "a label before the operator's words"),
    ("≥-5%", (">=", -5.0, None, "%"), "below zero"),
    ("10-15项", ("range", 10.0, 15.0, "项"), "a range"),
    ("90%～95%", ("range", 90.0, 95.0, "%"), "a range with its unit twice"),
    ("10万-20万元", ("range", 10.0, 20.0, "万元"), "a range whose first unit is the head of the second"),
    ("≥90%且≤100%", ("range", 90.0, 100.0, "%"), "bounded from both sides"),
    ("≥90，≤100分", ("range", 90.0, 100.0, "分"), "bounded from both sides, the unit once"),
    ("90%≤X＜100%", ("range", 90.0, 100.0, "%"), "bounded from both sides of a letter"),
    ("不低于90%且不超过100%", ("range", 90.0, 100.0, "%"), "bounded in words"),
    ("≥3次且≤5人", ("text", None, None, ""), "bounds of two units"),
    ("1篇/季度", ("=", 1.0, None, "篇/季度"), "a rate by the quarter"),
    ("3个季度", ("=", 3.0, None, "个季度"), "quarters that are counted"),
    ("≥1，200人", (">=", 1200.0, None, "人"), "thousands with a full-width comma"),
    ("≥ 1 200 人", (">=", 1200.0, None, "人"), "thousands with a space"),
    ("98. 5 %", ("=", 98.5, None, "%"), "a decimal with spaces"),
    ("超100人", (">", 100.0, None, "人"), "more, in one character"),
    ("超额完成率100%", ("=", 100.0, None, "%"), "a label that begins like an operator"),
    ("不突破100万元", ("<=", 100.0, None, "万元"), "not broken through"),
    ("不能超过10天", ("<=", 10.0, None, "天"), "must not exceed"),
    ("未超过5%", ("<=", 5.0, None, "%"), "has not exceeded"),
    ("不能少于10次", (">=", 10.0, None, "次"), "must not be less"),
    ("达到或超过95%", (">=", 95.0, None, "%"), "reaches or exceeds"),
    ("大于等于95", (">=", 95.0, None, ""), "greater or equal, in words"),
    ("达到95%以上", (">=", 95.0, None, "%"), "reaches, and above"),
    ("不足5%", ("<", 5.0, None, "%"), "short of"),
    ("≥≥95%", (">=", 95.0, None, "%"), "a sign in its own column and in the value"),
    ("≥=95%", (">=", 95.0, None, "%"), "two signs for one"),
    ("≥不少于5次", (">=", 5.0, None, "次"), "a sign and its words"),
    ("≤≥5", ("text", None, None, ""), "signs that contradict"),
    ("95％（含95％）以上", (">=", 95.0, None, "%"), "the bound itself named in a bracket"),
    ("≥95%（含）", (">=", 95.0, None, "%"), "the bound included, behind"),
    ("100%（应急除外）", ("=", 100.0, None, "%"), "a short note in brackets is no unit"),
    ("≥3人（次）", (">=", 3.0, None, "人（次）"), "a unit in brackets is no note"),
    ("≥5000元/人", (">=", 5000.0, None, "元/人"), "a rate by the head"),
    ("1.2万人次", ("=", 1.2, None, "万人次"), "a decimal that is not scaled"),
    ("≤8000元/人*月", ("<=", 8000.0, None, "元/人*月"), "a product of units"),
    ("24h", ("=", 24.0, None, "h"), "hours by their letter"),
    ("优", ("text", None, None, ""), "no number"),
    ("7×24小时", ("text", None, None, ""), "a product"),
    ("2026年", ("text", None, None, ""), "a year is a date"),
    ("2026年6月底前", ("text", None, None, ""), "a deadline"),
    ("≤12月底前", ("text", None, None, ""), "a deadline with a sign"),
    ("12月", ("text", None, None, ""), "a month is a date"),
    ("2025-2026", ("text", None, None, ""), "years are dates"),
    ("不迟于12月", ("text", None, None, ""), "no later than"),
    ("≤2026年12月", ("text", None, None, ""), "a month of a year with a sign"),
    ("100%完成", ("text", None, None, ""), "a number before a verb"),
    ("≥3/4", ("text", None, None, ""), "a fraction"),
    ("1-12月", ("text", None, None, ""), "months are dates"),
    ("≥30次；≥15篇", ("text", None, None, ""), "two targets in one cell"),
    ("100%保障", ("text", None, None, ""), "a number inside a sentence"),
    ("不少于全市企业数的60%", ("text", None, None, ""), "an operator that is not next to its number"),
    ("约2次", ("text", None, None, ""), "roughly"),
    ("10余次", ("text", None, None, ""), "ten odd"),
    ("第1名", ("text", None, None, ""), "an ordinal"),
    ("", ("blank", None, None, ""), "nothing printed"),
    ("/", ("blank", None, None, ""), "a stroke"),
    ("无", ("blank", None, None, ""), "none"),
]


@pytest.mark.parametrize(("text", "said", "trap"), READ, ids=[trap for *_, trap in READ])
def test_read(text: str, said: tuple[str, float | None, float | None, str], trap: str) -> None:
    assert targets.read(text) == Target(*said), trap


@pytest.mark.parametrize("unit", ["万元", "元/人·天", "万人次", "台（套）", "个工作日", "m2", "元/平方米·月", "%"])
def test_known_units(unit: str) -> None:
    assert targets.is_known_unit(unit)


@pytest.mark.parametrize("text", ["国家地面站", "工作任务", "以上", "", "级以上单位满意"])
def test_what_is_no_unit(text: str) -> None:
    assert not targets.is_known_unit(text)
