"""The questions that people ask, as cards of the report."""

from __future__ import annotations

from typing import Any

import builders
import pytest

from budgetnb.report import questions
from budgetnb.report.questions import Asked


@pytest.fixture(scope="module")
def asked() -> Asked:
    return questions.asked(builders.disclosure())


def test_every_question_is_asked_once(asked: Asked) -> None:
    ids = [one.id for one in (*asked.first, *asked.others, *asked.silent)]
    assert len(ids) == len(set(ids)) == 20


def test_the_panels_answer_some_already(asked: Asked) -> None:
    answered = [one.id for one in (*asked.first, *asked.others)]
    assert len(asked.first) == questions.SHOWN
    last = [name for name in answered if name in questions.ANSWERED_ABOVE]
    assert answered[-len(last) :] == last and "basic_project" in [one.id for one in asked.first]


def test_what_the_document_does_not_say_stands_apart(asked: Asked) -> None:
    assert "heads" in [one.id for one in asked.silent]
    assert {one.certainty for one in asked.silent} == {("未说明", "not told")} == {questions.silent_mark()}
    assert questions.silent_mark() not in {one.certainty for one in asked.first}


def test_a_question_is_in_both_languages_and_cites_its_rows(asked: Asked) -> None:
    by_id: dict[str, Any] = {one.id: one for one in (*asked.first, *asked.others)}
    size = by_id["size"]
    assert size.question[1] == "How large is the budget, and by how much did it change?"
    assert size.answer == ("支出总额 18,553 万元", "Expenditure is 185.53 million yuan")
    assert size.ref.startswith("amounts:") and ";" in by_id["basic_project"].ref
