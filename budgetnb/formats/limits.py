"""How much of a source is read before it is refused: bounds on bytes, pages, cells, depth and time."""

from __future__ import annotations

from dataclasses import dataclass, fields

from ..errors import OptionError, TooLargeError

MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one document; each is a positive number.

    Attributes
    ----------
    megabytes : float
        Of the file itself, and of what a zipped office file unpacks to.
    pages : int
        Pages, or sheets.
    cells : int
        Places of all tables, those under merged cells too.
    characters : int
        Characters of text.
    ratio : float
        How many times larger than packed a member of an office file may be.

    Examples
    --------
    >>> Limits(cells=100).cells
    100
    """

    megabytes: float = 300
    pages: int = 3000
    cells: int = 1_000_000
    characters: int = 50_000_000
    ratio: float = 400

    def __post_init__(self) -> None:
        wrong = [f.name for f in fields(self) if not getattr(self, f.name) > 0]
        if wrong:
            raise OptionError(f"limits must be positive numbers: {', '.join(wrong)}")

    @property
    def bytes(self) -> int:
        """The bound of the file in bytes."""
        return int(self.megabytes * MEGABYTE)

    def hold(self, what: str, found: int, path: str) -> None:
        """Nothing, where `found` is within the bound named `what`.

        Raises
        ------
        TooLargeError
            It is past the bound.
        """
        most = getattr(self, what)
        if found > most:
            raise TooLargeError(f"{path}: {found:,} {what}, at most {most:,} are read")


LIMITS = Limits()
