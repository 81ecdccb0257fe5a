"""What has to be read from a form in a style: its amounts and indicators with the pages that they stand on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import formwork
from formwork import Form
from styles import dress, indicators
from styles.page import Sheet, page_of
from styles.style import Style


@dataclass(frozen=True)
class Truth:
    """Records of amounts and of indicators, and how many tables of each id hold none but zeros."""

    amounts: tuple[dict[str, Any], ...]
    kpis: tuple[dict[str, Any], ...]
    zeros: Counter[str]


def truth(form: Form, printed: Sequence[Sheet], style: Style) -> Truth:
    """What a form, changed as the style asks, says on its sheets."""
    page, first = page_of(printed), formwork.first_page(form)
    amounts: list[dict[str, Any]] = []
    kpis: list[dict[str, Any]] = []
    zeros: Counter[str] = Counter()
    for n, table in enumerate(form.tables):
        if indicators.is_list(table):
            kpis += [record | {"page": page[n, record["page"]]} for record in indicators.expected(table)]
            continue
        found = list(_amounts(replace(form, tables=(table,)), style))
        amounts += [record | {"page": page[n, record["page"] - first]} for record in found]
        zeros[table["table"]] += not any(record["amount"] for record in found)
    return Truth(tuple(amounts), tuple(kpis), zeros)


def _amounts(form: Form, style: Style) -> Iterator[dict[str, Any]]:
    for record in formwork.expected(form):
        yield record | {"raw": dress.number(record["raw"], style)}
