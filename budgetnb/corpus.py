"""Many disclosures as one: their frames stacked, and what each of them must offer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from . import frames
from .errors import OptionError
from .frame_set import FrameSet

if TYPE_CHECKING:
    import pandas as pd

    from .evidence import Evidence
    from .labels import Lang


class Member(Protocol):
    """What a corpus asks of its disclosures: those read from their documents, and those of the panel, which are facts alone."""

    meta: dict[str, Any]

    @property
    def has_pages(self) -> bool:
        """Whether its document is at hand, so that places can be shown and a report be written."""

    def frame(self, name: str) -> pd.DataFrame:
        """One frame by its name."""

    def frames(self) -> dict[str, pd.DataFrame]:
        """All frames by name."""

    def __getattr__(self, name: str) -> pd.DataFrame:
        """One frame as an attribute."""

    def evidence(self, row: pd.Series[Any] | pd.DataFrame) -> Evidence:
        """Where a row was printed."""


class Corpus(FrameSet):
    """Many disclosures with their frames stacked, and the documents that could not be read.

    Attributes
    ----------
    disclosures : list of Disclosure
        Those that were read, in the order given; in the panel, what stands for them without pages (see :class:`Member`).
    failures : pandas.DataFrame
        path, error, message: one row per document that could not be read.

    Examples
    --------
    >>> import budgetnb as bn
    >>> bn.Corpus([bn.read(bn.sample("txt"))])
    <Corpus of 1 disclosures, 0 failures>
    """

    def __init__(self, disclosures: Sequence[Member], failures: Iterable[Mapping[str, str]] = ()) -> None:
        import pandas as pd

        super().__init__()
        self.disclosures: list[Member] = list(disclosures)
        self.failures = pd.DataFrame(list(failures), columns=["path", "error", "message"], dtype="string")

    def _make(self, name: str) -> pd.DataFrame:
        return frames.stacked(name, (d.frame(name) for d in self.disclosures))

    def evidence(self, row: pd.Series[Any] | pd.DataFrame) -> Evidence:
        """The citation of a row of any frame, from the disclosure that its `doc` names, as :meth:`Disclosure.evidence` gives it.

        Raises
        ------
        OptionError
            No disclosure of this corpus has that `doc`, or it comes from the panel, which ships no pages.

        Examples
        --------
        >>> import budgetnb as bn
        >>> c = bn.Corpus([bn.read(bn.sample("txt"))])
        >>> c.evidence(c.amounts.iloc[0]).line is not None
        True
        """
        from . import evidence

        return evidence.first(self, row)

    @property
    def meta(self) -> list[dict[str, Any]]:
        """The meta record of every document.

        Examples
        --------
        >>> import budgetnb as bn
        >>> [m["year"] for m in bn.Corpus([bn.read(bn.sample("txt"))]).meta]
        [2023]
        """
        return [d.meta for d in self.disclosures]

    def report(self, path: str | Path, *, lang: Lang = "zh") -> Path:
        """The path of the one-file HTML report of all documents, written there.

        Raises
        ------
        OptionError
            `lang` is neither zh nor en, the corpus has no document, or it is the panel, which ships no pages.

        Examples
        --------
        >>> import tempfile
        >>> import budgetnb as bn
        >>> bn.Corpus([bn.read(bn.sample("txt"))]).report(f"{tempfile.mkdtemp()}/all.html").name
        'all.html'
        """
        from . import report

        if bare := next((d.meta["doc"] for d in self.disclosures if not d.has_pages), ""):
            raise OptionError(
                f"there are no pages of {bare} to report on; read the disclosure itself: budgetnb.read(path)"
            )
        return report.write(self.disclosures, path, lang=lang)

    def _repr_html_(self) -> str:
        from .report import card

        return card.corpus(self)

    def __len__(self) -> int:
        return len(self.disclosures)

    def __repr__(self) -> str:
        return f"<Corpus of {len(self.disclosures)} disclosures, {len(self.failures)} failures>"
