"""The second opinion: what both engines read, what one reads alone, and where they differ."""

from __future__ import annotations

import io
from itertools import pairwise

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

import budgetnb as bn
from budgetnb.errors import NotADisclosureError, OptionError

TABLES = {
    "收支总表": [
        ("收入", "", "支出", ""),
        ("项目", "预算数", "项目", "预算数"),
        ("财政拨款", "1,234.00", "教育支出", "1,234.00"),
    ],
    "支出总表": [
        ("科目编码", "科目名称", "合计", "基本支出"),
        ("205", "教育支出", "1,234.00", "1,234.00"),
        ("", "合计", "1,234.00", "1,234.00"),
    ],
}


def disclosure(*, upright_rules: bool = True, turn: int = 0) -> bytes:
    """Two small tables, ruled fully or only across, the sheet turned or not."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, A4)
    for title, rows in TABLES.items():
        canvas.setPageRotation(turn)
        canvas.translate(*{0: (0, 0), 90: (A4[1], 0), 180: A4, 270: (0, A4[0])}[turn])
        canvas.rotate(turn)
        canvas.setFont("STSong-Light", 10)
        canvas.drawString(230, 780, f"2026年{title}")
        canvas.drawString(60, 760, "部门名称：某市教育局")
        canvas.drawString(430, 760, "单位：万元")
        xs, ys = [60, 180, 300, 420, 540], [750 - 24 * i for i in range(len(rows) + 1)]
        for y in ys:
            canvas.line(xs[0], y, xs[-1], y)
        for x in xs if upright_rules else ():
            canvas.line(x, ys[0], x, ys[-1])
        for (top, _), row in zip(pairwise(ys), rows, strict=True):
            for x, text in zip(xs, row, strict=False):
                canvas.drawString(x + 6, top - 16, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def outcomes(checked: bn.cross.CrossCheck) -> dict[str, int]:
    return {str(name): int(n) for name, n in checked.cells["outcome"].value_counts().items()}


def test_both_engines_agree() -> None:
    checked = bn.cross_check(disclosure())
    counts = [
        "table",
        "cells",
        "agreed",
        "same_text",
        "differ",
        "pdfium_only",
        "pdfplumber_only",
        "numbers",
        "numbers_agreed",
        "agreement",
    ]
    assert checked.tables[counts].values.tolist() == [
        ["balance", 10, 10, 0, 0, 0, 0, 2, 2, 1.0],
        ["expenditure", 11, 11, 0, 0, 0, 0, 5, 5, 1.0],
    ]
    assert repr(checked) == "<CrossCheck of 2 tables: 21 of 21 cells agree, 7 of 7 numbers>"


def test_a_table_that_one_engine_does_not_see() -> None:
    checked = bn.cross_check(disclosure(upright_rules=False))
    assert outcomes(checked) == {"same_text": 21} and list(checked.tables["agreement"]) == [1.0, 1.0]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages(turn: int) -> None:
    assert outcomes(bn.cross_check(disclosure(turn=turn))) == {"agreed": 21}


def test_places_lead_back_to_the_page() -> None:
    cell = bn.cross_check(disclosure()).cells.iloc[7]
    assert (cell["page"], cell["pdfium"], cell["pdfplumber"], cell["numeric"]) == (1, "1,234.00", "1,234.00", True)
    assert cell["bbox"] == pytest.approx((180, 139.9, 300, 163.9), abs=0.5)


def test_only_pdf_has_two_engines() -> None:
    with pytest.raises(OptionError, match="this is text"):
        bn.cross_check(bn.sample("txt"))
    with pytest.raises(NotADisclosureError):
        bn.cross_check(io.BytesIO(_nothing()))


def _nothing() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(100, 100, "nothing of the kind")
    canvas.save()
    return out.getvalue()
