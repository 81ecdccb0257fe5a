"""From sentences to assets: one named trap a case. The sentences are ours."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from budgetnb.frames import build
from budgetnb.model import Identity, Line, Paragraph
from budgetnb.narrative import assets

WHO = Identity("0" * 12, "某市甲局", "某市甲局", 2026)


def held(*texts: str) -> list[tuple[Any, ...]]:
    paragraphs = [Paragraph(t.lstrip("#"), (Line(t.lstrip("#"), line=1),), len(t) - len(t.lstrip("#"))) for t in texts]
    frame = build("assets", assets.read(paragraphs, WHO))
    cells = frame[["item", "name", "count", "planned", "date"]].to_numpy(dtype=object).tolist()
    return [tuple(None if pd.isna(value) else value for value in row) for row in cells]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param(
            ["截至2022年10月，某市甲局共有车辆4辆；单价50万元以上通用设备9台（套），单价100万元以上专用设备0台（套）。"],
            [("vehicles", "车辆", 4.0, None, "2022年10月"), ("equipment_500k", "单价50万元以上通用设备", 9.0, None, "2022年10月"),
             ("equipment_1m", "单价100万元以上专用设备", 0.0, None, "2022年10月")],
            id="vehicles and two kinds of equipment",
        ),
        pytest.param(
            ["##二、国有资产占用情况", "2026年计划新增车辆1辆；新增单价50万元以上通用设备0台（套）。"],
            [("vehicles", "车辆", None, 1.0, ""), ("equipment_500k", "单价50万元以上通用设备", None, 0.0, "")],
            id="what is planned",
        ),
        pytest.param(
            ["本部门共有车辆8辆，其中，主要负责人用车1辆、执法执勤用车7辆、其他按照规定配备的公务用车0辆。"],
            [("vehicles", "车辆", 8.0, None, ""), ("vehicles_principals", "主要负责人用车", 1.0, None, ""),
             ("vehicles_law", "执法执勤用车", 7.0, None, ""), ("vehicles_other", "其他按照规定配备的公务用车", 0.0, None, "")],
            id="vehicles by kind",
        ),
        pytest.param(
            ["本单位共有车辆3辆，其中：副部（省）级及以上领导用车0辆、主要领导干部用车1辆、其他用车2辆。"],
            [("vehicles", "车辆", 3.0, None, ""), ("vehicles_leaders", "副部（省）级及以上领导用车", 0.0, None, ""),
             ("vehicles_principals", "主要领导干部用车", 1.0, None, ""), ("vehicles_other", "其他用车", 2.0, None, "")],
            id="the principals by their older name",
        ),
        pytest.param(
            ["##五、国有资产占有使用情况", "其中：机要通信用车为0、其他用车2辆。"],
            [("vehicles_confidential", "机要通信用车", 0.0, None, ""), ("vehicles_other", "其他用车", 2.0, None, "")],
            id="a nought with no measure word",
        ),
        pytest.param(
            ["##三、国有资产占用情况", "2026年预算安排购置车辆2辆。单位价值100万元以上设备1台（套）。截至2025年底共有车辆7辆。"],
            [("vehicles", "车辆", None, 2.0, ""), ("equipment_1m", "单位价值100万元以上设备", None, 1.0, ""),
             ("vehicles", "车辆", 7.0, None, "2025年底")],
            id="a further sentence of what is planned",
        ),
        pytest.param(
            ["##六、国有资产情况", "1.房屋800平方米，价值90万元。", "2.车辆3辆，价值40万元；其中：一般公务用车1辆，价值15万元。"],
            [("vehicles", "车辆", 3.0, None, ""), ("vehicles", "一般公务用车", 1.0, None, "")],
            id="enumerated, with what each is worth",
        ),
        pytest.param(
            ["##六、国有资产情况", "2026年拟报废公务用车1辆，拟新增配置公务用车2辆；上年处置车辆3辆；车辆编制数6辆，实有车辆5辆。"],
            [("vehicles", "公务用车", None, 2.0, ""), ("vehicles", "车辆", 5.0, None, "")],
            id="what is scrapped, and posts for vehicles, are none",
        ),
        pytest.param(
            ["##三、国有资产占用情况", "单价20万元以上的设备2台（套）。当年安排购置单价20万元以上的设备1台（套）。"],
            [("equipment_200k", "单价20万元以上的设备", 2.0, None, ""), ("equipment_200k", "单价20万元以上的设备", None, 1.0, "")],
            id="to buy is no part of the name",
        ),
        pytest.param(["##四、“三公”经费预算情况", "公务用车购置费12万元，主要是现有车辆2辆，拟更新1辆。"], [], id="vehicles in the reason of 三公"),
    ],
)  # fmt: skip
def test_assets(printed: list[str], expected: list[tuple[Any, ...]]) -> None:
    assert held(*printed) == expected
