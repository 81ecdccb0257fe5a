"""One form in one style by one producer: set, read and compared."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path

import formwork
import pypdfium2
from formwork import FORMS, Form
from styles import change, compare, html_pages, page, printers, reportlab_pages, turn
from styles.compare import Cell
from styles.page import Sheet
from styles.style import Style, styles
from styles.truth import truth

import budgetnb as bn

Producer = Callable[[Sequence[Sheet], Style], bytes]


def _printed(printer: Callable[[str], bytes]) -> Producer:
    """A producer that prints the web page of the sheets."""
    return lambda sheets, style: printer(html_pages.html(sheets, style))


PRODUCERS: dict[str, Producer] = {
    "reportlab": reportlab_pages.pdf,
    "weasyprint": _printed(printers.weasyprint),
    "chromium": _printed(printers.chromium),
}
PLAIN = Style("plain", "", "ruled")
SAYING = ("minus", "codes", "total", "unit", "pages", "again", "labels", "digits", "tables_a_page")
"""Options that change what some forms print and leave others alone."""


@dataclass(frozen=True)
class Setting:
    """One cell of the matrix, before it is set."""

    form: str
    style: str
    producer: str


@cache
def forms() -> dict[str, Form]:
    """All forms by name."""
    folders = (FORMS, FORMS.parent / "styles" / "indicators")
    return {path.stem: formwork.form(path) for folder in folders for path in sorted(folder.glob("*.toml"))}


def applies(form: Form, style: Style) -> bool:
    """Whether a style prints a form otherwise than it would without what it asks of the form."""
    asked = [option for option in SAYING if getattr(style, option) != getattr(PLAIN, option) and option != "again"]
    mine = sheets(form, style)
    if not style.halves and not any(block.halves for sheet in mine for block in sheet.blocks):
        return False
    return all(mine != sheets(form, replace(style, **{option: getattr(PLAIN, option)})) for option in asked)


def sheets(form: Form, style: Style) -> tuple[Sheet, ...]:
    """The pages of a form in a style."""
    return page.sheets(change.changed(form, style), style)


def kept(setting: Setting, folder: Path | None) -> bytes:
    """The PDF of a setting, taken from a folder where it was kept for the same sheets and style, and kept there."""
    if folder is None:
        return document(setting)
    form, style = forms()[setting.form], styles()[setting.style]
    page = html_pages.html(sheets(form, style), style) + repr(style)
    path = folder / f"{setting.producer}-{sha256(page.encode()).hexdigest()[:20]}.pdf"
    if setting.producer != "reportlab" and path.exists():
        return path.read_bytes()
    made = document(setting)
    if setting.producer != "reportlab":
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made)
    return made


def document(setting: Setting) -> bytes:
    """The PDF of a setting; an error where its pages are not those that were asked for."""
    form, style = forms()[setting.form], styles()[setting.style]
    printed = sheets(form, style)
    made = turn.turned(PRODUCERS[setting.producer](printed, style), style)
    with pypdfium2.PdfDocument(made) as opened:
        if len(opened) != len(printed):
            raise ValueError(f"{setting}: {len(opened)} pages were printed for {len(printed)} sheets")
    return made


def measured(setting: Setting, folder: Path | None = None) -> Cell:
    """The setting read and compared; an error of reading is told in the cell. What was set is kept in a folder."""
    form, style = forms()[setting.form], styles()[setting.style]
    said = change.changed(form, style)
    told = truth(said, page.sheets(said, style), style)
    made = kept(setting, folder)
    start = time.perf_counter()
    cell = Cell(setting.form, setting.style, setting.producer, printed=len(told.amounts), indicators=len(told.kpis))
    try:
        cell = compare.compared(cell, told, bn.read(made), style)
    except Exception as error:  # what the matrix is for: a form that ends in an error is a cell, not the end
        cell = replace(cell, error=f"{type(error).__name__}: {error}", lost=tuple(r["raw"] for r in told.amounts))
    if cell.conflicts:
        cell = compare.without(cell, plain_conflicts(said))
    return replace(cell, seconds=time.perf_counter() - start)


_KNOWN: dict[str, tuple[str, ...]] = {}


def plain_conflicts(form: Form) -> tuple[str, ...]:
    """The conflicts that the plain grid of a form raises: its own, or faults that no style adds."""
    key = repr(form)
    if key not in _KNOWN:
        _KNOWN[key] = compare.conflicts(bn.read(reportlab_pages.pdf(page.sheets(form, PLAIN), PLAIN)))
    return _KNOWN[key]
