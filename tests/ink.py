"""Every number that pages of tables print, counted by another library: ``python tests/ink.py [--only corpus/shenzhen]``.

pdfplumber reads the words of all pages. A word that is one number, and no code, year, numbering, page number or part of a sentence,
is looked for on its page in the frames, then in `left`. What stands in neither was lost in silence; it is listed, and the exit
code is 1. Numbers are matched by page and digits, each as often as it is printed.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("corpus", "more", "rendered")
NUMBER = re.compile(r"[-+−－(（]?\d+(?:[,，]\d{3})*(?:[.．]\d+)?[)）]?%?")
AMOUNT = re.compile(r"[.,，．]")
CODE = re.compile(r"\d{5,}|[1235]\d\d|\d{1,2}|(?:19|20)\d\d")
"""Integers that may as well be codes, numbers of rows and pages, or years: without a sign of parting nobody can tell by the word alone."""
LETTER = re.compile(r"[^\W\d_]|[，。；：、“”《》（）]")
FRAMES = ("amounts", "kpis", "tasks", "goals", "claims", "headcount", "assets")
FEWEST = 3  # numbers of a page that counts as one of tables
SCALE, DARK = 2, 160  # pixels a point, and the grey from which a pixel is ink
CLOSE = 1.2  # of the height of a word: what stands nearer is one text with it
Words = list[dict[str, Any]]


class Word(NamedTuple):
    """One number as another library reads it: its page, text and box, and the line that it stands in."""

    page: int
    text: str
    box: tuple[float, float, float, float]
    around: str
    is_over: bool


class Count(NamedTuple):
    """One document: how many numbers are in a frame, in left, and which are in neither, as (page, text, the words around it)."""

    path: str
    framed: int
    left: int
    neither: list[tuple[int, str, str]]
    error: str = ""


def digits(text: str) -> str:
    """A number as it is compared: its digits and point.

    >>> digits("1,234.50"), digits("（12）")
    ('1234.50', '12')
    """
    return re.sub(r"[^\d.]", "", text.replace("．", "."))


def count(path: str) -> Count:
    """The account of one document."""
    import budgetnb

    try:
        read = budgetnb.read(path)
    except budgetnb.BudgetError as error:
        return Count(path, 0, 0, [], type(error).__name__)
    framed, left = _in_frames(read), _by_page(read.left.loc[read.left["number"], ["page", "text"]])
    found, there, rest = 0, 0, []
    for word in numbers(path):
        key = (word.page, digits(word.text))
        if framed[key] > 0:
            framed[key] -= 1
            found += 1
        elif left[key] > 0:
            left[key] -= 1
            there += 1
        else:
            rest.append(word)
    neither = [(word.page, word.text, word.around) for word in _seen(path, rest)]
    return Count(path, found, there, neither)


def _seen(path: str, words: list[Word]) -> Iterator[Word]:
    """Those of some words that are seen: pdfplumber knows no clipping, and reads what a cell cut by a page break hides on each page."""
    import pypdfium2

    if not words:
        return
    pdf = pypdfium2.PdfDocument(path)
    drawn = {n: pdf[n - 1].render(scale=SCALE, grayscale=True).to_numpy().squeeze() for n in {w.page for w in words}}
    for word in words:
        x0, top, x1, bottom = (max(round(side * SCALE), 0) for side in word.box)
        is_dark = drawn[word.page][(3 * top + bottom) // 4 : (top + 3 * bottom) // 4, x0:x1] < DARK
        strokes = (is_dark[:, 1:] & ~is_dark[:, :-1]).sum(axis=1).max(initial=0)
        if not word.is_over and strokes >= len(word.text) / 2:
            yield word


def _in_frames(read: Any) -> Counter[tuple[int, str]]:
    """How often each number is printed in the rows of frames, by page: every number of a text that a row quotes."""
    found: Counter[tuple[int, str]] = Counter()
    for name in FRAMES:
        frame = read.frame(name)
        texts = [c for c in frame.columns if str(frame[c].dtype) == "string" and c not in ("doc", "header", "cross")]
        for page, *row in frame[["page", *texts]].itertuples(index=False):
            for number in (
                {n for text in row for n in re.findall(r"\d[\d,，.．]*", text)}
                if name != "amounts"
                else [row[texts.index("raw")]]
            ):
                found[page, digits(number).rstrip(".")] += 1
    for row in read.frame("tasks").itertuples():
        for amount in (row.total, row.fiscal, row.other):
            for scale in (1.0, 1e4):
                found.update((row.page, f"{amount / scale:.{n}f}") for n in (0, 2, 6) if pd.notna(amount))
    return found


def _by_page(rows: Any) -> Counter[tuple[int, str]]:
    return Counter((page, digits(text)) for page, text in rows.itertuples(index=False))


def numbers(path: str) -> Iterator[Word]:
    """Every number that pdfplumber reads and that may be data, on the pages that print some."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            words = page.extract_words(x_tolerance=1.5, y_tolerance=2)
            found = [(w, line) for line in _lines(words) for w in line if _is_data(w, line)]
            for w, line in found if len(found) >= FEWEST else ():
                box = (w["x0"], w["top"], w["x1"], w["bottom"])
                yield Word(number, w["text"], box, " ".join(x["text"] for x in line), _is_over(w, words))
            page.close()


def _is_over(word: dict[str, Any], words: Words) -> bool:
    """Whether a word stands upon another: the one that is clipped away on this page, and the one that is seen."""
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return any(w is not word and w["x0"] < x < w["x1"] and w["top"] < y < w["bottom"] for w in words)


def _lines(words: Words) -> Iterator[Words]:
    """The words of each line, from left to right."""
    line: Words = []
    for word in sorted(words, key=lambda w: (round(w["bottom"]), w["x0"])):
        if line and abs(word["bottom"] - line[-1]["bottom"]) > 2:
            yield sorted(line, key=lambda w: w["x0"])
            line = []
        line.append(word)
    if line:
        yield sorted(line, key=lambda w: w["x0"])


def _is_data(word: dict[str, Any], line: Words) -> bool:
    """Whether a word is one number with a sign of parting, and no letters stand close by it."""
    text = word["text"]
    if not NUMBER.fullmatch(text) or not AMOUNT.search(text):
        return False
    near = CLOSE * (word["bottom"] - word["top"])
    beside = (w for w in line if -1 < w["x0"] - word["x1"] < near or -1 < word["x0"] - w["x1"] < near)
    return not any(LETTER.search(w["text"]) for w in beside if w is not word)


def sources(shared: Path, only: str) -> list[str]:
    """The PDF files of the shared material whose path holds some words."""
    found = [p for part in PARTS for p in sorted((shared / part).rglob("*.pdf"))]
    return [str(p) for p in found if only in str(p) and p.parent.name != "not-disclosures"]


def _print(counts: Iterable[Count], most: int) -> int:
    totals: Counter[str] = Counter()
    for c in counts:
        totals.update(framed=c.framed, left=c.left, neither=len(c.neither), documents=1)
        print(
            f"{'/'.join(Path(c.path).parts[-3:]):50} in a frame {c.framed:6} in left {c.left:5} in neither {len(c.neither):4} {c.error}",
            flush=True,
        )
        for page, text, around in c.neither[:most]:
            print(f"    page {page}: {text}   | {around[:100]}")
    print(", ".join(f"{name} {n}" for name, n in totals.items()))
    return 1 if totals["neither"] else 0


def main() -> int:
    """Counts and prints; 1 where a number is in neither."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="documents whose path holds this")
    parser.add_argument("--lines", type=int, default=20, help="how many of a document's lost numbers are listed (20)")
    parser.add_argument(
        "--shared", type=Path, default=Path(os.environ.get("BUDGETNB_SHARED") or ROOT.parent / "shared")
    )
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    with ProcessPoolExecutor(asked.workers) as pool:
        return _print(pool.map(count, sources(asked.shared, asked.only)), asked.lines)


if __name__ == "__main__":
    sys.exit(main())
