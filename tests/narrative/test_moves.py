"""From claims to the ledger of moved money."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from budgetnb.frames import build
from budgetnb.model import Identity
from budgetnb.narrative import moves

WHO = Identity("0" * 12, "某市甲局", "某市甲局", 2026)


def claim(subject: str, change: float | None, moved_from: str = "", moved_to: str = "") -> dict[str, Any]:
    return {
        "subject": subject, "change": change, "precision": 1e4, "moved_from": moved_from, "moved_to": moved_to, "year": 2026,
        "reason": "科目调整", "sentence": "", "page": 5, "line": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param(
            [claim("运行管理(结转)项目预算", -56e6, moved_to="运维项目；新建项目"), claim("运维项目预算", 49e6, "运行管理"),
             claim("新建项目预算", 1e6, "运行管理")],
            [("运行管理", "运维项目", 49e6), ("运行管理", "新建项目", 1e6), ("运行管理", "", 6e6)],
            id="one giver, two receivers, the rest unexplained",
        ),
        pytest.param(
            [claim("住房改革支出（款）提租补贴（项）支出", 17e5, "购房补贴"), claim("住房改革支出（款）购房补贴（项）支出", -14e5, moved_to="提租补贴")],
            [("购房补贴", "提租补贴", 14e5), ("", "提租补贴", 3e5)],
            id="both sides state an amount: the smaller moved",
        ),
        pytest.param([claim("甲项目", 5e5, "乙项目；丙项目")], [("乙项目", "甲项目", None), ("丙项目", "甲项目", None), ("", "甲项目", 5e5)],
                     id="several givers: no part was stated"),
        pytest.param([claim("甲项目", -5e5, "乙项目")], [("乙项目", "甲项目", None)], id="money came in and yet it shrank: only named"),
        pytest.param([claim("甲项目", None, moved_to="乙项目")], [("甲项目", "乙项目", None)], id="only named"),
        pytest.param([claim("甲项目", 1e5)], [], id="nothing moved"),
    ],
)  # fmt: skip
def test_moves(told: list[dict[str, Any]], expected: list[tuple[Any, ...]]) -> None:
    frame = build("moves", moves.read(told, WHO))
    cells = frame[["giver", "receiver", "amount"]].to_numpy(dtype=object).tolist()
    assert [tuple(None if pd.isna(value) else value for value in row) for row in cells] == expected
