"""Frames to files: one file a frame, safe to open in a spreadsheet."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pandas as pd

from .errors import MissingExtraError, OptionError, TooLargeError
from .frames import SCHEMAS

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")
HARMLESS = re.compile(r"[+\-－−]?\s*(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?\s*[%％]?|[-—–]+")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
MOST_ROWS = 1_048_575
NEEDS = {"parquet": ("pyarrow", "parquet"), "xlsx": ("openpyxl", "office")}


def inert(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would take for a formula; numbers and dashes stay.

    Examples
    --------
    >>> inert("=1+1"), inert("-3.5"), inert("—")
    ("'=1+1", '-3.5', '—')
    """
    start = text.lstrip(" \u3000\xa0\ufeff\u200b")
    return "'" + text if start.startswith(FORMULA) and not HARMLESS.fullmatch(start.strip()) else text


def _plain(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, tuple, dict)) else value


def _for_spreadsheet(value: Any) -> Any:
    plain = _plain(value)
    return inert(CONTROL.sub("", plain)) if isinstance(plain, str) else plain


def _cells(data: pd.DataFrame, clean: Callable[[Any], Any]) -> pd.DataFrame:
    texts = [name for name in data.columns if str(data[name].dtype) in ("string", "object")]
    return data.assign(**{name: data[name].map(clean) for name in texts})


def _parquet(data: pd.DataFrame, path: Path) -> None:
    _cells(data, _plain).to_parquet(path, index=False)


def _csv(data: pd.DataFrame, path: Path) -> None:
    _cells(data, _for_spreadsheet).to_csv(path, index=False, encoding="utf-8-sig")


def _xlsx(data: pd.DataFrame, path: Path) -> None:
    if len(data) > MOST_ROWS:
        raise TooLargeError(f"{path}: {len(data):,} rows, a sheet holds {MOST_ROWS:,}; write parquet or csv")
    _cells(data, _for_spreadsheet).to_excel(path, index=False)


def _json(data: pd.DataFrame, path: Path) -> None:
    data.to_json(path, orient="records", force_ascii=False, indent=1)


WRITERS: dict[str, Callable[[pd.DataFrame, Path], None]] = {
    "parquet": _parquet,
    "csv": _csv,
    "json": _json,
    "xlsx": _xlsx,
}


def save(frames: Any, folder: str | Path, format: str = "parquet") -> list[Path]:
    """The files written: one for each frame of a Disclosure or Corpus, named after it.

    Every frame is made before the first file is written, so that nothing half-done is left behind.

    Raises
    ------
    OptionError
        There is no such format.
    MissingExtraError
        The format needs a package that is not installed.
    TooLargeError
        A frame has more rows than a sheet of a workbook.
    """
    if format not in WRITERS:
        raise OptionError(f"no format {format!r}; there are: {', '.join(WRITERS)}")
    package, extra = NEEDS.get(format, ("", ""))
    if package and find_spec(package) is None:
        raise MissingExtraError(f"{format} needs {package}: pip install 'budgetnb[{extra}]'")
    made = {name: getattr(frames, name) for name in SCHEMAS}
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for name, data in made.items():
        WRITERS[format](data, target / f"{name}.{format}")
    return [target / f"{name}.{format}" for name in made]
