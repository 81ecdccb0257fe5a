"""Widgets: choose → filter → draw. All that they show can be had from the chart function of the same data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import charts, labels
from ..charts import select
from ..labels import Lang, say

if TYPE_CHECKING:
    from ..disclosure import Disclosure
    from .page_turner import Pages
    from .panel import Panel

__all__ = ["checks", "evidence", "kpis", "pages", "procurement", "projects", "spending"]


def spending(source: Any, *, lang: Lang = "zh") -> Panel:
    """What the spending is made of; choices `by`, `within`, `level`, `measure`, `fund`, `shape`. The chart: charts.composition.

    Returns
    -------
    Panel
        An ipywidget: each choice is an attribute; `chart`, `table` (amounts in yuan) and `twin` are what is shown.

    Raises
    ------
    OptionError
        `source` has no such frames, or holds several documents, whose amounts are never added; `lang` is neither zh
        nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> w = bn.explore.spending(d)
    >>> w.level = 2
    >>> len(w.table)
    5
    """
    from .panel import Choice, Panel

    amounts = select.frame_of(source, "amounts")
    choices = (
        Choice("by", say(("分类", "By"), lang), _named("category", ("function", "economic", "basic_project", "fund"), lang)),
        Choice("within", say(("展开", "Open"), lang), lambda chosen: _opened(source, chosen["by"], lang)),
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
        lang,
        twin=lambda: charts.composition_twin(source, lang=lang),
    )


def _opened(source: Any, by: str, lang: Lang) -> tuple[tuple[str, Any], ...]:
    """What can be opened: all, then each class and group that has parts, indented by its depth."""
    from ..charts.spending import openings

    found = openings(source, by) if by in select.SCHEMES else []
    named = ((f"{'　' * (len(code) // 2 - 1)}{code} {name}", code) for code, name in found)
    return ((say(("全部", "All"), lang), ""), *named)


def _spending(source: Any, lang: Lang, *, by: str, level: int, measure: str, fund: str, shape: str, within: str) -> Any:
    if by == "fund":
        return charts.funds_table(source, lang=lang)
    if by == "basic_project":
        return charts.basic_project_table(source, fund=fund, lang=lang)
    return charts.composition_table(source, by, level=level, measure=measure, fund=fund, within=within, lang=lang)


def _named(words: str, keys: tuple[str, ...], lang: Lang) -> tuple[tuple[str, Any], ...]:
    return tuple((labels.label(words, key, lang), key) for key in keys)


def _present(column: str, amounts: Any, less: tuple[str, ...], lang: Lang) -> tuple[tuple[str, Any], ...]:
    there = set(amounts[column])
    keys = tuple(key for key in labels.EVERY[column] if key in there and key not in less)
    return _named(column, keys or (next(iter(labels.EVERY[column])),), lang)


def projects(source: Any, *, lang: Lang = "zh") -> Panel:
    """Changes of projects; choices `view`: waterfall, slope, moves; `like_for_like`: without what only moved.

    The charts: charts.changes, slope, moves_flow; the twin: charts.changes_twin.

    Returns
    -------
    Panel
        An ipywidget: each choice is an attribute; `chart`, `table` (amounts in yuan) and `twin` are what is shown.

    Raises
    ------
    OptionError
        `source` has no such frames, or holds several documents, whose amounts are never added; `lang` is neither zh
        nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> w = bn.explore.projects(d)
    >>> w.view = "slope"
    >>> len(w.table)
    5
    """
    from .panel import Choice, Panel

    views = (("瀑布图", "waterfall"), ("上年与本年", "slope"), ("科目调整", "moves"))
    named = (
        views if lang == "zh" else (("Waterfall", "waterfall"), ("Year before and this", "slope"), ("Moves", "moves"))
    )
    whole, less = (
        (say(("照原文", "As stated"), lang), False),
        (say(("扣除科目调整", "Less what only moved"), lang), True),
    )
    choices = (
        Choice("view", say(("视图", "View"), lang), named),
        Choice(
            "like_for_like",
            say(("口径", "Changes"), lang),
            lambda c: (whole, less) if c["view"] == "waterfall" else (whole,),
        ),
    )

    def drawn(view: str, like_for_like: bool) -> Any:
        if view == "waterfall":
            return charts.changes(source, like_for_like=like_for_like, lang=lang)
        return {"slope": charts.slope, "moves": charts.moves_flow}[view](source, lang=lang)

    def rows(view: str, like_for_like: bool) -> Any:
        if view == "moves":
            return charts.moves_table(source, lang=lang)
        return charts.changes_table(source, like_for_like=like_for_like, lang=lang)

    return Panel(choices, drawn, rows, lang, twin=lambda: charts.changes_twin(source, lang=lang))


def procurement(source: Any, *, lang: Lang = "zh") -> Panel:
    """Procurement and its reserved part; choice `by`: function, kind, item, total, reserve (the shares against the rule's line).

    The charts: charts.procurement, reserve; the twin: charts.procurement_twin.

    Returns
    -------
    Panel
        An ipywidget: each choice is an attribute; `chart`, `table` (amounts in yuan) and `twin` are what is shown.

    Raises
    ------
    OptionError
        `source` has no such frames, or holds several documents, whose amounts are never added; `lang` is neither zh
        nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> w = bn.explore.procurement(d)
    >>> w.by = "reserve"
    >>> len(w.table)
    4
    """
    from .panel import Choice, Panel

    ways = {"function": ("功能科目", "Subject"), "kind": ("货物工程服务", "Goods, works, services"), "item": ("明细", "Item"),
            "total": ("合计", "Total"), "reserve": ("预留比例", "Share reserved")}  # fmt: skip
    named = tuple((say(words, lang), way) for way, words in ways.items())

    def drawn(by: str) -> Any:
        return charts.reserve(source, lang=lang) if by == "reserve" else charts.procurement(source, by=by, lang=lang)

    def rows(by: str) -> Any:
        return (
            charts.reserve_table(source, lang=lang)
            if by == "reserve"
            else charts.procurement_table(source, by=by, lang=lang)
        )

    return Panel(
        (Choice("by", say(("分类", "By"), lang), named),),
        drawn,
        rows,
        lang,
        twin=lambda: charts.procurement_twin(source, lang=lang),
    )


def kpis(source: Any, *, lang: Lang = "zh") -> Panel:
    """Performance indicators; choice `view`: categories, targets (how they are written), scale (percentages), money (by project).

    The charts: charts.kpi_matrix, targets, scale, kpi_money; the twin: charts.kpis_twin.

    Returns
    -------
    Panel
        An ipywidget: each choice is an attribute; `chart`, `table` (amounts in yuan) and `twin` are what is shown.

    Raises
    ------
    OptionError
        `source` has no such frames, or holds several documents, whose amounts are never added; `lang` is neither zh
        nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> w = bn.explore.kpis(d)
    >>> w.view = "scale"
    >>> len(w.table)
    6
    """
    from .panel import Choice, Panel

    views = {"categories": ("指标分布", "Categories"), "targets": ("写法", "Written as"), "scale": ("百分数的目标", "Targets in per cent"),
             "money": ("钱与指标", "Money and indicators")}  # fmt: skip
    drawn = {
        "categories": charts.kpi_matrix,
        "targets": charts.targets,
        "scale": charts.scale,
        "money": charts.kpi_money,
    }
    tables = {"scale": charts.scale_table, "money": charts.kpi_money_table}
    named = tuple((say(words, lang), view) for view, words in views.items())
    return Panel((Choice("view", say(("视图", "View"), lang), named),), lambda view: drawn[view](source, lang=lang),
                 lambda view: tables[view](source, lang=lang) if view in tables else _placed(select.frame_of(source, "kpis"), lang), lang,
                 twin=lambda: charts.kpis_twin(source, lang=lang))  # fmt: skip


def _placed(rows: Any, lang: Lang) -> Any:
    return select.with_place(rows, lang)


def checks(source: Any, *, lang: Lang = "zh") -> Panel:
    """The findings with their arithmetic; choices `by`: family, rule; `status`: conflict, rounding, untestable, exact, '' for all.

    The chart: charts.checks_overview; the twin: charts.checks_twin.

    Returns
    -------
    Panel
        An ipywidget: each choice is an attribute; `chart`, `table` (amounts in yuan) and `twin` are what is shown.

    Raises
    ------
    OptionError
        `source` has no such frames; `lang` is neither zh nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> w = bn.explore.checks(d)
    >>> w.status = "conflict"
    >>> len(w.table)
    2
    """
    from ..checks.rule_names import rule_name, subject_name
    from .panel import Choice, Panel

    every = ((say(("全部", "All"), lang), ""), *_named("status", tuple(labels.STATUSES), lang))
    ways = ((say(("类别", "Family"), lang), "family"), (say(("核对项", "Rule"), lang), "rule"))
    frame = select.frame_of(source, "checks")
    order = frame["status"].map({"conflict": 0, "rounding": 1, "untestable": 2, "exact": 3}).astype(int)
    told = frame.assign(
        rule=[rule_name(rule, lang) for rule in frame["rule"]],
        subject=[subject_name(rule, text, lang) for rule, text in zip(frame["rule"], frame["subject"], strict=True)],
        outcome=[labels.label("status", s, lang) for s in frame["status"]],
    )
    told = told.assign(order=order, message=told[f"message_{lang}"]).sort_values("order", kind="stable")
    return Panel((Choice("by", say(("分组", "By"), lang), ways), Choice("status", say(("结果", "Status"), lang), every)),
                 lambda by, status: _outcomes(frame, by, status, lang),
                 lambda by, status: told.loc[(told["status"] == status) | (status == ""), ["rule", "outcome", "subject", "message"]], lang,
                 twin=lambda: charts.checks_twin(source, lang=lang))  # fmt: skip


def _outcomes(frame: Any, by: str, status: str, lang: Lang) -> Any:
    """The chart of the checks that came out so; words where none did."""
    from ..charts import theme

    chosen = frame[frame["status"].isin([status] if status else list(labels.STATUSES))]
    if len(chosen) or frame.empty:
        return charts.checks_overview(chosen, by=by, lang=lang)
    outcome = labels.label("status", status, lang)
    return theme.blank(
        say(
            (
                f"核对 {len(frame):,} 处，结果没有一处是“{outcome}”。",
                f"Of {len(frame):,} checks none came out as “{outcome}”.",
            ),
            lang,
        )
    )


FRAMES = {"amounts": ("金额", "Amounts"), "kpis": ("指标", "Indicators"), "projects": ("项目", "Projects"), "procurement": ("采购", "Procurement"),
          "checks": ("核对", "Checks")}  # fmt: skip
MOST_NAMED = 500


def evidence(source: Any, *, frame: str = "amounts", row: int = 0, lang: Lang = "zh") -> Panel:
    """Where a row was printed; choices `frame`, `sheet` (the table of an amount) and `row`. The same by a plain call: `d.evidence(d.amounts.iloc[row])`.

    The twin, which shows where every number of a table stands on its pages: charts.evidence_twin.

    Returns
    -------
    Panel
        An ipywidget: each choice is an attribute; `chart`, `table` (amounts in yuan) and `twin` are what is shown.

    Raises
    ------
    OptionError
        `source` has no such frames, or holds several documents, whose amounts are never added; `lang` is neither zh
        nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> w = bn.explore.evidence(d)
    >>> w.frame = "projects"
    >>> len(w.table)
    1
    """
    from .panel import Choice, Panel

    found = {name: select.frame_of(source, name) for name in FRAMES}
    there = [name for name in FRAMES if len(found[name])] or [frame]
    choices = (
        Choice("frame", say(("种类", "Frame"), lang), tuple((say(FRAMES[name], lang), name) for name in there)),
        Choice("sheet", say(("表", "Table"), lang), lambda c: _tables(found[c["frame"]], lang)),
        Choice("row", say(("行", "Row"), lang), lambda c: _lines(found[c["frame"]], c["sheet"], lang)),
    )

    def shown(frame: str, sheet: str, row: int) -> Any:
        return _cited(source, found[frame].iloc[row : row + 1])

    def rows(frame: str, sheet: str, row: int) -> Any:
        return found[frame].iloc[[row]] if row < len(found[frame]) else found[frame]

    panel = Panel(choices, shown, rows, lang, twin=lambda: charts.evidence_twin(source, lang=lang))
    if frame in there and row < len(found[frame]):
        panel.frame = frame
        if "table" in found[frame] and frame == "amounts":
            panel.sheet = found[frame]["table"].iloc[row]
        panel.row = row
    return panel


def pages(source: Disclosure, *, page: int | None = None, lang: Lang = "zh") -> Pages:
    """The pages of a disclosure as they were read, to be turned; the same by plain calls: `d.inspect(page)`, `d.trace(page)`.

    Returns
    -------
    Pages
        An ipywidget: `page` turns to a page (to a table, where the format has no pages), `turn(1)` to the next; `picture`, `trace`
        and `table` are what is shown.

    Raises
    ------
    OptionError
        There is no such page; `lang` is neither zh nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> w = bn.explore.pages(bn.read(bn.sample()), page=10)
    >>> w.turn(1)
    >>> w.page
    11
    """
    from .page_turner import Pages

    return Pages(source, page, lang)


def _cited(source: Any, rows: Any) -> Any:
    """Where the first of some rows was printed, as what shows itself; words where there is no row or no page to show."""
    from ..evidence import Evidence, first

    if any(not hasattr(each, "document") for each in _each(source)):
        return Evidence(
            "这里只有数，没有原文件，无从显示出处。",
            "There are figures alone here and no document, so no place can be shown.",
        )
    return first(source, rows)


def _each(source: Any) -> Any:
    held = getattr(source, "disclosures", source)
    return held if isinstance(held, (list, tuple)) else [held]


def _tables(rows: Any, lang: Lang) -> Any:
    """The tables that amounts come from, each by its name; of other frames there is one choice, all."""
    every = ((say(("全部", "All"), lang), ""),)
    if "fund" not in rows:
        return every
    return tuple((labels.label("table", table, lang), table) for table in dict.fromkeys(rows["table"])) or every


def _lines(rows: Any, table: str, lang: Lang) -> Any:
    """The rows of a table as choices: what each says, and its position in the frame."""
    numbers = [n for n, own in enumerate(rows["table"]) if own == table] if table else list(range(len(rows)))
    named = tuple((_line(rows.iloc[n]), n) for n in numbers[:MOST_NAMED])
    return named or ((say(("（无）", "(none)"), lang), 0),)


def _line(row: Any) -> str:
    told = (str(row.get(column, "")) for column in ("code", "name", "indicator", "subject", "header", "raw", "target"))
    return " · ".join(part for part in told if part)[:70]
