"""The composition with its choices inside the chart: it reacts in a page that has no kernel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from .. import labels
from ..labels import Lang, say
from . import select, theme
from .composition import DEPTHS, MOST_BARS, absent, finding, openings, short, tips, trail
from .corrected import marked
from .cut import COLUMNS, records
from .geometry import icicle_boxes

if TYPE_CHECKING:
    import altair as alt

CHOSEN = "chosen_depth + ' ' + chosen_view"
CLOSED = "-"
"""What a box leads to that has no parts."""
CHANGES = ("change", "change_pct", "other")
DRAWN = ("depth", "group", "label", "x0", "x1", "y0", "y1", "within", "into")
"""What a box has besides the row that it stands for."""


@marked
def composition_twin(source: Any, by: str = "function", *, lang: Lang = "zh") -> alt.Chart:
    """The composition with choices of depth and of measure and fund inside the chart: it reacts without a kernel.

    Returns
    -------
    altair.Chart
        Drawn from the rows of :func:`composition_twin_table`; where there is none, a chart that says so.

    Raises
    ------
    OptionError
        `source` has no frame `amounts`, or holds several documents, whose amounts are never added; `lang` is neither
        zh nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> len(bn.charts.composition_twin(d).to_dict()["params"]) > 1
    True
    """
    import altair as alt

    rows = composition_twin_table(source, by, lang=lang)
    if rows.empty:
        return theme.blank(absent(by, "total", "all", lang))
    size, unit = select.money(rows["amount"].max(), lang)
    data = rows.assign(
        value=rows["amount"] / size,
        label=[select.titled(c, n) for c, n in zip(rows["code"], rows["name"], strict=True)],
    )
    data["label"] = [theme.named(text) for text in data["label"]]
    data["told"] = [short(v, s) for v, s in zip(data["value"], data["share"], strict=True)]
    data["brief"] = [select.share(share) for share in data["share"]]
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


@marked
def composition_drill(source: Any, by: str = "function", *, lang: Lang = "zh") -> alt.Chart:
    """The composition as boxes that open: a class is chosen above or clicked on, and its parts fill the picture; no kernel is needed.

    Returns
    -------
    altair.Chart
        Drawn from the rows of :func:`composition_drill_table`; where there is none, a chart that says so.

    Raises
    ------
    OptionError
        `source` has no frame `amounts`, or holds several documents, whose amounts are never added; `lang` is neither
        zh nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> len(bn.charts.composition_drill(d).to_dict()["params"]) > 1
    True
    """
    import altair as alt

    data, findings = _opened(source, by, lang)
    if data.empty:
        return theme.blank(absent(by, "total", "all", lang))
    _, unit = select.money(data["amount"].max(), lang)
    named = {
        "": say(("全部", "All"), lang),
        **{code: f"{code} {name}" for code, name in openings(source, by) if code in findings},
    }
    chosen = _choice("within", named, say(("展开 ", "Open "), lang))
    told = alt.param(
        name="findings", value={key: theme.wrap(text, theme.TITLE_EM).split("\n") for key, text in findings.items()}
    )
    base = (
        alt.Chart(data)
        .encode(tooltip=tips(lang))
        .add_params(chosen, told)
        .transform_filter("datum.within == chosen_within")
    )
    scale = alt.Scale(domain=[0, 1], nice=False)
    colour = alt.Color("group:N", legend=None).scale(range=list(theme.DEEP))
    boxes = base.mark_rect(strokeWidth=1.5).encode(x=alt.X("x0:Q", axis=None, scale=scale), x2="x1:Q",
        y=alt.Y("y0:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False, reverse=True)), y2="y1:Q", color=colour)  # fmt: skip
    words = base.transform_filter("datum.label != ''").mark_text(align="left", baseline="top", dx=7, dy=7, color="#ffffff", fontWeight=500,
        lineBreak="\n", lineHeight=16).encode(x="x0:Q", y="y0:Q", text="label:N")  # fmt: skip
    hint = say(("点一格进入下一级", "choose a box to open it"), lang)
    subtitle = select.subtitle(data.drop(columns=["fund"]), unit, lang) + f" · {hint}"
    return theme.finish(
        boxes + words, {"expr": "findings[chosen_within]"}, subtitle, width=theme.WIDTH + 120, height=380
    )


def composition_drill_table(source: Any, by: str = "function", *, lang: Lang = "zh") -> pd.DataFrame:
    """The rows of :func:`composition_drill`: for each code that can be opened (`within`; '' is all) its parts at every depth.

    Returns
    -------
    DataFrame
        code (str), name (str), level (int64), table (str), fund (str), page, line (whole numbers or missing), doc (str), amount
        (float64, yuan), ref (str), share (float64, 0 to 1), whole (float64, yuan), where (str), depth (int64), group
        (str), label (str), x0 (float64), x1 (float64), y0 (float64), y1 (float64), within (str), into (str). `ref`
        names the row of the frame.

    Raises
    ------
    OptionError
        `source` has no frame `amounts`, or holds several documents, whose amounts are never added; `lang` is neither
        zh nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.composition_drill_table(d)[["within", "depth", "code", "share"]].round(3).to_numpy().tolist()[0]
    ['', 1, '208', 0.014]
    """
    return _opened(source, by, lang)[0]


def _opened(source: Any, by: str, lang: Lang) -> tuple[pd.DataFrame, dict[str, str]]:
    """The boxes of every opening and what each says."""
    rows = select.printed(select.classified(source, by))
    made, findings, named = [], {}, dict(openings(source, by))
    for within in ("", *named):
        tree = _depths(_inside(rows, within), DEPTHS.get(len(within), 0) + 1, lang)
        if tree.empty:
            continue
        drawn = icicle_boxes(tree, theme.WIDTH + 120, 380)
        if within:
            drawn = drawn.assign(group=[code[: len(within) + 2] for code in drawn["code"]])
        made.append(
            drawn.assign(
                within=within,
                into=[code if code != within else within[:-2] if len(within) > 3 else "" for code in drawn["code"]],
            )
        )
        way = f"{trail(named, within, lang)}\n" if within else ""
        findings[within] = way + finding(tree[tree["depth"] == tree["depth"].min()], lang)
    if not made:
        return pd.DataFrame(columns=[*COLUMNS, *DRAWN]), {}
    every = pd.concat(made, ignore_index=True)
    return every.assign(into=[code if code in findings else CLOSED for code in every["into"]]), findings


def _inside(rows: list[dict[Any, Any]], within: str) -> list[dict[Any, Any]]:
    """The rows of the parts of a code; the row of the code itself where no part of it is printed."""
    below = [row for row in rows if row["code"].startswith(within) and row["code"] != within]
    return below or [row for row in rows if row["code"] == within]


def _depths(rows: list[dict[Any, Any]], first: int, lang: Lang) -> pd.DataFrame:
    """The rows at each depth from the first on; a depth that holds the same rows as the one above it is left out."""
    cuts = [(n, records(rows, n, lang)) for n in range(min(first, 3), 4)]
    codes = [{part["code"] for part in cut} for _, cut in cuts]
    new = [(n, cut) for place, (n, cut) in enumerate(cuts) if not place or codes[place] != codes[place - 1]]
    tree = [{**part, "depth": n} for n, cut in new for part in cut if part["amount"] > 0]
    return pd.DataFrame(tree, columns=[*COLUMNS, "depth"])


def composition_twin_table(source: Any, by: str = "function", *, lang: Lang = "zh") -> pd.DataFrame:
    """The rows of :func:`composition_twin`: at each depth, each measure and fund that the disclosure prints.

    Returns
    -------
    DataFrame
        code (str), name (str), level (int64), table (str), fund (str), page, line (whole numbers or missing), doc (str), amount
        (float64, yuan), ref (str), share (float64, 0 to 1), whole (float64, yuan), where (str), depth (int64), view
        (str). `ref` names the row of the frame.

    Raises
    ------
    OptionError
        `source` has no frame `amounts`, or holds several documents, whose amounts are never added; `lang` is neither
        zh nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.composition_twin_table(d)[["depth", "view", "code", "amount"]].to_numpy().tolist()[0]
    [1, 'total all', '212', 100000000.0]
    """
    spent = select.spending(source)
    spent = spent[
        spent["scheme"].isin(select.SCHEMES.get(by, ())) & ~spent["measure"].isin(CHANGES) & (spent["amount"] != 0)
    ]
    held = select.Views(spent, by)
    parts = [part for measure, fund in _views(spent) for part in _parts(held, measure, fund, lang)]
    return pd.DataFrame(parts, columns=[*COLUMNS, "depth", "view"])


def _views(spent: pd.DataFrame) -> list[tuple[str, str]]:
    """The pairs of measure and fund that have amounts, in the order of the lists of names."""
    there = set(zip(spent["measure"], spent["fund"], strict=True))
    return [(m, f) for m in labels.MEASURES for f in labels.FUNDS if (m, f) in there]


def _parts(held: select.Views, measure: str, fund: str, lang: Lang) -> list[dict[str, Any]]:
    rows = held.printed(measure, fund)
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
