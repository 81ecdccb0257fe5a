"""From sentences to claims: one named trap a case, the whole result compared. The sentences are ours."""

from __future__ import annotations

from pathlib import Path
from time import process_time
from typing import Any

import pandas as pd
import pytest

import budgetnb as bn
from budgetnb.frames import build
from budgetnb.model import Identity, Line, Paragraph
from budgetnb.narrative import claims

WHO = Identity("0" * 12, "某市甲局", "某市甲局", 2026)
NA = None


def told(*texts: str, who: Identity = WHO) -> pd.DataFrame:
    """The claims of paragraphs; one that begins with # is a heading."""
    paragraphs = [
        Paragraph(text.lstrip("#"), (Line(text.lstrip("#"), line=number),), len(text) - len(text.lstrip("#")))
        for number, text in enumerate(texts, start=1)
    ]
    return build("claims", claims.read(paragraphs, who))


def rows(frame: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    cells = frame[list(columns)].to_numpy(dtype=object).tolist()
    return [tuple(None if pd.isna(value) else value for value in row) for row in cells]


def changes(*texts: str) -> list[tuple[Any, ...]]:
    return rows(told(*texts), "subject_kind", "amount", "prior", "change", "change_pct", "direction", "base")


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param(
            "2026年支出预算900.00万元，比2025年年初预算数1000.00万元减少100.00万元，减少10.00%。",
            [("total_expenditure", 9e6, 1e7, -1e6, -10.0, "decrease", "2025年年初预算数")],
            id="the base is printed between comparison and change",
        ),
        pytest.param(
            "某市甲局2026年度收入、支出预算总计800万元，与上年相比收、支预算总计各减少20万元，减少2.44%。",
            [("total_both", 8e6, 8.2e6, -2e5, -2.44, "decrease", "上年")],
            id="income and expenditure at once are one row, 各减少 is one change",
        ),
        pytest.param(
            "公务接待费3万元，与上年持平。",
            [("reception", 3e4, 3e4, NA, NA, "same", "上年")],
            id="unchanged: no change printed, the base is the amount",
        ),
        pytest.param(
            "培训费预算支出5万元，比上年预算增加0万元，增长0％。",
            [("training", 5e4, 5e4, 0.0, 0.0, "same", "上年预算")],
            id="增加0 is the same; full-width percent sign",
        ),
        pytest.param(
            "综合管理项目150万元，较2025年预算减少10万元，下降6%。预算规模与2025年基本一致。",
            [("project", 1.5e6, 1.6e6, -1e5, -6.0, "decrease", "2025年预算")],
            id="基本一致 after a printed change keeps its direction",
        ),
        pytest.param(
            "新建平台项目60万元，较2025年预算增加60万元，增长100%。",
            [("project", 6e5, 0.0, 6e5, 100.0, "increase", "2025年预算")],
            id="growth from zero",
        ),
        pytest.param(
            "机关运行经费2026年预算数3,623.98为万元，与2025年预算持平。",
            [("operating_cost", 36_239_800.0, 36_239_800.0, NA, NA, "same", "2025年预算")],
            id="a slip between number and unit",
        ),
        pytest.param(
            "政府性基金预算拨款收入0元，较上年减少1.2亿元。",
            [("fund_gov_fund", 0.0, 1.2e8, -1.2e8, NA, "decrease", "上年")],
            id="元 and 亿元 in one sentence",
        ),
        pytest.param(
            "2026年度支出预算500万元，比2025年年初预算数有所减少。",
            [("total_expenditure", 5e6, NA, NA, NA, "decrease", "2025年年初预算数")],
            id="a direction with no number",
        ),
        pytest.param(
            "2025年当年预算执行数为80万元，2026年预算安排100万元，比2025年预算执行数增加25.00%。",
            [("other", 1e6, 8e5, NA, 25.0, "increase", "2025年预算执行数")],
            id="an earlier year's amount is the prior, not a row",
        ),
        pytest.param(
            "公务接待费20万元，本年数小于上年预算数5万元。",
            [("reception", 2e5, 2.5e5, -5e4, NA, "decrease", "上年预算数")],
            id="less than the year before, without 减少",
        ),
        pytest.param(
            "会议费7万元，与上年相比增加（减少）0万元，增长（减少）0%。",
            [("meeting", 7e4, 7e4, 0.0, 0.0, "same", "上年")],
            id="a form left unfilled",
        ),
        pytest.param(
            "公务接待费由2025年的10万元减少到8万元，减少2万元，下降20%。",
            [("reception", 8e4, 1e5, -2e4, -20.0, "decrease", "")],
            id="from one amount to another",
        ),
        pytest.param(
            "收入预算比上年增加20.00万元，增长4.17%，为500.00万元。",
            [("total_income", 5e6, 4.8e6, 2e5, 4.17, "increase", "上年")],
            id="what a change comes to is the amount of its claim",
        ),
        pytest.param(
            "公务接待费比上年预算数30万元减少5万元，2026年预算25万元。",
            [("reception", 2.5e5, 3e5, -5e4, NA, "decrease", "上年预算数")],
            id="base and change first, this year's budget last",
        ),
        pytest.param(
            "“三公”经费预算较上年减少3万元至27万元。",
            [("three_public", 2.7e5, 3e5, -3e4, NA, "decrease", "上年")],
            id="a change down to an amount",
        ),
        pytest.param(
            "会议费比上年减少1万元，培训费2万元。",
            [("meeting", NA, NA, -1e4, NA, "decrease", "上年"), ("training", 2e4, NA, NA, NA, "none", "")],
            id="an amount of another name is not what the change comes to",
        ),
        pytest.param(
            "公务用车运行维护费较上年预算数40万元下降10%，为36万元。",
            [("vehicle_operation", 3.6e5, 4e5, NA, -10.0, "decrease", "上年预算数")],
            id="a rate of a base, then the amount",
        ),
        pytest.param(
            "会议费从2025年预算的10万元调整为12万元，增长20%。",
            [("meeting", 1.2e5, 1e5, NA, 20.0, "increase", "")],
            id="the verb between base and amount is no subject",
        ),
        pytest.param(
            "培训费由上年的10万元压减至8万元。",
            [("training", 8e4, 1e5, NA, NA, "none", "上年")],
            id="a base led by 由 is named without it",
        ),
        pytest.param(
            "2026年部门预算总支出900万元，同比减少5.2%。",
            [("total_expenditure", 9e6, NA, NA, -5.2, "decrease", "同比")],
            id="a percentage alone, year on year",
        ),
        pytest.param(
            "公务接待费5万元，比2025年执行数减少1万元；比2025年预算数增加0.5万元。",
            [
                ("reception", 5e4, 6e4, -1e4, NA, "decrease", "2025年执行数"),
                ("reception", NA, NA, 5e3, NA, "increase", "2025年预算数"),
            ],
            id="two bases: the second change is a row of its own",
        ),
        pytest.param(
            "公务用车购置费0万元，比上年执行数持平；公务用车运行费5万元，比上年执行数下降2%。",
            [
                ("vehicle_purchase", 0.0, 0.0, NA, NA, "same", "上年执行数"),
                ("vehicle_operation", 5e4, NA, NA, -2.0, "decrease", "上年执行数"),
            ],
            id="a percentage belongs to the amount before it, not to the change before that",
        ),
        pytest.param(
            "（二）公务接待费较2025年预算下降10%。",
            [("reception", NA, NA, NA, -10.0, "decrease", "2025年预算")],
            id="a subject and a percentage with no amount",
        ),
        pytest.param(
            "支出预算为90万元，增长幅度为12.5%。",
            [("total_expenditure", 9e5, NA, NA, 12.5, "increase", "")],
            id="a percentage at once, with no comparison",
        ),
        pytest.param(
            "公务接待费4万元，比上年增（减）0万元。",
            [("reception", 4e4, 4e4, 0.0, NA, "same", "上年")],
            id="a form left unfilled, one character a word",
        ),
        pytest.param(
            "支出预算90万元，比上年预算（80万元）增加10万元，同比增长12.5%。",
            [("total_expenditure", 9e5, 8e5, 1e5, 12.5, "increase", "上年预算")],
            id="the base in brackets",
        ),
        pytest.param(
            "公务接待费上年预算5万元，本年预算4万元，减少1万元，下降20%。",
            [("reception", 4e4, 5e4, -1e4, -20.0, "decrease", "")],
            id="a subject before the base",
        ),
        pytest.param(
            "2026年“三公”经费预算12万元，2025年“三公”经费预算15万元，同比减少3万元。",
            [("three_public", 1.2e5, 1.5e5, -3e4, NA, "decrease", "同比")],
            id="the subject told again with an earlier year is the base",
        ),
        pytest.param(
            "2026年支出预算与2025年相比（2025年支出预算为80万元），增加10万元，增长12.5%。",
            [("total_expenditure", NA, 8e5, 1e5, 12.5, "increase", "2025年")],
            id="only the base and the change are printed",
        ),
        pytest.param(
            "公务接待费7万元，较上年减少3万元（30.00%），减少的主要原因是压减支出。",
            [("reception", 7e4, 1e5, -3e4, -30.0, "decrease", "上年")],
            id="a rate alone in brackets behind the change",
        ),
        pytest.param(
            "因公出国（境）经费0万元，较上年没有发生增减变化。",
            [("abroad", 0.0, 0.0, NA, NA, "same", "上年")],
            id="没有发生增减变化",
        ),
        pytest.param(
            "培训费12万元，较上年增加了培训费2万元。",
            [("training", 1.2e5, 1e5, 2e4, NA, "increase", "上年")],
            id="the subject told again behind the verb",
        ),
        pytest.param(
            "收入总计90万元，较2025年度收入总计80万元，增加10万元。",
            [("total_income", 9e5, 8e5, 1e5, NA, "increase", "2025年度收入总计")],
            id="the base with its own subject between comparison and amount",
        ),
        pytest.param(
            "支出总计90万元。与2025年度相比，支出总计增加10万元，增长12.50。主要原因：项目支出增加，较上年增加8万元。",
            [
                ("total_expenditure", 9e5, 8e5, 1e5, 12.5, "increase", "2025年度"),
                ("project_total", NA, NA, 8e4, NA, "increase", "上年"),
            ],
            id="a rate without its sign; a direction in words, then its amount",
        ),
        pytest.param(
            "公务接待费、会议费分别为2万元和5万元，与上年持平。",
            [("reception", 2e4, 2e4, NA, NA, "same", "上年"), ("meeting", 5e4, 5e4, NA, NA, "same", "上年")],
            id="unchanged, all of them",
        ),
        pytest.param(
            "收入预算90万元，与2025年部门预算100万元相比减少10万元，减少率10%。",
            [("total_income", 9e5, 1e6, -1e5, -10.0, "decrease", "2025年部门预算")],
            id="相比 behind the base, 减少率",
        ),
        pytest.param(
            "公务接待费9万元（上年8万元），会议费7万元（上年7万元），培训费5万元，比上年增加1万元。",
            [
                ("reception", 9e4, 8e4, NA, NA, "none", "上年"),
                ("meeting", 7e4, 7e4, NA, NA, "none", "上年"),
                ("training", 5e4, 4e4, 1e4, NA, "increase", "上年"),
            ],
            id="each with its base in brackets",
        ),
        pytest.param(
            "会议费7万元，较上年压降3万元，压降30%。",
            [("meeting", 7e4, 1e5, -3e4, -30.0, "decrease", "上年")],
            id="压降",
        ),
        pytest.param(
            "机关运行经费101万元，比上一年增支1万元，升高1%。",
            [("operating_cost", 1.01e6, 1e6, 1e4, 1.0, "increase", "上一年")],
            id="增支, 升高",
        ),
        pytest.param(
            "项目支出90万元，较上年减少-10万元，下降-10%。",
            [("project_total", 9e5, 1e6, -1e5, -10.0, "decrease", "上年")],
            id="less, and a minus sign: still less",
        ),
        pytest.param(
            "公用经费50万元，比2025年预算增加2万元，主要原因是物业费统一压减10%后又新签合同。",
            [("public", 5e5, 4.8e5, 2e4, NA, "increase", "2025年预算")],
            id="a per cent inside the reason is not the change's",
        ),
        pytest.param(
            "公务接待费9.6万元，比上年压减0.4万元，压减率4%。",
            [("reception", 9.6e4, 1e5, -4e3, -4.0, "decrease", "上年")],
            id="the rate of what is cut",
        ),
    ],
)
def test_change(printed: str, expected: list[tuple[Any, ...]]) -> None:
    assert changes(printed) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param(
            ["（一）在职人员经费30万元，主要是工资福利支出。较2025年年初预算增加2万元，增幅7.1%。"],
            [("personnel", 3e5, 2e4)],
            id="later sentence with no subject: the paragraph's opening subject",
        ),
        pytest.param(
            ["（一）收入预算：2026年年初预算数90万元，其中：一般公共预算拨款90万元。收入比2025年增加5万元。"],
            [("total_income", 9e5, NA), ("fund_general", 9e5, NA), ("total_income", NA, 5e4)],
            id="later sentence with its own subject and no amount is a row of its own",
        ),
        pytest.param(
            ["甲局2026年财政拨款支出总预算70万元。与上年相比，财政拨款支出减少9万元，减少11.39%。"],
            [("fiscal", 7e5, -9e4)],
            id="the comparison stands before the subject told again",
        ),
        pytest.param(
            ["支出预算：2026年年初预算数90万元，其中：教育支出60万元，住房保障支出30万元；支出比2025年增加8万元。"],
            [("total_expenditure", 9e5, 8e4), ("function", 6e5, NA), ("function", 3e5, NA)],
            id="支出 after its parts is the whole",
        ),
        pytest.param(
            ["项目支出100万元，其中：甲项目60万元、乙项目40万元，比上年增加10万元。"],
            [("project_total", 1e6, 1e5), ("project", 6e5, NA), ("project", 4e5, NA)],
            id="parts that add up leave the change to their sum",
        ),
        pytest.param(
            ["其中：公务用车购置费6万元，比上年增加6万元；公务用车运行维护费4万元，比上年减少1万元。"],
            [("vehicle_purchase", 6e4, 6e4), ("vehicle_operation", 4e4, -1e4)],
            id="each part with its change",
        ),
        pytest.param(
            [
                "公务用车购置及运行费9万元（公务用车购置费0万元；公务用车运行费9万元，比上年减少2万元），比上年减少3万元。"
            ],
            [("vehicles", 9e4, -3e4), ("vehicle_purchase", 0.0, NA), ("vehicle_operation", 9e4, -2e4)],
            id="changes inside and outside of brackets",
        ),
        pytest.param(
            ["政府投资项目100万元（含国土基金100万元），较2025年减少11万元。"],
            [("project", 1e6, -1.1e5), ("project", 1e6, NA)],
            id="a bracket between amount and change",
        ),
        pytest.param(
            ["一般公共预算财政拨款收入80万元，一般公共预算财政拨款支出80万元，比2025年增加5万元。"],
            [("fund_general", 8e5, NA), ("fund_general", 8e5, 5e4)],
            id="two subjects, one change: the last",
        ),
        pytest.param(
            ["教育支出、社会保障和就业支出、卫生健康支出分别为9万元、8万元和7万元。"],
            [("function", 9e4, NA), ("function", 8e4, NA), ("function", 7e4, NA)],
            id="names told together, with 和 in one of them",
        ),
        pytest.param(
            ["收入预算、支出预算分别为9万元、8万元，较上年分别增加3万元、2万元。"],
            [("total_income", 9e4, 3e4), ("total_expenditure", 8e4, 2e4)],
            id="amounts and changes one by one",
        ),
        pytest.param(
            ["收入预算90万元，其中：上年结转30万元。当年财政拨款比上年增加10万元；上年结转比上年减少5万元。"],
            [("total_income", 9e5, NA), ("carry_forward", 3e5, NA), ("fiscal", NA, 1e5), ("carry_forward", NA, -5e4)],
            id="what is carried over has a change of its own",
        ),
        pytest.param(
            ["一般公共预算拨款9万元、政府性基金8万元；比2025年分别减少3万元、0万元。"],
            [("fund_general", 9e4, -3e4), ("fund_gov_fund", 8e4, 0.0)],
            id="changes one by one of amounts with their own names",
        ),
        pytest.param(
            ["收入总计90万元，支出总计90万元，与2025年预算相比，收、支总计各增加10万元，增长12.5%。"],
            [("total_income", 9e5, 1e5), ("total_expenditure", 9e5, 1e5)],
            id="one change of income and expenditure each",
        ),
        pytest.param(
            [
                "一般公共预算收支预算90万元，政府性基金收支预算30万元。与2025年相比，一般公共预算收支预算增加10万元；政府性基金收支预算减少5万元。"
            ],
            [("fund_general", 9e5, 1e5), ("fund_gov_fund", 3e5, -5e4)],
            id="one comparison before several subjects told again",
        ),
        pytest.param(
            [
                "2026年财政拨款收入90万元，财政拨款支出90万元，比2025年增加10万元。2026年无使用政府性基金预算拨款安排的支出，与上年保持一致。"
            ],
            [("fiscal", 9e5, NA), ("fiscal", 9e5, 1e5)],
            id="what there is none of is not the paragraph's subject",
        ),
        pytest.param(
            ["收支预算均为90万元，收入较上年增加10万元，支出较上年增加10万元。"],
            [("total_both", 9e5, NA), ("total_income", NA, 1e5), ("total_expenditure", NA, 1e5)],
            id="income is no sum of both",
        ),
        pytest.param(
            ["2026年收支总计90万元。与2025年比，收支总计增加10万元。"],
            [("total_both", 9e5, 1e5)],
            id="与…比 before the subject told again",
        ),
        pytest.param(
            ["公务用车购置费和运行维护费：2026年安排9万元，其中购置费0万元，运行费9万元，比上年增加1万元。"],
            [("vehicles", 9e4, 1e4), ("vehicle_purchase", 0.0, NA), ("vehicle_operation", 9e4, NA)],
            id="bare words for the parts of what vehicles cost",
        ),
        pytest.param(
            ["（二）变动情况：2026年增减相抵后，减少项目支出4万元，增加人员经费6万元。"],
            [("project_total", NA, -4e4), ("personnel", NA, 6e4)],
            id="verb and object in no reason",
        ),
        pytest.param(
            ["##三、政府性基金预算情况说明", "甲局2026年政府性基金支出预算0万元。", "与上年预算数相同。"],
            [("fund_gov_fund", 0.0, NA)],
            id="the change in a paragraph of its own",
        ),
    ],
)
def test_whom_a_change_belongs_to(printed: list[str], expected: list[tuple[Any, ...]]) -> None:
    assert rows(told(*printed), "subject_kind", "amount", "change") == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param(["2026年某市甲局部门预算收入10万元。"], [("部门预算收入", "total_income", "income")], id="year and organisation off"),
        pytest.param(["某市甲局预算10万元，包括在职人员经费6万元、项目支出4万元。"],
                     [("预算", "total_expenditure", "expenditure"), ("在职人员经费", "personnel", "expenditure"),
                      ("项目支出", "project_total", "expenditure")], id="an organisation's 预算 is its spending"),
        pytest.param(["2.公务接待费。2026年预算数2万元。"], [("公务接待费", "reception", "expenditure")], id="subject in a run-in heading"),
        pytest.param(["###（一）因公出国（境）经费", "2026年预算安排0万元。"], [("因公出国（境）经费", "abroad", "expenditure")], id="subject in the heading"),
        pytest.param(["1.教育支出（类）进修及培训（款）培训支出（项）5万元。"],
                     [("教育支出（类）进修及培训（款）培训支出（项）", "function", "expenditure")], id="类款项 before training"),
        pytest.param(["（二）2210201-住房公积金8万元。"], [("2210201-住房公积金", "function", "expenditure")], id="a code before the name"),
        pytest.param(["（1）工资福利支出（301）8万元。"], [("工资福利支出（301）", "economic", "expenditure")], id="an economic code"),
        pytest.param(["政府采购预算总额9万元，其中：政府采购货物预算1万元、政府采购工程预算0万元、政府采购服务预算8万元。"],
                     [("政府采购预算总额", "procurement", "expenditure"), ("政府采购货物预算", "goods", "expenditure"),
                      ("政府采购工程预算", "works", "expenditure"), ("政府采购服务预算", "services", "expenditure")], id="procurement by kind"),
        pytest.param(["上年结转结余的政府性基金预算收入3万元，占1%。"],
                     [("上年结转结余的政府性基金预算收入", "fund_gov_fund", "income")], id="the fund, though carried over; no row for a share"),
        pytest.param(["所有项目支出预算纳入部门预算绩效管理，涉及预算资金7万元。"],
                     [("所有项目支出预算", "project_total", "expenditure")], id="money under performance targets"),
        pytest.param(["2026年计划购置车辆0辆、0万元。"], [("购置车辆", "asset_value", "expenditure")], id="what vehicles cost"),
        pytest.param(["其他收入1万元，事业收入为0；"], [("其他收入", "other_income", "income"), ("事业收入", "other_income", "income")],
                     id="其他 keeps its 其; a nought with no unit"),
        pytest.param(["##三、项目支出预算", "（五）项目支出9万元，具体包括：", "1.综合管理9万元。"],
                     [("项目支出", "project_total", "expenditure"), ("综合管理", "project", "expenditure")], id="an item of a list of projects"),
        pytest.param(["##六、项目支出情况", "3、非税收入征管经费20万元。"], [("非税收入征管经费", "project", "expenditure")],
                     id="收入 in the name of what is spent"),
        pytest.param(["乙镇人民政府2026年支出预算9万元，乙镇收入预算9万元。"],
                     [("支出预算", "total_expenditure", "expenditure"), ("乙镇收入预算", "total_income", "income")], id="whatever the organisation is called"),
        pytest.param(["县水务局支出预算9万元。"], [("县水务局支出预算", "total_expenditure", "expenditure")], id="an owner before the kind"),
        pytest.param(["公务用车购置及运维费3万元（其中：公务用车购置费0万元，公务用车运维费3万元）。"],
                     [("公务用车购置及运维费", "vehicles", "expenditure"), ("公务用车购置费", "vehicle_purchase", "expenditure"),
                      ("公务用车运维费", "vehicle_operation", "expenditure")], id="运维 is operation"),
        pytest.param(["收入预算9万元，其中：基金预算收入1万元，专户资金收入2万元，其他来源收入3万元，非同级财政拨款3万元。"],
                     [("收入预算", "total_income", "income"), ("基金预算收入", "fund_gov_fund", "income"), ("专户资金收入", "other_income", "income"),
                      ("其他来源收入", "other_income", "income"), ("非同级财政拨款", "other_income", "income")], id="sources by other names"),
        pytest.param(["公用经费5万元，包括办公费3万元、差旅费2万元。"],
                     [("公用经费", "public", "expenditure"), ("办公费", "economic", "expenditure"), ("差旅费", "economic", "expenditure")],
                     id="what money is spent on is no project"),
        pytest.param(["（1）办公费（款）支出3万元。", "（2）会议费（款）支出2万元。"],
                     [("办公费（款）支出", "economic", "expenditure"), ("会议费（款）支出", "meeting", "expenditure")], id="款 of the economic classes"),
        pytest.param(["##二、机关运行经费安排情况", "2026年，我部门共计安排运行经费5万元。"],
                     [("运行经费", "operating_cost", "expenditure")], id="共计安排"),
        pytest.param(["##五、国有资产占用情况", "1.房屋800平方米，价值90万元。", "2.车辆3辆，价值40万元。", "3.其他资产价值5万元。"],
                     [("房屋", "asset_value", "expenditure"), ("车辆", "asset_value", "expenditure"), ("其他资产价值", "asset_value", "expenditure")],
                     id="what property is worth"),
        pytest.param(["2026年公务接待费2万、培训费3万。"], [("公务接待费", "reception", "expenditure"), ("培训费", "training", "expenditure")],
                     id="万 with no 元"),
        pytest.param(["教育收费预算9万元，其中：学费8万元、住宿费1万元。"],
                     [("教育收费预算", "other_income", "income"), ("学费", "other_income", "income"), ("住宿费", "other_income", "income")],
                     id="fees received are no projects"),
        pytest.param(["##三、项目支出", "1.环评审查及标准9万元。"], [("环评审查及标准", "project", "expenditure")], id="标准 that is no rate"),
        pytest.param(["按支出功能分类科目：一般教育支出9万元，医疗卫生1万元。"],
                     [("一般教育支出", "function", "expenditure"), ("医疗卫生", "function", "expenditure")], id="a list that says it is by function"),
        pytest.param(["（二）项目支出9万元，其中：", "商品和服务支出9万元。"],
                     [("项目支出", "project_total", "expenditure"), ("商品和服务支出", "economic", "expenditure")],
                     id="an economic class below the projects is no project"),
        pytest.param(["政府集中采购预算9万元，分散采购1万元。"],
                     [("政府集中采购预算", "procurement", "expenditure"), ("分散采购", "procurement", "expenditure")], id="procurement by its way"),
        pytest.param(["2026年公务接待9批次，80人次，支出2万元。"], [("公务接待", "reception", "expenditure")], id="what was counted before it"),
        pytest.param(["安排因公出国（境）团组1个，累计2人次，支出3万元。"], [("因公出国（境）团组", "abroad", "expenditure")], id="groups sent abroad"),
        pytest.param(["1.“农机巡检”项目：2026年预算安排5万元，用于购买服务。"], [("“农机巡检”项目", "project", "expenditure")],
                     id="a project quoted before its colon"),
        pytest.param(["“三公”经费支出年初预算为120,000.00元，支出决算为90,000.00元。"],
                     [("“三公”经费支出", "three_public", "expenditure")] * 2, id="the comma of a number parts no clauses"),
        pytest.param(["按用途分：人员经费3万元，公用经费1万元，专项经费5万元。"],
                     [("人员经费", "personnel", "expenditure"), ("公用经费", "public", "expenditure"),
                      ("专项经费", "project_total", "expenditure")], id="专项经费 beside both halves of the basic"),
        pytest.param(["公务用车及运行维护费9万元。"], [("公务用车及运行维护费", "vehicles", "expenditure")], id="vehicles with 购置 left out"),
        pytest.param(["##八、情况说明", "项目名称：水库维修养护", "项目承担单位：某市甲局", "预算安排规模：9万元"],
                     [("水库维修养护", "project", "expenditure")], id="a project named in a line of its own"),
        pytest.param(["##八、情况说明", "1.“水库维修养护”项目。", "（2）年度预算安排。2026年预算安排资金9万元。"],
                     [("水库维修养护", "project", "expenditure")], id="a project quoted in a line of its own"),
        pytest.param(["项目支出9万元，其中：1.防汛专项5万元；2.堤岸养护3万元；3.其他1万元。"],
                     [("项目支出", "project_total", "expenditure"), ("防汛专项", "project", "expenditure"), ("堤岸养护", "project", "expenditure"),
                      ("其他", "project", "expenditure")], id="a list of projects within the sentence"),
        pytest.param(["2026年安排资金9万元用于水库除险加固工程。"], [("水库除险加固工程", "project", "expenditure")], id="what money is used for"),
        pytest.param(["非税收入预算9万元。"], [("非税收入预算", "other", "income")], id="what is collected is not the department's income"),
        pytest.param(["##二、下属单位", "某市甲局信息中心预算5万元。"], [("信息中心预算", "total_expenditure", "expenditure")], id="a unit of the department"),
    ],
)  # fmt: skip
def test_subject(printed: list[str], expected: list[tuple[str, str, str]]) -> None:
    assert rows(told(*printed), "subject", "subject_kind", "side") == expected


@pytest.mark.parametrize(
    ("kind", "subjects"),
    [
        ("total_income", "收入总预算、预算总收入、全年收入、我校收入预算、单位收入预算、收入安排"),
        (
            "total_expenditure",
            "支出总预算、预算总支出、我校支出预算、学校支出预算、年初支出预算、综合预算支出、全年预算支出、年度总支出",
        ),
        ("total_both", "收支总预算、收、支总预算、收入预算和支出预算"),
        ("fiscal", "财政拨款、财政补助收入、财政拨款预算"),
        ("fund_general", "经费拨款、公共财政预算拨款"),
        ("other_income", "非财政拨款收入、自有资金"),
        ("carry_forward", "上年结转、用事业基金弥补收支差额"),
        ("project_total", "项目经费、项目类支出"),
        ("personnel", "人员费用、人员类支出"),
        ("function", "社会保障与就业支出、教育类支出、医疗卫生支出"),
        ("economic", "债务利息支出、对企业补助"),
        ("reception", "公务招待费、外宾接待支出"),
        ("vehicles", "车辆购置及运行费、公车购置及运行费"),
        ("meeting", "会议经费"),
        ("training", "培训经费"),
        ("procurement", "采购预算、分散采购"),
    ],
)
def test_names_of_one_kind(kind: str, subjects: str) -> None:
    printed = [f"2026年{name}9万元。" for name in subjects.replace("收、支", "收丶支").split("、")]
    assert set(told(*(text.replace("丶", "、") for text in printed))["subject_kind"]) == {kind}


def test_a_fund_alone_is_a_part_of_a_project_and_a_source_of_income() -> None:
    frame = told(
        "2026年收入预算9万元，其中：财政拨款8万元，其他收入1万元。",
        "##二、项目支出",
        "1.水库维护9万元，其中财政拨款8万元。",
    )
    assert rows(frame, "subject", "subject_kind", "amount") == [
        ("收入预算", "total_income", 9e4),
        ("财政拨款", "fiscal", 8e4),
        ("其他收入", "other_income", 1e4),
        ("水库维护", "project", 9e4),
        ("水库维护", "project", 8e4),
    ]


@pytest.mark.parametrize(
    "printed",
    [
        pytest.param(["##二、年度工作重点", "完成投资120亿元。"], id="the year's priorities"),
        pytest.param(["##一、乙镇概况", "实现财政收入5亿元。"], id="what is said of a town"),
        pytest.param(
            ["##三、补助标准", "村干部每人每月2500元，办公经费每村5万元，工会经费人均定额增加1000元。"],
            id="rates by head and by place",
        ),
        pytest.param(["##一、主要职责", "审批总投资5000万元以上的项目，补助100万元。"], id="duties"),
        pytest.param(["##三、2026年主要工作任务", "全年完成交通投资120亿元。"], id="economic targets"),
        pytest.param(["#第四部分 名词解释", "一、财政拨款收入：指拨付的资金，如10万元。"], id="glossary"),
        pytest.param(
            ["##五、国有资产占用情况", "单价50万元以上通用设备9台，单价100万元（含）以上设备0台。"],
            id="thresholds are no amounts",
        ),
    ],
)
def test_no_claims(printed: list[str]) -> None:
    assert told(*printed).empty


def test_loud_heading_inside_a_quiet_part() -> None:
    frame = told("#第一部分 部门概况", "##四、部门收支预算情况说明", "2026年收入预算3万元。")
    assert rows(frame, "subject_kind", "amount", "section") == [("total_income", 3e4, "部门收支预算情况说明")]


def test_amounts_inside_a_reason() -> None:
    frame = told(
        "2026年部门预算收入90万元，比2025年增加20万元。2026年部门预算支出90万元，比2025年增加20万元。",
        "预算收支增加主要原因：安排政府投资60万元（含国土基金60万元），较2025年增加15万元；新增会展活动5万元。",
    )
    assert rows(frame, "subject", "amount", "change", "of_which", "reason_of") == [
        ("部门预算收入", 9e5, 2e5, False, NA),
        ("部门预算支出", 9e5, 2e5, False, NA),
        ("政府投资", 6e5, 1.5e5, False, 1),
        ("国土基金", 6e5, NA, True, 1),
        ("会展活动", NA, 5e4, False, 1),
    ]
    assert frame["reason"].iloc[0] == frame["reason"].iloc[1] != ""


def test_verb_and_objects_inside_a_reason() -> None:
    frame = told("人员经费80万元，较上年减少8万元，主要是1人退休，减少工资3万元、津补贴5万元。")
    assert rows(frame, "amount", "change", "reason_of") == [(8e5, -8e4, NA), (NA, -3e4, 0), (NA, -5e4, 0)]


def test_reasons_told_as_a_list_of_paragraphs() -> None:
    frame = told("支出预算9万元，比上年增加3万元。增加的主要原因：", "1.甲专项增加2万元。", "2.乙专项增加1万元。")
    assert rows(frame, "subject", "change", "reason_of") == [
        ("支出预算", 3e4, NA),
        ("甲专项", 2e4, 0),
        ("乙专项", 1e4, 0),
    ]


def test_a_reason_goes_to_the_claim_that_it_names() -> None:
    frame = told(
        "（三）增减变化情况：2026年收支预算9万元，比上年减少3万元，其中：",
        "1.收入预算减少3万元，其中其他收入减少1万元。",
        "2.支出预算减少3万元，其中项目支出减少2万元。",
        "3.收支预算减少的主要原因：人员减少。",
    )
    assert rows(frame, "subject_kind", "change", "reason") == [
        ("total_both", -3e4, "人员减少"),
        ("total_income", -3e4, "人员减少"),
        ("other_income", -1e4, ""),
        ("total_expenditure", -3e4, "人员减少"),
        ("project_total", -2e4, ""),
    ]


def test_purpose_reason_and_moves() -> None:
    frame = told(
        "2.运行管理（结转）项目36万元，主要用于上年未完成的采购。较2025年预算减少560万元，下降94%，主要原因：一是优化支出科目，"
        "该项目调至“运维项目”和“新建项目（非政府投资）”。二是压减支出。",
        "3.运维项目500万元，较2025年增加490万元，原因是科目调整，从“运行管理”调入。",
    )
    columns = ("carried_over", "purpose", "moved_from", "moved_to")
    assert rows(frame, *columns) == [
        (True, "上年未完成的采购", "", "运维项目；新建项目（非政府投资）"),
        (False, "", "运行管理", ""),
    ]
    assert frame["reason"].iloc[0].startswith("一是优化") and frame["reason"].iloc[0].endswith("二是压减支出")


def test_from_one_to_another_in_one_breath() -> None:
    told_less = told("公交补助（项）5万元，比上年减少3万元，主要原因是部分补助由一般公共预算转入国有资本经营预算核算。")
    told_more = told(
        "国有资本经营预算8万元，比上年增加3万元，主要原因是部分补助由一般公共预算转入国有资本经营预算核算。"
    )
    assert rows(told_less, "moved_from", "moved_to") == [("", "国有资本经营预算")]
    assert rows(told_more, "moved_from", "moved_to") == [("一般公共预算", "")]


def test_carried_over_and_parts() -> None:
    frame = told("3.转移支付项目90万元，主要包括：物业服务25万元，上年结转12万元，用于运行。查验服务费53万元。")
    assert rows(frame, "subject", "amount", "carried_over", "of_which") == [
        ("转移支付项目", 9e5, False, False),
        ("物业服务", 2.5e5, False, True),
        ("物业服务", 1.2e5, True, True),
        ("查验服务费", 5.3e5, False, False),
    ]


def test_the_year_of_what_opened_the_sentence() -> None:
    frame = told("2025年度“三公”经费支出9万元，其中：公务接待费5万元，会议费4万元。2026年培训费1万元。")
    assert rows(frame, "amount", "year") == [(9e4, 2025), (5e4, 2025), (4e4, 2025), (1e4, 2026)]


def test_precision_page_and_line_of_the_amount() -> None:
    lines = (Line("公用经费919", page=3), Line(".20万元，比上年增加5万元。", page=4))
    frame = build("claims", claims.read([Paragraph("", lines)], WHO))
    assert rows(frame, "amount", "precision", "page", "sentence") == [
        (9_192_000.0, 100.0, 3, "公用经费919.20万元，比上年增加5万元。")
    ]


def test_a_full_stop_in_brackets_ends_no_sentence() -> None:
    printed = "公务用车费9万元（购置费0万元。运行费9万元。）比上年减少1万元。"
    assert set(told(printed)["sentence"]) == {printed}


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param("公务接待费支出预算1万元，支出决算0.8万元，比上年减少0.2万元。", [("reception", 8e3, 1e4, -2e3)], id="budget, then account"),
        pytest.param("“三公”经费支出年初预算为5万元，全年预算为4万元，支出决算为3万元。", [("three_public", 3e4, 5e4, NA)], id="two budgets: the first"),
    ],
)  # fmt: skip
def test_final_accounts(printed: str, expected: list[tuple[Any, ...]]) -> None:
    final = Identity("0" * 12, "某区甲局", "某区甲局", 2024, stage="final")
    assert rows(told(printed, who=final), "subject_kind", "amount", "prior", "change") == expected


def test_final_accounts_compare_with_the_years_budget() -> None:
    final = Identity("0" * 12, "某区甲局", "某区甲局", 2024, stage="final")
    frame = told("1、行政运行（项）。主要用于：人员经费。年初预算为85.55万元，支出决算为84.65万元。", who=final)
    assert rows(frame, "subject", "amount", "prior", "base") == [("行政运行（项）", 846_500.0, 855_500.0, "年初预算")]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param("年初预算为5万元，支出决算为4万元。决算数小于预算数的主要原因：人员退休。", ("decrease", "人员退休"), id="less than the budget, and why"),
        pytest.param("年初预算为5万元，支出决算为6万元，完成年初预算的120%。决算数大于年初预算数的主要原因是追加资金。", ("increase", "追加资金"), id="more than the year's budget"),
        pytest.param("年初预算为5万元，支出决算为5万元。决算数与预算数基本持平。", ("same", ""), id="as the budget"),
    ],
)  # fmt: skip
def test_final_accounts_told_against_their_budget_in_words(printed: str, expected: tuple[str, str]) -> None:
    final = Identity("0" * 12, "某区甲局", "某区甲局", 2024, stage="final")
    frame = told(f"1、行政运行（项）。{printed}", who=final)
    assert rows(frame, "subject", "direction", "base", "reason") == [
        ("行政运行（项）", expected[0], "年初预算", expected[1])
    ]


def test_parts_that_stay_the_same_are_rows_of_their_own() -> None:
    printed = "“三公”经费支出与2025年持平。其中：因公出国（境）费支出持平；公务接待费支出持平。"
    assert rows(told(printed), "subject_kind", "amount", "direction", "of_which") == [
        ("three_public", NA, "same", False),
        ("abroad", NA, "same", True),
        ("reception", NA, "same", True),
    ]


def test_last_year_before_the_same_subject_is_its_base() -> None:
    printed = "2026年支出总预算500万元，上年支出总预算450万元，同比增加50万元，增幅11.11%。"
    assert changes(printed) == [("total_expenditure", 5e6, 4.5e6, 5e5, 11.11, "increase", "同比")]


def test_what_a_list_of_parts_holds_is_a_part_to_the_end_of_the_sentence() -> None:
    frame = told("支出预算9万元。按功能分类，包括教育支出4万元，农林水支出5万元。支出比上年减少1万元。")
    assert rows(frame, "amount", "of_which") == [(9e4, False), (4e4, True), (5e4, True), (NA, False)]


def test_the_treasury_named_first_among_the_parts_is_one() -> None:
    frame = told("本年收入合计9万元，其中：财政拨款收入7万元，占78%；其他收入2万元。")
    assert rows(frame, "amount", "of_which") == [(9e4, False), (7e4, True), (2e4, True)]
    apart = told("收入合计9万元，其中：事业收入2万元；支出合计9万元，财政拨款支出7万元。")
    assert rows(apart, "amount", "of_which")[-2:] == [(9e4, False), (7e4, False)]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param(
            "支出5万元，比上年增加1万元，增长25%。主要是人员增加。", ("人员增加", ""), id="a change: its reason"
        ),
        pytest.param("接待费5万元，与上年持平。主要是保障接待。", ("", "保障接待"), id="nothing changed: the purpose"),
        pytest.param("接待费5万元，比上年增加1万元。主要用于接待。", ("", "接待"), id="what it is used for"),
        pytest.param("接待费5万元，比上年减少1万元，主要是压缩接待。", ("压缩接待", ""), id="a reason is no purpose"),
        pytest.param(
            "某市乡村医生培训资金300.5万元，较上年预算数增加30万元，增幅11.1%，主要用于办班；维修2万元。",
            ("", "办班"),
            id="what it is used for, far behind its amount",
        ),
        pytest.param(
            "印刷专项资金300.5万元，较上年预算数增加30万元，增幅11.1%；维修费2万元，主要用于屋面。",
            ("", ""),
            id="what another sum is used for",
        ),
        pytest.param(
            "车辆运行费5万元，较上年预算增加1万元，主要是用于2辆公车的维护，经费增加的原因是车况老化。",
            ("车况老化", "2辆公车的维护"),
            id="what it is used for, then why it changed",
        ),
        pytest.param(
            "接待费5万元，较上年预算增加0万元，主要用于来客就餐，预算与上年持平。",
            ("", "来客就餐"),
            id="what it is used for, then a comparison",
        ),
    ],
)
def test_mainly_in_a_sentence_of_its_own(printed: str, expected: tuple[str, str]) -> None:
    assert rows(told(printed), "reason", "purpose")[0] == expected


def test_nothing_changed_of_two_has_one_reason_only_in_one_breath() -> None:
    frame = told(
        "购置费0万元，比上年增加0万元；车辆运行费9万元，比上年减少1万元；接待费0万元，比上年增加0万元，主要原因是未安排。"
    )
    assert rows(frame, "amount", "reason") == [(0.0, ""), (9e4, ""), (0.0, "未安排")]


@pytest.mark.parametrize(
    "hostile",
    [
        pytest.param("甲项目1元，" * 1_500, id="one endless sentence"),
        pytest.param("（" * 9_000 + "甲1元" + "）" * 9_000, id="nested brackets"),
        pytest.param("比上年增加" * 9_000 + "1元。", id="comparisons without an amount"),
        pytest.param("9" * 20_000 + "元", id="a number of twenty thousand digits"),
    ],
)
def test_hostile_text_takes_no_quadratic_time(hostile: str) -> None:
    begun = process_time()
    told(hostile)
    assert process_time() - begun < 20


@pytest.mark.corpus
def test_seed(shared: Path) -> None:
    frame = bn.read(next((shared / "seed").glob("*.txt"))).claims
    named = frame[
        frame["subject"].str.contains("政府投资") & (frame["subject"] != "信息化新建项目（非政府投资项目）预算")
    ]
    assert rows(named, "change", "reason_of") == [(50_000_000.0, 1), (-11_120_000.0, NA)]
    projects = frame[(frame["subject_kind"] == "project") & ~frame["of_which"] & frame["reason_of"].isna()]
    assert projects["prior"].sum() == 185_790_000.0
