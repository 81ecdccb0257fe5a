"""PDF to Document: a page that is read alone is the one that is read among all."""

from __future__ import annotations

from pathlib import Path

import made_pages
import pytest

import budgetnb as bn
from budgetnb.errors import DamagedFileError
from budgetnb.formats.pdf.reader import read, read_next
from budgetnb.model import Source


@pytest.mark.parametrize(
    "data", [made_pages.pdf(*made_pages.PAGES), Path(bn.sample()).read_bytes()], ids=["made", "sample"]
)
def test_each_page_alone_is_as_among_all(data: bytes) -> None:
    document = read(data, Source("made.pdf", "0" * 64, len(data), data))
    for n, page in enumerate(document.pages):
        printed, alone = read_next(data, document.source, document.pages[:n])
        assert alone == page and (printed.width, printed.rotation) == (page.width, page.rotation)


def test_a_page_beyond_the_last_is_an_error() -> None:
    data = made_pages.pdf(made_pages.PROSE)
    source = Source("made.pdf", "0" * 64, len(data), data)
    with pytest.raises(DamagedFileError, match="page 2 cannot be opened"):
        read_next(data, source, read(data, source).pages)
