"""Exported notebooks in a browser with no network: every chart drawn, those with choices react, nothing of an output runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from budgetnb import export
from budgetnb.samples import copy_notebooks, notebooks

from .conftest import Visit

pytestmark = pytest.mark.browser
NAMES = sorted(path.stem for path in notebooks().glob("*.ipynb"))
CHOICE = ".budgetnb-chart .vega-bind select"


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_it_is_drawn_and_reacts(visit: Callable[..., Visit], tmp_path: Path, name: str) -> None:
    copy_notebooks(tmp_path / "fork")
    made = export.export_notebook(tmp_path / "fork" / "notebooks" / f"{name}.ipynb", tmp_path / f"{name}.html")
    seen = visit(made)
    drawn = seen.page.eval_on_selector_all(".budgetnb-chart", "all => all.map(one => one.dataset.drawn)")
    assert drawn and set(drawn) == {"yes"}
    if seen.page.locator(CHOICE).count():
        chart = seen.page.locator(".budgetnb-chart:has(select)").first.locator("svg").first
        before = chart.text_content()
        seen.page.locator(CHOICE).first.select_option(index=1)
        seen.page.wait_for_function(
            "before => document.querySelector('.budgetnb-chart:has(select) svg').textContent !== before", arg=before
        )
    assert len(seen.page.pdf()) > 20_000
    seen.quiet()


def test_nothing_of_an_output_runs(visit: Callable[..., Visit], tmp_path: Path) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)><a href='javascript:alert(3)'>a</a><svg onload=alert(4)></svg>"
    forged = '<div id="a" class="budgetnb-chart" role="figure" aria-label="&quot;"></div><script>(window.budgetnbQueue=window.budgetnbQueue||[]).push(["a",{"mark":"bar","data":{"url":"https://example.org/x.json"}}]);window.budgetnbDraw&&window.budgetnbDraw();</script>'
    outputs = [new_output("display_data", data={"text/html": evil + "<b>bold</b>"}), new_output("stream", text=evil)]
    cells = [new_markdown_cell(f"# {evil} 题"), new_code_cell(f"x = '{evil}'", outputs=outputs)]
    page = tmp_path / "evil.html"
    page.write_text(export.page(new_notebook(cells=cells), "</title><script>alert(5)</script>"), encoding="utf-8")
    seen = visit(page)
    assert seen.page.locator("b", has_text="bold").count() == 1
    assert (
        seen.page.locator("img[src], svg, a[href^=javascript]").count() == 0
        and seen.page.locator("script").count() == 3
    )
    seen.quiet()
    cells.append(new_code_cell("y", outputs=[new_output("display_data", data={"text/html": forged})]))
    page.write_text(export.page(nbformat.from_dict(new_notebook(cells=cells)), "t"), encoding="utf-8")
    seen = visit(page)
    assert seen.asked == []
