"""How fast the reading is, against pdfplumber and bare text extraction on the same files in the same run."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import timeit
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
import pytest

import budgetnb as bn
from budgetnb.frames import SCHEMAS

FILES, MOST_PAGES = 8, 60
FORTY_PAGES = Path("corpus/shenzhen/7f08e3f407a3.pdf")


@pytest.fixture(scope="module")
def files(shared: Path) -> list[Path]:
    """The sample and one document of each jurisdiction, none of them very long."""
    found = [Path(bn.sample("pdf"))]
    for folder in sorted(p for p in (shared / "corpus").iterdir() if p.is_dir() and p.name != "not-disclosures"):
        found += [path for path in sorted(folder.glob("*.pdf")) if _tables(path)][:1]
    return found[:FILES]


def _tables(path: Path) -> bool:
    try:
        return len(pypdfium2.PdfDocument(path)) <= MOST_PAGES and len(bn.read(path).amounts) > 100
    except bn.BudgetError:
        return False


def cpu(files: Sequence[Path]) -> dict[str, float]:
    """The CPU seconds of every work over the files, measured in a process of its own, the works in turns."""
    command = [sys.executable, str(Path(__file__).with_name("works.py")), *map(str, files)]
    told: dict[str, float] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return told


def test_reading_against_others(files: list[Path]) -> None:
    took = cpu(files)
    print(f"\n{len(files)} files, CPU s: {_told(took)}; engine {took['pdfplumber'] / took['engine']:.1f} times pdfplumber,"
          f" {took['engine'] / took['text']:.1f} times the bare text; frames {took['pdfplumber'] / took['frames']:.1f} times")  # fmt: skip
    assert (
        took["pdfplumber"] / took["engine"] >= 12
        and took["engine"] / took["text"] <= 4
        and took["pdfplumber"] / took["frames"] >= 8
    )


@pytest.mark.corpus
def test_forty_pages_against_another(shared: Path) -> None:
    took = cpu([shared / FORTY_PAGES])
    print(f"\nforty pages, CPU s: {_told(took)}; frames {took['pdfplumber'] / took['frames']:.1f} times pdfplumber")
    assert took["pdfplumber"] / took["frames"] >= 6


def _told(took: dict[str, float]) -> str:
    return ", ".join(f"{name} {seconds:.2f}" for name, seconds in took.items())


def test_checking_against_reading(files: list[Path]) -> None:
    """A check costs at most a fifth of the reading: both timed in one run, over all files together, once all is loaded."""
    bn.read(files[0]).frames()
    reading = checking = 0.0
    for path in files:
        start = time.process_time()
        d = bn.read(path)
        for name in SCHEMAS:
            if name not in ("checks", "ratios"):
                d.frame(name)
        done = time.process_time()
        d.frame("checks")
        reading, checking = reading + done - start, checking + time.process_time() - done
    print(f"\nCPU s: reading {reading:.2f}, checking {checking:.2f}: {checking / reading:.1%} of the reading")
    assert checking <= reading / 5


def test_a_trace_that_nobody_asks_for_costs_nothing(files: list[Path]) -> None:
    """All the looks at whether someone records, twice as many as what is noted where someone does, are lost in the reading."""
    path = files[0]
    disclosure = bn.read(path)
    pages = (disclosure.trace(page.number).events for page in disclosure.document.pages)
    noted = len(disclosure.trace().events) + sum(event.step == "region" for events in pages for event in events)
    look = min(timeit.repeat("trace.active", "from budgetnb import trace", number=100_000, repeat=5)) / 100_000
    reading = cpu([path])["frames"]
    print(f"\n{noted} notes, {look * 1e9:.0f} ns a look: {2 * noted * look / reading:.3%} of the reading")
    assert 2 * noted * look <= reading / 1000


def test_two_processes(files: list[Path]) -> None:
    def wall(workers: int) -> float:
        with ThreadPoolExecutor(workers) as executor:
            bn.read_many(files[:2], executor=executor, progress=False)  # the processes are started and warm
            start = time.perf_counter()
            assert len(bn.read_many(files * 4, executor=executor, progress=False)) == 4 * len(files)
            return time.perf_counter() - start

    one, two = wall(1), wall(2)
    print(f"\nwall s: one process {one:.2f}, two {two:.2f}: {one / two:.2f} times")
    assert one / two >= 1.7


MEMORY = """
import sys, budgetnb as bn
from pathlib import Path
def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20
files = sys.argv[1:]
for n in range(200):
    bn.read(files[n % len(files)]).frames()
    if n in (49, 199):
        print(held())
"""


def test_memory_is_flat_over_200_documents(files: list[Path]) -> None:
    told = subprocess.run([sys.executable, "-c", MEMORY, *map(str, files)], capture_output=True, text=True, check=True)
    first, last = map(float, told.stdout.split())
    print(f"\nMB after 50 documents {first:.0f}, after 200 {last:.0f}")
    assert last <= first * 1.1 + 20


@pytest.mark.corpus
def test_a_report_of_forty_pages_takes_less_than_eight_seconds(shared: Path, tmp_path: Path) -> None:
    """The whole process: start, reading, checks, charts, pictures of pages and writing; the least of three."""
    source = shared / FORTY_PAGES
    command = [sys.executable, "-m", "budgetnb", "report", str(source), "--out", str(tmp_path / "r.html"), "--quiet"]
    times = []
    for _ in range(3):
        began = time.perf_counter()
        subprocess.run(command, check=True)
        times.append(time.perf_counter() - began)
    assert min(times) < 8
