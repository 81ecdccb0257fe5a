"""The widgets' state from code, and the same chart as the plain call."""

import json
import time
from pathlib import Path
from typing import Any

import builders
import pytest

import budgetnb
from budgetnb import charts, explore, frames
from budgetnb.errors import OptionError

D = builders.disclosure()


def test_setting_a_choice_draws_what_the_plain_call_draws() -> None:
    panel = explore.spending(D)
    panel.level = 2
    assert panel.level == 2
    assert panel.chart.to_dict()["title"] == charts.composition(D, level=2).to_dict()["title"]


def test_an_unknown_value_names_those_that_exist() -> None:
    with pytest.raises(OptionError, match="1, 2, 3"):
        explore.spending(D).level = 9


EXPLORERS = ("spending", "projects", "procurement", "kpis", "checks", "evidence")


@pytest.mark.parametrize("name", EXPLORERS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_choice_draws(name: str, lang: str) -> None:
    _walk(
        getattr(explore, name)(D, lang=lang)
        if name != "evidence"
        else explore.evidence(budgetnb.read(budgetnb.sample("txt")), lang=lang)
    )


@pytest.mark.parametrize("name", EXPLORERS)
def test_a_disclosure_without_the_data_is_told_kindly(name: str) -> None:
    _walk(getattr(explore, name)(builders.disclosure(**{frame: frames.build(frame, []) for frame in frames.SCHEMAS})))


def _walk(panel: Any) -> None:
    """Each value of each choice is set once; something is shown every time."""
    for name, box in panel._boxes.items():
        for _, value in list(box.options)[:6]:
            setattr(panel, name, value)
            assert panel._out.outputs and panel.table is not None


@pytest.mark.parametrize("name", EXPLORERS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_explorer_has_a_twin_with_its_choices_inside(name: str, lang: str) -> None:
    source = budgetnb.read(budgetnb.sample("txt"))
    spec = getattr(explore, name)(source, lang=lang).twin.to_dict()
    bound = [param for param in spec["params"] if "bind" in param]
    assert bound and all(len(param["bind"]["options"]) > 1 for param in bound)
    told = next(param["value"] for param in spec["params"] if param["name"] == "findings")
    assert len({json.dumps(words) for words in told.values()}) > 1


def test_what_can_be_opened_follows_the_classification() -> None:
    panel = explore.spending(D)
    panel.within = "21401"
    assert list(panel.table["code"]) == list(charts.composition_table(D, level=3, within="21401")["code"])
    panel.by = "economic"
    assert panel.within == "" and "21401" not in [code for _, code in panel._boxes["within"].options]
    with pytest.raises(OptionError, match="302"):
        panel.within = "21401"


def test_what_only_moved_is_neither_cut_nor_growth() -> None:
    sample = budgetnb.read(budgetnb.sample("txt"))
    stated = charts.changes_table(sample).set_index("name")["change"]
    like = charts.changes_table(sample, like_for_like=True).set_index("name")["change"]
    assert stated["信息化运维项目"] == 49_900_000 and like["信息化运维项目"] == 0
    assert like["交通智能化运行管理（结转）项目"] == -5_510_000 and like.sum() == stated.sum()


def test_the_reserve_stands_beside_the_line_of_the_rule() -> None:
    rows = charts.reserve_table(budgetnb.read(budgetnb.sample("txt")))
    assert [(row["name"], round(row["share"], 3), row["line"]) for row in rows.to_dict("records")] == [
        ("全部采购", 0.315, 0.3),
        ("预留中给小微企业的", 0.0, 0.6),
        ("2140112 公路运输管理", 0.0, 0.3),
        ("2140109 交通运输信息化建设", 0.955, 0.3),
    ]


def test_a_table_of_a_panel_says_words_and_escapes_them() -> None:
    hostile = builders.disclosure(projects=builders.projects().assign(name="<b>x</b>").astype({"name": "string"}))
    shown = explore.projects(hostile, lang="en")._out.outputs[1]["data"]["text/html"]
    assert "&lt;b&gt;x" in shown and "<b>" not in shown and "Year before (yuan)" in shown


@pytest.mark.parametrize("name", EXPLORERS)
def test_every_explorer_answers_within_a_fifth_of_a_second(name: str) -> None:
    panel = getattr(explore, name)(budgetnb.read(budgetnb.sample("txt")))
    choice, box = next((n, b) for n, b in panel._boxes.items() if len(b.options) > 1)
    values, times = [value for _, value in box.options][:3], []
    for value in [*values, *values, *values]:
        began = time.process_time()
        setattr(panel, choice, value)
        times.append(time.process_time() - began)
    slow = sorted(took for took in times if took > 0.001)
    assert slow[len(slow) // 2] < 0.2


def test_a_choice_is_answered_within_a_fifth_of_a_second() -> None:
    sample = budgetnb.read(budgetnb.sample("txt"))
    panel = explore.spending(sample)
    times = []
    for level in (2, 3, 1, 2, 3):
        began = time.process_time()
        panel.level = level
        times.append(time.process_time() - began)
    assert min(times) < 0.2


@pytest.mark.corpus
@pytest.mark.slow
def test_the_explorers_work_on_a_document_of_each_place(shared: Path) -> None:
    places = sorted(
        folder
        for folder in (shared / "corpus").iterdir()
        if folder.is_dir() and folder.name not in ("not-disclosures", "html")
    )
    assert len(places) >= 10
    for place in places:
        disclosure = budgetnb.read(min(place.glob("*.pdf"), key=lambda path: path.stat().st_size))
        for name in EXPLORERS:
            panel = getattr(explore, name)(disclosure)
            _walk(panel)
            assert panel.twin.to_dict(validate=False)["title"]["text"]


@pytest.mark.parametrize("name", EXPLORERS)
@pytest.mark.parametrize("source", [budgetnb.Corpus([]), [], [D]], ids=["corpus", "list", "one"])
def test_an_explorer_takes_a_corpus_and_a_list_and_none(name: str, source: Any) -> None:
    _walk(getattr(explore, name)(source))


def test_the_panel_has_figures_and_no_places(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = explore.evidence(budgetnb.panel("quanzhou").disclosures[0], lang="en").chart
    assert shown.en == "There are figures alone here and no document, so no place can be shown."


def test_an_outcome_that_no_check_has_is_told_beside_how_many_there_are() -> None:
    fine = builders.disclosure(checks=builders.checks().assign(status="exact").astype({"status": "string"}))
    panel = explore.checks(fine, lang="en")
    panel.status = "conflict"
    told = next(iter(panel.chart.to_dict()["datasets"].values()))[0]["text"]
    assert " ".join(told) == f"Of {len(fine.checks)} checks none came out as “Conflict”."
