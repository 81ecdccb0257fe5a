"""Frames to findings: does it add up, do the words agree with the numbers, is it complete, are the targets any good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import claims, completeness, identities, kpis, rules, tasks
from .frame_rows import FrameCache

if TYPE_CHECKING:
    from ..model import Identity
    from .frame_rows import Frames

__all__ = ["run"]
FAMILIES = (identities, claims, completeness, rules, kpis, tasks)
"""The modules of checks, each with a function `run`, in the order in which their findings are told."""


def run(frames: Frames, identity: Identity) -> list[dict[str, Any]]:
    """The records of the frame `checks`; frames that are not given are taken as having nothing to test.

    Each record names its rows in `evidence` as "frame:position", such as "amounts:12" for ``d.amounts.iloc[12]``.
    """
    cached = frames if isinstance(frames, FrameCache) else FrameCache(frames)
    return [finding.record(identity.doc) for family in FAMILIES for finding in family.run(cached, identity)]
