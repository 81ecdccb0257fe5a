"""The cards of notebooks: what they say, and that a document's words stay words."""

from typing import Any

import pytest

import budgetnb
from budgetnb.errors import OptionError
from budgetnb.report import card


@pytest.fixture(scope="module")
def sample() -> Any:
    return budgetnb.read(budgetnb.sample("txt"))


def test_a_disclosure_shows_the_first_screen(sample: Any) -> None:
    shown = sample._repr_html_()
    for words in (
        "深圳市综合交通运行指挥中心",
        "2023",
        "18,553 万元 185.53 million yuan",
        "城乡社区支出",
        "91.1%",
        sample.meta["doc"],
    ):
        assert words in shown
    assert "<script" not in shown


def test_a_corpus_names_its_documents_and_failures(sample: Any) -> None:
    corpus = budgetnb.Corpus(
        [sample, sample], [{"path": "a.pdf", "error": "SourceError", "message": "a.pdf: the file is empty"}]
    )
    shown = corpus._repr_html_()
    assert shown.count(sample.meta["doc"]) == 2 and "1 failures" in shown


def test_markup_in_a_name_is_text(sample: Any) -> None:
    hostile = budgetnb.Corpus([sample])
    before = sample.meta
    sample.meta = before | {"organisation": "<script>alert(1)</script>"}
    shown = hostile._repr_html_() + card.disclosure(sample)
    sample.meta = before
    assert "<script" not in shown and "&lt;script&gt;" in shown


@pytest.mark.parametrize(("lang", "said", "unsaid"), [
    ("zh", "钱用在哪里", "What is the money for?"), ("en", "What is the money for?", "钱用在哪里"),
])  # fmt: skip
def test_one_setting_chooses_the_language_of_cards_and_citations(
    sample: Any, lang: Any, said: str, unsaid: str
) -> None:
    budgetnb.charts.enable(lang)
    shown = sample._repr_html_() + budgetnb.Corpus([sample])._repr_html_()
    cited = sample.evidence(sample.amounts.iloc[0])._repr_html_()
    budgetnb.charts.enable()
    assert said in shown and unsaid not in shown
    assert ("row “" in cited) == (lang == "en") and ("印作" in cited) == (lang == "zh")
    both = sample._repr_html_()
    assert said in both and unsaid in both


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(OptionError, match="zh, en"):
        budgetnb.charts.enable("fr")  # type: ignore[arg-type]
