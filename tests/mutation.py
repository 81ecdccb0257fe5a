"""Seeded faults and harmless changes on the amounts of real disclosures: which are found, which raise a false alarm.

Run ``python -m tests.mutation [files …]``; without files it takes the sample, and the documents of $BUDGETNB_SHARED/corpus where
that is set.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

import budgetnb as bn
from budgetnb import wording
from budgetnb.checks import claims, identities
from budgetnb.checks.finding import Finding
from budgetnb.model import Identity

Frames = Mapping[str, pd.DataFrame]
Change = Callable[["Case", int, random.Random], pd.DataFrame | None]
FEWEST_REFS = 2  # a total and one addend: a row whose loss leaves a total with nothing below it breaks no sum
LEFT, SHOWN = "not-disclosures", 6
HELD = ("claims.table", "claims.twice", "claims.change")
ADDED = ("identity.parent", "identity.total", "identity.unit")
ROW = ["table", "page", "line", "row", "side", "scheme", "code", "name", "unit"]


@dataclass
class Case:
    """One disclosure: its frames, what the checks say of it unchanged, and by how much each cell may move unseen."""

    frames: Frames
    who: Identity
    slack: dict[int, float] = field(default_factory=dict)
    addends: dict[int, float] = field(default_factory=dict)
    room: dict[int, float] = field(default_factory=dict)
    known: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def amounts(self) -> pd.DataFrame:
        return self.frames["amounts"]

    def run(self, amounts: pd.DataFrame) -> list[Finding]:
        return list(identities.run({**self.frames, "amounts": amounts.reset_index(drop=True)}, self.who))


def case(frames: Frames, who: Identity) -> Case:
    """A disclosure ready to be changed: covered are the cells that a sum which holds rests on."""
    made, withheld = Case(frames, who), identities.left_out(frames)
    for finding in made.run(frames["amounts"]):
        if finding.status == "conflict":
            made.known[(finding.rule, finding.table)] += 1
        if finding.status not in ("exact", "rounding"):
            continue
        apart = abs((finding.said or 0) - (finding.expected or 0))
        if finding.rule in ADDED and len(finding.evidence) > FEWEST_REFS and not withheld:
            for ref in finding.evidence[1:]:
                n = int(ref.partition(":")[2])
                made.addends[n] = max(made.addends.get(n, 0.0), (finding.tolerance or 0) + apart)
        for ref in finding.evidence:
            n = int(ref.partition(":")[2])
            made.slack[n] = min(made.slack.get(n, float("inf")), (finding.tolerance or 0) + apart)
            made.room[n] = min(made.room.get(n, float("inf")), (finding.tolerance or 0) - apart)
    return made


def alarms(made: Case, changed: pd.DataFrame) -> list[Finding]:
    """The conflicts that the unchanged disclosure has not."""
    found = [f for f in made.run(changed) if f.status == "conflict"]
    left = Counter(made.known)
    fresh = []
    for f in found:
        if left[(f.rule, f.table)] > 0:
            left[(f.rule, f.table)] -= 1
        else:
            fresh.append(f)
    return fresh


def _set(made: Case, n: int, amount: float) -> pd.DataFrame | None:
    if abs(amount - made.amounts["amount"].iat[n]) <= made.slack.get(n, 0.0) + 1e-6:
        return None  # no more than rounding: not a fault that can be seen
    changed = made.amounts.copy()
    changed.iat[n, changed.columns.get_loc("amount")] = amount
    return changed


def _digits(made: Case, n: int) -> tuple[list[str], float]:
    row = made.amounts.iloc[n]
    return list(str(round(abs(row["amount"]) / row["precision"]))), row["precision"]


def digit(made: Case, n: int, dice: random.Random) -> pd.DataFrame | None:
    """One digit changed."""
    digits, place = _digits(made, n)
    at = dice.randrange(len(digits))
    digits[at] = dice.choice([d for d in "0123456789" if d != digits[at]])
    return _set(made, n, int("".join(digits)) * place)


def swapped(made: Case, n: int, dice: random.Random) -> pd.DataFrame | None:
    """Two neighbouring digits swapped."""
    digits, place = _digits(made, n)
    pairs = [i for i in range(len(digits) - 1) if digits[i] != digits[i + 1]]
    if not pairs:
        return None
    at = dice.choice(pairs)
    digits[at], digits[at + 1] = digits[at + 1], digits[at]
    return _set(made, n, int("".join(digits)) * place)


def sign(made: Case, n: int, dice: random.Random) -> pd.DataFrame | None:
    """The sign lost or gained."""
    return _set(made, n, -made.amounts["amount"].iat[n])


def unit(made: Case, n: int, dice: random.Random) -> pd.DataFrame | None:
    """The amount in another money unit."""
    return _set(made, n, made.amounts["amount"].iat[n] * dice.choice((1e-4, 1e4, 10.0)))


def _row(made: Case, n: int) -> pd.Series[bool]:
    key = made.amounts.iloc[n]
    columns = [c for c in ROW if key["table"] != "three_public" or c not in ("scheme", "code", "name")]
    same = pd.Series(True, index=made.amounts.index)
    for column in columns:
        value = key[column]
        same &= made.amounts[column].isna() if pd.isna(value) else (made.amounts[column] == value).fillna(False)
    return same


def _visible(made: Case, rows: pd.DataFrame) -> bool:
    return any(abs(a) > made.slack.get(n, float("inf")) for n, a in zip(rows.index, rows["amount"], strict=True))


def dropped(made: Case, n: int, dice: random.Random) -> pd.DataFrame | None:
    """A row of items dropped from a sum that has others."""
    same = _row(made, n)
    rows = made.amounts[same]
    seen = any(abs(a) > made.addends.get(i, float("inf")) for i, a in zip(rows.index, rows["amount"], strict=True))
    if made.amounts["kind"].iat[n] != "item" or not seen:
        return None
    return made.amounts[~same]


def doubled(made: Case, n: int, dice: random.Random) -> pd.DataFrame | None:
    """A row that is no total printed twice, the rows below it one further down."""
    same, amounts = _row(made, n), made.amounts
    if amounts["kind"].iat[n] == "total" or amounts["table"].iat[n] == "three_public" or pd.isna(amounts["row"].iat[n]):
        return None  # the same items in the next row are those of another unit
    if not _visible(made, amounts[same]):
        return None
    last = max(amounts.index[same])
    again = amounts[same].assign(row=amounts[same]["row"] + 1)
    below = amounts.loc[last + 1 :]
    here = (below["table"] == amounts["table"].iat[n]) & (
        below["page"].fillna(0) == (0 if pd.isna(amounts["page"].iat[n]) else amounts["page"].iat[n])
    )
    moved = below.assign(row=below["row"] + (here & (below["row"] > amounts["row"].iat[n])).astype(int))
    return pd.concat([amounts.loc[:last], again, moved])


def shifted(made: Case, n: int, dice: random.Random) -> pd.DataFrame | None:
    """The amounts of the row one column to the right."""
    rows = made.amounts[_row(made, n)]
    if len(rows) < 2 or not _visible(made, rows):
        return None
    values = rows["amount"].tolist()
    turned = [values[-1], *values[:-1]]
    if all(abs(a - b) <= made.slack.get(i, float("inf")) for i, a, b in zip(rows.index, values, turned, strict=True)):
        return None
    changed = made.amounts.copy()
    changed.loc[rows.index, "amount"] = turned
    return changed


def inside(made: Case, n: int, dice: random.Random) -> pd.DataFrame | None:
    """A change that rounding explains in every sum."""
    step = made.amounts["precision"].iat[n]
    if made.room.get(n, 0.0) < step:
        return None
    changed = made.amounts.copy()
    changed.iat[n, changed.columns.get_loc("amount")] += dice.choice((-step, step))
    return changed


def renamed(made: Case, n: int, dice: random.Random) -> pd.DataFrame | None:
    """Another name for the row."""
    if made.amounts["kind"].iat[n] == "total" or not made.amounts["name"].iat[n]:
        return None
    changed = made.amounts.copy()
    changed.loc[_row(made, n), "name"] = "某某"
    return changed


def blanked(made: Case, n: int, dice: random.Random) -> pd.DataFrame | None:
    """The cell left blank: a sum that misses a part is open, not wrong."""
    changed = made.amounts.copy()
    changed.iat[n, changed.columns.get_loc("amount")] = float("nan")
    return changed


FAULTS: dict[str, Change] = {"digit": digit, "swapped": swapped, "sign": sign, "unit": unit, "dropped": dropped,
                             "doubled": doubled, "shifted": shifted}  # fmt: skip
HARMLESS: dict[str, Change] = {"inside rounding": inside, "renamed": renamed, "blanked": blanked}


@dataclass
class Score:
    """How many changes were made, and how many were found."""

    made: int = 0
    found: int = 0
    missed: list[str] = field(default_factory=list)

    def plus(self, other: Score) -> Score:
        return Score(self.made + other.made, self.found + other.found, [*self.missed, *other.missed])

    __add__ = plus

    def line(self, kind: str) -> str:
        """How many of a kind were found, in words."""
        word = "false alarms" if "harmless" in kind or kind in HARMLESS else "found"
        return f"{kind:16} {self.found:6} of {self.made:6} {word} ({self.found / max(self.made, 1):.2%})"


def measure(made: Case, times: int, seed: int) -> dict[str, Score]:
    """For each kind of change how many of `times` were found."""
    dice = random.Random(seed)
    covered = sorted(n for n in made.slack if made.amounts["amount"].iat[n] != 0)
    held = identities.covered(made.frames, made.who)
    covered = [n for n in covered if f"amounts:{n}" in held]
    scores: dict[str, Score] = defaultdict(Score)
    for kind, change in {**FAULTS, **HARMLESS}.items():
        for _ in range(times if covered else 0):
            n = dice.choice(covered)
            changed = change(made, n, dice)
            if changed is None:
                continue
            scores[kind].made += 1
            fresh = alarms(made, changed)
            scores[kind].found += bool(fresh)
            if bool(fresh) == (kind in HARMLESS):
                scores[kind].missed.append(_told(made, n, fresh) + f" -> {_now(made, changed, n)}")
    return dict(scores)


def _now(made: Case, changed: pd.DataFrame, n: int) -> object:
    return changed["amount"].iat[n] if len(changed) == len(made.amounts) else "rows"


def _told(made: Case, n: int, fresh: Sequence[Finding]) -> str:
    row = made.amounts.iloc[n]
    what = " ".join(str(row[c]) for c in ("table", "code", "name", "kind", "measure", "fund", "amount"))
    return f"{made.who.doc} {n}: {what}" + (f" → {fresh[0].rule} {fresh[0].zh[:120]}" if fresh else "")


def sentences(frames: Frames, who: Identity, times: int, seed: int) -> Score:
    """How many changed amounts of sentences are found, among those that a table or another sentence holds."""
    dice, score = random.Random(seed), Score()
    before = list(claims.run(frames, who))
    slack: dict[int, float] = defaultdict(float)
    for f in before:
        if f.rule in HELD and f.status in ("exact", "rounding") and _sure(frames, f):
            for ref in f.evidence[:1]:
                n = int(ref.partition(":")[2])
                slack[n] = max(slack[n], (f.tolerance or 0) + abs((f.said or 0) - (f.expected or 0)))
    known = Counter((f.rule, f.subject) for f in before if f.status == "conflict")
    told = frames["claims"]
    for n in (dice.choice(sorted(slack)) for _ in range(times if slack else 0)):
        place = told["precision"].iat[n]
        digits = str(round(abs(told["amount"].iat[n]) / place))
        at = dice.randrange(len(digits))
        other = dice.choice([d for d in "0123456789" if d != digits[at]])
        amount = int(digits[:at] + other + digits[at + 1 :]) * place
        if abs(amount - told["amount"].iat[n]) <= slack[n] + 1e-6:
            continue
        changed = told.copy()
        changed.iat[n, changed.columns.get_loc("amount")] = amount
        score.made += 1
        after = Counter(
            (f.rule, f.subject) for f in claims.run({**frames, "claims": changed}, who) if f.status == "conflict"
        )
        found = bool(after - known)
        score.found += found
        if not found:
            score.missed.append(f"{who.doc} claims:{n} {told['subject'].iat[n]} {told['amount'].iat[n]} -> {amount}")
    return score


def _sure(frames: Frames, finding: Finding) -> bool:
    """Whether a claim that disagrees with every table would be called wrong."""
    n = int(finding.evidence[0].partition(":")[2])
    row = frames["claims"].iloc[n]
    sure = wording.load("identities")["claims"]["sure"]
    return finding.rule != "claims.table" or (row["subject_kind"] in sure and not row["of_which"])


def coverage(made: Case) -> tuple[int, int]:
    """(cells that a sum which holds rests on, cells with an amount other than zero)."""
    filled = made.amounts.index[made.amounts["amount"].fillna(0) != 0]
    held = identities.covered(made.frames, made.who)
    return sum(f"amounts:{n}" in held for n in filled), len(filled)


def _corpus() -> list[str]:
    """The disclosures of $BUDGETNB_SHARED/corpus, [] where it is not set."""
    folder = os.environ.get("BUDGETNB_SHARED")
    return sorted(str(p) for p in Path(folder or "").glob("corpus/*/*.pdf") if p.parent.name != LEFT) if folder else []


def _read(paths: Sequence[str]) -> Iterator[Case]:
    for path in paths:
        try:
            d = bn.read(path)
        except bn.BudgetError as error:
            print(f"left out: {error}", file=sys.stderr)
            continue
        held = {name: d.frame(name) for name in ("amounts", "tables", "claims", "sections")}
        made = case(held, d.identity)
        if made.slack:
            yield made


def main(paths: Sequence[str], times: int) -> None:
    """Print recall by kind of fault, false alarms by kind of harmless change, and the share of cells covered."""
    total: dict[str, Score] = {kind: Score() for kind in (*FAULTS, "sentence", *HARMLESS)}
    covered = cells = documents = 0
    for seed, made in enumerate(_read(paths)):  # a seed for each document
        scores = measure(made, times, seed) | {"sentence": sentences(made.frames, made.who, times, seed)}
        for kind, score in scores.items():
            total[kind] = total[kind].plus(score)
        here, all_here = coverage(made)
        covered, cells, documents = covered + here, cells + all_here, documents + 1
    print(f"{documents} documents; cells that an identity covers: {covered} of {cells} ({covered / max(cells, 1):.1%})")
    for kind, score in total.items():
        print(score.line(kind))
        for told in score.missed[:SHOWN]:
            print("    ", told)
    faults, harmless = (sum((total[k] for k in kinds), Score()) for kinds in ((*FAULTS, "sentence"), HARMLESS))
    print(f"{faults.line('all faults')}\n{harmless.line('all harmless')}")


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("files", nargs="*", help="disclosures; without any the sample, and those of the corpus")
    asked.add_argument("--times", type=int, default=40, help="changes of each kind in each document")
    given = asked.parse_args()
    main(given.files or [str(bn.sample()), *_corpus()], given.times)
