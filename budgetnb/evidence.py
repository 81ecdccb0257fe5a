"""Where a number was printed: the citation of a row and, for a PDF, the picture of its page with the cell boxed."""

from __future__ import annotations

import base64
import html
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from . import page_pictures
from .errors import OptionError
from .labels import Lang, label, leading, say, spoken
from .model import Box, Cell, Document, Grid, Line, Table

if TYPE_CHECKING:
    import pandas as pd
    from PIL.Image import Image

TOLD = ("raw", "sentence", "text", "target", "wording", "title")
NAMED = ("name", "indicator", "subject", "category", "heading", "giver")
LONGEST = 160


@dataclass(frozen=True)
class Evidence:
    """One printed place. `page` counts from 1 (None for text), `bbox` is x0, top, x1, bottom in points.

    Attributes
    ----------
    zh, en : str
        The citation in Chinese and in English.
    printed : str
        What is printed there.
    more : tuple of Evidence
        The other places, where a row rests on several.
    """

    zh: str
    en: str
    printed: str = ""
    page: int | None = None
    line: int | None = None
    bbox: Box | None = None
    document: Document | None = field(default=None, repr=False, compare=False)
    more: tuple[Evidence, ...] = ()

    def picture(self, *, whole: bool = False, dpi: int = 110) -> Image | None:
        """The strip of the page around the cell (or the whole page), the cell boxed; None where there is no PDF page.

        Raises
        ------
        SourceError
            The file has gone or has changed since it was read.

        Examples
        --------
        >>> import budgetnb as bn
        >>> d = bn.read(bn.sample())
        >>> strip = d.evidence(d.amounts.iloc[0]).picture()
        >>> strip.height < strip.width
        True
        """
        if self.document is None or self.document.format != "pdf" or self.page is None:
            return None
        with page_pictures.opened(self.document) as pdf:
            drawn = page_pictures.draw(pdf, self.document, self.page, dpi=dpi)
        width = next((p.width for p in self.document.pages if p.number == self.page), 0.0)
        if self.bbox is None or not width:
            return drawn
        marked = page_pictures.boxed(drawn, [self.bbox], width)
        return marked if whole else page_pictures.around(marked, self.bbox, width)

    def __str__(self) -> str:
        return self.zh

    def _repr_html_(self) -> str:
        picture = self.picture()
        shown = ""
        if picture is not None:
            data = base64.b64encode(page_pictures.png(picture)).decode()
            shown = f'<img style="max-width:100%;border:1px solid #b8c2cc" alt="{html.escape(self.en, quote=True)}" src="data:image/png;base64,{data}">'
        first = spoken((self.zh, self.en))
        both = f"{html.escape(self.zh)}<br><span lang='en'>{html.escape(self.en)}</span>"
        words = f"<figcaption>{html.escape(first) if first in (self.zh, self.en) else both}</figcaption>"
        rest = "".join(f"<li>{html.escape(say((other.zh, other.en), leading()))}</li>" for other in self.more)
        return f"<figure style='margin:0'>{words}{shown}</figure>" + (f"<ul>{rest}</ul>" if rest else "")


NO_ROW = Evidence("没有这样的行，也就没有出处。", "There is no such row, so there is nothing to cite.")


def first(source: Any, rows: pd.Series[Any] | pd.DataFrame) -> Evidence:
    """The evidence of a row, or of the first of several, as the disclosure that it names gives it; where there is no row, words that say so."""
    row = _first_row(rows)
    if row is None:
        return NO_ROW
    found: Evidence = _owner(source, row).evidence(row)
    return found


def of(disclosure: Any, rows: pd.Series[Any] | pd.DataFrame) -> Evidence:
    """The evidence of a row of one disclosure, or of the first of several; where there is no row, words that say so."""
    row = _first_row(rows)
    return NO_ROW if row is None else cite(disclosure, row)


def _first_row(rows: Any) -> pd.Series[Any] | None:
    if rows.ndim == 1:
        return rows  # type: ignore[no-any-return]
    return None if rows.empty else rows.iloc[0]


def _owner(source: Any, row: pd.Series[Any]) -> Any:
    """The disclosure of a corpus or a list that a row comes from; a disclosure alone is its own."""
    held = getattr(source, "disclosures", source)
    if not isinstance(held, (list, tuple)):
        return source
    found = next((each for each in held if each.meta["doc"] == row.get("doc")), None)
    if found is None:
        raise OptionError(f"no disclosure here has doc {row.get('doc')!r}; take the row from one of its frames")
    return found


def cite(disclosure: Any, row: pd.Series[Any]) -> Evidence:
    """The evidence of one row of any frame; a row that rests on others (checks, ratios) gives the first, with the rest in `more`."""
    references = row.get("evidence")
    if isinstance(references, (list, tuple)) and references:
        first, *rest = [cite(disclosure, find(disclosure, reference)) for reference in references]
        return Evidence(
            first.zh, first.en, first.printed, first.page, first.line, first.bbox, first.document, tuple(rest)
        )
    document, page, line = disclosure.document, _whole(row, "page", "first_page"), _whole(row, "line")
    bbox = _box(row)
    if bbox is None and page is not None:
        bbox = _searched(document, page, _words(row, NAMED + TOLD))
    table = _table(disclosure.parsed_tables, str(row.get("table", "")), page, line)
    zh, en = (_citation(disclosure, row, table, page, line, lang) for lang in ("zh", "en"))
    return Evidence(zh, en, _printed(row), page, line, bbox, document)


def find(source: Any, reference: Any) -> pd.Series[Any]:
    """The row that a reference ('amounts:12', or a pair of frame and row label) leads to.

    Raises
    ------
    OptionError
        It leads nowhere.
    """
    frame, _, position = (
        reference.partition(":") if isinstance(reference, str) else (reference[0], ":", str(reference[1]))
    )
    rows = getattr(source, frame, None)
    if rows is None or not position.isdigit() or int(position) >= len(rows):
        raise OptionError(f"no row {reference!r}; a reference is a frame and a position, such as amounts:12")
    found: pd.Series[Any] = rows.iloc[int(position)]
    return found


def _whole(row: pd.Series[Any], *columns: str) -> int | None:
    import pandas as pd

    for column in columns:
        value = row.get(column)
        if value is not None and not pd.isna(value):
            return int(value)
    return None


def _box(row: pd.Series[Any]) -> Box | None:
    box = row.get("bbox")
    return tuple(float(side) for side in box) if isinstance(box, (tuple, list)) and len(box) == 4 else None  # type: ignore[return-value]


def _words(row: pd.Series[Any], columns: Iterable[str]) -> list[str]:
    return [str(row[c]) for c in columns if c in row.index and isinstance(row[c], str) and row[c]]


def _printed(row: pd.Series[Any]) -> str:
    said = next(iter(_words(row, TOLD)), "")
    return said if len(said) <= LONGEST else said[: LONGEST - 1] + "…"


def _searched(document: Document, page: int, words: list[str]) -> Box | None:
    """The box of the first line or cell of the page that holds one of the words."""
    items = [item for p in document.pages if p.number == page for item in p.items]
    places: list[Line | Cell] = [
        place for item in items for place in (item.cells if isinstance(item, Grid) else (item,))
    ]
    for word in words:
        start = _bare(word)[:14]
        for place in places:
            if len(start) > 1 and start in _bare(place.text) and place.bbox is not None:
                return place.bbox
    return None


def _bare(text: str) -> str:
    return "".join(text.split())


def _table(tables: Iterable[Table], name: str, page: int | None, line: int | None) -> Table | None:
    """The printed table of this id that holds the page or the line."""
    own = [table for table in tables if table.id == name and table.grids]
    for table in own:
        first, last = table.first_page, table.last_page
        if page is not None and first is not None and last is not None and first <= page <= last:
            return table
        lines = [grid.line for grid in table.grids if grid.line is not None]
        if page is None and line is not None and lines and line >= lines[0]:
            return table
    return own[0] if len(own) == 1 else None


def _citation(
    disclosure: Any, row: pd.Series[Any], table: Table | None, page: int | None, line: int | None, lang: Lang
) -> str:
    meta = disclosure.meta
    title = meta.get("title") or " ".join(str(meta.get(key) or "") for key in ("organisation", "year"))
    parts = [
        say((f"《{title}》", f"“{title}”"), lang) + say((f"（文件 {meta['doc']}）", f" (file {meta['doc']})"), lang)
    ]
    parts.append(_where(page, line, lang))
    parts.append(_named_table(row, table, lang))
    named = next(iter(_words(row, ("unit",) if row.get("scheme") == "unit" else NAMED)), "")
    code = str(row.get("code") or "")
    told = " ".join(part for part in (code if code.isdigit() else "", named) if part)
    parts.append(say((f"“{told}”行", f"row “{told}”"), lang) if told else "")
    header = str(row.get("header") or "")
    parts.append(say((f"“{header}”列", f"column “{header}”"), lang) if header else "")
    printed = _printed(row)
    parts.append(say((f"印作“{printed}”", f"printed “{printed}”"), lang) if printed else "")
    return say(("，", ", "), lang).join(part for part in parts if part)


def _where(page: int | None, line: int | None, lang: Lang) -> str:
    if page is not None:
        return say((f"第 {page} 页", f"page {page}"), lang)
    return say((f"第 {line} 行", f"line {line}"), lang) if line is not None else ""


def _named_table(row: pd.Series[Any], table: Table | None, lang: Lang) -> str:
    if table is not None:
        number, title = table.number.strip(), table.title.strip()
        told = f"{number}《{title}》" if lang == "zh" else f"{number} “{title}”".strip()
        return told if number or lang == "zh" else f"table {told}"
    name = str(row.get("table") or "")
    return label("table", name, lang) if name and name != "unrecognised" else ""
