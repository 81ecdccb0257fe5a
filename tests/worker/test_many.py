"""Many documents: order, failures, bounds, and the same result on any executor."""

from __future__ import annotations

import io
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd
import pytest

import budgetnb as bn
from budgetnb import frames
from budgetnb.errors import OptionError, SourceError, SourceNotFoundError, TooLargeError
from budgetnb.worker import process

TEXT, PDF = bn.sample("txt"), bn.sample("pdf")


@pytest.fixture(scope="module")
def alone() -> dict[str, pd.DataFrame]:
    """Every frame of the two samples read one by one."""
    read = [bn.read(TEXT), bn.read(PDF)]
    return bn.Corpus(read).frames()


def same(corpus: bn.Corpus, expected: dict[str, pd.DataFrame]) -> bool:
    return all(corpus.frame(name).equals(expected[name]) for name in frames.SCHEMAS)


def test_order_and_failures(alone: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("今天天气很好。", encoding="utf-8")
    corpus = bn.read_many([TEXT, "nowhere.pdf", other, b"%PDF-1.7 cut", PDF], progress=False)
    assert same(corpus, alone)
    assert list(zip(corpus.failures["path"], corpus.failures["error"], strict=True)) == [
        ("nowhere.pdf", "SourceNotFoundError"), (str(other), "NotADisclosureError"), ("<bytes>", "DamagedFileError"),
    ]  # fmt: skip


def _processes() -> Executor:
    return ProcessPoolExecutor(2, mp_context=get_context("spawn"))


@pytest.mark.parametrize("make", [lambda: ThreadPoolExecutor(2), _processes], ids=["threads", "processes"])
def test_any_executor_gives_the_same(make: Callable[[], Executor], alone: dict[str, pd.DataFrame]) -> None:
    with make() as executor:
        corpus = bn.read_many([TEXT, "nowhere.pdf", PDF], executor=executor, progress=False)
    assert same(corpus, alone) and list(corpus.failures["path"]) == ["nowhere.pdf"]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_gives_the_same(
    alone: dict[str, pd.DataFrame], tmp_path: Path, needed: Callable[[str], ModuleType]
) -> None:
    distributed = needed("distributed")
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None, "local_directory": str(tmp_path)}
    with distributed.LocalCluster(**options) as cluster, distributed.Client(cluster) as client:
        corpus = bn.read_many([TEXT, "nowhere.pdf", PDF], executor=client.get_executor(), progress=False)
    assert same(corpus, alone) and list(corpus.failures["error"]) == ["SourceNotFoundError"]


class Broken:
    """An executor that has lost its workers."""

    def submit(self, fn: Any, /, *args: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(RuntimeError("the worker has gone"))
        return future


def test_an_executor_that_breaks_is_told() -> None:
    failures = bn.read_many([TEXT, PDF], executor=Broken(), progress=False).failures
    assert failures.to_dict("records") == [
        {"path": str(path), "error": "RuntimeError", "message": f"{path}: the worker has gone"} for path in (TEXT, PDF)
    ]


def test_a_late_document_costs_no_other() -> None:
    corpus = bn.read_many([PDF, TEXT], seconds=0.001, progress=False)
    assert list(corpus.failures["error"]) == ["TooLargeError"] * 2 and "0.001 s" in corpus.failures["message"][0]
    assert len(bn.read_many([PDF, TEXT], progress=False)) == 2


@pytest.mark.parametrize(
    ("trap", "function", "arguments", "error", "said"),
    [
        ("hangs", time.sleep, (60,), TooLargeError, "more than 1 s"),
        ("takes all memory", bytearray, (2**34,), TooLargeError, "more than 300 MB"),
        ("aborts", os.abort, (), SourceError, "SIGABRT"),
        ("leaves", os._exit, (3,), SourceError, "exit code 3"),
        ("fails on purpose", bn.read, ("nowhere.pdf",), SourceNotFoundError, "nowhere.pdf"),
        ("fails by a defect", int, ("x",), SourceError, "ValueError: .*report it"),
        ("gives what cannot be sent", open, (os.devnull,), SourceError, "TypeError"),
    ],
)
def test_a_process_is_bounded(trap: str, function: Any, arguments: Any, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        process.call(function, arguments, seconds=1 if trap == "hangs" else 30, megabytes=300)
    assert process.call(len, ("four",), seconds=30, megabytes=300) == 4, trap


def test_what_is_printed_does_not_disturb(capfd: pytest.CaptureFixture[str]) -> None:
    assert process.call(print, ("noise",), seconds=30, megabytes=300) is None
    process.stop_all()
    assert capfd.readouterr().out == ""


def test_no_process_is_left() -> None:
    bn.read_many([TEXT, PDF], progress=False)
    assert process._idle == []


def test_a_disclosure_travels() -> None:
    disclosure = bn.read(PDF)
    assert disclosure.grids[0].matrix and disclosure.grids[0].texts
    copy = pickle.loads(pickle.dumps(disclosure))  # noqa: S301 - our own
    assert "matrix" not in copy.grids[0].__dict__
    assert copy.document == disclosure.document and same(bn.Corpus([copy]), disclosure.frames())


def test_file_likes_and_single_sources() -> None:
    corpus = bn.read_many([io.BytesIO(TEXT.read_bytes())], progress=False)
    assert len(corpus) == 1 and len(bn.read_many([], progress=False)) == 0
    for wrong in (str(TEXT), TEXT, b"x"):
        with pytest.raises(OptionError, match="use read"):
            bn.read_many(wrong)  # type: ignore[arg-type]
    with pytest.raises(OptionError, match="seconds"):
        bn.read_many([TEXT], seconds=0)


def test_progress(capsys: pytest.CaptureFixture[str]) -> None:
    bn.read_many([TEXT, "nowhere.pdf"], progress=True)
    told = capsys.readouterr()
    assert "reading" in told.err and "100%" in told.err and told.out == ""
    bn.read_many([TEXT, "nowhere.pdf"])
    assert capsys.readouterr().err == ""


SLOW = """
import sys, time
from budgetnb.worker import process, many
from budgetnb.worker.many import Bounds
many.read_bounded = lambda source, bounds: process.call(time.sleep, (60,), seconds=60, megabytes=500)
print("ready", flush=True)
many.read_many(["a", "b", "c"], progress=False)
"""


def test_an_interrupt_ends_what_is_being_read_at_once() -> None:
    run = subprocess.Popen(
        [sys.executable, "-c", SLOW], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    assert run.stdout is not None and run.stdout.readline() == b"ready\n"
    time.sleep(3)  # its processes are at work
    started = time.monotonic()
    os.killpg(run.pid, signal.SIGINT)
    _, told = run.communicate(timeout=50)  # until nobody holds its standard error any more: its processes too have gone
    assert time.monotonic() - started < 40
    assert told.count(b"Traceback") == 1 and told.rstrip().endswith(b"KeyboardInterrupt")
