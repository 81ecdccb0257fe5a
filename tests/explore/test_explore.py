"""The widgets' state from code, and the same chart as the plain call."""

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
        for name in EXPLORERS[:5]:
            _walk(getattr(explore, name)(disclosure))
