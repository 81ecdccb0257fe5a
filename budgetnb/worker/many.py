"""Many documents at once: each in a bounded process, in order, and no failure costs another document."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Protocol

from ..disclosure import Corpus, Disclosure, Source, read
from ..errors import BudgetError, OptionError
from . import process

SECONDS, MEGABYTES = 120.0, 2048.0
SMALL = 2 * 2**20
Failure = dict[str, str]


class Executor(Protocol):
    """What can run calls elsewhere: any executor of ``concurrent.futures``, or one like it."""

    def submit(self, fn: Any, /, *args: Any) -> Any:
        """A future, whose ``result()`` waits."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one document may cost, and how it is read."""

    seconds: float = SECONDS
    megabytes: float = MEGABYTES
    engine: str | None = None
    ocr: bool = False

    def __post_init__(self) -> None:
        wrong = [f.name for f in fields(self)[:2] if not getattr(self, f.name) > 0]
        if wrong:
            raise OptionError(f"{', '.join(wrong)} must be positive")


def read_many(
    sources: Iterable[Source],
    *,
    executor: Executor | None = None,
    progress: bool | None = None,
    seconds: float = SECONDS,
    megabytes: float = MEGABYTES,
    engine: str | None = None,
    ocr: bool = False,
) -> Corpus:
    """A corpus read from many sources, in the order given.

    Each document is read in a process of its own, bounded in time and memory; one that fails, hangs or brings its
    process down becomes a row of `failures` and costs no other. A single small document is read in this process.

    Parameters
    ----------
    sources : iterable of str, Path, bytes or binary file-likes
    executor : concurrent.futures.Executor or the like, optional
        Where the documents are read, such as ``dask.distributed.Client(...).get_executor()``; files must be visible
        from there. Without one, as many processes as there are cores.
    progress : bool, optional
        Whether a progress bar is shown on standard error; where not given, if a person is watching.
    seconds, megabytes : float
        What one document may take: 120 seconds and 2,048 MB beyond what the program itself needs.
    engine, ocr
        As for :func:`read`.

    Raises
    ------
    OptionError
        `sources` is a single path (use :func:`read`), or a bound is not positive.

    Examples
    --------
    >>> import budgetnb as bn
    >>> corpus = bn.read_many([bn.sample("pdf"), bn.sample("txt"), "nowhere.pdf"])
    >>> len(corpus), list(corpus.failures["error"])
    (2, ['SourceNotFoundError'])
    """
    if isinstance(sources, (str, Path, bytes)):
        raise OptionError("read_many takes several sources; for one use read")
    bounds = Bounds(seconds, megabytes, engine, ocr)
    given = [_portable(source) for source in sources]
    if executor is None and len(given) == 1 and _is_small(given[0]):
        outcomes: Iterable[Any] = [_outcome(given[0], bounds, read_whole)]
    elif executor is None:
        outcomes = _locally(given, bounds)
    else:
        outcomes = _elsewhere(executor, given, bounds)
    return _corpus(given, _tracked(outcomes, len(given), progress))


def read_whole(source: Source, bounds: Bounds) -> Disclosure:
    """A disclosure with every frame made."""
    found = read(source, engine=bounds.engine, ocr=bounds.ocr)
    found.frames()
    return found


def read_bounded(source: Source, bounds: Bounds) -> Disclosure | Failure:
    """A disclosure with every frame made in a bounded process, or how it failed."""
    return _outcome(source, bounds, _read_apart)


def _read_apart(source: Source, bounds: Bounds) -> Disclosure:
    found: Disclosure = process.call(read_whole, (source, bounds), seconds=bounds.seconds, megabytes=bounds.megabytes)
    return found


def _outcome(source: Source, bounds: Bounds, how: Any) -> Disclosure | Failure:
    try:
        return how(source, bounds)  # type: ignore[no-any-return]
    except BudgetError as error:
        return _failure(source, error)


def _failure(source: Source, error: Exception) -> Failure:
    path = _named(source)
    message = str(error)
    return {
        "path": path,
        "error": type(error).__name__,
        "message": message if path in message else f"{path}: {message}",
    }


def _named(source: Source) -> str:
    return str(source) if isinstance(source, (str, Path)) else "<bytes>"


def _portable(source: Source) -> Source:
    """The source as something that can be sent to another process: a file-like is read here."""
    return source.read() if hasattr(source, "read") else source


def _is_small(source: Source) -> bool:
    if isinstance(source, bytes):
        return len(source) <= SMALL
    path = Path(str(source))
    return not path.is_file() or path.stat().st_size <= SMALL


def _locally(sources: Sequence[Source], bounds: Bounds) -> Iterator[Any]:
    """The outcomes in order; the threads only wait for their processes."""
    pool = ThreadPoolExecutor(min(len(sources), os.cpu_count() or 1) or 1)
    try:
        yield from _elsewhere(pool, sources, bounds)
    except BaseException:  # interrupted, or nobody wants the rest: what is being read is dropped at once
        pool.shutdown(wait=False, cancel_futures=True)
        process.stop_all(busy=True)
        raise
    finally:
        pool.shutdown(cancel_futures=True)
        process.stop_all()


def _elsewhere(executor: Executor, sources: Sequence[Source], bounds: Bounds) -> Iterator[Any]:
    """The outcomes in order; an executor that breaks is a failure of the document that it was reading."""
    futures = [executor.submit(read_bounded, source, bounds) for source in sources]
    for source, future in zip(sources, futures, strict=True):
        try:
            yield future.result()
        except Exception as error:  # whatever the executor raises when its worker is gone; it is told, not dropped
            yield _failure(source, error)


def _corpus(sources: Sequence[Source], outcomes: Iterable[Any]) -> Corpus:
    found: list[Disclosure] = []
    failures: list[Failure] = []
    for outcome in outcomes:
        (found if isinstance(outcome, Disclosure) else failures).append(outcome)
    return Corpus(found, failures)


@contextmanager
def _bar(total: int, wanted: bool | None) -> Iterator[Any]:
    """A function to call once a document."""
    if wanted is False or (wanted is None and total < 2):
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, disable=wanted is None and not (console.is_terminal or console.is_jupyter)) as bar:
        task = bar.add_task("reading", total=total)
        yield lambda: bar.update(task, advance=1, refresh=True)


def _tracked(outcomes: Iterable[Any], total: int, wanted: bool | None) -> Iterator[Any]:
    with _bar(total, wanted) as advance:
        for outcome in outcomes:
            advance()  # who takes as many as there are does not come back after the last
            yield outcome
