"""Damaged and hostile files of every format: a result or a clear refusal, never a crash, a hang or a leak.

``BUDGETNB_FUZZ=5000 pytest tests/formats/test_hostile.py`` tries as many mutations a format (40 where it is not set).
"""

from __future__ import annotations

import io
import os
import random
import re
import zipfile
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path

import docx
import openpyxl
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

import budgetnb as bn
from budgetnb.errors import BudgetError, DamagedFileError, EncryptedFileError, NotADisclosureError, TooLargeError
from budgetnb.formats import open_document
from budgetnb.formats.limits import Limits
from budgetnb.layout import header_blocks
from budgetnb.layout.printed import Rule
from budgetnb.layout.words import Word
from budgetnb.worker import process
from budgetnb.worker.many import Bounds, read_whole

TRIES = int(os.environ.get("BUDGETNB_FUZZ", "40"))
OFFICE = Path(__file__).resolve().parent / "office"
UNCLEAR = ("a defect of budgetnb", "ended the process")
ROWS = [
    ("收支总表",), ("单位：万元",), ("收入", "", "支出", ""), ("项目", "2026年预算数", "项目", "2026年预算数"),
    ("财政拨款", "1,234.50", "教育支出", "1,200.00"), ("其他收入", "", "农林水支出", "34.50"), ("合计", "1,234.50", "合计", "1,234.50"),
    ("支出总表",), ("单位：万元",), ("科目编码", "科目名称", "合计", "基本支出"), ("205", "教育支出", "1,200.00", "1,200.00"),
    ("213", "农林水支出", "34.50", "34.50"), ("", "合计", "1,234.50", "1,234.50"),
]  # fmt: skip
PROSE = [
    "某市教育局2026年部门预算",
    "一、收入1,234.50万元，比上年增加34.50万元，增长2.88%。",
    "二、“三公”经费0万元，与上年持平。",
]
TOKENS = (
    b"1e400", b"9" * 400, b"-", b"<<", b">>", b"endstream", b"/Type /Page", b"0 0 0 0 re", b"1e9 w", b"\x00", b"\xff\xfe", b"<td colspan=99999999>",
    b"</tr>", b"&#x202e;", b"<!--", b"]]>", b"\t" * 50, b"A1048576", b'r="XFD1"', b"<w:tbl>", "亿元".encode(), b"%", b"(", b"[", b"/Rotate 90",
    b"/Kids [1 0 R]", b"/Length 99999999999", b"99999 0 R", b"NaN", b"%%EOF",
)  # fmt: skip


def pdf(fill: Callable[[Canvas], None], **options: object) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, A4, pageCompression=0, invariant=1, **options)
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    fill(canvas)
    canvas.save()
    return out.getvalue()


def _budget(canvas: Canvas) -> None:
    canvas.setFont("STSong-Light", 10)
    for i, text in enumerate(PROSE):
        canvas.drawString(60, 800 - 16 * i, text)
    for r, row in enumerate(ROWS):
        for c, text in enumerate(row):
            canvas.drawString(64 + 120 * c, 730 - 20 * r, text)
            if len(row) > 1:
                canvas.rect(60 + 120 * c, 724 - 20 * r, 120, 20)


def _html() -> bytes:
    table = "".join("<tr>" + "".join(f"<td>{text}" for text in row) for row in ROWS)
    return f"<meta charset=utf-8>{''.join(f'<p>{text}' for text in PROSE)}<table>{table}</table>".encode()


def _xlsx() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in [*((text,) for text in PROSE), *ROWS]:
        book.active.append(row)
    book.save(out)
    return settled(out.getvalue())


def _docx() -> bytes:
    made, out = docx.Document(), io.BytesIO()
    for text in PROSE:
        made.add_paragraph(text)
    table = made.add_table(len(ROWS), 4)
    for r, row in enumerate(ROWS):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    made.save(out)
    return settled(out.getvalue())


MAKERS: dict[str, Callable[[], bytes]] = {
    "pdf": lambda: pdf(_budget),
    "html": _html,
    "text": lambda: "\n".join([*PROSE, *("\t".join(row) for row in ROWS)]).encode(),
    "xlsx": _xlsx,
    "docx": _docx,
    "xls": (OFFICE / "sample.xls").read_bytes,
}


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to eight faults: changed, cut, doubled, moved, or a token set in."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at, length = chance.randrange(len(out) or 1), chance.choice((1, 1, 2, 4, 16, 200))
        kind = chance.randrange(6)
        if kind == 0:
            out[at : at + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            del out[at : at + length]
        elif kind == 2:
            out[at:at] = out[at : at + length] * chance.choice((1, 2, 40))
        elif kind == 3:
            out[at:at] = chance.choice(TOKENS)
        elif kind == 4 and chance.random() < 0.2:
            del out[at:]
        else:
            other = chance.randrange(len(out) or 1)
            out[at : at + length] = out[other : other + length]
    return bytes(out)


def settled(data: bytes) -> bytes:
    """The office file with no time of its making: the same bytes every time."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(
                zipfile.ZipInfo(name), re.sub(rb"20\d\d-\d\d-\d\dT[\d:]+Z", b"2026-01-01T00:00:00Z", old.read(name))
            )
    return out.getvalue()


def inside(data: bytes, chance: random.Random) -> bytes:
    """The office file with one of its parts mutated, packed again."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        parts = [n for n in old.namelist() if n.endswith((".xml", ".rels"))]
        chosen = chance.choice(
            [p for p in parts if "sheet1" in p or "document" in p or "shared" in p] if chance.random() < 0.7 else parts
        )
        for name in old.namelist():
            part = old.read(name)
            new.writestr(zipfile.ZipInfo(name), mutated(part, chance) if name == chosen else part)
    return out.getvalue()


def attempt(data: bytes) -> str:
    """How reading ends: the kind of document, or the name of the error. Unclear ends are faults."""
    try:
        found = process.call(read_whole, (data, Bounds()), seconds=20, megabytes=1500)
    except BudgetError as error:
        assert not any(words in str(error) for words in UNCLEAR), str(error)
        assert not isinstance(error, TooLargeError) or "was stopped" not in str(error), str(error)
        return type(error).__name__
    return str(found.meta["kind"])


@pytest.mark.slow
@pytest.mark.parametrize("kind", MAKERS)
def test_mutations(kind: str) -> None:
    whole = MAKERS[kind]()
    assert attempt(whole) in ("tables", "whole", "narrative")
    for seed in range(TRIES):
        chance = random.Random(f"{kind} {seed}")  # the same mutations every time
        data = inside(whole, chance) if kind in ("xlsx", "docx") and seed % 4 else mutated(whole, chance)
        try:
            attempt(data)
        except AssertionError as fault:
            pytest.fail(f"{kind} seed {seed}: {fault}")


def _misnamed(data: bytes) -> bytes:
    """Every name declared UTF-8 in the table of parts, and none in its part."""
    flagged = re.sub(rb"(PK\x01\x02.{4}.)(.)", lambda m: m[1] + bytes([m[2][0] | 8]), data, flags=re.DOTALL)
    return re.sub(rb"(PK\x03\x04.{26}).", lambda m: m[1] + b"\xb6", flagged, flags=re.DOTALL)


def _before_the_start(data: bytes) -> bytes:
    """The table of parts told to begin 301,978,225 bytes too late, so that parts lie before the file."""
    at = data.rindex(b"PK\x05\x06") + 16
    return (
        data[:at] + (int.from_bytes(data[at : at + 4], "little") + 301_978_225).to_bytes(4, "little") + data[at + 4 :]
    )


@pytest.mark.parametrize("damage", [_misnamed, _before_the_start])
@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_found_by_mutations(kind: str, damage: Callable[[bytes], bytes]) -> None:
    with pytest.raises(DamagedFileError, match=r"damaged"):
        bn.read(damage(MAKERS[kind]()))


def test_an_old_workbook_whose_cells_name_no_style() -> None:
    whole = MAKERS["xls"]()
    damaged, times = re.subn(
        rb"(\xfd\x00\x0a\x00.{4})..", lambda m: m[1] + b"\xff\x7f", whole, flags=re.DOTALL
    )  # the records of texts
    assert times > 100
    assert bn.read(damaged).amounts["raw"].equals(bn.read(whole).amounts["raw"])


def _many_rules(canvas: Canvas) -> None:
    for i in range(1200):
        canvas.line(50, 50 + 0.6 * i, 550, 50 + 0.6 * i)
        canvas.line(50 + 0.4 * i, 50, 50 + 0.4 * i, 770)
    canvas.drawString(60, 60, "1,234.00")


def _far_out(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 1e7)
    canvas.drawString(1e8, -1e8, "1,234.00")
    canvas.line(-1e9, 5, 1e9, 5)
    canvas.rect(0, 0, 1e9, 1e9)


@pytest.mark.parametrize("fill", [_many_rules, _far_out], ids=["a million cells", "far outside the page"])
def test_hostile_pages(fill: Callable[[Canvas], None]) -> None:
    assert attempt(pdf(fill)) in ("tables", "whole", "TooLargeError", "NotADisclosureError")


@pytest.mark.parametrize("ruled", [False, True])
def test_hundreds_of_words_above_numbers_are_no_header(ruled: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    blocks = header_blocks.blocks

    def counted(words: Sequence[Word], *drawn: Sequence[Rule]) -> list[Word]:
        sizes.append(len(words))
        return blocks(words, *drawn)

    def fill(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 4)
        for row, col in product(range(28), range(25)):
            canvas.drawString(20 + 22 * col, 800 - 6 * row - (row * col) % 3, "ab" if row < 20 else "1.25")
        for y in (808, 684, 624) if ruled else ():
            canvas.line(10, y, 580, y)

    monkeypatch.setattr(header_blocks, "blocks", counted)
    assert open_document(pdf(fill)).pages[0].items
    assert all(size <= 300 for size in sizes)


@pytest.mark.parametrize(
    "absurd",
    ["9" * 400, "-" + "9," * 90, "1" + ",000" * 120, "0." + "0" * 400 + "1", "1e400", "nan", "∞", "1" + "0" * 60 + "%"],
)
def test_absurd_numbers_are_no_amounts(absurd: str) -> None:
    rows = [[absurd if cell == "34.50" else cell for cell in row] for row in ROWS]
    text = "\n".join([*PROSE, f"三、支出{absurd}万元，增长{absurd}%。", *("\t".join(row) for row in rows)])
    frames = bn.read(text.encode()).frames()
    amounts = frames["amounts"]
    assert absurd not in set(amounts["raw"]) and set(amounts["amount"]) == {12_000_000.0, 12_345_000.0}
    numbers = [frame[name] for frame in frames.values() for name in frame.select_dtypes("float64")]
    assert all(bool((column.isna() | (column.abs() < 1e15)).all()) for column in numbers)


@pytest.mark.parametrize("kept", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_cut_off(kept: float) -> None:
    whole = pdf(_budget)
    assert attempt(whole[: int(len(whole) * kept)]) in ("DamagedFileError", "NotADisclosureError", "tables", "whole")


def test_locked() -> None:
    with pytest.raises(EncryptedFileError, match="password"):
        bn.read(pdf(_budget, encrypt=StandardEncryption("secret")))


def test_too_many_pages() -> None:
    with pytest.raises(TooLargeError, match="pages"):
        open_document(pdf(lambda canvas: [canvas.showPage() for _ in range(5)] and None), limits=Limits(pages=4))


def test_pages_that_hold_each_other() -> None:
    looped = pdf(_budget).replace(b"/Kids [ ", b"/Kids [ 1 0 R 2 0 R 3 0 R 4 0 R 5 0 R 6 0 R 7 0 R ")
    with pytest.raises((DamagedFileError, NotADisclosureError)):
        bn.read(looped.replace(b"/Type /Page\n", b"/Type /Pages\n"))


def test_a_file_named_in_a_file_is_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.pdf"
    secret.write_bytes(pdf(_budget))
    launch = f"/OpenAction << /S /Launch /F ({secret}) >> /Type /Catalog".encode()
    assert (
        attempt(pdf(lambda canvas: canvas.drawString(9, 9, "x")).replace(b"/Type /Catalog", launch))
        == "NotADisclosureError"
    )
