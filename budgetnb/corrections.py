"""Corrections: a side-car in which a reader fixes a misread or misprinted cell with a reason; applied on read, and marked."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from . import frames, wording
from .errors import OptionError

Record = dict[str, Any]
DERIVED = ("checks", "ratios")
KEYS = ("frame", "where", "set", "reason")
KEPT = ("doc", "raw", "page", "first_page", "last_page", "line", "bbox", "row", "col")
"""What was printed and where: it stays, whatever is corrected."""
NAMED = 3
LARGEST = 10**18
"""No number of a disclosure is as large, and what is larger fits no column."""
SHOWN = 60
TYPES: Mapping[str, tuple[type, ...]] = {"string": (str,), "Int64": (int,), "float64": (int, float), "boolean": (bool,)}
SAID = {
    "string": "a text in quotes",
    "Int64": "a whole number of at most 18 digits",
    "float64": "a number of at most 18 digits",
    "boolean": "true or false",
}
TEXTS = ("frame", "reason")


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of a side-car: in which frame, which row, what it should say, and why."""

    frame: str
    where: Mapping[str, Any]
    values: Mapping[str, Any]
    reason: str


@dataclass(frozen=True, slots=True)
class Applied:
    """One cell that a correction changed."""

    ref: str
    frame: str
    column: str
    was: Any
    now: Any
    reason: str


@dataclass
class Corrections:
    """The entries of a side-car, and what came of them.

    Examples
    --------
    >>> fix = Corrections([Correction("goals", {"order": 1}, {"text": "按期完成"}, "misread")])
    >>> fix.apply("goals", [{"order": 1, "text": "按期宪成"}])
    [{'order': 1, 'text': '按期完成'}]
    >>> fix.applied[0].was
    '按期宪成'
    """

    entries: Sequence[Correction] = ()
    doc: str = ""
    applied: list[Applied] = field(default_factory=list)

    def apply(self, frame: str, records: Sequence[Record]) -> list[Record]:
        """The records with the corrections of this frame made; the given ones are left as they are.

        Raises
        ------
        OptionError
            A correction fits no row, or more than one.
        """
        found = list(records)
        self.applied = [applied for applied in self.applied if applied.frame != frame]  # a frame may be read again
        for entry in self.entries:
            if entry.frame == frame:
                n = _only(entry, found)
                self.applied += [
                    Applied(f"{frame}:{n}", frame, c, found[n].get(c), v, entry.reason) for c, v in entry.values.items()
                ]
                found[n] = found[n] | dict(entry.values)
        return found

    def records(self, doc: str) -> list[Record]:
        """What was corrected as rows of `checks`."""
        return [
            {
                "doc": doc, "rule": "corrections.applied", "status": "exact", "severity": "notice", "subject": a.column,
                "message_zh": _told(a, "zh"), "message_en": _told(a, "en"), "evidence": [a.ref],
            }
            for a in self.applied
        ]  # fmt: skip

    def refs(self, frame: str) -> list[str]:
        """References to the corrected rows of a frame."""
        return list(dict.fromkeys(a.ref for a in self.applied if a.frame == frame))


def _told(applied: Applied, lang: str) -> str:
    sentence: str = wording.load("checks")["phrase"]["corrections.applied"]["exact"][lang]
    return sentence.format(
        ref=applied.ref, column=applied.column, was=applied.was, now=applied.now, reason=applied.reason
    )


def _only(entry: Correction, records: Sequence[Record]) -> int:
    fits = [n for n, r in enumerate(records) if all(_equal(r.get(c), v) for c, v in entry.where.items())]
    if len(fits) != 1:
        named = ", ".join(f"{entry.frame}:{n}" for n in fits[:NAMED]) + (" …" if len(fits) > NAMED else "")
        more = f" ({named}); name more columns" if fits else ""
        raise OptionError(
            f"correction of {entry.frame} where {dict(entry.where)} fits {len(fits)} rows{more}; it must fit exactly one"
        )
    return fits[0]


def _equal(value: Any, wanted: Any) -> bool:
    if isinstance(value, (int, float)) and isinstance(wanted, (int, float)):
        return abs(value - wanted) < 1e-9 * max(1.0, abs(wanted))
    return bool(value == wanted)


def load(path: str | Path) -> Corrections:
    """The corrections of a TOML side-car.

    Parameters
    ----------
    path : str or Path
        A file with ``doc = "…"`` (the document it is for, optional) and entries ``[[correction]]`` with `frame`, `where`
        (column and value pairs that fit one row), `set` (columns and what they should say) and `reason`.

    Raises
    ------
    OptionError
        The file is no TOML, or entries are incomplete or name what does not exist; all faults are told together.
    """
    data = _parsed(Path(path))
    listed = data.get("correction", [])
    faults = _strange("", data, ("doc", "correction"))
    if not isinstance(data.get("doc", ""), str):
        faults.append(f"doc must be {SAID['string']}")
    if not isinstance(listed, list) or not listed:
        faults.append("it has no [[correction]]")
    else:
        faults += [fault for n, entry in enumerate(listed, 1) for fault in _faults(f"correction {n}", entry)]
    if faults:
        raise OptionError(f"{path}: " + "; ".join(faults))
    return Corrections([Correction(e["frame"], e["where"], e["set"], e["reason"]) for e in listed], data.get("doc", ""))


def _parsed(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise OptionError(f"{path}: there is no such file of corrections")
    try:
        return tomllib.loads(path.read_text(encoding="utf8"))
    except RecursionError as error:
        raise OptionError(f"{path}: values are nested too deep") from error
    except (OSError, ValueError) as error:  # no text, no TOML, or a number longer than Python takes
        raise OptionError(f"{path}: {error}") from error


def _strange(where: str, entry: Mapping[str, Any], known: Sequence[str]) -> list[str]:
    return [f"{where} has no use for {key!r}; it knows {', '.join(known)}".strip() for key in entry if key not in known]


def _faults(where: str, entry: Any) -> list[str]:
    if not isinstance(entry, Mapping):
        return [f"{where} is no table: write [[correction]] above its lines"]
    missing = [key for key in KEYS if not entry.get(key)]
    faults = _strange(where, entry, KEYS) + ([f"{where} has no {', '.join(missing)}"] if missing else [])
    faults += [f"{where}: {key} must be {SAID['string']}" for key in TEXTS if not isinstance(entry.get(key, ""), str)]
    tables = [key for key in ("where", "set") if not isinstance(entry.get(key, {}), Mapping)]
    faults += [f"{where}: {key} must name columns and values, such as {{ code = '301' }}" for key in tables]
    return faults or _misfits(where, entry)


def _misfits(where: str, entry: Mapping[str, Any]) -> list[str]:
    """What of an entry does not fit its frame: the frame, a column, a value."""
    if entry["frame"] not in frames.SCHEMAS or entry["frame"] in DERIVED:
        return [f"{where}: no frame {entry['frame']!r} to correct"]
    known = {c.name: c for c in frames.columns(entry["frame"])}
    strange = sorted({*entry["where"], *entry["set"]} - {*known})
    if strange:
        return [f"{where}: {entry['frame']} has no column {', '.join(strange)}"]
    wrong = [f"{where}: {name} stays as printed" for name in entry["set"] if name in KEPT]
    told = [*entry["where"].items(), *((name, value) for name, value in entry["set"].items() if name not in KEPT)]
    return wrong + [fault for name, value in told for fault in _unfit(where, known[name], value)]


def _unfit(where: str, column: frames.Column, value: Any) -> list[str]:
    """What is wrong with a value for a column; a column that TYPES does not name holds no value that a row could be told by."""
    wanted = TYPES.get(column.dtype, ())
    if not isinstance(value, wanted) or (bool not in wanted and _is_no_number(value)):
        return [f"{where}: {column.name} cannot be {_short(value)}{', it is ' + SAID[column.dtype] if wanted else ''}"]
    if column.allowed and value not in column.allowed:
        return [f"{where}: {column.name} cannot be {_short(value)}; there are: {', '.join(column.allowed)}"]
    return []


def _is_no_number(value: Any) -> bool:
    """True of truths, of nan and infinity, and of numbers beyond those of any disclosure; False of texts."""
    return isinstance(value, bool) or (isinstance(value, (int, float)) and not abs(value) < LARGEST)


def _short(value: Any) -> str:
    told = repr(value)
    return told if len(told) <= SHOWN else told[: SHOWN - 1] + "…"
