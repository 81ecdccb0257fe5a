"""The composition with choices of depth and of measure and fund inside the chart: it reacts in a page that has no kernel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from .. import labels
from ..labels import Lang
from . import encodings, select, theme
from .choices import Choice, key_of, reacting, title_of
from .figure import Figure, Listing, Selection, drawn_from, reads
from .levels import COLUMNS, records
from .phrases import choice_title
from .spending import AMOUNT_TIPS, ROOM, SECTION, absent, bar_data, finding

if TYPE_CHECKING:
    import altair as alt

LEVELS = (1, 2, 3)
NO_MEASURES = ("change", "change_pct", "other")
"""Measures that are no composition of anything."""
DRAWN = ["depth", "view", "code", "name", "label", "value", "told", "brief", "amount", "share", "where", "ref"]
CHOICES = ("depth", "view")


@reads("amounts")
def composition_twin_table(source: Any, by: str = "function", *, lang: Lang = "zh") -> pd.DataFrame:
    """The rows of :func:`composition_twin`: at each depth, each measure and fund that the disclosure prints.

    Returns
    -------
    DataFrame
        code (str), name (str), level (int64), table (str), fund (str), page, line (whole numbers or missing), doc (str), amount
        (float64, yuan), ref (str), share (float64, 0 to 1), whole (float64, yuan), where (str), depth (int64), view
        (str). `ref` names the row of the frame.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.composition_twin_table(d)[["depth", "view", "code", "amount"]].to_numpy().tolist()[0]
    [1, 'total all', '212', 100000000.0]
    """
    spent = select.spending(source)
    is_part = spent["scheme"].isin(select.SCHEMES.get(by, ())) & ~spent["measure"].isin(NO_MEASURES)
    spent = spent[is_part & (spent["amount"] != 0)]
    views = select.Views(spent, by)
    parts = [part for measure, fund in _printed_views(spent) for part in _parts(views, measure, fund, lang)]
    return pd.DataFrame(parts, columns=[*COLUMNS, "depth", "view"])


def _printed_views(spent: pd.DataFrame) -> list[tuple[str, str]]:
    """The pairs of measure and fund that have amounts, in the order of the lists of names."""
    printed = set(zip(spent["measure"], spent["fund"], strict=True))
    return [(m, f) for m in labels.MEASURES for f in labels.FUNDS if (m, f) in printed]


def _parts(views: select.Views, measure: str, fund: str, lang: Lang) -> list[dict[str, Any]]:
    """The largest parts at each depth of one measure and fund."""
    rows = views.printed(measure, fund)
    cuts = ((depth, records(rows, depth, lang)[: encodings.MOST_BARS]) for depth in LEVELS)
    return [{**part, "depth": depth, "view": f"{measure} {fund}"} for depth, cut in cuts for part in cut]


def _marks(shown: Selection) -> alt.Chart:
    import altair as alt

    data = bar_data(shown.rows, shown.yuan)
    groups = {f"{depth} {view}": rows for (depth, view), rows in data.groupby(list(CHOICES))}
    x = encodings.amounts(shown.unit, most={"expr": f"{ROOM} * tops[{key_of(*CHOICES)}]"})
    tips = encodings.tooltips(SECTION, shown.lang, *AMOUNT_TIPS)
    base = alt.Chart(data[DRAWN]).encode(y=encodings.names(), x=x, tooltip=tips)
    findings = {key: finding(rows, shown.lang) for key, rows in groups.items()}
    tops = {key: float(rows["value"].max()) for key, rows in groups.items()}
    base = reacting(base, _choices(shown), findings, tops=tops)
    bars: alt.Chart = base.mark_bar(color=theme.COLOURS["main"]) + encodings.beside(base)
    return bars


def _choices(shown: Selection) -> tuple[Choice, ...]:
    """The depths that have rows, and the pairs of measure and fund."""
    lang, rows = shown.lang, shown.rows
    depths = tuple((labels.label("level", str(depth), lang), int(depth)) for depth in sorted(set(rows["depth"])))
    views = tuple((_view_name(view, lang), view) for view in dict.fromkeys(rows["view"]))
    return Choice("depth", choice_title(SECTION, "depth", lang), depths), Choice(
        "view", choice_title(SECTION, "view", lang), views
    )


def _view_name(view: str, lang: Lang) -> str:
    measure, fund = view.split(" ")
    return f"{labels.label('measure', measure, lang)} · {labels.label('fund', fund, lang)}"


def _absent(shown: Selection) -> str:
    return absent(shown.settings["by"], shown.lang)


def _subtitle(shown: Selection) -> str:
    rows = shown.rows.drop(columns=["fund", "table"])  # each view has its own
    return select.subtitle(rows, shown.unit, shown.lang)


def _keyed(source: Any, by: str = "function") -> pd.DataFrame:
    """The rows with the key of the choices that show them."""
    rows = composition_twin_table(source, by)
    return rows if rows.empty else rows.assign(key=rows["depth"].astype("string") + " " + rows["view"])


COMPOSITION_TWIN = Figure(
    section=SECTION, rows=composition_twin_table, marks=_marks, title=lambda _: title_of(*CHOICES),
    subtitle=_subtitle, absent=_absent, settings={"by": "function"},
    listing=Listing(_keyed, ("depth", "view", "code", "name", "amount", "share", "where"), "key"),
)  # fmt: skip


@drawn_from(composition_twin_table)
def composition_twin(source: Any, by: str = "function", *, lang: Lang = "zh") -> alt.Chart:
    """The composition with choices of depth and of measure and fund inside the chart: it reacts without a kernel.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> len(bn.charts.composition_twin(d).to_dict()["params"]) > 1
    True
    """
    return COMPOSITION_TWIN.with_settings(by=by).chart(source, lang=lang)
