"""Two commits compared row by row, in every frame of every document at hand: ``python tests/freeze.py [BASE] [--new COMMIT]``.

Documents are those of the shared material (corpus, more, rendered, seed) and the forms of `tests/forms` set as pages and as
web pages. Each commit reads them with its own code from a checkout of its own; what it read is kept in `.freeze/`, by commit,
so that only what is new is read again. The working tree, where it is the new side, is read as it stands.

Columns that both sides have are compared, those that differ from run to run apart; frames and columns of one side alone are
listed. The exit code is 0 where no row differs.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import pickle
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
KEPT = Path(os.environ.get("BUDGETNB_FREEZE") or ROOT / ".freeze")
SUFFIXES = (".pdf", ".html", ".htm", ".txt", ".docx", ".xlsx", ".xls", ".doc")
PARTS = ("corpus", "more", "rendered", "seed")
RUN_TO_RUN = ("version", "read_at", "path", "engine")
Frames = dict[str, tuple[list[str], list[tuple[str, ...]]]]
"""For each frame its columns and its rows as text."""


def sources(shared: Path, forms: Path) -> list[Path]:
    """Every document to read: the shared material where it is at hand, and the forms, set anew."""
    found = [p for part in PARTS for p in sorted((shared / part).rglob("*")) if p.suffix.lower() in SUFFIXES]
    return [*found, *_set_forms(forms / "forms")]


def _set_forms(folder: Path) -> list[Path]:
    """The forms as PDF and web pages in a folder."""
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    import formwork

    folder.mkdir()
    made = []
    for form in formwork.forms():
        for suffix, content in ((".pdf", formwork.pdf(form)), (".html", formwork.html(form))):
            path = folder / f"{form.name}{suffix}"
            path.write_bytes(content)
            made.append(path)
    return made


def dump(paths: Iterable[Path], out: Path, workers: int) -> None:
    """Reads the documents with the package that is on the path, and writes their frames to `out` by document."""
    with ProcessPoolExecutor(workers) as pool:
        read = dict(zip(map(_key, paths), pool.map(frames_of, map(str, paths)), strict=True))
    out.write_bytes(pickle.dumps(read))


def _key(path: Path) -> str:
    """The name that a document has on both sides: its folder and file."""
    return f"{path.parent.name}/{path.name}"


def frames_of(path: str) -> Frames | str:
    """All frames of one document as text, or the error in its stead."""
    import budgetnb

    try:
        disclosure = budgetnb.read(path)
        made = {name: _plain(frame) for name, frame in disclosure.frames().items()}
    except Exception as error:
        return f"{type(error).__name__}: {str(error).replace(path, '')}"
    meta = {k: v for k, v in disclosure.meta.items() if k not in RUN_TO_RUN}
    return made | {"meta": (list(meta), [tuple(str(v) for v in meta.values())])}


def _plain(frame: Any) -> tuple[list[str], list[tuple[str, ...]]]:
    rows = frame.astype(object).where(frame.notna(), "").to_numpy().tolist()
    return list(frame.columns), [tuple(repr(v) if isinstance(v, float) else str(v) for v in row) for row in rows]


# Both sides read.


def reading(commit: str | None, paths: list[Path], workers: int) -> dict[str, Frames | str]:
    """What a commit (None: the working tree) reads of the documents, from what was kept where it has been read before."""
    if commit is None:
        return _run(ROOT, paths, workers)
    sha = _git("rev-parse", "--verify", f"{commit}^{{commit}}")
    state = hashlib.sha256("".join(f"{_key(p)}{p.stat().st_size}" for p in paths).encode()).hexdigest()[:8]
    kept = KEPT / f"{sha[:16]}-{state}.pickle"
    if not kept.exists():
        KEPT.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            _git("worktree", "add", "--detach", folder, sha)
            try:
                kept.write_bytes(pickle.dumps(_run(Path(folder), paths, workers)))
            finally:
                _git("worktree", "remove", "--force", folder)
    found: dict[str, Frames | str] = pickle.loads(kept.read_bytes())  # noqa: S301 written by ourselves, above
    return found


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def _run(checkout: Path, paths: list[Path], workers: int) -> dict[str, Frames | str]:
    """The documents read by the code of a checkout, in an interpreter of its own."""
    with tempfile.TemporaryDirectory() as folder:
        out, listed = Path(folder, "read.pickle"), Path(folder, "sources.txt")
        listed.write_text("\n".join(map(str, paths)), encoding="utf-8")
        words = [sys.executable, __file__, "--dump", str(out), "--sources", str(listed), "--workers", str(workers)]
        env = {**os.environ, "PYTHONPATH": str(checkout)}
        subprocess.run(words, check=True, env=env, cwd=checkout)
        read: dict[str, Frames | str] = pickle.loads(out.read_bytes())  # noqa: S301 written by ourselves, above
    return read


# Both sides compared.


def differences(old: dict[str, Frames | str], new: dict[str, Frames | str]) -> Iterator[tuple[str, str, str, str]]:
    """(document, frame, sign, row) for every row that one side has alone: `-` the old one, `+` the new one."""
    for doc in sorted(old.keys() | new.keys()):
        a, b = old.get(doc, "not read"), new.get(doc, "not read")
        if isinstance(a, str) or isinstance(b, str):
            if a != b:
                yield from ((doc, "", sign, x if isinstance(x, str) else "read") for sign, x in (("-", a), ("+", b)))
            continue
        for frame in sorted(a.keys() & b.keys()):
            for sign, row in _rows_apart(a[frame], b[frame]):
                yield doc, frame, sign, row


def _rows_apart(a: tuple[Any, Any], b: tuple[Any, Any]) -> Iterator[tuple[str, str]]:
    both = [c for c in a[0] if c in b[0]]
    old, new = (Counter(_only(side, both)) for side in (a, b))
    for sign, rows in (("-", old - new), ("+", new - old)):
        for row in rows.elements():
            yield sign, " | ".join(f"{c}={v}" for c, v in zip(both, row, strict=True) if v != "")
    if old == new and _only(a, both) != _only(b, both):
        yield "~", "the same rows in another order"


def _only(side: tuple[list[str], list[tuple[str, ...]]], columns: list[str]) -> list[tuple[str, ...]]:
    at = [side[0].index(c) for c in columns]
    return [tuple(row[i] for i in at) for row in side[1]]


def alone(old: dict[str, Frames | str], new: dict[str, Frames | str]) -> list[str]:
    """The frames and columns that one side has alone."""
    sides = [
        {
            f"{frame}.{c}"
            for read in side.values()
            if not isinstance(read, str)
            for frame in read
            for c in read[frame][0]
        }
        for side in (old, new)
    ]
    return [
        f"{sign} {name}"
        for sign, names in (("-", sides[0] - sides[1]), ("+", sides[1] - sides[0]))
        for name in sorted(names)
    ]


def rows_in(read: dict[str, Frames | str]) -> int:
    """How many rows all frames of all documents hold."""
    return sum(len(rows) for frames in read.values() if not isinstance(frames, str) for _, rows in frames.values())


def main() -> int:
    """Compares and prints; 1 where a row differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", nargs="?", default="HEAD", help="the commit that is held (HEAD)")
    parser.add_argument("--new", help="the commit compared with it (the working tree)")
    parser.add_argument("--ignore", default="", help="frames or frame.columns that may differ, parted by commas")
    parser.add_argument("--only", default="", help="documents whose name holds this")
    parser.add_argument("--lines", type=int, default=60, help="how many rows that differ are printed (60)")
    parser.add_argument(
        "--shared", type=Path, default=Path(os.environ.get("BUDGETNB_SHARED") or ROOT.parent / "shared")
    )
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--dump", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--sources", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.dump:
        dump([Path(line) for line in asked.sources.read_text(encoding="utf-8").splitlines()], asked.dump, asked.workers)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        paths = [p for p in sources(asked.shared, Path(folder)) if asked.only in _key(p)]
        old, new = (reading(commit, paths, asked.workers) for commit in (asked.base, asked.new))
    return _print(old, new, asked)


def _print(old: dict[str, Frames | str], new: dict[str, Frames | str], asked: argparse.Namespace) -> int:
    ignored = tuple(filter(None, asked.ignore.split(",")))
    for side in (old, new):
        for read in side.values():
            if not isinstance(read, str):
                _leave_out(read, ignored)
    found = list(differences(old, new))
    for doc, frame, sign, row in found[: asked.lines]:
        print(f"{sign} {doc} {frame}: {row}")
    for line in alone(old, new):
        print(f"{line} (one side alone)")
    counted = Counter((doc, frame) for doc, frame, _, _ in found)
    for (doc, frame), n in sorted(counted.items()):
        print(f"{doc:40} {frame:12} {n}")
    print(f"{len(old)} documents, {rows_in(old)} rows before and {rows_in(new)} after, {len(found)} differ")
    return 1 if found else 0


def _leave_out(read: Frames, ignored: tuple[str, ...]) -> None:
    """Takes frames and columns that may differ out of what was read."""
    for name in ignored:
        frame, _, column = name.partition(".")
        if frame in read and not column:
            del read[frame]
        elif frame in read and column in read[frame][0]:
            columns, rows = read[frame]
            at = columns.index(column)
            read[frame] = ([c for c in columns if c != column], [row[:at] + row[at + 1 :] for row in rows])


if __name__ == "__main__":
    sys.exit(main())
