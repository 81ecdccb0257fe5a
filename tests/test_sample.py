"""The sample: made from its facts, read the same from text and PDF, equal in its numbers to the published document."""

from __future__ import annotations

import hashlib
import importlib.util
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import budgetnb as bn
from budgetnb.text import flat

SAMPLE = Path(__file__).resolve().parent.parent / "data" / "sample"
SAID = (
    "organisation", "year", "stage", "table", "side", "unit", "scheme", "code", "name", "level", "kind", "measure", "fund",
    "carried", "amount", "precision", "inferred",
)  # fmt: skip
LONGEST_SHARED = 20


def _maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sample_make", SAMPLE / "make.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def _read(path: Path, engine: str | None = None) -> bn.Disclosure:
    return bn.read(path, engine=engine)


def _amounts(disclosure: bn.Disclosure) -> Counter[tuple[str, ...]]:
    """What the amounts say, less where they were printed; names in one form of brackets."""
    rows = disclosure.amounts[list(SAID)].assign(name=lambda a: a["name"].map(flat), unit=lambda a: a["unit"].map(flat))
    return Counter(map(tuple, rows.astype(str).to_numpy().tolist()))


@pytest.fixture(scope="module")
def weasy(needed: Callable[[str], ModuleType]) -> None:
    """weasyprint, which needs the system's pango."""
    needed("weasyprint")


def test_text_is_what_the_facts_make() -> None:
    make = _maker()
    assert make.text(make.facts()) == (SAMPLE / "sample.txt").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.usefixtures("weasy")
def test_pdf_is_made_the_same_every_time() -> None:
    make = _maker()
    made = make.pdf(make.facts())
    assert made == make.pdf(make.facts())
    assert _amounts(bn.read(made)) == _amounts(_read(SAMPLE / "sample.pdf"))


def test_pdf_is_small_and_carries_subsets_of_its_fonts() -> None:
    data = (SAMPLE / "sample.pdf").read_bytes()
    assert len(data) < 500_000


@pytest.mark.parametrize(
    ("file", "engine"), [("sample.txt", None), ("sample.pdf", "pdfium"), ("sample.pdf", "pdfplumber")]
)
def test_amounts_are_those_of_the_published_document(file: str, engine: str | None, shared: Path) -> None:
    published = _amounts(bn.read(next((shared / "seed").glob("*.txt"))))
    assert _amounts(_read(SAMPLE / file, engine)) == published


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param("table == 'balance' and kind == 'total'", {185_170_000.0, 185_530_000.0}, id="both totals"),
        pytest.param(
            "table == 'expenditure' and code == '2140109' and measure == 'procurement_sme'",
            {7_350_000.0},
            id="header path",
        ),
        pytest.param(
            "table == 'gov_fund' and code == '2120803' and measure == 'project'", {100_000_000.0}, id="fund table"
        ),
        pytest.param(
            "table == 'general_economic' and code == '30227' and measure == 'total'", {50_060_000.0}, id="after a page"
        ),
        pytest.param(
            "table == 'three_public' and code == 'vehicle_operation' and measure == 'total' and year == 2023",
            {105_000.0},
            id="finer print",
        ),
        pytest.param("table == 'fiscal_balance' and carried", {360_000.0}, id="carried over"),
        pytest.param("table == 'balance' and code == '2140112'", {18_200_000.0}, id="inferred code"),
    ],
)
@pytest.mark.parametrize("file", ["sample.txt", "sample.pdf"])
def test_a_number_is_where_it_belongs(file: str, asked: str, expected: set[float]) -> None:
    assert set(_read(SAMPLE / file).amounts.query(asked)["amount"]) == expected


BOTH = pytest.mark.parametrize("file", ["sample.txt", "sample.pdf"])


@BOTH
def test_tables_found_empty_and_missing(file: str) -> None:
    tables = _read(SAMPLE / file).tables.query("promised")
    status = dict(zip(tables["table"], tables["status"], strict=True))
    assert [name for name, found in status.items() if found == "missing"] == ["income", "basic", "project"]
    assert [name for name, found in status.items() if found == "empty"] == ["state_capital"]
    assert len(status) == 12
    left = (tables["numbers"] - tables["taken"]).groupby(tables["table"]).sum()
    assert left[left > 0].index.tolist() == ["dept_kpi"]  # the line that adds up the tasks is in no frame


@BOTH
def test_every_indicator_with_its_categories(file: str) -> None:
    read = _read(SAMPLE / file).kpis[["level1", "level2", "indicator", "target"]]
    assert read.to_dict("records") == _maker().rows_of("kpis")


@BOTH
def test_targets_are_understood(file: str) -> None:
    kpis = _read(SAMPLE / file).kpis
    assert Counter(kpis["operator"]) == {">=": 19, "blank": 3}
    assert Counter(kpis.loc[kpis["operator"] == ">=", "level2"]) == {
        "数量指标": 9,
        "质量指标": 5,
        "社会效益指标": 4,
        "服务对象满意度指标": 1,
    }
    first = kpis.iloc[0]
    assert (first["value"], first["unit"]) == (50.0, "份")


@BOTH
def test_tasks_and_goals(file: str) -> None:
    read = _read(SAMPLE / file)
    tasks = [(t["name"], float(t["total"]) * 1e4, float(t["fiscal"]) * 1e4, 0.0) for t in _maker().rows_of("tasks")]
    assert list(read.tasks[["name", "total", "fiscal", "other"]].itertuples(index=False, name=None)) == tasks
    goals = (SAMPLE / "goals.txt").read_text(encoding="utf-8").splitlines()
    assert read.goals["text"].tolist() == [goal[3:] for goal in goals]


@BOTH
def test_projects_with_their_change_and_what_they_were(file: str) -> None:
    projects = _read(SAMPLE / file).projects.query("amount > 0")
    told = (
        (projects[["amount", "change", "prior"]] / 1e4)
        .astype(object)
        .where(projects[["amount", "change", "prior"]].notna(), None)
    )
    assert list(told.itertuples(index=False, name=None)) == [
        (150.0, -10.0, 160.0),
        (36.0, -5601.0, 5637.0),
        (5742.0, 4990.0, 752.0),
        (918.0, None, 918.0),
        (10000.0, -1112.0, 11112.0),
        (60.0, 60.0, 0.0),
    ]


@BOTH
def test_people_and_assets(file: str) -> None:
    read = _read(SAMPLE / file)
    people = read.headcount[["category", "establishment", "actual"]].astype(object).where(lambda f: f.notna(), None)
    assert list(people.itertuples(index=False, name=None)) == [
        ("行政编制", 0, 0), ("事业编制", 33, 29), ("离休", None, 0), ("退休", None, 13), ("雇员", None, 0),
    ]  # fmt: skip
    held = read.assets.dropna(subset="count")
    assert dict(zip(held["item"], held["count"], strict=True)) == {
        "vehicles": 4,
        "equipment_500k": 9,
        "equipment_1m": 0,
    }


@BOTH
def test_what_moved_and_what_stays_unexplained(file: str) -> None:
    moves = _read(SAMPLE / file).moves[["giver", "receiver", "amount"]]
    assert list(moves.itertuples(index=False, name=None)) == [
        ("交通智能化运行管理", "信息化运维项目", 49_900_000.0),
        ("交通智能化运行管理", "信息化新建项目（非政府投资项目）", 600_000.0),
        ("交通智能化运行管理", "", 5_510_000.0),
    ]


@BOTH
def test_rounding_is_no_conflict_and_two_contradictions_are(file: str) -> None:
    checks = _read(SAMPLE / file).checks
    assert checks.loc[checks["status"] == "conflict", "rule"].tolist() == ["claims.changes", "claims.implied_base"]
    rounding = checks.loc[checks["status"] == "rounding", "rule"]
    assert {"identity.parent", "identity.measures", "claims.parts", "claims.projects", "tasks.project"} <= set(rounding)


def test_every_row_of_the_pdf_has_its_place() -> None:
    amounts = _read(SAMPLE / "sample.pdf").amounts
    assert amounts["page"].between(5, 20).all() and amounts["bbox"].notna().all()


def test_no_sentence_is_copied(shared: Path) -> None:
    published = _bare((next((shared / "seed").glob("*.txt"))).read_text(encoding="utf-8"))
    assert [run for sentence in _sentences() for run in _runs(_bare(sentence), published)] == []


def _sentences() -> list[str]:
    make = _maker()
    prose = [line for line in make.narrative(make.facts()) if not line.startswith(("#", "|"))]
    return [
        *prose,
        *(SAMPLE / "goals.txt").read_text(encoding="utf-8").splitlines(),
        *(t["content"] for t in make.rows_of("tasks")),
    ]


def _bare(text: str) -> str:
    """The text less white space and less every name that is a fact, longest first."""
    bare = "".join(unicodedata.normalize("NFKC", text).split())
    for name in sorted(_names(), key=len, reverse=True):
        bare = bare.replace("".join(unicodedata.normalize("NFKC", name).split()), "▢")
    return bare


@cache
def _names() -> frozenset[str]:
    told: dict[str, Any] = _maker().facts()
    document = told["document"]
    headings = [line.lstrip("# ") for line in _maker().narrative(told) if line.startswith("#")]
    heads = ("公务用车购置和运行维护费", "交通运输支出（类）公路水路运输（款）")
    return frozenset([document["organisation"], document["department"], "、".join(document["offices"]), *heads, *headings,
                      *(project["name"] for project in told["projects"].values())])  # fmt: skip


def _runs(text: str, other: str) -> Iterator[str]:
    """The stretches of a text, LONGEST_SHARED characters or more, that stand in the other too."""
    grams = {other[i : i + LONGEST_SHARED] for i in range(len(other) - LONGEST_SHARED + 1)}
    return (
        text[i : i + LONGEST_SHARED]
        for i in range(len(text) - LONGEST_SHARED + 1)
        if text[i : i + LONGEST_SHARED] in grams
    )


def test_provenance_names_the_source(shared: Path) -> None:
    told = tomllib.loads((SAMPLE / "provenance.toml").read_text(encoding="utf-8"))
    source = next((shared / "seed").glob("*.txt")).read_bytes()
    assert told["source_sha256"] == hashlib.sha256(source).hexdigest()
    assert all((SAMPLE / name).is_file() for name in told["facts"])


def test_sample_is_found_by_name_and_format() -> None:
    assert bn.sample() == SAMPLE / "sample.pdf" and bn.sample("txt") == SAMPLE / "sample.txt"
    with pytest.raises(bn.BudgetError, match="no sample as 'docx'; there are: pdf, txt"):
        bn.sample("docx")
