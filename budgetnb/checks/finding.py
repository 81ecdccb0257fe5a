"""A printed number as an interval, a sum of them, and the finding with its arithmetic in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

from .. import labels, wording

EPSILON = 1e-6
FLOAT = 1e-13  # what adding floats may lose
SHOWN = 30
SMALLEST = 0.01  # yuan
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
    slack = EPSILON + FLOAT * abs(said)
    if apart <= slack:
        return "exact"
    return "rounding" if apart <= tolerance + slack else "conflict"


@lru_cache
def words(section: str) -> dict[str, dict[str, str]]:
    """The sentences of one section of checks.toml: {id: {zh, en}}."""
    found: dict[str, dict[str, str]] = wording.load("checks")[section]
    return found


@lru_cache
def rules() -> dict[str, dict[str, str]]:
    """What each rule is called: {id: {zh, en}}, from checks.toml and identities.toml."""
    listed = [entry for group in ("across", "repeat", "item") for entry in wording.load("identities")[group]]
    return words("rule") | {entry["id"]: {"zh": entry["zh"], "en": entry["en"]} for entry in listed}


def phrase(rule: str, status: str, lang: str, **values: Any) -> str:
    """The sentence of a rule and a status, filled in; `unit` and `table` are ids and told in the language."""
    units = words("units")
    if "unit" in values:
        unit = units[values.pop("unit")]
        values |= {"unit_zh": unit["zh"], "unit_en": unit["en"]}
    if "table" in values:
        table = values.pop("table")
        values |= {"table_zh": labels.label("table", table, "zh"), "table_en": labels.label("table", table, "en")}
    return _phrases()[rule][status][lang].format(**values)


@lru_cache
def _phrases() -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = wording.load("checks")["phrase"]
    return found


def scale_of(places: Iterable[float]) -> tuple[float, str, str]:
    """The money unit that suits printed places: (size in yuan, its id in checks.toml)."""
    finest = min([p for p in places if p > 0], default=SMALLEST)
    return (1e4, "wan", "wan") if finest >= 100 else (1.0, "yuan", "yuan")


def figure(value: float, place: float, scale: float) -> str:
    """A number as it would be printed: thousands apart, as many decimals as its place has.

    >>> figure(114100.0, 100.0, 1e4), figure(185530000.0, 1e4, 1e4)
    ('11.41', '18,553')
    """
    return f"{value / scale:,.{_decimals(place, scale)}f}"


@lru_cache(maxsize=256)
def _decimals(place: float, scale: float) -> int:
    decimals, size = 0, place / scale if place else 1e-2
    while decimals < 6 and size < 1 - 1e-9:
        decimals, size = decimals + 1, size * 10
    return decimals


def addition(total: Printed, parts: Sequence[Number], tolerance: float, status: str) -> tuple[str, str]:
    """The arithmetic of a sum in Chinese and English: A + B = C, printed D, difference E, bound F."""
    places = {total.precision, *[p.precision for p in parts]}
    finest = min([p for p in places if p > 0], default=SMALLEST)
    scale, unit, _ = scale_of((finest,))
    decimals = {place: _decimals(place, scale) for place in places}
    told = " + ".join([f"{p.amount / scale:,.{decimals[p.precision]}f}" for p in parts[:SHOWN]]).replace("+ -", "- ")
    if len(parts) > SHOWN:
        told += f" + … ({len(parts)})"
    expected = sum([p.amount for p in parts])
    if len(parts) > 1:
        told += f" = {figure(expected, finest, scale)}"
    values = {"sum": told, "said": f"{total.amount / scale:,.{decimals[total.precision]}f}"}
    if status != "exact":
        values["difference"] = figure(total.amount - expected, finest, scale)
        values["bound"] = figure(tolerance, min(finest, tolerance or finest) / 2, scale)
    zh, en = _arithmetic(status, unit)
    return zh.format_map(values), en.format_map(values)


@lru_cache
def _arithmetic(status: str, unit: str) -> tuple[str, str]:
    """The sentences of a sum in Chinese and English, their money unit filled in."""
    phrases, units = words("arithmetic")[status], words("units")[unit]
    zh, en = (phrases[lang].replace("{unit}", units[lang]) for lang in labels.LANGS)
    return zh, en
