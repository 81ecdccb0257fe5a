"""The facts that questions are answered from: rows of the frames, and which claim or project stands for what."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from budgetnb import frames
from budgetnb.checks import ratios
from budgetnb.checks.questions import facts as asked
from budgetnb.checks.questions.facts import Facts, answer, refs_of
from tests.checks.printed_rows import UNIT, WHO, table
from tests.checks.questions.asked import SPENT, claim, facts


def test_a_source_without_frames_has_no_rows() -> None:
    bare = Facts(SimpleNamespace(meta={}), "zh")
    assert bare.frames == {} and bare.rows("kpis", "operator") == [] and bare.spent() is None


def test_rows_carry_their_reference() -> None:
    assert facts(projects=[{"name": "甲", "amount": 5.0, "source": "table"}]).rows("projects", "name") == [
        {"ref": "projects:0", "name": "甲"}
    ]


def test_an_answer_cites_each_row_once() -> None:
    made = answer(5, ["amounts:1", "amounts:0", "amounts:1"], "computed", unit="share", name="甲")
    assert made == asked.Answer(5.0, ("amounts:1", "amounts:0"), "computed", "share", {"name": "甲"})
    assert refs_of([{"ref": "a:0"}, {"ref": "a:1"}]) == ["a:0", "a:1"]


def test_all_expenditure_of_this_year_and_of_the_year_before() -> None:
    before = [r | {"year": 2025} for r in table("expenditure", "=|400")]
    both = facts(before, SPENT)
    now, then = both.spent(), both.spent_before()
    assert now is not None and (now.amount, now.refs) == (500e4, ("amounts:1",))
    assert then is not None and (then.amount, then.refs) == (400e4, ("amounts:0",))
    assert facts(SPENT).spent_before() is None


def test_ratios_are_computed_where_the_source_has_none() -> None:
    own = facts(SPENT)
    computed = ratios.compute({"amounts": own.frames["amounts"]}, WHO)
    assert [r["ratio"] for r in own.ratios("share.measure")] == ["share.measure:basic", "share.measure:project"]
    given = facts(SPENT, ratios=[{**r, "value": 0.5} for r in computed if r["ratio"] == "share.measure:basic"])
    assert [(r["ratio"], r["value"]) for r in given.ratios("share.")] == [("share.measure:basic", 0.5)]
    assert own.first_name(own.ratios("share.function")[0]) == "208"


@pytest.mark.parametrize(
    ("claims", "change"),
    [
        pytest.param(
            [claim("function", "甲", 50), claim("function", "乙", 60, 10)], 10e4, id="one that tells a change"
        ),
        pytest.param(
            [claim("function", "甲", 50), claim("function", "乙", 60, direction="same")],
            None,
            id="one that tells of none",
        ),
        pytest.param([claim("function", "甲", 60, 10, of_which=True), claim("function", "乙", 50)], None, id="no part"),
    ],
)
def test_of_several_claims_the_one_that_tells_most(claims: list[dict[str, object]], change: float | None) -> None:
    found = facts(claims=claims).claim("function")
    assert found is not None and found["subject"] == "乙"
    assert (found["change"] if found["change"] == found["change"] else None) == change


def test_no_claim_of_a_kind() -> None:
    assert facts(claims=[claim("function", "甲", 50)]).claim("project") is None


@pytest.mark.parametrize(
    ("claims", "subject"),
    [
        pytest.param(
            [claim("total_expenditure", "支出", 500, 10), claim("fiscal", "拨款", 500, 5)], "支出", id="its own"
        ),
        pytest.param(
            [claim("total_expenditure", "支出", 500), claim("fiscal", "拨款", 500, 5)], "拨款", id="a fund as large"
        ),
        pytest.param(
            [claim("total_expenditure", "支出", 500), claim("fiscal", "拨款", 400, 5)], "支出", id="a smaller fund"
        ),
        pytest.param([claim("fiscal", "拨款", 400, 5)], None, id="nothing"),
    ],
)
def test_the_claim_that_tells_how_all_changed(claims: list[dict[str, object]], subject: str | None) -> None:
    own = facts(SPENT, claims=claims)
    whole = own.spent()
    assert whole is not None
    found = own.claim_of_change(whole)
    assert (found and found["subject"]) == subject


def test_a_unit_is_no_project() -> None:
    rows = [{"name": name, "amount": 5.0, "source": "table"} for name in (UNIT, "旧桥")]
    assert [r["name"] for r in facts(SPENT, projects=rows).projects()] == ["旧桥"]


@pytest.mark.parametrize(
    ("sign", "names"), [(1, ["教育支出（类）"]), (-1, ["基本支出"])], ids=["what grew", "what fell: a wider group"]
)
def test_the_finest_that_changed(sign: int, names: list[str]) -> None:
    claims = [
        claim("function", "教育支出（类）支出", 80, 30),
        claim("basic", "基本支出", 120, -9),
        claim("fund_general", "一般", 90, -5),
    ]
    assert [r["name"] for r in facts(claims=claims).changes(sign)] == names


def test_frames_of_another_schema_are_not_asked() -> None:
    source = SimpleNamespace(meta={"year": 2026}, amounts=frames.build("amounts", SPENT), other="x")
    assert set(Facts(source, "en").frames) == {"amounts"}
