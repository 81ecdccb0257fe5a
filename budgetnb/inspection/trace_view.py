"""A trace as something to look at: a frame, tables in a terminal, tables in a notebook."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ..text import printable
from ..trace import Event

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("step", "subject", "candidate", "score", "chosen", "why", "pattern", "page", "line", "bbox")
DTYPES = dict.fromkeys(("step", "subject", "candidate", "why", "pattern"), "string")
SHOWN = ("subject", "candidate", "score", "why", "pattern")
MEANT = {
    "region": "areas of the page that may be tables",
    "continuation": "tables that go on from the page before",
    "line": "lines outside tables",
    "contents": "what the contents promise",
    "table": "which table each grid is",
    "header": "which rows head a grid",
    "column": "what each column holds",
    "row": "what each row is",
    "left": "what was printed and reached no frame",
    "identity": "whose document it is, and of which year",
}
WIDTH, LONGEST = 150, 60
CHOSEN, REJECTED = "✓", "·"


@dataclass(frozen=True)
class Trace:
    """What was considered: `events` in the order of reading, each with its candidate, whether it was chosen, and why.

    Printed or shown in a notebook it is a table for each step; ✓ stands before what was chosen.
    """

    title: str
    events: tuple[Event, ...]

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The events as a frame: step, subject, candidate, score, chosen, why, pattern, page, line, bbox.

        Examples
        --------
        >>> import budgetnb as bn
        >>> frame = bn.read(bn.sample("txt")).trace(table=0).frame
        >>> frame.query("step == 'table'")["candidate"].iloc[-1]
        'project'
        """
        import pandas as pd

        rows = pd.DataFrame([tuple(getattr(e, name) for name in COLUMNS) for e in self.events], columns=list(COLUMNS))
        kinds = {**DTYPES, "score": "Float64", "chosen": "boolean", "page": "Int64", "line": "Int64", "bbox": "object"}
        return rows.astype(kinds)

    def steps(self) -> Iterator[tuple[str, list[Event]]]:
        """The events of each step."""
        for step, events in groupby(self.events, key=lambda event: event.step):
            yield step, list(events)

    def __rich__(self) -> Any:
        from rich.console import Group
        from rich.text import Text

        return Group(Text(printable(self.title), style="bold"), *(_table(*step) for step in self.steps()))

    def __repr__(self) -> str:
        from rich.console import Console

        written = io.StringIO()
        Console(file=written, width=WIDTH, force_terminal=False, color_system=None).print(self)
        return "\n".join(line.rstrip() for line in written.getvalue().splitlines())

    def _repr_html_(self) -> str:
        parts = "".join(_html(*step) for step in self.steps())
        return f'<div class="budgetnb-trace"><p><b>{escape(printable(self.title))}</b></p>{parts}</div>'


def _table(step: str, events: list[Event]) -> Any:
    """One step as a table of rich; text of documents is never markup."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(title=f"{step}: {MEANT.get(step, '')}", box=box.SIMPLE, title_justify="left", pad_edge=False)
    for name in ("", *_used(events)):
        table.add_column(name, overflow="fold", justify="right" if name == "score" else "left")
    for event in events:
        style = "bold" if event.chosen else "dim"
        table.add_row(*(Text(text, style=style) for text in (_sign(event), *_texts(event, _used(events)))))
    return table


def _html(step: str, events: list[Event]) -> str:
    """One step as a table of HTML, every word escaped, what was chosen in bold."""
    heads = "".join(f'<th style="text-align:left">{name}</th>' for name in ("", *_used(events)))
    rows = []
    for event in events:
        style = "font-weight:600" if event.chosen else "opacity:.75"
        cells = (_sign(event), *_texts(event, _used(events)))
        rows.append(
            f'<tr style="{style}">'
            + "".join(f'<td style="text-align:left">{escape(text)}</td>' for text in cells)
            + "</tr>"
        )
    head = f"<caption style='text-align:left'>{escape(step)}: {escape(MEANT.get(step, ''))}</caption>"
    return f"<table>{head}<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _used(events: list[Event]) -> list[str]:
    """The columns in which some event says something."""
    return [name for name in SHOWN if any(getattr(event, name) not in ("", None) for event in events)]


def _texts(event: Event, names: list[str]) -> list[str]:
    values = {name: getattr(event, name) for name in names}
    shown = {
        name: f"{value:.3g}" if isinstance(value, float | int) else str(value or "") for name, value in values.items()
    }
    return [printable(_cut(text) if name == "subject" else text) for name, text in shown.items()]


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _sign(event: Event) -> str:
    return CHOSEN if event.chosen else REJECTED
