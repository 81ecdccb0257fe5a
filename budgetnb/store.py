"""Frames to files: one file a frame, safe to open in a spreadsheet."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from .errors import MissingExtraError, OptionError
from .frames import SCHEMAS

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def _plain(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, tuple, dict)) else value


def _inert(value: Any) -> Any:
    """The cell with an apostrophe before what a spreadsheet would take for a formula; plain numbers stay."""
    if not isinstance(value, str) or not value.lstrip(" ").startswith(FORMULA) or _is_number(value):
        return value
    return "'" + value


def _is_number(text: str) -> bool:
    body = text.strip().replace(",", "").removeprefix("-").removeprefix("+").removesuffix("%")
    return text.strip() in ("-", "—") or (body.isascii() and body.replace(".", "", 1).isdigit())


def _cells(data: pd.DataFrame, clean: Callable[[Any], Any]) -> pd.DataFrame:
    texts = [name for name in data.columns if str(data[name].dtype) in ("string", "object")]
    return data.assign(**{name: data[name].map(clean) for name in texts})


def _parquet(data: pd.DataFrame, path: Path) -> None:
    try:
        import pyarrow  # noqa: F401
    except ImportError as error:
        raise MissingExtraError("parquet needs pyarrow: pip install 'budgetnb[parquet]'") from error
    _cells(data, _plain).to_parquet(path, index=False)


def _csv(data: pd.DataFrame, path: Path) -> None:
    _cells(data, lambda value: _inert(_plain(value))).to_csv(path, index=False, encoding="utf-8-sig")


def _xlsx(data: pd.DataFrame, path: Path) -> None:
    try:
        import openpyxl  # noqa: F401
    except ImportError as error:
        raise MissingExtraError("xlsx needs openpyxl: pip install 'budgetnb[office]'") from error
    _cells(data, lambda value: _inert(_plain(value))).to_excel(path, index=False)


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

    Raises
    ------
    OptionError
        There is no such format.
    MissingExtraError
        The format needs a package that is not installed.
    """
    if format not in WRITERS:
        raise OptionError(f"no format {format!r}; there are: {', '.join(WRITERS)}")
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    paths = {name: target / f"{name}.{format}" for name in SCHEMAS}
    for name, path in paths.items():
        WRITERS[format](getattr(frames, name), path)
    return list(paths.values())
