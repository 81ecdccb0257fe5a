"""What the benchmark times: ``python works.py FILE…`` prints the CPU seconds of every work over the files, as JSON.

It is a process of its own, so that what the test runner holds costs none of the works anything.
"""

from __future__ import annotations

import gc
import json
import math
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2

import budgetnb as bn
from budgetnb.formats import open_document

ROUNDS = 5


def bare(path: Path) -> None:
    pdf = pypdfium2.PdfDocument(path)
    for number in range(len(pdf)):
        page = pdf[number]
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    pdf.close()


def plumbed(path: Path) -> None:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_tables()
            page.close()


def framed(path: Path) -> None:
    bn.read(path).frames()


WORKS: dict[str, Callable[[Path], Any]] = {
    "engine": open_document,
    "frames": framed,
    "text": bare,
    "pdfplumber": plumbed,
}


def cpu(files: Sequence[Path], rounds: int = ROUNDS) -> dict[str, float]:
    """The CPU seconds that each work takes for all files: for each file the best of some rounds.

    The works take turns, so that a slow moment of the machine is one for all of them, and none begins with another's garbage.
    """
    took: dict[tuple[str, Path], float] = {}
    for path in [path for _ in range(rounds) for path in files]:
        for name, work in WORKS.items():
            took[name, path] = min(_once(work, path), took.get((name, path), math.inf))
    return {name: sum(took[name, path] for path in files) for name in WORKS}


def _once(work: Callable[[Path], Any], path: Path) -> float:
    gc.collect()
    start = time.process_time()
    work(path)
    return time.process_time() - start


if __name__ == "__main__":
    print(json.dumps(cpu([Path(name) for name in sys.argv[1:]])))
