"""A small disclosure built from literal rows, for tests of what only reads frames."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pandas as pd

from budgetnb import frames

DOC = "0123456789ab"
HEAD = {"doc": DOC, "organisation": "某市运行中心", "year": 2023}
EXPENDITURE = (  # code, name, total, basic, project, procurement, reserved (万元)
    ("208", "社会保障和就业支出", 268, 268, 0, 0, 0),
    ("20805", "行政事业单位养老支出", 268, 268, 0, 0, 0),
    ("2080502", "事业单位离退休", 117, 117, 0, 0, 0),
    ("2080505", "机关事业单位基本养老保险缴费支出", 106, 106, 0, 0, 0),
    ("2080506", "机关事业单位职业年金缴费支出", 45, 45, 0, 0, 0),
    ("210", "卫生健康支出", 41, 41, 0, 0, 0),
    ("21011", "行政事业单位医疗", 41, 41, 0, 0, 0),
    ("2101102", "事业单位医疗", 41, 41, 0, 0, 0),
    ("212", "城乡社区支出", 10000, 0, 10000, 0, 0),
    ("21208", "国有土地使用权出让收入安排的支出", 10000, 0, 10000, 0, 0),
    ("2120803", "城市建设支出", 10000, 0, 10000, 0, 0),
    ("214", "交通运输支出", 7932, 1025, 6907, 2331, 735),
    ("21401", "公路水路运输", 7932, 1025, 6907, 2331, 735),
    ("2140101", "行政运行", 1025, 1025, 0, 0, 0),
    ("2140109", "交通运输信息化建设", 5088, 0, 5088, 770, 735),
    ("2140112", "公路运输管理", 1820, 0, 1820, 1560, 0),
    ("221", "住房保障支出", 312, 312, 0, 0, 0),
    ("22102", "住房改革支出", 312, 312, 0, 0, 0),
    ("2210201", "住房公积金", 102, 102, 0, 0, 0),
    ("2210203", "购房补贴", 210, 210, 0, 0, 0),
)
ECONOMIC = (  # code, name, total, basic, project
    ("301", "工资福利支出", 1319, 1319, 0),
    ("302", "商品和服务支出", 7121, 213, 6907),
    ("303", "对个人和家庭的补助", 113, 113, 0),
    ("30101", "基本工资", 668, 668, 0),
    ("30102", "津贴补贴", 210, 210, 0),
    ("30207", "邮电费", 1824, 0, 1824),
    ("30227", "委托业务费", 5006, 0, 5006),
)
PROJECTS = (  # name, amount, change, from, to
    ("综合管理", 150, -10, "", ""),
    ("交通智能化运行管理", 36, -5601, "", "信息化运维项目"),
    ("信息化运维项目", 5742, 4990, "交通智能化运行管理", ""),
    ("交通信息咨询管理", 918, None, "", ""),
    ("政府投资项目", 10000, -1112, "", ""),
    ("信息化新建项目", 60, 60, "交通智能化运行管理", ""),
)
SOURCES = (("general", "一般公共预算拨款", 8517, False), ("gov_fund", "政府性基金预算拨款", 10000, False),
           ("all", "上年结余、结转", 36, True))  # fmt: skip
KPIS = (
    ("产出指标", "数量指标", "提交项目报告", "≥50份", ">=", 50.0, "份"),
    ("产出指标", "数量指标", "数字电路数量", "≥480条", ">=", 480.0, "条"),
    ("产出指标", "质量指标", "系统运维合格率", "≥98%", ">=", 98.0, "%"),
    ("产出指标", "质量指标", "项目验收通过率", "≥95%", ">=", 95.0, "%"),
    ("产出指标", "时效指标", "", "", "blank", None, ""),
    ("产出指标", "成本指标", "", "", "blank", None, ""),
    ("效益指标", "社会效益指标", "对外共享服务", "≥6个", ">=", 6.0, "个"),
    ("满意度指标", "服务对象满意度指标", "窗口服务满意率", "≥95%", ">=", 95.0, "%"),
)


def disclosure(**replaced: pd.DataFrame) -> Any:
    """A stand-in with every frame as an attribute; frames given by name replace its own."""
    own = {name: frames.build(name, []) for name in frames.SCHEMAS}
    own.update(
        amounts=amounts(), projects=projects(), procurement=procurement(), kpis=kpis(), checks=checks(), moves=moves()
    )
    return SimpleNamespace(meta={"organisation": HEAD["organisation"], "year": 2023, "doc": DOC}, **{**own, **replaced})


def amounts() -> pd.DataFrame:
    """Expenditure by function, general expenditure by economic class, sources, and the three public expenses."""
    rows = [row for line in EXPENDITURE for row in _expenditure(*line)]
    rows += [_row("general_economic", "economic_dept", code, name, measure, value, "general")
             for code, name, *values in ECONOMIC
             for measure, value in zip(("total", "basic", "project"), values, strict=True)]  # fmt: skip
    rows += [_row("expenditure", "none", "", "合计", m, v) | {"kind": "total", "level": 0}
             for m, v in (("total", 18553), ("basic", 1646), ("project", 16907))]  # fmt: skip
    rows += [_row("balance", "source", "", name, "total", value, fund) | {"side": "income", "carried": carried, "level": None}
             for fund, name, value, carried in SOURCES]  # fmt: skip
    return frames.build("amounts", rows + _three_public())


def _expenditure(code: str, name: str, *values: float) -> list[dict[str, Any]]:
    measures = ("total", "basic", "project", "procurement", "procurement_sme")
    return [_row("expenditure", "function", code, name, m, v) for m, v in zip(measures, values, strict=True)]


def _row(
    table: str, scheme: str, code: str, name: str, measure: str, value: float, fund: str = "all"
) -> dict[str, Any]:
    level = {3: 1, 5: 2, 7: 3}.get(len(code))
    kind = "subtotal" if level in (1, 2) and scheme == "function" or len(code) == 3 else "item"
    return HEAD | {"stage": "budget", "table": table, "side": "expenditure", "scheme": scheme, "code": code, "name": name,
                   "level": level, "kind": kind, "measure": measure, "fund": fund, "amount": value * 1e4,
                   "precision": 1e4, "page": 9, "unit": HEAD["organisation"]}  # fmt: skip


def _three_public() -> list[dict[str, Any]]:
    printed = {2022: (14.91, 0, 0.91, 14, 0, 14), 2023: (11.41, 0, 0.91, 10.5, 0, 10.5)}
    codes = ("total", "abroad", "reception", "vehicles", "vehicle_purchase", "vehicle_operation")
    kinds = ("total", "item", "item", "subtotal", "item", "item")
    return [_row("three_public", "three_public", code, code, "total", value, "general")
            | {"year": year, "kind": kind, "level": None}
            for year, values in printed.items()
            for code, kind, value in zip(codes, kinds, values, strict=True)]  # fmt: skip


def projects() -> pd.DataFrame:
    """Six projects with their changes."""
    rows = [HEAD | {"name": name, "amount": amount * 1e4, "change": None if change is None else change * 1e4,
                    "prior": None if change is None else (amount - change) * 1e4, "moved_from": giver, "moved_to": receiver,
                    "source": "claim", "page": 5}
            for name, amount, change, giver, receiver in PROJECTS]  # fmt: skip
    return frames.build("projects", rows)


def procurement() -> pd.DataFrame:
    """By kind from the sentence, by function from the table."""
    kinds = [
        ("kind", "goods", "货物", 0, None),
        ("kind", "works", "工程", 0, None),
        ("kind", "services", "服务", 2331, None),
    ]
    rows = [*kinds, ("total", "", "合计", 2331, 735), ("function", "2140109", "交通运输信息化建设", 770, 735),
            ("function", "2140112", "公路运输管理", 1560, 0)]  # fmt: skip
    return frames.build("procurement", [
        HEAD | {"by": by, "code": code, "name": name, "amount": value * 1e4, "sme": None if sme is None else sme * 1e4,
                "micro": None if sme is None else 0.0, "source": "table" if by != "kind" else "claim", "page": 6}
        for by, code, name, value, sme in rows])  # fmt: skip


def kpis() -> pd.DataFrame:
    """Six indicators and two categories printed blank."""
    names = ("level1", "level2", "indicator", "target", "operator", "value", "unit")
    return frames.build("kpis", [HEAD | dict(zip(names, row, strict=True)) | {"page": 20} for row in KPIS])


def checks() -> pd.DataFrame:
    """One finding of every status."""
    rows = [("identity.parent", "exact", "info"), ("identity.parent", "rounding", "info"),
            ("claims.prior", "conflict", "warning"), ("claims.words", "untestable", "info")]  # fmt: skip
    return frames.build("checks", [
        {"doc": DOC, "rule": rule, "status": status, "severity": severity, "table": "expenditure", "subject": "21401",
         "message_zh": "7,933 与 7,932 相差 1", "message_en": "7,933 against 7,932, 1 apart"}
        for rule, status, severity in rows])  # fmt: skip


def moves() -> pd.DataFrame:
    """One giver, two receivers."""
    pairs = (("信息化运维项目", 4990), ("信息化新建项目", 60))
    return frames.build("moves", [{"doc": DOC, "year": 2023, "giver": "交通智能化运行管理", "receiver": name,
                                   "amount": value * 1e4, "wording": "调入", "page": 5} for name, value in pairs])  # fmt: skip
