"""Each tolerance moved in turn, and what that changes: ``python tests/move_settings.py [--field snap] [--by 0.5,2] [--tests]``.

Documents are the rendered ones and a part of the corpus, where the shared material is at hand, the forms of `tests/forms` set as
pages, and forms in styles of `tests/styles`; what is a part is drawn by a seed. A document is read again only where it asked for
the tolerance while it was read. A line says how many documents, cells (and lines of text outside tables) and rows of frames come
out otherwise. Boxes are not compared: a border may stand anywhere between two columns.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any
from unittest.mock import patch

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from budgetnb.disclosure import Disclosure
from budgetnb.errors import BudgetError
from budgetnb.formats import open_document
from budgetnb.formats.pdf import reader
from budgetnb.formats.pdf.reader import laid_out
from budgetnb.layout.printed import Raw
from budgetnb.layout.settings import SETTINGS, Settings
from budgetnb.model import Document, Grid, Page
from budgetnb.parsing import structure

Rows = Counter[tuple[str, ...]]
SUFFIXES = (".pdf", ".html", ".htm", ".docx", ".xlsx")
AFTER_LAYOUT = ("tables", "performance")
SEED = 11


class Noting(Settings):
    """The settings, noting which tolerances are asked for."""

    __slots__ = ()
    asked: set[str] = set()

    def __getattribute__(self, name: str) -> Any:
        Noting.asked.add(name)
        return object.__getattribute__(self, name)


@contextmanager
def noted() -> Iterator[set[str]]:
    """The names of the tolerances that are asked for meanwhile."""
    Noting.asked = set()
    object.__setattr__(SETTINGS, "__class__", Noting)
    try:
        yield Noting.asked
    finally:
        object.__setattr__(SETTINGS, "__class__", Settings)


@contextmanager
def moved(name: str, value: float) -> Iterator[None]:
    """One tolerance at another value for all that is read meanwhile."""
    before = getattr(SETTINGS, name)
    object.__setattr__(SETTINGS, name, value)
    try:
        yield
    finally:
        object.__setattr__(SETTINGS, name, before)


class Held:
    """A document as it is read with nothing moved: what its pages print and hold, and which tolerances it asks for."""

    def __init__(self, name: str, source: Path | bytes) -> None:
        self.name, self.source = name, source
        self._printed: list[Sequence[tuple[Raw, bool]]] = []
        with noted() as asked, patch.object(reader, "laid_out", self._laid_out):
            self.document = opened(source)
        self.cells, self.asked = cells_of(self.document), frozenset(asked)

    def _laid_out(self, printed: Sequence[tuple[Raw, bool]], above: Sequence[Page]) -> list[Page]:
        self._printed.append(printed)
        return laid_out(printed, above)

    @cached_property
    def rows(self) -> Rows:
        """The rows of its frames."""
        return rows_of(self.document)

    def again(self, *, from_print: bool) -> Document | str:
        """The document read with what is moved now, from what its pages print where that is the same."""
        if isinstance(self.document, str) or not (self._printed and from_print):
            return opened(self.source)
        pages: list[Page] = []
        for printed in self._printed:
            pages += laid_out(printed, pages)
        return replace(self.document, pages=tuple(pages))


def opened(source: Path | bytes) -> Document | str:
    """The pages of a document, or the error in their stead."""
    try:
        return open_document(source)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def cells_of(document: Document | str) -> Rows:
    """The cells of all grids with their places, and the lines outside them."""
    if isinstance(document, str):
        return Counter([(document,)])
    found: Rows = Counter()
    for n, page in enumerate(document.pages):
        for item in page.items:
            cells = [(*map(str, c[1:5]), c.text) for c in item.cells] if isinstance(item, Grid) else [(item.text,)]
            found.update((str(n), *cell) for cell in cells)
        found.update((str(n), "number", text) for text in (page.numbers.texts if page.numbers is not None else ()))
    return found


def rows_of(document: Document | str) -> Rows:
    """The rows of all frames without their boxes, or the error in their stead."""
    if isinstance(document, str):
        return Counter([(document,)])
    try:
        frames = Disclosure(document, *structure(document)).frames()
    except BudgetError as error:
        return Counter([(type(error).__name__,)])
    found: Rows = Counter()
    for name, frame in frames.items():
        plain = frame.drop(columns=["bbox"], errors="ignore").astype(str)
        found.update((name, *row) for row in plain.to_numpy().tolist())
    return found


def documents(shared: Path, corpus: int, styles: int) -> Iterator[tuple[str, Path | bytes]]:
    """The documents to read by name: rendered ones, some of the corpus, the forms, and forms in some styles."""
    import formwork
    from styles.draw import drawn
    from styles.setting import document
    from styles.style import styles as known

    for path in sorted(p for p in (shared / "rendered").glob("*") if p.suffix in SUFFIXES):
        yield path.name, path
    every = sorted(p for part in ("corpus", "more") for p in (shared / part).rglob("*") if p.suffix in SUFFIXES)
    for path in random.Random(SEED).sample(every, min(corpus, len(every))):
        yield f"{path.parent.name}/{path.name}", path
    for form in formwork.forms():
        yield f"{form.name}.pdf", formwork.pdf(form)
    for setting in drawn(SEED, styles, known(), ("reportlab",)):
        yield f"{setting.form} {setting.style}", document(setting)


def moves(name: str, factors: Iterable[float]) -> Iterator[float]:
    """The values to which a tolerance is moved; whole numbers stay whole and move by one at least."""
    value = getattr(SETTINGS, name)
    for factor in factors:
        whole = round(value * factor)
        least = value + (1 if factor > 1 else -1)
        yield value * factor if isinstance(value, float) else whole if whole != value else least


def used_in(*folders: str) -> set[str]:
    """The tolerances that some folders of the package ask for."""
    files = [p for folder in folders for p in (ROOT / "budgetnb" / folder).rglob("*.py")]
    text = "".join(p.read_text(encoding="utf-8") for p in files)
    return {f.name for f in fields(Settings) if re.search(rf"SETTINGS\.{f.name}\b", text)}


def changes(name: str, value: float, held: Sequence[Held]) -> Iterator[tuple[str, int, int]]:
    """(document, cells, rows) of what a move changes; documents are read to their frames where their pages change, or may not."""
    whole, from_print = name in used_in(*AFTER_LAYOUT), name not in used_in("formats")
    with moved(name, value):
        read = [(before, before.again(from_print=from_print)) for before in held]
        cells = [cells_of(document) for _, document in read]
        rows = [
            rows_of(d) if whole or new != before.cells else None for (before, d), new in zip(read, cells, strict=True)
        ]
    for before, now, after in zip(held, cells, rows, strict=True):
        counts = _apart(before.cells, now), _apart(before.rows, after) if after is not None else 0
        if any(counts):
            yield before.name, *counts


def _apart(old: Rows, new: Rows) -> int:
    return max((old - new).total(), (new - old).total())


def failing(name: str, value: float) -> int:
    """How many tests of the layout fail while a tolerance is moved."""
    import pytest

    class Failed:
        count = 0

        def pytest_runtest_logreport(self, report: Any) -> None:
            self.count += report.failed

    failed = Failed()
    tests = ["-q", "-p", "no:cacheprovider", "-k", "not moved", str(ROOT / "tests" / "layout")]
    with moved(name, value), redirect_stdout(io.StringIO()):
        pytest.main(tests, plugins=[failed])
    return failed.count


def line(name: str, value: float, held: Sequence[Held], most: int) -> str:
    """What a move changes, in words."""
    asking = [d for d in held if name in d.asked or name in used_in(*AFTER_LAYOUT)]
    read = random.Random(SEED).sample(asking, min(most, len(asking)))
    found = list(changes(name, value, read))
    told = f"{len(found):3} of {len(read):3} documents, {sum(c for _, c, _ in found):6} cells, {sum(r for *_, r in found):6} rows"
    return f"{name:24} {getattr(SETTINGS, name):>8g} -> {value:<8g} {told}  {', '.join(n for n, *_ in found[:4])}"


def main() -> None:
    """Prints one line a move."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--field", action="append", help="a tolerance to move; all where none is named")
    parser.add_argument("--by", default="0.5,2", help="the factors, parted by commas (0.5,2)")
    parser.add_argument("--corpus", type=int, default=12, help="how many documents of the corpus (12)")
    parser.add_argument("--styles", type=int, default=60, help="how many forms in styles (60)")
    parser.add_argument("--most", type=int, default=60, help="how many documents are read for one move (60)")
    parser.add_argument("--tests", action="store_true", help="count the tests of tests/layout that fail, too")
    parser.add_argument(
        "--shared", type=Path, default=Path(os.environ.get("BUDGETNB_SHARED") or ROOT.parent / "shared")
    )
    asked = parser.parse_args()
    held = [Held(*named) for named in documents(asked.shared, asked.corpus, asked.styles)]
    for name in asked.field or [f.name for f in fields(Settings)]:
        for value in moves(name, map(float, asked.by.split(","))):
            tests = f"  {failing(name, value)} tests fail" if asked.tests else ""
            print(line(name, value, held, asked.most) + tests, flush=True)


if __name__ == "__main__":
    main()
