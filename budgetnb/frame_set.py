"""Every frame of the contract as an attribute, each made when first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import frames
from .collector import paused

if TYPE_CHECKING:
    import pandas as pd


class FrameSet:
    """Holds the frames made so far; what inherits it says how one is made."""

    def __init__(self) -> None:
        self._made: dict[str, pd.DataFrame] = {}

    def frame(self, name: str) -> pd.DataFrame:
        """One frame by its name; :data:`budgetnb.frames.SCHEMAS` lists them.

        Raises
        ------
        OptionError
            There is no such frame.

        Examples
        --------
        >>> import budgetnb as bn
        >>> d = bn.read(bn.sample("txt"))
        >>> d.frame("kpis") is d.kpis
        True
        """
        frames.columns(name)
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def _make(self, name: str) -> pd.DataFrame:
        raise NotImplementedError

    @paused()
    def frames(self) -> dict[str, pd.DataFrame]:
        """All frames by name.

        Examples
        --------
        >>> import budgetnb as bn
        >>> sorted(bn.read(bn.sample("txt")).frames())[:3]
        ['amounts', 'assets', 'checks']
        """
        return {name: self.frame(name) for name in frames.SCHEMAS}

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name in frames.SCHEMAS:
            return self.frame(name)
        raise AttributeError(f"{type(self).__name__} has no {name!r}; frames: {', '.join(frames.SCHEMAS)}")

    def __dir__(self) -> list[str]:
        return sorted([*super().__dir__(), *frames.SCHEMAS])
