"""What a trace says of the rows of a table: what each is, and whether its amounts reached the frame."""

from __future__ import annotations

from printed import WHO, grid, table

from budgetnb import trace
from budgetnb.tables import amounts, row_notes
from budgetnb.trace import Event

MADE = table(
    grid("科目编码 | 科目名称 | 合计 | 基本支出\n208 | 社会保障支出 | 5 | 3\n20805 | 养老支出 | 5 | 3\n | 合计 | 5 | 3\n | 说明 | 见附件 |"),
    title="支出总表", table_id="expenditure",
)  # fmt: skip


def noted(*, unread: bool = False) -> list[Event]:
    records = [] if unread else amounts.read([MADE], WHO)
    with trace.recording() as events:
        row_notes.rows(MADE, records)
    return [e for e in events if e.step == "row"]


def test_a_row_is_told_by_its_kind_scheme_code_and_level() -> None:
    assert [(e.subject, e.candidate, e.chosen) for e in noted()][:3] == [
        ("208 | 社会保障支出 | 5 | 3", "subtotal function 208 level 1", True),
        ("20805 | 养老支出 | 5 | 3", "item function 20805 level 2", True),
        ("合计 | 5 | 3", "total none level 0", True),
    ]


def test_a_row_tells_how_many_amounts_reached_the_frame_and_what_its_keys_say() -> None:
    assert [e.why for e in noted()] == [
        "2 of 2 amounts reached the frame; code 208, name 社会保障支出",
        "2 of 2 amounts reached the frame; code 20805, name 养老支出",
        "2 of 2 amounts reached the frame; total, name 合计",
        "0 of 1 amounts reached the frame; name 说明",
    ]


def test_a_row_of_which_nothing_was_read_is_no_choice() -> None:
    assert {(e.candidate, e.chosen) for e in noted(unread=True)} == {("no amounts", False)}


def test_a_row_stands_where_its_cells_stand() -> None:
    assert noted()[0].bbox == (0.0, 20.0, 320.0, 40.0) and noted()[0].page == 1
