"""What the money is for: by function or economic class, basic and project, and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from .. import labels
from ..errors import OptionError
from ..labels import Lang, say
from . import select, theme
from .compare import side_by_side
from .corrected import marked
from .cut import at
from .geometry import icicle_boxes, treemap_boxes

if TYPE_CHECKING:
    import altair as alt

SHAPES = ("bars", "treemap", "icicle")
MOST_BARS = 25


@marked
def composition(
    source: Any, by: str = "function", *, level: int = 1, measure: str = "total", fund: str = "all",
    shape: str = "bars", lang: Lang = "zh",
) -> alt.Chart:  # fmt: skip
    """What the spending is made of, at one depth (1 类, 2 款, 3 项), as bars, treemap or icicle; documents side by side.

    Raises
    ------
    OptionError
        `by`, `level`, `shape` or `lang` is none of those that exist.

    Examples
    --------
    >>> composition(disclosure, by="function", level=2).to_dict()["title"]["text"]  # doctest: +SKIP
    ['城乡社区支出占 53.9%，全部 18,553 万元']
    """
    _known("by", by, ("function", "economic", "basic_project", "fund"))
    _known("shape", shape, SHAPES)
    _known("level", level, (1, 2, 3))
    if by == "basic_project":
        return basic_project(source, fund=fund, lang=lang)
    if by == "fund":
        return funds(source, lang=lang)
    if by in select.SCHEMES and select.frame_of(source, "amounts")["doc"].nunique() > 1:
        return side_by_side(source, by, lang=lang)
    rows = composition_table(source, by, level=level, measure=measure, fund=fund, lang=lang)
    if rows.empty:
        return theme.blank(absent(by, measure, fund, lang))
    draw = {"bars": _bars, "treemap": _treemap, "icicle": _icicle}[shape]
    if shape == "icicle":
        rows = _tree(source, by, measure, fund, lang)
    return draw(rows, lang)


def composition_table(
    source: Any, by: str = "function", *, level: int = 1, measure: str = "total", fund: str = "all", lang: Lang = "zh"
) -> pd.DataFrame:
    """The rows that :func:`composition` draws, largest first: code, name, amount (yuan), share (0 to 1), where."""
    return at(select.classified(source, by, measure=measure, fund=fund), level, lang)


def _known(option: str, value: Any, values: tuple[Any, ...]) -> None:
    if value not in values:
        raise OptionError(f"no {option} {value!r}; there are: {', '.join(map(str, values))}")


def absent(by: str, measure: str, fund: str, lang: Lang) -> str:
    words = [
        labels.label("category", by, lang),
        labels.label("measure", measure, lang),
        labels.label("fund", fund, lang),
    ]
    told = " · ".join(words)
    return say(
        (f"这份公开没有可用的数据：{told}。请换一个口径。", f"This disclosure has no such rows: {told}. Try another."),
        lang,
    )


def finding(rows: pd.DataFrame, lang: Lang) -> str:
    top, total = rows.iloc[0], select.figure(rows["whole"].iloc[0], lang)
    return say(
        (f"{top['name']}占 {top['share']:.1%}，全部 {total}", f"{top['name']}: {top['share']:.1%} of {total}"), lang
    )


def _bars(rows: pd.DataFrame, lang: Lang) -> alt.Chart:
    import altair as alt

    size, unit = select.money(rows["amount"].max(), lang)
    data = _shortened(rows, lang).assign(value=lambda f: f["amount"] / size)
    data["label"] = [
        theme.wrap(f"{code} {name}".strip(), 15) for code, name in zip(data["code"], data["name"], strict=True)
    ]
    data["told"] = [short(v, s) for v, s in zip(data["value"], data["share"], strict=True)]
    data["brief"] = [f"{share:.1%}" for share in data["share"]]
    y = alt.Y("label:N", sort=None, title=None, axis=theme.names())
    x = alt.X("value:Q", title=unit, axis=alt.Axis(format=",~f", tickCount=5)).scale(
        domainMax=float(data["value"].max()) * 1.35
    )
    base = alt.Chart(data).encode(y=y, x=x, tooltip=tips(lang))
    chart = base.mark_bar(color=theme.COLOURS["main"]) + base.mark_text(align="left", dx=5).encode(text="told:N")
    return theme.finish(
        chart, finding(rows, lang), select.subtitle(rows, unit, lang), width=theme.WIDTH, height=alt.Step(34)
    )


def short(value: float, share: float) -> str:
    return f"{select.number(value)} · {share:.1%}"


def _shortened(rows: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """The largest rows, and the others as one that says how many they are."""
    if len(rows) <= MOST_BARS:
        return rows
    head, tail = rows.iloc[: MOST_BARS - 1], rows.iloc[MOST_BARS - 1 :]
    name = say((f"其余 {len(tail)} 项", f"{len(tail)} others"), lang)
    rest = {
        "code": "",
        "name": name,
        "amount": tail["amount"].sum(),
        "share": tail["share"].sum(),
        "where": "",
        "ref": select.joined(tail["ref"]),
        "whole": tail["whole"].iloc[0],
    }
    return pd.concat([head, pd.DataFrame([rest])], ignore_index=True)


def tips(lang: Lang, *more: Any) -> list[Any]:
    """The tooltip of every chart of amounts: name, full yuan, share, place."""
    import altair as alt

    return [
        alt.Tooltip("code:N", title=say(("编码", "Code"), lang)),
        alt.Tooltip("name:N", title=say(("名称", "Name"), lang)),
        alt.Tooltip("amount:Q", title=say(("元", "Yuan"), lang), format=",.0f"),
        alt.Tooltip("share:Q", title=say(("占比", "Share"), lang), format=".1%"),
        alt.Tooltip("where:N", title=say(("出处", "Printed on"), lang)),
        *more,
    ]


def _boxes(data: pd.DataFrame, title: str, subtitle: str, lang: Lang) -> alt.Chart:
    import altair as alt

    base = alt.Chart(data).encode(tooltip=tips(lang))
    names = alt.Color("group:N", legend=None).scale(range=list(theme.DEEP))
    boxes = base.mark_rect(stroke="#ffffff", strokeWidth=2).encode(
        x=alt.X("x0:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False)), x2="x1:Q",
        y=alt.Y("y0:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False, reverse=True)), y2="y1:Q",
        color=names)  # fmt: skip
    words = base.transform_filter("datum.label != ''").mark_text(
        align="left", baseline="top", dx=7, dy=7, color="#ffffff", fontWeight=500, lineBreak="\n", lineHeight=16,
    ).encode(x="x0:Q", y="y0:Q", text="label:N")  # fmt: skip
    return theme.finish(boxes + words, title, subtitle, width=theme.WIDTH + 120, height=380)


def _treemap(rows: pd.DataFrame, lang: Lang) -> alt.Chart:
    _, unit = select.money(rows["amount"].max(), lang)
    data = treemap_boxes(rows[rows["amount"] > 0].assign(group=lambda f: f["code"].str[:3]), theme.WIDTH + 120, 380)
    return _boxes(data, finding(rows, lang), select.subtitle(rows, unit, lang), lang)


def _tree(source: Any, by: str, measure: str, fund: str, lang: Lang) -> pd.DataFrame:
    rows = select.classified(source, by, measure=measure, fund=fund)
    return pd.concat([at(rows, n, lang).assign(depth=n) for n in (1, 2, 3)], ignore_index=True)


def _icicle(rows: pd.DataFrame, lang: Lang) -> alt.Chart:
    _, unit = select.money(rows["amount"].max(), lang)
    data = icicle_boxes(rows[rows["amount"] > 0], theme.WIDTH + 120, 380)
    return _boxes(data, finding(rows[rows["depth"] == 1], lang), select.subtitle(rows, unit, lang), lang)


@marked
def basic_project(source: Any, *, fund: str = "all", lang: Lang = "zh") -> alt.Chart:
    """Basic and project expenditure of each 类, side by side in one bar each."""
    import altair as alt

    rows = basic_project_table(source, fund=fund, lang=lang)
    if rows.empty:
        return theme.blank(absent("basic_project", "total", fund, lang))
    size, unit = select.money(rows.groupby("code")["amount"].sum().max(), lang)
    data = rows.assign(value=rows["amount"] / size, part=[labels.label("measure", m, lang) for m in rows["measure"]])
    data["label"] = [theme.wrap(f"{c} {n}", 15) for c, n in zip(data["code"], data["name"], strict=True)]
    parts = [labels.label("measure", m, lang) for m in ("basic", "project")]
    chart = alt.Chart(data).mark_bar().encode(
        y=alt.Y("label:N", title=None, sort="-x", axis=theme.names()),
        x=alt.X("value:Q", title=unit, axis=alt.Axis(format=",~f", tickCount=5)),
        color=alt.Color("part:N", title=None, scale=alt.Scale(domain=parts, range=[theme.COLOURS["basic"], theme.COLOURS["project"]])),
        tooltip=tips(lang, alt.Tooltip("part:N", title=say(("类别", "Part"), lang))))  # fmt: skip
    share = rows.loc[rows["measure"] == "project", "amount"].sum() / rows["amount"].sum()
    title = say(
        (
            f"项目支出占 {share:.1%}，基本支出占 {1 - share:.1%}",
            f"Projects take {share:.1%}, basic expenditure {1 - share:.1%}",
        ),
        lang,
    )
    return theme.finish(chart, title, select.subtitle(rows, unit, lang), width=theme.WIDTH, height=alt.Step(34))


def basic_project_table(source: Any, *, fund: str = "all", lang: Lang = "zh") -> pd.DataFrame:
    """The rows of :func:`basic_project`: one per 类 and part."""
    parts = [
        composition_table(source, "function", measure=m, fund=fund, lang=lang).assign(measure=m)
        for m in ("basic", "project")
    ]
    filled = [part for part in parts if not part.empty]
    return pd.concat(filled, ignore_index=True) if filled else parts[0]


@marked
def funds(source: Any, *, lang: Lang = "zh") -> alt.Chart:
    """Where the money comes from: the sources that have an amount, carry-over among them."""
    rows = funds_table(source, lang=lang)
    if rows.empty:
        return theme.blank(
            say(("这份公开没有按资金来源列示的收入。", "This disclosure lists no income by source."), lang)
        )
    return _bars(rows, lang)


def funds_table(source: Any, *, lang: Lang = "zh") -> pd.DataFrame:
    """The rows of :func:`funds`: name, amount (yuan), share of the income."""
    amounts = select.this_year(select.one(source, "amounts"))
    found = amounts[(amounts["side"] == "income") & (amounts["scheme"] == "source") & (amounts["kind"] == "item") & (amounts["amount"] != 0)
                    & amounts["measure"].isin(["total", "carry_forward"])]  # fmt: skip
    found = found[
        found["table"]
        == next(iter(t for t in ("balance", "income", "fiscal_balance") if (found["table"] == t).any()), "")
    ]
    grouped = found.groupby("name", sort=False)
    rows = (
        grouped[["table", "fund", "page", "line", "doc"]]
        .first()
        .assign(amount=grouped["amount"].sum(), ref=grouped["ref"].agg(select.joined), code="")
        .reset_index()
    )
    rows = rows.assign(share=rows["amount"] / rows["amount"].sum(), whole=rows["amount"].sum()).sort_values(
        "amount", ascending=False, kind="stable"
    )
    return select.with_place(rows.assign(fund="all"), lang).reset_index(drop=True)
