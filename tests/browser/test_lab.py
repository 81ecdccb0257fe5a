"""The curated notebooks in a real JupyterLab: each run from a clean kernel, a widget changed and the chart seen to change."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from budgetnb.samples import copy_notebooks, notebooks

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NAMES = sorted(path.name for path in notebooks().glob("*.ipynb"))
RUN_ALL = "() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }"
IDLE = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook-ExecutionIndicator[data-status=idle]"
SETTLED = """() => { const panel = window.jupyterapp.shell.currentWidget;
  const cells = [...panel.content.model.cells].filter(cell => cell.type === 'code');
  const failed = cell => [...cell.sharedModel.getOutputs()].some(output => output.output_type === 'error');
  return panel.sessionContext.session?.kernel?.status === 'idle' && (cells.every(cell => cell.executionCount) || cells.some(failed)); }"""
ERRORS = """() => [...window.jupyterapp.shell.currentWidget.content.model.cells].filter(cell => cell.type === 'code')
  .flatMap(cell => [...cell.sharedModel.getOutputs()].filter(output => output.output_type === 'error').map(output => output.evalue))"""
READY = """() => { const panel = window.jupyterapp?.shell.currentWidget;
  return panel?.content?.model?.cells?.length > 3 && panel.sessionContext?.isReady && panel.sessionContext.session?.kernel?.status === 'idle'; }"""
COUNT = "() => window.jupyterapp.shell.currentWidget.content.widgets.length"
SHOW = "n => { window.jupyterapp.shell.currentWidget.content.scrollToItem(n); }"
HARMLESS = ("status of 404", "Deprecated", "deprecated")


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a JupyterLab on a fork of the notebooks, with no settings but our own."""
    folder = tmp_path_factory.mktemp("lab")
    copy_notebooks(folder / "work")
    settings = folder / "settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    (settings / "notification.jupyterlab-settings").write_text(
        json.dumps({"fetchNews": "false", "checkForUpdates": False}), encoding="utf-8"
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = (f"--ServerApp.port={port}", "--ServerApp.port_retries=0", "--IdentityProvider.token=", f"--ServerApp.root_dir={folder / 'work'}",
               "--LabApp.open_browser=False", "--LabApp.expose_app_in_browser=True", "--LabApp.extension_manager=readonly",
               "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", "--ServerApp.allow_root=True")  # fmt: skip
    own = os.environ | {"HOME": str(folder), "JUPYTER_CONFIG_DIR": str(folder / "config"), "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
                        "IPYTHONDIR": str(folder / "ipython"), "JUPYTER_RUNTIME_DIR": str(folder / "runtime")}  # fmt: skip
    with (folder / "log").open("w") as log:
        server = subprocess.Popen([sys.executable, "-m", "jupyterlab", *options], env=own, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        _await(address, server, folder / "log")
        yield address
    finally:
        server.terminate()
        server.wait(20)


def _await(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(120):
        assert server.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(f"{address}/api", timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
        else:
            return
    raise AssertionError(log.read_text())


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_draws_and_answers(browser: Any, lab: str, name: str) -> None:
    context = browser.new_context(viewport={"width": 1300, "height": 1000})
    page, asked, complaints = context.new_page(), [], []
    page.set_default_timeout(60_000)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on(
        "request",
        lambda request: asked.append(request.url) if not request.url.startswith((lab, "data:", "blob:")) else None,
    )
    page.goto(f"{lab}/lab/workspaces/{name.removesuffix('.ipynb')}/tree/notebooks/{name}")
    page.wait_for_selector(IDLE, timeout=60_000)
    page.wait_for_function(READY, timeout=60_000)
    page.evaluate(RUN_ALL)
    page.wait_for_function(SETTLED, timeout=60_000)
    assert page.evaluate(ERRORS) == []
    drawn = _scrolled(page)
    assert drawn >= 1
    if page.locator(".widget-dropdown select").count():
        _changed(page)
    context.close()
    assert asked == [] and [text for text in complaints if not any(word in text for word in HARMLESS)] == []


def _scrolled(page: Any) -> int:
    """Each cell brought into view, its charts seen to be drawn; how many there were."""
    drawn = 0
    for number in range(page.evaluate(COUNT)):
        page.evaluate(SHOW, number)
        cell = page.locator(f".jp-Cell[data-windowed-list-index='{number}'], .jp-Notebook-cell >> nth={number}").first
        for chart in cell.locator(".budgetnb-chart").all():
            chart.locator(".budgetnb-stage svg").first.wait_for(timeout=20_000)
            assert chart.get_attribute("data-drawn") == "yes"
            drawn += 1
    return drawn


def _changed(page: Any) -> None:
    """The first choice of the first widget, changed; the chart beside it changes."""
    box = page.locator(".widget-dropdown select").first
    box.scroll_into_view_if_needed()
    panel = page.locator(".jp-OutputArea-output:has(.widget-dropdown)").first
    panel.locator(".budgetnb-stage svg").first.wait_for(timeout=20_000)
    before = panel.locator(".budgetnb-stage svg").first.text_content()
    box.select_option(index=1)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        now = panel.locator(".budgetnb-stage svg")
        if now.count() and now.first.text_content() != before:
            return
        page.wait_for_timeout(100)
    raise AssertionError("the chart did not change")
