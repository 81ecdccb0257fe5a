"""The widget that turns the pages of a disclosure: each as it was read, with what was considered below it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..errors import MissingExtraError, OptionError, SourceError
from ..inspection.trace_view import Trace
from ..labels import Lang, label, say

try:
    import ipywidgets
except ImportError as error:
    raise MissingExtraError("widgets need ipywidgets: pip install 'budgetnb[notebooks]'") from error

if TYPE_CHECKING:
    from ..disclosure import Disclosure
    from ..inspection.page_inspection import Inspection

TURN = {"layout": {"width": "44px"}}


class Pages(ipywidgets.VBox):  # type: ignore[misc]
    """A page and what was considered on it. `page` turns to one; `picture`, `trace` and `table` are what is shown.

    A disclosure whose format has no pages is turned table by table, and has no pictures.
    """

    def __init__(self, disclosure: Disclosure, page: int | None = None, lang: Lang = "zh") -> None:
        self._disclosure, self._lang = disclosure, lang
        self._paged = disclosure.document.format == "pdf"
        title = say(("页", "Page") if self._paged else ("表", "Table"), lang)
        self._stops = ipywidgets.Dropdown(options=self._offered(), description=title)
        self._before, self._after = (ipywidgets.Button(description=sign, **TURN) for sign in ("◀", "▶"))
        self._out = ipywidgets.Output()
        super().__init__([ipywidgets.HBox([self._before, self._stops, self._after]), self._out])
        if page is not None:
            self.page = page
        self._before.on_click(lambda _: self.turn(-1))
        self._after.on_click(lambda _: self.turn(1))
        self._stops.observe(self._show, names="value")
        self._show()

    def _offered(self) -> tuple[tuple[str, int], ...]:
        """What can be turned to, by its name: pages, or tables where there are none."""
        if self._paged:
            return tuple((str(page.number), page.number) for page in self._disclosure.document.pages if page.number)
        tables = enumerate(self._disclosure.parsed_tables)
        named = ((table.title or label("table", table.id, self._lang), number) for number, table in tables)
        return tuple((f"{number}: {name}", number) for name, number in named)

    @property
    def page(self) -> int | None:
        """The page that is shown (the table, by its row in ``d.tables``, where there are no pages); None where there is nothing."""
        found: int | None = self._stops.value
        return found

    @page.setter
    def page(self, number: int) -> None:
        numbers = [value for _, value in self._stops.options]
        if number not in numbers:
            raise OptionError(f"page: no {number!r}; there are: {', '.join(map(str, numbers)) or 'none'}")
        self._stops.value = number

    def turn(self, steps: int) -> None:
        """Turns on (or back, where `steps` is less than 0), as far as there are pages."""
        if self._stops.options:
            self._stops.index = min(max((self._stops.index or 0) + steps, 0), len(self._stops.options) - 1)

    @property
    def picture(self) -> Inspection | None:
        """The page as it was read, as ``d.inspect(page)`` gives it; None where there are no pages."""
        return self._disclosure.inspect(self.page, lang=self._lang) if self._paged and self.page is not None else None

    @property
    def trace(self) -> Trace:
        """What was considered, as ``d.trace(page)`` gives it."""
        if self.page is None:
            return Trace(self._disclosure.document.source.path, ())
        return self._disclosure.trace(self.page) if self._paged else self._disclosure.trace(table=self.page)

    @property
    def table(self) -> pd.DataFrame:
        """What was considered, as a frame."""
        return self.trace.frame

    def _show(self, _: Any = None) -> None:
        self._out.outputs = tuple(
            {"output_type": "display_data", "data": {"text/html": markup}, "metadata": {}} for markup in self._parts()
        )

    def _parts(self) -> list[str]:
        """What is shown, as HTML in which every word of a document is escaped; where the file has gone or changed, why nothing is."""
        try:
            shown = [thing._repr_html_() for thing in (self.picture, self.trace) if thing is not None]
        except SourceError as error:
            return [f"<p>{escape(str(error))}</p>"]
        return [
            *shown[:-1],
            f'<details style="margin-top:8px"><summary>{self._summary()}</summary>{shown[-1]}</details>',
        ]

    def _summary(self) -> str:
        return say(("读这一页时考虑过什么", "What was considered here"), self._lang)

    def _repr_mimebundle_(self, **options: Any) -> Any:
        bundle = super()._repr_mimebundle_(**options)
        if bundle is not None:
            bundle["text/html"] = "".join(self._parts())
        return bundle
