"""The matrix of forms and styles, set by each producer and read back.

python tests/styles/matrix.py                                   all of it
python tests/styles/matrix.py --styles bare,three --forms cut   a part
python tests/styles/matrix.py --draw 100 --seed 7               a hundred settings, the same for the same seed
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from functools import partial
from multiprocessing import get_context
from pathlib import Path

if __name__ == "__main__":  # run as a command, only its own folder is on the path
    sys.path[:0] = [str(Path(__file__).resolve().parents[n]) for n in (2, 1)]

from styles.compare import Cell
from styles.draw import DRAWN, every
from styles.setting import PRODUCERS, Setting, measured
from styles.style import floors, styles


def settings(chosen: argparse.Namespace) -> list[Setting]:
    """What is asked for, in order of styles."""
    ids = chosen.styles or [s.id for s in styles().values() if not chosen.families or s.family in chosen.families]
    found = list(every(ids, chosen.forms, chosen.producers))
    if not chosen.draw:
        return found
    return sorted(random.Random(chosen.seed).sample(found, min(chosen.draw, len(found))), key=found.index)


def run(asked: Sequence[Setting], jobs: int, keep: Path | None = None) -> list[Cell]:
    """The cells of all settings, in their order; set in processes of their own, where a browser can be started, or with no job here."""
    one = partial(measured, folder=keep)
    if not jobs:
        return list(map(one, asked))
    with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
        return list(pool.map(one, asked, chunksize=2))


def table(cells: Sequence[Cell]) -> list[str]:
    """The matrix as lines: a style by a producer each, and its worst forms."""
    counted = "".join(f" {word:>5}" for word in ("added", "lost", "false", "empty", "error"))
    head = (
        f"{'style':<18} {'producer':<10} {'family':<8} forms amounts   every numbers{counted}        kpis  worst forms"
    )
    keys = list(dict.fromkeys((c.style, c.producer) for c in cells))
    rows = [
        _row(style, producer, [c for c in cells if (c.style, c.producer) == (style, producer)])
        for style, producer in keys
    ]
    return [head, *rows]


def shares(cells: Iterable[Cell]) -> dict[str, float]:
    """The shares of printed amounts that are right in every respect, on their page and table, and lost; tables falsely called empty."""
    known = list(cells)
    printed = max(sum(c.printed for c in known), 1)
    return {
        "every": sum(c.every for c in known) / printed,
        "numbers": sum(c.numbers for c in known) / printed,
        "lost": sum(len(c.lost) for c in known) / printed,
        "empty": sum(len(c.empty) for c in known),
    }


def _row(style: str, producer: str, cells: Sequence[Cell], family: str = "") -> str:
    kpis, share = sum(c.indicators for c in cells), shares(cells)
    counts = (
        sum(c.added for c in cells),
        sum(len(c.lost) for c in cells),
        sum(len(c.conflicts) for c in cells),
        share["empty"],
        sum(bool(c.error) for c in cells),
    )
    right = f"{sum(c.indicators_right for c in cells)}/{kpis}" if kpis else ""
    return (
        f"{style:<18} {producer:<10} {family or styles()[style].family:<8} {len(cells):>5} {sum(c.printed for c in cells):>7} "
        f"{share['every']:>7.3f} {share['numbers']:>7.3f}{''.join(f' {n:>5}' for n in counts)} {right:>11}  {_worst(cells)}"
    )


def _worst(cells: Sequence[Cell]) -> str:
    short = {c: c.printed - c.every + c.indicators - c.indicators_right for c in cells}
    return ", ".join(
        f"{c.form} -{short[c]}" for c in sorted(short, key=short.__getitem__, reverse=True)[:4] if short[c]
    )


def families(cells: Sequence[Cell]) -> list[str]:
    """The matrix by family, with the share aimed at."""
    found = []
    for name, floor in floors().items():
        of = [c for c in cells if styles()[c.style].family == name]
        if of:
            found.append(_row(f"all {name}", f"≥ {floor.target}", of, name))
    return found


def below(cells: Iterable[Cell], family: str) -> list[str]:
    """What of a family is read worse than its floor, a line each."""
    floor, read = floors()[family], shares([c for c in cells if styles()[c.style].family == family])
    return [
        f"{family}: {name} is {read[name]:.3f}, its floor {getattr(floor, name)}"
        for name, sign in (("every", 1), ("numbers", 1), ("lost", -1), ("empty", -1))
        if sign * read[name] < sign * getattr(floor, name)
    ]


def least(cells: Iterable[Cell], family: str, draws: int = 2000) -> str:
    """What the worst of many draws reads of a family, as its floors in styles.toml, a hundredth below."""
    of, dice = [c for c in cells if styles()[c.style].family == family], random.Random(0)
    read = [shares(dice.sample(of, min(DRAWN, len(of)))) for _ in range(draws)]
    low = {name: max(0.0, min(r[name] for r in read) - 0.01) for name in ("every", "numbers")}
    lost, empty = (max(r[name] for r in read) for name in ("lost", "empty"))
    told = f"every = {low['every']:.2f}\nnumbers = {low['numbers']:.2f}\nlost = {min(1.0, lost + 0.01):.2f}\nempty = {empty}"
    return f"[family.{family}]\n{told}\ntarget = {floors()[family].target}\n"


def details(cells: Iterable[Cell]) -> list[str]:
    """What went wrong beyond shares, a line each."""
    return [
        f"{c.form} {c.style} {c.producer}: {what} {text}"
        for c in cells
        for what, texts in (("false", c.conflicts), ("empty", c.empty), ("error", [c.error] if c.error else []))
        for text in texts
    ]


def _chosen(argv: Sequence[str] | None) -> argparse.Namespace:
    def listed(text: str) -> list[str]:
        return [part for part in text.split(",") if part]

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=0, help="what the draw is drawn by")
    parser.add_argument("--draw", type=int, default=0, help="how many settings to draw; 0 is all")
    parser.add_argument("--forms", type=listed, default=[], help="names of forms, parted by commas")
    parser.add_argument("--styles", type=listed, default=[], help="ids of styles")
    parser.add_argument("--families", type=listed, default=[], help="families of styles")
    parser.add_argument("--producers", type=listed, default=list(PRODUCERS), help=", ".join(PRODUCERS))
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--keep", type=Path, help="a folder in which pages of browsers are kept for the next run")
    parser.add_argument("--json", type=Path, help="a file for all cells")
    parser.add_argument("--details", action="store_true", help="each false conflict, empty table and error")
    parser.add_argument(
        "--floors", action="store_true", help="the floors of styles.toml that the worst draw of these cells would meet"
    )
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> None:
    """Print the matrix."""
    chosen = _chosen(argv)
    cells = run(settings(chosen), chosen.jobs, chosen.keep)
    print("\n".join([*table(cells), "", *families(cells)]))
    if chosen.details:
        print("\n".join(["", *details(cells)]))
    if chosen.floors:
        print(
            "\n".join(
                [
                    "",
                    *(
                        least(cells, family)
                        for family in floors()
                        if any(styles()[c.style].family == family for c in cells)
                    ),
                ]
            )
        )
    if chosen.json:
        chosen.json.write_text(json.dumps([asdict(c) for c in cells], ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
