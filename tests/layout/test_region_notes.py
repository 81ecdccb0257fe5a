"""What a trace says of the areas of a page that may be tables."""

from __future__ import annotations

import pytest

from budgetnb import trace
from budgetnb.layout import region_notes
from budgetnb.layout.lattice import lattice
from budgetnb.layout.page_items import page_items
from budgetnb.layout.printed import Char, Chars, Raw, Rule

ACROSS: list[Rule] = [(10, 0, 90), (30, 0, 90), (50, 0, 90)]
DOWN: list[Rule] = [(0, 10, 50), (30, 10, 50), (90, 10, 50)]
CHARS = Chars.of([Char("元", 5, 15, 15, 25, 23, 10), Char("角", 40, 50, 35, 45, 43, 10)])


def test_a_table_that_is_made_tells_its_size_and_place() -> None:
    with trace.recording() as events:
        region_notes.candidate(region_notes.RULED, (ACROSS, DOWN), lattice(ACROSS, DOWN, CHARS))
    (event,) = events
    assert (event.subject, event.candidate, event.chosen) == ("3 rules across, 3 down", "ruled", True)
    assert event.why == "2 rows and 2 columns, 2 letters in them" and event.bbox == (0, 10, 90, 50)


def test_rules_that_make_none_say_so_and_where() -> None:
    with trace.recording() as events:
        region_notes.candidate(region_notes.FILLED, (ACROSS, DOWN[:1]), None)
    (event,) = events
    assert not event.chosen and event.bbox == (0, 10, 90, 50) and "fewer than two columns" in event.why


@pytest.mark.parametrize(("count", "tried"), [(2, False), (3, True)])
def test_too_few_rules_are_not_looked_at(count: int, tried: bool) -> None:
    with trace.recording() as events:
        region_notes.loose(region_notes.ACROSS, count, 3)
    assert events[0].chosen == tried and events[0].subject == f"{count} rules outside tables"


def test_a_page_tells_every_way_in_which_tables_were_looked_for() -> None:
    raw = Raw(100, 100, 0, CHARS, ACROSS, DOWN)
    with trace.recording() as events:
        page_items(raw, 1)
    assert [(e.candidate, e.chosen) for e in events] == [("ruled", True), ("ruled across", False), ("unruled", False)]
