"""What `budgetnb check` prints: all findings of a disclosure in lines, what is wrong first, then what to note, then how much agrees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .. import labels, wording
from ..labels import Lang
from . import completeness, rules
from .frame_rows import known
from .rule_names import subject_name

Row = Mapping[str, Any]
STATUSES = ("exact", "rounding", "conflict", "untestable")
SUM_RULES = ("identity.", "across.", "repeat.", "three_public.", "claims.", "tasks.row", "tasks.total", "tasks.project")
NOTHING = 1e-6
"""Yuan: a difference of less is none, and groups nothing."""


def lines(
    source: Any, lang: Lang = "zh", *, weights: Mapping[str, float] | None = None, unverified: bool = False
) -> Iterator[str]:
    """The findings of one disclosure in words, an indented line each.

    Parameters
    ----------
    source : Disclosure
        Anything with the frames as attributes, a `meta` and an `identity`.
    lang : {'zh', 'en'}
        The language.
    weights : mapping of str to float, optional
        Weights of the completeness score by item, in place of those of completeness.toml.
    unverified : bool
        Whether rules count whose text nobody has read.
    """
    rows = source.checks.to_dict("records")
    wrong = [r for r in rows if r["status"] == "conflict"]
    noted = [r for r in rows if r["severity"] == "notice" and not r["rule"].startswith("rules.")]
    reviewed = [r for r in rows if r["rule"].startswith("kpis.") and r["severity"] == "info"]
    yield from _group("wrong", causes(wrong), source, lang)
    yield from _group("noted", [[r] for r in noted], source, lang)
    yield from _group("reviewed", [[r] for r in reviewed], source, lang)
    yield from _rules(source, lang, unverified=unverified)
    yield from _score(source, lang, weights)
    yield _count(rows, lang)


def causes(rows: Sequence[Row]) -> list[list[Row]]:
    """Findings of one rule that are apart by the same amount, together: they are likely to have one cause."""
    found: dict[tuple[object, ...], list[Row]] = {}
    for n, row in enumerate(rows):
        difference = row["difference"]
        cause = (row["rule"], round(abs(difference), 2)) if known(difference) and abs(difference) > NOTHING else (n,)
        found.setdefault(cause, []).append(row)
    return list(found.values())


def _text(key: str, lang: Lang, **values: object) -> str:
    return str(wording.load("checks")["printout"][key][lang]).format(**values)


def _group(key: str, groups: Sequence[Sequence[Row]], source: Any, lang: Lang) -> Iterator[str]:
    if not groups:
        return
    yield _text(key, lang, count=sum(map(len, groups)))
    for first, *others in groups:
        yield f"  {_place(first, source, lang)}{first[f'message_{lang}']}"
        if others:
            named = _text("mark", lang).join(f"{_place(r, source, lang)}{about(r, lang)}" for r in others)
            yield f"    {_text('alike', lang, count=len(others), named=named)}"


def about(row: Row, lang: Lang) -> str:
    """What a finding is about, without its arithmetic: the table and the row of it."""
    table = labels.label("table", row["table"], lang) if row["table"] else ""
    return f"{table} {subject_name(row['rule'], row['subject'], lang)}".strip()


def _place(row: Row, source: Any, lang: Lang) -> str:
    """Page or line of the first row that a finding rests on, '' where it rests on none."""
    for ref in row["evidence"]:
        frame, _, n = ref.partition(":")
        cited = getattr(source, frame).iloc[int(n)]
        for column in ("page", "first_page", "line"):
            if column in cited.index and known(cited[column]):
                return _text("line" if column == "line" else "page", lang, n=int(cited[column]))
    return ""


def _rules(source: Any, lang: Lang, *, unverified: bool) -> Iterator[str]:
    found = rules.outcomes(source.frames(), source.identity, unverified=unverified)
    sentences = [rules.sentence(outcome, lang) for outcome in found if outcome.value is not None]
    off = [] if unverified else rules.not_verified(source.identity.year)
    if sentences:
        yield _text("rules", lang)
        yield from (f"  {line}" for line in sentences)
    if off:
        named = _text("mark", lang).join(f"{r['number']}{r['article']} {r[f'formula_{lang}']}" for r in off)
        yield _text("off", lang, count=len(off), named=named)


def _score(source: Any, lang: Lang, weights: Mapping[str, float] | None) -> Iterator[str]:
    if not completeness.applies(source.identity.kind):
        return
    found = completeness.assess(source.frames(), source.identity, weights)
    yield _text("score", lang, score=f"{found.score:.0%}", there=found.in_full, asked=len(found.items))
    yield "  " + ", ".join(f"{i.id}={i.weight:g}" for i in found.items)


def _count(rows: Sequence[Row], lang: Lang) -> str:
    sums = [r["status"] for r in rows if r["rule"].startswith(SUM_RULES)]
    counts = {status: sums.count(status) for status in STATUSES}
    return _text("count", lang, tested=len(sums) - counts["untestable"], **counts)
