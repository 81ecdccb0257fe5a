"""One document at a time in a process of its own, bounded in time and memory: what it does costs no other document.

The process is started by its interpreter's name and speaks through pipes, so that it works in scripts without a main
guard, in notebooks, in threads and inside the daemonic workers of a cluster.
"""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from ..errors import BudgetError, SourceError, TooLargeError

HEAD = struct.Struct("<Q")
JOBS = 100
MEGABYTE = 2**20
READY = b"ready"
START_SECONDS = 120.0
"""How long a process may take to load what every document needs: two seconds, many times that on a machine with much else to do."""

_idle: list[Worker] = []
_busy: set[Worker] = set()
_lock = threading.Lock()


class Worker:
    """A process that runs one call after another; stopped when it is late, and after so many calls."""

    def __init__(self) -> None:
        home = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join([home, *filter(None, [os.environ.get("PYTHONPATH")])])
        command = [sys.executable, "-P", "-c", "from budgetnb.worker.process import serve; serve()"]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path},
            process_group=0,  # Ctrl-C is for who asked, and ends this process by closing its pipe
        )  # fmt: skip
        self.jobs = 0
        self.late = False
        self.ready = False

    def call(self, function: Callable[..., Any], arguments: tuple[Any, ...], seconds: float, megabytes: float) -> Any:
        """What the function returns.

        Raises
        ------
        TooLargeError
            It took more time or memory than allowed.
        SourceError
            It ended the process.
        BudgetError
            The process did not start.
        """
        if not self.ready:
            self._await_ready()
        self.jobs += 1
        try:
            with self._bounded(seconds):
                _send(self.process.stdin, _packed((function, arguments, megabytes)))
                good, answer = _receive(self.process.stdout)
        except (EOFError, OSError) as error:
            raise self._ended(seconds) from error
        if good:
            return answer
        raise answer

    def _await_ready(self) -> None:
        """Returns when the process has loaded what every document needs: that time counts for no document."""
        try:
            with self._bounded(START_SECONDS):
                _exactly(self.process.stdout, len(READY))
        except (EOFError, OSError) as error:
            how = f"was not ready after {START_SECONDS:g} s" if self.late else f"ended ({self._exit()})"
            raise BudgetError(f"the process that reads documents {how} before it read anything") from error
        self.ready = True

    @contextmanager
    def _bounded(self, seconds: float) -> Iterator[None]:
        """A stretch after whose seconds the process is killed."""
        timer = threading.Timer(seconds, self._expire)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _expire(self) -> None:
        self.late = True
        self.process.kill()

    def _ended(self, seconds: float) -> BudgetError:
        how = self._exit()
        if self.late:
            return TooLargeError(f"took more than {seconds:g} s and was stopped")
        return SourceError(
            f"reading it ended the process ({how}): the file is damaged, or needs more memory than there is"
        )

    def _exit(self) -> str:
        code = self.process.wait()
        return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"

    @property
    def fit(self) -> bool:
        """Whether it can take another call."""
        return self.process.poll() is None and not self.late and self.jobs < JOBS

    def stop(self) -> None:
        """Ends the process and closes its pipes."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with suppress(OSError):  # what was still to be written has nobody to read it
                    pipe.close()


def call(function: Callable[..., Any], arguments: tuple[Any, ...], *, seconds: float, megabytes: float) -> Any:
    """What a function returns when called in an idle process (or a new one).

    Raises
    ------
    TooLargeError
        It took more time or memory than allowed.
    SourceError
        It ended the process.
    BudgetError
        No process could be started.
    """
    with _lock:
        worker = _idle.pop() if _idle else None
    worker = worker if worker is not None and worker.fit else _renewed(worker)
    with _lock:
        _busy.add(worker)
    try:
        return worker.call(function, arguments, seconds, megabytes)
    finally:
        with _lock:
            _busy.discard(worker)
            fit = worker.fit
            if fit:
                _idle.append(worker)
        if not fit:
            worker.stop()


def _renewed(worker: Worker | None) -> Worker:
    if worker is not None:
        worker.stop()
    return Worker()


@atexit.register
def stop_all(*, busy: bool = False) -> None:
    """Ends the idle processes, and those at work where their answers are no longer wanted."""
    with _lock:
        workers, _idle[:] = list(_idle), []
        for worker in _busy if busy else ():
            worker.process.kill()
    for worker in workers:
        worker.stop()


def serve() -> None:
    """The loop of the process: calls come on standard input, answers leave on standard output; anything else goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _preload()
    size = _size()
    answers.write(READY)
    answers.flush()
    while True:
        try:
            function, arguments, megabytes = _receive(sys.stdin.buffer)
        except EOFError:
            return
        _bound_memory(size, megabytes)
        _send(answers, _answer(function, arguments, megabytes))


def _preload() -> None:
    """Loads what every document needs, so that it counts for none of them."""
    for name in ("pandas", "pypdfium2", "budgetnb.disclosure"):
        import_module(name)


def _answer(function: Callable[..., Any], arguments: tuple[Any, ...], megabytes: float) -> bytes:
    """(True, result) or (False, error), packed: errors travel too."""
    try:
        return _packed((True, function(*arguments)))
    except MemoryError:
        return _packed((False, TooLargeError(f"needs more than {megabytes:g} MB of memory")))
    except BudgetError as error:
        return _packed((False, error))
    except Exception as error:  # a defect of ours in one document must not cost the others; it is told as what it is
        told = f"{type(error).__name__}: {error}; a defect of budgetnb, please report it with the file"
        return _packed((False, SourceError(told)))


def _packed(message: Any) -> bytes:
    return pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)


def _size() -> int:
    """The address space that the process holds, in bytes; 0 where the system does not tell."""
    told = Path("/proc/self/statm")
    return int(told.read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE") if told.exists() else 0


def _bound_memory(size: int, megabytes: float) -> None:
    if not size:
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = size + int(megabytes * MEGABYTE)
    resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _send(pipe: BinaryIO | Any, data: bytes) -> None:
    pipe.write(HEAD.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def _receive(pipe: BinaryIO | Any) -> Any:
    (length,) = HEAD.unpack(_exactly(pipe, HEAD.size))
    return pickle.loads(_exactly(pipe, length))  # noqa: S301 - only our own process writes here


def _exactly(pipe: BinaryIO | Any, length: int) -> bytes:
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError("the other side has gone")
    return bytes(data)
