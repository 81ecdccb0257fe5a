"""The contract as code: what builds, what is refused, and that every column explains itself."""

from __future__ import annotations

import pandas as pd
import pytest

from budgetnb import frames, labels
from budgetnb.errors import FrameError, OptionError
from budgetnb.wording import tables


@pytest.mark.parametrize("name", sorted(frames.SCHEMAS))
def test_an_empty_frame_has_every_column_in_its_type(name: str) -> None:
    made = frames.build(name, [])
    assert {c.name: c.dtype for c in frames.columns(name)} == {str(k): str(v) for k, v in made.dtypes.items()} and len(
        made
    ) == 0


@pytest.mark.parametrize("name", sorted(frames.SCHEMAS))
def test_a_blank_record_is_blank_and_not_zero(name: str) -> None:
    required = {c.name: c.allowed[0] for c in frames.columns(name) if c.allowed}
    row = frames.build(name, [required]).iloc[0]
    numbers = [c.name for c in frames.columns(name) if c.dtype in ("Int64", "float64")]
    texts = [c.name for c in frames.columns(name) if c.dtype == "string" and not c.allowed]
    assert all(pd.isna(row[n]) for n in numbers) and all(row[t] == "" for t in texts)


def test_values_keep_their_meaning() -> None:
    made = frames.build("goals", [{"doc": "0" * 12, "year": 2023, "order": 1, "text": "按期完成", "line": None}])
    expected = {
        "doc": "0" * 12,
        "organisation": "",
        "year": 2023,
        "order": 1,
        "text": "按期完成",
        "page": None,
        "line": None,
    }
    assert made.to_dict("records") == [expected]


def test_boxes_and_lists_stay_whole() -> None:
    made = frames.build("kpis", [{"operator": ">=", "bbox": (1.0, 2.0, 3.0, 4.0)}, {"operator": "blank"}])
    assert made["bbox"].tolist() == [(1.0, 2.0, 3.0, 4.0), None]
    refs = [("amounts", 1), ("amounts", 2)]
    assert frames.build("ratios", [{"ratio": "x", "evidence": refs}])["evidence"].tolist() == [refs]


@pytest.mark.parametrize(
    ("name", "record", "message"),
    [
        pytest.param("goals", {"texte": "x"}, "goals: no column texte", id="unknown column"),
        pytest.param("kpis", {"operator": "≥"}, r"operator has \['≥'\], allowed: >=", id="outside a closed list"),
        pytest.param("amounts", {"table": "balances"}, r"table has \['balances'\]", id="unknown table"),
    ],
)
def test_what_breaks_the_contract_is_refused(name: str, record: dict[str, object], message: str) -> None:
    with pytest.raises(FrameError, match=message):
        frames.build(name, [record])


def test_check_lists_every_fault() -> None:
    broken = (
        frames.build("goals", [{"order": 1}])
        .astype({"order": "float64"})
        .assign(text=pd.Series([pd.NA], dtype="string"))
    )
    with pytest.raises(FrameError, match="order is float64, expected Int64; text has missing text"):
        frames.check("goals", broken)
    with pytest.raises(FrameError, match="columns "):
        frames.check("goals", broken[["doc", "text"]])


def test_unknown_frame_names_the_known() -> None:
    with pytest.raises(OptionError, match="no frame 'amount'; there are: amounts, tables"):
        frames.columns("amount")


def test_every_column_says_what_it_is_once() -> None:
    assert [c.name for schema in frames.SCHEMAS.values() for c in schema if not c.says] == []
    assert all(len({c.name for c in schema}) == len(schema) for schema in frames.SCHEMAS.values())


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("table", tables.names()),
        ("measure", frames.MEASURES),
        ("fund", frames.FUNDS),
        ("kind", frames.KINDS),
        ("three_public", frames.THREE_PUBLIC),
        ("status", frames.CHECK_STATUSES),
        ("operator", frames.OPERATORS),
    ],
)
def test_every_id_has_a_name_in_both_languages(words: str, ids: tuple[str, ...]) -> None:
    assert [i for i in ids if i not in labels.EVERY[words]] == []
