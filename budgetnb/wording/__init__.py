"""What documents say, as data: the wording files, loaded once and compiled; :mod:`.tables` tells what each table is."""

from __future__ import annotations

from . import tables
from .files import Choices, choices, choose, load, pattern, patterns, sections

__all__ = ["Choices", "choices", "choose", "load", "pattern", "patterns", "sections", "tables"]
