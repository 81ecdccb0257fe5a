"""Are the targets any good: categories, numbers, ceilings, inputs posing as outputs, baselines and repeats."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from .. import wording
from ..text import flat
from .finding import Finding, both, sentences
from .frame_rows import rows

if TYPE_CHECKING:
    from ..model import Identity
    from .frame_rows import Frames

READ = ("project", "level1", "level2", "indicator", "target", "operator", "value", "unit", "extra")
MOST_NAMED = 8
"""How many indicators a finding names."""
AT_LEAST = (">=", ">", "=")
"""Operators of targets that have to be reached, not kept under."""
OUTPUTS = ("quantity", "quality", "timeliness")


class Kpi(NamedTuple):
    """One row of the frame `kpis`, as far as the review uses it."""

    ref: str
    project: str
    level1: str
    level2: str
    indicator: str
    target: str
    operator: str
    value: float
    unit: str
    extra: str

    @property
    def has_number(self) -> bool:
        """Whether the target is a number."""
        return self.operator not in ("text", "blank")

    @property
    def category(self) -> str:
        """Which of the nine categories it belongs to, '' where its levels tell none."""
        options = wording.sections("indicators", "category")
        return wording.choose(options, flat(self.level2)) or wording.choose(options, flat(self.level1))


def run(frames: Frames, identity: Identity) -> Iterator[Finding]:
    """The findings of the review of performance targets."""
    printed = [Kpi._make(row) for row in rows(frames, "kpis", *READ)]
    filled = [k for k in printed if k.operator != "blank"]
    if not filled:
        return
    yield _count(filled)
    yield from _blank_categories(printed)
    yield _with_number(filled)
    for rule, is_weak in (("kpis.ceiling", _at_ceiling), ("kpis.input", _is_input)):
        if weak := [k for k in filled if is_weak(k)]:
            yield _finding(rule, weak, len(filled), "notice")
    if not any(_has_baseline(k) for k in filled):
        yield _finding("kpis.baseline", filled, len(filled), "notice")
    yield from _repeated(filled)


def _finding(rule: str, found: Sequence[Kpi], whole: int, severity: str, **more: object) -> Finding:
    """The finding that some of the indicators are so; `more` fills in what its sentence says besides."""
    named = "、".join(dict.fromkeys(k.indicator for k in found[:MOST_NAMED] if k.indicator))
    counts = {"count": len(found), "whole": whole, "share": f"{len(found) / whole:.0%}"}
    zh, en = both(rule, "found", named=named, **counts, **more)
    status = "untestable" if severity == "notice" else "exact"
    return Finding(rule, status, zh=zh, en=en, evidence=[k.ref for k in found], severity=severity)


def _count(filled: Sequence[Kpi]) -> Finding:
    """How many indicators there are, by category and by operator."""
    names = sentences("category")
    counted = [(names[key], n) for key, n in Counter(k.category for k in filled).items() if key]
    operators = Counter(k.operator for k in filled).most_common()
    return _finding(
        "kpis.count", filled, len(filled), "info",
        by_zh="，".join(f"{name['zh']} {n}" for name, n in counted), by_en=", ".join(f"{name['en']} {n}" for name, n in counted),
        operators=", ".join(f"{operator} {n}" for operator, n in operators),
    )  # fmt: skip


def _blank_categories(printed: Sequence[Kpi]) -> Iterator[Finding]:
    """Categories that are printed with no indicator."""
    blank = [k for k in printed if k.operator == "blank" and k.category]
    if blank:
        names = [sentences("category")[key] for key in dict.fromkeys(k.category for k in blank)]
        zh, en = "、".join(name["zh"] for name in names), ", ".join(name["en"] for name in names)
        yield _finding("kpis.blank", blank, len(printed), "notice", zh_names=zh, en_names=en)


def _with_number(filled: Sequence[Kpi]) -> Finding:
    counted = [k for k in filled if k.has_number]
    if not counted:
        return _finding("kpis.unquantified", filled, len(filled), "notice")
    return _finding("kpis.quantified", counted, len(filled), "info")


def _says(pattern: str, *texts: str) -> bool:
    """Whether one of the texts says what a pattern of indicators.toml looks for."""
    words = wording.patterns("indicators", "look")[pattern]
    return any(words.search(flat(text)) for text in texts)


def _at_ceiling(kpi: Kpi) -> bool:
    """Whether a target in per cent leaves little room above it."""
    ceiling = wording.load("indicators")["least"]["ceiling"]
    return kpi.has_number and _says("percent", kpi.unit) and kpi.operator in AT_LEAST and kpi.value >= ceiling


def _is_input(kpi: Kpi) -> bool:
    """Whether an indicator of output tells of money put in."""
    return kpi.category in OUTPUTS and _says("input", kpi.indicator)


def _has_baseline(kpi: Kpi) -> bool:
    """Whether an indicator says what its target is compared with."""
    return _says("baseline", kpi.indicator, kpi.target, kpi.extra)


def _repeated(filled: Iterable[Kpi]) -> Iterator[Finding]:
    """Indicators with their targets told more than once, of one project or of several."""
    places: dict[tuple[str, str], list[Kpi]] = defaultdict(list)
    for k in filled:
        if k.indicator:
            places[(flat(k.indicator), flat(k.target))].append(k)
    again = [same for same in places.values() if len(same) > 1]
    if again:
        found = [k for same in again for k in same]
        yield _finding("kpis.repeated", found, sum(map(len, places.values())), "notice", kinds=len(again))
