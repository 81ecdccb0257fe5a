"""The data dictionary, printed from the schemas: ``python -m budgetnb.dictionary > docs/frames.md``."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from .frames import SCHEMAS, Column

ABOUT = {
    "amounts": "One row for each amount printed in a recognised table.",
    "tables": "One row for each table promised in 目录, found, or both.",
    "left": "One row for each thing printed on a page of tables that reached no frame.",
    "kpis": "One row for each performance indicator.",
    "tasks": "The tasks (年度主要任务) of the performance table.",
    "goals": "The goals (年度总体目标) of the performance table.",
    "claims": "One row for each amount stated in a sentence.",
    "projects": "One row for each project, from the tables and the sentences together.",
    "procurement": "Government procurement by kind, function, item and in total.",
    "headcount": "Posts and people.",
    "assets": "Vehicles and equipment, held and planned.",
    "sections": "The headings and their text.",
    "checks": "What was checked: one row for each identity, claim and rule.",
    "moves": "Money that moved between projects, as the sentences tell.",
    "ratios": "Shares, changes and amounts per head, each with its operands.",
}
HEAD = """# Data dictionary

Every frame of `budgetnb.read(source)` is a pandas DataFrame with exactly these columns. Printed from `budgetnb/frames.py` by
`python -m budgetnb.dictionary > docs/frames.md`; a test holds it up to date.

- Money is in yuan, whatever the table prints. `precision` is the size in yuan of one unit in the last printed place: the printed
  number stands for `amount ± precision / 2`.
- A blank cell is missing, not zero; 0, 0.00 and a dash are zero.
- `page` and `bbox` (PDF) or `line` (text, web) lead back to the printed cell: `d.evidence(row)`.
- Filter `kind` before you sum: totals and subtotals stand beside their parts.
"""


def markdown() -> str:
    """The dictionary as Markdown, one table of columns for each frame.

    Examples
    --------
    >>> markdown().splitlines()[0]
    '# Data dictionary'
    """
    return "\n".join([HEAD, *(line for name in SCHEMAS for line in _frame(name))])


def _frame(name: str) -> Iterator[str]:
    yield f"## {name}\n\n{ABOUT[name]}\n\n| column | dtype | what it says |\n|---|---|---|"
    yield from (f"| `{column.name}` | {column.dtype} | {_says(column)} |" for column in SCHEMAS[name])
    yield ""


def _says(column: Column) -> str:
    closed = ": " + ", ".join(f"`{value}`" for value in column.allowed) if column.allowed else ""
    return column.says.replace("|", "\\|") + closed


if __name__ == "__main__":
    sys.stdout.write(markdown())
