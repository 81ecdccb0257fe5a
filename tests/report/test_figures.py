"""The figures of each theme: what is drawn, what is blank, and the table under each."""

from __future__ import annotations

from typing import Any

import builders
import pandas as pd
import pytest

import budgetnb
from budgetnb import charts, frames
from budgetnb.report import figures
from budgetnb.report.figures import Figure, Plan


def test_a_chart_whose_table_is_elsewhere_is_drawn_all_the_same() -> None:
    source = budgetnb.read(budgetnb.sample("txt"))
    source.__dict__.setdefault("_made", {})["projects"] = frames.build("projects", [])
    changes = next(theme for theme in figures.themes(source, "d1") if theme.id == "changes")
    assert [bool(one.specs) for one in changes.figures if one.id in ("d1-waterfall", "d1-moves")] in (
        [True],
        [True, True],
    )
    assert all("单位" not in one.caption[0] for one in changes.figures if not one.specs)


@pytest.fixture(scope="module")
def drawn() -> dict[str, Figure]:
    source = builders.disclosure()
    return {one.id: one for theme in figures.themes(source, "d1") for one in theme.figures}


def test_themes_come_in_the_order_of_the_report() -> None:
    titles = [(theme.id, theme.title[1]) for theme in figures.themes(builders.disclosure(), "d1")]
    assert [name for name, _ in titles] == list(figures.PLANS) and titles[0][1] == "What the money is for"


@pytest.mark.parametrize(
    "id", ["d1-function", "d1-funds", "d1-three_public", "d1-waterfall", "d1-by_function", "d1-targets"]
)
def test_a_figure_is_drawn_in_both_languages_with_its_table(drawn: dict[str, Figure], id: str) -> None:
    one = drawn[id]
    assert set(one.specs) == {"zh", "en"} and one.specs["zh"] != one.specs["en"]
    assert one.sheet is not None and one.sheet.rows and one.caption[0] and one.caption[1]


def test_a_figure_with_nothing_to_draw_says_so() -> None:
    source = builders.disclosure(kpis=frames.build("kpis", []))
    one = figures.figure(
        source, Plan("categories", charts.kpi_matrix, charts.kpi_matrix_table, ("project", "category", "count")), "d1"
    )
    assert (one.id, one.specs, one.sheet) == ("d1-categories", {}, None) and "—" not in one.caption[0]


def test_rows_under_a_chart_carry_the_key_that_its_choices_pick(drawn: dict[str, Figure]) -> None:
    sheet = drawn["d1-function"].sheet
    assert (
        sheet is not None and len(sheet.keys) == len(sheet.rows) and set(sheet.keys) >= {"1 total all", "2 basic all"}
    )


def test_every_view_of_procurement_is_in_its_table() -> None:
    rows = figures._bought(builders.disclosure())
    assert list(rows["key"].unique()) == ["function", "kind", "total", "reserve"]
    assert figures._bought(builders.disclosure(procurement=frames.build("procurement", []))).empty


def test_categories_without_an_indicator_are_no_targets(drawn: dict[str, Figure]) -> None:
    sheet = drawn["d1-targets"].sheet
    assert sheet is not None and len(sheet.rows) == 6


def figure(id: str, said: str, table: Any = None) -> Figure:
    return Figure(id, (said, said), {}, table)


def test_of_two_figures_that_say_the_same_the_one_with_a_table_is_kept() -> None:
    made = figures._once([figure("a", "x"), figure("b", "y"), figure("c", "x", table=object())])
    assert [one.id for one in made] == ["c", "b"]
    assert [one.id for one in figures._once([figure("a", "x", table=object()), figure("c", "x", table=object())])] == [
        "a"
    ]


def test_the_checks_are_a_figure_of_their_own() -> None:
    one = figures.figure(builders.disclosure(), figures.CHECKS, "d1")
    assert one.id == "d1-checks" and one.sheet is not None
    assert [title[1] for title, _ in one.sheet.columns] == ["Rule", "Outcome", "Count"]


@pytest.mark.parametrize(
    ("words", "joined"), [(["没有", "可画"], "没有可画"), (["nothing", "to draw"], "nothing to draw")]
)
def test_the_words_of_a_blank_figure_are_joined_as_their_language_does(words: list[str], joined: str) -> None:
    spec = {"title": {"text": ["—"]}, "datasets": {"d": [{"text": words}]}}
    assert figures._blank_words(spec) == joined


def test_twins_of_no_rows_are_empty() -> None:
    rows = figures._twin_rows(builders.disclosure(amounts=frames.build("amounts", [])), "function")
    assert isinstance(rows, pd.DataFrame) and rows.empty
