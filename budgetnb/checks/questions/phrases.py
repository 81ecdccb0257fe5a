"""How the answers are phrased in one language: amounts, shares, lists, and what a change is measured by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ... import labels, wording
from ...labels import Lang
from ..claims.records import base_of
from ..frame_rows import known

MOST_NAMED = 3
"""How many names a list gives before it says how many more there are."""


class Phrases:
    """The phrases of ask.toml in one language."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang

    def text(self, key: str, **values: object) -> str:
        """A phrase, filled in."""
        return str(wording.load("ask")["say"][key][self.lang]).format(**values)

    def more(self, question: str, **values: object) -> str:
        """The clause that a question's answer may carry on with, filled in."""
        return str(question_entry(question)[f"more_{self.lang}"]).format(**values)

    def label(self, list_name: str, key: str) -> str:
        """The name of an id."""
        return labels.label(list_name, key, self.lang)

    def money(self, yuan: float) -> str:
        """An amount in the unit that suits it."""
        return labels.figure(yuan, self.lang)

    def percent(self, share: float, *, signed: bool = False) -> str:
        """A share in per cent, with no decimal that is zero."""
        printed = f"{100 * share:+.1f}%".replace("-", "−") if signed else labels.share(share)
        return printed.replace(".0%", "%")

    def listed(self, parts: Iterable[str]) -> str:
        """Parts in a row."""
        return self.text("list_mark").join(parts)

    def named(self, names: Sequence[str]) -> str:
        """The first few of some names, and how many more there are."""
        first, left = self.text("comma").join(names[:MOST_NAMED]), len(names) - MOST_NAMED
        return first + self.text("and_more", count=left) if left > 0 else first

    def base(self, claim: Mapping[str, Any]) -> str:
        """What a claim compares with: as printed in Chinese; in English the year and kind of budget."""
        printed = str(claim["base"])
        if self.lang == "zh":
            return printed if printed and printed != self.text("last_year") else self.text("before")
        year, family = base_of(printed, claim["year"])
        return self.text(f"base_{family}", year=year) if year else self.text("before")

    def compared(self, claim: Mapping[str, Any] | None) -> str:
        """The clause that tells a claim's change, '' where it tells none."""
        if claim is None or not (known(claim["change"]) or claim["direction"] == "same"):
            return ""
        change = claim["change"]
        if not known(change) or not change:
            return self.text("compared_same", base=self.base(claim))
        prior = claim["amount"] - change
        share = f"{self.text('open')}{self.percent(abs(change / prior))}{self.text('close')}" if prior else ""
        direction = self.text("increase" if change > 0 else "decrease")
        return self.text(
            "compared", base=self.base(claim), direction=direction, change=self.money(abs(change)), share=share
        )


def question_entry(question: str) -> Mapping[str, Any]:
    """The entry of a question in ask.toml."""
    found: Mapping[str, Any] = next(e for e in wording.load("ask")["question"] if e["id"] == question)
    return found


def plain(subject: str) -> str:
    """A subject without the word for expenditure that follows its class.

    Examples
    --------
    >>> plain("教育支出（类）支出"), plain("教育支出")
    ('教育支出（类）', '教育支出')
    """
    return wording.patterns("ask", "plain")["after_class"].sub("", subject)


def is_top_class(subject: str) -> bool:
    """Whether a subject is a class at the top, not one below it.

    Examples
    --------
    >>> is_top_class("教育支出（类）"), is_top_class("教育支出（类）普通教育（款）")
    (True, False)
    """
    return bool(wording.patterns("ask", "plain")["top_class"].search(subject))
