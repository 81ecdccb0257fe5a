"""Claims as plain records, how finely a stated number is printed, and what the bases of comparison are called."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ... import wording
from ..finding import WAN
from ..frame_rows import known, values

if TYPE_CHECKING:
    from ..frame_rows import Frames

READ = (
    "subject", "subject_kind", "side", "year", "amount", "precision", "prior", "change", "change_pct", "direction",
    "base", "carried_over", "of_which", "reason_of", "sentence", "section",
)  # fmt: skip
LARGEST_PLACE = 1e8
"""Yuan: no stated number is printed more coarsely than in 亿元."""
REMEMBERED = 4096
PERCENT_DECIMALS = 4
YEAR_DIGITS = 4


class Claim(NamedTuple):
    """One row of the frame `claims`, as far as the checks use it."""

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

    @property
    def stands_alone(self) -> bool:
        """Whether it states an amount of its own: none inside a reason, none of money carried over."""
        return known(self.amount) and self.reason_of is None and not self.carried

    def place_of(self, value: float) -> float:
        """How finely another number of the same sentence is printed."""
        return stated_precision(value, self.precision)

    @property
    def base_name(self) -> tuple[str, str]:
        """(year, family) of the base that it compares with; only bases of one family are held against each other."""
        return base_of(self.base, self.year)


def claims_of(frames: Frames) -> list[Claim]:
    """The claims of a disclosure in order; none where the frame is not given."""
    return [Claim(f"claims:{n}", *row) for n, row in enumerate(values(frames, "claims", *READ))]


@lru_cache(maxsize=REMEMBERED)
def stated_precision(value: float, place: float) -> float:
    """How finely a stated number is printed at best: its last digit that is not zero, no coarser than 万元, no finer than `place`.

    Examples
    --------
    >>> stated_precision(35000.0, 100.0), stated_precision(54980000.0, 10000.0)
    (1000.0, 10000.0)
    """
    unit = LARGEST_PLACE
    while unit > place and abs(round(value / unit) * unit - value) > 1e-6 * max(1.0, unit):
        unit /= 10
    return max(min(unit, max(WAN, place)), place)


@lru_cache(maxsize=REMEMBERED)
def percent_precision(percent: float) -> float:
    """The size of the last printed place of a percentage.

    Examples
    --------
    >>> percent_precision(42.0), percent_precision(-23.5), percent_precision(47.04)
    (1.0, 0.1, 0.01)
    """
    decimals = len(f"{percent:.{PERCENT_DECIMALS}f}".rstrip("0").partition(".")[2])
    return float(10.0**-decimals)


def base_of(base: str, year: object) -> tuple[str, str]:
    """(year, family) of a base of comparison: budget, execution, final or adjusted; '' for a year that is not known.

    Examples
    --------
    >>> base_of("2022年（年初）", 2023), base_of("上年执行数", 2023)
    (('2022', 'budget'), ('2022', 'execution'))
    """
    families = wording.patterns("identities", "base")
    family = next((name for name, words in families.items() if words.search(base)), "budget")
    digits = "".join(c for c in base if c.isdigit())[:YEAR_DIGITS]
    before = str(year - 1) if isinstance(year, int) else ""
    return (digits if len(digits) == YEAR_DIGITS else before, family)
