"""The questions people ask and what the disclosure answers, as cards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .words import Pair


@dataclass(frozen=True, slots=True)
class Question:
    """One question, its answer, and the rows it rests on."""

    question: Pair
    answer: Pair
    ref: str = ""


def questions(source: Any) -> tuple[Question, ...]:
    """The questions of this disclosure that have an answer."""
    return ()
