"""Programs that print a web page as a PDF. A browser is started once a process, and closed with it."""

from __future__ import annotations

import atexit
import os
import shutil
from functools import cache
from typing import Any


def weasyprint(html: str) -> bytes:
    """The page as WeasyPrint prints it."""
    from weasyprint import HTML

    return bytes(HTML(string=html).write_pdf())


def chromium(html: str) -> bytes:
    """The page as Chromium prints it."""
    page = _browser().new_page()
    page.set_content(html)
    made = page.pdf(prefer_css_page_size=True, print_background=True)
    page.close()
    return bytes(made)


def chromium_path() -> str | None:
    """The path of a Chromium: $BUDGETNB_CHROMIUM, else the one on PATH."""
    return os.environ.get("BUDGETNB_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@cache
def _browser() -> Any:
    from playwright.sync_api import sync_playwright

    driver = sync_playwright().start()
    browser = driver.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
    atexit.register(driver.stop)
    atexit.register(browser.close)
    return browser
