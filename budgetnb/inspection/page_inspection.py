"""The picture of a page as it was read, to be shown and kept."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from .. import page_pictures
from ..charts import render
from ..errors import OptionError
from ..labels import Lang, say
from ..text import printable
from . import page_drawing
from .legend import WORDS
from .page_print import of_page
from .page_view import view
from .side_notes import side_notes
from .watched_reading import numbered

if TYPE_CHECKING:
    from PIL.Image import Image

    from ..disclosure import Disclosure

DPI = 130
PALE = 0.85  # of the ink of the page, so that what is drawn over it stands out


@dataclass(frozen=True, repr=False)
class Inspection:
    """A page with what was seen on it: `svg` is the drawing, `title` says of which page."""

    title: str
    svg: str
    page: int

    def png(self) -> bytes:
        """The drawing as PNG.

        Raises
        ------
        MissingExtraError
            No font of this machine has Chinese letters.

        Examples
        --------
        >>> import budgetnb as bn
        >>> bn.read(bn.sample()).inspect(10).png()[:4]
        b'\\x89PNG'
        """
        return render.png(self.svg)

    def save(self, path: str | Path) -> Path:
        """The path of the drawing, written there as .png or .svg.

        Raises
        ------
        OptionError
            The name ends in neither.
        MissingExtraError
            It is to be a PNG, and no font of this machine has Chinese letters.

        Examples
        --------
        >>> import tempfile
        >>> import budgetnb as bn
        >>> bn.read(bn.sample()).inspect(10).save(f"{tempfile.mkdtemp()}/page-10.svg").name
        'page-10.svg'
        """
        target = checked(path)
        target.write_bytes(self.png() if target.suffix == ".png" else self.svg.encode())
        return target

    def __repr__(self) -> str:
        return f"<Inspection {printable(self.title)}>"

    def _repr_html_(self) -> str:
        data = base64.b64encode(self.svg.encode()).decode()
        alt = escape(printable(self.title), quote=True)
        return f'<img alt="{alt}" style="max-width:100%" src="data:image/svg+xml;base64,{data}">'


def checked(path: str | Path) -> Path:
    """The path that a drawing may be written to.

    Raises
    ------
    OptionError
        Its name ends in neither .png nor .svg.
    """
    target = Path(path)
    if target.suffix not in (".png", ".svg"):
        raise OptionError(f"{target.name}: an inspected page is saved as .png or .svg")
    return target


def inspected(disclosure: Disclosure, number: int, lang: Lang) -> Inspection:
    """A page of a disclosure with what was seen on it.

    Raises
    ------
    OptionError
        There is no such page, or the format has no pages to draw; `lang` is neither zh nor en.
    SourceError
        The file has gone or has changed since it was read.
    """
    document = disclosure.document
    if document.format != "pdf":
        raise OptionError(f"{document.source.path}: only pages of a PDF can be drawn, and this is {document.format}; "
                          "see how its tables were read with d.trace(table=0), on the command line --table 0")  # fmt: skip
    page = numbered(document, number)
    data = page_pictures.source_bytes(document.source)
    with page_pictures.opened(document) as pdf:
        picture = page_pictures.draw(pdf, document, number, dpi=DPI)
    seen = view(disclosure, page, of_page(document, data, page, picture))
    on = page_drawing.sheet(picture.size, page.width)
    title = _title(disclosure, number, lang)
    notes = side_notes(seen, disclosure.identity, lang)
    svg = page_drawing.drawing(title, _png(_pale(picture)), seen, notes, on=on, lang=lang)
    return Inspection(title, svg, number)


def _title(disclosure: Disclosure, number: int, lang: Lang) -> str:
    """Which page it is, of which document."""
    whole = say(WORDS["of pages"], lang).format(len(disclosure.document.pages))
    name = disclosure.meta["title"] or disclosure.meta["organisation"]
    return f"{say(WORDS['page'], lang).format(number)} {whole} · {name} · {disclosure.meta['doc']}"


def _pale(picture: Image) -> Image:
    return picture.point([round(255 - (255 - value) * PALE) for value in range(256)])


def _png(picture: Image) -> bytes:
    """The picture as PNG, sooner rather than smaller: it is one part of a drawing."""
    held = io.BytesIO()
    picture.save(held, "PNG", compress_level=3)
    return held.getvalue()
