"""The questions people ask and what the disclosure answers, as cards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .. import wording
from .findings import capitalised, references
from .texts import Pair


@dataclass(frozen=True, slots=True)
class Question:
    """One question, its answer, how certain it is, and the rows it rests on."""

    id: str
    question: Pair
    answer: Pair
    certainty: Pair
    ref: str = ""


SHOWN = 6
ANSWERED_ABOVE = ("size", "grew", "fell", "largest_class", "conflicts", "missing")
"""Questions that the panels of the first screen answer already."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions in the order in which they are shown: the first ones, the others, and those that the document leaves open."""

    first: tuple[Question, ...]
    others: tuple[Question, ...]
    silent: tuple[Question, ...]


def asked(source: Any) -> Asked:
    """The questions, answered ones first; those that the panels answer come last of them."""
    every = questions(source)
    silent = silent_mark()
    answered = sorted((one for one in every if one.certainty != silent), key=lambda one: one.id in ANSWERED_ABOVE)
    return Asked(
        tuple(answered[:SHOWN]), tuple(answered[SHOWN:]), tuple(one for one in every if one.certainty == silent)
    )


def silent_mark() -> Pair:
    """How a question is marked that the document does not answer."""
    texts = wording.load("ask")["certainty"]["silent"]
    return texts["zh"], texts["en"]


def questions(source: Any) -> tuple[Question, ...]:
    """The questions, answered or said to be unanswered by the document."""
    from ..checks.ask import answers

    zh, en = (answers(source, lang=lang).to_dict("records") for lang in ("zh", "en"))
    return tuple(
        Question(a["id"], (a["question"], b["question"]), (a["answer"], capitalised(b["answer"])), (a["certainty"], b["certainty"]), ";".join(references(a["evidence"])))
        for a, b in zip(zh, en, strict=True)
    )  # fmt: skip
