"""The report as text: its policy, its parts, its sizes, and the words of a hostile document."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import builders
import pandas as pd
import pytest

import budgetnb
from budgetnb import report
from budgetnb.errors import OptionError
from budgetnb.report import findings, page, sheets, words

MEGABYTE = 2**20


@pytest.fixture(scope="module")
def sample() -> Any:
    return budgetnb.read(budgetnb.sample())


@pytest.fixture(scope="module")
def html(sample: Any) -> str:
    return report.html(sample)


def _data(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="budgetnb-data">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    return json.loads(found[1])  # type: ignore[no-any-return]


def test_the_policy_names_every_script_and_style_and_allows_no_other(html: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1]  # type: ignore[index]
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    hashes = [
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in (*scripts, *styles)
    ]
    assert len(scripts) == 2 and len(styles) == 1
    assert policy == (f"default-src 'none'; script-src {hashes[0]} {hashes[1]}; style-src {hashes[2]}; img-src data:; "
                      "base-uri 'none'; form-action 'none'")  # fmt: skip
    assert "unsafe" not in policy and not re.search(
        r"<[^>]+\son\w+=|<[^>]+\sstyle=|<link|src=\"http", html.split("<script")[0]
    )


def test_it_is_small(sample: Any, html: str) -> None:
    assert len(html.encode()) < 6 * MEGABYTE
    assert len(report.html(sample, pictures=False).encode()) < 3 * MEGABYTE


def test_every_number_that_can_be_asked_for_has_its_place(html: str) -> None:
    asked = {
        (part, ref)
        for refs, part in re.findall(r'data-ref="([^"]+)" data-part="([^"]+)"', html)
        for ref in refs.split(";")
    }
    data = _data(html)
    missing = [f"{part}.{ref}" for part, ref in asked if f"{part}.{ref}" not in data["places"]]
    in_charts = {
        ref
        for spec in data["charts"].values()
        for rows in spec["zh"]["datasets"].values()
        for row in rows
        for ref in row.get("ref", "").split(";")
        if ref
    }
    assert asked and missing == [] and {ref for ref in in_charts if f"d1.{ref}" not in data["places"]} == set()


def test_each_page_of_evidence_is_there_once(html: str, sample: Any) -> None:
    held = re.findall(r'data-page="d1\.(\d+)"', html)
    wanted = {place[3] for place in _data(html)["places"].values()} - {None}
    assert len(held) == len(set(held)) and {int(number) for number in held} == wanted


def test_both_languages_say_every_word(html: str) -> None:
    for pairs in words.words().values():
        assert all(zh and en for zh, en in pairs.values())
    assert html.count('<span lang="zh-Hans">') == html.count('<span lang="en">')


def test_several_documents_have_an_index(sample: Any) -> None:
    text = report.html([sample, budgetnb.read(budgetnb.sample("txt"))], lang="en", pictures=False)
    assert 'id="index"' in text and 'href="#d2"' in text and '<html lang="en"' in text
    assert {"index-functions", "index-ratios"} <= set(_data(text)["charts"])


@pytest.mark.parametrize("lang", ["fr", "", "ZH"])
def test_an_unknown_language_names_those_that_exist(sample: Any, lang: str) -> None:
    with pytest.raises(OptionError, match="zh, en"):
        report.html(sample, lang=lang)  # type: ignore[arg-type]


def test_no_disclosure_is_an_error() -> None:
    with pytest.raises(OptionError, match="no disclosure"):
        report.html([])


def test_a_file_name_is_shown_without_its_folders(html: str) -> None:
    assert "sample.pdf" in html and str(budgetnb.sample().parent) not in html


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--", "\u2028", "{{ 1 }}"])
def test_json_in_the_page_cannot_begin_markup(text: str) -> None:
    told = page.inert({"name": text})
    assert "<" not in told and "\u2028" not in told and json.loads(told) == {"name": text}


@pytest.mark.parametrize(
    ("value", "told"),
    [(185530000.0, "185,530,000"), (-0.5, "−0.50"), (0.0, "0"), (-0.001, "0"), (1234.56, "1,234.56")],
)
def test_yuan_in_full(value: float, told: str) -> None:
    assert sheets.yuan(value) == told


def test_a_sheet_leaves_out_blank_columns_and_says_how_many_rows_are_left() -> None:
    rows = pd.DataFrame({"name": ["a"] * 401, "code": "", "amount": 1.5, "ref": "amounts:0"})
    made = sheets.sheet(rows, ("code", "name", "amount"))
    assert made is not None
    assert [title[1] for title, _ in made.columns] == ["Name", "Amount (yuan)"] and made.cut == 1
    assert made.rows[0][1] == sheets.Cell(("1.50", "1.50"), "1.5", True, "amounts:0")


def test_findings_come_with_their_arithmetic_conflicts_first() -> None:
    found = findings.findings(builders.disclosure())
    assert [one.message[1] for one in found.conflicts] == ["7,933 against 7,932, 1 apart"]
    assert [(heading[1], len(group)) for heading, group, _ in found.groups] == [
        ("1 within rounding", 1),
        ("1 that cannot be tested", 1),
    ]
    assert found.exact == 1


def test_write_gives_the_path(tmp_path: Path, sample: Any) -> None:
    assert (
        report.write(sample, tmp_path / "r.html", pictures=False)
        .read_text(encoding="utf-8")
        .startswith("<!doctype html>")
    )


def test_a_text_without_tables_is_told_by_what_its_sentences_state() -> None:
    from budgetnb import frames
    from budgetnb.report import opening, summary

    source = budgetnb.read(budgetnb.sample("txt"))
    tables = source.tables.assign(status="missing", promised=True)
    source.__dict__.setdefault("_made", {}).update(amounts=frames.build("amounts", []), tables=tables)
    zh, en = opening.headline(source)
    assert zh.startswith("2023 年支出预算 18,553 万元") and f"目录列出的 {len(tables)} 张表不在文中" in zh
    assert f"tables named in the contents and not printed: {len(tables)}" in en
    assert summary.tiles(source)[0].note == ("文字所述", "as the text states it")


def test_classes_that_are_a_part_of_all_are_said_to_be_one() -> None:
    from budgetnb.report import opening

    source = budgetnb.read(budgetnb.sample("txt"))
    few = source.amounts[~((source.amounts["table"] == "expenditure") & source.amounts["code"].str.startswith("212"))]
    few = few[few["table"] == "expenditure"].reset_index(drop=True)
    source.__dict__.setdefault("_made", {})["amounts"] = few
    assert "在列出的 8,553 万元 中，交通运输支出占 92.7%" in opening.headline(source)[0]


def test_amounts_of_a_panel_stand_in_one_unit() -> None:
    from budgetnb.report import opening

    source = budgetnb.read(budgetnb.sample("txt"))
    source.__dict__.setdefault("_made", {})["amounts"] = source.amounts.assign(amount=source.amounts["amount"] * 25)
    told = [line.value for line in opening.panels(source)[0].lines]
    assert told[:3] == [
        ("25 亿元", "2,500 million yuan"),
        ("19.83 亿元", "1,983 million yuan"),
        ("0.78 亿元", "78 million yuan"),
    ]


def test_a_chart_whose_table_is_elsewhere_is_drawn_all_the_same() -> None:
    from budgetnb import frames
    from budgetnb.report import figures

    source = budgetnb.read(budgetnb.sample("txt"))
    source.__dict__.setdefault("_made", {})["projects"] = frames.build("projects", [])
    changes = next(theme for theme in figures.themes(source, "d1") if theme.id == "changes")
    assert [bool(one.specs) for one in changes.figures if one.id in ("d1-waterfall", "d1-moves")] in (
        [True],
        [True, True],
    )
    assert all("单位" not in one.said[0] for one in changes.figures if not one.specs)


def test_a_conflict_says_which_table_it_is_of(sample: Any) -> None:
    from budgetnb.report import opening

    row = sample.checks[sample.checks["rule"] == "identity.parent"].iloc[0].to_dict() | {"status": "conflict"}
    assert opening._about(row)[0].startswith("收支总表 · 208") and opening._about(row)[1].startswith(
        "Income and expenditure · 208"
    )
