"""Performance targets and the findings of the checks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from .. import labels
from ..checks.rule_names import family_name, rule_name
from ..errors import OptionError
from ..labels import Lang, say
from . import select, theme
from .corrected import marked

if TYPE_CHECKING:
    import altair as alt

MOST_TARGETS = 40
MOST_SHOWN = 6


def absent(lang: Lang) -> str:
    """What is said where there are no indicators."""
    return say(("这份公开没有绩效指标。", "This disclosure has no performance indicators."), lang)


@marked
def kpi_matrix(source: Any, *, lang: Lang = "zh") -> alt.Chart:
    """How many indicators each category has, by project; categories printed blank stand as zero.

    Returns
    -------
    altair.Chart
        Drawn from the rows of :func:`kpi_matrix_table`; where there is none, a chart that says so.

    Raises
    ------
    OptionError
        `source` has no frame `kpis`, or holds several documents, whose amounts are never added; `lang` is neither zh
        nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.kpi_matrix(d).to_dict()["title"]["text"]
    ['19 个绩效指标；空白：时效指标、成本指标、可持续影响指标']
    """
    import altair as alt

    rows = kpi_matrix_table(source, lang=lang)
    if rows.empty:
        return theme.blank(absent(lang))
    data = rows.assign(label=[theme.named(p) for p in rows["project"]], told=[str(n) if n else "—" for n in rows["count"]],
                       part=[theme.wrap(c, 6) for c in rows["category"]])  # fmt: skip
    room = 6 + 14 * max(part.count("\n") for part in data["part"])  # lines of a label grow downwards, into the boxes
    base = alt.Chart(data).encode(
        x=alt.X("part:N", sort=None, title=None, axis=alt.Axis(labelExpr=theme.LABEL_LINES, labelAngle=0, orient="top", ticks=False, domain=False, labelPadding=room, labelOverlap=False)),
        y=alt.Y("label:N", sort=None, title=None, axis=theme.names()),
        tooltip=["project:N", "category:N", "count:Q"])  # fmt: skip
    shade = alt.Color(
        "count:Q",
        legend=None,
        scale=alt.Scale(domain=[0, max(5, int(rows["count"].max()))], range=["#eaf3fa", "#4d9fce"]),
    )
    boxes = base.mark_rect(strokeWidth=3, cornerRadius=3).encode(
        color=alt.condition("datum.count == 0", alt.value(theme.COLOURS["blank"]), shade))  # fmt: skip
    return theme.finish(
        boxes + base.mark_text(fontSize=13, color=theme.INK).encode(text="told:N"),
        matrix_finding(rows, lang),
        subtitle(source, lang),
        width=theme.WIDTH,
        height=alt.Step(46),
        least=max(420, 150 + 82 * data["part"].nunique()),
    )


def matrix_finding(rows: pd.DataFrame, lang: Lang) -> str:
    """How many indicators there are, and which categories stay blank."""
    count = int(rows["count"].sum())
    filled = set(rows.loc[rows["count"] > 0, "category"])
    empty = [category for category in dict.fromkeys(rows["category"]) if category not in filled]
    most = _most(rows)
    gap = say(("；空白：" + "、".join(empty), "; blank: " + ", ".join(empty)), lang) if empty else ""
    return say((f"{count} 个绩效指标{gap or most[0]}", f"{count} indicators{gap or most[1]}"), lang)


def _most(rows: pd.DataFrame) -> tuple[str, str]:
    """Which category has the most indicators; that there are none of them."""
    sums = rows.groupby("category", sort=False)["count"].sum().sort_values(ascending=False, kind="stable")
    if len(sums) < 2:
        return "，没有分类", ", in no categories"
    if sums.iloc[0] == sums.iloc[1]:
        return f"，分在 {len(sums)} 类", f" in {len(sums)} categories"
    return f"，最多的是{sums.index[0]}（{sums.iloc[0]} 个）", f", most of them {sums.index[0]} ({sums.iloc[0]})"


def kpi_matrix_table(source: Any, *, lang: Lang = "zh") -> pd.DataFrame:
    """The rows of :func:`kpi_matrix`: project, category, count of indicators (0 where it is printed blank).

    Returns
    -------
    DataFrame
        project (string), category (string), count (int64).

    Raises
    ------
    OptionError
        `source` has no frame `kpis`, or holds several documents, whose amounts are never added; `lang` is neither zh
        nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.kpi_matrix_table(d)[["project", "category", "count"]].to_numpy().tolist()[0]
    ['（整体）', '数量指标', 9]
    """
    kpis = select.one(source, "kpis")
    whole = say(("（整体）", "(whole)"), lang)
    unnamed = say(("（未分类）", "(no category)"), lang)
    rows = kpis.assign(
        project=kpis["project"].replace("", whole),
        category=kpis["level2"].where(kpis["level2"] != "", kpis["level1"]).replace("", unnamed),
    )
    counted = rows.assign(count=(rows["operator"] != "blank").astype(int))
    table = counted.groupby(["project", "category"], sort=False)["count"].sum().reset_index()
    largest = table.groupby("project")["count"].sum().nlargest(30).index
    return table[table["project"].isin(largest)].reset_index(drop=True)


def subtitle(source: Any, lang: Lang) -> str:
    """Unit and place of the indicators."""
    rows = select.one(source, "kpis")
    return select.subtitle(rows, say(("个", "count"), lang), lang, say(("绩效目标表", "Performance targets"), lang))


@marked
def targets(source: Any, *, lang: Lang = "zh") -> alt.Chart:
    """How targets are meant (≥, ≤, =, text, blank), and how many stand at or above 95%.

    Returns
    -------
    altair.Chart
        Drawn from the rows of :func:`targets_table`; where there is none, a chart that says so.

    Raises
    ------
    OptionError
        `source` has no frame `kpis`, or holds several documents, whose amounts are never added; `lang` is neither zh
        nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.targets(d).to_dict()["title"]["text"]
    ['100% 的指标可以量化，6 个定在 95% 及以上']
    """
    import altair as alt

    rows = targets_table(source)
    if rows.empty:
        return theme.blank(absent(lang))
    rows = rows.assign(sign=[labels.label("operator", o, lang) for o in rows["operator"]])
    high, plain = say(("百分数 ≥95", "percentages of 95 and more"), lang), say(("其余", "others"), lang)
    data = rows.assign(part=[high if flag else plain for flag in rows["ceiling"]])
    colour = alt.Color(
        "part:N",
        title=None,
        scale=alt.Scale(domain=[plain, high], range=[theme.COLOURS["main"], theme.COLOURS["second"]]),
    )
    y = alt.Y(
        "sign:N", sort=None, title=None, axis=alt.Axis(labelFontSize=15, ticks=False, domain=False, labelPadding=8)
    )
    chart = alt.Chart(data).mark_bar(cornerRadiusEnd=0).encode(
        y=y,
        x=alt.X("count:Q", title=say(("指标数", "indicators"), lang), axis=alt.Axis(tickMinStep=1, format="d")), color=colour,
        tooltip=["sign:N", "part:N", "count:Q"])  # fmt: skip
    chart += theme.sums(data.assign(value=data["count"]), "sign", y)
    return theme.finish(
        chart, targets_finding(rows, lang), subtitle(source, lang), width=theme.WIDTH, height=alt.Step(36)
    )


def targets_finding(rows: pd.DataFrame, lang: Lang) -> str:
    """Which part of the indicators are numbers, and how many stand at the ceiling."""
    real = rows[rows["operator"] != "blank"]
    share = real.loc[~real["operator"].isin(["text"]), "count"].sum() / max(1, real["count"].sum())
    ceiling = int(rows.loc[rows["ceiling"], "count"].sum())
    return say(
        (
            f"{share:.0%} 的指标可以量化，{ceiling} 个定在 95% 及以上",
            f"{share:.0%} of the indicators are numbers, {ceiling} stand at 95% or more",
        ),
        lang,
    )


def targets_table(source: Any) -> pd.DataFrame:
    """The rows of :func:`targets`: operator, ceiling (a percentage of 95 or more), count.

    Returns
    -------
    DataFrame
        operator (string), ceiling (bool[pyarrow]), count (Int64).

    Raises
    ------
    OptionError
        `source` has no frame `kpis`, or holds several documents, whose amounts are never added.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.targets_table(d)[["operator", "ceiling", "count"]].to_numpy().tolist()[0]
    ['>=', False, 13]
    """
    kpis = select.one(source, "kpis")
    rows = kpis.assign(ceiling=(kpis["unit"] == "%") & kpis["value"].ge(95) & kpis["operator"].isin([">=", ">", "="]))
    return (
        rows.groupby(["operator", "ceiling"])["indicator"]
        .size()
        .rename("count")
        .reset_index()
        .sort_values("count", ascending=False, kind="stable")
    )


@marked
def scale(source: Any, *, lang: Lang = "zh") -> alt.Chart:
    """Every target in per cent on one scale, the line at 95%: what stands right of it can hardly be raised.

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
    >>> bn.charts.scale(d).to_dict()["title"]["text"]
    ['6 个目标是百分数，6 个定在 95% 及以上']
    """
    import altair as alt

    rows = scale_table(source, lang=lang)
    if rows.empty:
        return theme.blank(
            say(("这份公开没有以百分数表示的目标。", "This disclosure has no targets in per cent."), lang)
        )
    data = rows.head(MOST_TARGETS).assign(label=lambda f: theme.apart(theme.named(text) for text in f["indicator"]))
    base = alt.Chart(data).encode(
        y=alt.Y("label:N", sort=None, title=None, axis=theme.names()), tooltip=_scale_tips(lang)
    )
    x = alt.X(
        "value:Q",
        title="%",
        scale=alt.Scale(domain=[0, 115], nice=False),
        axis=alt.Axis(values=[0, 25, 50, 75, 95], labelOverlap=False),
    )
    colour = alt.condition("datum.ceiling", alt.value(theme.COLOURS["second"]), alt.value(theme.COLOURS["main"]))
    dots = base.mark_circle(size=110, opacity=1).encode(x=x, color=colour)
    stems = base.mark_rule(strokeWidth=2, opacity=0.35).encode(x=x, x2=alt.datum(0))
    words = base.mark_text(align="left", dx=9).encode(x="value:Q", text="target:N")
    return theme.finish(
        stems + dots + words, scale_finding(rows, lang), subtitle(source, lang), width=theme.WIDTH, height=alt.Step(30)
    )


def _scale_tips(lang: Lang) -> list[Any]:
    import altair as alt

    titles = {
        "indicator": ("指标", "Indicator"),
        "target": ("目标", "Target"),
        "project": ("项目", "Project"),
        "where": ("出处", "Printed on"),
    }
    return [alt.Tooltip(f"{field}:N", title=say(words, lang)) for field, words in titles.items()]


def scale_table(source: Any, *, lang: Lang = "zh") -> pd.DataFrame:
    """The rows of :func:`scale`: indicators whose target is one percentage of at most 100, highest first.

    Returns
    -------
    DataFrame
        doc (string), organisation (string), year (Int64), project (string), project_code (string), level1 (string),
        level2 (string), indicator (string), target (string), operator (string), value (float64), value_high
        (float64), unit (string), weight (float64), target_period (string), extra (string), page (Int64), line
        (Int64), raw (string), ref (str), ceiling (bool), where (str). `ref` names the row of the frame.

    Raises
    ------
    OptionError
        `source` has no frame `kpis`, or holds several documents, whose amounts are never added; `lang` is neither zh
        nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.scale_table(d)[["indicator", "value", "ceiling"]].to_numpy().tolist()[0]
    ['系统运维合格率', 98.0, True]
    """
    kpis = select.one(source, "kpis")
    rows = kpis[
        (kpis["unit"] == "%")
        & kpis["value"].between(0, 100).fillna(False)
        & kpis["operator"].isin([">=", ">", "=", "<=", "<"])
    ]
    high = rows["value"].ge(95) & rows["operator"].isin([">=", ">", "="])
    rows = rows.assign(ceiling=high.astype(bool), value=rows["value"].astype(float))
    return select.with_place(rows.sort_values("value", ascending=False, kind="stable").reset_index(drop=True), lang)


def scale_finding(rows: pd.DataFrame, lang: Lang) -> str:
    """How many percentages there are, and how many of them stand at the ceiling."""
    high = int(rows["ceiling"].sum())
    return say(
        (
            f"{len(rows)} 个目标是百分数，{high} 个定在 95% 及以上",
            f"{len(rows)} targets are percentages, {high} of them at 95% or more",
        ),
        lang,
    )


@marked
def kpi_money(source: Any, *, lang: Lang = "zh") -> alt.Chart:
    """The money of each task or project beside the number of its indicators: what is paid for and not promised.

    Returns
    -------
    altair.Chart
        Drawn from the rows of :func:`kpi_money_table`; where there is none, a chart that says so.

    Raises
    ------
    OptionError
        `source` has no frame `kpis`, or holds several documents, whose amounts are never added; `lang` is neither zh
        nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.kpi_money(d).to_dict()["title"]["text"]
    ['6 个项目，16,906 万元，没有一个指标写明属于哪个项目']
    """
    import altair as alt

    rows = kpi_money_table(source, lang=lang)
    if rows.empty:
        return theme.blank(
            say(("这份公开没有按项目列示的金额。", "This disclosure lists no amounts by project."), lang)
        )
    size, unit = select.money(rows["amount"].max(), lang)
    data = rows.head(MOST_TARGETS).assign(
        value=lambda f: f["amount"] / size, label=lambda f: theme.apart(theme.named(n) for n in f["name"])
    )
    data["told"] = [
        say((f"{select.number(v)} · {n} 个指标", f"{select.number(v)} · {n} indicators"), lang)
        for v, n in zip(data["value"], data["count"], strict=True)
    ]
    data["part"] = [
        say(("有指标", "with indicators") if n else ("没有指标", "no indicator"), lang) for n in data["count"]
    ]
    names = [say(("有指标", "with indicators"), lang), say(("没有指标", "no indicator"), lang)]
    colour = alt.Color(
        "part:N", title=None, scale=alt.Scale(domain=names, range=[theme.COLOURS["main"], theme.COLOURS["open"]])
    )
    base = alt.Chart(data).encode(
        y=alt.Y("label:N", sort=None, title=None, axis=theme.names()), tooltip=_money_tips(lang)
    )
    x = alt.X("value:Q", title=unit, axis=alt.Axis(format=",~f")).scale(domainMax=float(data["value"].max()) * 1.4)
    layers = base.mark_bar().encode(x=x, color=colour) + base.mark_text(align="left", dx=5).encode(
        x="value:Q", text="told:N"
    )
    return theme.finish(
        layers, money_finding(rows, lang), select.subtitle(rows, unit, lang), width=theme.WIDTH, height=alt.Step(34)
    )


def _money_tips(lang: Lang) -> list[Any]:
    import altair as alt

    return [alt.Tooltip("name:N", title=say(("名称", "Name"), lang)), alt.Tooltip("amount:Q", title=say(("元", "Yuan"), lang), format=",.0f"),
            alt.Tooltip("count:Q", title=say(("指标数", "Indicators"), lang)), alt.Tooltip("where:N", title=say(("出处", "Printed on"), lang))]  # fmt: skip


def kpi_money_table(source: Any, *, lang: Lang = "zh") -> pd.DataFrame:
    """The rows of :func:`kpi_money`: each project (else task) with an amount, and how many indicators name it, largest first.

    Returns
    -------
    DataFrame
        doc (string), name (string), amount (float64, yuan), page, line (whole numbers or missing), ref (str), count (int64),
        where (str). `ref` names the row of the frame.

    Raises
    ------
    OptionError
        `source` has no frame `kpis`, or holds several documents, whose amounts are never added; `lang` is neither zh
        nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.kpi_money_table(d)[["name", "amount", "count"]].to_numpy().tolist()[0]
    ['政府投资项目', 100000000.0, 0]
    """
    kpis = select.one(source, "kpis")
    real = kpis[(kpis["operator"] != "blank") & (kpis["project"] != "")]
    counts = real.groupby(real["project"].map(_plain)).size().to_dict()
    rows = next(
        (found for found in (_paid(source, "projects", "amount"), _paid(source, "tasks", "total")) if len(found)), None
    )
    if rows is None:
        return pd.DataFrame(columns=["doc", "name", "amount", "page", "line", "ref", "count", "where"])
    named = rows.assign(count=[int(counts.get(_plain(name), 0)) for name in rows["name"]])
    return select.with_place(named.sort_values("amount", ascending=False, kind="stable").reset_index(drop=True), lang)


def _paid(source: Any, frame: str, column: str) -> pd.DataFrame:
    """Name and amount of the rows of a frame that have one."""
    if isinstance(source, pd.DataFrame):
        return source.iloc[0:0]
    rows = select.this_year(select.one(source, frame))
    rows = rows[rows[column].gt(0).fillna(False)]
    return rows.assign(amount=rows[column])[["doc", "name", "amount", "page", "line", "ref"]]


def _plain(name: str) -> str:
    """A project's name without what stands in brackets and the word project, to match by."""
    return re.sub(r"[（(][^（）()]*[）)]|项目|经费|\s", "", str(name))


def money_finding(rows: pd.DataFrame, lang: Lang) -> str:
    """How much money stands with no indicator that names it."""
    bare, every = rows.loc[rows["count"] == 0, "amount"].sum(), rows["amount"].sum()
    if bare == every:
        return say((f"{len(rows)} 个项目，{select.figure(every, lang)}，没有一个指标写明属于哪个项目",
                    f"{len(rows)} projects, {select.figure(every, lang)}: no indicator says which project it is for"), lang)  # fmt: skip
    return say(
        (
            f"{select.figure(bare, lang)} 的项目没有指标，占 {bare / every:.1%}",
            f"Projects of {select.figure(bare, lang)} have no indicator, {bare / every:.1%}",
        ),
        lang,
    )


def nothing(lang: Lang) -> str:
    """What is said where there is nothing to check."""
    return say(("没有可以核对的内容。", "There is nothing to check."), lang)


def checks_finding(rows: pd.DataFrame, lang: Lang, status: str = "") -> str:
    """How many checks there are, and how many of them are in conflict; of one outcome alone, how many there are."""
    total = int(rows["count"].sum())
    if status:
        return say(
            (
                f"{labels.label('status', status, lang)} {total:,} 处",
                f"{labels.label('status', status, lang)}: {total:,}",
            ),
            lang,
        )
    bad = int(rows.loc[rows["status"] == "conflict", "count"].sum())
    return say((f"核对 {total:,} 处，{bad:,} 处不符", f"{total:,} checks, {bad:,} in conflict"), lang)


def checks_subtitle(source: Any, lang: Lang) -> str:
    """Unit and documents of the checks."""
    docs = list(dict.fromkeys(select.frame_of(source, "checks")["doc"]))
    doc = docs[0] if len(docs) == 1 else say((f"{len(docs)} 份文件", f"{len(docs)} documents"), lang)
    return f"{say(('单位：核对数', 'Unit: number of checks'), lang)} · {doc}"


@marked
def checks_overview(source: Any, *, by: str = "family", lang: Lang = "zh") -> alt.Chart:
    """How many checks of each family (or `by` rule) agree, differ by rounding, conflict or cannot be tested.

    Returns
    -------
    altair.Chart
        Drawn from the rows of :func:`checks_table`; where there is none, a chart that says so.

    Raises
    ------
    OptionError
        `by` is neither family nor rule.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.checks_overview(d).to_dict()["title"]["text"]
    ['核对 303 处，2 处不符']
    """
    import altair as alt

    rows = checks_table(source, by=by, lang=lang)
    if rows.empty:
        return theme.blank(nothing(lang))
    names = [labels.label("status", s, lang) for s in labels.STATUSES]
    data = rows.assign(
        told=[labels.label("status", s, lang) for s in rows["status"]], label=[theme.named(n) for n in rows["name"]]
    )
    sums = data.groupby("label", sort=False)["count"].sum().rename("whole").reset_index()
    colours = alt.Scale(domain=names, range=[theme.COLOURS[s] for s in labels.STATUSES])
    tips = {"name": ("核对项", "Rule"), "told": ("结果", "Outcome"), "count": ("处", "Checks")}
    y = alt.Y("label:N", sort=None, title=None, axis=theme.names())
    x = alt.X("count:Q", title=None, axis=alt.Axis(tickMinStep=1, format=",d"))
    bars = alt.Chart(data).mark_bar(cornerRadiusEnd=0).encode(
        y=y, x=x, color=alt.Color("told:N", title=None, scale=colours), order=alt.Order("rank:Q"),
        tooltip=[alt.Tooltip(f"{field}:N", title=say(words, lang)) for field, words in tips.items()])  # fmt: skip
    words = alt.Chart(sums).mark_text(align="left", dx=5).encode(y=y, x="whole:Q", text=alt.Text("whole:Q", format=","))
    title, told = checks_finding(rows, lang), checks_subtitle(source, lang)
    return theme.finish(bars + words, title, told, width=theme.WIDTH, height=alt.Step(36))


def checks_table(source: Any, *, by: str = "rule", lang: Lang = "zh") -> pd.DataFrame:
    """The rows of :func:`checks_overview`: rule (or family), name, status, count, and the first rows of what is not exact.

    Returns
    -------
    DataFrame
        name (str), rank (int64), status (string), rule (string), count (Int64), ref (str), whole (Int64, yuan). `ref`
        names the row of the frame.

    Raises
    ------
    OptionError
        `by` is neither family nor rule.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.checks_table(d)[["status", "count"]].to_numpy().tolist()[0]
    ['exact', 67]
    """
    if by not in ("family", "rule"):
        raise OptionError(f"no checks by {by!r}; there are: family, rule")
    told = {"family": family_name, "rule": rule_name}[by]
    checks = select.frame_of(source, "checks")
    checks = checks.assign(
        name=[told(rule, lang) for rule in checks["rule"]],
        rank=checks["status"].map(list(labels.STATUSES).index).astype(int),
    )
    grouped = checks.groupby(["name", "rank", "status"])
    rows = grouped.agg(rule=("rule", "first"), count=("doc", "size"), ref=("ref", _first)).reset_index()
    rows = rows.assign(
        ref=rows["ref"].where(rows["status"] != "exact", ""), whole=rows.groupby("name")["count"].transform("sum")
    )
    return rows.sort_values(["whole", "name", "rank"], ascending=[False, True, True], kind="stable").reset_index(
        drop=True
    )


def _first(refs: pd.Series[str]) -> str:
    return ";".join(list(refs)[:MOST_SHOWN])
