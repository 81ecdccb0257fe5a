"""The tiles of the first screen: the figures that matter."""

from __future__ import annotations

from typing import Any

import builders
import pandas as pd
import pytest

from budgetnb import frames
from budgetnb.report import tiles
from budgetnb.report.tiles import Tile


def by_label(source: Any) -> dict[str, Tile]:
    return {tile.label[1]: tile for tile in tiles.tiles(source)}


@pytest.fixture(scope="module")
def shown() -> dict[str, Tile]:
    return by_label(builders.disclosure())


@pytest.mark.parametrize(
    ("label", "value", "note"),
    [
        ("Expenditure budget", "185.53 million yuan", "Expenditure"),
        ("Largest class", "城乡社区支出", "53.9% of expenditure"),
        ("Project expenditure", "91.1%", "the rest is basic expenditure"),
        ("Procurement", "23.31 million yuan", "31.5% reserved for small and medium firms"),
        ("Indicators", "6", "100% are numbers"),
        ("Checks", "4", "1 in conflict, 1 within rounding"),
    ],
)
def test_a_tile_and_its_note(shown: dict[str, Tile], label: str, value: str, note: str) -> None:
    assert (shown[label].value[1], shown[label].note[1]) == (value, note)


def test_tiles_lead_on_and_back(shown: dict[str, Tile]) -> None:
    assert {label: tile.link for label, tile in shown.items()} == {
        "Expenditure budget": "spending", "Largest class": "spending", "Project expenditure": "spending",
        "Procurement": "procurement", "Indicators": "kpis", "Checks": "findings",
    }  # fmt: skip
    assert shown["Expenditure budget"].ref.startswith("amounts:") and shown["Checks"].tone == "bad"


def test_what_is_not_there_has_no_tile() -> None:
    empty = {name: frames.build(name, []) for name in ("amounts", "kpis", "checks", "procurement", "projects", "moves")}
    assert tiles.tiles(builders.disclosure(**empty)) == ()


def rows(*tables: tuple[str, float, str]) -> pd.DataFrame:
    head = builders.HEAD | {
        "side": "expenditure",
        "measure": "total",
        "kind": "total",
        "scheme": "none",
        "stage": "budget",
        "precision": 1e4,
    }
    return frames.build(
        "amounts", [head | {"table": table, "amount": amount, "fund": fund} for table, amount, fund in tables]
    )


@pytest.mark.parametrize(
    ("listed", "table"),
    [
        pytest.param(
            [("balance", 6e4, "all"), ("expenditure", 5e4, "all")], "expenditure", id="the table of expenditure first"
        ),
        pytest.param(
            [("fiscal_expenditure", 5e4, "fiscal"), ("fiscal_balance", 5e4, "fiscal")],
            "fiscal_balance",
            id="then the balances",
        ),
        pytest.param([("gov_fund", 5e4, "gov_fund")], None, id="no fund that is not all"),
        pytest.param([("procurement", 5e4, "all")], None, id="no table of something else"),
        pytest.param([("expenditure", 0.0, "all"), ("balance", 6e4, "all")], "balance", id="not one of nothing"),
    ],
)
def test_the_total_comes_from_one_table(listed: list[tuple[str, float, str]], table: str | None) -> None:
    found = tiles.total_row(builders.disclosure(amounts=rows(*listed)))
    assert (None if found is None else found["table"]) == table


def test_the_largest_total_of_a_table_is_the_whole() -> None:
    found = tiles.total_row(builders.disclosure(amounts=rows(("expenditure", 5e4, "all"), ("expenditure", 9e4, "all"))))
    assert found is not None and found["amount"] == 9e4


def test_a_sentence_tells_the_total_where_no_table_does() -> None:
    claim = builders.HEAD | {
        "subject": "部门支出",
        "subject_kind": "total_expenditure",
        "side": "expenditure",
        "direction": "none",
        "amount": 5e4,
    }
    listed = frames.build("claims", [claim | {"of_which": True, "amount": 9e4}, claim])
    source = builders.disclosure(amounts=frames.build("amounts", []), claims=listed)
    found = tiles.total_row(source)
    assert found is not None and (found["amount"], found["table"], found["stage"]) == (5e4, "", "budget")
    assert by_label(source)["Expenditure budget"].note == ("文字所述", "as the text states it")


@pytest.mark.parametrize(("stage", "label"), [("budget", "Expenditure budget"), ("final", "Expenditure, final")])
def test_final_accounts_are_called_so(stage: str, label: str) -> None:
    amounts = rows(("expenditure", 5e4, "all")).assign(stage=stage)
    assert label in by_label(builders.disclosure(amounts=amounts))


@pytest.mark.parametrize(
    ("statuses", "note"),
    [
        (
            ["found", "empty", "missing"],
            ("1 张空表，目录列出而缺失 1 张", "1 empty; named in the contents and missing: 1"),
        ),
        (["found"], ("0 张空表，目录列出而缺失 0 张", "0 empty; named in the contents and missing: 0")),
    ],
)
def test_missing_are_the_tables_that_the_contents_name(statuses: list[str], note: tuple[str, str]) -> None:
    listed = [{"doc": builders.DOC, "table": "income", "status": s, "promised": s == "missing"} for s in statuses]
    shown = by_label(builders.disclosure(tables=frames.build("tables", listed)))["Tables"]
    assert (shown.value[0], shown.note, shown.link) == (str(len(statuses)), note, "completeness")


def test_a_reserve_that_is_not_told_is_said_to_be_untold() -> None:
    listed = builders.procurement().query("by == 'total'").assign(sme=None, micro=None)
    shown = by_label(builders.disclosure(procurement=listed.astype({"sme": "float64", "micro": "float64"})))
    assert shown["Procurement"].note == ("未写明预留", "no reserve stated")


def test_nothing_in_conflict_is_good() -> None:
    checks = builders.checks().query("status == 'exact'").reset_index(drop=True)
    assert by_label(builders.disclosure(checks=checks))["Checks"].tone == "good"


@pytest.mark.parametrize(("part", "is_part"), [(1.0, False), (0.981, False), (0.97, True)])
def test_classes_that_are_only_a_part_of_all(part: float, is_part: bool) -> None:
    amounts = rows(("expenditure", 1e6, "all"))
    listed = pd.DataFrame({"whole": [part * 1e6]})
    assert tiles.is_partial(builders.disclosure(amounts=amounts), listed) is is_part


def test_of_classes_of_one_fund_nothing_is_said_to_be_left_out() -> None:
    amounts = rows(("general_function", 1e6, "general"))
    assert tiles.is_partial(builders.disclosure(amounts=amounts), pd.DataFrame({"whole": [1e5]})) is False
