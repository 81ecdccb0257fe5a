"""The twins of the explorers: the same choices inside a chart, for pages that have no kernel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from .. import labels
from ..labels import Lang, say
from . import quality, select, theme
from .corrected import marked
from .encodings import MOST_BARS
from .views import Choice, View, bars, chart, yuan

if TYPE_CHECKING:
    import altair as alt


def _choice(name: str, title: tuple[str, str], options: Mapping[str, tuple[str, str]], views: Mapping[str, View], lang: Lang) -> Choice:  # fmt: skip
    return Choice(name, say(title, lang), {key: say(words, lang) for key, words in options.items() if key in views})


def _unit(rows: pd.DataFrame, lang: Lang) -> tuple[float, str]:
    return select.money(rows[[c for c in ("amount", "prior", "change") if c in rows]].abs().max().max(), lang)


TARGETED = {"scale": ("百分数的目标", "Targets in per cent"), "categories": ("指标分布", "Categories"), "written": ("写法", "Written as"),
            "money": ("钱与指标", "Money and indicators")}  # fmt: skip


@marked
def kpis_twin(source: Any, *, lang: Lang = "zh") -> alt.Chart:
    """Targets on one scale, categories, how targets are written, and indicators beside money: one choice inside the chart.

    Returns
    -------
    altair.Chart
        Drawn from the rows of :func:`scale_table`; where there is none, a chart that says so.

    Raises
    ------
    OptionError
        `source` has no frame `kpis`, or holds several documents, whose amounts are never added; `lang` is neither zh
        nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> len(bn.charts.kpis_twin(d).to_dict()["params"]) > 1
    True
    """
    if select.one(source, "kpis").empty:
        return theme.blank(quality.absent(lang))
    made = {
        "scale": _scale(source, lang),
        "categories": _categories(source, lang),
        "written": _written(source, lang),
        "money": _money(source, lang),
    }
    views = {key: view for key, view in made.items() if view is not None}
    parts = {"main": (say(("其余", "others"), lang), theme.COLOURS["main"]), "high": (say(("定在 95% 及以上", "at 95% or more"), lang), theme.COLOURS["second"]),
             "open": (say(("没有指标", "no indicator"), lang), theme.COLOURS["open"])}  # fmt: skip
    return chart(
        views,
        (_choice("view", ("视图", "View"), TARGETED, views, lang),),
        quality.subtitle(source, lang),
        lang,
        parts=parts,
    )


def _scale(source: Any, lang: Lang) -> View | None:
    rows = quality.scale_table(source, lang=lang)
    if rows.empty:
        return None
    shown = rows.head(MOST_BARS)
    made = bars(theme.apart(shown["indicator"]), shown["value"] / 100, shown["target"], line=0.95, full=shown["target"], note=shown["project"],
                part=["high" if flag else "main" for flag in shown["ceiling"]], where=shown["where"], ref=shown["ref"])  # fmt: skip
    return View(quality.scale_finding(rows, lang), made, shares=True)


def _categories(source: Any, lang: Lang) -> View | None:
    table = quality.kpi_matrix_table(source, lang=lang)
    rows = table.groupby("category", sort=False)["count"].sum().reset_index()
    made = bars(
        rows["category"],
        rows["count"].astype(float),
        [f"{n}" if n else say(("空白", "blank"), lang) for n in rows["count"]],
    )
    return View(quality.matrix_finding(table, lang), made)


def _written(source: Any, lang: Lang) -> View | None:
    rows = quality.targets_table(source).groupby("operator", sort=False)["count"].sum().reset_index()
    made = bars(
        [labels.label("operator", o, lang) for o in rows["operator"]],
        rows["count"].astype(float),
        rows["count"].astype(str),
    )
    return View(quality.targets_finding(quality.targets_table(source), lang), made)


def _money(source: Any, lang: Lang) -> View | None:
    rows = quality.kpi_money_table(source, lang=lang)
    if rows.empty:
        return None
    size, unit = _unit(rows, lang)
    shown = rows.head(MOST_BARS)
    counts = [say((f"{n} 个指标", f"{n} indicators"), lang) for n in shown["count"]]
    told = [f"{select.number(v / size)} {unit} · {n}" for v, n in zip(shown["amount"], counts, strict=True)]
    made = bars(theme.apart(shown["name"]), shown["amount"] / size, told, brief=counts, full=[yuan(v, lang) for v in shown["amount"]], note=counts,
                part=["main" if n else "open" for n in shown["count"]], where=shown["where"], ref=shown["ref"])  # fmt: skip
    return View(quality.money_finding(rows, lang), made)


@marked
def checks_twin(source: Any, *, lang: Lang = "zh") -> alt.Chart:
    """How many checks came out so, by family, and the rules behind each outcome: the outcome is chosen inside the chart.

    Returns
    -------
    altair.Chart
        Drawn from the rows of :func:`checks_table`; where there is none, a chart that says so.

    Raises
    ------
    OptionError
        `source` has no frame `checks`; `lang` is neither zh nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> len(bn.charts.checks_twin(d).to_dict()["params"]) > 1
    True
    """
    rows = quality.checks_table(source, lang=lang)
    if rows.empty:
        return theme.blank(quality.nothing(lang))
    views = {"all": _outcomes(quality.checks_table(source, by="family", lang=lang), lang)}
    views |= {s: _outcomes(own, lang, s) for s in labels.STATUSES if len(own := rows[rows["status"] == s])}
    options = {"all": ("全部", "All")} | {status: labels.STATUSES[status] for status in labels.STATUSES}
    parts = {status: (labels.label("status", status, lang), theme.COLOURS[status]) for status in labels.STATUSES}
    chosen = _choice("status", ("结果", "Outcome"), options, views, lang)
    return chart(views, (chosen,), quality.checks_subtitle(source, lang), lang, parts=parts)


def _outcomes(rows: pd.DataFrame, lang: Lang, status: str = "") -> View:
    whole = rows.groupby("name")["count"].transform("sum")
    rows = rows.assign(whole=whole).sort_values("whole", ascending=False, kind="stable").reset_index(drop=True)
    title = quality.checks_finding(rows, lang, status)
    rows = rows[rows["name"].isin(list(dict.fromkeys(rows["name"]))[:MOST_BARS])].reset_index(drop=True)
    ends = rows.groupby("name")["count"].cumsum().astype(float)
    last = ~rows["name"].duplicated(keep="last")
    told = [f"{n:,}" if end else "" for n, end in zip(rows["whole"], last, strict=True)]
    made = bars(
        rows["name"],
        ends,
        told,
        start=ends - rows["count"],
        part=rows["status"],
        full=rows["count"].astype(str),
        ref=rows["ref"],
    )
    return View(title, made)
