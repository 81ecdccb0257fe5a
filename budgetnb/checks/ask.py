"""Question cards: what a reporter or an auditor asks of a disclosure, answered from its frames."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .. import wording
from ..errors import OptionError
from ..labels import LANGS, Lang
from .questions import ANSWERS, Answer, Facts

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("id", "question", "answer", "value", "unit", "certainty", "evidence")


@dataclass(frozen=True, slots=True)
class Card:
    """One question with its sentences."""

    id: str
    words: dict[str, str] = field(default_factory=dict)

    def question(self, lang: Lang) -> str:
        """The question in one language."""
        return self.words[lang]


def cards() -> list[Card]:
    """The questions, in the order in which they are asked."""
    return [Card(entry["id"], entry) for entry in wording.load("ask")["question"]]


def answers(source: Any, *, lang: Lang = "zh") -> pd.DataFrame:
    """Every question with its answer in one sentence, its number, how certain it is, and the rows that it rests on.

    Parameters
    ----------
    source : Disclosure
        Anything with the frames as attributes and a `meta`.
    lang : {'zh', 'en'}
        The language of questions and answers.

    Returns
    -------
    DataFrame
        id, question, answer, value, unit, certainty, evidence; where the document does not say, the answer says so.

    Raises
    ------
    OptionError
        The language is neither zh nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> bn.ask(bn.read(bn.sample()), lang="en").columns[:3].tolist()
    ['id', 'question', 'answer']
    """
    import pandas as pd

    if lang not in LANGS:
        raise OptionError(f"no language {lang!r}; there are: {', '.join(LANGS)}")
    facts = Facts(source, lang)
    rows = [_row(card, ANSWERS[card.id](facts), lang) for card in cards()]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _row(card: Card, answer: Answer | None, lang: Lang) -> tuple[Any, ...]:
    texts = wording.load("ask")
    certainty = texts["certainty"]["silent" if answer is None else answer.certainty][lang]
    if answer is None:
        return card.id, card.question(lang), texts["silent"][lang], float("nan"), "", certainty, []
    text = card.words[f"answer_{lang}"].format(**answer.values)
    return card.id, card.question(lang), text, answer.value, answer.unit, certainty, list(answer.evidence)


__all__ = ["Answer", "Card", "answers", "cards"]
