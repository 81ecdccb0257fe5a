"""The composition with its choices inside the chart: it reacts in a page that has no kernel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from .. import labels
from ..labels import Lang, say
from . import select, theme
from .composition import MOST_BARS, absent, finding, short, tips
from .corrected import marked
from .cut import COLUMNS, records

if TYPE_CHECKING:
    import altair as alt

CHOSEN = "chosen_depth + ' ' + chosen_view"
CHANGES = ("change", "change_pct", "other")


@marked
def composition_twin(source: Any, by: str = "function", *, lang: Lang = "zh") -> alt.Chart:
    """The composition with choices of depth and of measure and fund inside the chart: it reacts without a kernel."""
    import altair as alt

    rows = composition_twin_table(source, by, lang=lang)
    if rows.empty:
        return theme.blank(absent(by, "total", "all", lang))
    size, unit = select.money(rows["amount"].max(), lang)
    data = rows.assign(
        value=rows["amount"] / size, label=[f"{c} {n}" for c, n in zip(rows["code"], rows["name"], strict=True)]
    )
    data["label"] = [theme.wrap(text, 15) for text in data["label"]]
    data["told"] = [short(v, s) for v, s in zip(data["value"], data["share"], strict=True)]
    data["brief"] = [f"{share:.1%}" for share in data["share"]]
    keep = ["depth", "view", "code", "name", "label", "value", "told", "brief", "amount", "share", "where", "ref"]
    y = alt.Y("label:N", sort=None, title=None, axis=theme.names())
    x = alt.X("value:Q", title=unit, axis=alt.Axis(format=",~f")).scale(domainMax={"expr": f"1.35 * tops[{CHOSEN}]"})
    base = (
        alt.Chart(data[keep])
        .encode(y=y, x=x, tooltip=tips(lang))
        .add_params(*_choices(data, lang), *_findings(data, lang))
    )
    base = base.transform_filter("datum.depth == chosen_depth && datum.view == chosen_view")
    chart = base.mark_bar(color=theme.COLOURS["main"]) + base.mark_text(align="left", dx=5).encode(text="told:N")
    subtitle = select.subtitle(data.drop(columns=["fund", "table"]), unit, lang)
    return theme.finish(chart, {"expr": f"findings[{CHOSEN}]"}, subtitle, width=theme.WIDTH, height=alt.Step(34))


def composition_twin_table(source: Any, by: str = "function", *, lang: Lang = "zh") -> pd.DataFrame:
    """The rows of :func:`composition_twin`: at each depth, each measure and fund that the disclosure prints."""
    spent = select.spending(source)
    spent = spent[
        spent["scheme"].isin(select.SCHEMES.get(by, ())) & ~spent["measure"].isin(CHANGES) & (spent["amount"] != 0)
    ]
    parts = [part for measure, fund in _views(spent) for part in _parts(spent, by, measure, fund, lang)]
    return pd.DataFrame(parts, columns=[*COLUMNS, "depth", "view"])


def _views(spent: pd.DataFrame) -> list[tuple[str, str]]:
    """The pairs of measure and fund that have amounts, in the order of the lists of names."""
    there = set(zip(spent["measure"], spent["fund"], strict=True))
    return [(m, f) for m in labels.MEASURES for f in labels.FUNDS if (m, f) in there]


def _parts(spent: pd.DataFrame, by: str, measure: str, fund: str, lang: Lang) -> list[dict[str, Any]]:
    rows = select.printed(select.classified(spent, by, measure=measure, fund=fund))
    cuts = ((depth, records(rows, depth, lang)[:MOST_BARS]) for depth in (1, 2, 3))
    return [{**part, "depth": depth, "view": f"{measure} {fund}"} for depth, cut in cuts for part in cut]


def _choices(data: pd.DataFrame, lang: Lang) -> list[Any]:
    depths = {str(n): labels.label("level", str(n), lang) for n in sorted(set(data["depth"]))}
    views = {view: _named(view, lang) for view in dict.fromkeys(data["view"])}
    return [
        _choice("depth", depths, say(("层级 ", "Depth "), lang)),
        _choice("view", views, say(("口径 ", "Measure "), lang)),
    ]


def _named(view: str, lang: Lang) -> str:
    measure, fund = view.split(" ")
    return f"{labels.label('measure', measure, lang)} · {labels.label('fund', fund, lang)}"


def _choice(name: str, options: dict[str, str], title: str) -> Any:
    import altair as alt

    values = [int(key) if key.isdigit() else key for key in options]
    bound = alt.binding_select(options=values, labels=list(options.values()), name=title)
    return alt.param(name=f"chosen_{name}", value=values[0], bind=bound)


def _findings(data: pd.DataFrame, lang: Lang) -> list[Any]:
    """What each choice shows, in words, for the title; and the end of its longest bar."""
    import altair as alt

    groups = {f"{depth} {view}": rows for (depth, view), rows in data.groupby(["depth", "view"])}
    told = {key: theme.wrap(finding(rows, lang), theme.TITLE_EM).split("\n") for key, rows in groups.items()}
    return [
        alt.param(name="findings", value=told),
        alt.param(name="tops", value={key: float(rows["value"].max()) for key, rows in groups.items()}),
    ]
