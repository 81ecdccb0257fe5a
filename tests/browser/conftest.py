"""A browser with the network blocked and logged, and the pages that the tests open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run", "--disable-extensions")  # fmt: skip
LOCAL = ("file:", "data:", "blob:")


@dataclass
class Visit:
    """An open page, with what it asked of the network and what it complained of."""

    page: Any
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def quiet(self) -> None:
        assert self.asked == [] and self.complaints == []


@pytest.fixture(scope="session")
def browser(chromium: str, needed: Callable[[str], ModuleType]) -> Iterator[Any]:
    sync_api: Any = needed("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Visit]]:
    contexts = []

    def opened(path: Path, *, ready: str = "html[data-ready=yes]", **options: Any) -> Visit:
        context = browser.new_context(**({"viewport": {"width": 1200, "height": 900}} | options))
        contexts.append(context)
        seen = Visit(context.new_page())
        seen.page.on(
            "console",
            lambda message: (
                seen.complaints.append(f"{message.type}: {message.text}")
                if message.type in ("error", "warning")
                else None
            ),
        )
        seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        seen.page.on("dialog", lambda dialog: (seen.complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))

        def gate(route: Any) -> None:
            if route.request.url.startswith(LOCAL):
                route.continue_()
                return
            seen.asked.append(route.request.url)
            route.abort()

        seen.page.route("**/*", gate)
        seen.page.goto(path.as_uri())
        if ready:
            seen.page.wait_for_selector(ready, state="attached", timeout=20_000)
        return seen

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="session")
def sample() -> Any:
    import budgetnb

    return budgetnb.read(budgetnb.sample())


@pytest.fixture(scope="session")
def report(folder: Path, sample: Any) -> Path:
    return sample.report(folder / "sample.html")
