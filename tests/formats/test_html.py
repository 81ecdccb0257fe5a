"""Web pages: what is a line, what is a grid, what is layout, and where each was printed."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

import budgetnb
from budgetnb.errors import SourceError, TooLargeError
from budgetnb.formats import html
from budgetnb.formats.limits import Limits
from budgetnb.formats.source import format_of
from budgetnb.formats.text import tidy
from budgetnb.model import Document, Grid, Source

PAGE = Source("page.html", "0" * 64, 1)


def read(markup: str | bytes, limits: Limits | None = None) -> Document:
    data = markup if isinstance(markup, bytes) else markup.encode()
    return html.read(data, PAGE, limits or Limits())


def texts(markup: str) -> list[tuple[tuple[str, ...], ...]]:
    return [grid.texts for grid in read(markup).grids]


def lines(markup: str | bytes) -> list[tuple[str, int | None]]:
    return [(line.text, line.line) for line in read(markup).lines]


@pytest.mark.parametrize(
    ("trap", "markup", "expected"),
    [
        ("blocks", "<p>收入</p>\n<div>支出<br>结余</div>", [("收入", 1), ("支出", 2), ("结余", 2)]),
        ("inline elements are one line", "<p>预算<b>1</b><span>2</span>万元</p>", [("预算12万元", 1)]),
        ("text beside blocks", "<div>甲<p>乙</p>丙</div>", [("甲", 1), ("乙", 1), ("丙", 1)]),
        (
            "scripts, styles, forms",
            "<script>var a='1';</script><style>p{}</style><p>文</p><select><option>9</select>",
            [("文", 1)],
        ),
        ("comments and processing instructions", "<?php 1 ?><p>文<!-- 7,000 -->字</p>", [("文字", 1)]),
        ("text after a dropped element", "<p>甲<script>1</script>乙</p>", [("甲乙", 1)]),
        ("white space of the source", "<p>部门\n   预算&nbsp;&emsp;表</p>", [("部门 预算 表", 1)]),
        (
            "entities that look like markup",
            "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
            [("<script>alert(1)</script>", 1)],
        ),
        ("line of the source", "<p>甲</p>\n\n\n<p>乙</p>", [("甲", 1), ("乙", 4)]),
        ("right-to-left override", "<p>\u202e预算\u202c 1</p>", [("预算 1", 1)]),
        ("control characters", "<p>预\x01算\x00</p>", [("预算", 1)]),
    ],
)
def test_lines(trap: str, markup: str, expected: list[tuple[str, int]]) -> None:
    assert lines(markup) == expected, trap


@pytest.mark.parametrize(
    ("trap", "rows", "expected"),
    [
        ("plain", "<tr><td>甲<td>1<tr><td>乙<td>2", (("甲", "1"), ("乙", "2"))),
        ("colspan", "<tr><th colspan=2>收入<th>支出<tr><td>甲<td>1<td>2", (("收入", "", "支出"), ("甲", "1", "2"))),
        ("rowspan", "<tr><td rowspan=2>甲<td>1<tr><td>2", (("甲", "1"), ("", "2"))),
        (
            "rowspan 0 reaches to the end",
            "<tr><td rowspan=0>甲<td>1<tr><td>2<tr><td>3",
            (("甲", "1"), ("", "2"), ("", "3")),
        ),
        ("rowspan past the end", "<tr><td rowspan=99>甲<td>1<tr><td>2", (("甲", "1"), ("", "2"))),
        ("colspan into a cell from above", "<tr><td>甲<td rowspan=2>1<tr><td colspan=2>2", (("甲", "1"), ("2", ""))),
        (
            "column that no cell begins",
            "<tr><td colspan=2>甲<td>1<tr><td colspan=2>乙<td>2",
            (("甲", "1"), ("乙", "2")),
        ),
        (
            "foot before the body",
            "<tfoot><tr><td>合计<td>3</tfoot><tbody><tr><td>甲<td>3",
            (("甲", "3"), ("合计", "3")),
        ),
        (
            "blocks in a cell",
            "<tr><td>社会<br>保障<p>支出<td>1<tr><td>乙<td>2",
            (("社会\n保障\n支出", "1"), ("乙", "2")),
        ),
        ("hostile span values", "<tr><td colspan=-4>甲<td rowspan=x>1<tr><td>乙<td>2", (("甲", "1"), ("乙", "2"))),
        (
            "rows and cells that are not shown",
            "<tr><td>甲<td style='DISPLAY: none'>9<td>1<tr style='height:0;display:none'><td>丙<td>8<td>7<tr hidden><td>丁<td>6<tr><td>乙<td>2",
            (("甲", "1"), ("乙", "2")),
        ),
        ("short row", "<tr><td>甲<td>1<td>2<tr><td>乙", (("甲", "1", "2"), ("乙", "", ""))),
    ],
)
def test_grids(trap: str, rows: str, expected: tuple[tuple[str, ...], ...]) -> None:
    assert texts(f"<table>{rows}</table>") == [expected], trap


DATA = "<table><tr><td>甲<td>1<tr><td>乙<td>2</table>"


@pytest.mark.parametrize(
    ("trap", "markup", "grids", "found"),
    [
        ("table inside a table", f"<table><tr><td>栏<td>{DATA}</table>", 1, ["栏"]),
        ("two levels of layout", f"<table><tr><td><table><tr><td>{DATA}</table></table>", 1, []),
        ("one column", "<table><tr><td>标题<tr><td>正文</table>", 0, ["标题", "正文"]),
        ("a row of links", "<table><tr><td>首页<td>预算公开</table>", 0, ["首页", "预算公开"]),
        (
            "prose in one cell",
            "<table><tr><td>正文<td>" + "<p>一段很长的文字说明</p>" * 9 + "</table>",
            0,
            ["正文"] + ["一段很长的文字说明"] * 9,
        ),
        ("one row of numbers is data", "<table><tr><td>合计<td>1,234.00</table>", 1, []),
        ("empty table", "<table><tr><td> <td>&nbsp;</table><p>文</p>", 0, ["文"]),
        ("caption", "<table><caption>收支总表</caption><tr><td>甲<td>1</table>", 1, ["收支总表"]),
        (
            "caption of two lines",
            "<table><caption>表1<br>收支总表</caption><tr><td>甲<td>1</table>",
            1,
            ["表1", "收支总表"],
        ),
    ],
)
def test_layout(trap: str, markup: str, grids: int, found: list[str]) -> None:
    document = read(markup)
    assert (len(document.grids), [line.text for line in document.lines]) == (grids, found), trap


def test_cells_of_a_row_have_the_line_on_which_it_begins() -> None:
    grid = read("<p>表</p>\n<table>\n<tr><td>甲</td>\n<td>1</td></tr>\n<tr><td>乙</td><td>2</td></tr></table>").grids[0]
    assert [(c.text, c.line, c.page, c.bbox) for c in grid.cells] == [
        ("甲", 3, None, None), ("1", 3, None, None), ("乙", 5, None, None), ("2", 5, None, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("trap", "data"),
    [
        ("gb2312 declared, gbk used", '<meta charset="gb2312"><p>镕基</p>'.encode("gb18030")),
        ("nothing declared", "<p>镕基</p>".encode("gb18030")),
        (
            "declared in http-equiv",
            '<meta http-equiv=Content-Type content="text/html; charset=GBK"><p>镕基</p>'.encode("gb18030"),
        ),
        ("declares gbk, is utf-8", '<meta charset="gb2312"><p>镕基</p>'.encode("utf-8-sig")),
        ("utf-16", "<p>镕基</p>".encode("utf-16")),
    ],
)
def test_encodings(trap: str, data: bytes) -> None:
    assert [text for text, _ in lines(data)] == ["镕基"], trap


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("预算 1 2 3,456.00 万元", "预算 123,456.00 万元"),
        ("减少3, 623. 98万元", "减少3,623.98万元"),
        ("比 2025 123.45 万元", "比 2025 123.45 万元"),
        ("共 3 5 万元", "共 3 5 万元"),
        ("增长 4 .5%", "增长 4.5%"),
    ],
)
def test_split_amounts(printed: str, expected: str) -> None:
    assert tidy(printed) == expected


def run(text: str, left: float, top: float) -> str:
    return f'<div style="position:absolute;left:{left}pt;top:{top}pt;font-size:9pt;line-height:9pt">{text}</div>'


def rule(left: float, top: float, width: float, height: float) -> str:
    side = "bottom" if width else "right"
    return f'<div style="position:absolute;left:{left}pt;top:{top}pt;width:{width}pt;height:{height}pt;border-{side}:0.5pt solid #000"> </div>'


def test_placed_page() -> None:
    names, amounts = ["项目", *"甲乙丙丁戊己庚辛"], ["预算数", *(f"{n},000.00" for n in range(1, 9))]
    rules = [rule(50, 100 + 20 * i, 200, 0) for i in range(10)] + [rule(x, 100, 0, 180) for x in (50, 150, 250)]
    words = [
        run(text, x + 4, 105 + 20 * i) for x, column in ((50, names), (150, amounts)) for i, text in enumerate(column)
    ]
    document = read(
        f'<div style="position:relative">{run("收支总表", 120, 60)}{run("单位：万元", 200, 80)}{"".join(rules + words)}</div>'
    )
    assert [line.text for line in document.lines] == ["收支总表", "单位：万元"]
    assert document.grids[0].texts == tuple(zip(names, amounts, strict=True))
    assert {(c.page, c.line) for c in document.grids[0].cells} == {(None, 1)}


def test_hostile_span_is_bounded() -> None:
    rows = "<tr><td rowspan=999999999 colspan=999999999>1<td>2" + "<tr><td>3" * 3000
    with pytest.raises(TooLargeError, match="cells"):
        read(f"<table>{rows}</table>")


def test_a_million_cells_are_refused() -> None:
    with pytest.raises(TooLargeError, match="cells"):
        read("<table>" + ("<tr>" + "<td>1" * 50) * 30 + "</table>", Limits(cells=1000))


def test_depth_is_bounded() -> None:
    assert lines("<div>" * 1500 + "1") == [("1", 1)]
    with pytest.raises(TooLargeError, match="levels"):
        read("<div>" * 100_000 + "1")


@pytest.mark.parametrize(
    "markup", ["<!-- -->", "<html></html>", "<table></table>", "<table><tr></table>", "<td>", "<" * 5000, "&" * 5000]
)
def test_nothing_in_it(markup: str) -> None:
    try:
        assert all(not isinstance(item, Grid) for page in read(markup).pages for item in page.items)
    except SourceError as error:
        assert "page.html" in str(error)


def test_nothing_is_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("9,999.99", encoding="utf-8")
    markup = (
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]><p>&x;甲</p><iframe src="{secret.as_uri()}"></iframe>'
    )
    assert "9,999.99" not in "".join(text for text, _ in lines(markup))


def test_is_told_by_content() -> None:
    assert format_of(b"\xef\xbb\xbf <!DOCTYPE HTML><p>1", "x.pdf") == "html"


def test_the_sample_as_a_web_page_gives_the_same_amounts(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(__file__).resolve().parents[2] / "data" / "sample"
    monkeypatch.syspath_prepend(str(folder))
    make = import_module("make")
    told = make.facts()
    page = make.page_html(told["document"], make.contents(told), make.narrative(told), make.sheets(told)).encode()
    place = ["doc", "page", "line", "bbox", "row", "col", "header"]
    expected, found = (budgetnb.read(source).amounts.drop(columns=place) for source in (folder / "sample.txt", page))
    order = list(expected.columns)
    assert found.sort_values(order).reset_index(drop=True).equals(expected.sort_values(order).reset_index(drop=True))


@pytest.mark.corpus
def test_real_pages(shared: Path) -> None:
    read_pages = {path.stem: budgetnb.read(path) for path in sorted((shared / "corpus" / "html").glob("*.html"))}
    assert {name: (d.identity.organisation, d.identity.year) for name, d in read_pages.items()} == {
        "6f9df48af1a2": ("昆明市审计局", 2026),
        "8f1097a7cf5d": ("烟台市退役军人事务局", 2026),
    }
    amounts = read_pages["8f1097a7cf5d"].amounts
    total = amounts.query("table == 'balance' and kind == 'total' and side == 'expenditure'")
    assert (
        set(total["amount"]) == {358744900.0}
        and bool(amounts["page"].isna().all())
        and bool(amounts["line"].notna().all())
    )
