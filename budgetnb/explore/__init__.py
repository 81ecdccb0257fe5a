"""Widgets: choose → filter → draw. All that they show can be had from the chart function of the same data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import charts, labels
from ..charts import select
from ..labels import Lang, say

if TYPE_CHECKING:
    from .panel import Panel

__all__ = ["checks", "evidence", "kpis", "procurement", "projects", "spending"]


def spending(source: Any, *, lang: Lang = "zh") -> Panel:
    """What the spending is made of; choices `by`, `level`, `measure`, `fund`, `shape`. The chart: charts.composition.

    Examples
    --------
    >>> w = spending(disclosure); w.level = 2; w.chart  # doctest: +SKIP
    """
    from .panel import Choice, Panel

    amounts = select.frame_of(source, "amounts")
    choices = (
        Choice("by", say(("分类", "By"), lang), _named("category", ("function", "economic", "basic_project", "fund"), lang)),
        Choice("level", say(("层级", "Depth"), lang), tuple((labels.label("level", str(n), lang), n) for n in (1, 2, 3))),
        Choice("measure", say(("口径", "Measure"), lang), _present("measure", amounts, ("change", "change_pct", "other"), lang)),
        Choice("fund", say(("资金", "Fund"), lang), _present("fund", amounts, (), lang)),
        Choice("shape", say(("图形", "Shape"), lang),
               (("条形", "bars"), ("矩形树", "treemap"), ("冰柱", "icicle")) if lang == "zh" else (("bars",) * 2, ("treemap",) * 2, ("icicle",) * 2)),
    )  # fmt: skip
    return Panel(
        choices,
        lambda **chosen: charts.composition(source, lang=lang, **chosen),
        lambda **c: _spending(source, lang, **c),
    )


def _spending(source: Any, lang: Lang, *, by: str, level: int, measure: str, fund: str, shape: str) -> Any:
    if by == "fund":
        return charts.funds_table(source, lang=lang)
    if by == "basic_project":
        return charts.basic_project_table(source, fund=fund, lang=lang)
    return charts.composition_table(source, by, level=level, measure=measure, fund=fund, lang=lang)


def _named(words: str, keys: tuple[str, ...], lang: Lang) -> tuple[tuple[str, Any], ...]:
    return tuple((labels.label(words, key, lang), key) for key in keys)


def _present(column: str, amounts: Any, less: tuple[str, ...], lang: Lang) -> tuple[tuple[str, Any], ...]:
    there = set(amounts[column])
    keys = tuple(key for key in labels.EVERY[column] if key in there and key not in less)
    return _named(column, keys or (next(iter(labels.EVERY[column])),), lang)


def projects(source: Any, *, lang: Lang = "zh") -> Panel:
    """Changes of projects; choice `view`: waterfall, slope, moves. The charts: charts.changes, slope, moves_flow."""
    from .panel import Choice, Panel

    drawn = {"waterfall": charts.changes, "slope": charts.slope, "moves": charts.moves_flow}
    views = (("瀑布图", "waterfall"), ("上年与本年", "slope"), ("科目调整", "moves"))
    named = (
        views if lang == "zh" else (("Waterfall", "waterfall"), ("Year before and this", "slope"), ("Moves", "moves"))
    )
    table = {"moves": charts.moves_table}
    return Panel((Choice("view", say(("视图", "View"), lang), named),), lambda view: drawn[view](source, lang=lang),
                 lambda view: table.get(view, charts.changes_table)(source, lang=lang))  # fmt: skip


def procurement(source: Any, *, lang: Lang = "zh") -> Panel:
    """Procurement and its reserved part; choice `by`: function, kind, item, total. The chart: charts.procurement."""
    from .panel import Choice, Panel

    ways = (("功能科目", "function"), ("货物工程服务", "kind"), ("明细", "item"), ("合计", "total"))
    named = ways if lang == "zh" else tuple((value.title(), value) for _, value in ways)
    return Panel((Choice("by", say(("分类", "By"), lang), named),), lambda by: charts.procurement(source, by=by, lang=lang),
                 lambda by: charts.procurement_table(source, by=by, lang=lang))  # fmt: skip


def kpis(source: Any, *, lang: Lang = "zh") -> Panel:
    """Performance indicators; choice `view`: categories, targets. The charts: charts.kpi_matrix, targets."""
    from .panel import Choice, Panel

    views = (("指标分布", "categories"), ("目标值", "targets"))
    named = views if lang == "zh" else (("Categories", "categories"), ("Targets", "targets"))
    drawn = {"categories": charts.kpi_matrix, "targets": charts.targets}
    return Panel((Choice("view", say(("视图", "View"), lang), named),), lambda view: drawn[view](source, lang=lang),
                 lambda view: select.frame_of(source, "kpis"))  # fmt: skip


def checks(source: Any, *, lang: Lang = "zh") -> Panel:
    """The findings; choice `status`: conflict, rounding, untestable, exact, '' for all. The chart: charts.checks_overview."""
    from .panel import Choice, Panel

    every = ((say(("全部", "All"), lang), ""), *_named("status", tuple(labels.STATUSES), lang))
    frame = select.frame_of(source, "checks")
    said = f"message_{lang}"
    return Panel((Choice("status", say(("结果", "Status"), lang), every),),
                 lambda status: charts.checks_overview(frame[frame["status"].isin([status] if status else list(labels.STATUSES))], lang=lang),
                 lambda status: frame.loc[(frame["status"] == status) | (status == ""), ["rule", "status", "subject", said]])  # fmt: skip


def evidence(source: Any, *, frame: str = "amounts", row: int = 0, lang: Lang = "zh") -> Panel:
    """Where a row was printed; choice `row`. The same by a plain call: `d.evidence(d.amounts.iloc[row])`."""
    from .panel import Choice, Panel

    rows = select.frame_of(source, frame)
    named = tuple((_line(rows.iloc[n]), n) for n in range(min(len(rows), 500)))
    chosen = Choice("row", say(("行", "Row"), lang), named or ((say(("（无）", "(none)"), lang), 0),))
    return Panel(
        (chosen,),
        lambda row: source.evidence(rows.iloc[row]) if len(rows) else None,
        lambda row: rows.iloc[[row]] if len(rows) else rows,
    )


def _line(row: Any) -> str:
    told = (str(row.get(column, "")) for column in ("table", "code", "name", "raw", "indicator", "subject"))
    return " · ".join(part for part in told if part)[:60]
