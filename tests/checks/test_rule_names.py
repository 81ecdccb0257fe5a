"""What rules, their families and the subjects of findings are called."""

from __future__ import annotations

import re

import pytest

import budgetnb as bn
from budgetnb import labels
from budgetnb.checks import docs, printout, rule_names
from budgetnb.labels import Lang

IDS = re.compile(
    r"\b(reception|vehicles?|vehicle_\w+|(?<!Travel )abroad|total|\w+_\w+|duties|balance|goods|works|services) [\u4e00-\u9fff]|\b[a-z]+_[a-z_]+\b"
)


@pytest.mark.parametrize("format", ["pdf", "txt"])
def test_people_are_told_words_and_no_ids(format: str) -> None:
    found = bn.read(bn.sample(format))
    rows = found.checks.to_dict("records")
    said = [row[f"message_{lang}"] for row in rows for lang in ("zh", "en")]
    said += [rule_names.subject_name(row["rule"], row["subject"], lang) for row in rows for lang in ("zh", "en")]
    said += [line for lang in ("zh", "en") for line in printout.lines(found, lang) if "=2, " not in line]
    assert [text for text in said if IDS.search(text)] == []


def test_measures_and_funds_are_told_in_the_language_of_the_reader() -> None:
    rows = bn.read(bn.sample("txt")).checks.to_dict("records")
    ours = [zh for words in (labels.MEASURES, labels.FUNDS) for zh, _ in words.values()]
    sums = [row for row in rows if row["rule"].startswith(("identity.", "across.", "three_public."))]
    parts = {
        part for row in sums for part in rule_names.subject_name(row["rule"], row["subject"], "en").split(" · ")[1:]
    }
    assert parts and parts.isdisjoint(ours)
    assert all(f" {zh} ·" not in row["message_en"] for row in sums for zh in ours if len(zh) > 3)


@pytest.mark.parametrize("rule", sorted(docs.entries()))
@pytest.mark.parametrize("lang", labels.LANGS)
def test_every_rule_has_a_name(rule: str, lang: Lang) -> None:
    name = rule_names.rule_name(rule, lang)
    assert name and name != rule and rule_names.family_name(rule, lang) != rule.partition(".")[0]


@pytest.mark.parametrize(
    ("rule", "lang", "name"),
    [
        ("identity.parent", "zh", "上级科目 = 下级科目之和"),
        ("rules.sme_reserve", "en", "reserved for small and medium firms ÷ procurement ≥ 30%"),
        ("across.balance", "en", "all income = all expenditure"),
        ("no.such_rule", "zh", "no.such_rule"),
    ],
)
def test_the_name_of_a_rule(rule: str, lang: Lang, name: str) -> None:
    assert rule_names.rule_name(rule, lang) == name


@pytest.mark.parametrize(
    ("rule", "zh", "en"), [("tasks.row", "任务与项目", "Tasks, projects, goals"), ("odd.rule", "odd", "odd")]
)
def test_the_name_of_a_family(rule: str, zh: str, en: str) -> None:
    assert (rule_names.family_name(rule, "zh"), rule_names.family_name(rule, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("rule", "subject", "told"),
    [
        ("completeness.required", "duties", "duties"),
        ("completeness.required", "gov_fund", "government funds"),
        ("completeness.required", "no_such_thing", "no_such_thing"),
        ("completeness.promised", "表2 收入总表", "表2 收入总表"),
        ("identity.parent", "208 社会保障 · 项目支出 · 一般公共预算", "208 社会保障 · Project · General public budget"),
        ("three_public.total", "公务接待 合计", "Reception 合计"),
    ],
)
def test_the_subject_of_a_finding(rule: str, subject: str, told: str) -> None:
    assert rule_names.subject_name(rule, subject, "en") == told
