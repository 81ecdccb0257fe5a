"""The drawing: everything inside its page, words beside it that do not overlap, the legend below."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import made_pages
import pytest

from budgetnb.inspection.legend import MEANINGS
from budgetnb.inspection.page_drawing import LINE, SIZE, Sheet, drawing, sheet
from budgetnb.inspection.page_print import PagePrint
from budgetnb.inspection.page_view import PageView, view
from budgetnb.inspection.side_notes import SideNote, side_notes
from budgetnb.inspection.text_setting import width
from budgetnb.labels import Lang, say

ON = sheet((1520, 1074), 842.0)
SVG = "{http://www.w3.org/2000/svg}"
PRINT = PagePrint([(66, 124, 100, 134)], [(120.0, 60, 700), (240.0, 60, 700)], [])


def seen(number: int = 1) -> PageView:
    return view(made_pages.disclosure(), made_pages.page(number), PRINT)


def drawn(made: PageView, notes: list[SideNote] | None = None, lang: Lang = "en") -> ElementTree.Element:
    notes = side_notes(made, made_pages.disclosure().identity, lang) if notes is None else notes
    return ElementTree.fromstring(drawing("page 1", b"\x89PNG", made, notes, on=ON, lang=lang))  # noqa: S314


def texts(root: ElementTree.Element) -> list[tuple[float, float, str]]:
    return [(float(t.get("x", 0)), float(t.get("y", 0)), t.text or "") for t in root.iter(f"{SVG}text")]


def test_points_of_the_page_become_pixels_of_the_drawing() -> None:
    on = Sheet(2.0, 1000, 800, 1.0)
    assert on.box((10, 20, 60, 30)) == (on.left + 20, on.top + 40, 100, 20)
    assert on.right > on.left + on.wide and on.whole > on.right


def test_words_beside_the_page_never_overlap() -> None:
    crowded = [SideNote(float(n), f"note {n}", [("more words", False)] * 2) for n in range(40)]
    rows = sorted(y for _, y, words in texts(drawn(seen(), crowded)) if words.startswith(("note", "more")))
    assert len(rows) == 120 and min(b - a for a, b in pairwise(rows)) >= SIZE * ON.unit


def test_words_beside_the_page_stand_at_their_height_where_there_is_room() -> None:
    notes = [SideNote(100.0, "upper"), SideNote(400.0, "lower")]
    found = {words: y for x, y, words in texts(drawn(seen(), notes)) if x >= ON.right}
    for words, top in (("upper", 100.0), ("lower", 400.0)):
        assert 0 < found[words] - (ON.top + top * ON.scale) < LINE * ON.unit


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_legend_stands_below_the_page_and_inside_the_drawing(lang: Lang) -> None:
    root = drawn(seen(), lang=lang)
    below = [(x, y, words) for x, y, words in texts(root) if y > ON.top + ON.high]
    assert [words for *_, words in below] == [say(words, lang) for words in MEANINGS.values()]
    assert max(y for _, y, _ in below) < float(root.get("height", 0))
    assert all(x + width(words, SIZE * ON.unit) <= ON.whole for x, _, words in below)


def test_more_notes_than_the_page_is_high_make_the_drawing_higher() -> None:
    long = [SideNote(0.0, f"note {n}") for n in range(200)]
    few, many = (float(drawn(seen(), notes).get("height", 0)) for notes in ([], long))
    last = max(y for _, y, words in texts(drawn(seen(), long)) if words.startswith("note"))
    assert few < last < many


def test_what_lies_beyond_the_page_is_cut_off_at_its_edge() -> None:
    root = drawn(replace(seen(), cells=[((0, 0, 5000, 5000), "amount")]))
    group = next(g for g in root.iter(f"{SVG}g") if g.get("clip-path") == "url(#page)")
    assert any(float(r.get("width", 0)) > ON.whole for r in group.iter(f"{SVG}rect"))
    clip = next(root.iter(f"{SVG}clipPath"))[0]
    assert (float(clip.get("width", 0)), float(clip.get("height", 0))) == (ON.wide, ON.high)


def test_numbers_of_columns_stand_beside_words_and_not_over_them() -> None:
    x0, _, x1, bottom = made_pages.box(4, 0)
    note = PagePrint([(x0, bottom + 1, (x0 + x1) / 2 + 8, bottom + 12)], [], [])
    made = replace(seen(), printed=note)
    left, _, wide, _ = ON.box(note.words[0])
    badges = [(float(c.get("cx", 0)), float(c.get("cy", 0))) for c in drawn(made).iter(f"{SVG}circle")]
    assert len(badges) == 5 and all(y > ON.box(made_pages.box(4, 0))[1] for _, y in badges)
    assert not left < badges[0][0] < left + wide and badges[0][0] < ON.box(made_pages.box(0, 1))[0]


def test_drawn_borders_are_solid_and_inferred_ones_dashed() -> None:
    lines = [(line.get("stroke"), line.get("stroke-dasharray")) for line in drawn(seen(2)).iter(f"{SVG}line")]
    assert ("#1a1a1a", None) in lines and all(dash for colour, dash in lines if colour == "#c51b8a")
    assert any(colour == "#c51b8a" for colour, _ in lines)


def test_markup_in_what_is_printed_is_words() -> None:
    hostile = [SideNote(0.0, "<script>alert(1)</script>", [("</text><image href='x'/>", True)])]
    svg = drawing('"><script>', b"", seen(), hostile, on=ON, lang="en")
    assert "<script" not in svg and len(re.findall("<image ", svg)) == 1 and ElementTree.fromstring(svg) is not None  # noqa: S314
