"""Where the sample and the curated notebooks lie, in a checkout and in an installed package."""

from __future__ import annotations

from pathlib import Path
from shutil import copy, copytree, ignore_patterns

from .errors import OptionError, SourceNotFoundError

HERE = Path(__file__).resolve().parent
FORMATS = ("pdf", "txt")


def bundled(name: str) -> Path:
    """The folder of this name beside the package, or in it where it is installed."""
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
    return bundled("data") / "sample" / f"sample.{format}"


def notebooks() -> Path:
    """The folder of the curated notebooks.

    Raises
    ------
    SourceNotFoundError
        It is neither beside the package nor in it.

    Examples
    --------
    >>> sorted(path.name for path in notebooks().glob("*.ipynb"))[0]
    '00_start_here.ipynb'
    """
    return bundled("notebooks")


def copy_notebooks(destination: str | Path) -> list[Path]:
    """The notebooks copied to `destination`/notebooks, and the sample that they read to `destination`/data/sample.

    Raises
    ------
    OptionError
        There are notebooks already; nothing is ever overwritten.

    Examples
    --------
    >>> import tempfile
    >>> [path.name for path in copy_notebooks(tempfile.mkdtemp())][0]
    '00_start_here.ipynb'
    """
    target = Path(destination)
    if (target / "notebooks").exists() or (target / "data").exists() or target.is_file():
        raise OptionError(f"{target} holds notebooks or data already; name a new folder")
    copytree(notebooks(), target / "notebooks", ignore=ignore_patterns(".*", "__pycache__"))
    (target / "data" / "sample").mkdir(parents=True)
    for name in FORMATS:
        copy(sample(name), target / "data" / "sample")
    return sorted((target / "notebooks").glob("*.ipynb"))
