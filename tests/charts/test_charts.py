"""What the charts say and draw, read from their specification."""

from __future__ import annotations

import json

import builders
import pytest

from budgetnb import charts, frames
from budgetnb.errors import OptionError

D = builders.disclosure()


@pytest.mark.parametrize(("level", "finding", "count"), [
    (1, "城乡社区支出占 53.9%，全部 18,553 万元", 5),
    (2, "国有土地使用权出让收入安排的支出占 53.9%，全部 18,553 万元", 5),
    (3, "城市建设支出占 53.9%，全部 18,553 万元", 10),
])  # fmt: skip
def test_composition_never_adds_a_whole_to_its_parts(level: int, finding: str, count: int) -> None:
    assert charts.composition(D, level=level).to_dict()["title"]["text"] == [finding]
    assert len(charts.composition_table(D, level=level)) == count


@pytest.mark.parametrize("name", ["composition", "basic_project", "funds", "changes", "slope", "moves_flow", "procurement",
                                  "three_public", "kpi_matrix", "targets", "checks_overview", "composition_twin"])  # fmt: skip
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_chart_is_valid_and_says_so_kindly_when_empty(name: str, lang: str) -> None:
    draw = getattr(charts, name)
    empty = builders.disclosure(**{frame: frames.build(frame, []) for frame in frames.SCHEMAS})
    assert draw(D, lang=lang).to_dict()["title"]["subtitle"]
    assert draw(empty, lang=lang).to_dict()["title"]["text"] == ["—"]


def test_an_unknown_choice_names_those_that_exist() -> None:
    with pytest.raises(OptionError, match="bars, treemap, icicle"):
        charts.composition(D, shape="pie")


def test_a_name_in_a_specification_never_becomes_markup() -> None:
    hostile = builders.projects().assign(name="</script><img src=x onerror=alert(1)>").astype({"name": "string"})
    markup = charts.to_html_fragment(charts.changes(hostile), "c", fallback=False)
    assert markup.count("<") == 4  # div and script, opened and closed


def test_the_bundle_cannot_end_its_script() -> None:
    assert "</script" not in charts.bundle().lower()


def test_figures_in_the_tooltip_are_yuan() -> None:
    values = next(iter(charts.composition(D).to_dict()["datasets"].values()))
    assert json.loads(json.dumps(values))[0]["amount"] == 100_000_000.0
