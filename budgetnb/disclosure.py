"""The objects a user holds, each with every frame as attribute: a Disclosure is one document, a Corpus many."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from . import frames, parsing
from .collector import paused
from .corpus import Corpus as Corpus
from .corrections import Corrections
from .corrections import load as load_corrections
from .errors import OptionError
from .frame_set import FrameSet
from .model import Document, Grid, Identity, Table

if TYPE_CHECKING:
    import pandas as pd

    from .checks.frame_rows import FrameCache
    from .evidence import Evidence
    from .inspection.page_inspection import Inspection
    from .inspection.trace_view import Trace
    from .labels import Lang

Source = str | Path | bytes | BinaryIO

JUDGED = frozenset({"checks", "ratios"})
"""The frames that rest on the others, which are parsed from the document."""
PARSED = frozenset(frames.SCHEMAS) - JUDGED


class Disclosure(FrameSet):
    """One disclosure, read: its frames, its tables as printed, and the way back to every cell.

    Attributes
    ----------
    amounts, tables, kpis, tasks, goals, claims, projects, procurement, headcount, assets, sections, checks, moves, ratios
        pandas DataFrames, as :mod:`budgetnb.frames` describes them; money in yuan.
    meta : dict
        doc, path, format, kind, title, organisation, department, year, stage, pages, recognised_pages, engine, version, read_at.
    grids : list of Grid
        Every table as printed, those not recognised too.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample())
    >>> d.meta["organisation"], d.meta["year"]
    ('深圳市综合交通运行指挥中心', 2023)
    >>> d.amounts.query("table == 'expenditure' and code == '214' and measure == 'total'")["raw"].tolist()
    ['7,932']
    >>> "numeric cells taken" in d.coverage
    True
    """

    def __init__(
        self, document: Document, tables: Sequence[Table], who: Identity, corrections: Corrections | None = None
    ) -> None:
        super().__init__()
        self.document = document
        self.corrections = corrections or Corrections()
        self.parsed_tables = tuple(tables)
        self.identity = who
        self.meta = parsing.meta(document, who)
        # shared by frames while they are made, and let go by _release
        self._reading: parsing.Reading | None = None
        self._shared: FrameCache | None = None

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"_reading": None, "_shared": None}

    @property
    def has_pages(self) -> bool:
        """True: what it read can be shown where it was printed.

        Examples
        --------
        >>> import budgetnb as bn
        >>> bn.read(bn.sample("txt")).has_pages
        True
        """
        return True

    @property
    def grids(self) -> list[Grid]:
        """Every table as printed, page by page.

        Examples
        --------
        >>> import budgetnb as bn
        >>> grid = bn.read(bn.sample()).grids[1]
        >>> grid.page, grid.cells[0].text
        (8, '收入')
        """
        return self.document.grids

    @paused()
    def _make(self, name: str) -> pd.DataFrame:
        made = self._judged(name) if name in JUDGED else self._parsed(name)
        self._release({*self._made, name})
        return made

    def _parsed(self, name: str) -> pd.DataFrame:
        if self._reading is None:
            self._reading = parsing.Reading(self.document, self.parsed_tables, self.identity, self.corrections.apply)
        made = frames.build(name, self._reading.records(name))
        if marked := self.corrections.refs(name):
            made.attrs["corrected"] = marked
        return made

    def _judged(self, name: str) -> pd.DataFrame:
        from . import checks
        from .checks import ratios
        from .checks.frame_rows import FrameCache

        if self._shared is None:
            self._shared = FrameCache({parsed: self.frame(parsed) for parsed in frames.SCHEMAS if parsed in PARSED})
        if name == "ratios":
            return frames.build(name, ratios.compute(self._shared, self.identity))
        found = checks.run(self._shared, self.identity)
        return frames.build(name, found + self.corrections.records(self.identity.doc))

    def _release(self, made: set[str]) -> None:
        """Lets go of what no frame needs any more: the records when all parsed frames are made, what the judged share when both are."""
        if made >= PARSED:
            self._reading = None
        if made >= JUDGED:
            self._shared = None

    @property
    def coverage(self) -> str:
        """What was read, what was left and why, in words.

        Examples
        --------
        >>> import budgetnb as bn
        >>> print(bn.read(bn.sample("txt")).coverage.splitlines()[0])
        深圳市综合交通运行指挥中心 2023: 8 tables found, 2 empty, 3 promised and missing
        """
        return parsing.coverage(self.frame("tables"), self.meta, self.document.pages)

    def evidence(self, row: pd.Series[Any] | pd.DataFrame) -> Evidence:
        """The citation of a row and, for a PDF, the picture of its page with the cell boxed.

        Parameters
        ----------
        row : pandas.Series or DataFrame
            One row of any frame of this disclosure, such as ``d.amounts.iloc[42]``; of several rows the first is cited, and
            where there is none the evidence says so.

        Examples
        --------
        >>> import budgetnb as bn
        >>> d = bn.read(bn.sample())
        >>> found = d.evidence(d.amounts.query("table == 'expenditure' and kind == 'total'"))
        >>> found.page, found.printed
        (10, '18,553')
        """
        from . import evidence

        return evidence.of(self, row)

    def trace(self, page: int | None = None, *, table: int | None = None, line: int | None = None) -> Trace:
        """What was considered, chosen and rejected while a page, a table or the whole document was read, and why.

        Parameters
        ----------
        page : int, optional
            A page of a PDF, from 1.
        table : int, optional
            A table, by its row in ``d.tables``.
        line : int, optional
            A line of a text or a web page, as the frames number them.

        Returns
        -------
        Trace
            A table for each step where it is printed; ``.frame`` has step, subject, candidate, score, chosen, why, pattern, page,
            line and bbox.

        Raises
        ------
        OptionError
            There is no such page, table or line.
        SourceError
            A page is asked for, and its file has gone or has changed since it was read.

        Examples
        --------
        >>> import budgetnb as bn
        >>> rows = bn.read(bn.sample()).trace(10).frame
        >>> rows.query("step == 'table' and chosen")["candidate"].iloc[-1]
        'expenditure'
        """
        from .inspection import watched_reading

        return watched_reading.traced(self, page, table, line)

    def inspect(self, page: int, *, lang: Lang = "zh") -> Inspection:
        """A page of a PDF as it was read: words, borders drawn and inferred, cells coloured by role, what was left in red.

        Parameters
        ----------
        page : int
            The page, from 1.
        lang : {'zh', 'en'}
            The language of the legend.

        Returns
        -------
        Inspection
            Shows itself in a notebook; ``.save("page.png")`` keeps it, as .svg too.

        Raises
        ------
        OptionError
            There is no such page, or the format has no pages to draw.
        SourceError
            The file has gone or has changed since it was read.

        Examples
        --------
        >>> import budgetnb as bn
        >>> bn.read(bn.sample()).inspect(10, lang="en").title[:13]
        'page 10 of 22'
        """
        from .inspection import page_inspection

        return page_inspection.inspected(self, page, lang)

    def report(self, path: str | Path, *, lang: Lang = "zh") -> Path:
        """The path of the one-file HTML report, written there.

        Raises
        ------
        OptionError
            `lang` is neither zh nor en.

        Examples
        --------
        >>> import tempfile
        >>> import budgetnb as bn
        >>> bn.read(bn.sample("txt")).report(f"{tempfile.mkdtemp()}/report.html").name
        'report.html'
        """
        from . import report

        return report.write(self, path, lang=lang)

    def __repr__(self) -> str:
        m = self.meta
        return f"<Disclosure {m['organisation']} {m['year']} {m['kind']}, {m['pages']} pages, doc {m['doc']}>"

    def _repr_html_(self) -> str:
        from .report import card

        return card.disclosure(self)


def read(
    source: Source, *, engine: str | None = None, ocr: bool = False, corrections: str | Path | None = None
) -> Disclosure:
    """A disclosure read from a file, bytes or a binary file-like.

    Parameters
    ----------
    source : str, Path, bytes or binary file-like
        PDF, plain text, web page or office file; told by content, not by name.
    engine : {'pdfium', 'pdfplumber'}, optional
        The reader of PDF pages; pdfium where not given.
    ocr : bool
        Recognise pages that have no text (needs the ``ocr`` extra).
    corrections : str or Path, optional
        A TOML side-car of cells to correct, each with a reason; what it changed stands in ``d.corrections.applied``, in
        ``attrs["corrected"]`` of each frame and as rows of ``d.checks``.

    Raises
    ------
    SourceError
        The file cannot be read; the subclass and the message say why.
    NotADisclosureError
        It was read and is no budget disclosure.
    OptionError
        The side-car has faults, is for another document, or fits no row.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample())
    >>> int(d.amounts.query("table == 'balance' and kind == 'total'")["amount"].max())
    185530000
    """
    from .formats import open_document

    document = open_document(source, engine=engine, ocr=ocr)
    with paused():
        tables, who = parsing.structure(document)
    fixes = load_corrections(corrections) if corrections is not None else None
    if fixes is not None and fixes.doc not in ("", who.doc):
        raise OptionError(f"{corrections} is for document {fixes.doc}, this is {who.doc}")
    return Disclosure(document, tables, who, fixes)
