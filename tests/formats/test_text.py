"""Plain text: which lines are grids, encodings, marks that nobody meant to print."""

from __future__ import annotations

import pytest

from budgetnb.errors import UnsupportedFormatError
from budgetnb.formats import text
from budgetnb.model import Document, Source


def read(printed: str | bytes) -> Document:
    data = printed if isinstance(printed, bytes) else printed.encode()
    return text.read(data, Source("budget.txt", "0" * 64, len(data)))


@pytest.mark.parametrize(
    ("printed", "lines", "grids"),
    [
        pytest.param("收支总表\n单位：万元\n", [("收支总表", 1), ("单位：万元", 2)], [], id="lines"),
        pytest.param("项目\t金额\n合计\t1\n", [], [(("项目", "金额"), ("合计", "1"))], id="tabs"),
        pytest.param(
            "项目\t金额\n\n合计\t1\n", [], [(("项目", "金额"), ("合计", "1"))], id="a blank line inside a table"
        ),
        pytest.param("a\tb\n表2\nc\td\n", [("表2", 2)], [(("a", "b"),), (("c", "d"),)], id="a line parts two tables"),
        pytest.param("a\tb\tc\nd\n", [("d", 2)], [(("a", "b", "c"),)], id="a line without tabs is no row"),
        pytest.param("a\tb\nc\td\te\n", [], [(("a", "b", ""), ("c", "d", "e"))], id="rows of different width"),
        pytest.param("a\tb\n\fc\td\n", [], [(("a", "b"), ("c", "d"))], id="a form feed"),
        pytest.param("| 项目 | 金额 |\n|---|---|\n| 合计 | 1 |\n", [], [(("项目", "金额"), ("合计", "1"))], id="pipes"),
        pytest.param("目标\t<p>1. 甲</p> <p>2. 乙</p>\n", [], [(("目标", "1. 甲 2. 乙"),)], id="stray tags"),
        pytest.param("<p>收支总表</p>\n", [("收支总表", 1)], [], id="a stray tag in a line"),
        pytest.param(
            "\ufeff收支总表\r\n单位\r\n", [("收支总表", 1), ("单位", 2)], [], id="mark of order and Windows line ends"
        ),
    ],
)
def test_lines_and_grids(printed: str, lines: list[tuple[str, int]], grids: list[tuple[tuple[str, ...], ...]]) -> None:
    document = read(printed)
    assert [(line.text, line.line) for line in document.lines] == lines
    assert [grid.texts for grid in document.grids] == grids


def test_every_cell_keeps_its_line() -> None:
    grid = read("题\n\n项目\t金额\n合计\t1\n").grids[0]
    assert [(c.text, c.row, c.col, c.line, c.page, c.bbox) for c in grid.cells] == [
        ("项目", 0, 0, 3, None, None),
        ("金额", 0, 1, 3, None, None),
        ("合计", 1, 0, 4, None, None),
        ("1", 1, 1, 4, None, None),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_of_the_field(encoding: str) -> None:
    assert [line.text for line in read("部门预算公开".encode(encoding)).lines] == ["部门预算公开"]


def test_bytes_in_no_encoding_are_refused() -> None:
    with pytest.raises(UnsupportedFormatError, match=r"budget\.txt: text in no known encoding; save it as UTF-8"):
        read(b"\xff\xff\xff\x00\xfe")
