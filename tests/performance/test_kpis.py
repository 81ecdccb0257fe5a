"""Indicators from printed forms and lists, one trap each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from printed import WHO, grid, table

from budgetnb import frames
from budgetnb.model import Table
from budgetnb.performance import kpis

FORM = """
项目名称 | < | < | 培训经费 | <
主管部门 | < | < | 某局 | <
年度目标 | 办好培训。 | < | < | <
绩/效/指/标 | 一级指标 | 二级指标 | 三级指标 | 指标值
^ | 产/出/指/标 | 数量指标 | 指标1：培训人数 | ≥100人
^ | ^ | ^ | 指标2：培训期数 | 4期
^ | ^ | 质量指标 | 合格率 | ≥95%
^ | 满意度/指标 | 服务对象/满意度指标 | 学员满意度 | 良好
"""


def read(*tables: Table, columns: str = "level1 level2 indicator operator value unit") -> list[tuple[Any, ...]]:
    records = kpis.read(tables, WHO)
    frames.build("kpis", records)
    return [tuple(record[column] for column in columns.split()) for record in records]


def test_form() -> None:
    assert read(table(grid(FORM)), columns="project level1 level2 indicator target operator value unit raw page") == [
        ("培训经费", "产出指标", "数量指标", "培训人数", "≥100人", ">=", 100.0, "人", "≥100人", 1),
        ("培训经费", "产出指标", "数量指标", "培训期数", "4期", "=", 4.0, "期", "4期", 1),
        ("培训经费", "产出指标", "质量指标", "合格率", "≥95%", ">=", 95.0, "%", "≥95%", 1),
        ("培训经费", "满意度指标", "服务对象满意度指标", "学员满意度", "良好", "text", None, "", "良好", 1),
    ]


def test_bbox_is_the_targets() -> None:
    assert read(table(grid(FORM)), columns="bbox")[0] == ((320.0, 80.0, 400.0, 100.0),)


def test_forms_one_after_another() -> None:
    second = grid(FORM.replace("培训经费", "检查经费"), page=2)
    assert [r[0] for r in read(table(grid(FORM), second), columns="project")] == ["培训经费"] * 4 + ["检查经费"] * 4


def test_forms_on_one_page() -> None:
    both = grid(FORM + FORM.strip().replace("培训经费", "检查经费"))
    assert [r[0] for r in read(table(both), columns="project")] == ["培训经费"] * 4 + ["检查经费"] * 4


@pytest.mark.parametrize(
    ("title", "project"),
    [
        ("装备购置项目绩效目标表", "装备购置"),
        ("301008_某市某局_装备购置绩效目标表", "装备购置"),
        ("2026年部门预算专项业务经费绩效目标表", ""),
        ("政策和项目预算绩效目标表", ""),
    ],
)
def test_project_in_the_title(title: str, project: str) -> None:
    without = grid("\n".join(FORM.strip().splitlines()[2:]))
    assert {r[0] for r in read(table(without, title=title), columns="project")} == {project}


LIST = """
项目名称 | 项目总额 | 其中： | < | 绩效目标 | 一级指标 | 二级指标 | 三级指标 | 绩效指标性质 | 本年绩效指标值 | 绩效度量单位
^ | ^ | 财政资金 | 其他资金 | ^ | ^ | ^ | ^ | ^ | ^ | ^
11000022T000000000001-/培训 | 5.0 | 5.0 | | 办好培训 | 产出指标 | 数量指标 | 培训/人数 | ≥ | 100 | 人
^ | ^ | ^ | ^ | ^ | 效益指标 | 社会效益指标 | 能力提升 | 定性 | 优 | 级
11000022T000000000002-检查 | 3.0 | 3.0 | | 查到位 | 产出指标 | 时效指标 | 按期完成 | ＝ | 12 | 月
^ | ^ | ^ | ^ | ^ | 成本指标 | 经济成本指标 | 检查费 | ≤ | 2.5 | 万元
"""


def test_list_with_split_targets() -> None:
    assert read(table(grid(LIST)), columns="project_code project indicator target operator value unit raw") == [
        ("11000022T000000000001", "培训", "培训人数", "≥100人", ">=", 100.0, "人", "≥|100|人"),
        ("11000022T000000000001", "培训", "能力提升", "优", "text", None, "级", "定性|优|级"),
        ("11000022T000000000002", "检查", "按期完成", "＝12月", "=", 12.0, "月", "＝|12|月"),
        ("11000022T000000000002", "检查", "检查费", "≤2.5万元", "<=", 2.5, "万元", "≤|2.5|万元"),
    ]


@pytest.mark.parametrize(
    ("above", "below", "projects"),
    [
        ("11000022T000000000003-宣传", "", ["宣传", "宣传"]),
        ("", "11000022T000000000003-宣传", ["宣传", "宣传"]),
        ("11000022T000000000003-宣传", "传", ["宣传", "宣传"]),
        ("11000022T000000000003-宣", "传片制作", ["宣传片制作", "宣传片制作"]),
        ("11000022T000000000003-宣传", "11000022T000000000004-印刷", ["宣传", "印刷"]),
    ],
    ids=["name above the break", "name below the break", "its tail repeated", "name cut in two", "two projects"],
)
def test_project_over_a_page_break(above: str, below: str, projects: list[str]) -> None:
    first = grid(LIST + f"{above} | 1 | 1 | | | 产出指标 | 数量指标 | 场次 | ≥ | 5 | 场")
    second = grid(f"{below} | | | | | 产出指标 | 数量指标 | 篇数 | ≥ | 3 | 篇", page=2)
    assert [r[0] for r in read(table(first, second), columns="project")][4:] == projects


PACKED = """
活动 | 绩效指标 | 指标性质 | 指标值 | 度量单位
日常 | 产出指标数量指标巡查 | ≥ | 20 | 次
日常 | 次数/效益指标社会效益指标宣传/到位 | 定性 | 好 |
日常 | 满意度指标服务对象满意度指标群众满意度 | ≥ | 90 | %
"""


def test_packed_levels_and_spilt_text() -> None:
    assert read(table(grid(PACKED), table_id="dept_kpi"), columns="level1 level2 indicator target extra") == [
        ("产出指标", "数量指标", "巡查次数", "≥20次", "活动: 日常"),
        ("效益指标", "社会效益指标", "宣传到位", "好", "活动: 日常"),
        ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "活动: 日常"),
    ]


WEIGHTED = """
当年整体绩效目标 | 办好事。 | < | < | < | <
绩效指标 | 指标名称 | 指标性质 | 指标值 | 计量单。位 | 指标权重(%)
^ | 准确率 | ≥ | 68 | % | 60
^ | 作业次数 | ≥ | 65 | 次 | 40
"""


def test_no_levels_but_weights() -> None:
    assert read(table(grid(WEIGHTED)), columns="level1 level2 indicator value unit weight extra") == [
        ("", "", "准确率", 68.0, "%", 60.0, ""),
        ("", "", "作业次数", 65.0, "次", 40.0, ""),
    ]


REMARKS = """
一级指标 | 二级指标 | 指标内容 | 指标值 | 备注
产出指标 | 数量指标 | 检查次数（次） | ≥12 | {}
效益指标 | 社会效益指标 | 群众知晓 | 提高 | {}
"""


@pytest.mark.parametrize(
    ("remarks", "said"),
    [
        (("50", "40"), [(50.0, ""), (40.0, "")]),
        (("50", "30"), [(None, "备注: 50"), (None, "备注: 30")]),
        (("50", "见说明"), [(None, "备注: 50"), (None, "备注: 见说明")]),
        (("", ""), [(None, ""), (None, "")]),
    ],
    ids=["sum to 90", "sum to 80", "not all numbers", "blank"],
)
def test_remarks_that_are_weights(remarks: tuple[str, str], said: list[tuple[float | None, str]]) -> None:
    assert read(table(grid(REMARKS.format(*remarks))), columns="weight extra") == said


def test_unit_of_the_indicators_bracket() -> None:
    assert read(table(grid(REMARKS.format("", ""))))[0] == ("产出指标", "数量指标", "检查次数（次）", ">=", 12.0, "次")


def test_two_targets_side_by_side() -> None:
    form = """
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 实施周期指标值 | 年度指标值
^ | 产出指标 | 数量指标 | 建成点位 | ≥30个 | ≥10个
"""
    assert read(table(grid(form)), columns="indicator target value target_period") == [
        ("建成点位", "≥10个", 10.0, "≥30个")
    ]


BREAK = """
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值
^ | 产出指标 | 数量指标 | 培训人数 | ≥100人
^ | ^ | ^ | 培训期数 | ≥4期
^ | {} | {} | 教材{} | {}
"""


@pytest.mark.parametrize(
    ("above", "below", "said"),
    [
        (("^", "", "费", "≤2万元"), "|| 成本指标 | 讲课费 | ≤3万元", [("成本指标", "教材费"), ("成本指标", "讲课费")]),
        (("^", "成本指标", "费", "≤2万元"), "||| 讲课费 | ≤3万元", [("成本指标", "教材费"), ("成本指标", "讲课费")]),
        (("^", "成本", "费", "≤2万元"), "|| 指标 | 讲课费 | ≤3万元", [("成本指标", "教材费"), ("成本指标", "讲课费")]),
        (("^", "成本指标", "编写与", "≤2万元"), "||| 印刷费 |", [("成本指标", "教材编写与印刷费")]),
        (("^", "成本指标", "费", ""), "|||| ≤2万元", [("成本指标", "教材费")]),
    ],
    ids=["label below", "label above", "label cut", "indicator cut", "target below"],
)
def test_page_break(above: tuple[str, ...], below: str, said: list[tuple[str, str]]) -> None:
    first, second = grid(BREAK.format(*above)), grid(below + "\n", page=2)
    assert read(table(first, second), columns="level1 level2 indicator operator")[2:] == [
        ("产出指标", level2, indicator, "<=") for level2, indicator in said
    ]


def test_first_level_whose_label_is_not_printed() -> None:
    form = BREAK.format("", "社会效益指标", "更新率", "≥30%")
    assert read(table(grid(form)))[-1] == ("效益指标", "社会效益指标", "教材更新率", ">=", 30.0, "%")


TEMPLATE = """
绩效指标 | 一级指标 | 二级指标 | 指标内容 | 指标值
^ | 产出指标 | 数量指标 | 指标1：{} | {}
^ | ^ | ^ | …… |
^ | ^ | 时效指标 | {} |
^ | ^ | 成本指标 | - | -
"""


def test_categories_without_an_indicator() -> None:
    assert read(table(grid(TEMPLATE.format("册数", "≥5册", "")))) == [
        ("产出指标", "数量指标", "册数", ">=", 5.0, "册"),
        ("产出指标", "时效指标", "", "blank", None, ""),
        ("产出指标", "成本指标", "", "blank", None, ""),
    ]


def test_unfilled_template_gives_no_rows() -> None:
    assert read(table(grid(TEMPLATE.format("", "", "")))) == []


DRIFTED = """
年度绩效指标 | 一级指标 | 二级指标 | 三级指标 | | 目标值 |
 | 产出指标 | 数量指标 | 报告 | | ≥50份 |
 | | 节目 | | ≥12期 | |
 | | 年度绩效指标 | 产出指标 | 质量指标 | 复查率 | ≥98%
 | | | | 时效指标 | |
成本指标 | | | | | |
效益指标 | 社会效益指标 | | 服务 | ≥6 个 | |
可持续影响指标 | | | | | |
"""


def test_text_whose_columns_drift() -> None:
    drifted = table(grid(DRIFTED, placed=False), table_id="dept_kpi")
    assert read(drifted, columns="level1 level2 indicator operator value unit line page") == [
        ("产出指标", "数量指标", "报告", ">=", 50.0, "份", 2, None),
        ("产出指标", "数量指标", "节目", ">=", 12.0, "期", 3, None),
        ("产出指标", "质量指标", "复查率", ">=", 98.0, "%", 4, None),
        ("产出指标", "时效指标", "", "blank", None, "", 5, None),
        ("产出指标", "成本指标", "", "blank", None, "", 6, None),
        ("效益指标", "社会效益指标", "服务", ">=", 6.0, "个", 7, None),
        ("效益指标", "可持续影响指标", "", "blank", None, "", 8, None),
    ]


@pytest.mark.corpus
def test_the_first_document(shared: Path) -> None:
    import budgetnb

    found = budgetnb.read(next((shared / "seed").glob("*.txt"))).kpis
    told = found[found["operator"] != "blank"]
    assert told["level2"].value_counts().to_dict() == {
        "数量指标": 9, "质量指标": 5, "社会效益指标": 4, "服务对象满意度指标": 1,
    }  # fmt: skip
    assert set(told["operator"]) == {">="} and told["value"].notna().all() and (told["unit"] != "").all()
    assert found.loc[found["operator"] == "blank", "level2"].to_list() == ["时效指标", "成本指标", "可持续影响指标"]
