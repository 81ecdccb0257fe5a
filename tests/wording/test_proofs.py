"""Every pattern of the wording files matches what is shown beside it; and how such proofs are read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from budgetnb.wording import files, proofs
from budgetnb.wording.proofs import Proof

PROVEN = (
    "ask", "checks", "classes", "columns", "completeness", "identities", "identity", "indicators", "rows", "rules", "tables", "text",
)  # fmt: skip
"""Files in which every pattern has a proof; the others may have some that have none yet."""


@pytest.mark.parametrize("name", files.names())
def test_every_pattern_matches_what_is_shown_beside_it(name: str) -> None:
    told = {f"{name}.toml:{p.line} {p.pattern!r}": p.faults() for p in proofs.of(name)}
    assert {where: faults for where, faults in told.items() if faults} == {}


@pytest.mark.parametrize("name", PROVEN)
def test_every_pattern_has_a_proof(name: str) -> None:
    assert [f"{name}.toml:{p.line} {p.pattern!r}" for p in proofs.of(name) if not p.says] == []


@pytest.mark.parametrize("name", ["columns", "identity", "rows", "tables", "text"])
def test_a_pattern_that_passes_something_over_shows_what(name: str) -> None:
    bare = (p for p in proofs.of(name) if re.search(r"\(\?<?!", p.pattern) and not p.never)
    assert [f"{name}.toml:{p.line} {p.pattern!r}" for p in bare] == []


@pytest.mark.parametrize("name", files.names())
def test_every_pattern_that_is_read_as_data_is_seen(name: str) -> None:
    """What the reader of proofs takes for a pattern is one for the reader of TOML too, in the same order."""
    strings = list(_strings(tomllib.loads(files.text(name))))
    seen = [p.pattern for p in proofs.read(files.text(name))]
    assert [s for s in seen if s not in strings] == []


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _strings(item)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        pytest.param("a = '差$'  # says 差", [Proof("差$", 1, ("差",))], id="beside"),
        pytest.param(
            "a = '差'  # says 差旅 | 时差  # not 叉", [Proof("差", 1, ("差旅", "时差"), ("叉",))], id="both lists"
        ),
        pytest.param("a = '差'\n# says 差\n# not 叉", [Proof("差", 1, ("差",), ("叉",))], id="below a long one"),
        pytest.param(
            "a = [\n '差',  # says 差\n '叉',\n]", [Proof("差", 2, ("差",)), Proof("叉", 3)], id="one without"
        ),
        pytest.param("a = ['差', '叉']  # says 叉", [Proof("差", 1), Proof("叉", 1, ("叉",))], id="the last of a line"),
        pytest.param("a = '差'\n\n# says 差", [Proof("差", 1)], id="parted by a blank line"),
        pytest.param("a = '差'\nb = 1\n# says 差", [Proof("差", 1)], id="parted by another key"),
        pytest.param("a = '#差'  # says #差", [Proof("#差", 1, ("",))], id="a proof cannot hold the sign itself"),
        pytest.param("a = \"it's '差'\"  # says 差", [], id="words in double quotes are no pattern"),
        pytest.param("# it's ours\na = '差'  # a note", [Proof("差", 2)], id="a note is no proof"),
        pytest.param("a = '1'  # says  差 旅 ", [Proof("1", 1, ("差 旅",))], id="spaces inside are kept"),
    ],
)
def test_proofs_are_the_comments_beside_a_pattern(written: str, found: list[Proof]) -> None:
    assert proofs.read(written) == found


@pytest.mark.parametrize(
    ("proof", "faults"),
    [
        (Proof("费用?$", 1, ("差旅费", "费用"), ("费率",)), []),
        (Proof("费用$", 1, ("差旅费",)), ["does not match '差旅费'"]),
        (Proof("费", 1, ("费用",), ("费率",)), ["matches '费率'"]),
    ],
)
def test_a_proof_that_does_not_hold_says_so(proof: Proof, faults: list[str]) -> None:
    assert proof.faults() == faults


def test_a_pattern_that_is_none_is_not_passed_over() -> None:
    with pytest.raises(re.error):
        Proof("[费", 1).faults()


def test_named_parts_are_filled_in_before_a_pattern_is_tried() -> None:
    filled = {proof.line: proof.pattern for proof in proofs.of("indicators")}
    written = {proof.line: proof.pattern for proof in proofs.read(files.text("indicators"))}
    composed = [line for line, pattern in written.items() if "{{" in pattern]
    assert composed and all("{{" not in filled[line] for line in composed)


@pytest.mark.parametrize("name", PROVEN)
def test_no_line_of_a_proven_file_is_too_long_to_read(name: str) -> None:
    assert [line for line in files.text(name).splitlines() if "# says" in line and len(line) > 160] == []
