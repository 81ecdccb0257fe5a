"""Which table a printed title names, and what is no title."""

from __future__ import annotations

import pytest

from budgetnb.model import Document, Line, Page, Source
from budgetnb.tables import find, titles


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param("收支总表", "balance", id="bare"),
        pytest.param("表1 部门收支总体情况表", "balance", id="numbered"),
        pytest.param("公开01表收入支出决算总表", "balance", id="公开01表"),
        pytest.param("部门公开表2 部门收入总表", "income", id="部门公开表2"),
        pytest.param("附件3：支出预算总表", "expenditure", id="附件"),
        pytest.param("2023年支出总表", "expenditure", id="year before"),
        pytest.param("基本支出总表", "basic", id="basic"),
        pytest.param("项目支出总表", "project", id="project"),
        pytest.param("政府预算拨款收支总表", "fiscal_balance", id="Shenzhen's word for 财政拨款"),
        pytest.param("财政拨款收支预算总表", "fiscal_balance", id="fiscal balance"),
        pytest.param("一般公共预算支出表（按功能分类）", "general_function", id="by function"),
        pytest.param("一般公共预算支出表（按经济分类）", "general_economic", id="by economic class"),
        pytest.param("一般公共预算基本支出表", "general_basic", id="basic of the general budget"),
        pytest.param("一般公共预算“三公”经费支出表", "three_public", id="三公 before general"),
        pytest.param("政府性基金预算支出表", "gov_fund", id="government funds"),
        pytest.param("国有资本经营预算支出情况表", "state_capital", id="state capital"),
        pytest.param("政府采购项目支出表", "procurement", id="procurement before project"),
        pytest.param("单位整体支出绩效目标表", "dept_kpi", id="whole department"),
        pytest.param("项目支出绩效目标表", "project_kpi", id="project targets before projects"),
        pytest.param("机关运行经费支出表", "operating_cost", id="operating cost"),
        pytest.param(
            "经费拨款支出预算表（按部门预算经济分类）", "general_economic", id="经费拨款 is the general budget"
        ),
        pytest.param("公共财政预算支出表", "general_function", id="the general budget's older name"),
        pytest.param("公共预算财政拨款基本支出表", "general_basic", id="公共预算 without 一般"),
        pytest.param("2026年部门专项资金管理清单目录", "project", id="a list of special funds that is called no table"),
        pytest.param("“三公”经费预算公开表", "three_public", id="公开表 of one table"),
        pytest.param("人员类项目支出明细表", "basic", id="人员类 projects are basic expenditure"),
        pytest.param("收入支出决算总表 公开01表", "balance", id="the number behind the title"),
        pytest.param("预算公开表5 一般公共预算支出表", "general_function", id="预算公开表5"),
        pytest.param("（七）一般公共预算支出表（按功能分类）……12", "general_function", id="with leaders and page"),
        pytest.param("收支总表 GK01表", "balance", id="a number of letters behind the title"),
        pytest.param("（公开表1）部门收支总表", "balance", id="a number in brackets"),
        pytest.param("公开表一 部门收支总表", "balance", id="a number in words"),
        pytest.param("部门支出核定表", "expenditure", id="a word between that nobody knows"),
        pytest.param("部门收入核定表（万元）", "income", id="of income, with a bracket"),
        pytest.param("收入、支出预算总表", "balance", id="income and expenditure with a mark between"),
        pytest.param("收入预算汇总表", "income", id="汇总 of income"),
        pytest.param("财政补助收支总表", "fiscal_balance", id="补助 for 拨款"),
        pytest.param("非财政拨款支出预算表", "expenditure", id="what is no 财政拨款"),
        pytest.param("一般预算支出表", "general_function", id="一般预算 for 一般公共预算"),
        pytest.param("一般公共预算公用经费支出表", "general_basic", id="one half of the basic expenditure"),
        pytest.param("基金预算支出表", "gov_fund", id="基金预算 alone"),
        pytest.param("国资预算支出表", "state_capital", id="国资 for 国有资本"),
        pytest.param("财政专项支出预算表", "project", id="专项支出"),
        pytest.param("部门采购计划表", "procurement", id="a plan of purchases"),
        pytest.param("补助县区支出预算表", "transfers", id="what goes to the governments below"),
        pytest.param("公务接待费预算表", "three_public", id="one item of 三公"),
    ],
)
def test_a_title_names_its_table(printed: str, expected: str) -> None:
    found = titles.read_title(printed)
    assert found is not None and found.table == expected


@pytest.mark.parametrize(
    "printed",
    [
        pytest.param("收支总表情况说明", id="a section about the table"),
        pytest.param("详见支出总表", id="a reference"),
        pytest.param("本表反映部门收支总体情况。", id="a sentence"),
        pytest.param("值班安排表", id="another table"),
        pytest.param("部门预算公开表", id="the heading of all tables"),
        pytest.param("债务收支预算表", id="debts"),
        pytest.param("专项债券支出表", id="bonds"),
        pytest.param("支出进度表", id="how far money is spent"),
        pytest.param("收入征收计划表", id="what has to be collected"),
        pytest.param("社会保险基金预算支出表", id="insurance funds"),
        pytest.param("非税收入预算表", id="what is collected for the treasury"),
        pytest.param("委托业务费支出表", id="one class of expenditure"),
        pytest.param("工资福利支出预算表", id="one class of basic expenditure"),
        pytest.param("收入", id="too short"),
        pytest.param("表", id="one character"),
        pytest.param("收支" * 80 + "总表", id="too long"),
    ],
)
def test_what_is_no_title(printed: str) -> None:
    assert titles.read_title(printed) is None


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("表 12", "表12"),
        ("公开 03 表 支出总表", "公开03表"),
        ("附表1 收支总表", "附表1"),
        ("表3-1", "表3-1"),
        ("GK01 表", "GK01表"),
        ("财决公开01表 收支总表", "财决公开01表"),
        ("省级部门公开02-1表", "省级部门公开02-1表"),
        ("公开十一表 收支总表", "公开十一表"),
        ("收支总表", ""),
        ("收支总表公开01表", ""),
    ],
)
def test_the_number_is_kept_as_printed(printed: str, expected: str) -> None:
    assert titles.read_number(printed) == expected


def test_a_number_alone_is_no_title() -> None:
    assert not any(titles.looks_like_title(text) for text in ("财决01表", "基层公开02表", "公开十一表"))


def test_a_title_of_an_unknown_table_is_still_a_title() -> None:
    assert titles.looks_like_title("人员编制情况表") and not titles.looks_like_title("人员编制情况")


def _promised(*printed: str) -> list[str]:
    lines = tuple(Line(text, 1) for text in printed)
    document = Document(Source("test.pdf", "0" * 64, 1), "pdf", "", (Page(lines, 1),))
    return [title.name for title in find.promised_titles(document)]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param(["目 录", "一、收支总表", "二、支出总表 ..... 5"], ["收支总表", "支出总表"], id="entries"),
        pytest.param(
            ["目 录", "一、主要职能。", "二、一般公共预算“三公”经费、会议费支出预算", "表", "三、政府采购支出表"],
            ["一般公共预算“三公”经费、会议费支出预算表", "政府采购支出表"],
            id="an entry over two lines, one that closes with a full stop",
        ),
        pytest.param(
            ["目 录", "一、收支总表" + "." * 150, "二、支出总表" + "." * 150 + "12"],
            ["收支总表", "支出总表"],
            id="long leaders",
        ),
        pytest.param(
            ["目 录", "一、收支总表", "本局负责统计工作。下设两处", "各处预算的收入数应当与部门收支预算总表", "相符。"],
            ["收支总表"],
            id="a sentence after the contents promises nothing",
        ),
    ],
)
def test_what_the_contents_promise(printed: list[str], expected: list[str]) -> None:
    assert _promised(*printed) == expected
