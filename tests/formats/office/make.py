"""Sets the sample as office files with LibreOffice: sample.docx and sample.html by Writer, sample.xlsx and sample.xls by Calc.

Run ``python tests/formats/office/make.py``; it needs soffice on PATH.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import openpyxl

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2] / "data" / "sample"))

import make as sample  # a folder of data is no package

PRINTED = re.compile(r"-?\d[\d,]*(?:\.(\d+))?")


def workbook(told: dict[str, Any]) -> Any:
    """The sample as a workbook: the narrative on the first sheet, then one sheet a table, numbers with formats."""
    book = openpyxl.Workbook()
    lines = [told["document"]["title"], "目录", *sample.contents(told), "", *sample.narrative(told)]
    for line in lines:
        book.active.append([part.strip() for part in line.split("|")[1:]] or [line.lstrip("# ")])
    for sheet in sample.sheets(told):
        _fill(book.create_sheet(sheet.number), sheet, told["document"]["money_unit"])
    return book


def _fill(page: Any, sheet: Any, unit: str) -> None:
    rows = [*sheet.head, *(row for piece in sheet.pieces for row in piece)]
    width = sum(cell.colspan for cell in rows[0])
    page.cell(1, 1, sheet.number)
    page.cell(2, 1, sheet.title)
    page.merge_cells(start_row=2, end_row=2, start_column=1, end_column=width)
    page.cell(3, 1, sheet.subtitle or f"部门名称：{sheet.owner}")
    page.cell(3, width, f"单位：{unit}")
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(rows, 4):
        column = 1
        for cell in row:
            while (r, column) in taken:
                column += 1
            _print(page.cell(r, column), cell.text)
            last = {"end_row": r + cell.rowspan - 1, "end_column": column + cell.colspan - 1}
            taken |= {(i, j) for i in range(r, last["end_row"] + 1) for j in range(column, last["end_column"] + 1)}
            if cell.rowspan * cell.colspan > 1:
                page.merge_cells(start_row=r, start_column=column, **last)
    page.cell(len(rows) + 5, 1, sheet.note or None)


def _print(cell: Any, text: str) -> None:
    """A number as a number whose format prints it as the sample does, a code or a word as text."""
    found = PRINTED.fullmatch(text)
    if not found or (text.isdigit() and len(text) in (3, 5, 7)):
        cell.value = text
        return
    cell.value = float(text.replace(",", ""))
    cell.number_format = "#,##0" + (f".{'0' * len(found.group(1))}" if found.group(1) else "")


def convert(source: Path, kind: str) -> None:
    """The file converted by LibreOffice, written beside this script as sample.<kind>."""
    read = ["--infilter=HTML (StarWriter)"] if source.suffix == ".html" else []
    form = "docx:MS Word 2007 XML" if kind == "docx" else kind
    subprocess.run(
        ["soffice", "--headless", *read, "--convert-to", form, "--outdir", str(HERE), str(source)], check=True
    )


def main() -> None:
    """Writes the four files."""
    told = sample.facts()
    page = sample.page_html(told["document"], sample.contents(told), sample.narrative(told), sample.sheets(told))
    with tempfile.TemporaryDirectory() as folder:
        html, xlsx = Path(folder) / "sample.html", Path(folder) / "sample.xlsx"
        html.write_text(page, encoding="utf-8")
        workbook(told).save(xlsx)
        for source, kind in ((html, "docx"), (xlsx, "xlsx"), (xlsx, "xls")):
            convert(source, kind)
        convert(HERE / "sample.docx", "html")


if __name__ == "__main__":
    main()
