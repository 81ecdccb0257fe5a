"""Frames of claims from a few literal rows, for tests of the checks."""

from __future__ import annotations

from typing import Any

import pandas as pd

from budgetnb import frames
from budgetnb.checks.claims.records import Claim, claims_of
from tests.checks.printed_rows import DOC, UNIT, found


def claims(*rows: dict[str, Any]) -> pd.DataFrame:
    """Claims in 万元."""
    money = ("amount", "prior", "change")
    base = {"doc": DOC, "organisation": UNIT, "year": 2026, "precision": 1e4, "direction": "none", "side": "expenditure",
            "subject_kind": "project"}  # fmt: skip
    return frames.build("claims", [base | row | {k: row[k] * 1e4 for k in money if k in row} for row in rows])


def claim(**row: Any) -> Claim:
    """One claim in 万元, as the checks read it."""
    (made,) = claims_of({"claims": claims(row)})
    return made


def about(prefix: str, *rows: dict[str, Any], tables: list[dict[str, Any]] | None = None) -> list[tuple[str, str]]:
    """(rule, status) of the findings of rules that begin so, on claims and the tables beside them."""
    listed = found(tables or [], claims=claims(*rows))
    return [(rule.removeprefix("claims."), status) for rule, status, _ in listed if rule.startswith(f"claims.{prefix}")]
