"""The pages about the checks, printed from their definitions: ``python -m budgetnb.checks.docs [folder]``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from .. import wording

PREFACE = (
    "Printed from the definitions in `budgetnb/wording`; do not edit. A printed number stands for amount ± precision / 2,"
    " so a sum of n parts may differ from its total by (n + 1) / 2 printed units. `exact`: equal; `rounding`: within that"
    " bound; `conflict`: beyond it; `untestable`: a part is blank, the reading is open, or the document does not say."
)
SIDE_CAR = """
## How to write one

```toml
doc = "3d926549f888"            # the document it is for; may be left out

[[correction]]
frame = "amounts"               # any frame but checks and ratios, which are computed from the others
where = { table = "expenditure", code = "2140109", measure = "total" }      # columns and values that fit one row
set = { amount = 60880000.0 }   # what it should say; doc and raw stay as printed
reason = "misprint: the parts below make 6,088"
```

`budgetnb.read("budget.pdf", corrections="fix.toml")` or `budgetnb check budget.pdf --corrections fix.toml`. What was changed
stands in `d.corrections.applied`, in `attrs["corrected"]` of the frame, as rows of `d.checks`, below every chart and in the
report. A correction that fits no row, or several, is refused, and all faults of a file are told together.
"""
Entry = Mapping[str, Any]


def families() -> dict[str, str]:
    """The titles of the pages by family, in their order."""
    return {name: f"{title['en']} · {title['zh']}" for name, title in wording.load("checks")["family"].items()}


def entries() -> dict[str, Entry]:
    """Every rule and ratio by its id, as its definition has it."""
    checks, identities = wording.load("checks"), wording.load("identities")
    found: dict[str, Entry] = dict(checks["rule"])
    for group in ("across", "repeat", "item"):
        origin = identities["origin"]
        found |= {e["id"]: {"source": origin[e["id"].partition(".")[0]], **e} for e in identities[group]}
    found |= {entry["id"]: entry for entry in wording.load("rules")["rule"]}
    found |= {f"ratios.{name}": entry for name, entry in checks["ratio"].items()}
    return found


def pages() -> dict[str, str]:
    """The text of every page by its file name."""
    listed = entries()
    found = {"index.md": _index(listed)}
    for family, title in families().items():
        own = {name: entry for name, entry in listed.items() if name.partition(".")[0] == family}
        sections = "\n".join(_section(name, entry) for name, entry in own.items())
        found[f"{family}.md"] = f"# {title}\n\n{PREFACE}\n\n{sections}{MORE.get(family, str)()}"
    return found


def _index(listed: Mapping[str, Entry]) -> str:
    rows = [
        f"| [{title}]({family}.md) | {sum(n.partition('.')[0] == family for n in listed)} |"
        for family, title in families().items()
    ]
    return "\n".join(["# What is checked", "", PREFACE, "", "| family | definitions |", "|---|---|", *rows, ""])


def _section(name: str, entry: Entry) -> str:
    zh, en = entry.get("formula_zh") or entry.get("zh", ""), entry.get("formula_en") or entry.get("en", "")
    zh = zh.format(name=wording.load("checks")["any_row"]) if name.startswith("ratios.") else zh
    lines = [f"## {name.removeprefix('ratios.')}", "", zh, "", en, ""]
    lines += [f"- {key}: {value}" for key, value in _facts(entry)]
    return "\n".join([*lines, ""])


def _facts(entry: Entry) -> Iterator[tuple[str, object]]:
    if "number" in entry:
        yield "rule", f"{entry['number']} {entry['title']} {entry['article']}".strip()
        yield "in force from", entry["from"]
        yield "in force to", entry.get("to", "not ended")
        yield "applies when", entry["applies"]
        yield "denominator", entry.get("denominator_en", "none")
        yield (
            "verified",
            f"{'yes' if entry['verified'] else 'no, so it is off until switched on'}; {entry['verified_how']}",
        )
        yield "cannot tell", f"{entry['cannot_en']} · {entry['cannot_zh']}"
    for key in ("unit", "source", "example"):
        if entry.get(key):
            yield key, entry[key]
    for key in ("total", "ways", "of", "in", "code"):
        if key in entry:
            yield key, _value(entry[key])
    if entry.get("scope"):
        yield "scope", "untestable where money is carried over, since one table may hold it and the other not"


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{k} {v}" for k, v in value.items())
    if isinstance(value, list):
        return " or ".join(" + ".join(way) if isinstance(way, list) else str(way) for way in value)
    return str(value)


def _required() -> str:
    data = wording.load("completeness")
    rows = [
        f"| {e['id']} | {e['zh']} | {e['en']} | {', '.join(e.get('tables', ()))} | {e.get('depth', '')} | {e['weight']} |"
        for e in data["required"]
    ]
    head = ["\n## What is required, and what it weighs", "", f"Source: {data['source']}", ""]
    return "\n".join(
        [*head, "| id | in Chinese | in English | tables | depth | weight |", "|---|---|---|---|---|---|", *rows, ""]
    )


def _side_car() -> str:
    """How a file of corrections is written."""
    return SIDE_CAR


MORE: Mapping[str, Callable[[], str]] = {"completeness": _required, "corrections": _side_car}


def main(folder: str = "docs/checks") -> None:
    """Write every page."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (target / name).write_text(text, encoding="utf8")


if __name__ == "__main__":
    main(*sys.argv[1:2])
