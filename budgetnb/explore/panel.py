"""The one widget behind all: it holds the choices, asks for a chart and a table, and computes nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from ..charts import render
from ..charts.theme import width
from ..errors import MissingExtraError, OptionError
from ..labels import LANGS, Lang

try:
    import ipywidgets
except ImportError as error:
    raise MissingExtraError("widgets need ipywidgets: pip install 'budgetnb[notebooks]'") from error

MOST_ROWS, MOST_STATIC, SHORT, LONG = 60, 12, 12, 60
MOST_COLUMNS = ("year", "item", "table", "code", "name", "giver", "receiver", "project", "level2", "indicator", "target", "operator", "rule", "outcome",
                "subject", "message", "amount", "prior", "change", "moved", "share", "part", "measure", "fund", "count", "told", "reason", "wording",
                "header", "raw", "where")  # fmt: skip


Options = tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: the attribute that sets it, its title, and pairs (what is shown, value), or what gives them for the choices before it."""

    name: str
    title: str
    options: Options | Callable[[Mapping[str, Any]], Options]

    def offered(self, chosen: Mapping[str, Any]) -> Options:
        """The pairs that there are for what is chosen."""
        return self.options(chosen) if callable(self.options) else self.options


class Panel(ipywidgets.VBox):  # type: ignore[misc]
    """Choices above, chart and table below. Each choice is an attribute: `panel.level = 2`; `panel.chart`, `panel.table`."""

    _settling = False

    def __init__(
        self,
        choices: tuple[Choice, ...],
        draw: Callable[..., Any],
        rows: Callable[..., pd.DataFrame],
        lang: Lang = "zh",
        *,
        twin: Callable[[], Any] | None = None,
    ) -> None:
        self._lang, self._twin = lang, twin
        self._offers, self._boxes = choices, dict[str, Any]()
        for choice in choices:
            self._boxes[choice.name] = ipywidgets.Dropdown(options=list(choice.offered(self.choices)), description=choice.title,
                                                           style={"description_width": "initial"}, layout={"width": "auto", "max_width": "420px"})  # fmt: skip
        self._draw, self._rows, self._out = draw, rows, ipywidgets.Output()
        bar = ipywidgets.HBox(list(self._boxes.values()), layout={"flex_flow": "row wrap", "grid_gap": "4px 14px"})
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
        with render.unchecked():
            return self._draw(**self.choices)

    @property
    def table(self) -> pd.DataFrame:
        """The rows of what is chosen now."""
        return self._rows(**self.choices)

    def _show(self, _: Any = None) -> None:
        if not self._settling:
            self._settle()
            self._out.outputs = self._parts()

    def _settle(self) -> None:
        """Gives each box what there is to choose now; what was chosen stays where it still is there."""
        self._settling = True
        for choice in self._offers:
            box, options = self._boxes[choice.name], choice.offered(self.choices)
            if tuple(box.options) != options:
                chosen = box.value
                box.options = options
                if chosen in [value for _, value in options]:
                    box.value = chosen
        self._settling = False

    def _repr_mimebundle_(self, **options: Any) -> Any:
        if not render.enabled():
            render.show_bundle()
        bundle = super()._repr_mimebundle_(**options)
        if bundle is not None:
            shown = (
                (self._twinned(), _table_output(self.table, self._lang, MOST_STATIC)) if self._twin else self._parts()
            )
            bundle["text/html"] = "".join(
                part["data"]["text/html"] for part in shown if part and "text/html" in part["data"]
            )
        return bundle

    @property
    def twin(self) -> Any:
        """The chart that has the choices inside and reacts without a kernel; None where there is none."""
        return self._twin() if self._twin else None

    def _twinned(self) -> dict[str, Any] | None:
        with render.unchecked():
            return _chart_output(self.twin)

    def _parts(self) -> tuple[dict[str, Any], ...]:
        return tuple(part for part in (_chart_output(self.chart), _table_output(self.table, self._lang)) if part)


def _chart_output(chart: Any) -> dict[str, Any] | None:
    if chart is None:
        return None
    if hasattr(chart, "to_dict"):
        return _output(render.to_html_fragment(chart, fallback=False, validate=False))
    shown = chart._repr_html_() if hasattr(chart, "_repr_html_") else None
    return (
        _output(shown) if shown else {"output_type": "display_data", "data": {"text/plain": str(chart)}, "metadata": {}}
    )


def _room(texts: list[str]) -> str:
    """The style that keeps a column of short words on one line: Lab lets no other one through."""
    widest = max(map(width, texts))
    return f";width:{widest + 2:.0f}em" if max(map(len, texts)) <= SHORT else ""


def _cell(text: str, side: str) -> str:
    """One cell; in an exported page what is short is never broken, what is long has room."""
    kind = "k" if len(text) <= SHORT else "w" if len(text) > LONG else ""
    held = f' class="{kind}"' if kind else ""
    return f'<td{held} style="text-align:{side}">{escape(text)}</td>'


def _table_output(rows: pd.DataFrame, lang: Lang, most: int = MOST_ROWS) -> dict[str, Any]:
    """The rows as a table whose headings and ids are words; every word of a document is escaped."""
    from ..report.sheets import sheet
    from ..report.texts import pair

    made = sheet(rows.head(most), [c for c in MOST_COLUMNS if c in rows.columns])
    if made is None:
        return _output("")
    chosen, side = LANGS.index(lang), {True: "right", False: "left"}
    texts = [[words[chosen], *(row[n].text[chosen] for row in made.rows)] for n, (words, _) in enumerate(made.columns)]
    heads = "".join(
        f'<th style="text-align:{side[number]}{_room(column)}">{escape(column[0])}</th>'
        for column, (_, number) in zip(texts, made.columns, strict=True)
    )
    cells = (
        "".join(f'<td style="text-align:{side[cell.number]}">{escape(cell.text[chosen])}</td>' for cell in row)
        for row in made.rows
    )
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    more = len(rows) - most
    rest = f"<p>{escape(pair('findings', 'others', more)[chosen])}</p>" if more > 0 else ""
    return _output(
        f'<div style="max-height:460px;overflow:auto"><table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>{rest}'
    )


def _output(markup: str) -> dict[str, Any]:
    return {"output_type": "display_data", "data": {"text/html": markup}, "metadata": {}}
