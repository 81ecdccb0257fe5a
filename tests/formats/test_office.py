"""Office files: what their paragraphs, tables, merged cells, numbers and hidden parts become."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

import budgetnb
from budgetnb import samples
from budgetnb.errors import DamagedFileError, EncryptedFileError, NotADisclosureError, TooLargeError
from budgetnb.formats import open_document, paragraph_numbers
from budgetnb.formats.number_formats import printed
from budgetnb.model import Document, Line
from budgetnb.text import flat

OFFICE = Path(__file__).resolve().parent / "office"
PLACE = ["doc", "page", "line", "bbox", "row", "col", "header"]


def workbook(fill: Callable[[Any], None]) -> Document:
    book = openpyxl.Workbook()
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return open_document(out.getvalue())


def word(fill: Callable[[Any], None]) -> Document:
    made = docx.Document()
    fill(made)
    out = io.BytesIO()
    made.save(out)
    return open_document(out.getvalue())


def told(document: Document) -> list[Any]:
    """Lines as texts, grids as their lattices."""
    return [item.text if isinstance(item, Line) else item.texts for page in document.pages for item in page.items]


@pytest.mark.parametrize("kind", ["docx", "xlsx", "xls"])
def test_sample_gives_the_same_amounts_in_every_format(kind: str) -> None:
    expected = budgetnb.read(samples.sample("txt")).amounts.drop(columns=PLACE)
    found = budgetnb.read(OFFICE / f"sample.{kind}").amounts.drop(columns=PLACE)
    order = list(expected.columns)
    assert found.sort_values(order).reset_index(drop=True).equals(expected.sort_values(order).reset_index(drop=True))


WHERE = {*PLACE, "first_page", "last_page", "rows", "columns", "raw", "evidence", "reason_of"}
APART = {"checks": {"message_zh", "message_en"}}  # they quote


def _said(disclosure: budgetnb.Disclosure) -> dict[str, Counter[tuple[str, ...]]]:
    """What every frame says, less where it was printed; sections follow the format's own headings."""
    frames = {name: frame for name, frame in disclosure.frames().items() if name != "sections"}
    return {
        name: Counter(
            tuple(flat(str(value)) for value in row)
            for row in frame[[c for c in frame if c not in WHERE | APART.get(name, set())]].itertuples(index=False)
        )
        for name, frame in frames.items()
    }


@pytest.mark.parametrize("kind", ["docx", "xlsx", "xls", "utf-8", "gb18030"])
def test_every_frame_says_the_same_in_every_format(kind: str) -> None:
    data = (OFFICE / f"sample.{kind}").read_bytes() if kind in ("docx", "xlsx", "xls") else _page(kind)
    expected, found = _said(budgetnb.read(samples.sample("txt"))), _said(budgetnb.read(data))
    assert {
        name: (expected[name] - found[name], found[name] - expected[name])
        for name in expected
        if found[name] != expected[name]
    } == {}


def _page(encoding: str) -> bytes:
    """The sample as Writer saves it as a web page: every cell, and much else, on lines of its own."""
    text = (OFFICE / "sample.html").read_text(encoding="utf-8")
    return text.replace("charset=utf-8", f"charset={encoding}").encode(encoding)


@pytest.mark.parametrize(
    ("value", "pattern", "expected"),
    [
        (18553.2, "#,##0.00", "18,553.20"),
        (18553.2, "General", "18553.2"),
        (154991108.01000002, "General", "154991108.01"),
        (0, "#,##0.00", "0.00"),
        (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        (0, "0.00;-0.00;", ""),
        (-5, "#,##0.00_);[Red](#,##0.00)", "(5.00)"),
        (-5, "0.00", "-5.00"),
        (-0.001, "0.00", "0.00"),
        (2.675, "0.00", "2.68"),
        (0.2359, "0.0%", "23.6%"),
        (1234567, "#,##0,", "1,235"),
        (5, "000", "005"),
        (3, '0"人"', "3人"),
        (1.5, "[$¥-804]#,##0.00", "¥1.50"),
        (46022, 'yyyy"年"m"月"d"日"', "2025年12月31日"),
        (-1, 'yyyy"年"', "-1"),
        (float("inf"), "0.00", "inf"),
        (1e300, "General", "1E+300"),
        ("合计", "0.00", "合计"),
        (150, "[>=100]#,##0.0;0.00", "150.0"),
        (50, "[>=100]#,##0.0;0.00", "50.00"),
    ],
)
def test_number_formats(value: float | str, pattern: str, expected: str) -> None:
    assert printed(value, pattern) == expected


def _plain(book: Any) -> None:
    page = book.active
    for row in [
        ["表1"],
        ["收支总表"],
        ["部门名称：某局", None, "单位：万元"],
        ["项目", "预算数", "备注"],
        ["甲", 18553.2, None],
    ]:
        page.append(row)
    page["B5"].number_format = "#,##0.00"


def test_a_sheet_is_a_page() -> None:
    document = workbook(_plain)
    grid = document.grids[0]
    assert told(document) == [
        "表1",
        "收支总表",
        (("部门名称：某局", "", "单位：万元"), ("项目", "预算数", "备注"), ("甲", "18,553.20", "")),
    ]
    assert [(c.text, c.page, c.line) for c in grid.cells][-2:] == [("甲", 1, 5), ("18,553.20", 1, 5)]


def _merged(book: Any) -> None:
    page = book.active
    for row in [["科目", "预算数", "under the merge"], [None, "基本", "项目"], ["甲", 1, 2]]:
        page.append(row)
    page.merge_cells("A1:A2")
    page.merge_cells("B1:C1")


def _hidden(book: Any) -> None:
    page = book.active
    for row in [["甲", 1, 7], ["乙", 2, 7], ["丙", 3, 7]]:
        page.append(row)
    page.row_dimensions[2].hidden = True
    page.column_dimensions["C"].hidden = True
    book.create_sheet("草稿").append(["丁", 4])
    book["草稿"].sheet_state = "hidden"


def _named(book: Any) -> None:
    for name, first in (("部门支出总表", "科目"), ("表3", "科目"), ("部门收入总表", "表2 部门收入总表")):
        page = book.create_sheet(name)
        page.append([first])
        page.append(["甲", 1])
        page.append(["乙", 2])
    book.remove(book.active)


def _two_tables(book: Any) -> None:
    for row in [["收入总表"], ["项目", "数"], ["甲", 1], [], ["乙", 2], [], ["支出总表"], ["项目", "数"], ["丙", 3]]:
        book.active.append(row)


def _sentences(book: Any) -> None:
    for row in [
        ["项目", "数"],
        ["甲", 1],
        ["乙"],
        ["丙", 2],
        ["备注：无。"],
        ["第八部分"],
        ["收入1,234万元。"],
        ["项目", "数"],
        ["丁", 3],
    ]:
        book.active.append(row)


def _prose(book: Any) -> None:
    for text in ["第一部分", None, "本单位2026年收入1,234万元。"]:
        book.active.append([text])


@pytest.mark.parametrize(
    ("trap", "fill", "expected"),
    [
        ("merged header, text hidden beneath", _merged, [(("科目", "预算数", ""), ("", "基本", "项目"), ("甲", "1", "2"))]),
        ("a title on the tab alone", _named, [
            "部门支出总表", "科目", (("甲", "1"), ("乙", "2")), "科目", (("甲", "1"), ("乙", "2")),
            "表2 部门收入总表", (("甲", "1"), ("乙", "2")),
        ]),
        ("hidden rows, columns, sheets", _hidden, [(("甲", "1"), ("丙", "3"))]),
        ("a blank row inside, a title after one", _two_tables, [
            "收入总表", (("项目", "数"), ("甲", "1"), ("乙", "2")), "支出总表", (("项目", "数"), ("丙", "3")),
        ]),
        ("sentences below a table", _sentences, [
            (("项目", "数"), ("甲", "1"), ("乙", ""), ("丙", "2")), "备注：无。", "第八部分", "收入1,234万元。", (("项目", "数"), ("丁", "3")),
        ]),
        ("one column is prose", _prose, ["第一部分", "本单位2026年收入1,234万元。"]),
    ],
)  # fmt: skip
def test_workbooks(trap: str, fill: Callable[[Any], None], expected: list[Any]) -> None:
    assert told(workbook(fill)) == expected, trap


def _paragraphs(made: Any) -> None:
    made.add_paragraph("部门\t预算").add_run("说明")
    made.add_paragraph("")
    made.add_paragraph("第一行\n第二行")


def _deleted(made: Any) -> None:
    paragraph = made.add_paragraph("共")
    paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>9</w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>3人</w:t></w:r></w:ins>"))


def _spans(made: Any) -> None:
    table = made.add_table(3, 3)
    for r, row in enumerate([["科目", "预算数", ""], ["", "基本", "项目"], ["甲", "1", "2"]]):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))


def _one_column(made: Any) -> None:
    table = made.add_table(2, 1)
    table.cell(0, 0).text, table.cell(1, 0).text = "收支总表", "单位：万元"


def _nested(made: Any) -> None:
    outer = made.add_table(1, 2)
    outer.cell(0, 0).text = "附表"
    inner = outer.cell(0, 1).add_table(2, 2)
    for i, text in enumerate("甲1乙2"):
        inner.cell(i // 2, i % 2).text = text


def _box(made: Any) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"
    spaces = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    choice = f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
    fallback = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    markup = f"<w:r {nsdecls('w')} {spaces}><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"
    made.add_paragraph("框外")._p.append(parse_xml(markup))


@pytest.mark.parametrize(
    ("trap", "fill", "expected"),
    [
        ("tabs, runs, line breaks, empty paragraphs", _paragraphs, ["部门 预算说明", "第一行", "第二行"]),
        ("deleted and inserted text", _deleted, ["共3人"]),
        ("merged both ways", _spans, [(("科目", "预算数", ""), ("", "基本", "项目"), ("甲", "1", "2"))]),
        ("a table of one column only places words", _one_column, ["收支总表", "单位：万元"]),
        ("a table inside a table", _nested, ["附表", (("甲", "1"), ("乙", "2"))]),
        ("a text box told twice", _box, ["框外", "框内"]),
    ],
)
def test_word(trap: str, fill: Callable[[Any], None], expected: list[Any]) -> None:
    assert told(word(fill)) == expected, trap


def test_places_in_word() -> None:
    def fill(made: Any) -> None:
        made.add_paragraph("收支总表")
        table = made.add_table(2, 2)
        for i, text in enumerate("甲1乙2"):
            table.cell(i // 2, i % 2).text = text
        made.add_paragraph("注：无。")

    lines = [
        (i.text, i.line) if isinstance(i, Line) else [(c.text, c.line, c.page) for c in i.cells]
        for i in word(fill).pages[0].items
    ]
    assert lines == [
        ("收支总表", 1),
        [("甲", 2, None), ("1", 2, None), ("乙", 3, None), ("2", 3, None)],
        ("注：无。", 4),
    ]


def test_automatic_numbers() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{legal}<w:lvlText w:val="{text}"/></w:lvl>'
        for i, (kind, legal, text) in enumerate(
            [("chineseCounting", "", "%1、"), ("chineseCounting", "", "（%2）"), ("decimal", "<w:isLgl/>", "%1.%3 ")]
        )
    )

    def fill(made: Any) -> None:
        part = made.part.numbering_part.element
        part.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'))
        part.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))
        for depth, text in [(0, "概况"), (1, "职责"), (1, "机构"), (0, "收支"), (1, "收入"), (2, "本年")]:
            properties = made.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = depth
            properties.get_or_add_numId().val = 91

    assert told(word(fill)) == ["一、概况", "（一）职责", "（二）机构", "二、收支", "（一）收入", "2.1 本年"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("chineseCounting", "十二"), ("chineseLegalSimplified", "壹拾贰"), ("upperRoman", "XII"), ("lowerLetter", "l"),
        ("decimalEnclosedCircle", "⑫"), ("ideographDigital", "一二"), ("unknown", "12"),
    ],
)  # fmt: skip
def test_kinds_of_numbers(kind: str, expected: str) -> None:
    assert paragraph_numbers.FORMS.get(kind, str)(12) == expected


def packed(parts: dict[str, str | bytes], times: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", times) as archive:
        for name, text in parts.items():
            part = zipfile.ZipInfo(name)  # of no time: the same bytes, and the same test, in every process
            part.compress_type = times
            archive.writestr(part, text)
    return out.getvalue()


DOCUMENT = "word/document.xml"
LAUGHS = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))


@pytest.mark.parametrize(
    ("trap", "data", "error", "said"),
    [
        (
            "a part that unpacks a thousandfold",
            packed({DOCUMENT: b"<a>" + b" " * 30_000_000}),
            TooLargeError,
            "times its size",
        ),
        (
            "parts past the bound",
            packed({DOCUMENT: "<a/>", **{f"x{i}": b"\0" * 3_900_000 for i in range(90)}}),
            TooLargeError,
            "unpack to",
        ),
        (
            "entities that multiply",
            packed({DOCUMENT: f'<!DOCTYPE a [<!ENTITY a0 "ha">{LAUGHS}]><a>&a9;</a>'}),
            DamagedFileError,
            DOCUMENT,
        ),
        ("a document type", packed({DOCUMENT: '<!DOCTYPE a SYSTEM "x.dtd"><a/>'}), DamagedFileError, "document type"),
        ("deep nesting", packed({DOCUMENT: "<a>" * 5000 + "</a>" * 5000}), DamagedFileError, "depth"),
        ("no XML", packed({DOCUMENT: "%%%"}), DamagedFileError, "no readable XML"),
        ("no body", packed({DOCUMENT: "<document/>"}), DamagedFileError, "no body"),
        ("truncated", packed({DOCUMENT: "<document/>"})[:40], DamagedFileError, "truncated"),
        ("no part", packed({"xl/workbook.bin": ""}), DamagedFileError, "no part"),
        ("no sheet", packed({"xl/workbook.xml": "<workbook/>"}), DamagedFileError, "no sheet"),
        (
            "locked with a password",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            EncryptedFileError,
            "password",
        ),
        (
            "old workbook cut short",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") * 9,
            DamagedFileError,
            "damaged",
        ),
    ],
)
def test_hostile(trap: str, data: bytes, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        open_document(data)


def test_external_entity_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("9,999.99", encoding="utf-8")
    markup = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]><document><body><p><r><t>&x;</t></r></p></body></document>'
    with pytest.raises(DamagedFileError, match="document type"):
        open_document(packed({DOCUMENT: markup}))


def test_part_outside_the_file_is_not_read() -> None:
    relations = '<Relationships><Relationship Id="r" Type="x/officeDocument" Target="../../../../etc/hostname"/></Relationships>'
    with pytest.raises(DamagedFileError, match="no part 'etc/hostname'"):
        open_document(packed({"_rels/.rels": relations, DOCUMENT: "<document/>"}))


def sheet(rows: str, after: str = "") -> bytes:
    return packed({
        "xl/workbook.xml": '<workbook xmlns:r="x/relationships"><sheets><sheet name="a" r:id="r"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r" Type="x/worksheet" Target="s.xml"/></Relationships>',
        "xl/s.xml": f"<worksheet><sheetData>{rows}</sheetData>{after}</worksheet>",
    })  # fmt: skip


@pytest.mark.parametrize(
    ("trap", "rows", "expected"),
    [
        ("absurd numbers", '<row><c r="A1"><v>1e400</v></c><c r="B1"><v>nan</v></c></row>', [(("1e400", "nan"),)]),
        ("400 digits", f'<row><c r="A1"><v>甲</v></c><c r="B1"><v>{"9" * 400}</v></c></row>', [(("甲", "9" * 400),)]),
        (
            "no places told",
            '<row><c t="str"><v>甲</v></c><c><v>1</v></c></row><row><c/><c><v>2</v></c></row>',
            [(("甲", "1"), ("", "2"))],
        ),
        (
            "strings that are not there",
            '<row><c r="A1" t="s"><v>99</v></c><c r="B1" t="s"><v>-1</v></c><c r="C1"><v>5</v></c></row>',
            [(("5",),)],
        ),
        (
            "a style that is not there",
            '<row><c r="A1" s="99"><v>5</v></c><c r="B1" s="x"><v>6</v></c></row>',
            [(("5", "6"),)],
        ),
        (
            "hostile places",
            '<row r="99999999999"><c r="ZZZZ9"><v>5</v></c><c r="A0"><v>6</v></c></row>',
            [(("5", "6"),)],
        ),
        (
            "control characters",
            '<row><c r="A1" t="str"><v>预\u202e算&#13;</v></c><c r="B1"><v>1</v></c></row>',
            [(("预算", "1"),)],
        ),
    ],
)
def test_hostile_sheets(trap: str, rows: str, expected: list[Any]) -> None:
    assert told(open_document(sheet(rows))) == expected, trap


def test_the_last_cell_and_a_merge_of_all_between() -> None:
    cells = '<row><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="XFD1048576"><v>3</v></c></row>'
    merged = (
        '<mergeCells><mergeCell ref="A2:XFC1048575"/><mergeCell ref="B1:XFD1048576"/><mergeCell ref="??"/></mergeCells>'
    )
    assert told(open_document(sheet(cells, merged))) == [(("1", "2"),)]


def test_a_million_cells_are_refused() -> None:
    diagonal = "".join(f'<row r="{i}"><c r="{column(i)}{i}"><v>1</v></c></row>' for i in range(1, 1500))
    with pytest.raises(TooLargeError, match="cells"):
        open_document(sheet(diagonal))


def column(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def test_grids_only_where_something_is_printed() -> None:
    def fill(made: Any) -> None:
        made.add_table(3, 3)
        made.add_paragraph("注：无。")

    assert told(word(fill)) == ["注：无。"]


@pytest.mark.parametrize(
    "data", [packed({DOCUMENT: "<document><body><p/></body></document>"}), sheet("<row><c/></row>")]
)
def test_nothing_printed(data: bytes) -> None:
    with pytest.raises(NotADisclosureError, match="nothing is printed"):
        open_document(data)
