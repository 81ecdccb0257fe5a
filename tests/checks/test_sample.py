"""The sample: every difference by rounding, every conflict with both sentences, and nothing else called a conflict."""

from __future__ import annotations

from functools import lru_cache

import pytest

import budgetnb as bn
from budgetnb import cli  # noqa: F401  (the command line reads the same findings)

ROUNDED = {
    ("identity.parent", "balance", 7932.0, 7933.0), ("identity.parent", "expenditure", 7932.0, 7933.0),
    ("identity.parent", "expenditure", 6907.0, 6908.0), ("identity.parent", "expenditure", 2331.0, 2330.0),
    ("identity.parent", "fiscal_balance", 7932.0, 7933.0), ("identity.parent", "general_function", 7932.0, 7933.0),
    ("identity.parent", "general_function", 6907.0, 6908.0), ("identity.parent", "general_economic", 213.0, 214.0),
    ("identity.unit", "general_economic", 1646.0, 1645.0), ("identity.measures", "general_economic", 7121.0, 7120.0),
    ("three_public.reception", "three_public", 0.91, 1.0), ("three_public.vehicle_operation", "three_public", 10.5, 11.0),
    ("claims.parts", "", 18553.0, 18552.0), ("claims.projects", "", 16907.0, 16906.0),
    ("tasks.project", "dept_kpi", 5779.0, 5778.0),
}  # fmt: skip


@lru_cache
def sample() -> bn.Disclosure:
    return bn.read(bn.sample())


def test_every_difference_by_rounding() -> None:
    rounded = sample().checks.query("status == 'rounding'")
    told = {(r.rule, r.table, round(r.said / 1e4, 4), round(r.expected / 1e4, 4)) for r in rounded.itertuples()}
    assert told - {t for t in told if t[0] == "claims.percent"} == ROUNDED


def test_the_two_conflicts_and_no_other() -> None:
    wrong = sample().checks.query("status == 'conflict'")
    assert [(r.rule, round(r.said / 1e4), round(r.expected / 1e4)) for r in wrong.itertuples()] == [
        ("claims.changes", -1112, 5000), ("claims.implied_base", 18579, 13055),
    ]  # fmt: skip
    sentences = set(sample().claims["sentence"])
    assert all(sum(s[:40] in r.message_zh for s in sentences) >= 2 for r in wrong.itertuples())


@pytest.mark.parametrize(("rule", "said"), [
    ("completeness.promised", {"收入总表", "基本支出总表", "项目支出总表"}),
    ("claims.zero_base", {"信息化新建项目（非政府投资项目）预算", "机关运行经费财政拨款预算"}),
])  # fmt: skip
def test_notices(rule: str, said: set[str]) -> None:
    notices = sample().checks.query(f"rule == '{rule}'")
    assert {subject.split()[-1] for subject in notices["subject"]} >= said or len(notices) == len(said)
    assert set(notices["status"]) == {"untestable"}


def test_key_projects_told_as_none_beside_the_largest() -> None:
    told = sample().checks.query("rule == 'tasks.key_project'")
    assert ["53.9%" in message for message in told["message_zh"]] == [True]


@pytest.mark.parametrize(("ratio", "value"), [
    ("procurement.sme", 735 / 2331), ("procurement.micro", 0.0), ("procurement.sme:2140109", 735 / 770), ("procurement.sme:2140112", 0.0),
    ("head.personnel.actual", 1319e4 / 29), ("head.personnel.establishment", 1319e4 / 33), ("change.three_public", -3.5 / 14.91),
    ("vehicle.operation_before", 3.5e4), ("share.project.largest", 10000 / 18553),
    ("change.like_for_like:1", -551 / 6389),
])  # fmt: skip
def test_ratios_an_expert_expects(ratio: str, value: float) -> None:
    row = sample().ratios.query(f"ratio == '{ratio}'").iloc[0]
    assert row["value"] == pytest.approx(value)
    assert row["numerator"] / row["denominator"] == pytest.approx(row["value"])


def test_evidence_leads_to_rows() -> None:
    d = sample()
    for frame in ("checks", "ratios"):
        refs = {ref for refs in getattr(d, frame)["evidence"] for ref in refs}
        places = [ref.partition(":") for ref in refs]
        assert refs and all(0 <= int(n) < len(d.frame(name)) for name, _, n in places)
    assert d.evidence(d.checks.query("rule == 'claims.changes'").iloc[0]).more


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_twenty_questions_are_answered_or_said_to_be_open(lang: bn.charts.Lang) -> None:  # type: ignore[name-defined]
    cards = bn.ask(sample(), lang=lang)
    assert len(cards) == 20 and (cards["answer"] != "").all()
    assert {"moved", "unmeasured", "conflicts"} <= set(cards["id"])
    moved = cards.set_index("id").loc["moved"]
    assert "551" in moved["answer"] if lang == "zh" else "5.51 million" in moved["answer"]
