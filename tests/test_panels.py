"""The panel: real departments' facts, each with its source, and no sentence."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import budgetnb as bn
from budgetnb import frames, panels

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


def test_no_text_runs_over_a_full_stop(corpus: bn.Corpus) -> None:
    texts = [
        corpus.kpis["indicator"],
        corpus.kpis["target"],
        corpus.projects["name"],
        corpus.amounts["name"],
        corpus.tables["title"],
    ]
    assert [len(series[series.str.contains("[。；！？]", regex=True)]) for series in texts] == [0] * len(texts)
