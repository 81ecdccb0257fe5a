"""Where the sample and the curated notebooks lie, in a checkout and in an installed package."""

from __future__ import annotations

from pathlib import Path

from .errors import OptionError, SourceNotFoundError

HERE = Path(__file__).resolve().parent
FORMATS = ("pdf", "txt")


def _bundled(name: str) -> Path:
    for folder in (HERE.parent / name, HERE / "_bundled" / name):
        if folder.is_dir():
            return folder
    raise SourceNotFoundError(f"{name}/ is neither beside the package nor in it; install budgetnb again")


def sample(format: str = "pdf") -> Path:
    """The path of the sample disclosure, `pdf` or `txt`.

    Raises
    ------
    OptionError
        There is no sample of this format.

    Examples
    --------
    >>> sample().name
    'sample.pdf'
    """
    if format not in FORMATS:
        raise OptionError(f"no sample as {format!r}; there are: {', '.join(FORMATS)}")
    return _bundled("data") / "sample" / f"sample.{format}"


def notebooks() -> Path:
    """The folder of the curated notebooks."""
    return _bundled("notebooks")
