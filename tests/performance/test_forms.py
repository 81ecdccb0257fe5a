"""Performance tables in the forms of other provinces, with invented contents: one form a case."""

from __future__ import annotations

import pytest
from printed import WHO, cut, grid, table

from budgetnb import frames
from budgetnb.model import Document, Line, Page, Source
from budgetnb.performance import goals, kpis
from budgetnb.performance.packed_indicators import pieces
from budgetnb.tables.find import find_tables

SIGNS = """
单位名称 | 项目名称 | 年度目标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 权重 | 指标方向
301-某局 | < | | | | | | | | |
某局本级 | 51010021R000000000001-培训经费 | 办好培训。 | 产出指标 | 数量指标 | 培训人数 | ≥ | 100 | 人 | 60 | 正向
^ | ^ | ^ | 效益指标 | 社会效益指标 | 能力提升 | 定性 | 优良中低差 | 无 | 40 | 正向指标
"""
TREE = """
单位名称、项目名称 | 项目年度绩效目标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 指标属性 | 指标内容
1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10
某局 | | | | | | | | |
 培训经费 | 办好培训。 | | | | | | | |
 | | 产出指标 | | | | | | |
 | | | 数量指标 | | | | | |
 | | | | 培训人数 | >= | 100 | 人 | 定量指标 | 人数
 | | 效益指标 | | | | | | |
 | | | 社会效益指标 | | | | | |
 | | | | 能力提升 | = | 提升 | 无 | 定性指标 | 效果
 检查经费 | 查到位。 | | | | | | | |
 | | 产出指标 | | | | | | |
 | | | 质量指标 | | | | | |
 | | | | 覆盖率 | >= | 95 | % | 定量指标 | 比例
"""
KINDS = """
项目名称 | 绩效指标 | < | < | < | < | < | < | <
^ | 一级指标 | 二级指标 | 三级指标 | 指标值类型 | 指标值 | 度量单位 | 指标值内容 | 评（扣）分标准
培训经费 | 产出指标 | 数量指标 | 培训人数 | 定量 | ≥100 | 人 | 参训 | 少1人扣1分
"""
YEARS = """
项目名称 | 培训经费 | < | < | < | < | <
长期绩效目标表 | < | < | < | < | < | <
目标名称 | 一级指标 | 二级指标 | 指标名称 | 指标值 | < | 指标值确定依据
长期目标1 | 产出指标 | 数量指标 | 培训人数 | 300人 | < | 规划
年度绩效目标表 | < | < | < | < | < | <
目标名称 | 一级指标 | 二级指标 | 指标名称 | 指标值 | < | < | 指标值确定依据
^ | ^ | ^ | ^ | 前年 | 上年 | 预计当年实现 | ^
年度目标1 | 产出指标 | 数量指标 | 培训人数 | 80人 | 90人 | 100人 | 计划
"""
BESIDE = """
单位编码（项目编码） | 项目单位（项目名称） | 资金总额 | 绩效目标 | < | < | <
^ | ^ | ^ | 成本指标 | < | 产出指标 | <
^ | ^ | ^ | 三级指标 | 指标值 | 三级指标 | 指标值
301001 | 某局本级 | 20 | | | |
410100220000000000001 | 培训经费 | 20 | 总成本 | ≤20万元 | 培训人数 | ≥100人
^ | ^ | ^ | ^ | ^ | 培训期数 | 4期
"""
HALVES = """
项目名称 | 培训经费 | < | < | < | < | <
总体目标 | 中期目标（2026年—2028年） | < | < | 年度目标 | < | <
^ | 三年培训300人。 | < | < | 今年培训100人。 | < | <
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 二级指标 | 三级指标 | 指标值
^ | 产出指标 | 数量指标 | 培训人数 | ≥300人 | 数量指标 | 培训人数 | ≥100人
^ | ^ | 质量指标 | 教材册数 | ≥3册 | 质量指标 | 合格率 | ≥95%
"""
DESCRIBED = """
项目编码 | 13010023P00000001 | < | 项目名称 | 培训经费 | < | <
绩效目标 | 1.办好培训。/2.提高能力。 | < | < | < | < | <
一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | < | 指标值 | 指标值确定依据
产出指标 | 数量指标 | 培训人数 | 参训的人 | < | ≥100人 | 计划
"""
GRADES = """
绩效目标 | 绩效指标 | 绩效指标描述 | 评价标准 | < | < | <
^ | ^ | ^ | 优 | 良 | 中 | 差
办好培训 | 完成率 | 占计划的比例 | ≥95% | ≥90% | ≥80% | <80%
"""
HALF_YEAR = """
项目名称 | 培训经费 | < | < | <
一级指标 | 二级指标 | 三级指标 | 绩效目标值 | <
^ | ^ | ^ | 半年（程） | 全年（程）
过程 | 资金管理 | 预算执行率 | ≥50% | =100%
"""
DUTIES = """
一级指标 | 二级指标 | 三级指标 | 指标值 | 指标值说明
履职效能 | 履职目标实现 | 检查次数 | ≥12次 | 次数
^ | 预算和财务管理 | 预算执行率 | ≥95% | 效果
效益指标 | 满意度指标 | 群众满意度 | ≥90% | 问卷
"""
AIMS = """
项目名称 | 培训经费 | < | <
年度绩效目标 | 今年办4期。 | < | <
项目绩效目标 | 分解目标 | < | <
^ | 一级目标 | 二级目标 | 绩效指标 | 指标目标值
^ | 产出目标 | 数量 | 培训人数 | ≥100人
^ | 影响力目标 | 长效管理 | 制度健全 | 健全
"""
SHORT = """
项目名称 | 培训经费 | < | < | <
项目绩效目标 | 分解目标 | < | < | <
^ | 一级目标 | 二级目标 | 绩效指标 | 指标目标值
^ | 产出目标 | 数量 | 培训人数 | ≥100人
"""
PLAIN = """
序号 | 项目编码 | 项目名称 | 年度绩效目标 | 指标类型 | 指标名称 | 2025年指标值 | 2026年指标值 | 分值 | 得分
1 | 450000220000000001 | 培训经费 | 办好培训。 | 产出指标 | 培训人数 | ≥90人 | ≥100人 | 50 | 50
2 | 450000220000000001 | 培训经费 | 办好培训。 | 效益指标 | 覆盖率 | ≥94% | ≥95% | 50 | 50
"""
OF_UNITS = """
序号 | 单位 | 项目名称 | 绩效目标 | 指标名称 | 指标值
1 | 某局 | 培训经费 | 办好培训。 | 培训人数 | ≥100人
"""
COLUMNS = "project_code project level1 level2 indicator target operator value unit weight target_period extra"
CASES = {
    "signs, units and weights apart, a direction beside": (SIGNS, [
        ("51010021R000000000001", "培训经费", "产出指标", "数量指标", "培训人数", "≥100人", ">=", 100.0, "人", 60.0, "", "指标方向: 正向"),
        ("51010021R000000000001", "培训经费", "效益指标", "社会效益指标", "能力提升", "优良中低差", "text", None, "", 40.0, "", "指标方向: 正向指标"),
    ], ["办好培训。"]),
    "a row to each project and each level, numbered columns": (TREE, [
        ("", "培训经费", "产出指标", "数量指标", "培训人数", ">=100人", ">=", 100.0, "人", None, "", "指标属性: 定量指标 | 指标内容: 人数"),
        ("", "培训经费", "效益指标", "社会效益指标", "能力提升", "=提升", "text", None, "", None, "", "指标属性: 定性指标 | 指标内容: 效果"),
        ("", "检查经费", "产出指标", "质量指标", "覆盖率", ">=95%", ">=", 95.0, "%", None, "", "指标属性: 定量指标 | 指标内容: 比例"),
    ], ["办好培训。", "查到位。"]),
    "words that begin like the target's": (KINDS, [
        ("", "培训经费", "产出指标", "数量指标", "培训人数", "≥100人", ">=", 100.0, "人", None, "",
         "绩效指标/指标值类型: 定量 | 绩效指标/指标值内容: 参训 | 绩效指标/评(扣)分标准: 少1人扣1分"),
    ], []),
    "earlier years beside the year's": (YEARS, [
        ("", "培训经费", "产出指标", "数量指标", "培训人数", "300人", "=", 300.0, "人", None, "", "目标名称: 长期目标1 | 指标值确定依据: 规划"),
        ("", "培训经费", "产出指标", "数量指标", "培训人数", "100人", "=", 100.0, "人", None, "",
         "目标名称: 年度目标1 | 指标值/前年: 80人 | 指标值/上年: 90人 | 指标值确定依据: 计划"),
    ], []),
    "a list to each level, side by side": (BESIDE, [
        ("410100220000000000001", "培训经费", "成本指标", "", "总成本", "≤20万元", "<=", 20.0, "万元", None, "", ""),
        ("410100220000000000001", "培训经费", "产出指标", "", "培训人数", "≥100人", ">=", 100.0, "人", None, "", ""),
        ("410100220000000000001", "培训经费", "产出指标", "", "培训期数", "4期", "=", 4.0, "期", None, "", ""),
    ], []),
    "the whole period's list beside the year's": (HALVES, [
        ("", "培训经费", "产出指标", "数量指标", "培训人数", "≥100人", ">=", 100.0, "人", None, "≥300人", ""),
        ("", "培训经费", "产出指标", "质量指标", "教材册数", "≥3册", ">=", 3.0, "册", None, "", ""),
        ("", "培训经费", "产出指标", "质量指标", "合格率", "≥95%", ">=", 95.0, "%", None, "", ""),
    ], ["今年培训100人。"]),
    "the name behind the code, a description and a basis": (DESCRIBED, [
        ("13010023P00000001", "培训经费", "产出指标", "数量指标", "培训人数", "≥100人", ">=", 100.0, "人", None, "",
         "绩效指标描述: 参训的人 | 指标值确定依据: 计划"),
    ], ["办好培训。", "提高能力。"]),
    "grades of attainment": (GRADES, [
        ("", "", "", "", "完成率", "≥95%", ">=", 95.0, "%", None, "",
         "绩效指标描述: 占计划的比例 | 评价标准/良: ≥90% | 评价标准/中: ≥80% | 评价标准/差: <80%"),
    ], ["办好培训"]),
    "half the year beside the whole": (HALF_YEAR, [
        ("", "培训经费", "过程", "资金管理", "预算执行率", "=100%", "=", 100.0, "%", None, "", "绩效目标值/半年(程): ≥50%"),
    ], []),
    "levels that no list knows, an indicator worded like one": (DUTIES, [
        ("", "", "履职效能", "履职目标实现", "检查次数", "≥12次", ">=", 12.0, "次", None, "", "指标值说明: 次数"),
        ("", "", "履职效能", "预算和财务管理", "预算执行率", "≥95%", ">=", 95.0, "%", None, "", "指标值说明: 效果"),
        ("", "", "效益指标", "满意度指标", "群众满意度", "≥90%", ">=", 90.0, "%", None, "", "指标值说明: 问卷"),
    ], []),
    "aims for levels": (AIMS, [
        ("", "培训经费", "产出目标", "数量", "培训人数", "≥100人", ">=", 100.0, "人", None, "", ""),
        ("", "培训经费", "影响力目标", "长效管理", "制度健全", "健全", "text", None, "", None, "", ""),
    ], ["今年办4期。"]),
    "the unit whose project it is, no unit of measure": (OF_UNITS, [
        ("", "培训经费", "", "", "培训人数", "≥100人", ">=", 100.0, "人", None, "", ""),
    ], ["办好培训。"]),
    "a label beside a header and one row": (SHORT, [
        ("", "培训经费", "产出目标", "数量", "培训人数", "≥100人", ">=", 100.0, "人", None, "", ""),
    ], []),
    "one level, last year, a score already given": (PLAIN, [
        ("450000220000000001", "培训经费", "产出指标", "", "培训人数", "≥100人", ">=", 100.0, "人", 50.0, "", "2025年指标值: ≥90人 | 得分: 50"),
        ("450000220000000001", "培训经费", "效益指标", "", "覆盖率", "≥95%", ">=", 95.0, "%", 50.0, "", "2025年指标值: ≥94% | 得分: 50"),
    ], ["办好培训。"]),
}  # fmt: skip


@pytest.mark.parametrize("placed", [True, False], ids=["page", "no places"])
@pytest.mark.parametrize(("text", "said", "aims"), CASES.values(), ids=CASES)
def test_form(text: str, said: list[tuple[object, ...]], aims: list[str], placed: bool) -> None:
    printed = table(grid(text, placed=placed))
    records = kpis.read([printed], WHO)
    frames.build("kpis", records)
    assert [tuple(record[column] for column in COLUMNS.split()) for record in records] == said
    assert [record["text"] for record in goals.read([printed], WHO)] == aims


@pytest.mark.parametrize(("text", "said", "aims"), CASES.values(), ids=CASES)
def test_form_over_a_page_break(text: str, said: list[tuple[object, ...]], aims: list[str]) -> None:
    whole = grid(text)
    for at in range(1, whole.rows):
        printed = table(*cut(whole, at))
        records = kpis.read([printed], WHO)
        assert [tuple(record[column] for column in COLUMNS.split()) for record in records] == said, at
        assert [record["text"] for record in goals.read([printed], WHO)] == aims, at


COLUMN = """
一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位
产出指标 | 数量指标 | 培训人数 | {} | {} | {}
"""


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (("≥", "≥100", "人"), ("≥100人", ">=", 100.0, "人")),
        (("≥", "95%", "%"), ("≥95%", ">=", 95.0, "%")),
        (("正向", "≥95", "%"), ("≥95%", ">=", 95.0, "%")),
        (("定量", "不超过5", "元"), ("不超过5元", "<=", 5.0, "元")),
        (("等于", "100", "%"), ("等于100%", "=", 100.0, "%")),
        (("大于等于", "5", "%"), ("大于等于5%", ">=", 5.0, "%")),
        (("=", "有所提升", "无"), ("=有所提升", "text", None, "")),
        (("=", "11", "1"), ("=111", "=", 11.0, "1")),
    ],
    ids=[
        "sign twice",
        "unit twice",
        "direction",
        "kind",
        "word",
        "two words",
        "no unit",
        "digits are no unit told twice",
    ],
)
def test_targets_in_columns(cells: tuple[str, ...], said: tuple[object, ...]) -> None:
    (record,) = kpis.read([table(grid(COLUMN.format(*cells)))], WHO)
    assert tuple(record[key] for key in ("target", "operator", "value", "unit")) == said


def test_both_levels_in_one_column() -> None:
    (record,) = kpis.read([table(grid("二级指标 | 三级指标 | 指标值\n产出指标-数量指标 | 培训人数 | ≥100人"))], WHO)
    assert (record["level1"], record["level2"]) == ("产出指标", "数量指标")


def test_project_beside_its_label_in_one_cell() -> None:
    form = "项目名称：培训经费 | < | <\n一级指标 | 三级指标 | 指标值\n产出指标 | 培训人数 | ≥100人"
    (record,) = kpis.read([table(grid(form))], WHO)
    assert record["project"] == "培训经费"


@pytest.mark.parametrize(
    ("title", "top", "said"),
    [
        ("重点任务明细表", "一级指标", "project_kpi"),
        ("", "一级指标", "project_kpi"),
        ("项目支出绩效信息表", "一级指标", "project_kpi"),
        ("主要经济指标表", "指标类", "unrecognised"),
    ],
    ids=["a title that tells nothing", "no title", "a title of information", "indicators with no levels"],
)
def test_a_list_of_indicators_is_known_by_its_header(title: str, top: str, said: str) -> None:
    printed = grid(f"{top} | 指标名称 | 指标值\n产出指标 | 培训人数 | ≥100人")
    items = (Line(title, 1), printed) if title else (printed,)
    (found,) = find_tables(Document(Source("", "0" * 64, 0), "pdf", "pdfium", (Page(items, 1),)))
    assert (found.id, found.title) == (said, title)


def test_the_years_list_below_the_whole_periods_is_no_table_of_its_own() -> None:
    page = Page((Line("项目支出绩效目标表", 1), grid(YEARS)), 1)
    assert len(find_tables(Document(Source("", "0" * 64, 0), "pdf", "pdfium", (page,)))) == 1


LISTED = """
项目名称 | 年度目标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值
培训经费 | 办好培训， | 产出指标 | 数量指标 | 培训人数 | ≥ | 100人
{}
"""


@pytest.mark.parametrize(
    ("above", "below", "said", "aims"),
    [
        ("^ | ^ | 效益指标 | 社会效益指标 | 能力提 | 定性 | 优良 |", " | 提高能力。 | | | 升 | | 中差 |",
         ("效益指标", "社会效益指标", "能力提升", "优良中差"), ["办好培训，提高能力。"]),
        ("^ | ^ | 效益指标 | 社会效 | 能力提升 | 定性 | 优良 |", " | 提高能力。 | | 益指标 | | | 中差 |",
         ("效益指标", "社会效益指标", "能力提升", "优良中差"), ["办好培训，提高能力。"]),
        ("^ | ^ | ^ | ^ | 培训期数 | = | 4期", "检查经费 | 查到位。 | 产出指标 | 数量指标 | 检查次数 | = | 12次",
         ("产出指标", "数量指标", "检查次数", "=12次"), ["办好培训，", "查到位。"]),
        ("培训经费 | 办好培训， | 产出指标 | 数量指标 | 培训期数 | = | 4期", "培训经费 | 办好培训， | 产出指标 | 数量指标 | 教材册数 | = | 3册",
         ("产出指标", "数量指标", "教材册数", "=3册"), ["办好培训，"]),
        ("^ | ^ | 效益指标 | 社会效 | | | 优良", " | | | 益指标 | 能力提升 | 定性 | 中差",
         ("效益指标", "社会效益指标", "能力提升", "优良中差"), ["办好培训，"]),
        ("^ | ^ | 效益指标 | 社会效益指标 | 能力提升 | 定性 | ", " | 提高能力。 | | | | | 优良中差",
         ("效益指标", "社会效益指标", "能力提升", "优良中差"), ["办好培训，提高能力。"]),
    ],
    ids=["all cells cut", "a level cut with them", "another project overleaf", "nothing merged", "only words above", "all but the target above"],
)  # fmt: skip
def test_list_over_a_page_break(above: str, below: str, said: tuple[str, ...], aims: list[str]) -> None:
    printed = table(grid(LISTED.format(above)), grid(below, page=2))
    last = kpis.read([printed], WHO)[-1]
    assert tuple(last[key] for key in ("level1", "level2", "indicator", "target")) == said
    assert [record["text"] for record in goals.read([printed], WHO)] == aims


GOAL_CUT = """
项目名称 | 培训经费 | <
{}
"""


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("年度目标 | 今年办 | <", " | 4期培训。 | <"),
        ("年度 | 今年办 | <", "目标 | 4期培训。 | <"),
        (" | 今年办 | <", "年度目标 | 4期培训。 | <"),
        ("总体目标 | 中期目标 | 年度目标/^ | 三年办 | 今年办", " | 12期培训。 | 4期培训。"),
        ("总体目标 | 中期目标 | 年度目标", " | 三年办12期培训。 | 今年办4期培训。"),
    ],
    ids=["a text", "its label too", "the label overleaf", "the year's beside the period's", "below their heads"],
)
def test_a_goal_over_a_page_break_is_one(above: str, below: str) -> None:
    first = grid(GOAL_CUT.format(above.replace("/", "\n")))
    rest = grid(f"{below}\n一级指标 | 三级指标 | 指标值\n产出指标 | 培训期数 | 4期", page=2)
    assert [record["text"] for record in goals.read([table(first, rest)], WHO)] == ["今年办4期培训。"]


def test_a_blank_row_above_the_last_of_a_page_heads_nothing() -> None:
    first = grid(GOAL_CUT.format(" | | \n年度目标 | 今年办 | <"))
    rest = grid(" | 4期培训。 | <\n一级指标 | 三级指标 | 指标值\n产出指标 | 培训期数 | 4期", page=2)
    assert [record["text"] for record in goals.read([table(first, rest)], WHO)] == ["今年办4期培训。"]


def test_words_of_a_further_column_cut_by_a_page_break_are_one() -> None:
    above = grid("一级指标 | 三级指标 | 指标值 | 评分标准\n产出指标 | 培训期数 | 4期 | 每少1期")
    (record,) = kpis.read([table(above, grid(" | | | 扣2分", page=2))], WHO)
    assert (record["indicator"], record["target"], record["extra"]) == ("培训期数", "4期", "评分标准: 每少1期扣2分")


@pytest.mark.parametrize(
    "heads",
    [
        "一级 | 二级 | 三级 | 关系 | 预期实现值 | 单位 | 参考分值",
        "指标(一级) | 指标(二级) | 指标(三级) | 大小关系 | 指标要求 | 指标单位 | 赋分",
        "一级指标 | 二级指标 | 三级指标名称 | 计算符号 | 2026年目标 | 计量单位 | 满分",
        "一级绩效指标 | 二级绩效指标 | 三级绩效指标 | 指标值符号 | 指标值（包含数字及文字描述） | 指标值单位 | 分值权重（90分）",
    ],
)
def test_words_of_headers(heads: str) -> None:
    (record,) = kpis.read([table(grid(f"{heads}\n产出指标 | 数量指标 | 培训人数 | ≥ | 100 | 人 | 90"))], WHO)
    assert tuple(record[key] for key in ("level1", "level2", "indicator", "target", "weight", "extra")) == (
        "产出指标", "数量指标", "培训人数", "≥100人", 90.0, "",
    )  # fmt: skip


PACKED = """
单位名称 | 年度预算申请 | < | 整体绩效目标 | 部门整体支出年度绩效目标 | <
^ | 资金总额 | 基本支出 | ^ | 产出指标 | 效益指标
某局 | 120 | 100 | 办好培训。 | 数量指标：培训人数≥100人；/质量指标：合格率95%以上 | 能力提升
"""


def test_columns_of_first_levels_whose_cells_pack_the_indicators() -> None:
    printed = table(grid(PACKED), table_id="dept_kpi")
    keys = ("level1", "level2", "indicator", "target", "operator", "value")
    assert [tuple(record[key] for key in keys) for record in kpis.read([printed], WHO)] == [
        ("产出指标", "数量指标", "培训人数", "≥100人", ">=", 100.0),
        ("产出指标", "质量指标", "合格率", "95%以上", ">=", 95.0),
        ("效益指标", "", "能力提升", "", "blank", None),
    ]
    assert [record["text"] for record in goals.read([printed], WHO)] == ["办好培训。"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("数量指标：1、培训4期；2、培训人数≥100人。", [("数量指标", "培训", "4期"), ("数量指标", "培训人数", "≥100人")]),
        ("指标1：培训人数100人指标2：合格率100%", [("", "培训人数", "100人"), ("", "合格率", "100%")]),
        ("①数量指标：培训100人次②质量指标：合格率≥95%", [("数量指标", "培训", "100人次"), ("质量指标", "合格率", "≥95%")]),
        ("时效指标：12月底前完成；成本指标：总成本：20万元", [("时效指标", "12月底前完成", ""), ("成本指标", "总成本", "20万元")]),
        ("保障运转。", [("", "保障运转", "")]),
        ("", []),
    ],
    ids=["numbered", "numbered in words", "levels in circles", "a deadline and a colon", "words alone", "blank"],
)  # fmt: skip
def test_pieces(text: str, said: list[tuple[str, str, str]]) -> None:
    assert pieces(text) == said


TWO_LEVELS = """
{}一级指标 | 二级指标 | 指标值
{}
"""


@pytest.mark.parametrize(
    ("head", "rows", "said"),
    [
        ("", "产出指标 | 培训期数 | 4期", [("产出指标", "", "培训期数", "4期")]),
        ("", "产出指标 | 数量指标 | 培训期数4期；检查≥12次", [("产出指标", "数量指标", "培训期数", "4期"), ("产出指标", "数量指标", "检查", "≥12次")]),
        ("指标类型 | ", "产出指标 | 数量指标 | 培训期数 | 4期", [("产出指标", "数量指标", "培训期数", "4期")]),
    ],
    ids=["the lower is the indicator", "the lower is a level, the target's cell packs", "the upper level stands in a column of kinds"],
)  # fmt: skip
def test_lists_that_print_two_levels(head: str, rows: str, said: list[tuple[str, ...]]) -> None:
    records = kpis.read([table(grid(TWO_LEVELS.format(head, rows)))], WHO)
    assert [tuple(r[key] for key in ("level1", "level2", "indicator", "target")) for r in records] == said


def test_an_indicator_worded_like_a_level_stays_one() -> None:
    (record,) = kpis.read([table(grid("指标名称 | 指标值 | 备注\n群众满意度 | ≥90% |"))], WHO)
    assert (record["level2"], record["indicator"], record["target"]) == ("", "群众满意度", "≥90%")


@pytest.mark.parametrize(
    "heads",
    [
        pytest.param("一级指标 | 二级指标 | 三级指标 | 判别 | 指标值 | 计量单位", id="a column of signs"),
        pytest.param(
            "一级指标 | 二级指标 | 衡量事项 | 判别 | 指标值 | 计量单位", id="the names between levels and signs"
        ),
        pytest.param("一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 口径", id="a column of units"),
        pytest.param("维度 | 类型栏 | 三级指标 | 指标性质 | 指标值 | 计量单位", id="both levels"),
    ],
)
def test_columns_whose_headers_nobody_knows_are_told_by_their_cells(heads: str) -> None:
    rows = "产出指标 | 数量指标 | 培训人数 | ≥ | 100 | 人\n产出指标 | 质量指标 | 合格率 | = | 98 | %"
    keys = ("level1", "level2", "indicator", "target", "operator", "unit")
    assert [tuple(r[key] for key in keys) for r in kpis.read([table(grid(f"{heads}\n{rows}"))], WHO)] == [
        ("产出指标", "数量指标", "培训人数", "≥100人", ">=", "人"),
        ("产出指标", "质量指标", "合格率", "=98%", "=", "%"),
    ]


def test_a_column_of_targets_is_told_by_its_cells() -> None:
    text = "一级指标 | 二级指标 | 三级指标 | 期望\n产出指标 | 数量指标 | 培训人数 | ≥100人\n产出指标 | 质量指标 | 合格率 | 98%"
    assert [r["target"] for r in kpis.read([table(grid(text))], WHO)] == ["≥100人", "98%"]


def test_a_row_worded_like_a_header_is_none() -> None:
    text = "一级指标 | 二级指标 | 三级指标 | 指标值\n产出指标 | 数量指标 | 培训人数 | 90人\n^ | ^ | 年度考评 | 优\n^ | ^ | 合格率 | 98%\n^ | ^ | 覆盖率 | 95%"
    assert [(r["indicator"], r["target"]) for r in kpis.read([table(grid(text))], WHO)] == [
        ("培训人数", "90人"), ("年度考评", "优"), ("合格率", "98%"), ("覆盖率", "95%"),
    ]  # fmt: skip


def test_signs_told_in_words_and_units_left_out() -> None:
    text = "一级指标 | 二级指标 | 三级指标 | 判别口径 | 指标值 | 口径\n产出指标 | 数量指标 | 户数 | 大于等于 | 100 | 户\n产出指标 | 质量指标 | 合规率 | 等于 | 98 | %\n效益指标 | 社会效益指标 | 增收 | 定性 | 明显 | 无"
    assert [(r["operator"], r["unit"]) for r in kpis.read([table(grid(text))], WHO)] == [
        (">=", "户"), ("=", "%"), ("text", ""),
    ]  # fmt: skip


def test_levels_in_the_cells_are_enough_to_know_a_header() -> None:
    text = "维度 | 要素 | 考核事项 | 考核标准值 | 计分办法\n产出指标 | 数量指标 | 户数 | ≥100户 | 缺1户扣1分\n效益指标 | 社会效益指标 | 增收 | 明显 | 酌情"
    assert [(r["level2"], r["indicator"], r["target"]) for r in kpis.read([table(grid(text))], WHO)] == [
        ("数量指标", "户数", "≥100户"), ("社会效益指标", "增收", "明显"),
    ]  # fmt: skip


def test_what_has_been_reached_is_no_goal() -> None:
    text = "项目名称 | 培训经费 | <\n年度总体目标 | 预期目标 | 实际完成情况\n^ | 办4期。 | 办了3期。\n一级指标 | 二级指标 | 三级指标\n"
    assert [g["text"] for g in goals.read([table(grid(text))], WHO)] == ["办4期。"]
