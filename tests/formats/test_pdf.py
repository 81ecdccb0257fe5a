"""PDF pages drawn for the purpose: rules of every kind, turned pages, and files that cannot be read."""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

import budgetnb as bn
from budgetnb import errors
from budgetnb.formats import open_document
from budgetnb.formats.pdf.characters import load, unload
from budgetnb.model import Grid

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample" / "sample.pdf"
PAGE = (400.0, 300.0)
XS, YS = (50, 150, 250, 350), (250, 220, 190, 160)
ROWS = (("项目", "2022年", "2023年"), ("教育支出", "1,000", "-3.5"), ("其中：住房", "", "0.00"))
Draw = Callable[[Canvas], None]


def pdf(*draws: Draw, encrypt: StandardEncryption | None = None, rotate: int = 0) -> bytes:
    """A PDF with one page for each drawing."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=PAGE, encrypt=encrypt, invariant=1)
    for draw in draws:
        canvas.setFont("STSong-Light", 10)
        canvas.setLineWidth(0.5)
        if rotate:
            canvas.setPageRotation(rotate)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def words(canvas: Canvas, rows: tuple[tuple[str, ...], ...] = ROWS) -> None:
    for y, row in zip(YS, rows, strict=False):
        for x, word in zip(XS, row, strict=False):
            canvas.drawString(x + 4, y - 20, word)


def strokes(canvas: Canvas) -> None:
    canvas.grid(XS, YS)
    words(canvas)


def dashes(canvas: Canvas) -> None:
    canvas.setDash(3, 2)
    strokes(canvas)


def thin_rectangles(canvas: Canvas) -> None:
    for y in YS:
        canvas.rect(XS[0], y, XS[-1] - XS[0], 0.6, stroke=0, fill=1)
    for x in XS:
        canvas.rect(x, YS[-1], 0.6, YS[0] - YS[-1], stroke=0, fill=1)
    words(canvas)


def boxes_per_cell(canvas: Canvas) -> None:
    for top, bottom in pairwise(YS):
        for left, right in pairwise(XS):
            canvas.rect(left, bottom, right - left, top - bottom)
    words(canvas)


def open_sides(canvas: Canvas) -> None:
    for y in YS:
        canvas.line(XS[0], y, XS[-1], y)
    for x in XS[1:-1]:
        canvas.line(x, YS[0], x, YS[-1])
    words(canvas)


def printed_twice(canvas: Canvas) -> None:
    strokes(canvas)
    canvas.translate(0.2, 0)
    words(canvas)


def grids(data: bytes) -> list[Any]:
    return open_document(data).grids


@pytest.mark.parametrize("draw", [strokes, dashes, thin_rectangles, boxes_per_cell, open_sides, printed_twice])
def test_whatever_its_rules_a_table_is_one_grid(draw: Draw) -> None:
    assert [grid.texts for grid in grids(pdf(draw))] == [ROWS]


@pytest.mark.parametrize(
    ("closed", "uneven", "found"),
    [(1, 0, 1), (0, 0, 1), (1, 9, 0)],
    ids=["open above", "open below", "strokes of other heights"],
)
def test_one_row_that_a_page_break_left_open_is_a_grid(closed: int, uneven: int, found: int) -> None:
    def row(canvas: Canvas) -> None:
        canvas.line(XS[0], YS[closed], XS[-1], YS[closed])
        for i, x in enumerate(XS):
            canvas.line(x, YS[0] + (i - 1) * uneven, x, YS[1])
        words(canvas, ROWS[1:2])

    assert [grid.texts for grid in grids(pdf(row))] == [(ROWS[1],)] * found


def test_a_merged_cell_that_goes_on_above_and_below_the_page_keeps_its_column() -> None:
    def middle(canvas: Canvas) -> None:
        for y in YS[1:-1]:
            canvas.line(XS[1], y, XS[-1], y)
        for x in XS:
            canvas.line(x, YS[0], x, YS[-1])
        words(canvas, tuple(("", *row[1:]) for row in ROWS))

    (found,) = grids(pdf(middle))
    assert (found.cols, found.matrix[0][0].rowspan) == (3, 3)


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_turned_page_is_read_upright_as_it_is_shown(rotate: int) -> None:
    def turned(canvas: Canvas) -> None:
        width, height = PAGE
        canvas.rotate(rotate)
        canvas.translate(*{90: (0, -width), 180: (-width, -height), 270: (-height, 0)}[rotate])
        strokes(canvas)

    found = grids(pdf(turned, rotate=rotate))
    assert [grid.texts for grid in found] == [ROWS]


def _turned(canvas: Canvas) -> None:
    canvas.translate(PAGE[0], 0)
    canvas.rotate(90)
    canvas.scale(0.7, 0.7)
    strokes(canvas)


@pytest.mark.parametrize(("bound", "least"), [("SHEETS", 1), ("SHEETS", 5), ("HEAVY", 1)])
def test_pages_read_together_are_as_they_are_read_alone(
    bound: str, least: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    draws = (
        strokes,
        _turned,
        dashes,
        lambda _: None,
        boxes_per_cell,
        printed_twice,
        _watermarked,
        _tinted,
        thin_rectangles,
    )
    data = pdf(*draws, *draws)
    together = open_document(data).pages
    monkeypatch.setattr(f"budgetnb.formats.pdf.reader.{bound}", least)
    assert together == open_document(data).pages
    assert {page.rotation for page in together} == {0, 90}


def test_a_page_that_cannot_be_opened_is_named_and_those_opened_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Any] = []
    closed: list[Any] = []

    def loaded(raw: Any, handle: Any, number: int) -> Any:
        opened.append(load(raw, handle, number) if number != 3 else None)
        return opened[-1]

    def unloaded(raw: Any, sheet: Any) -> None:
        closed.append(sheet)
        unload(raw, sheet)

    monkeypatch.setattr("budgetnb.formats.pdf.reader.load", loaded)
    monkeypatch.setattr("budgetnb.formats.pdf.reader.unload", unloaded)
    with pytest.raises(errors.DamagedFileError, match="page 3 cannot be opened"):
        open_document(pdf(*[strokes] * 5))
    assert len(opened) == 3 and {id(s) for s in closed} == {id(s) for s in opened[:2]}


def test_places_are_points_from_the_top_left() -> None:
    grid = grids(pdf(strokes))[0]
    cell = grid.matrix[1][2]
    assert (cell.text, cell.page) == ("-3.5", 1)
    assert cell.bbox == pytest.approx((250, 80, 350, 110), abs=1) and grid.bbox == pytest.approx(
        (50, 50, 350, 140), abs=1
    )


def test_a_merged_cell_stands_once_with_its_spans() -> None:
    def merged(canvas: Canvas) -> None:
        canvas.grid(XS[:1] + XS[-1:], YS)
        canvas.lines([(x, YS[1], x, YS[-1]) for x in XS[1:-1]])
        words(canvas, (("收支总表",), *ROWS[:2]))

    grid = grids(pdf(merged))[0]
    assert [(c.text, c.row, c.col, c.rowspan, c.colspan) for c in grid.cells][:2] == [
        ("收支总表", 0, 0, 1, 3),
        ("项目", 1, 0, 1, 1),
    ]


def test_a_wrapped_cell_keeps_its_lines() -> None:
    def wrapped(canvas: Canvas) -> None:
        canvas.grid((50, 200, 350), (250, 200, 160))
        for y, word in ((236, "机关事业单位"), (222, "养老保险缴费"), (180, "合计")):
            canvas.drawString(54, y, word)
        canvas.drawString(204, 230, "106")

    assert grids(pdf(wrapped))[0].texts == (("机关事业单位\n养老保险缴费", "106"), ("合计", ""))


def test_lines_outside_tables_in_reading_order() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(150, 280, "支出总表")
        canvas.drawString(50, 262, "单位：万元")
        strokes(canvas)
        canvas.drawString(50, 140, "注：无。")

    document = open_document(pdf(page))
    assert [line.text for line in document.lines] == ["支出总表", "单位：万元", "注：无。"]
    assert [type(item).__name__ for item in document.pages[0].items] == ["Line", "Line", "Grid", "Line"]


def test_two_tables_on_a_page_are_two_grids() -> None:
    def two(canvas: Canvas) -> None:
        canvas.grid(XS, (250, 230, 210))
        canvas.grid(XS, (150, 130, 110))
        for y in (236, 216, 136, 116):
            canvas.drawString(54, y, "合计")

    assert [(grid.rows, grid.cols) for grid in grids(pdf(two))] == [(2, 3), (2, 3)]


def _stepped(canvas: Canvas) -> None:
    """Ruled only across: its rules step back beside cells that reach over rows; the last row is one high cell of sentences."""
    xs, ys = (50, 100, 160, 290, 350), (290, 270, 250, 230, 210, 190, 100)
    for y, x in zip(ys, (50, 50, 160, 160, 100, 50, 50), strict=True):
        canvas.line(x, y, xs[-1], y)
    placed = {
        276: ("指标", "二级指标", "三级指标", "目标值"), 256: ("", "", "编制报告", "≥5份"), 236: ("", "", "培训人员", "≥80人"),
        216: ("", "", "维护设备", "≥9台"), 196: ("", "质量指标", "合格率", "≥95%"), 226: ("年度绩效", "数量指标", "", ""),
        150: ("年度目标", "", "", ""),
    }  # fmt: skip
    for y, row in placed.items():
        for x, word in zip(xs, row, strict=False):
            canvas.drawString(x + 3, y, word)
    for n in range(7):
        canvas.drawString(103, 180 - 11 * n, "一、做好甲事，办好乙事；二、管好丙事，查好丁。"[: 24 - n])


def test_rules_that_step_back_stand_beside_cells_over_rows() -> None:
    (grid,) = grids(pdf(_stepped))
    assert grid.texts[:5] == (
        ("指标", "二级指标", "三级指标", "目标值"),
        ("年度绩效", "数量指标", "编制报告", "≥5份"),
        ("", "", "培训人员", "≥80人"),
        ("", "", "维护设备", "≥9台"),
        ("", "质量指标", "合格率", "≥95%"),
    )
    assert grid.texts[5][0] == "年度目标" and grid.texts[5][1].count("\n") == 6


def _two_captioned(canvas: Canvas) -> None:
    """Two tables ruled only across, of one width, a title and a caption of two words between them."""
    for top in (280, 140):
        canvas.drawString(180, top + 4, "某某情况表")
        canvas.drawString(60, top - 10, "单位：某局")
        canvas.drawString(300, top - 10, "单位：元")
        for n, row in enumerate(ROWS):
            canvas.line(50, top - 20 - 20 * n, 350, top - 20 - 20 * n)
            for x, word in zip(XS, row, strict=False):
                canvas.drawString(x + 4, top - 34 - 20 * n, word)
        canvas.line(50, top - 80, 350, top - 80)


def test_tables_ruled_across_are_parted_at_a_caption() -> None:
    assert [grid.texts for grid in grids(pdf(_two_captioned))] == [ROWS, ROWS]


@pytest.mark.parametrize("place", ["drawString", "drawCentredString", "drawRightString"])
def test_numbers_of_an_unruled_table_stand_flush_left_right_or_about_a_middle(place: str) -> None:
    rows = (
        ("科目", "合计", "基本支出"),
        ("教育支出", "1,200.00", "34.50"),
        ("农林水支出", "9.00", "8.25"),
        ("其他支出", "34.50", "1,200.00"),
    )

    def unruled(canvas: Canvas) -> None:
        for n, row in enumerate(rows):
            canvas.drawString(50, 250 - 18 * n, row[0])
            for x, word in zip((200, 310), row[1:], strict=True):
                getattr(canvas, place)(x, 250 - 18 * n, word)

    assert [grid.texts for grid in grids(pdf(unruled))] == [rows]


def _watermarked(canvas: Canvas) -> None:
    strokes(canvas)
    canvas.translate(60, 120)
    canvas.rotate(30)
    canvas.setFont("STSong-Light", 40)
    canvas.drawString(0, 0, "内部资料 2026")


def _italic(canvas: Canvas) -> None:
    canvas.grid(XS, YS)
    for y, row in zip(YS, ROWS, strict=False):
        for x, word in zip(XS, row, strict=False):
            text = canvas.beginText()
            text.setTextTransform(1, 0, 0.3, 1, x + 4, y - 20)
            text.textOut(word)
            canvas.drawText(text)


def _tinted(canvas: Canvas) -> None:
    """No rule at all: a colour behind every cell, one behind the whole table."""
    canvas.setFillColorRGB(0.9, 0.9, 1)
    canvas.rect(XS[0] - 2, YS[-1] - 2, XS[-1] - XS[0] + 4, YS[0] - YS[-1] + 4, stroke=0, fill=1)
    for n, (top, bottom) in enumerate(pairwise(YS)):
        canvas.setFillColorRGB(0.8, 0.8 + 0.05 * n, 1)
        for left, right in pairwise(XS):
            canvas.rect(left, bottom, right - left, top - bottom, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    words(canvas)


@pytest.mark.parametrize("draw", [_watermarked, _italic, _tinted])
def test_what_lies_under_a_table_is_none_of_its_words(draw: Draw) -> None:
    assert [grid.texts for grid in grids(pdf(draw))] == [ROWS]


PAGE_HTML = "<style>body{font-family:'Noto Sans CJK SC'}td{border:1px solid}</style><p>2026年预算</p><table><tr><td>合计<td>1,234.00</table>"


@pytest.mark.filterwarnings("ignore")
def test_fonts_that_do_not_say_what_they_print_are_told(needed: Callable[[str], ModuleType]) -> None:
    made = needed("weasyprint").HTML(string=PAGE_HTML).write_pdf(uncompressed_pdf=True)
    with pytest.raises(
        errors.NotADisclosureError, match="fonts that do not say which characters they print; read it with ocr=True"
    ):
        bn.read(made.replace(b"/ToUnicode", b"/ToUnicodX"))


def _picture_only(canvas: Canvas) -> None:
    canvas.rect(50, 50, 200, 200, fill=1)


@pytest.mark.parametrize(
    ("data", "error", "message"),
    [
        pytest.param(b"", errors.SourceError, "the file is empty", id="empty"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"\0" * 64, errors.UnsupportedFormatError, "a PNG picture", id="a PNG"),
        pytest.param(SAMPLE.read_bytes()[:3000], errors.DamagedFileError, "truncated or damaged", id="truncated"),
        pytest.param(b"%PDF-1.7\n" + b"\0" * 500, errors.DamagedFileError, "truncated or damaged", id="a head and no body"),
        pytest.param(
            pdf(strokes, encrypt=StandardEncryption("secret", canPrint=0)), errors.EncryptedFileError, "needs a password", id="encrypted"
        ),
        pytest.param(pdf(_picture_only), errors.NotADisclosureError, "no text layer", id="no text layer"),
        pytest.param(pdf(strokes), errors.NotADisclosureError, "no budget disclosure", id="a table of nothing"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said(data: bytes, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        bn.read(data)


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(errors.SourceNotFoundError, match=r"nowhere\.pdf"):
        bn.read(tmp_path / "nowhere.pdf")
    with pytest.raises(errors.SourceNotFoundError, match=r"directory"):
        bn.read(tmp_path)


def test_the_name_does_not_decide_the_format(tmp_path: Path) -> None:
    path = tmp_path / "budget.txt"
    path.write_bytes(SAMPLE.read_bytes())
    assert bn.read(path).meta["format"] == "pdf"


def test_two_engines_agree_on_the_money_tables() -> None:
    first, second = (open_document(SAMPLE, engine=engine).grids for engine in ("pdfium", "pdfplumber"))
    assert [_bare(g) for g in first if (g.page or 0) <= 20] == [_bare(g) for g in second if (g.page or 0) <= 20]


def _bare(grid: Grid) -> list[list[str]]:
    return [["".join(text.split()) for text in row] for row in grid.texts]


def test_an_unknown_engine_is_named() -> None:
    with pytest.raises(errors.OptionError, match="no engine 'mupdf'; there are: pdfium, pdfplumber"):
        open_document(SAMPLE, engine="mupdf")


def _scanned(mode: int) -> bytes:
    """A picture of the drawn table, its text once more over it in a rendering mode."""
    import pypdfium2
    from reportlab.lib.utils import ImageReader

    seen = pypdfium2.PdfDocument(pdf(strokes))[0].render(scale=2).to_pil()

    def laid_over(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(seen), 0, 0, *PAGE)
        for y, row in zip(YS, ROWS, strict=False):
            for x, word in zip(XS, row, strict=False):
                canvas.drawString(x + 4, y - 20, word, mode=mode)

    return pdf(laid_over)


def test_a_scan_with_its_text_laid_invisibly_over_it_is_read_along_the_rules_of_the_picture() -> None:
    page = open_document(_scanned(3)).pages[0]
    assert [grid.texts for grid in page.items if isinstance(grid, Grid)] == [ROWS] and page.recognised


def test_text_that_is_seen_over_a_picture_is_no_scan() -> None:
    assert not open_document(_scanned(0)).pages[0].recognised


def _across(rows: tuple[tuple[str, ...], ...], indent: float = 0) -> Draw:
    """A table ruled only across; long codes in the first column are set further in."""

    def drawn(canvas: Canvas) -> None:
        for n, row in enumerate((*rows, ())):
            canvas.line(50, 250 - 20 * n, 350, 250 - 20 * n)
            for x, word in zip((54, 150, 210, 270), row, strict=False):
                canvas.drawString(x + indent * word.isdigit() * (len(word) > 3), 236 - 20 * n, word)

    return drawn


def test_a_page_of_a_table_without_verticals_stands_on_the_columns_of_the_page_before() -> None:
    first = (("科目", "合计", "基本", "项目"), ("教育支出", "12", "7", "5"), ("农林水支出", "34", "30", "4"))
    second = (("交通支出", "5", "", "5"), ("其他支出", "6", "", "6"), ("住房保障支出", "7", "", "7"))
    assert [grid.texts for grid in grids(pdf(_across(first), _across(second)))] == [first, second]


def test_words_of_a_further_page_move_the_edges_of_the_page_before() -> None:
    first = (("科目", "功能", "本年", "备注"), ("教育", "小学", "12.00", "续"), ("农林", "水利", "34.00", "新"))
    second = (
        ("社会保障和就业其他", "养老", "5.00", ""),
        ("城乡社区", "规划", "6.00", ""),
        ("交通", "公路", "7.00", ""),
    )
    assert [grid.texts for grid in grids(pdf(_across(first), _across(second)))] == [first, second]


def test_a_table_with_a_header_of_its_own_keeps_its_columns() -> None:
    first = (("科目", "功能", "本年", "备注"), ("教育", "小学", "12.00", "续"), ("农林", "水利", "34.00", "新"))
    second = (("项目", "单位", "金额"), ("道路", "交通中心", "5.00"), ("桥梁", "交通中心", "6.00"))
    assert [grid.texts for grid in grids(pdf(_across(first), _across(second)))] == [first, second]


def test_codes_set_further_in_are_one_column_under_their_header() -> None:
    rows = (
        ("科目编码的列", "科目名称", "预算"),
        ("205", "教育支出", "9.00"),
        ("20502", "普通教育", "9.00"),
        ("208", "社会保障", "3.00"),
    )
    assert [grid.texts for grid in grids(pdf(_across(rows, indent=24)))] == [rows]


def test_a_long_text_that_runs_into_a_number_leaves_the_columns() -> None:
    words = ("一是做好监测和检查二是办好培训", "开展宣传", "保障设备运转和网络安全提高水平")
    rows = [
        ("项目", "总计", "财政", "绩效目标"),
        *((f"经费{n}", f"{n}.00", f"{n}.50", text) for n, text in enumerate(words, 1)),
    ]

    def drawn(canvas: Canvas) -> None:
        for n, row in enumerate((*rows, ())):
            canvas.line(20, 250 - 20 * n, 380, 250 - 20 * n)
            for x, word in zip((24, 90, 140, 164 if n == 1 else 175), row, strict=False):
                canvas.drawString(x, 236 - 20 * n, word)

    assert [grid.texts for grid in grids(pdf(drawn))] == [tuple(rows)]


def test_threads_read_one_after_another() -> None:
    """pdfium keeps one state for all threads: four that read at once get what each would alone."""
    alone = open_document(bn.sample("pdf")).pages
    with ThreadPoolExecutor(4) as executor:
        read = list(executor.map(lambda _: open_document(bn.sample("pdf")).pages, range(8)))
    assert all(pages == alone for pages in read)


def test_labels_above_a_table_without_rules_are_no_row_of_it() -> None:
    rows = (
        ("科目名称", "合计", "基本支出", "项目支出"),
        *((f"教育支出{n}", f"{n}1.00", f"{n}2.00", f"{n}3.00") for n in range(1, 6)),
    )

    def drawn(canvas: Canvas) -> None:
        canvas.drawString(50, 260, "部门：市教育局")
        canvas.drawString(320, 260, "单位：万元")
        for n, row in enumerate(rows):
            for x, word in zip((50, 150, 220, 300), row, strict=True):
                canvas.drawString(x + 20 * (n > 0 and x > 50), 244 - 16 * n, word)

    assert [grid.texts for grid in grids(pdf(drawn))] == [rows]


def test_a_long_text_is_one_column_though_stops_part_some_of_its_lines() -> None:
    text = (
        "保障设备运转和网络安全",
        "定向好。    四是演练",
        "提高全市的服务水平了",
        "发现问题。    五是检查",
        *["加强队伍培训和管理吧"] * 5,
    )

    def drawn(canvas: Canvas) -> None:
        for y in (290, 270, 150, 30):
            canvas.line(20, y, 380, y)
        for x, word in zip((24, 120, 200), ("项目", "金额", "绩效目标"), strict=True):
            canvas.drawString(x, 276, word)
        for top in (258, 138):
            canvas.drawString(24, top - 48, "培训经费")
            canvas.drawString(120, top - 48, "12.00")
            for n, told in enumerate(text):
                canvas.drawString(200, top - 12 * n, told)

    (found,) = grids(pdf(drawn))
    assert (found.rows, found.cols) == (3, 3)
