"""Sets the sample from its facts: sample.txt and sample.pdf, the same bytes every time.

Run ``python data/sample/make.py``. The PDF needs weasyprint and the font Noto Sans CJK SC (Debian: fonts-noto-cjk).
"""

from __future__ import annotations

import csv
import os
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, zip_longest
from pathlib import Path
from types import SimpleNamespace
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from sheets import Cell, Sheet, page_html, piece_lines  # a folder of data is no package

DIGITS = "一二三四五六七八九十"
EPOCH = "1672502400"  # 2023-01-01: the PDF carries no date of its making


def facts() -> dict[str, Any]:
    """What the disclosure prints, by section of facts.toml."""
    return tomllib.loads((HERE / "facts.toml").read_text(encoding="utf-8"))


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of one CSV of facts."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _space(value: Any) -> Any:
    return SimpleNamespace(**{k: _space(v) for k, v in value.items()}) if isinstance(value, dict) else value


def narrative(told: dict[str, Any]) -> list[str]:
    """The lines of the narrative with the facts filled in; `#` marks headings, `|` rows of a table."""
    fields = {name: _space(section) for name, section in told.items()}
    offices = told["document"]["offices"]
    fields |= {"office_count": len(offices), "offices": "、".join(offices), "project_count": len(told["projects"])}
    return (HERE / "narrative.txt").read_text(encoding="utf-8").format_map(fields).splitlines()


def contents(told: dict[str, Any]) -> list[str]:
    """The lines of 目录: the parts of the narrative, then the tables promised."""
    parts = [line.removeprefix("# ") for line in narrative(told) if line.startswith("# ")]
    tables = [f"（{_numeral(n)}）{title}" for n, title in enumerate(told["contents"]["tables"], 1)]
    return ["一、文字部分", *parts, "二、表格部分", *tables]


def _numeral(number: int) -> str:
    return DIGITS[number - 1] if number <= 10 else "十" + DIGITS[number - 11]


def sheets(told: dict[str, Any]) -> list[Sheet]:
    """The tables that the document prints, in order."""
    return [
        _balance(told, "balance", 1, 13),
        _expenditure(told),
        _balance(told, "fiscal_balance", 6, 16),
        _by_class(told, 7, _of_fund("general"), "general", 11),
        _by_class(told, 8, rows_of("economic"), "general", 11),
        _three_public(told),
        _by_class(told, 10, _of_fund("gov_fund"), "gov_fund", 0, "注：无。"),
        _by_class(told, 11, [], "state_capital", 0, "注：本表本年无发生额。"),
        _performance(told),
    ]


def _sheet(told: dict[str, Any], number: int, head: Iterable[Any], body: Iterable[Any], **more: Any) -> Sheet:
    title = told["contents"]["tables"][number - 1]
    return Sheet(f"表{number}", title, tuple(head), tuple(body), owner=told["document"]["organisation"], **more)


def _heads(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(text, "head") for text in texts)


def _line(names: Sequence[str], numbers: Sequence[str]) -> tuple[Cell, ...]:
    return (*(Cell(text, "name") for text in names), *(Cell(text, "number") for text in numbers))


def _of_fund(fund: str) -> list[dict[str, str]]:
    return [row for row in rows_of("functions") if row["fund"] == fund]


def _balance(told: dict[str, Any], side: str, number: int, cut: int) -> Sheet:
    year = f"{told['document']['year']}年预算数"
    head = ((Cell("收入", "head", 2), Cell("支出", "head", 2)), _heads("项目", year, "项目", year))
    spending = [(name, row["total"]) for name, row in _numbered(rows_of("functions"))]
    halves = zip_longest(told["income"][side], spending, fillvalue=("", ""))
    lines = [(*left, *right) for left, right in halves] + [tuple(row) for row in told["income"]["closing"]]
    body = [(*_line(row[:1], row[1:2]), *_line(row[2:3], row[3:])) for row in lines]
    note = "注：金额换算为万元时四舍五入，合计与分项可能有尾数差。" if side == "balance" else ""
    return _sheet(told, number, head, body, cuts=(cut,), note=note, widths=(33, 15, 37, 15))


def _numbered(rows: Iterable[dict[str, str]]) -> Iterator[tuple[str, dict[str, str]]]:
    """The names as a balance prints them: 类 with 一、二、…, the others bare and without ★."""
    classes = 0
    for row in rows:
        top = len(row["code"]) == 3
        classes += top
        yield (f"{_numeral(classes)}、" if top else "") + row["name"].rstrip("★"), row


def _expenditure(told: dict[str, Any]) -> Sheet:
    fixed = tuple(
        Cell(t, "head", 1, 2) for t in ("预算单位", "科目编码", "科目名称", "支出总计", "基本支出", "项目支出")
    )
    purchases = Cell(f"{told['document']['year']}年政府采购项目", "head", 3)
    head = (
        (*fixed, purchases),
        _heads("小计", "其中：面向中小企业政府采购项目", "其中：面向小型、微型企业政府采购项目"),
    )
    keys = ("total", "basic", "project", "procurement", "sme", "micro")
    body = [_line((told["document"]["organisation"], "", ""), told["totals"]["expenditure"])]
    body += [_line(("", r["code"], r["name"]), [r[k] for k in keys]) for r in rows_of("functions")]
    return _sheet(told, 3, head, body, cuts=(12,), wide=True, widths=(17, 9, 25, 8, 8, 8, 7, 9, 9))


def _by_class(
    told: dict[str, Any], number: int, rows: list[dict[str, str]], total: str, every: int, note: str = ""
) -> Sheet:
    head = (_heads("预算单位", "科目编码", "科目名称", "支出总计", "基本支出", "项目支出"),)
    owners = (told["document"]["department"], told["document"]["organisation"])
    body = [_line((name, "", ""), told["totals"][total]) for name in owners]
    body += [_line(("", r["code"], r["name"]), (r["total"], r["basic"], r["project"])) for r in rows]
    cuts = tuple(range(every + 2, len(body), every + 4)) if every else ()
    return _sheet(told, number, head, body, cuts=cuts, note=note, widths=(22, 10, 32, 12, 12, 12))


def _three_public(told: dict[str, Any]) -> Sheet:
    fixed = tuple(Cell(t, "head", 1, 2) for t in ("预算单位", "年度", "总计", "因公出国（境）费", "公务接待费"))
    head = (
        (*fixed, Cell("公务用车购置及运行维护费", "head", 3)),
        _heads("小计", "公务用车购置费", "公务用车运行维护费"),
    )
    rows = told["three_public"]["rows"]
    unit = (Cell(told["document"]["organisation"], "name", 1, len(rows)),)
    body = [(*(unit if i == 0 else ()), *_line(row[:1], row[1:])) for i, row in enumerate(rows)]
    return _sheet(told, 9, head, body, note="注：无。", widths=(20, 14, 9, 11, 11, 9, 12, 14))


def _performance(told: dict[str, Any]) -> Sheet:
    document = told["document"]
    unit = (
        Cell("单位名称", "head", 2),
        Cell(document["organisation"], "name", 2),
        Cell("主管部门", "head"),
        Cell(document["department"], "name", 2),
    )
    goals = (HERE / "goals.txt").read_text(encoding="utf-8").strip()
    body = [unit, *_task_rows(told), (Cell("年度总体目标", "head"), Cell(goals, "name", 6)), *_kpi_rows()]
    return _sheet(told, 12, (), body, subtitle=f"{document['year']}年度", widths=(8, 15, 13, 25, 13, 13, 13))


def _task_rows(told: dict[str, Any]) -> list[tuple[Cell, ...]]:
    tasks = rows_of("tasks")
    label = Cell("年度主要任务", "head", 1, len(tasks) + 3)
    money = Cell(f"预算金额（{told['document']['money_unit']}）", "head", 3)
    head = [
        (label, Cell("任务名称", "head", 1, 2), Cell("主要内容", "head", 2, 2), money),
        _heads("总额", "其中：财政拨款", "其中：其他资金"),
    ]
    rows = [
        (Cell(t["name"], "name"), Cell(t["content"], "name", 2), *_line((), (t["total"], t["fiscal"], t["other"])))
        for t in tasks
    ]
    return [*head, *rows, (Cell("金额合计", "name", 3), *_line((), told["totals"]["tasks"]))]


def _kpi_rows() -> list[tuple[Cell, ...]]:
    kpis = rows_of("kpis")
    label = Cell("年度绩效指标", "head", 1, len(kpis) + 1)
    made: list[tuple[Cell, ...]] = [
        (label, *_heads("一级指标", "二级指标"), Cell("三级指标", "head", 3), Cell("目标值", "head"))
    ]
    for level1, group in groupby(kpis, key=lambda k: k["level1"]):
        first = list(group)
        opening = [Cell(level1, "name", 1, len(first))]
        for level2, members in groupby(first, key=lambda k: k["level2"]):
            second = list(members)
            opening.append(Cell(level2, "name", 1, len(second)))
            for kpi in second:
                made.append((*opening, Cell(kpi["indicator"], "name", 3), Cell(kpi["target"], "name")))
                opening = []
    return made


def text(told: dict[str, Any]) -> str:
    """The disclosure as plain text: cells parted by tabs, a merged cell once, repeated headers where a page ends."""
    lines = [told["document"]["title"], "", "目录", "", *contents(told), "", "一、文字部分", ""]
    for line in narrative(told):
        row = [part.strip() for part in line.split("|")[1:]]
        lines += ["\t".join(row)] if row else [line.lstrip("# "), ""]
    lines += ["", "二、表格部分", ""]
    for sheet in sheets(told):
        for piece in sheet.pieces:
            lines += piece_lines(sheet, piece, told["document"]["money_unit"])
    return "\n".join(lines).rstrip() + "\n"


def pdf(told: dict[str, Any]) -> bytes:
    """The disclosure as a PDF set by weasyprint."""
    os.environ["SOURCE_DATE_EPOCH"] = EPOCH
    from weasyprint import HTML

    page = page_html(told["document"], contents(told), narrative(told), sheets(told))
    return bytes(HTML(string=page).write_pdf())


def main() -> None:
    """Writes sample.txt and sample.pdf beside this file."""
    told = facts()
    (HERE / "sample.txt").write_text(text(told), encoding="utf-8")
    (HERE / "sample.pdf").write_bytes(pdf(told))


if __name__ == "__main__":
    main()
