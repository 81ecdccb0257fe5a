"""Performance targets and the findings of the checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from .. import labels
from ..labels import Lang, say
from . import select, theme
from .corrected import marked

if TYPE_CHECKING:
    import altair as alt


@marked
def kpi_matrix(source: Any, *, lang: Lang = "zh") -> alt.Chart:
    """How many indicators each category has, by project; categories printed blank stand as zero."""
    import altair as alt

    rows = kpi_matrix_table(source, lang=lang)
    if rows.empty:
        return theme.blank(say(("这份公开没有绩效指标。", "This disclosure has no performance indicators."), lang))
    data = rows.assign(label=[theme.wrap(p, 13) for p in rows["project"]], told=[str(n) if n else "—" for n in rows["count"]],
                       part=[theme.wrap(c, 7) for c in rows["category"]])  # fmt: skip
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
    boxes = base.mark_rect(stroke="#ffffff", strokeWidth=3, cornerRadius=3).encode(
        color=alt.condition("datum.count == 0", alt.value(theme.COLOURS["blank"]), shade))  # fmt: skip
    count, empty = (
        int(rows["count"].sum()),
        sorted(set(rows["category"]) - set(rows.loc[rows["count"] > 0, "category"])),
    )
    gap = say(("；空白：" + "、".join(empty), "; blank: " + ", ".join(empty)), lang) if empty else ""
    title = say((f"{count} 个绩效指标{gap}", f"{count} indicators{gap}"), lang)
    return theme.finish(
        boxes + base.mark_text(fontSize=13, color=theme.INK).encode(text="told:N"),
        title,
        _sub(source, lang),
        width=theme.WIDTH,
        height=alt.Step(46),
        least=520,
    )


def kpi_matrix_table(source: Any, *, lang: Lang = "zh") -> pd.DataFrame:
    """The rows of :func:`kpi_matrix`: project, category, count of indicators (0 where it is printed blank)."""
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


def _sub(source: Any, lang: Lang) -> str:
    rows = select.one(source, "kpis")
    return select.subtitle(rows, say(("个", "count"), lang), lang, say(("绩效目标表", "Performance targets"), lang))


@marked
def targets(source: Any, *, lang: Lang = "zh") -> alt.Chart:
    """How targets are meant (≥, ≤, =, text, blank), and how many stand at or above 95%."""
    import altair as alt

    rows = targets_table(source)
    if rows.empty:
        return theme.blank(say(("这份公开没有绩效指标。", "This disclosure has no performance indicators."), lang))
    rows = rows.assign(sign=[labels.label("operator", o, lang) for o in rows["operator"]])
    high, plain = say(("百分数 ≥95", "percentages of 95 and more"), lang), say(("其余", "others"), lang)
    data = rows.assign(part=[high if flag else plain for flag in rows["ceiling"]])
    colour = alt.Color(
        "part:N",
        title=None,
        scale=alt.Scale(domain=[plain, high], range=[theme.COLOURS["main"], theme.COLOURS["second"]]),
    )
    chart = alt.Chart(data).mark_bar().encode(
        y=alt.Y("sign:N", sort=None, title=None, axis=alt.Axis(labelFontSize=15, ticks=False, domain=False)),
        x=alt.X("count:Q", title=say(("指标数", "indicators"), lang), axis=alt.Axis(tickMinStep=1, format="d")), color=colour,
        tooltip=["sign:N", "part:N", "count:Q"])  # fmt: skip
    real = rows[rows["operator"] != "blank"]
    share = real.loc[~real["operator"].isin(["text"]), "count"].sum() / max(1, real["count"].sum())
    ceiling = int(rows.loc[rows["ceiling"], "count"].sum())
    title = say(
        (
            f"{share:.0%} 的指标可以量化，{ceiling} 个定在 95% 及以上",
            f"{share:.0%} of the indicators are numbers, {ceiling} stand at 95% or more",
        ),
        lang,
    )
    return theme.finish(chart, title, _sub(source, lang), width=theme.WIDTH, height=alt.Step(36))


def targets_table(source: Any) -> pd.DataFrame:
    """The rows of :func:`targets`: operator, ceiling (a percentage of 95 or more), count."""
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
def checks_overview(source: Any, *, lang: Lang = "zh") -> alt.Chart:
    """How many checks of each rule agree, differ by rounding, conflict or cannot be tested."""
    import altair as alt

    rows = checks_table(source)
    if rows.empty:
        return theme.blank(say(("没有可以核对的内容。", "There is nothing to check."), lang))
    names = [labels.label("status", s, lang) for s in labels.STATUSES]
    data = rows.assign(told=[labels.label("status", s, lang) for s in rows["status"]])
    colours = alt.Scale(domain=names, range=[theme.COLOURS[s] for s in labels.STATUSES])
    chart = alt.Chart(data).mark_bar().encode(
        y=alt.Y("rule:N", sort="-x", title=None, axis=alt.Axis(ticks=False, domain=False)),
        x=alt.X("count:Q", title=say(("核对数", "checks"), lang), axis=alt.Axis(tickMinStep=1, format=",d")),
        color=alt.Color("told:N", title=None, scale=colours), order=alt.Order("rank:Q"), tooltip=["rule:N", "told:N", "count:Q"])  # fmt: skip
    bad, total = int(rows.loc[rows["status"] == "conflict", "count"].sum()), int(rows["count"].sum())
    title = say((f"核对 {total} 处，{bad} 处不符", f"{total} checks, {bad} in conflict"), lang)
    doc = " · ".join(sorted(set(select.frame_of(source, "checks")["doc"]))[:3])
    unit = say(("单位：核对数", "Unit: number of checks"), lang)
    return theme.finish(chart, title, f"{unit} · {doc}", width=theme.WIDTH, height=alt.Step(30))


def checks_table(source: Any) -> pd.DataFrame:
    """The rows of :func:`checks_overview`: rule, status, count."""
    rows = select.frame_of(source, "checks").groupby(["rule", "status"])["doc"].size().rename("count").reset_index()
    return rows.assign(rank=rows["status"].map({s: n for n, s in enumerate(labels.STATUSES)}))
