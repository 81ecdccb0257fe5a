"""The report: one HTML file with charts, tables, findings and the way back to every printed cell; no network."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from ..errors import OptionError
from ..labels import LANGS, Lang

__all__ = ["html", "write"]


def write(source: Any, path: str | Path, *, lang: Lang = "zh", pictures: bool = True) -> Path:
    """The path of the report of one disclosure, a corpus or a list, written there.

    Raises
    ------
    OptionError
        `lang` is neither zh nor en, or there is no disclosure to report on.
    """
    target = Path(path)
    target.write_text(html(source, lang=lang, pictures=pictures), encoding="utf-8")
    return target


def html(source: Any, *, lang: Lang = "zh", pictures: bool = True) -> str:
    """The report as text; `pictures` puts the pages that hold evidence into it (PDF only)."""
    from ..charts import render
    from . import compare, page
    from . import pictures as drawn
    from .parts import part

    if lang not in LANGS:
        raise OptionError(f"no language {lang!r}; there are: {', '.join(LANGS)}")
    several = disclosures(source)
    with ThreadPoolExecutor(1) as ahead:  # the charts' script is put together while the parts are computed
        script = ahead.submit(render.bundle_ahead)
        parts = [part(disclosure, f"d{n}") for n, disclosure in enumerate(several, 1)]
        most = drawn.MOST_BYTES // len(several)
        pairs = zip(several, parts, strict=True) if pictures else ()
        held = [picture for disclosure, own in pairs for picture in drawn.pictures(disclosure, own, most=most)]
        script.result()
    return page.page(parts, compare.index(several, parts) if len(parts) > 1 else None, held, lang)


def disclosures(source: Any) -> list[Any]:
    """The disclosures of a corpus or a list, or the one alone.

    Raises
    ------
    OptionError
        There is none.
    """
    held = getattr(source, "disclosures", source)
    found = list(held) if isinstance(held, Iterable) and not hasattr(held, "meta") else [held]
    if not found:
        raise OptionError("no disclosure to report on; give at least one that could be read")
    return found
