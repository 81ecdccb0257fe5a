"""What a trace says of the columns of a table: header rows, roles with the words that tell them, measures."""

from __future__ import annotations

from printed import WHO, grid, table

from budgetnb import trace
from budgetnb.tables import column_notes
from budgetnb.tables.row_labels import layouts
from budgetnb.trace import Event

MADE = table(
    grid("科目编码 | 科目名称 | 合计 | 基本支出 | 甲乙丙数\n208 | 社会保障支出 | 5 | 3 | 2\n210 | 卫生支出 | 4 | 4 | 0"),
    title="支出总表", table_id="expenditure",
)  # fmt: skip


def roles() -> list[Event]:
    with trace.recording() as events:
        layouts(MADE)
    return events


def test_header_rows_are_told_with_what_speaks_for_them() -> None:
    told = [(e.subject, e.chosen, e.why) for e in roles() if e.step == "header"]
    assert told == [
        ("科目编码 | 科目名称 | 合计 | 基本支出 | 甲乙丙数", True, "of 5 cells 4 have words of headers, 0 are numbers, 0 begin as codes"),
        ("208 | 社会保障支出 | 5 | 3 | 2", False, "of 5 cells 1 have words of headers, 4 are numbers, 1 begin as codes"),
    ]  # fmt: skip


def test_a_column_tells_its_role_its_cells_and_its_words() -> None:
    told = [(e.candidate, e.why, bool(e.pattern)) for e in roles() if e.step == "column"]
    assert told == [
        ("code", "its cells look like codes, its header names a column of kind code", True),
        ("name", "its cells are words, its header names a column of kind name", True),
        ("amount", "its cells look like amounts, its header names no kind of column", False),
        ("amount", "its cells look like amounts, its header names no kind of column", False),
        ("amount", "its cells look like amounts, its header names no kind of column", False),
    ]


def test_a_column_stands_where_its_cells_stand() -> None:
    first = next(e for e in roles() if e.step == "column")
    assert (first.page, first.bbox) == (1, (0.0, 0.0, 80.0, 60.0))


def test_measures_are_told_with_whose_words_say_so() -> None:
    with trace.recording() as events:
        column_notes.measures(MADE, layouts(MADE), WHO)
    told = [
        (e.subject[10:], e.candidate, e.chosen, e.why, e.pattern) for e in events if e.candidate.startswith("measure")
    ]
    assert told == [
        ("合计", "measure total", True, "as the whole table has it", ""),
        ("基本支出", "measure basic", True, "its header says so", "基本支出"),
        ("甲乙丙数", "measure other", False, "no word of its header is known", ""),
    ]


def test_a_blank_row_of_a_header_is_told_as_blank() -> None:
    blank = table(grid(" | \n科目名称 | 合计\n教育支出 | 5"), title="支出总表", table_id="expenditure")
    with trace.recording() as events:
        layouts(blank)
    assert next(e.subject for e in events if e.step == "header") == "(blank)"
