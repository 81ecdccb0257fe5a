"""Forms of tables as places print them, set as pages and read back: every amount in every respect, and every table's account."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import formwork
import pandas as pd
import pytest
from formwork import COMPARED, Form

import budgetnb as bn

FORMS = {form.name: form for form in formwork.forms()}
RULED = {name: form for name, form in FORMS.items() if all("rules" not in table for table in form.tables)}
ACCOUNT = ("number", "title", "table", "status", "money_unit")


@cache
def _read(name: str) -> bn.Disclosure:
    return bn.read(formwork.pdf(FORMS[name]))


def _told(records: Iterable[Mapping[str, Any]], fields: tuple[str, ...]) -> Counter[tuple[str, ...]]:
    return Counter(tuple(_word(r[field]) for field in fields) for r in records)


def _word(value: Any) -> str:
    return "" if pd.isna(value) else f"{value:.6g}" if isinstance(value, float) else str(value).replace("\n", "")


def _amounts(form: Form) -> tuple[Counter[tuple[str, ...]], Counter[tuple[str, ...]]]:
    """(printed, read): the names of items of 三公 are left out, for they stand in rows or in columns."""
    read = _read(form.name).amounts.to_dict("records")
    both: tuple[list[Any], list[Any]] = (formwork.expected(form), read)
    return tuple(_told(map(_unnamed, rows), COMPARED) for rows in both)  # type: ignore[return-value]


def _unnamed(record: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**record, "name": ""} if record["scheme"] == "three_public" else record


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_amount_of_a_form_is_read_in_every_respect(form: Form) -> None:
    printed, read = _amounts(form)
    assert sorted((read - printed).elements()) == sorted((printed - read).elements()) == []


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_form_is_read_from_a_web_page_as_from_paper(form: Form) -> None:
    fields = tuple(field for field in COMPARED if field != "page")
    paper, web = _read(form.name).amounts, bn.read(formwork.html(form)).amounts
    assert _told(web.to_dict("records"), fields) == _told(paper.to_dict("records"), fields)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_the_tables_of_a_form_are_told_apart(form: Form) -> None:
    printed = [{"number": "", "status": "found", "money_unit": t["money"]} | t for t in form.tables]
    read = _read(form.name).tables.query("status != 'missing'").to_dict("records")
    assert [tuple(_word(t[f]) for f in ACCOUNT) for t in read] == [tuple(_word(t[f]) for f in ACCOUNT) for t in printed]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize(("rules", "least"), [("across", 0.98), ("none", 0.94)])
def test_the_numbers_of_a_form_are_found_without_its_verticals_or_any_rule(
    form: Form, rules: str, least: float
) -> None:
    bare = replace(form, tables=tuple(table | {"rules": rules} for table in form.tables))
    printed, read = (_told(rows, ("table", "page", "amount")) for rows in (formwork.expected(bare), _amounts_of(bare)))
    assert (printed & read).total() >= least * printed.total()


@pytest.mark.parametrize("form", RULED.values(), ids=RULED)
@pytest.mark.parametrize("again", [True, False], ids=["header again", "no header"])
def test_a_page_break_between_rows_changes_no_amount(form: Form, again: bool) -> None:
    cut = formwork.broken(form, again)
    printed, read = (_told(map(_unnamed, rows), COMPARED) for rows in (formwork.expected(cut), _amounts_of(cut)))
    assert sorted((read - printed).elements()) == sorted((printed - read).elements()) == []


def _amounts_of(form: Form) -> list[Any]:
    return bn.read(formwork.pdf(form)).amounts.to_dict("records")


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_whose_form_it_is_and_of_which_year(form: Form) -> None:
    meta = _read(form.name).meta
    assert (meta["organisation"], meta["year"]) == (form.document["organisation"], form.document["year"])
