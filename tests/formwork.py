"""Forms of disclosures told as data: set as PDF pages and as web pages, and the amounts that have to be read from them.

A form is a TOML file of `tests/forms`: a `[document]` and its `[[table]]`s in printed order.

    above     the lines over the grid; ` >> ` parts what stands left from what stands right
    head      header rows: `|` parts cells, `<` goes on with the cell to the left, `^` with the cell above, `\\` is a line break
    rows      body rows in the same hand; `---` opens a page under the header again, `===` one without it; in `head` `===` cuts it
    rules     all (where nothing is said), across (no rule stands), none
    below     lines under the grid
    columns   what each column is: key, code, name, unit or unit_code for what names the row; for amounts measure, fund, year,
              stage, side, item of 三公, of_which as words in any order; `-` for a column that has to be left alone
    scope     words that hold for all amounts of the table where neither column nor row says otherwise

A cell may carry its own meaning in braces. A row ends in `=>` and its own meaning: code, scheme, kind, fund, `name=…`, `unit=…`; `;` parts the halves of side-by-side lists.
"""

from __future__ import annotations

import io
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from budgetnb import frames
from budgetnb.text import clean, scales

FORMS = Path(__file__).resolve().parent / "forms"
FONT, SIZE, MARGIN = "STSong-Light", 8.0, 30.0
PORTRAIT, LANDSCAPE = (595.0, 842.0), (842.0, 595.0)
KEYS = ("key", "code", "name", "unit", "unit_code")
ITEMS = (
    "abroad",
    "reception",
    "vehicles",
    "vehicle_purchase",
    "vehicle_operation",
    "meeting",
    "training",
    "operating_cost",
)
FUNDS = tuple(sorted(set(frames.FUNDS) - {"other"}))
WORDS = {
    "kind": frames.KINDS, "scheme": frames.SCHEMES, "side": ("income", "expenditure"), "fund": FUNDS, "code": ITEMS,
    "stage": ("budget", "final", "execution"),
}  # fmt: skip
COMPARED = ("table", "side", "scheme", "code", "inferred", "cross", "name", "level", "kind", "measure", "fund", "carried",
            "year", "stage", "unit", "unit_code", "amount", "precision", "page", "raw")  # fmt: skip
OWN = re.compile(r"\{([^}]*)\}")
SCHEME_OF = {"2": "function", "3": "economic_dept", "5": "economic_gov"}


@dataclass(frozen=True)
class Row:
    """One row as printed, what it means, and what single cells of it mean besides."""

    cells: tuple[str, ...]
    meaning: str = ""
    own: tuple[str, ...] = ()


@dataclass(frozen=True)
class Piece:
    """The part of a table that stands on one page: its rows, and how many of them are header."""

    printed: tuple[Row, ...]
    head: int

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """The cells of every row."""
        return [row.cells for row in self.printed]


@dataclass(frozen=True)
class Form:
    """One form: its name, the document's own facts and its tables."""

    name: str
    document: dict[str, Any]
    tables: tuple[dict[str, Any], ...] = field(default=())


def forms() -> list[Form]:
    """All forms, by name."""
    return [form(path) for path in sorted(FORMS.glob("*.toml"))]


def form(path: Path) -> Form:
    """The form that a file tells."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return Form(path.stem, told["document"], tuple(told["table"]))


def _row(line: str) -> Row:
    printed, _, meaning = line.partition("=>")
    parts = printed.split("|")
    own = tuple(found.group(1) if (found := OWN.search(part)) else "" for part in parts)
    return Row(tuple(OWN.sub("", part).strip(" ").replace("\\", "\n") for part in parts), meaning.strip(), own)


def _columns(table: dict[str, Any]) -> tuple[str, ...]:
    return tuple(part.strip() for part in table["columns"].split("|"))


def pieces(table: dict[str, Any]) -> list[Piece]:
    """The pages of a table."""
    parts = _head(table)
    head = [row for part in parts for row in part]
    found = [(list(part), len(part)) for part in parts]
    for line in table["rows"].strip("\n").splitlines():
        if line in ("---", "==="):
            again = head if line == "---" else []
            found.append((list(again), len(again)))
        else:
            found[-1][0].append(_row(line))
    width = len(_columns(table))
    return [Piece(tuple(replace(row, cells=_filled(row.cells, width)) for row in rows), n) for rows, n in found]


def _head(table: dict[str, Any]) -> list[list[Row]]:
    """The header rows of a table, parted where a page break cuts them."""
    return [[_row(line) for line in part.strip("\n").splitlines()] for part in table.get("head", "").split("===\n")]


def broken(form: Form, again: bool) -> Form:
    """The form with each table that has verticals cut in its middle, the header printed `again` on the new page or not."""
    return replace(form, tables=tuple(table | {"rows": _cut(table["rows"], again)} for table in form.tables))


def _cut(rows: str, again: bool) -> str:
    lines = rows.strip("\n").splitlines()
    places = [
        i
        for i in range(1, len(lines))
        if not {"^", "---", "==="} & {p.strip() for p in "|".join(lines[i - 1 : i + 1]).split("|")}
    ]
    at = places[len(places) // 2] if places else len(lines)
    return "\n".join([*lines[:at], *(["---" if again else "==="] if places else []), *lines[at:]])


def _filled(row: tuple[str, ...], width: int) -> tuple[str, ...]:
    """A row with the blanks that it leaves out at its end."""
    if len(row) > width:
        raise ValueError(f"a row has {len(row)} cells, the columns are {width}: {' | '.join(row)}")
    return (*row, *[""] * (width - len(row)))


# What has to be read.


def expected(form: Form) -> list[dict[str, Any]]:
    """The amounts that the form says, as records of what is compared."""
    page = first_page(form)
    found: list[dict[str, Any]] = []
    for table in form.tables:
        unit = ["", ""]
        for piece in pieces(table):
            found += [r | {"page": page} for r in _piece(form, table, piece, unit)]
            page += 1
    return found


def first_page(form: Form) -> int:
    """The page on which the first table stands."""
    return 2 if form.document.get("front") else 1


def _piece(form: Form, table: dict[str, Any], piece: Piece, unit: list[str]) -> Iterator[dict[str, Any]]:
    columns = _columns(table)
    blocks = _blocks(columns)
    for row in piece.printed[piece.head :]:
        told = [part.strip() for part in row.meaning.split(";")]
        for col, text in enumerate(row.cells):
            if columns[col].split()[0] not in (*KEYS, "-") and text not in ("", "<", "^"):
                keys = [c for c in range(len(columns)) if blocks[c] == blocks[col] and columns[c].split()[0] in KEYS]
                own = f"{told[min(blocks[col], len(told) - 1)]} {row.own[col] if col < len(row.own) else ''}"
                yield _record(form, table, _keys(columns, row.cells, keys), (columns[col], own, text), unit)


def _keys(columns: Sequence[str], cells: Sequence[str], keys: Sequence[int]) -> dict[str, str]:
    """What the keys of a half print, by what the columns are; `first` is the first of them that prints anything."""
    printed = {c: "" if cells[c] in ("<", "^") else cells[c] for c in keys}
    return {"first": next((text for text in printed.values() if text), "")} | {columns[c]: printed[c] for c in keys}


def _blocks(columns: Sequence[str]) -> list[int]:
    """The half that every column belongs to: a key after an amount opens the next."""
    found, block, spent = [], 0, False
    for column in columns:
        key = column.split()[0] in KEYS
        if key and spent:
            block, spent = block + 1, False
        spent = spent or not (key or column == "-")
        found.append(block)
    return found


def _record(
    form: Form, table: dict[str, Any], keys: dict[str, str], cell: tuple[str, str, str], unit: list[str]
) -> dict[str, Any]:
    column, own, text = cell
    who = form.document["organisation"]
    told = _words(table.get("scope", ""), column=True) | _words(column, column=True)
    row = _words(table.get("row", ""), column=False)
    row = row | _default(keys) | _words(own, column=False)
    if "carried" in told and "carried" in row:
        row.pop("carried")
    record = {"table": table["table"], "side": "expenditure", "scheme": "none", "code": "", "inferred": False, "cross": "",
              "kind": "item", "measure": "total", "fund": "all", "carried": False, "year": form.document["year"],
              "stage": form.document.get("stage", "budget")} | told | row  # fmt: skip
    if record["kind"] == "total" and record["scheme"] not in ("unit", "three_public"):
        record |= {"scheme": "none", "code": "", "level": 0}
    if record["scheme"] == "unit":
        record |= {"kind": "total", "name": "", "code": "", "level": 0}
    record.setdefault("level", {3: 1, 5: 2, 7: 3}.get(len(record["code"])) if record["code"].isdigit() else None)
    record.setdefault("name", _name(keys, record))
    _carry(keys, record, unit)
    whole = record["kind"] == "total" and record["scheme"] == "none"
    record.setdefault("unit", who if whole else unit[0] or who)
    record.setdefault("unit_code", "" if whole else unit[1])
    part = {"kind": "of_which"} if "of_which" in column.split() else {}
    return record | part | _money(text, record["measure"], table["money"]) | {"raw": text}


def _words(text: str, *, column: bool) -> dict[str, Any]:
    """What words say: `key=value` outright, others by the vocabulary that they belong to."""
    found: dict[str, Any] = {}
    for word in text.split():
        key, given, value = word.partition("=")
        if given:
            found[key] = int(value) if key in ("year", "level") else value.replace(",", ";")
        elif word in ("carried", "inferred"):
            found[word] = True
        elif word.isdigit():
            found |= {"year": int(word)} if column else {"code": word, "scheme": SCHEME_OF[word[0]]}
        elif column and word in frames.MEASURES:
            found["measure"] = word
        else:
            field = next((f for f, words in WORDS.items() if word in words), None)
            if field is None:
                raise ValueError(f"{word!r} in {text!r} is no word of a form")
            found[field] = word
    return found


def _default(keys: dict[str, str]) -> dict[str, Any]:
    """What a code in a column of codes says where the row says nothing else."""
    code = keys.get("code", "")
    told = code.isdigit() and len(code) in (3, 5, 7) and code[0] in SCHEME_OF
    return {"code": code, "scheme": SCHEME_OF[code[0]]} if told else {}


def _name(keys: dict[str, str], record: dict[str, Any]) -> str:
    return clean(keys.get("name", "") or (keys["first"] if record["kind"] == "total" else ""))


def _carry(keys: dict[str, str], record: dict[str, Any], unit: list[str]) -> None:
    if "unit" in record:
        unit[:] = [record["unit"], record.get("unit_code", "")]
    elif keys.get("unit", "") and (record["kind"] != "total" or record["scheme"] != "none"):
        unit[:] = [clean(keys.get("unit", "")), keys.get("unit_code", "")]


def _money(text: str, measure: str, money: str) -> dict[str, float]:
    scale = Decimal(1) if measure == "change_pct" else Decimal(int(scales()[money]))
    bare = text.replace(",", "").replace("%", "").replace("—", "0").replace("\n", "").replace("(", "-").rstrip(")")
    value = Decimal(0 if bare == "-" else bare)
    place = Decimal(1).scaleb(int(value.as_tuple().exponent)) if value.as_tuple().exponent else Decimal(1)
    return {"amount": float(value * scale), "precision": float(place * scale)}


# How it is set.


def html(form: Form) -> bytes:
    """The form as a web page: lines as paragraphs, each table whole."""
    made = [_paragraph(line) for line in form.document.get("front", ())]
    for table in form.tables:
        whole = pieces(table)
        cut = len(_head(table))
        rows = [row for i, piece in enumerate(whole) for row in piece.rows[0 if i < cut else piece.head :]]
        lines = "".join(f"<tr>{''.join(_tags(rows, r))}</tr>" for r in range(len(rows)))
        made += [*map(_paragraph, table["above"]), f"<table>{lines}</table>", *map(_paragraph, table.get("below", ()))]
    return f'<!doctype html><meta charset="utf-8"><body>{"".join(made)}</body>'.encode()


def _paragraph(line: str) -> str:
    return "".join(f"<p>{escape(part)}</p>" for part in line.split(" >> ") if part.strip())


def _tags(rows: Sequence[Sequence[str]], r: int) -> Iterator[str]:
    for c, text in enumerate(rows[r]):
        if text not in ("<", "^"):
            down, right = _span(rows, r, c)
            yield f'<td rowspan="{down}" colspan="{right}">{escape(text)}</td>'


def pdf(form: Form) -> bytes:
    """The form as a PDF with one page for each piece of a table."""
    _font()
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=PORTRAIT, invariant=1)
    if front := form.document.get("front"):
        for i, line in enumerate(front):
            _line(canvas, line, PORTRAIT[1] - 80 - 18 * i, PORTRAIT[0])
        canvas.showPage()
    for table in form.tables:
        whole = pieces(table)
        for i, piece in enumerate(whole):
            _page(canvas, table, piece, first=i == 0, last=i == len(whole) - 1, widths=_widths(whole, table))
    canvas.save()
    return made.getvalue()


@cache
def _font() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))


@cache
def _width(text: str) -> float:
    return sum(_width(sign) for sign in text) if len(text) > 1 else float(pdfmetrics.stringWidth(text, FONT, SIZE))


def _widths(whole: Sequence[Piece], table: dict[str, Any]) -> list[float]:
    """A width for every column: that of its numbers, and of its words where they are short; with room where no rule stands."""
    room = 6 if table.get("rules", "all") == "all" else 18
    cols = len(whole[0].rows[0])
    found = [SIZE * 2.2] * cols
    for piece in whole:
        for r, row in enumerate(piece.rows):
            for col, text in enumerate(row):
                alone = col + 1 == cols or row[col + 1] != "<"
                if text in ("<", "^") or not alone:
                    continue
                longest = max((_width(line) for line in text.split("\n")), default=0)
                most = SIZE * 5 if r < piece.head else SIZE * 14 if not _numeric(text) else 999
                found[col] = max(found[col], min(longest, most) + room)
    return found


def _numeric(text: str) -> bool:
    return text in ("-", "—") or text.replace(",", "").replace(".", "").replace("-", "").replace("%", "").isdigit()


def _page(
    canvas: Canvas, table: dict[str, Any], piece: Piece, *, first: bool, last: bool, widths: Sequence[float]
) -> None:
    need = sum(widths) + 2 * MARGIN
    size = LANDSCAPE if table.get("landscape") or need > PORTRAIT[0] else PORTRAIT
    size = (max(size[0], need), size[1])
    canvas.setPageSize(size)
    y = size[1] - 50
    if first:
        for line in table["above"]:
            _line(canvas, line, y, size[0])
            y -= 18
    y = _grid(canvas, piece, widths, y + 8, (size[0] - sum(widths)) / 2, table.get("rules", "all"))
    for line in table.get("below", ()) if last else ():
        y -= 14
        _line(canvas, line + " >> ", y, size[0])
    canvas.showPage()


def _line(canvas: Canvas, line: str, y: float, width: float) -> None:
    """One line: centred, or what is parted by ` >> ` at both margins."""
    canvas.setFont(FONT, 10)
    left, parted, right = line.partition(" >> ")
    if not parted:
        canvas.drawCentredString(width / 2, y, line)
        return
    canvas.drawString(MARGIN, y, left)
    canvas.drawRightString(width - MARGIN, y, right.strip())


def _grid(canvas: Canvas, piece: Piece, widths: Sequence[float], top: float, left: float, rules: str) -> float:
    canvas.setFont(FONT, SIZE)
    canvas.setLineWidth(0.5)
    xs = [left]
    for width in widths:
        xs.append(xs[-1] + width)
    ys = [top]
    for height in _heights(piece, widths):
        ys.append(ys[-1] - height)
    for r, row in enumerate(piece.rows):
        for c, text in enumerate(row):
            if text not in ("<", "^"):
                down, right = _span(piece.rows, r, c)
                box = (xs[c], ys[r], xs[c + right], ys[r + down])
                _cell(canvas, text, box, rules, middle=r < piece.head and rules != "all")
    return ys[-1]


def _heights(piece: Piece, widths: Sequence[float]) -> list[float]:
    """A height for every row, so that each cell's lines fit into the rows that it covers."""
    found = [SIZE + 8.0] * len(piece.rows)
    for r, row in enumerate(piece.rows):
        for c, text in enumerate(row):
            if text not in ("<", "^"):
                down, right = _span(piece.rows, r, c)
                need = 6 + (SIZE + 2) * len(_wrapped(text, sum(widths[c : c + right])))
                found[r + down - 1] += max(0.0, need - sum(found[r : r + down]))
    return found


def _span(rows: Sequence[Sequence[str]], r: int, c: int) -> tuple[int, int]:
    """(rows, columns) that a cell covers."""
    right = c + 1
    while right < len(rows[r]) and rows[r][right] == "<":
        right += 1
    down = r + 1
    while down < len(rows) and rows[down][c] == "^":
        down += 1
    return down - r, right - c


def _wrapped(text: str, width: float) -> list[str]:
    """The lines of a text broken to a width, its own breaks kept."""
    found = []
    for line in text.split("\n"):
        held = ""
        for sign in line:
            if held and _width(held + sign) > width - 4 and not _numeric(line):
                found.append(held)
                held = ""
            held += sign
        found.append(held)
    return found


def _cell(canvas: Canvas, text: str, box: tuple[float, float, float, float], rules: str, *, middle: bool) -> None:
    x0, top, x1, bottom = box
    side = 3 if rules == "all" else 7
    if rules == "all":
        canvas.rect(x0, bottom, x1 - x0, top - bottom)
    elif rules == "across":
        canvas.lines([(x0, top, x1, top), (x0, bottom, x1, bottom)])
    lines = _wrapped(text, x1 - x0)
    y = (top + bottom) / 2 + (SIZE + 2) * len(lines) / 2 - SIZE
    for line in lines:
        if middle:
            canvas.drawCentredString((x0 + x1) / 2, y, line)
        elif _numeric(text):
            canvas.drawRightString(x1 - side, y, line)
        else:
            canvas.drawString(x0 + side, y, line)
        y -= SIZE + 2
