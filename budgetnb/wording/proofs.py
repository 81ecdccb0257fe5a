"""What a pattern of the wording files matches and what it must not, as shown beside it; one test runs all of them.

A pattern stands in single quotes, alone on its line. What it must match follows after ``# says`` and what it must not
after ``# not``, on the same line or on lines of their own right below, texts parted by `` | ``::

    input = [
      '预算执行',  # says 预算执行率 | 预算执行进度
      '支出(?:进度|率|金额)',  # says 支出进度  # not 支出总额
    ]

Proofs are comments, so that reading the files costs nothing more: parsed as data they would take the time of all
patterns together ten times over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .files import compose, load, text

TOKEN = re.compile(r"""(?P<word>"(?:\\.|[^"\\\n])*")|'(?P<pattern>[^'\n]*)'|(?P<comment>#.*)|(?P<other>[^\s"'#])""")
KEPT = re.compile(r"#\s*(says|not)\b([^#]*)")


@dataclass(frozen=True, slots=True)
class Proof:
    """One pattern with the texts that it must match (`says`) and must not (`never`); `line` is its line in the file."""

    pattern: str
    line: int
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    def faults(self) -> list[str]:
        """What does not hold, in words; none where all does."""
        compiled = re.compile(self.pattern)
        missed = [f"does not match {said!r}" for said in self.says if not compiled.search(said)]
        return missed + [f"matches {said!r}" for said in self.never if compiled.search(said)]


def read(written: str) -> list[Proof]:
    """The patterns of a wording file's text with their proofs, in the order of the file.

    Examples
    --------
    >>> read("cost = ['费用?$']  # says 差旅费 | 费用  # not 费率")
    [Proof(pattern='费用?$', line=1, says=('差旅费', '费用'), never=('费率',))]
    """
    found: list[Proof] = []
    open_to_proof = False
    for number, line in enumerate(written.splitlines(), 1):
        patterns, comment, alone = _tokens(line)
        found += [Proof(pattern, number) for pattern in patterns]
        open_to_proof = bool(patterns) or (alone and open_to_proof)
        if open_to_proof and found:
            found[-1] = _with(found[-1], comment)
    return found


def _tokens(line: str) -> tuple[list[str], str, bool]:
    """(the patterns of a line, its comment, whether it is nothing else)."""
    tokens = list(TOKEN.finditer(line))
    patterns = [token["pattern"] for token in tokens if token["pattern"] is not None]
    comment = next((token["comment"] for token in tokens if token["comment"]), "")
    return patterns, comment, len(tokens) == 1 and bool(comment)


def _with(proof: Proof, comment: str) -> Proof:
    """The proof with what a comment adds to it."""
    lists = {"says": list(proof.says), "not": list(proof.never)}
    for kind, texts in KEPT.findall(comment):
        lists[kind] += [said.strip() for said in texts.split(" | ")]
    return Proof(proof.pattern, proof.line, tuple(lists["says"]), tuple(lists["not"]))


def of(name: str) -> Iterator[Proof]:
    """The proofs of one of our own wording files, named parts filled in.

    Raises
    ------
    WordingError
        The file cannot be read, or a pattern names a part that is not defined.
    """
    fragments = load(name).get("fragments", {})
    for proof in read(text(name)):
        pattern = compose(proof.pattern, fragments, f"{name}.toml:{proof.line}")
        yield Proof(pattern, proof.line, proof.says, proof.never)
