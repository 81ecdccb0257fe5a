"""The cards that a notebook shows for a disclosure and for a corpus; markup with no script, every word of a document escaped."""

from __future__ import annotations

from html import escape
from typing import Any

from .summary import Tile, tiles
from .words import Pair, word

BOX = "border:1px solid rgba(128,128,128,.4);border-radius:10px"
TONES = {"bad": "#d55e00", "good": "#009e73", "": "#0072b2"}
MOST_DOCUMENTS = 20


def disclosure(source: Any) -> str:
    """Who, which year, and the figures of the report's first screen, as HTML."""
    meta = source.meta
    head = _pair(word("stages", str(meta.get("stage") or "budget")))
    pages = f" · {meta['pages']} p." if meta.get("pages") else ""
    line = f"{meta.get('year') or ''} {head} · {meta.get('kind', '')}{pages} · {meta['doc']}"
    cells = "".join(_tile(tile) for tile in tiles(source))
    return (f'<div class="budgetnb-card" style="max-width:820px"><p style="font-size:1.35em;font-weight:600;margin:4px 0 0">'
            f"{escape(str(meta['organisation']))}</p><p style=\"margin:0 0 8px;opacity:.75\">{escape(line)}</p>"
            f'<div style="display:flex;flex-wrap:wrap;gap:8px">{cells}</div></div>')  # fmt: skip


def _tile(tile: Tile) -> str:
    return (f'<div style="{BOX};border-top:3px solid {TONES[tile.tone]};padding:6px 12px;min-width:170px;flex:1">'
            f'<div style="opacity:.75;font-size:.9em">{escape(_pair(tile.label))}</div>'
            f'<div style="font-size:1.25em;font-weight:600">{escape(_pair(tile.value))}</div>'
            f'<div style="opacity:.75;font-size:.85em">{escape(_pair(tile.note))}</div></div>')  # fmt: skip


def _pair(words: Pair) -> str:
    zh, en = words
    return zh if zh == en else f"{zh} {en}"


def corpus(source: Any) -> str:
    """The documents of a corpus as a table, and how many could not be read."""
    rows = "".join(_document(meta) for meta in source.meta[:MOST_DOCUMENTS])
    more = len(source) - MOST_DOCUMENTS
    rest = f'<p style="opacity:.75">{escape(_pair(word("findings", "others", more)))}</p>' if more > 0 else ""
    failed = (
        f'<p style="color:#d55e00">{len(source.failures)} failures: see .failures</p>' if len(source.failures) else ""
    )
    heads = "".join(
        f'<th style="text-align:left">{escape(_pair(word("sources", key)))}</th>'
        for key in ("organisation", "year", "pages")
    )
    return (f'<div class="budgetnb-card"><p style="font-size:1.2em;font-weight:600;margin:4px 0">{len(source)} · '
            f"{escape(_pair(word('page', 'all_documents')))}</p><table><tr>{heads}<th>doc</th></tr>{rows}</table>{rest}{failed}</div>")  # fmt: skip


def _document(meta: dict[str, Any]) -> str:
    told = (meta["organisation"], meta.get("year") or "", meta.get("pages") or "", meta["doc"])
    return "<tr>" + "".join(f'<td style="text-align:left">{escape(str(value))}</td>' for value in told) + "</tr>"
