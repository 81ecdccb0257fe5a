"""The one widget behind all: it holds the choices, asks for a chart and a table, and computes nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ..charts import render
from ..errors import MissingExtraError, OptionError

try:
    import ipywidgets
except ImportError as error:
    raise MissingExtraError("widgets need ipywidgets: pip install 'budgetnb[notebooks]'") from error

MOST_ROWS = 60
MOST_COLUMNS = ("code", "name", "giver", "receiver", "project", "level2", "indicator", "target", "rule", "status", "subject",
                "amount", "prior", "change", "share", "part", "measure", "year", "message_zh", "message_en", "where")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: the attribute that sets it, its title, and pairs (what is shown, value)."""

    name: str
    title: str
    options: tuple[tuple[str, Any], ...]


class Panel(ipywidgets.VBox):  # type: ignore[misc]
    """Choices above, chart and table below. Each choice is an attribute: `panel.level = 2`; `panel.chart`, `panel.table`."""

    def __init__(
        self, choices: tuple[Choice, ...], draw: Callable[..., Any], rows: Callable[..., pd.DataFrame]
    ) -> None:
        self._boxes = {c.name: ipywidgets.Dropdown(options=list(c.options), description=c.title, layout={"width": "auto", "max_width": "320px"})
                       for c in choices}  # fmt: skip
        self._draw, self._rows, self._out = draw, rows, ipywidgets.Output()
        bar = ipywidgets.HBox(list(self._boxes.values()), layout={"flex_flow": "row wrap"})
        super().__init__([bar, self._out])
        for box in self._boxes.values():
            box.observe(self._show, names="value")
        self._show()

    def __getattr__(self, name: str) -> Any:
        if not name.startswith("_") and name in self.__dict__.get("_boxes", {}):
            return self._boxes[name].value
        raise AttributeError(f"{type(self).__name__} has no {name!r}")

    def __setattr__(self, name: str, value: Any) -> None:
        box = self.__dict__.get("_boxes", {}).get(name)
        if box is None:
            super().__setattr__(name, value)
            return
        values = [option for _, option in box.options]
        if value not in values:
            raise OptionError(f"{name}: no {value!r}; there are: {', '.join(map(repr, values))}")
        box.value = value

    @property
    def choices(self) -> dict[str, Any]:
        """What is chosen now, by name."""
        return {name: box.value for name, box in self._boxes.items()}

    @property
    def chart(self) -> Any:
        """The chart of what is chosen now."""
        return self._draw(**self.choices)

    @property
    def table(self) -> pd.DataFrame:
        """The rows of what is chosen now."""
        return self._rows(**self.choices)

    def _show(self, _: Any = None) -> None:
        self._out.outputs = self._parts()

    def _repr_mimebundle_(self, **options: Any) -> Any:
        if not render.enabled():
            render.show_bundle()
        bundle = super()._repr_mimebundle_(**options)
        if bundle is not None:
            bundle["text/html"] = "".join(
                part["data"]["text/html"] for part in self._parts() if "text/html" in part["data"]
            )
        return bundle

    def _parts(self) -> tuple[dict[str, Any], ...]:
        return tuple(part for part in (_chart_output(self.chart), _table_output(self.table)) if part)


def _chart_output(chart: Any) -> dict[str, Any] | None:
    if chart is None:
        return None
    if hasattr(chart, "to_dict"):
        return _output(render.to_html_fragment(chart, fallback=False))
    shown = chart._repr_html_() if hasattr(chart, "_repr_html_") else None
    return (
        _output(shown) if shown else {"output_type": "display_data", "data": {"text/plain": str(chart)}, "metadata": {}}
    )


def _table_output(rows: pd.DataFrame) -> dict[str, Any]:
    columns = [c for c in MOST_COLUMNS if c in rows.columns]
    return _output(
        rows[columns].head(MOST_ROWS).to_html(escape=True, index=False, border=0, float_format=_number, na_rep="")
    )


def _number(value: float) -> str:
    return f"{value:.3f}" if 0 < abs(value) < 1 else f"{value:,.0f}"


def _output(markup: str) -> dict[str, Any]:
    return {"output_type": "display_data", "data": {"text/html": markup}, "metadata": {}}
