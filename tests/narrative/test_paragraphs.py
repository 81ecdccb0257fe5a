"""Printed lines to paragraphs: page breaks, running headers, margins, headings. The sentences are ours."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from budgetnb.model import Cell, Document, Grid, Line, Page, Source
from budgetnb.narrative import paragraphs

SOURCE = Source("budget.pdf", "0" * 64, 1)
LEFT, RIGHT, EM = 90.0, 500.0, 15.0


def line(text: str, x0: float, top: float, *, x1: float = RIGHT, page: int = 1, size: float = 16.0) -> Line:
    return Line(text, page=page, bbox=(x0, top, x1, top + EM), size=size)


def page(*items: Line | Grid, number: int = 1) -> Page:
    return Page(items, number=number, width=595, height=842)


def texts(*pages: Page) -> list[str]:
    return [p.text for p in paragraphs.paragraphs(Document(SOURCE, "pdf", "pdfium", pages))]


def plain(text: str) -> Sequence[tuple[str, int]]:
    lines = tuple(Line(row, line=number) for number, row in enumerate(text.split("\n"), start=1) if row)
    return [(p.text, p.level) for p in paragraphs.paragraphs(Document(SOURCE, "text", "text", (Page(lines),)))]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            [line("（一）公用经费九万元，主要用于办公、", LEFT + 2 * EM, 100), line("差旅等支出。", LEFT, 120, x1=180),
             line("（二）项目支出三万元。", LEFT + 2 * EM, 140, x1=300)],
            ["（一）公用经费九万元，主要用于办公、差旅等支出。", "（二）项目支出三万元。"],
            id="an indent begins a paragraph",
        ),
        pytest.param(
            [line("本年项目支出纳入绩效管理，涉及一般公共预算拨款", LEFT + 2 * EM, 100, x1=RIGHT - 4 * EM), line("7,227.34万元。", LEFT, 120, x1=180)],
            ["本年项目支出纳入绩效管理，涉及一般公共预算拨款7,227.34万元。"],
            id="a number that did not fit the line",
        ),
        pytest.param(
            [line("三、收入预算情况说明", LEFT, 100, x1=260), line("2026年收入预算九万元，比上年增加一万元，全部为拨", LEFT, 130), line("款收入。", LEFT, 150, x1=150)],
            ["三、收入预算情况说明", "2026年收入预算九万元，比上年增加一万元，全部为拨款收入。"],
            id="a heading at the margin of the text below",
        ),
        pytest.param(
            [line("事业收入零万元，与上年相同。这一行刚好写满了整行。", LEFT + 2 * EM, 100), line("其他收入零万元。", LEFT + 2 * EM, 120, x1=200),
             line("说明文字从左边开始写满整整一行直到右边的尽头为止", LEFT, 140), line("结束。", LEFT, 160, x1=130)],
            ["事业收入零万元，与上年相同。这一行刚好写满了整行。", "其他收入零万元。", "说明文字从左边开始写满整整一行直到右边的尽头为止结束。"],
            id="a full line that ends a sentence, indented as the next",
        ),
        pytest.param(
            [line("在职人员基本医疗保险费，年初预算为六万元，支出决", LEFT, 100, size=15.0), line("算为五万元。", LEFT, 120, x1=170, size=12.0)],
            ["在职人员基本医疗保险费，年初预算为六万元，支出决算为五万元。"],
            id="smaller print in the middle of a sentence",
        ),
    ],
)  # fmt: skip
def test_paragraphs_of_a_page(lines: list[Line], expected: list[str]) -> None:
    assert texts(page(*lines)) == expected


def test_sentence_over_a_page_with_its_running_header() -> None:
    def numbered(number: int, *body: Line) -> Page:
        header = line("某市甲局2026年度部门预算公开", LEFT, 30, x1=300, page=number)
        return page(header, *body, line(f"-{number}-", 280, 800, x1=310, page=number), number=number)

    pages = [
        numbered(1, line("支出预算九万元，其中基本支出六万元、项目支", LEFT + 2 * EM, 700, page=1)),
        numbered(2, line("出三万元。", LEFT, 80, x1=160, page=2), line("无其他事项需要说明的，到此结束，以下没有内容。", LEFT + 2 * EM, 100, page=2)),
        numbered(3, line("名词解释从这里开始一直写到这一行的右边为止，再", LEFT, 80, page=3), line("换一行。", LEFT, 100, x1=150, page=3)),
    ]  # fmt: skip
    assert texts(*pages)[0] == "支出预算九万元，其中基本支出六万元、项目支出三万元。"
    assert not any("公开" in text or text.startswith("-") for text in texts(*pages))


def test_filled_lines_narrower_than_other_pages_of_the_width() -> None:
    wide = [
        page(*(line("表下的说明写得比正文宽出许多，直到纸边。", LEFT, top, page=number) for top in (100, 120, 140)), number=number)
        for number in (1, 2, 3)
    ]  # fmt: skip
    right = RIGHT - 5 * EM
    own = page(
        line("7、组织对社会保障基金与住房公积金以及其他基金的监督", LEFT + EM / 2, 100, x1=right, page=4),
        line("检查工作。", LEFT, 120, x1=170, page=4),
        line("8、组织对财经法律执行情况以及预算管理有关的特定事项", LEFT + EM / 2, 140, x1=right, page=4),
        line("的专项调查。", LEFT, 160, x1=180, page=4),
        line("9、依法检查决定的执行情况，办理对决定提请的行政复议", LEFT + EM / 2, 180, x1=right, page=4),
        line("有关事项。", LEFT, 200, x1=170, page=4), number=4,
    )  # fmt: skip
    assert texts(*wide, own)[-3:] == [
        "7、组织对社会保障基金与住房公积金以及其他基金的监督检查工作。",
        "8、组织对财经法律执行情况以及预算管理有关的特定事项的专项调查。",
        "9、依法检查决定的执行情况，办理对决定提请的行政复议有关事项。",
    ]


def test_a_table_ends_a_paragraph() -> None:
    grid = Grid((Cell("项目", 0, 0),), 1, 1, page=1, bbox=(LEFT, 150, RIGHT, 200))
    lines = (
        line("重点项目如下，其预算数以万元为单位列在表里，详见", LEFT, 100),
        grid,
        line("无其他说明。", LEFT, 220, x1=180),
    )
    assert len(texts(page(*lines))) == 2


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param("2. 项目预算36万元，主要用\n\n于上年结转的采购支出，比上年减少。", [("2. 项目预算36万元，主要用于上年结转的采购支出，比上年减少。", 0)],
                     id="text cut at a page break"),
        pytest.param("第一部分 部门概况\n一、部门职责\n（一）机构设置\n1.基本情况\n（1）附则", [("第一部分 部门概况", 1), ("一、部门职责", 2),
                     ("（一）机构设置", 3), ("1.基本情况", 4), ("（1）附则", 5)], id="headings by their enumerators"),
        pytest.param("（一）公用经费5万元\n2.事业收入0万元。", [("（一）公用经费5万元", 0), ("2.事业收入0万元。", 0)], id="a line that tells money is no heading"),
        pytest.param("2026年单位预算编制说明\n无。", [("2026年单位预算编制说明", 1), ("无。", 0)], id="a heading with no number"),
        pytest.param("3.1415是一个数\n- 12 -", [("3.1415是一个数", 0)], id="a decimal is no enumerator; a page number goes"),
    ],
)  # fmt: skip
def test_plain_text(printed: str, expected: list[tuple[str, int]]) -> None:
    assert list(plain(printed)) == expected
