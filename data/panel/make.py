"""Makes the panel from a folder of disclosures: the facts of those that read cleanly, as Parquet.

Run ``python data/panel/make.py SHARED`` where SHARED/corpus holds the files and index.csv (path, jurisdiction, what, sha256).
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

import budgetnb as bn
from budgetnb.panels import FRAMES

HERE = Path(__file__).resolve().parent
META = (
    "doc",
    "organisation",
    "department",
    "jurisdiction",
    "year",
    "stage",
    "kind",
    "title",
    "format",
    "pages",
    "sha256",
)
SENTENCES = {"projects": ["purpose", "reason"], "kpis": ["extra", "raw"], "tables": ["note"]}
LONGEST, MOST_WORDS = 60, 400  # what is longer is a sentence, not a name or a target
STOP = "[。；！？]"
SURE = ("identity.", "across.", "repeat.")
FEWEST, TAKEN, CONFLICTS = 30, 0.995, 0.01


def candidates(folder: Path) -> Iterator[tuple[dict[str, str], bytes]]:
    """The budgets that the index lists, with their bytes; a file that is not what the index says is refused."""
    with (folder / "index.csv").open(encoding="utf-8", newline="") as file:
        listed = [row for row in csv.DictReader(file) if row["jurisdiction"] and row["what"].startswith("budget")]
    for row in sorted(listed, key=lambda row: (row["jurisdiction"], row["path"])):
        data = (folder / row["path"]).read_bytes()
        if hashlib.sha256(data).hexdigest() != row["sha256"]:
            raise SystemExit(f"{row['path']}: its bytes are not those that index.csv names")
        yield row, data


def fault(disclosure: bn.Disclosure) -> str:
    """Why a disclosure does not read cleanly, '' where it does."""
    tables, amounts, checks = disclosure.tables, disclosure.amounts, disclosure.checks
    numbers, taken = int(tables["numbers"].sum()), int(tables["taken"].sum())
    if len(amounts) < FEWEST:
        return f"{len(amounts)} amounts"
    if taken < TAKEN * numbers:
        return f"{taken} of {numbers} numbers taken"
    sums = checks[checks["rule"].str.startswith(SURE)]
    conflicts = int((sums["status"] == "conflict").sum())
    if conflicts > CONFLICTS * max(1, len(sums)):
        return f"{conflicts} of {len(sums)} sums in conflict"
    return "" if disclosure.meta["year"] else "no year"


def shipped(name: str, data: pd.DataFrame) -> pd.DataFrame:
    """A frame without sentences and without places on pages that are not shipped."""
    dropped = ["bbox", *SENTENCES.get(name, [])]
    kept = data.drop(columns=[column for column in dropped if column in data.columns])
    if "evidence" in kept.columns:
        kept = kept.assign(evidence=kept["evidence"].map(_held))
    if name == "checks":
        return kept.assign(**{column: _told(kept, column) for column in ("message_zh", "message_en")})
    texts = [column for column in kept.columns if str(kept[column].dtype) == "string"]
    return kept.assign(**{column: kept[column].where(_is_name(kept[column]), "") for column in texts})


def _is_name(texts: pd.Series[str]) -> pd.Series[bool]:
    """Whether a text is short and in one piece, as names and targets are and sentences are not."""
    return (texts.str.len() <= LONGEST) & ~texts.str.contains(STOP, regex=True)


def _told(checks: pd.DataFrame, column: str) -> pd.Series[str]:
    """The arithmetic of findings about sums; what is exact needs no words, and other findings quote."""
    sums = checks["rule"].str.startswith(SURE) & (checks["status"] != "exact")
    return checks[column].where(sums & (checks[column].str.len() <= MOST_WORDS), "")


def _held(references: list[Any]) -> str:
    """The references to rows of frames that are shipped, as JSON."""
    return json.dumps([reference for reference in references or [] if str(reference).split(":")[0] in FRAMES])


def main(shared: Path) -> None:
    """Writes one Parquet file for each frame, and documents.csv with where each comes from."""
    documents, parts = [], {name: [] for name in FRAMES}
    for row, data in candidates(shared / "corpus"):
        try:
            disclosure = bn.read(data)
            why = fault(disclosure)
        except bn.BudgetError as error:
            why = str(error)
        print(f"{row['path']}: {why or 'kept'}", flush=True)
        if not why:
            documents.append(disclosure.meta | {"jurisdiction": row["jurisdiction"], "sha256": row["sha256"]})
            for name in FRAMES:
                parts[name].append(shipped(name, disclosure.frame(name)))
    pd.DataFrame(documents)[list(META)].to_csv(HERE / "documents.csv", index=False)
    for name, kept in parts.items():
        pd.concat(kept, ignore_index=True).to_parquet(
            HERE / f"{name}.parquet", index=False, compression="zstd", compression_level=19
        )
    print(f"{len(documents)} disclosures, {sum(f.stat().st_size for f in HERE.glob('*.parquet')):,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
