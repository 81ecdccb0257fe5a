"""Lists of names without codes: what adds up what, told by enumerators or by sums alone."""

from __future__ import annotations

import random
from pathlib import Path

import printed
import pytest

from budgetnb.tables import amounts, nested_lists
from budgetnb.tables.row_labels import read_rows


def _rows(text: str, title: str = "项目支出表", table_id: str = "project") -> list[tuple[str, str, str, str]]:
    """(unit, scheme, kind, name) of every amount of one printed table."""
    found = amounts.read_table(printed.table(printed.grid(text), title=title, table_id=table_id), printed.WHO, 1e4)
    return [(r["unit"], r["scheme"], r["kind"], r["name"]) for r in found]


OWN = printed.WHO.organisation


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "类别（资金使用单位）|金额\n合计|30\n甲市气象台中心|30\n购买设备|10\n租用线路|20",
            [
                (OWN, "none", "total", "合计"),
                ("甲市气象台中心", "unit", "total", ""),
                ("甲市气象台中心", "project", "item", "购买设备"),
                ("甲市气象台中心", "project", "item", "租用线路"),
            ],
            id="a unit is a name whose rows add up to it",
        ),
        pytest.param(
            "类别（资金使用单位）|金额\n合计|60\n甲市女子监狱|30\n修缮|10\n食堂设备|20\n剧场|30\n工资福利支出|10\n资本性支出|20",
            [
                (OWN, "none", "total", "合计"),
                ("甲市女子监狱", "unit", "total", ""),
                ("甲市女子监狱", "project", "item", "修缮"),
                ("甲市女子监狱", "project", "item", "食堂设备"),
                ("剧场", "unit", "total", ""),
                ("剧场", "project", "item", "工资福利支出"),
                ("剧场", "project", "item", "资本性支出"),
            ],
            id="a prison is a unit; what holds economic classes is one, whatever its name",
        ),
        pytest.param(
            "类别（资金使用单位）|金额\n合计|30\n甲市资料中心|0\n甲市档案馆|30\n工资福利支出|10\n资本性支出|20",
            [
                (OWN, "none", "total", "合计"),
                ("甲市资料中心", "unit", "total", ""),
                ("甲市档案馆", "unit", "total", ""),
                ("甲市档案馆", "project", "item", "工资福利支出"),
                ("甲市档案馆", "project", "item", "资本性支出"),
            ],
            id="a unit without money stands above another",
        ),
        pytest.param(
            "类别（资金使用单位）|金额\n合计|30\n数据中心|10\n租用线路|20",
            [
                (OWN, "none", "total", "合计"),
                (OWN, "project", "item", "数据中心"),
                (OWN, "project", "item", "租用线路"),
            ],
            id="a project called like a unit stays a project",
        ),
        pytest.param(
            "项目名称|金额\n合计|30\n通用项目|30\n会议|10\n年会|10\n印刷|20\n期刊|10\n画册|10",
            [
                (OWN, "none", "total", "合计"),
                (OWN, "project", "subtotal", "通用项目"),
                (OWN, "project", "subtotal", "会议"),
                (OWN, "project", "item", "年会"),
                (OWN, "project", "subtotal", "印刷"),
                (OWN, "project", "item", "期刊"),
                (OWN, "project", "item", "画册"),
            ],
            id="groups in groups, twins in a row",
        ),
        pytest.param(
            "项目名称|金额\n合计|30\n会议|10\n印刷|10\n画册|10",
            [
                (OWN, "none", "total", "合计"),
                (OWN, "project", "item", "会议"),
                (OWN, "project", "item", "印刷"),
                (OWN, "project", "item", "画册"),
            ],
            id="equal amounts that add up as they stand are items",
        ),
    ],
)
def test_sums_tell_units_and_groups(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert _rows(text) == expected


def test_key_projects_picked_out_of_the_list_of_all_are_counted_once() -> None:
    whole = printed.table(
        printed.grid("项目名称|金额\n合计|30\n修缮|10\n年会|20"), title="项目支出表", table_id="project"
    )
    picked = printed.table(printed.grid("项目|预算数|绩效目标\n年会|20|按时召开", page=2), title="", table_id="project")
    assert [(r["name"], r["kind"]) for r in amounts.read([whole, picked], printed.WHO)] == [
        ("合计", "total"), ("修缮", "item"), ("年会", "item"), ("年会", "of_which"),
    ]  # fmt: skip
    assert [r["kind"] for r in amounts.read([picked], printed.WHO)] == ["item"]


def test_levels_of_a_catalogue_name_a_row_by_the_deepest() -> None:
    text = "指导性目录|<|<|预算金额\n一级|二级|三级|^\n合计|||9\n01-公共服务|0102-教育服务|课程研发服务|4\n^|0103-法律服务||5"
    assert [row[3] for row in _rows(text, "政府购买服务明细表", "service_purchase")] == [
        "合计",
        "课程研发服务",
        "0103-法律服务",
    ]


def test_a_unit_above_classes_and_their_parts() -> None:
    text = (
        "支出项目类别|总计\n甲市档案馆|9\n工资福利支出|7\n基本工资|4\n奖金|3\n商品和服务支出|2\n办公费|2\n"
        "乙市档案馆|1\n工资福利支出|1\n基本工资|1"
    )
    found = _rows(text, "基本支出总表", "basic")
    assert [(unit, scheme, name) for unit, scheme, _, name in found] == [
        ("甲市档案馆", "unit", ""),
        ("甲市档案馆", "economic_dept", "工资福利支出"),
        ("甲市档案馆", "economic_dept", "基本工资"),
        ("甲市档案馆", "economic_dept", "奖金"),
        ("甲市档案馆", "economic_dept", "商品和服务支出"),
        ("甲市档案馆", "economic_dept", "办公费"),
        ("乙市档案馆", "unit", ""),
        ("乙市档案馆", "economic_dept", "工资福利支出"),
        ("乙市档案馆", "economic_dept", "基本工资"),
    ]


def test_a_dash_is_no_code_of_a_unit() -> None:
    text = "单位编码|单位（项目）名称|项目金额\n|合计|9\n222001|甲市档案馆|9\n-|专用项目|9\n|书库租赁|9"
    assert {unit for unit, scheme, _, _ in _rows(text) if scheme != "none"} == {"甲市档案馆"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "收入|金额\n一、财政拨款|9\n1.一般公共预算|9\n二、其他收入|1", ["subtotal", "", ""], id="parts below"
        ),
        pytest.param("收入|金额\n一、财政拨款|9\n1.一般公共预算|\n二、其他收入|1", ["", "", ""], id="blank parts"),
        pytest.param(
            "收入|金额\n一、财政拨款|9\n一般公共预算|7\n政府性基金|2\n二、其他收入|1",
            ["subtotal", "", "", ""],
            id="parts without enumerators that add up",
        ),
        pytest.param(
            "收入|金额\n一、财政拨款|9\n一般公共预算|7\n政府性基金|\n二、其他收入|1",
            ["", "", "", ""],
            id="rows without enumerators that do not add up",
        ),
        pytest.param(
            "收入|金额\n上年结转|9\n1.一般公共预算|7\n2.政府性基金|2",
            ["subtotal", "", ""],
            id="parts of a row without enumerator",
        ),
        pytest.param(
            "收入|金额\n一、单位资金|0\n1.事业收入|0\n2.其他收入|0", ["subtotal", "", ""], id="a zero and its zeros"
        ),
        pytest.param("收入|金额\n一、财政拨款|9\n其中：教育收费|2", ["", "of_which"], id="of which"),
    ],
)
def test_enumerators_tell_subtotals(text: str, expected: list[str]) -> None:
    rows = list(read_rows(printed.table(printed.grid(text), title="收支总表", table_id="balance")))
    named = [row for row in rows if row.names or row.project]
    assert nested_lists.kinds(named, nested_lists.parts(named)) == expected[: len(rows)]


@pytest.mark.corpus
def test_projects_of_a_real_list_add_up_once(shared: Path) -> None:
    import budgetnb as bn

    found = bn.read(shared / "corpus" / "xian" / "83dd0b120b4d.pdf").amounts.query(
        "table == 'project' and fund == 'all'"
    )
    sums = found.groupby("kind")["amount"].sum()
    assert sums["item"] == found.loc[found["scheme"] == "none", "amount"].max() == 16_604_100


def test_a_list_that_could_be_arranged_in_countless_ways_is_left_as_it_stands() -> None:
    sizes = random.Random(1)
    parts = [[10 * sizes.choice([10, 20, 50, 100, 150, 200, 300]) for _ in range(3)] for _ in range(24)]
    values = [n for group in parts for n in (*[sum(group)] * 3, *group)]
    whole = sum(values) // 4
    rows = "\n".join(f"项目{'甲' * (i % 7 + 1)}{i}|{n}" for i, n in enumerate([whole, *values]))
    text = f"项目支出表\n单位：元\n项目名称|金额\n合计|{whole}\n{rows}"
    assert ("subtotal",) not in printed.amounts_of(text.replace("|", "\t"), "kind")
