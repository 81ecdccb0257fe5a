"""What a rule is called in words, as its definition says it."""

from __future__ import annotations

from functools import cache

from .. import wording
from ..labels import Lang, retold
from .docs import entries


@cache
def _all() -> dict[str, tuple[str, str]]:
    """The names of every rule in Chinese and English; the shorter `zh` and `en` where a formula stands beside them."""
    made = {}
    for rule, entry in entries().items():
        zh, en = (entry.get(lang) or entry.get(f"formula_{lang}", "") for lang in ("zh", "en"))
        made[rule] = (str(zh), str(en))
    return made


def name(rule: str, lang: Lang = "zh") -> str:
    """The name of a rule; its id where it has no definition.

    Examples
    --------
    >>> name("identity.parent", "en")
    'a class is the sum of its parts'
    """
    zh, en = _all().get(rule, (rule, rule))
    return (zh if lang == "zh" else en) or rule


def subject(rule: str, told: str, lang: Lang = "zh") -> str:
    """What a finding is about in one language: the table or section that is asked for, else its subject as :func:`labels.retold` tells it.

    Examples
    --------
    >>> subject("completeness.required", "three_public", "en"), subject("identity.parent", "208 社会保障 · 项目支出", "en")
    ('the three public expenses', '208 社会保障 · Project')
    """
    if rule == "completeness.required":
        return next(
            (str(entry[lang]) for entry in wording.load("completeness")["required"] if entry["id"] == told), told
        )
    return retold(told, lang)


def family(rule: str, lang: Lang = "zh") -> str:
    """The name of a rule's family; the family's id where it has none.

    Examples
    --------
    >>> family("identity.parent", "en")
    'Sums within a table'
    """
    own = rule.partition(".")[0]
    named = wording.load("checks")["family"].get(own)
    return str(named[lang]) if named else own
