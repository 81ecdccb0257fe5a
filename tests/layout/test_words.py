"""Words among the characters of a line, and rows among lines without rules."""

from __future__ import annotations

import pytest

from budgetnb.layout import text_lines
from budgetnb.layout.candidates import aligned
from budgetnb.layout.printed import Char, Chars
from budgetnb.layout.words import numbers, words_of

SIZE = 10.0


def line(y: float, *placed: tuple[float, str], height: float = SIZE) -> list[Char]:
    """The characters of one line: each text from its place on, one character after the other."""
    return [
        Char(sign, x + SIZE * i, x + SIZE * (i + 1), y - height, y, y, SIZE)
        for x, text in placed
        for i, sign in enumerate(text)
    ]


@pytest.mark.parametrize(
    ("placed", "expected"),
    [
        pytest.param(((0, "科目"), (60, "金额")), ["科目", "金额"], id="a wide gap parts"),
        pytest.param(((0, "合"), (40, "计")), ["合计"], id="two letters set far apart"),
        pytest.param(((0, "收"), (30, "入"), (200, "支"), (230, "出")), ["收入", "支出"], id="two pairs"),
        pytest.param(((0, "类"), (30, "款")), ["类", "款"], id="columns of a split code"),
        pytest.param(((0, "甲"), (30, "乙"), (60, "丙")), ["甲", "乙", "丙"], id="three letters are columns"),
    ],
)
def test_words_of_a_line(placed: tuple[tuple[float, str], ...], expected: list[str]) -> None:
    assert [word.text for word in words_of(line(0, *placed))] == expected


def test_a_flat_sign_after_half_a_sign_does_not_part() -> None:
    sign, flat, high = Char("、", 10, 14, -4, 0, 0, 8.0), Char("一", 20, 28, -5, -4, 0, 8.0), line(0, (28, "般"))
    assert [word.text for word in words_of([*line(0, (0, "二")), sign, flat, *high])] == ["二、一般"]


def test_a_point_of_little_ink_does_not_part_a_number() -> None:
    whole, rest = line(0, (0, "4")), line(0, (20, "14"))
    point = Char(".", 11, 12, -2, 0, 0, SIZE)
    assert [word.text for word in words_of([*whole, point, *rest])] == ["4.14"]


HEAD = line(0, (0, "科目名称"), (110, "合计"), (200, "基本"))


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        pytest.param(
            (
                line(20, (0, "教育支出"), (110, "12"), (200, "12")),
                line(40, (0, "农林支出"), (110, "34"), (200, "34")),
                line(60, (0, "其他支出"), (110, "56"), (200, "56")),
            ),
            4,
            id="a line a row",
        ),
        pytest.param(
            (
                line(20, (0, "教育支出"), (110, "12"), (200, "12")),
                line(35, (0, "农业农村和林业")), line(40, (110, "34"), (200, "34")), line(46, (0, "草原支出")),
                line(65, (0, "其他支出"), (110, "56"), (200, "56")),
            ),
            4,
            id="numbers at half the height of a wrapped name",
        ),
        pytest.param(
            (
                line(20, (0, "教育支出"), (110, "12"), (200, "12")),
                line(40, (0, "农业农村和林业"), (110, "34"), (200, "34")), line(52, (0, "草原支出")),
                line(72, (0, "其他支出"), (110, "56"), (200, "56")),
            ),
            4,
            id="a name that goes on below its numbers",
        ),
        pytest.param(
            (
                line(20, (0, "一、教育支出"), (110, "12"), (200, "12")),
                line(40, (0, "二、其他支出")),
                line(60, (0, "三、农林支出"), (110, "34"), (200, "34")),
                line(80, (0, "合计支出总额"), (110, "46"), (200, "46")),
            ),
            5,
            id="a row without an amount",
        ),
    ],
)  # fmt: skip
def test_rows_without_rules(body: tuple[list[Char], ...], rows: int) -> None:
    ((horizontal, _),) = aligned.tables([HEAD, *body])
    assert len({y for y, _, _ in horizontal}) == rows + 1


LEVELS = (
    line(0, (110, "基本支出"), (250, "项目支出")),
    line(9, (0, "科目名称")),
    line(18, (95, "人员"), (145, "公用"), (235, "本级"), (285, "下级")),
    line(45, (0, "教育支出"), (95, "12"), (145, "13"), (235, "14"), (285, "15")),
    line(65, (0, "其他支出"), (95, "56"), (145, "57"), (235, "58"), (285, "59")),
    line(85, (0, "农林支出"), (95, "76"), (145, "77"), (235, "78"), (285, "79")),
)


def test_levels_of_a_header_without_rules() -> None:
    """A group's word stands over its columns; the rule between two levels is broken where a label reaches over both."""
    ((horizontal, vertical),) = aligned.tables(LEVELS)
    between = [(x0, x1) for y, x0, x1 in horizontal if 0 < y < 10]
    assert len(between) == 1 and 40 <= between[0][0] <= 90 and between[0][1] > 300
    above = sorted({round(x) for x, top, _ in vertical if top < 0})
    assert len(above) == 4 and any(170 <= x <= 230 for x in above)


def test_a_row_of_many_numbers_is_a_table_and_a_sentence_is_none() -> None:
    head = line(0, *((60 * i, "合计") for i in range(6)))
    row = line(20, *((60 * i, f"{i}.5") for i in range(6)))
    sentence = line(20, (0, "甲"), (60, "12"), (120, "乙"), (180, "13"), (240, "丙"), (300, "14"))
    assert [len(list(aligned.tables([head, last]))) for last in (row, sentence)] == [1, 0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("0.00结转下年", ["0.00", "结转下年"]),
        ("增加12.50万元", ["增加12.50万元"]),
        ("第1.25版", ["第1.25", "版"]),
        ("3.5教育", ["3.5教育"]),
        ("827,400.00-160.000.00", ["827,400.00", "-160.00", "0.00"]),
        ("1,482.50360012.195066", ["1,482.50360012.195066"]),
    ],
    ids=["the next cell's text", "a unit", "any other word", "no amount", "amounts", "many places"],
)
def test_text_that_runs_on_behind_an_amount(text: str, told: list[str]) -> None:
    line = [Char(c, 10.0 * i, 10.0 * i + 10, 0, 10, 9, 10) for i, c in enumerate(text)]
    assert [word.text for word in words_of(line)] == told


@pytest.mark.parametrize("text", [
    "教育 12.50 34.60", "0.00结转下年 0.00结转下年", "827,400.00-160.000.00", "合计 1,234.50教育支出 7", "今年预算12.50万元，比上年增加", "12",
])  # fmt: skip
def test_no_number_is_missed_by_the_look_at_a_whole_page(text: str) -> None:
    chars = [Char(c, 10.0 * i, 10.0 * i + 10, 0, 10, 9, 10) for i, c in enumerate(text) if c != " "]
    found = words_of(chars)
    told = sum(word.numeric for word in found) if len(found) > 1 else 0
    assert numbers(text_lines.lines(Chars.of(chars)))[0] >= told
