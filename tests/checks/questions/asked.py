"""Disclosures of a few literal rows to ask questions of, and the answer to one question."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pandas as pd

from budgetnb import checks, frames
from budgetnb.checks import ask
from budgetnb.checks.questions import Facts
from tests.checks.printed_rows import DOC, UNIT, WHO, table

HEAD = {"doc": DOC, "organisation": UNIT, "year": 2026}
Rows = list[dict[str, Any]]


def claim(kind: str, subject: str, amount: float, change: float | None = None, **more: Any) -> dict[str, Any]:
    """A claim in 万元."""
    told = {"change": change * 1e4, "prior": (amount - change) * 1e4} if change is not None else {}
    base = {"subject": subject, "subject_kind": kind, "side": "expenditure", "direction": "none", "precision": 1e4}
    return HEAD | base | {"amount": amount * 1e4} | told | more


def source(amounts: Rows = (), tested: bool = True, **rows: Rows) -> SimpleNamespace:  # type: ignore[assignment]
    """A disclosure of these rows, its checks run over them."""
    made: dict[str, pd.DataFrame] = {
        name: frames.build(name, [_headed(name, r) for r in listed]) for name, listed in rows.items()
    }
    made["amounts"] = frames.build("amounts", list(amounts))
    if tested:
        made["checks"] = frames.build("checks", checks.run(made, WHO))
    return SimpleNamespace(meta={"doc": DOC, "year": 2026}, **made)


def _headed(frame: str, row: dict[str, Any]) -> dict[str, Any]:
    known = {c.name for c in frames.columns(frame)}
    return {k: v for k, v in HEAD.items() if k in known} | row


def answer(question: str, asked: SimpleNamespace, lang: str = "zh") -> str:
    """The sentence that answers a question; it is open exactly where it has no number and no row."""
    row = ask.answers(asked, lang=lang).set_index("id").loc[question]  # type: ignore[arg-type]
    assert (row["certainty"] in ("未说明", "not told")) == (not row["evidence"] and row["value"] != row["value"])
    return str(row["answer"])


SPENT = table("expenditure", "=|500|120|380 208|300|120|180 210|200|0|200", ("total", "basic", "project"))
SILENT = "文件没有说"


def facts(*amounts: Rows, lang: Any = "zh", **rows: Rows) -> Facts:
    """The facts of a disclosure of these rows, with no checks run over it."""
    return Facts(source([r for listed in amounts for r in listed], tested=False, **rows), lang)


def income(*rows: tuple[str, str, float, bool]) -> Rows:
    """The income side of a balance: (name, fund, amount in 万元, carried over) of each row, and their total."""
    lines = " ".join(f"{name}|{amount:g}" for name, _, amount, _ in rows)
    items = [r | {"scheme": "source", "fund": fund, "carried": carried} for r, (_, fund, _, carried) in
             zip(table("balance", lines), rows, strict=True)]  # fmt: skip
    total = table("balance", f"=收入总计|{sum(amount for *_, amount, _ in rows):g}")
    return [r | {"side": "income"} for r in (*items, *total)]


def public(*cells: tuple[str, float], year: int = 2026, **more: Any) -> Rows:
    """The three public expenses as one total row: pairs of an item and its amount in 万元."""
    rows = table(
        "three_public",
        f"=|{'|'.join(f'{amount:g}' for _, amount in cells)}",
        ["total"] * len(cells),
        year=year,
        fund="general",
    )
    return [r | {"scheme": "three_public", "code": code} | more for r, (code, _) in zip(rows, cells, strict=True)]
