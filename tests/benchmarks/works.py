"""What the benchmark times: ``python works.py FILE…`` prints the CPU seconds of every work over the files, as JSON.

It is a process of its own, so that what the test runner holds costs none of the works anything.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2

import budgetnb as bn
from budgetnb.readers import open_document

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


def cpu(work: Callable[[Path], Any], files: Sequence[Path], rounds: int = ROUNDS) -> float:
    """The CPU seconds that the work takes for all files: for each the best of some rounds."""
    return sum(min(_once(work, path) for _ in range(rounds)) for path in files)


def _once(work: Callable[[Path], Any], path: Path) -> float:
    start = time.process_time()
    work(path)
    return time.process_time() - start


if __name__ == "__main__":
    print(json.dumps({name: cpu(work, [Path(name) for name in sys.argv[1:]]) for name, work in WORKS.items()}))
