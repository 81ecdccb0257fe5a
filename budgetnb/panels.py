"""The panel: the facts of real disclosures that read cleanly, shipped as Parquet and opened as a Corpus."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from glob import glob
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import frames
from .corpus import Corpus
from .errors import MissingExtraError, OptionError
from .frame_set import FrameSet
from .samples import bundled
from .worker.many import read_many

if TYPE_CHECKING:
    import pandas as pd

    from .evidence import Evidence

FRAMES = ("amounts", "tables", "kpis", "projects", "ratios", "checks")
"""The frames that the panel holds; the others are empty: no sentences are shipped."""


class Stored(FrameSet):
    """One disclosure of the panel: its frames and whose it is, without its pages.

    Attributes
    ----------
    meta : dict
        doc, organisation, department, jurisdiction, year, stage, kind, title, format, pages and sha256 of its source.
    """

    def __init__(self, meta: Mapping[str, Any], held: Mapping[str, pd.DataFrame]) -> None:
        super().__init__()
        self.meta = dict(meta)
        self._held = dict(held)

    def _make(self, name: str) -> pd.DataFrame:
        held = self._held.get(name)
        return frames.build(name, []) if held is None else held

    @property
    def has_pages(self) -> bool:
        """False: the panel ships facts alone."""
        return False

    def evidence(self, row: pd.Series[Any] | pd.DataFrame) -> Evidence:
        """Refuses: the panel ships facts, not pages.

        Raises
        ------
        OptionError
            Always; read the disclosure itself.
        """
        raise OptionError(
            f"the panel holds no pages of {self.meta['doc']}; read the disclosure itself: budgetnb.read(path)"
        )

    def __repr__(self) -> str:
        return f"<Stored {self.meta['organisation']} {self.meta['year']}, doc {self.meta['doc']}>"


Chosen = str | Path | Iterable[str | Path]


def panel(choice: Chosen | None = None) -> Corpus:
    """The corpus of real disclosures that ships with the package, one place of it, or one read from files of your own.

    Amounts are in yuan (float64); `meta` names organisation, jurisdiction, year and the SHA-256 of each source.

    Parameters
    ----------
    choice : str, Path or iterable of them, optional
        A place of the panel (``"shenzhen"``), or what to read instead: files, folders (all that lies in them) and patterns
        such as ``"mine/*.pdf"``. What cannot be read is a row of ``failures``.

    Raises
    ------
    OptionError
        `choice` is neither a place of the panel nor anything that is there; the message names the places.
    MissingExtraError
        The panel itself is asked for and pyarrow is not installed.

    Examples
    --------
    >>> import budgetnb as bn
    >>> c = bn.panel()
    >>> sorted({m["jurisdiction"] for m in c.meta})[:2]
    ['beijing', 'chongqing']
    >>> {m["jurisdiction"] for m in bn.panel("shenzhen").meta}
    {'shenzhen'}
    >>> bn.panel([bn.sample("txt")])
    <Corpus of 1 disclosures, 0 failures>
    """
    documents = _documents()
    places = sorted(set(documents["jurisdiction"]))
    if choice is None or choice in places:
        return _shipped(documents if choice is None else documents[documents["jurisdiction"] == choice])
    return read_many(_sources(choice, places))


def _documents() -> pd.DataFrame:
    import pandas as pd

    types = {"sha256": "string", "doc": "string"}
    return pd.read_csv(bundled("data") / "panel" / "documents.csv", dtype=types, keep_default_na=False)


def _shipped(documents: pd.DataFrame) -> Corpus:
    if find_spec("pyarrow") is None:
        raise MissingExtraError("the panel needs pyarrow: pip install 'budgetnb[parquet]'")
    folder = bundled("data") / "panel"
    parts = {name: dict(list(_read(folder / f"{name}.parquet", name).groupby("doc"))) for name in FRAMES}
    return Corpus([Stored(_named(meta), _own(parts, meta["doc"])) for meta in documents.to_dict("records")])


def _sources(choice: Chosen, places: list[str]) -> list[str | Path]:
    """The files that the choice names; a name that is not there stays, for its failure to be told."""
    named = [choice] if isinstance(choice, (str, Path)) else list(choice)
    found = [source for name in named for source in _files(name)]
    if named and found == named and isinstance(choice, str) and not Path(choice).suffix and not Path(choice).exists():
        raise OptionError(f"{choice!r} is no place of the panel and no file or folder; places: {', '.join(places)}")
    return found


def _files(name: str | Path) -> list[str | Path]:
    if Path(name).is_dir():
        return [path for path in sorted(Path(name).iterdir()) if path.is_file() and not path.name.startswith(".")]
    if Path(name).exists() or not any(mark in str(name) for mark in "*?["):
        return [name]
    return [*sorted(glob(str(name)))]  # noqa: PTH207 - a pattern may be absolute


def _read(path: Any, name: str) -> pd.DataFrame:
    """A stored frame in the types of the contract; columns that are not shipped are blank."""
    import pandas as pd

    stored = pd.read_parquet(path)
    made = {c.name: _column(c, stored) for c in frames.columns(name)}
    return frames.check(name, pd.DataFrame(made))


def _column(column: frames.Column, stored: pd.DataFrame) -> Any:
    import pandas as pd

    if column.name not in stored.columns:
        return pd.Series([frames.BLANK[column.dtype]] * len(stored), dtype=column.dtype)
    if column.name == "evidence":
        return pd.Series([json.loads(text) for text in stored[column.name]], dtype="object")
    return stored[column.name].astype(column.dtype)  # type: ignore[call-overload]


def _named(meta: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(name): value for name, value in meta.items()}


def _own(parts: Mapping[str, Mapping[Any, pd.DataFrame]], doc: Any) -> dict[str, pd.DataFrame]:
    return {name: rows[doc].reset_index(drop=True) for name, rows in parts.items() if doc in rows}
