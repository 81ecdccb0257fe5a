"""The panel: real departments' facts, each with its source, and no sentence."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import budgetnb as bn
from budgetnb import frames, panels
from budgetnb.errors import OptionError

FOLDER = Path(__file__).resolve().parent.parent / "data" / "panel"


@pytest.fixture(scope="module")
def corpus() -> bn.Corpus:
    return bn.panel()


def test_it_is_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= 8_000_000


def test_every_disclosure_says_whose_it_is_and_where_it_comes_from(corpus: bn.Corpus) -> None:
    meta = pd.DataFrame(corpus.meta)
    assert meta["doc"].is_unique
    assert (meta["doc"] == meta["sha256"].str[:12]).all()
    assert (meta["sha256"].str.len() == 64).all()
    assert (meta[["organisation", "jurisdiction"]] != "").all(axis=None)
    assert meta["year"].between(2015, 2035).all()
    assert meta["jurisdiction"].nunique() >= 8


@pytest.mark.parametrize("name", panels.FRAMES)
def test_the_frames_keep_their_contract(corpus: bn.Corpus, name: str) -> None:
    held = frames.check(name, corpus.frame(name))
    assert len(held) > 0
    assert set(held["doc"]) <= {meta["doc"] for meta in corpus.meta}


def test_no_sentences_are_shipped(corpus: bn.Corpus) -> None:
    assert all(len(corpus.frame(name)) == 0 for name in frames.SCHEMAS if name not in panels.FRAMES)
    assert (corpus.projects[["purpose", "reason"]] == "").all(axis=None)
    texts = [
        data[c]
        for data in (corpus.amounts, corpus.kpis, corpus.projects)
        for c in data.columns
        if str(data[c].dtype) == "string"
    ]
    assert max(series.str.len().max() for series in texts) <= 60


def test_references_lead_to_rows_of_the_same_document(corpus: bn.Corpus) -> None:
    stored = corpus.disclosures[0]
    for name in ("checks", "ratios"):
        references = [str(reference).split(":") for held in stored.frame(name)["evidence"] for reference in held]
        assert {frame for frame, _ in references} <= set(panels.FRAMES)
        assert all(int(label) < len(stored.frame(frame)) for frame, label in references)


def test_a_cell_of_the_panel_cannot_be_shown(corpus: bn.Corpus) -> None:
    stored = corpus.disclosures[0]
    with pytest.raises(bn.BudgetError, match=rf"holds no pages of {stored.meta['doc']}; read the disclosure itself"):
        stored.evidence(stored.amounts.iloc[0])
    with pytest.raises(bn.BudgetError, match="holds no pages"):
        corpus.evidence(stored.amounts)


def test_the_panel_has_no_pages_to_report_on(corpus: bn.Corpus, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match=rf"no pages of {corpus.meta[0]['doc']} to report on"):
        corpus.report(tmp_path / "panel.html")


def test_no_text_runs_over_a_full_stop(corpus: bn.Corpus) -> None:
    texts = [
        corpus.kpis["indicator"],
        corpus.kpis["target"],
        corpus.projects["name"],
        corpus.amounts["name"],
        corpus.tables["title"],
    ]
    assert [len(series[series.str.contains("[。；！？]", regex=True)]) for series in texts] == [0] * len(texts)


def test_one_place_of_the_panel_or_files_of_ones_own(tmp_path: Path) -> None:
    place = bn.panel("quanzhou")
    assert 0 < len(place) < len(bn.panel()) and {meta["jurisdiction"] for meta in place.meta} == {"quanzhou"}
    (tmp_path / "a.txt").write_bytes(bn.sample("txt").read_bytes())
    (tmp_path / ".hidden").write_text("x")
    (tmp_path / "b.txt").write_text("x")
    for choice in (tmp_path, str(tmp_path), f"{tmp_path}/*", [tmp_path / "a.txt", tmp_path / "b.txt"]):
        own = bn.panel(choice)
        assert (len(own), len(own.failures)) == (1, 1)
    assert len(bn.panel(f"{tmp_path}/*.pdf")) == 0 and len(bn.panel(tmp_path / "gone.pdf").failures) == 1


def test_a_place_that_is_none_names_those_that_are() -> None:
    with pytest.raises(
        OptionError, match=r"'quanzhuo' is no place of the panel and no file or folder; places: .*quanzhou"
    ):
        bn.panel("quanzhuo")
