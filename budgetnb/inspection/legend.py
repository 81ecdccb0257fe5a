"""What the colours and lines of an inspected page mean, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

Words = tuple[str, str]

COLOURS: Mapping[str, str] = {
    "header": "#0072b2", "code": "#d9822b", "name": "#009e73", "amount": "#f0d000", "unit": "#cc79a7", "text": "#8c8c8c",
    "unknown": "#5e3c99", "left": "#d7191c", "word": "#7f9db9", "drawn": "#1a1a1a", "inferred": "#c51b8a", "line": "#0072b2",
}  # fmt: skip
"""Apart for every eye; what is not understood is hatched too, what was left is framed."""
HATCHED = ("unknown",)
OPACITY: Mapping[str, float] = {"amount": 0.34, "text": 0.16, "left": 0.3}
USUAL_OPACITY = 0.24

MEANINGS: Mapping[str, Words] = {
    "header": ("表头", "header"),
    "code": ("编码", "code"),
    "name": ("名称", "name"),
    "amount": ("金额、指标值", "amount, target"),
    "unit": ("预算单位", "unit of the department"),
    "text": ("文字", "text"),
    "unknown": ("未读懂", "not understood"),
    "left": ("遗漏：印了而没有读出", "left: printed, and in no frame"),
    "word": ("词", "word"),
    "drawn": ("印出的线", "drawn border"),
    "inferred": ("推断的线", "inferred border"),
    "line": ("题名、单位等行", "line that says title, unit …"),
}
LINES: Mapping[str, Words] = {
    "title": ("题名", "title"),
    "unknown title": ("题名不识", "title not known"),
    "number": ("表号", "number"),
    "owner": ("单位名称", "owner"),
    "money unit": ("金额单位", "money unit"),
    "note": ("附注", "note"),
}
WORDS: Mapping[str, Words] = {
    "page": ("第 {} 页", "page {}"),
    "of pages": ("共 {} 页", "of {}"),
    "size": ("{} 行 × {} 列", "{} rows × {} columns"),
    "counts": ("读出金额 {}，遗漏 {}", "amounts read {}, left {}"),
    "indicators": ("读出指标 {}，遗漏 {}", "indicators read {}, left {}"),
    "no title": ("（无题名）", "(no title)"),
    "no header": ("（无表头）", "(no header)"),
    "goes on": ("续表", "continued"),
    "no table": ("本页没有表", "no table on this page"),
    "no words": ("本页是图片，没有文字", "this page is a picture without text"),
    "no fonts": ("本页字体不说明印了什么字", "the fonts of this page do not say what they print"),
    "recognised": ("本页由图片识别", "this page was recognised from a picture"),
    "meaning not known": ("含义不明", "meaning not known"),
    "left here": ("遗漏", "left"),
    "more": ("……另有 {} 项", "… and {} more"),
}
