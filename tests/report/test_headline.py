"""The disclosure in one sentence."""

from __future__ import annotations

from typing import Any

import builders
import pandas as pd
import pytest

import budgetnb
from budgetnb import frames
from budgetnb.report import headline as own
from budgetnb.report import tiles
from budgetnb.report.headline import headline


def test_how_much_what_for_and_whether_it_adds_up() -> None:
    zh, en = headline(builders.disclosure())
    assert zh == "2023 年支出预算 18,553 万元；城乡社区支出占 53.9%；核对 4 处，1 处对不上。"
    assert (
        en
        == "The 2023 budget is 185.53 million yuan; 53.9% goes to 城乡社区支出; of 4 sums and statements checked, 1 do not agree."
    )


def test_a_text_without_tables_is_told_by_what_its_sentences_state() -> None:
    source = budgetnb.read(budgetnb.sample("txt"))
    tables = source.tables.assign(status="missing", promised=True)
    source.__dict__.setdefault("_made", {}).update(amounts=frames.build("amounts", []), tables=tables)
    zh, en = headline(source)
    assert zh.startswith("2023 年支出预算 18,553 万元") and f"目录列出的 {len(tables)} 张表不在文中" in zh
    assert f"tables named in the contents and not printed: {len(tables)}" in en
    assert tiles.tiles(source)[0].note == ("文字所述", "as the text states it")


def test_classes_that_are_a_part_of_all_are_said_to_be_one() -> None:
    source = budgetnb.read(budgetnb.sample("txt"))
    few = source.amounts[~((source.amounts["table"] == "expenditure") & source.amounts["code"].str.startswith("212"))]
    few = few[few["table"] == "expenditure"].reset_index(drop=True)
    source.__dict__.setdefault("_made", {})["amounts"] = few
    assert "在列出的 8,553 万元 中，交通运输支出占 92.7%" in headline(source)[0]


def claims(**row: Any) -> pd.DataFrame:
    base = builders.HEAD | {
        "subject": "部门支出",
        "subject_kind": "total_expenditure",
        "side": "expenditure",
        "direction": "increase",
    }
    return frames.build("claims", [base | {"amount": 185530000.0} | row])


@pytest.mark.parametrize(
    ("row", "zh", "en"),
    [
        pytest.param({"change_pct": 42.1, "base": "2022年预算"}, "，比2022年预算多 42.1%", ", 42.1% more than the year before (2022年预算)", id="more"),
        pytest.param({"change_pct": -5.0}, "，比上年少 5.0%", ", 5.0% less than the year before", id="less"),
        pytest.param({"change_pct": 0.0}, "，与上年持平", ", the same as the year before", id="the same"),
        pytest.param({"change_pct": 5.0, "amount": 185500000.0}, "，比上年多 5.0%", ", 5.0% more than the year before", id="rounded in the sentence"),
        pytest.param({"change_pct": 5.0, "amount": 9e7}, "", "", id="a claim of another amount"),
        pytest.param({"change_pct": 5.0, "subject_kind": "fund_general"}, "", "", id="a claim of another thing"),
    ],
)  # fmt: skip
def test_the_change_is_that_of_the_total(row: dict[str, Any], zh: str, en: str) -> None:
    told = headline(builders.disclosure(claims=claims(**row)))
    assert told[0].startswith(f"2023 年支出预算 18,553 万元{zh}；") and told[1].startswith(
        f"The 2023 budget is 185.53 million yuan{en}; "
    )


def test_tables_of_two_years_tell_the_change_where_no_sentence_does() -> None:
    ratio = {
        "doc": builders.DOC,
        "year": 2023,
        "ratio": "change.expenditure",
        "value": -0.1,
        "numerator": -1.0,
        "denominator": 10.0,
    }
    told = headline(builders.disclosure(ratios=frames.build("ratios", [ratio])))
    assert "，比上年少 10.0%；" in told[0]


def test_what_the_disclosure_does_not_say_is_left_out() -> None:
    empty = {name: frames.build(name, []) for name in ("amounts", "checks")}
    assert headline(builders.disclosure(**empty)) == ("。", ".")
    assert headline(builders.disclosure(checks=empty["checks"]))[1].endswith("goes to 城乡社区支出.")


def test_only_what_the_contents_name_is_said_to_be_gone() -> None:
    row = {"doc": builders.DOC, "table": "income", "status": "missing"}
    listed = frames.build(
        "tables", [row | {"promised": True}, row | {"promised": False}, row | {"status": "empty", "promised": True}]
    )
    told = headline(builders.disclosure(tables=listed))
    assert told[0].endswith("；目录列出的 1 张表不在文中。") and told[1].endswith(
        "; tables named in the contents and not printed: 1."
    )


@pytest.mark.parametrize(
    ("printed", "told"),
    [("", ("上年", "the year before")), ("2022年执行数", ("2022年执行数", "the year before (2022年执行数)"))],
)
def test_what_a_change_is_measured_by(printed: str, told: tuple[str, str]) -> None:
    assert own._base(printed) == told
