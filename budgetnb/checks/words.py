"""Claims as plain records, how finely a stated number is printed, and what the bases of comparison are called."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import wording

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "subject", "subject_kind", "side", "year", "amount", "precision", "prior", "change", "change_pct", "direction",
    "base", "carried_over", "of_which", "reason_of", "sentence", "section",
)  # fmt: skip
WAN = 1e4
LARGEST = 1e8


class Claim(NamedTuple):
    """One row of the claims frame, as far as the checks use it."""

    ref: str
    subject: str
    kind: str
    side: str
    year: Any
    amount: float
    precision: float
    prior: float
    change: float
    change_pct: float
    direction: str
    base: str
    carried: bool
    of_which: bool
    reason_of: int | None
    sentence: str
    section: str


def claims_of(frames: Mapping[str, pd.DataFrame]) -> list[Claim]:
    """The claims of a disclosure in order; none where the frame is not given."""
    frame = frames.get("claims")
    if frame is None or frame.empty:
        return []
    columns = [frame[name].tolist() for name in COLUMNS]
    where = COLUMNS.index("reason_of")
    columns[where] = [n if isinstance(n, int) else None for n in columns[where]]
    refs = [f"claims:{n}" for n in range(len(frame))]
    return [Claim._make(values) for values in zip(refs, *columns, strict=True)]


@lru_cache(maxsize=4096)
def worth(value: float, place: float) -> float:
    """How finely a stated number is printed at best: its last digit that is not zero, no coarser than 万元, no finer than `place`.

    >>> worth(35000.0, 100.0), worth(54980000.0, 10000.0)
    (1000.0, 10000.0)
    """
    unit = LARGEST
    while unit > place and abs(round(value / unit) * unit - value) > 1e-6 * max(1.0, unit):
        unit /= 10
    return max(min(unit, max(WAN, place)), place)


@lru_cache(maxsize=4096)
def span(percent: float) -> float:
    """The size of the last printed place of a percentage.

    >>> span(42.0), span(-23.5), span(47.04)
    (1.0, 0.1, 0.01)
    """
    decimals = len(f"{percent:.4f}".rstrip("0").partition(".")[2])
    return float(10.0**-decimals)


def base_name(claim: Claim) -> tuple[str, str]:
    """(year, family) of the base that a claim compares with; only bases of one family are held against each other."""
    return base_of(claim.base, claim.year)


def base_of(base: str, year: object) -> tuple[str, str]:
    """(year, family) of a base of comparison: budget, execution, final or adjusted; '' for a year that is not known.

    >>> base_of("2022年（年初）", 2023), base_of("上年执行数", 2023)
    (('2022', 'budget'), ('2022', 'execution'))
    """
    families = wording.patterns("identities", "base")
    family = next((name for name, words in families.items() if words.search(base)), "budget")
    digits = "".join(c for c in base if c.isdigit())[:4]
    before = str(year - 1) if isinstance(year, int) else ""
    return (digits if len(digits) == 4 else before, family)
