"""Whose disclosure it is: names as printed, the department behind a unit."""

from __future__ import annotations

import printed
import pytest

from budgetnb.model import Document, Line, Page, Source
from budgetnb.tables.find import find_tables
from budgetnb.tables.identity import identify

BALANCE = printed.grid("收入|<|支出|<\n项目|预算数|项目|预算数\n财政拨款|9|教育支出|9")
SPENT = printed.grid("科目编码|科目名称|合计|基本支出\n205|教育支出|9|9")


@pytest.mark.parametrize(
    ("title", "organisation", "department"),
    [
        pytest.param("2026年某市统计局部门预算", "某市统计局", "某市统计局", id="a department"),
        pytest.param(
            "2026年某市统计局（本级）单位预算", "某市统计局（本级）", "某市统计局", id="a department's own level"
        ),
        pytest.param(
            "某市统计局（汇总）2026年部门预算公开", "某市统计局", "某市统计局", id="a sum over units is no name"
        ),
        pytest.param(
            "2026年某市会计事务中心（某市财政研究所）单位预算",
            "某市会计事务中心（某市财政研究所）",
            "某市会计事务中心（某市财政研究所）",
            id="a second name in brackets",
        ),
        pytest.param("2026年某市统计局(本级)单位预算", "某市统计局(本级)", "某市统计局", id="narrow brackets stay"),
    ],
)
def test_organisation_and_department(title: str, organisation: str, department: str) -> None:
    items = (Line(title, 1), Line("收支总表", 1), BALANCE, Line("支出总表", 1), SPENT)
    document = Document(Source("made.pdf", "0" * 64, 1), "pdf", "made", (Page(items, 1),))
    who = identify(document, find_tables(document))
    assert (who.organisation, who.department, who.year, who.title) == (organisation, department, 2026, title)


@pytest.mark.parametrize(
    ("sentence", "department"),
    [
        pytest.param("某市档案中心是某市档案局所属公益一类事业单位。", "某市档案局", id="a unit of a department"),
        pytest.param(
            "某市档案中心（某市史料馆）为某市水务局（某市海洋局）直属事业单位。", "某市水务局（某市海洋局）", id="two names each"
        ),
        pytest.param("某市档案中心成立较早，隶属于某市档案局，为全额拨款单位。", "某市档案局", id="belongs to"),
        pytest.param("某市档案中心是某市人民政府直属机构。", "某市档案中心", id="a government is no department"),
        pytest.param("某市史料馆隶属于某市档案局。", "某市档案中心", id="said of another unit"),
    ],
)  # fmt: skip
def test_the_department_that_duties_name(sentence: str, department: str) -> None:
    items = (
        Line("2026年某市档案中心单位预算", 1),
        Line(sentence, 1),
        Line("收支总表", 1),
        BALANCE,
        Line("支出总表", 1),
        SPENT,
    )
    document = Document(Source("made.pdf", "0" * 64, 1), "pdf", "made", (Page(items, 1),))
    who = identify(document, find_tables(document))
    assert (who.organisation, who.department) == ("某市档案中心", department)


@pytest.mark.parametrize(
    ("front", "title", "organisation"),
    [
        pytest.param(
            ["某市规划和自然", "资源局", "2026年度部门预算", "目录", "第二部分某市规划和自然资源局2026年度部门预算"],
            "某市规划和自然资源局2026年度部门预算",
            "某市规划和自然资源局",
            id="a cover in three lines above the contents",
        ),
        pytest.param(
            ["第一部分 2026年度部门预算情况说明"], "2026年度部门预算情况说明", "", id="only the heading of a part"
        ),
        pytest.param(["公开01表"], "收支总表", "", id="tables alone: the first one's name without its number"),
    ],
)
def test_the_title_of_the_document(front: list[str], title: str, organisation: str) -> None:
    owner = (Line("部门名称：某市统计局", 1),) if not organisation else ()
    items = (*(Line(text, 1) for text in front), Line("收支总表", 1), *owner, BALANCE, Line("2026年支出总表", 1), SPENT)
    document = Document(Source("made.pdf", "0" * 64, 1), "pdf", "made", (Page(items, 1),))
    who = identify(document, find_tables(document))
    assert (who.title, who.organisation, who.year) == (title, organisation or "某市统计局", 2026)


def test_the_heading_of_a_site_that_holds_both_makes_no_final_accounts() -> None:
    items = (Line("首页 预决算公开", 1), Line("某市统计局收支总表", 1), BALANCE, Line("支出总表", 1), SPENT)
    document = Document(Source("made.pdf", "0" * 64, 1), "pdf", "made", (Page(items, 1),))
    assert identify(document, find_tables(document)).stage == "budget"
