"""Read the budget disclosures of Chinese government departments into tidy frames, check them, and show what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .disclosure import Corpus, Disclosure, read
from .errors import BudgetError, NotADisclosureError, SourceError
from .panels import panel
from .samples import notebooks, sample
from .version import __version__ as __version__
from .worker.many import read_many

if TYPE_CHECKING:
    from . import charts, explore
    from .checks.ask import answers as ask
    from .second_opinion import cross_check

__all__ = [
    "BudgetError", "Corpus", "Disclosure", "NotADisclosureError", "SourceError", "ask", "charts", "cross_check", "explore", "notebooks",
    "panel", "read", "read_many", "sample",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name in ("charts", "explore"):
        return import_module(f".{name}", __name__)
    if name == "cross_check":
        return import_module(".second_opinion", __name__).cross_check
    if name == "ask":
        return import_module(".checks.ask", __name__).answers
    raise AttributeError(f"budgetnb has no {name!r}; public names: {', '.join(__all__)}")
