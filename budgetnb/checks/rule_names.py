"""What a rule, its family and the subject of a finding are called in words."""

from __future__ import annotations

from functools import cache

from .. import wording
from ..labels import Lang, retold
from .docs import entries


@cache
def _names() -> dict[str, tuple[str, str]]:
    """The names of every rule in Chinese and English; its formula where it has no name."""
    made = {}
    for rule, entry in entries().items():
        zh, en = (entry.get(lang) or entry.get(f"formula_{lang}", "") for lang in ("zh", "en"))
        made[rule] = (str(zh), str(en))
    return made


def rule_name(rule: str, lang: Lang = "zh") -> str:
    """The name of a rule; its id where it has no definition.

    Examples
    --------
    >>> rule_name("identity.parent", "en")
    'a class is the sum of its parts'
    """
    zh, en = _names().get(rule, (rule, rule))
    return (zh if lang == "zh" else en) or rule


def subject_name(rule: str, subject: str, lang: Lang = "zh") -> str:
    """What a finding is about in one language: the thing required, else its subject as :func:`labels.retold` tells it.

    Examples
    --------
    >>> subject_name("completeness.required", "three_public", "en"), subject_name("identity.parent", "208 社会保障 · 项目支出", "en")
    ('the three public expenses', '208 社会保障 · Project')
    """
    if rule == "completeness.required":
        required = wording.load("completeness")["required"]
        return next((str(entry[lang]) for entry in required if entry["id"] == subject), subject)
    return retold(subject, lang)


def family_name(rule: str, lang: Lang = "zh") -> str:
    """The name of a rule's family; the family's id where it has none.

    Examples
    --------
    >>> family_name("identity.parent", "en")
    'Sums within a table'
    """
    own = rule.partition(".")[0]
    named = wording.load("checks")["family"].get(own)
    return str(named[lang]) if named else own
