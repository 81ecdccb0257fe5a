"""The cards that a notebook shows for a disclosure and for a corpus; markup with no script, every word of a document escaped."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import escape
from typing import Any

from .. import evidence, page_pictures
from ..charts import select
from ..labels import leading, say, spoken
from .headline import headline
from .opening_panels import Line, Panel, panels
from .texts import Pair, pair
from .tiles import Tile, tiles, total_row

BOX = "border:1px solid rgba(128,128,128,.4);border-radius:10px"
TONES = {
    "bad": "var(--jp-error-color1,#c24e00)",
    "good": "var(--jp-success-color0,#00805c)",
    "": "var(--jp-content-link-color,#0072b2)",
}
"""Colours that a light and a dark notebook both have room for: Lab names its own."""
SIGNS = {"bad": "✗ ", "good": "✓ ", "note": "! ", "up": "▲ ", "down": "▼ "}
SOFT = "opacity:.78;font-size:.88em"
MOST_DOCUMENTS = 20
MOST_FAILURES = 10
BLOCKS = 18
DPI = 84


def disclosure(source: Any) -> str:
    """Who, which year, and the report's first screen: a sentence, three panels whose pages open on a click, and figures, as HTML."""
    meta = source.meta
    pages_line = f" · {meta['pages']} {spoken(pair('columns', 'pages'))}" if meta.get("pages") else ""
    line = f"{meta.get('year') or ''} {spoken(pair('stages', str(meta.get('stage') or 'budget')))}{pages_line} · {meta['doc']}"
    sentence = _both(headline(source))
    shown = panels(source)
    pictures = dict(_pictures(source, [one.ref for panel in shown for one in panel.lines]))
    boxes = "".join(_panel(panel, pictures) for panel in shown)
    cells = "".join(_tile(tile) for tile in tiles(source))
    flex = "display:flex;flex-wrap:wrap;gap:10px;align-items:stretch"
    return (f'<div class="budgetnb-card" style="max-width:1080px"><p class="who" style="font-size:1.5em;font-weight:650;margin:4px 0 0">'
            f"{escape(str(meta['organisation']))}</p><p class=\"soft\" style=\"margin:0 0 6px;{SOFT}\">{escape(line)}</p>"
            f"{sentence}"
            f'<div class="boxes" style="{flex}">{boxes}</div><div class="tiles" style="{flex};margin-top:10px">{cells}</div></div>')  # fmt: skip


def _pictures(source: Any, refs: list[str]) -> Iterator[tuple[str, str]]:
    """The strip of the page behind each first reference, as a data address; none where the source is no PDF or has gone."""
    document = source.document
    if document.format != "pdf" or not _is_there(document):
        return
    widths = {page.number: page.width for page in document.pages}
    drawn: dict[int, Any] = {}
    with page_pictures.opened(document) as pdf:
        for ref in dict.fromkeys(refs):
            cited = evidence.cite(source, evidence.find(source, ref.split(";")[0])) if ref else None
            if cited is None or cited.page is None or cited.bbox is None:
                continue
            if cited.page not in drawn:
                drawn[cited.page] = page_pictures.draw(pdf, document, cited.page, dpi=DPI)
            marked = page_pictures.boxed(drawn[cited.page], [cited.bbox], widths[cited.page])
            strip = page_pictures.around(marked, cited.bbox, widths[cited.page], margin=60)
            yield ref, "data:image/webp;base64," + base64.b64encode(page_pictures.marked(strip)).decode()


def _is_there(document: Any) -> bool:
    """Whether the bytes that were read can still be drawn from; a card is shown without pictures where they cannot."""
    return document.source.data is not None or page_pictures.is_same(document.source)


def _panel(panel: Panel, pictures: dict[str, str]) -> str:
    lines = "".join(_line(line, pictures.get(line.ref, "")) for line in panel.lines)
    return (f'<div class="box" style="{BOX};padding:8px 14px;flex:1 1 290px;min-width:0"><p class="title" style="font-weight:650;margin:0">{escape(spoken(panel.title))}</p>'
            f'<p class="soft" style="margin:0 0 4px;{SOFT}">{escape(spoken(panel.answer))}</p>{lines}</div>')  # fmt: skip


def _line(line: Line, picture: str) -> str:
    bar = ""
    if line.share is not None:
        full = max(1, round(line.share * BLOCKS)) if line.share > 0 else 0
        bar = f'<div class="bar" style="line-height:1;font-size:.7em;letter-spacing:-1px;color:{TONES["bad" if line.tone == "down" else ""]}">{"█" * full}</div>'
    sign = SIGNS.get(line.tone, "")
    name = f'<span class="name">{escape(sign if line.tone in ("bad", "note", "good") else "")}{escape(spoken(line.name))}</span>'
    figure = f'<b class="much" style="white-space:nowrap;float:right;margin-left:10px">{escape(sign if line.tone in ("up", "down") else "")}{escape(say(line.value, leading()))}</b>'
    much = figure if line.value[0] else ""
    note = f' <span class="soft" style="{SOFT}">{escape(say(line.note, leading()))}</span>' if line.note[0] else ""
    return f'<div class="line" style="border-top:1px solid rgba(128,128,128,.25);padding:4px 0">{much}{name}{bar}{note}{_place(line, picture)}</div>'


def _place(line: Line, picture: str) -> str:
    """The page of a line, opened by a click where there is a picture of it."""
    where = spoken(line.where) if line.where[0] else ""
    if not picture:
        return f' <span class="soft" style="{SOFT}">{escape(where)}</span>' if where else ""
    opened = where or spoken(pair("page", "evidence"))
    return (f'<details style="font-size:.88em"><summary style="cursor:pointer;color:{TONES[""]}">{escape(opened)}</summary>'
            f'<img alt="{escape(opened, quote=True)}" style="max-width:100%;background:#fff;border:1px solid #b8c2cc" src="{picture}"></details>')  # fmt: skip


def _both(texts: Pair) -> str:
    """A sentence in the language set; where none is, in Chinese with the English below it."""
    first, *more = [spoken(texts)] if len(set(texts)) == 1 or spoken(texts) in texts else texts
    rest = "".join(f'<p class="soft" lang="en" style="margin:0 0 10px;{SOFT}">{escape(text)}</p>' for text in more)
    return f'<p class="said" style="font-size:1.12em;margin:0 0 8px">{escape(first)}</p>{rest}'


def _tile(tile: Tile) -> str:
    return (f'<div class="box tile" style="{BOX};padding:6px 10px;min-width:96px;max-width:230px;flex:1 1 96px">'
            f'<div class="soft" style="{SOFT}">{escape(spoken(tile.label))}</div>'
            f'<div class="value" style="font-size:1.1em;font-weight:650">{escape(spoken(tile.value))}</div>'
            f'<div class="soft" style="{f"font-size:.88em;color:{TONES[tile.tone]}" if tile.tone else SOFT}">{escape(spoken(tile.note))}</div></div>')  # fmt: skip


def corpus(source: Any) -> str:
    """The documents of a corpus as a table with the first figures of each, and how many could not be read."""
    rows = "".join(
        _document(own, meta) for own, meta in zip(source.disclosures[:MOST_DOCUMENTS], source.meta, strict=False)
    )
    more = len(source) - MOST_DOCUMENTS
    rest = f'<p class="soft" style="{SOFT}">{escape(spoken(pair("findings", "others", more)))}</p>' if more > 0 else ""
    heads = [
        pair("sources", "organisation"),
        pair("sources", "year"),
        pair("summary", "total"),
        pair("opening", "checks_title"),
        pair("sources", "pages"),
    ]
    shown = "".join(f'<th style="text-align:left">{escape(spoken(head))}</th>' for head in heads)
    table = f"<table><tr>{shown}<th>doc</th></tr>{rows}</table>" if rows else ""
    head = spoken(pair("page", "documents", len(source))) if rows else spoken(pair("page", "none_read"))
    return (f'<div class="budgetnb-card"><p class="who" style="font-size:1.3em;font-weight:650;margin:4px 0">'
            f"{escape(head)}</p>{table}{rest}{_failures(source.failures)}</div>")  # fmt: skip


def _failures(failures: Any) -> str:
    """What could not be read, each with its reason."""
    if failures.empty:
        return ""
    listed = "".join(f"<li>{escape(str(message))}</li>" for message in failures["message"].head(MOST_FAILURES))
    head = escape(spoken(pair("page", "failures", len(failures))))
    return f'<p style="color:{TONES["bad"]};margin:6px 0 0">✗ {head} (.failures)</p><ul style="margin:0">{listed}</ul>'


def _document(own: Any, meta: dict[str, Any]) -> str:
    row = total_row(own)
    bad = int((own.checks["status"] == "conflict").sum())
    spent = select.figure(row["amount"], leading()) if row is not None else "—"
    cells = (
        meta["organisation"],
        meta.get("year") or "",
        spent,
        f"✗ {bad}" if bad else "✓ 0",
        meta.get("pages") or "",
        meta["doc"],
    )
    return "<tr>" + "".join(f'<td style="text-align:left">{escape(str(value))}</td>' for value in cells) + "</tr>"
