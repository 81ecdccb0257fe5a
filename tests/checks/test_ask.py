"""Question cards: every question with an answer, a number, a certainty and its rows, or that the document does not say."""

from __future__ import annotations

import pytest

from budgetnb.checks import ask
from budgetnb.checks.questions import ANSWERS
from budgetnb.errors import OptionError
from tests.checks.questions.asked import SPENT, source


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_printed_leaves_every_question_open(lang: str) -> None:
    told = ask.answers(source(tested=False), lang=lang)  # type: ignore[arg-type]
    assert len(told) == 20 and set(told["answer"]) == {"文件没有说" if lang == "zh" else "the document does not say"}


def test_every_question_has_its_answer_and_every_answer_its_question() -> None:
    assert [card.id for card in ask.cards()] == list(ANSWERS)


@pytest.mark.parametrize("card", ask.cards(), ids=lambda card: card.id)
def test_a_card_is_in_both_languages(card: ask.Card) -> None:
    assert card.question("zh").endswith("？") and card.question("en").endswith("?")
    assert card.words["answer_zh"] and card.words["answer_en"]


def test_the_frame_of_answers() -> None:
    told = ask.answers(source(SPENT), lang="en")
    assert tuple(told.columns) == ask.COLUMNS
    row = told.set_index("id").loc["size"]
    assert (row["question"], row["answer"]) == (ask.cards()[0].question("en"), "expenditure is 5 million yuan")
    assert row["certainty"] == "as printed" and row["evidence"] == ["amounts:0"]


def test_no_other_language() -> None:
    with pytest.raises(OptionError, match="no language 'fr'; there are: zh, en"):
        ask.answers(source(SPENT), lang="fr")  # type: ignore[arg-type]
