"""The report as text: its policy, its parts, its sizes, and the words of a hostile document."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

import budgetnb
from budgetnb import report
from budgetnb.errors import OptionError
from budgetnb.report import texts

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
    for pairs in texts.pairs().values():
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


def test_write_gives_the_path(tmp_path: Path, sample: Any) -> None:
    assert (
        report.write(sample, tmp_path / "r.html", pictures=False)
        .read_text(encoding="utf-8")
        .startswith("<!doctype html>")
    )
