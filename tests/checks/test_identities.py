"""Sums: what holds, what is off by rounding, what is wrong, and what a blank leaves open."""

from __future__ import annotations

import pytest

from budgetnb import frames
from tests.checks.printed_rows import DOC, UNIT, found, records, statuses, table

THREE = ("total", "basic", "project")


@pytest.mark.parametrize(("lines", "expected"), [
    ("208|268 20805|268 2080502|117 2080505|106 2080506|45", ["exact", "exact"]),
    ("208|268 20805|268 2080502|117 2080505|106 2080506|44", ["exact", "rounding"]),
    ("208|268 20805|268 2080502|117 2080505|106 2080506|43", ["exact", "rounding"]),  # 3 + 1 halves are 2 units
    ("208|268 20805|268 2080502|117 2080505|106 2080506|42", ["exact", "conflict"]),
    ("208|268.00 20805|268.00 2080502|117.00 2080505|150.97", ["exact", "conflict"]),  # 0.03 against 0.015
    ("208|223 2080502|117 2080505|106", ["exact"]),  # 款 not printed: 项 stand below 类
    ("20805|223 2080502|117 2080505|106", ["exact"]),  # no 类 above: nothing to test it against
    ("208|268 >20805|100 20808|268", ["exact"]),  # of which is no part
    ("208|0 20805|0 2080502|0", []),  # nothing but zeros says nothing
], ids=["holds", "one off", "at the bound", "beyond", "finer print", "absent level", "absent parent", "of which", "zeros"])  # fmt: skip
def test_a_class_is_the_sum_of_its_parts(lines: str, expected: list[str]) -> None:
    assert statuses("identity.parent", table("expenditure", lines)) == expected


def test_the_arithmetic_stands_in_both_languages() -> None:
    rows = table("expenditure", "20805|268 2080502|117 2080505|106 2080506|42")
    finding = next(r for r in records(rows) if r["rule"] == "identity.parent")
    assert (finding["said"], finding["expected"], finding["difference"], finding["tolerance"]) == (
        268e4,
        265e4,
        3e4,
        2e4,
    )
    assert "117 + 106 + 42 = 265，印作 268，相差 3，超出尾差上限 2.0（万元）" in finding["message_zh"]
    assert "117 + 106 + 42 = 265, printed 268, difference 3, beyond the rounding bound 2.0" in finding["message_en"]
    assert finding["evidence"] == ["amounts:0", "amounts:1", "amounts:2", "amounts:3"]


@pytest.mark.parametrize(("lines", "expected"), [
    ("208|268|268|_ 20805|168|168|_ 20808|100|100|_", {"exact"}),  # blanks that every sum confirms as zero
    ("208|268|268|_ 20805|168|168|_ 20808|100|_|_", {"exact", "untestable"}),  # 100 with no part: something is missing
    ("208|268|200|68 20805|168|168|_ 20808|100|_|68", {"exact", "untestable"}),  # 208 basic misses 32
    ("208|268|300|_ 20805|168|168|_ 20808|100|100|_", {"exact", "conflict", "untestable"}),  # a part beyond its total
], ids=["zero by proof", "missing", "missing part", "beyond the total"])  # fmt: skip
def test_a_blank_is_never_called_wrong(lines: str, expected: set[str]) -> None:
    rules = {"identity.parent", "identity.measures"}
    assert {status for rule, status, _ in found(table("expenditure", lines, THREE)) if rule in rules} <= expected


def test_a_column_of_unknown_meaning_proves_no_blank_to_be_zero() -> None:
    rows = table(
        "expenditure", "=|300|100|200|200 208|200|_|200|200 210|100|100|_|_", ("total", "basic", "project", "other")
    )
    rows = [r | {"amount": float("nan")} if (r.get("code"), r["measure"]) == ("208", "project") else r for r in rows]
    assert "conflict" not in statuses("identity.total", rows)


def test_a_change_from_a_blank_year_is_not_tested() -> None:
    now, before = _public(("training", "7.75")), [r | {"year": 2025} for r in _public(("training", "2.95"))]
    change = [r | {"measure": "change"} for r in _public(("training", "4.80"))]
    assert statuses("three_public.change", now, before, change) == ["exact"]
    blank = [r | {"amount": float("nan")} for r in before]
    assert statuses("three_public.change", now, blank, change) == []


def test_a_reading_that_is_blank_altogether_leaves_its_sum_open() -> None:
    rows = _balance("财政拨款|500 一般公共预算|500 其他收入|30 =收入总计|530", "income")
    funds = {"财政拨款": ("fiscal", "subtotal"), "一般公共预算": ("general", "item"), "其他收入": ("other", "item")}
    rows = [r | dict(zip(("fund", "kind"), funds.get(r["name"], ("all", "total")), strict=True)) for r in rows]
    assert statuses("identity.list", rows) == ["exact", "exact"]
    blank = [r | {"amount": float("nan")} if r["name"] == "一般公共预算" else r for r in rows]
    assert "conflict" not in statuses("identity.list", blank)


def test_a_missing_amount_leaves_its_sums_open() -> None:
    rows = table("expenditure", "20805|268 2080502|117 2080505|106 2080506|45")
    rows[2]["amount"] = float("nan")
    assert statuses("identity.parent", rows) == ["untestable"]


@pytest.mark.parametrize(("lines", "rule", "expected"), [
    ("=|500 208|268 210|232", "identity.total", ["exact"]),
    ("=|500 208|268 210|132", "identity.total", ["conflict"]),
    ("@某局|500 208|268 210|232", "identity.unit", ["exact"]),
    ("@某委|500 @甲校|200 208|200 @乙校|300 210|300", "identity.department", ["exact"]),
    ("@某委|500 @甲校|200 208|200 @乙校|310 210|310", "identity.department", ["conflict"]),
    ("@某局|500 @某局|200 208|200 @乙校|300 210|300", "identity.department", ["exact"]),  # its own unit bears its name
    ("@某局|500 @某局|200 208|200 @乙校|300 210|300", "identity.unit", ["exact", "exact"]),
    ("@某局|10 甲|10 @丙校|30 乙|30 @某局|69 丁|69", "identity.department", []),  # under kinds of purchases
    ("@某局|10 甲|10 @丙校|30 乙|30 @某局|69 丁|69", "identity.unit", ["exact"]),
    ("=|500 一项|100 二项|100", "identity.total", ["conflict"]),
    ("=|500 @甲校|200 一项|150 二项|40 @乙校|300 三项|200 四项|100", "identity.unit", ["conflict", "exact"]),  # the other unit holds
    ("=|500 @甲校|200 一项|150 二项|40 @乙校|300 三项|200 四项|90", "identity.unit", ["untestable", "untestable"]),  # whose rows are whose is open
    ("=|500 @某委|500 @甲校|200 208|200 @乙校|300 210|300", "identity.total", ["exact"]),  # the department repeats the total
    ("=|300 一项|100 二项|200", "identity.total", ["exact"]),
    ("=|300 一类|100 甲|60 乙|40 二类|200 丙|150 丁|50", "identity.total", ["exact"]),  # depth by sums
    ("=|300 一类|100 甲|60 乙|40 二类|200 丙|150 丁|40", "identity.total", ["untestable"]),  # told twice over, depth not sure
    ("=|300 一项|100 二项|200 三项|5", "identity.total", ["conflict"]),
    ("208|100 208|100 210|50 212|30", "identity.twice", ["conflict"]),
    ("219|50 21999|50 21999|50 208|30 20805|30 2080505|30", "identity.twice", []),  # a 款 with no 项, in place of one
    ("208|100 208|100 210|50 210|50 212|30", "identity.twice", []),  # a table that prints several rows a class
    ("20805|100 2080502|60 2080505|40 20805|100", "identity.twice", []),  # not running: a heading again
], ids=["holds", "broken", "unit", "department", "department broken", "unit of its name", "its own classes", "under kinds", "one kind",
        "flat short", "one unit of two", "both units", "department row", "uncoded", "nested", "nested broken", "flat broken", "twice", "in place of 项", "rows a class",
        "again later"])  # fmt: skip
def test_total_rows(lines: str, rule: str, expected: list[str]) -> None:
    assert statuses(rule, table("expenditure", lines)) == expected


@pytest.mark.parametrize(("columns", "line", "rule", "expected"), [
    (THREE, "208|268|168|100", "identity.measures", ["exact"]),
    (THREE, "208|268|168|99", "identity.measures", ["rounding"]),
    (THREE, "208|268|168|98", "identity.measures", ["conflict"]),
    (("basic", "personnel", "public"), "208|268|168|100", "identity.basic", ["exact"]),
    (("total", "personnel", "public", "project"), "208|268|100|68|100", "identity.measures", ["exact"]),  # no column for basic
    (("total", "fund:general", "fund:gov_fund"), "208|268|168|100", "identity.funds", ["exact"]),
    (("total", "fund:fiscal", "fund:general", "fund:gov_fund", "fund:own", "carried"),
     "208|300|268|168|100|20|12", "identity.funds", ["exact", "exact"]),
    (("total", "fund:current", "fund:general", "carried"), "208|300|288|288|12", "identity.funds", ["exact"]),
    (("total", "fund:general", "fund:own"), "208|300|268|20", "identity.funds", ["conflict"]),
], ids=["holds", "rounding", "broken", "basic", "no basic", "funds", "nested funds", "current and carried", "funds broken"])  # fmt: skip
def test_rows(columns: tuple[str, ...], line: str, rule: str, expected: list[str]) -> None:
    assert statuses(rule, table("expenditure", line, columns)) == expected


def test_rows_by_another_classification_make_up_the_class() -> None:
    rows = table("expenditure", "2130201|300 2130201/economic_dept=30101|200 2130201/economic_dept=30201|90")
    assert statuses("identity.cross", rows) == ["conflict"]


@pytest.mark.parametrize(("lines", "expected"), [
    ("@某局|_ 2101505|210 2101505|75 2101505/economic_dept=30213|50 2101505/economic_dept=30227|25", ["exact"]),
    ("@某局|_ 2101505|210 2101505|75 2101505/economic_dept=30213|50 2101505/economic_dept=30227|20", ["untestable"]),
], ids=["the unit's own row", "no row fits"])  # fmt: skip
def test_which_of_two_rows_of_a_class_its_crossed_rows_make_up(lines: str, expected: list[str]) -> None:
    assert statuses("identity.cross", table("procurement", lines)) == expected


def test_a_row_above_its_unit_is_not_printed_twice() -> None:
    rows = table("procurement", "2140102|50 2140102|50 2140103|7 2140104|9")
    assert statuses("identity.twice", rows) == ["conflict"]
    assert statuses("identity.twice", [rows[0] | {"name": "全额"}, *rows[1:]]) == []


def test_a_department_row_of_its_unit_s_name_is_held_by_the_other_columns() -> None:
    rows = table(
        "expenditure", "@某局|500|400 @某局|200|150 208|200|150 @乙校|300|240 210|300|240", ("total", "fund:general")
    )
    assert statuses("identity.department", rows) == ["exact", "conflict"]


def test_the_arithmetic_of_a_list_tells_each_row_once() -> None:
    finding = next(r for r in records(table("project", "=|500 一项|100 二项|100")) if r["rule"] == "identity.total")
    assert "100 + 100 = 200，印作 500" in finding["message_zh"]


@pytest.mark.parametrize(("note", "total", "expected"), [
    ("部分涉密事项在公开时予以剔除。", 268, ("untestable", "notice")),
    ("部分涉密事项在公开时予以剔除。", 228, ("conflict", "warning")),  # more than the total: nothing that is left out explains it
    ("涉密项目按要求不予公开。", 268, ("conflict", "warning")),  # a general remark says nothing of these rows
], ids=["left out", "beyond the total", "general remark"])  # fmt: skip
def test_rows_that_are_said_to_be_left_out_leave_a_sum_open(note: str, total: int, expected: tuple[str, str]) -> None:
    said = frames.build("sections", [{"doc": DOC, "order": 1, "heading": "其他", "text": note}])
    finding = next(r for r in records(table("expenditure", f"20805|{total} 2080502|117 2080505|126"), sections=said))
    assert (finding["status"], finding["severity"]) == expected
    assert ("sections:0" in finding["evidence"]) == (expected[0] == "untestable")


def _balance(lines: str, side: str, **common: object) -> list[dict[str, object]]:
    scheme = {"scheme": "source"} if side == "income" else {}
    rows = [r | {"side": side} for r in table("balance", lines, **common)]
    return [r | scheme if r["kind"] == "item" and not r.get("code") else r for r in rows]


@pytest.mark.parametrize(("income", "expected"), [
    ("拨款|500 其他|20 =本年收入合计|520 上年结转|36 =收入总计|556", ["exact", "exact"]),
    ("=收入合计|556 拨款|500 其他|20 上年结转|36", ["exact"]),
    ("拨款|500 其他|20 =本年收入合计|530 上年结转|36 =收入总计|566", ["conflict", "exact"]),
    ("拨款|500 其他|20 =本年收入合计|520 上级补助|10 上年结转|36 =收入总计|566", ["exact", "exact"]),  # a row below the year's total
], ids=["holds", "total first", "broken", "below the total"])  # fmt: skip
def test_lists_of_a_balance(income: str, expected: list[str]) -> None:
    rows = _balance(income, "income")
    rows = [r | {"carried": True} if r["name"] == "上年结转" else r for r in rows]
    assert statuses("identity.list", rows) == expected


def test_tables_agree_with_each_other() -> None:
    balance = _balance("208|268 214|232 =支出总计|500", "expenditure")
    right = table("expenditure", "=|500 208|268 214|232")
    wrong = table("expenditure", "=|510 208|278 214|232")
    assert statuses("across.expenditure", balance, right) == ["exact"]
    assert statuses("across.expenditure", balance, wrong) == ["conflict"]
    assert sorted(statuses("repeat.expenditure", balance, wrong)) == ["conflict", "exact"]


def test_what_is_carried_over_may_stand_in_one_table_only() -> None:
    fiscal = table("fiscal_balance", "208|536 =支出总计|536", ("fund:general",))
    general = table("general_function", "=|500 208|500", ("fund:general",))
    carried = _balance("上年结转|36", "income", carried=True)
    assert statuses("across.general", fiscal, general) == ["conflict"]
    assert statuses("across.general", fiscal, general, carried) == ["untestable"]


def _public(*cells: tuple[str, str], **common: object) -> list[dict[str, object]]:
    return [table("three_public", f"项|{amount}", **common)[0] | {"scheme": "three_public", "code": code, "col": n}
           for n, (code, amount) in enumerate(cells)]  # fmt: skip


@pytest.mark.parametrize(("cells", "expected"), [
    ((("total", "11.41"), ("abroad", "0.00"), ("reception", "0.91"), ("vehicles", "10.50")), ["exact"]),
    ((("total", "11.41"), ("abroad", "0"), ("reception", "0.91"), ("vehicles", "10.5")), ["exact"]),
    ((("total", "11.51"), ("abroad", "0.00"), ("reception", "0.91"), ("vehicles", "10.50")), ["conflict"]),
    ((("total", "11.51"), ("reception", "0.91"), ("vehicles", "10.50")), ["untestable"]),  # travel abroad is blank
    ((("total", "15.41"), ("abroad", "0.00"), ("reception", "0.91"), ("vehicles", "10.50"), ("meeting", "4.00")), ["exact"]),
], ids=["holds", "coarser zeros", "broken", "blank", "with meetings"])  # fmt: skip
def test_three_public_expenses(cells: tuple[tuple[str, str], ...], expected: list[str]) -> None:
    assert statuses("three_public.total", _public(*cells)) == expected


@pytest.mark.parametrize(("outer", "expected"), [
    ("24.41", ["exact", "exact"]), ("20.41", ["conflict", "exact"]),  # all that is printed, not the training alone
])  # fmt: skip
def test_of_two_totals_one_holds_the_other_and_all_meetings(outer: str, expected: list[str]) -> None:
    cells = (("total", outer), ("total", "11.41"), ("abroad", "0.00"), ("reception", "0.91"), ("vehicles", "10.50"),
             ("meeting", "4.00"), ("training", "9.00"))  # fmt: skip
    assert statuses("three_public.total", _public(*cells)) == expected


def test_reception_against_the_economic_class_that_pays_for_it() -> None:
    told = _public(("reception", "0.91"), ("total", "0.91"), fund="general")
    paid = table("general_economic", "302|5 30217|1 30201|4", fund="general")
    assert statuses("three_public.reception", told, paid) == ["rounding"]


def test_a_finding_names_its_unit_only_once() -> None:
    assert [
        subject for rule, _, subject in found(table("expenditure", "@某局|5 208|5")) if rule == "identity.unit"
    ] == ["某局 · 2026"]
    assert UNIT
