"""The one HTML file: its policy, its data, and what cannot break out of it."""

from __future__ import annotations

import base64
import hashlib
import json
from types import SimpleNamespace
from typing import Any

import pytest

from budgetnb.report import page
from budgetnb.report.parts import Place


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--", "\u2028", "{{ 1 }}"])
def test_json_in_the_page_cannot_begin_markup(text: str) -> None:
    told = page.inert({"name": text})
    assert "<" not in told and "\u2028" not in told and json.loads(told) == {"name": text}


@pytest.mark.parametrize("value", [{"a": [1, None, True]}, "一般公共预算", {"n": 0.5}])
def test_json_in_the_page_says_what_it_was_given(value: Any) -> None:
    assert json.loads(page.inert(value)) == value


def test_no_number_is_none_that_json_knows_not() -> None:
    with pytest.raises(ValueError, match="JSON"):
        page.inert(float("nan"))


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_policy_allows_our_own_scripts_and_style_alone() -> None:
    assert page.policy("s{}", ["a()", "b()"]) == (
        f"default-src 'none'; script-src {digest('a()')} {digest('b()')}; style-src {digest('s{}')}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def test_our_own_text_needs_no_escape_and_pictures_do() -> None:
    assert page.safe("<b>").__html__() == "<b>"
    marked, plain = page.safe(["<i>", 5])
    assert marked.__html__() == "<i>" and plain == 5


def test_every_value_of_a_template_is_escaped() -> None:
    assert page.environment().from_string("{{ x }}").render(x="<script>") == "&lt;script&gt;"


def test_a_name_that_a_template_misspells_is_a_fault() -> None:
    from jinja2 import UndefinedError

    with pytest.raises(UndefinedError, match="orgnisation"):
        page.environment().from_string("{{ orgnisation }}").render(organisation="x")


@pytest.mark.parametrize(("name", "begins"), [("report.css", ":root"), ("report.js", "")])
def test_files_of_the_package(name: str, begins: str) -> None:
    assert begins in page.file(name) and page.file(name)


def figure(id: str, **specs: Any) -> Any:
    return SimpleNamespace(id=id, specs=specs)


def part(id: str, figures: list[Any], checks: Any, places: dict[str, Place]) -> Any:
    return SimpleNamespace(id=id, themes=[SimpleNamespace(figures=figures)], checks=checks, places=places)


def test_the_data_of_the_page_holds_charts_that_are_drawn_and_places() -> None:
    spec = {"title": {"text": ["标题"], "subtitle": ["说明"]}}
    place = Place(("第 8 页", "p. 8"), "7,932", 8, (1.0, 2.0, 3.0, 4.0))
    made = json.loads(
        page.data(
            [part("d1", [figure("d1-a", zh=spec, en=spec), figure("d1-b")], figure("d1-checks"), {"amounts:0": place})],
            None,
        )
    )
    assert list(made["charts"]) == ["d1-a"] and made["charts"]["d1-a"]["zh"]["title"] == spec["title"]
    assert made["charts"]["d1-a"]["en"]["description"]
    assert made["places"] == {"d1.amounts:0": ["第 8 页", "p. 8", "7,932", 8, [1.0, 2.0, 3.0, 4.0]]}
    assert made["words"]["close"] == ["关闭", "Close"]


def test_charts_of_the_index_are_data_too() -> None:
    spec = {"title": {"text": ["标题"]}}
    index = page.Index(None, (figure("index-a", zh=spec, en=spec), figure("index-b")))
    assert list(json.loads(page.data([], index))["charts"]) == ["index-a"]
