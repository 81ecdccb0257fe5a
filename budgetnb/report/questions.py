"""The questions people ask and what the disclosure answers, as cards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .findings import references
from .words import Pair


@dataclass(frozen=True, slots=True)
class Question:
    """One question, its answer, how certain it is, and the rows it rests on."""

    question: Pair
    answer: Pair
    certainty: Pair
    ref: str = ""


def questions(source: Any) -> tuple[Question, ...]:
    """The questions, answered or said to be unanswered by the document."""
    from ..checks.ask import answers

    zh, en = (answers(source, lang=lang).to_dict("records") for lang in ("zh", "en"))
    return tuple(
        Question((a["question"], b["question"]), (a["answer"], b["answer"]), (a["certainty"], b["certainty"]), ";".join(references(a["evidence"])))
        for a, b in zip(zh, en, strict=True)
    )  # fmt: skip
