"""From sentences to headcount: one named trap a case. The sentences are ours."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from budgetnb.frames import build
from budgetnb.model import Identity, Line, Paragraph
from budgetnb.narrative import headcount

WHO = Identity("0" * 12, "某市甲局", "某市甲局", 2026)


def counted(*texts: str) -> list[tuple[Any, ...]]:
    paragraphs = [Paragraph(text, (Line(text, line=1),)) for text in texts]
    frame = build("headcount", headcount.read(paragraphs, WHO))
    cells = frame[["category", "establishment", "actual", "date"]].to_numpy(dtype=object).tolist()
    return [tuple(None if pd.isna(value) else value for value in row) for row in cells]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param(
            "行政编制总数3人，实有在编人数2人；事业编制总数33人，实有在编人数29人；离休0人，退休13人；雇员（含老工勤）1人。",
            [("行政编制", 3, 2, ""), ("事业编制", 33, 29, ""), ("离休", None, 0, ""), ("退休", None, 13, ""), ("雇员", None, 1, "")],
            id="establishment and people in post side by side",
        ),
        pytest.param(
            "截止2021年底，本部门人员编制944人，其中行政编制140人、事业编制804人；实有人员887人，其中行政150人、事业737人。",
            [("合计", 944, 887, "2021年底"), ("行政编制", 140, 150, "2021年底"), ("事业编制", 804, 737, "2021年底")],
            id="其中 keeps the role of its sum",
        ),
        pytest.param("行政和事业编制人员以及其他人员等共156人；离休4人。", [("合计", None, 156, ""), ("离休", None, 4, "")],
                     id="several categories at once are people in post together"),
        pytest.param("编制338名，其中行政编制200名、行政附属编制104名、事业编制34名。",
                     [("合计", 338, None, ""), ("行政编制", 200, None, ""), ("行政附属编制", 104, None, ""), ("事业编制", 34, None, "")],
                     id="posts counted in 名"),
        pytest.param("离退休人员241人，其中：离休1人，退休240人。", [("离退休", None, 241, ""), ("离休", None, 1, ""), ("退休", None, 240, "")],
                     id="retired of both kinds"),
        pytest.param("编制数1,280个，在职人员总数1,150人，离退休人员56人（其中：离休2人，退休54人）。",
                     [("合计", 1280, 1150, ""), ("离退休", None, 56, ""), ("离休", None, 2, ""), ("退休", None, 54, "")],
                     id="thousands, posts in 个, parts in brackets"),
        pytest.param("编制人数小计90人，其中：行政编制人数50人，全部补助事业编制人数30人，部分补助事业编制人数10人；实有人数小计88人；长休人数2人，遗属补助人数4人。",
                     [("合计", 90, 88, ""), ("行政编制", 50, None, ""), ("事业编制", 30, None, ""), ("差额事业编制", 10, None, ""),
                      ("长休", None, 2, ""), ("遗属", None, 4, "")],
                     id="subtotals, and posts by how they are paid"),
        pytest.param("某市甲局编制数120，实有人数118人，比上年减少2人；退休65人，增加3人。", [("合计", 120, 118, ""), ("退休", None, 65, "")],
                     id="posts with no measure word; changes are no counts"),
        pytest.param("核定编制45名，其中：行政编制20名，参公事业编制15名，自收自支编制10名；年末实有在职人员43人，其中：公务员19人，参公人员14人，劳务派遣人员5人。",
                     [("合计", 45, 43, ""), ("行政编制", 20, 19, ""), ("参公编制", 15, 14, ""), ("自收自支编制", 10, None, ""), ("劳务派遣", None, 5, "")],
                     id="posts under the civil service law, and those that earn their pay"),
        pytest.param("纳入2026年度部门预算的单位共3个，人员编制共计150名，现有在职职工145人。", [("合计", 150, 145, "")],
                     id="a fiscal year is no date"),
        pytest.param("公用经费减少5万元，主要原因是退休3人。", [], id="people in the reason of an amount"),
        pytest.param("编制规划报告12份，培训150人次。", [], id="编制 as a verb"),
    ],
)  # fmt: skip
def test_headcount(printed: str, expected: list[tuple[Any, ...]]) -> None:
    assert counted(printed) == expected


def test_paragraphs_are_joined_by_category() -> None:
    assert counted("事业编制10人。", "现有事业编制人员9人。") == [("事业编制", 10, 9, "")]
