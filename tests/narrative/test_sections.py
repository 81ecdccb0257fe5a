"""Paragraphs to sections: headings with their own text, the table of contents left out."""

from __future__ import annotations

from budgetnb.frames import build
from budgetnb.model import Identity, Line, Paragraph
from budgetnb.narrative import sections

WHO = Identity("0" * 12, "某市甲局", "某市甲局", 2026)


def paragraph(text: str, number: int, level: int = 0) -> Paragraph:
    return Paragraph(text, (Line(text, line=number),), level)


def test_sections_without_the_table_of_contents() -> None:
    printed = [
        paragraph("目录", 1),
        paragraph("第一部分 部门概况 ......3", 2, 1),
        paragraph("第二部分 预算情况 ......5", 3, 1),
        paragraph("第一部分 部门概况", 4, 1),
        paragraph("一、主要职责", 5, 2),
        paragraph("负责甲事项。", 6),
        paragraph("负责乙事项。", 7),
        paragraph("第二部分 预算情况", 8, 1),
    ]
    frame = build("sections", sections.read(printed, WHO))
    assert list(frame[["order", "level", "heading", "text", "line"]].itertuples(index=False, name=None)) == [
        (1, 1, "第一部分 部门概况", "", 4),
        (2, 2, "一、主要职责", "负责甲事项。\n负责乙事项。", 5),
        (3, 1, "第二部分 预算情况", "", 8),
    ]


def test_a_document_of_tables_alone_has_no_sections() -> None:
    assert sections.read([], WHO) == []
