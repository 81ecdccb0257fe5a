"""Web pages to Document: paragraphs as lines, tables of data as grids, tables of layout unwrapped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ..errors import DamagedFileError, TooLargeError
from ..model import Document, Grid, Line, Page, Source
from . import positioned_html
from .cell_spans import Spanned, grid_of
from .limits import LIMITS, Limits
from .text import CONTROL, decode, tidy

DROPPED = {
    "script",
    "style",
    "head",
    "template",
    "noscript",
    "iframe",
    "object",
    "svg",
    "math",
    "select",
    "textarea",
    "button",
    "input",
}
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dir", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "menu",
    "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
}  # fmt: skip
HIDDEN = re.compile(r"(?i)(?:^|;)\s*display\s*:\s*none")
LAST_LINE = 65535
PROSE = 0.8
PROSE_BLOCKS = 5


def read(data: bytes, source: Source, limits: Limits = LIMITS) -> Document:
    """The document of a web page, its scripts, styles and forms left out; nothing it names is fetched.

    Raises
    ------
    DamagedFileError, TooLargeError, UnsupportedFormatError
        It cannot be read; the message says why.
    """
    # the declared encoding is not asked: pages declare gb2312 and are utf-8, and the bytes tell which
    root = _tree(decode(data, source.path), source.path)
    pages = list(_Flow(source.path, limits).pages(root))
    return Document(source, "html", "lxml", tuple(pages))


def _tree(text: str, path: str) -> Any:
    from lxml import etree

    # huge_tree allows 2,048 levels for 256; a web page has no entities to expand, and its size is bounded already
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(CONTROL.sub("", text).encode(), parser)
    except etree.XMLSyntaxError as error:
        raise DamagedFileError(f"{path}: the web page cannot be parsed: {error.msg}") from error
    if root is None:
        raise DamagedFileError(f"{path}: the web page holds no element")
    if any(fault.type_name == "ERR_RESOURCE_LIMIT" for fault in parser.error_log):
        raise TooLargeError(f"{path}: elements are nested deeper than 2,048 levels")
    return root


class _Flow:
    """The lines and grids of a page in the order told."""

    def __init__(self, path: str, limits: Limits) -> None:
        self.path, self.limits = path, limits
        self.items: list[Line | Grid] = []
        self.parts: list[str] = []
        self.line: int | None = None

    def pages(self, root: Any) -> Iterator[Page]:
        """One page of running text, parted where the page places its words as a printed one does."""
        from lxml import etree

        containers = positioned_html.containers(root)
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "end":
                self._leave(element)
            elif element in containers:
                walker.skip_subtree()
                yield from self._break()
                yield positioned_html.page(element)
            elif self._enter(element):
                walker.skip_subtree()
        yield from self._break()

    def _break(self) -> Iterator[Page]:
        self._flush()
        if self.items:
            yield Page(tuple(self.items))
        self.items = []

    def _enter(self, element: Any) -> bool:
        """Whether the element is done with, and its descendants are not to be visited."""
        if element.tag in DROPPED:
            return True
        if element.tag in BLOCKS:
            self._flush()
        if element.tag == "table" and not _is_layout(element):
            self._table(element)
            return True
        self._add(element.text, element)
        return False

    def _leave(self, element: Any) -> None:
        if element.tag in BLOCKS:
            self._flush()
        self._add(element.tail, element)

    def _add(self, text: str | None, element: Any) -> None:
        if text:
            if self.line is None and text.strip():
                self.line = _line(element)
            self.parts.append(text)

    def _flush(self) -> None:
        text = tidy("".join(self.parts))
        if text:
            self.items.append(Line(text, None, self.line))
        self.parts, self.line = [], None

    def _table(self, table: Any) -> None:
        for caption in table.findall("caption"):
            told = _cell_text(caption).split("\n")
            self.items += [Line(text, None, _line(caption)) for text in told if text]
        seen = [row for row in _rows(table) if not _is_hidden(row)]
        rows = [[_spanned(c, _line(row)) for c in row.iterchildren("td", "th") if not _is_hidden(c)] for row in seen]
        grid = grid_of([row for row in rows if row], self.limits, self.path)
        if grid is not None:
            self.items.append(grid)


def _rows(table: Any) -> list[Any]:
    """The table's own rows, those of its foot last."""
    rows: list[Any] = []
    foot: list[Any] = []
    for child in table.iterchildren("tr", "thead", "tbody", "tfoot"):
        found = [child] if child.tag == "tr" else list(child.iterchildren("tr"))
        (foot if child.tag == "tfoot" else rows).extend(found)
    return rows + foot


def _is_layout(table: Any) -> bool:
    """Whether a table only places other things: it holds tables, is one column, one row of words, or mostly prose in one cell."""
    rows = [list(row.iterchildren("td", "th")) for row in _rows(table)]
    cells = [cell for row in rows for cell in row]
    if any(len(list(inner.iter("tr"))) > 1 for cell in cells for inner in cell.iter("table")):
        return True
    if table.get("role") == "presentation" or max((len(row) for row in rows), default=0) < 2:
        return True
    if len(rows) == 1 and not re.search(r"\d", "".join(t for cell in cells for t in cell.itertext())):
        return True
    return _is_prose(cells)


def _is_prose(cells: Iterable[Any]) -> bool:
    lengths = {cell: sum(len(t.strip()) for t in cell.itertext()) for cell in cells}
    longest = max(lengths, key=lambda cell: lengths[cell])
    blocks = sum(1 for e in longest.iter("p", "div", "br", "h1", "h2", "h3", "li"))
    return blocks >= PROSE_BLOCKS and lengths[longest] >= PROSE * sum(lengths.values()) and len(lengths) <= PROSE_BLOCKS


def _is_hidden(part: Any) -> bool:
    """Whether a row or a cell of a table is not shown: a hidden row or column of the sheet that the page was made from."""
    return part.get("hidden") is not None or bool(HIDDEN.search(part.get("style") or ""))


def _spanned(cell: Any, line: int | None) -> Spanned:
    """A cell and the line on which its row begins: the cells of one row are told by one place, however the source is broken."""
    return Spanned(_cell_text(cell), _span(cell, "rowspan"), _span(cell, "colspan"), line)


def _line(element: Any) -> int | None:
    """The line of the source; None past the last that the parser counts."""
    return element.sourceline if element.sourceline and element.sourceline < LAST_LINE else None


def _span(cell: Any, name: str) -> int:
    found = re.match(r"\s*(\d{1,9})", cell.get(name) or "")
    return int(found.group(1)) if found else 1


def _cell_text(cell: Any) -> str:
    """The text of a cell: its blocks joined with newlines."""
    from lxml import etree

    parts: list[str] = []
    walker = etree.iterwalk(cell, events=("start", "end"))
    for event, element in walker:
        if element.tag in BLOCKS and element is not cell:
            parts.append("\n")
        if event == "end":
            parts.append(_flat(element.tail) if element is not cell else "")
        elif element.tag in DROPPED:
            walker.skip_subtree()
        else:
            parts.append(_flat(element.text))
    return "\n".join(line for part in "".join(parts).split("\n") if (line := tidy(part)))


def _flat(text: str | None) -> str:
    return (text or "").replace("\n", " ")
