"""A printed number as an interval, a sum of them, and the finding with its arithmetic in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

from .. import labels, wording

EPSILON = 1e-6
"""Yuan: amounts nearer than this are equal; far below the finest printed place, which is 0.01."""
FLOAT_ERROR = 1e-13
"""The part of a sum that adding floats may lose."""
SHOWN_PARTS = 30
"""How many parts of a sum a message shows."""
FINEST_PLACE = 0.01
"""Yuan: the place of an amount whose precision is not known."""
WAN = 1e4
LEAST_IN_WAN = 100.0
"""Yuan: amounts printed no finer than this are told in 万元."""
MOST_DECIMALS = 6
SEVERITY = {"exact": "info", "rounding": "info", "conflict": "warning", "untestable": "info"}


class Printed(NamedTuple):
    """One printed number: it stands for `amount` ± `precision` / 2. `ref` is the row that it comes from."""

    amount: float
    precision: float
    ref: str = ""


class Number(Protocol):
    """A printed number as an interval: a :class:`Printed`, or a cell of the book."""

    @property
    def amount(self) -> float:
        """What is printed."""

    @property
    def precision(self) -> float:
        """The size of its last printed place."""


class Finding(NamedTuple):
    """One row of the `checks` frame before it is one."""

    rule: str
    status: str
    subject: str = ""
    table: str = ""
    said: float | None = None
    expected: float | None = None
    tolerance: float | None = None
    zh: str = ""
    en: str = ""
    evidence: Sequence[str] = ()
    severity: str = ""

    def record(self, doc: str) -> dict[str, Any]:
        """The finding as a record of the `checks` frame."""
        difference = None if self.said is None or self.expected is None else _tidy(self.said - self.expected)
        return {
            "doc": doc, "rule": self.rule, "status": self.status, "severity": self.severity or SEVERITY[self.status],
            "table": self.table, "subject": self.subject, "said": self.said, "expected": self.expected,
            "difference": difference, "tolerance": self.tolerance, "message_zh": self.zh, "message_en": self.en,
            "evidence": list(dict.fromkeys(self.evidence)),
        }  # fmt: skip


def _tidy(value: float) -> float:
    return round(value, 6) + 0.0


def bound(total: Printed, parts: Sequence[Printed]) -> float:
    """By how much a printed total may differ from the sum of printed parts: half a place of each of them.

    >>> bound(Printed(7933e4, 1e4), [Printed(1025e4, 1e4), Printed(5088e4, 1e4), Printed(1820e4, 1e4)])
    20000.0
    """
    return (total.precision + sum(p.precision for p in parts)) / 2


def compare(said: float, expected: float, tolerance: float) -> str:
    """exact, rounding or conflict.

    >>> compare(7933e4, 7932e4, 2e4), compare(7933e4, 7930e4, 2e4)
    ('rounding', 'conflict')
    """
    apart = abs(said - expected)
    slack = EPSILON + FLOAT_ERROR * abs(said)
    if apart <= slack:
        return "exact"
    return "rounding" if apart <= tolerance + slack else "conflict"


@lru_cache
def sentences(section: str) -> dict[str, dict[str, str]]:
    """The sentences of one section of checks.toml: {id: {zh, en}}."""
    found: dict[str, dict[str, str]] = wording.load("checks")[section]
    return found


@lru_cache
def rule_titles() -> dict[str, dict[str, str]]:
    """What each rule is called: {id: {zh, en}}, from checks.toml and identities.toml."""
    listed = [entry for group in ("across", "repeat", "item") for entry in wording.load("identities")[group]]
    return sentences("rule") | {entry["id"]: {"zh": entry["zh"], "en": entry["en"]} for entry in listed}


@lru_cache
def table_of(rule: str) -> str:
    """The table that the findings of a rule are of, where its definition names one; else ''."""
    return str(sentences("rule")[rule].get("table", ""))


def both(rule: str, status: str, **values: Any) -> tuple[str, str]:
    """The sentence of a rule and a status in Chinese and English, filled in as :func:`phrase` does."""
    zh, en = (phrase(rule, status, lang, **values) for lang in labels.LANGS)
    return zh, en


def phrase(rule: str, status: str, lang: str, **values: Any) -> str:
    """The sentence of a rule and a status, filled in; the ids `unit` and `table` and the name of a `row` are told in the language."""
    units = sentences("units")
    if "unit" in values:
        unit = units[values.pop("unit")]
        values |= {"unit_zh": unit["zh"], "unit_en": unit["en"]}
    if "table" in values:
        table = values.pop("table")
        values |= {"table_zh": labels.label("table", table, "zh"), "table_en": labels.label("table", table, "en")}
    if "row" in values:
        values["row"] = labels.retold(values["row"], "zh" if lang == "zh" else "en")
    return _phrases()[rule][status][lang].format(**values)


@lru_cache
def _phrases() -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = wording.load("checks")["phrase"]
    return found


def money_scale(places: Iterable[float]) -> tuple[float, str]:
    """The money unit that suits printed places: (size in yuan, its id in checks.toml).

    Examples
    --------
    >>> money_scale([1e4, 100.0]), money_scale([1e4, 0.01])
    ((10000.0, 'wan'), (1.0, 'yuan'))
    """
    finest = min([p for p in places if p > 0], default=FINEST_PLACE)
    return (WAN, "wan") if finest >= LEAST_IN_WAN else (1.0, "yuan")


def as_printed(value: float, place: float, scale: float) -> str:
    """A number as it would be printed in units of `scale` yuan: thousands apart, as many decimals as its place has.

    Examples
    --------
    >>> as_printed(114100.0, 100.0, 1e4), as_printed(185530000.0, 1e4, 1e4)
    ('11.41', '18,553')
    """
    return f"{value / scale:,.{_decimals(place, scale)}f}"


@lru_cache(maxsize=256)
def _decimals(place: float, scale: float) -> int:
    decimals, size = 0, place / scale if place else 1e-2
    while decimals < MOST_DECIMALS and size < 1 - 1e-9:
        decimals, size = decimals + 1, size * 10
    return decimals


def addition(total: Printed, parts: Sequence[Number], tolerance: float, status: str) -> tuple[str, str]:
    """The arithmetic of a sum in Chinese and English: A + B = C, printed D, difference E, bound F."""
    places = {total.precision, *[p.precision for p in parts]}
    finest = min([p for p in places if p > 0], default=FINEST_PLACE)
    scale, unit = money_scale((finest,))
    decimals = {place: _decimals(place, scale) for place in places}
    added = " + ".join([f"{p.amount / scale:,.{decimals[p.precision]}f}" for p in parts[:SHOWN_PARTS]]).replace(
        "+ -", "- "
    )
    if len(parts) > SHOWN_PARTS:
        added += f" + … ({len(parts)})"
    expected = sum([p.amount for p in parts])
    if len(parts) > 1:
        added += f" = {as_printed(expected, finest, scale)}"
    filled = {"sum": added, "said": f"{total.amount / scale:,.{decimals[total.precision]}f}"}
    if status != "exact":
        filled["difference"] = as_printed(total.amount - expected, finest, scale)
        filled["bound"] = as_printed(tolerance, min(finest, tolerance or finest) / 2, scale)
    zh, en = _arithmetic(status, unit)
    return zh.format_map(filled), en.format_map(filled)


@lru_cache
def _arithmetic(status: str, unit: str) -> tuple[str, str]:
    """The sentences of a sum in Chinese and English, their money unit filled in."""
    phrases, units = sentences("arithmetic")[status], sentences("units")[unit]
    zh, en = (phrases[lang].replace("{unit}", units[lang]) for lang in labels.LANGS)
    return zh, en
