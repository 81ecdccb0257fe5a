"""What the contents promise, in lines, in a grid or in a row of titles; notes below tables."""

from __future__ import annotations

import printed
import pytest

from budgetnb.model import Document, Grid, Line, Page, Source
from budgetnb.tables.find import find_tables, promised_titles

TITLES = ("收支总表", "收入总表", "支出总表", "财政拨款收支总表", "政府性基金预算支出表")


def document(*pages: tuple[Line | Grid, ...]) -> Document:
    made = tuple(Page(items, number) for number, items in enumerate(pages, 1))
    return Document(Source("made.pdf", "0" * 64, 1), "pdf", "made", made)


def lines(*texts: str) -> tuple[Line, ...]:
    return tuple(Line(text, 1) for text in texts)


LISTED = printed.grid(
    "报表|报表名称|是否空表|公开空表理由\n"
    + "\n".join(
        f"表{n}|2026年部门综合预算{title}|{'是|本年没有此项' if n == 5 else '|'}" for n, title in enumerate(TITLES, 1)
    )
)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        pytest.param(
            lines("目录", "一、主要职责。", *TITLES), list(TITLES), id="an entry may end with a full stop"
        ),
        pytest.param(
            lines("目录", "一、收支总表", "职责是管理全市档案。", "见下列收入总表"), ["收支总表"], id="prose ends the contents"
        ),
        pytest.param(
            lines("目录", "一、一般公共预算“三公”经费、会议费、培训费支出预算", "表", "二、收支总表"),
            ["一般公共预算“三公”经费、会议费、培训费支出预算表", "收支总表"],
            id="an entry wrapped over two lines",
        ),
        pytest.param(lines(*(f"{title}{'.' * 130}{n}" for n, title in enumerate(TITLES))), list(TITLES), id="long leaders"),
        pytest.param(lines("某市甲局预算公开", *TITLES), list(TITLES), id="a row of titles with no heading"),
        pytest.param(lines("某市甲局预算公开", *TITLES[:3]), [], id="a few titles in a row are no contents"),
        pytest.param((LISTED,), [f"2026年部门综合预算{title}" for title in TITLES], id="a grid that lists the tables"),
    ],
)  # fmt: skip
def test_promised_titles(items: tuple[Line | Grid, ...], expected: list[str]) -> None:
    assert [title.name for title in promised_titles(document(items))] == expected


def test_a_grid_that_lists_the_tables_is_none_and_says_why_one_is_empty() -> None:
    found = find_tables(
        document(
            (LISTED,),
            (
                Line("表1", 2),
                Line("部门综合预算收支总表", 2),
                printed.grid("收入|<|支出|<\n项目|预算数|项目|预算数\n财政拨款|9|教育支出|9", page=2),
            ),
            (
                Line("表5", 3),
                Line("部门综合预算政府性基金预算支出表（不含上年结转）", 3),
                printed.grid("科目编码|科目名称|合计\n||", page=3),
            ),
        )
    )
    assert [(t.id, t.promised, t.note) for t in found] == [
        ("balance", True, ""),
        ("gov_fund", True, "本年没有此项"),
    ]


def test_an_entry_is_known_without_its_year_and_brackets() -> None:
    listed = printed.grid(
        "报表|报表名称|公开空表理由\n表1|2026年部门项目绩效目标表|\n表2|2026年专项资金绩效目标表|本年不涉及\n"
        "表3|2026年收支总表|\n表4|2026年收入总表|\n表5|2026年支出总表|\n表6|2026年项目支出表|"
    )
    form = "项目名称||\n一级指标|二级指标|指标值\n产出指标|数量指标|"
    found = find_tables(document((listed,), (Line("专项资金绩效目标表（2026年度）", 2), printed.grid(form, page=2))))
    assert [(t.id, t.note) for t in found] == [("project_kpi", "本年不涉及")]


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        pytest.param(
            (("备注：本单位2026年度没有使用政府性基金安排的", 500.0, 0), ("支出。", 60.0, 0)),
            "备注:本单位2026年度没有使用政府性基金安排的支出。",
            id="a note wrapped over two lines",
        ),
        pytest.param(
            (("备注：本单位2026年度没有使用政府性基金安排的支出。", 500.0, 0), ("第三部分", 60.0, 0)),
            "备注:本单位2026年度没有使用政府性基金安排的支出。",
            id="a sentence that is whole",
        ),
        pytest.param(
            (("备注：本单位2026年度没有使用政府性基金安排的", 500.0, 0), ("第三部分", 60.0, 80)),
            "备注:本单位2026年度没有使用政府性基金安排的",
            id="a line far below is not of the note",
        ),
        pytest.param((("无锡市甲局2026年度部门预算公开", 300.0, 0),), "", id="a name that begins with 无 is no note"),
    ],
)
def test_notes_below_a_table(below: tuple[tuple[str, float, float], ...], expected: str) -> None:
    grid = printed.grid("科目编码|科目名称|合计\n20801|管理事务|0")
    notes = tuple(
        Line(text, 1, bbox=(0.0, 100 + 12 * i + gap, right, 110 + 12 * i + gap))
        for i, (text, right, gap) in enumerate(below)
    )
    [table] = find_tables(document((Line("政府性基金预算支出表", 1), grid, *notes)))
    assert table.note == expected
