"""Are the targets any good: categories, numbers, ceilings, inputs posing as outputs, baselines, repeats, and ties to money."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from .. import wording
from ..text import flat
from .finding import Finding, phrase, words

if TYPE_CHECKING:
    import pandas as pd

    from ..model import Identity

COLUMNS = ("project", "level1", "level2", "indicator", "target", "operator", "value", "unit", "extra")
NAMED = 8


class Kpi(NamedTuple):
    """One row of the kpis frame, as far as the review uses it."""

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
    def counted(self) -> bool:
        """Whether the target is a number."""
        return self.operator not in ("text", "blank")

    @property
    def category(self) -> str:
        """Which of the nine categories it belongs to, '' where its levels tell none."""
        options = wording.sections("indicators", "category")
        return wording.choose(options, flat(self.level2)) or wording.choose(options, flat(self.level1))


def kpis_of(frames: Mapping[str, pd.DataFrame]) -> list[Kpi]:
    """The indicators of a disclosure in order, blank categories too; none where the frame is not given."""
    frame = frames.get("kpis")
    if frame is None or frame.empty:
        return []
    refs = [f"kpis:{n}" for n in range(len(frame))]
    return [Kpi._make(values) for values in zip(refs, *(frame[c].tolist() for c in COLUMNS), strict=True)]


def run(frames: Mapping[str, pd.DataFrame], who: Identity) -> Iterator[Finding]:
    """The findings of the review of performance targets."""
    rows = kpis_of(frames)
    told = [k for k in rows if k.operator != "blank"]
    if not told:
        return
    yield _count(told)
    yield from _blank(rows)
    yield _quantified(told)
    looks = {"kpis.ceiling": _at_ceiling, "kpis.input": _is_input}
    for rule, look in looks.items():
        if found := [k for k in told if look(k)]:
            yield _told(rule, found, len(told), "notice")
    if not any(_has_baseline(k) for k in told):
        yield _told("kpis.baseline", told, len(told), "notice")
    yield from _repeated(told)


def _told(rule: str, found: Sequence[Kpi], whole: int, severity: str, **more: object) -> Finding:
    named = "、".join(dict.fromkeys(k.indicator for k in found[:NAMED] if k.indicator))
    values = {"count": len(found), "whole": whole, "share": f"{len(found) / whole:.0%}", "named": named, **more}
    zh, en = (phrase(rule, "told", lang, **values) for lang in ("zh", "en"))
    status = "untestable" if severity == "notice" else "exact"
    return Finding(rule, status, zh=zh, en=en, evidence=[k.ref for k in found], severity=severity)


def _count(told: Sequence[Kpi]) -> Finding:
    counted = Counter(k.category for k in told)
    operators = Counter(k.operator for k in told)
    names = words("category")
    by = [(names[key], n) for key, n in counted.items() if key]
    return _told(
        "kpis.count", told, len(told), "info",
        by_zh="，".join(f"{name['zh']} {n}" for name, n in by), by_en=", ".join(f"{name['en']} {n}" for name, n in by),
        operators=", ".join(f"{op} {n}" for op, n in operators.most_common()),
    )  # fmt: skip


def _blank(rows: Sequence[Kpi]) -> Iterator[Finding]:
    """Categories that are printed with no indicator."""
    blank = [k for k in rows if k.operator == "blank" and k.category]
    if blank:
        names = words("category")
        keys = list(dict.fromkeys(k.category for k in blank))
        listed = {lang: "、".join(names[key][lang] for key in keys) for lang in ("zh", "en")}
        yield _told(
            "kpis.blank", blank, len(rows), "notice", zh_names=listed["zh"], en_names=listed["en"].replace("、", ", ")
        )


def _quantified(told: Sequence[Kpi]) -> Finding:
    counted = [k for k in told if k.counted]
    found = _told("kpis.quantified", counted or told, len(told), "info")
    return found if counted else _told("kpis.unquantified", told, len(told), "notice")


def _look(name: str, *texts: str) -> bool:
    pattern = wording.patterns("indicators", "look")[name]
    return any(pattern.search(flat(text)) for text in texts)


def _at_ceiling(kpi: Kpi) -> bool:
    least = wording.load("indicators")["least"]["ceiling"]
    return kpi.counted and _look("percent", kpi.unit) and kpi.operator in (">=", ">", "=") and kpi.value >= least


def _is_input(kpi: Kpi) -> bool:
    return kpi.category in ("quantity", "quality", "timeliness") and _look("input", kpi.indicator)


def _has_baseline(kpi: Kpi) -> bool:
    return _look("baseline", kpi.indicator, kpi.target, kpi.extra)


def _repeated(told: Iterable[Kpi]) -> Iterator[Finding]:
    """Indicators with their targets told more than once, of one project or of several."""
    places: dict[tuple[str, str], list[Kpi]] = defaultdict(list)
    for k in told:
        if k.indicator:
            places[(flat(k.indicator), flat(k.target))].append(k)
    again = [same for same in places.values() if len(same) > 1]
    if again:
        found = [k for same in again for k in same]
        yield _told("kpis.repeated", found, sum(len(same) for same in places.values()), "notice", kinds=len(again))
