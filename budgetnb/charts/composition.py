"""What the money is for: by function or economic class, basic and project, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from .. import labels
from ..errors import OptionError
from ..labels import Lang, say
from . import select, theme
from .compare import side_by_side
from .corrected import marked
from .cut import COLUMNS, at
from .geometry import icicle_boxes, treemap_boxes

if TYPE_CHECKING:
    import altair as alt

SHAPES = ("bars", "treemap", "icicle")
MOST_BARS = 25
DEPTHS = {3: 1, 5: 2, 7: 3}
"""How deep a code of so many digits is."""


@marked
def composition(
    source: Any, by: str = "function", *, level: int = 1, measure: str = "total", fund: str = "all",
    shape: str = "bars", within: str = "", lang: Lang = "zh",
) -> alt.Chart:  # fmt: skip
    """What the spending is made of, at one depth (1 类, 2 款, 3 项), as bars, treemap or icicle; documents side by side.

    `within` is the code of a class (212) or group (21208): only its parts are drawn, at the next depth or a deeper one, and the
    way to it stands above them.

    Returns
    -------
    altair.Chart
        Drawn from the rows of :func:`composition_table`; where there is none, a chart that says so.

    Raises
    ------
    OptionError
        `by`, `level`, `shape` or `lang` is none of those that exist.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.composition(d, level=2).to_dict()["title"]["text"]
    ['国有土地使用权出让收入安排的支出占 53.9%，全部 18,553 万元']
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
    rows = composition_table(source, by, level=level, measure=measure, fund=fund, within=within, lang=lang)
    if rows.empty:
        return theme.blank(absent(by, measure, fund, lang))
    draw = {"bars": _bars, "treemap": _treemap, "icicle": _icicle}[shape]
    if shape == "icicle":
        rows = _tree(source, by, measure, fund, lang, within)
    return draw(rows, lang, breadcrumbs(source, by, within, lang) if within else "")


def composition_table(
    source: Any, by: str = "function", *, level: int = 1, measure: str = "total", fund: str = "all", within: str = "",
    lang: Lang = "zh",
) -> pd.DataFrame:  # fmt: skip
    """The rows that :func:`composition` draws, largest first: code, name, amount (yuan), share (0 to 1), where.

    Returns
    -------
    DataFrame
        code (str), name (str), level (int64), table (str), fund (str), page, line (whole numbers or missing), doc (str), amount
        (float64, yuan), ref (str), share (float64, 0 to 1), whole (float64, yuan), where (str). `ref` names the row
        of the frame.

    Raises
    ------
    OptionError
        `source` has no frame `amounts`, or holds several documents, whose amounts are never added; `lang` is neither
        zh nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.composition_table(d)[["code", "amount", "share"]].round(3).to_numpy().tolist()[0]
    ['212', 100000000.0, 0.539]
    """
    rows = inside(select.classified(source, by, measure=measure, fund=fund), within)
    return at(rows, max(level, DEPTHS.get(len(within), 0) + 1), lang)


def inside(rows: pd.DataFrame, within: str) -> pd.DataFrame:
    """The rows of the parts of a code; the row of the code itself where no part of it is printed."""
    if not within:
        return rows
    below = rows[rows["code"].str.startswith(within) & (rows["code"] != within)]
    return below if len(below) else rows[rows["code"] == within]


def breadcrumbs(source: Any, by: str, within: str, lang: Lang) -> str:
    """The way from all spending down to a code, in names: All › 212 城乡社区支出 › 21208 …"""
    return trail(dict(openings(source, by)), within, lang)


def trail(named: Mapping[str, str], within: str, lang: Lang) -> str:
    """The way to a code, where the names of the codes are known."""
    steps = [within[:size] for size in DEPTHS if size <= len(within)]
    return " › ".join([say(("全部", "All"), lang), *(f"{code} {named.get(code, '')}".strip() for code in steps)])


def openings(source: Any, by: str) -> list[tuple[str, str]]:
    """The codes that can be opened, those with parts printed below them, each with its name, in the order of the codes."""
    spent = select.spending(source)
    rows = spent[spent["scheme"].isin(select.SCHEMES.get(by, ())) & (spent["kind"] != "of_which")]
    names = dict(zip(rows["code"], rows["name"], strict=True))
    whole = {code[:size] for code in names for size in DEPTHS if size < len(code)}
    return sorted((code, name) for code, name in names.items() if code in whole)


def _known(option: str, value: Any, values: tuple[Any, ...]) -> None:
    if value not in values:
        raise OptionError(f"no {option} {value!r}; there are: {', '.join(map(str, values))}")


def absent(by: str, measure: str, fund: str, lang: Lang) -> str:
    way = labels.label("category", by, lang)
    if (measure, fund) == ("total", "all"):
        return say((f"这份公开没有按{way}列示的支出。", f"This disclosure lists no expenditure by {way}."), lang)
    told = " · ".join([way, labels.label("measure", measure, lang), labels.label("fund", fund, lang)])
    return say(
        (f"这份公开没有可用的数据：{told}。请换一个口径。", f"This disclosure has no such rows: {told}. Try another."),
        lang,
    )


def finding(rows: pd.DataFrame, lang: Lang) -> str:
    top, total = rows.iloc[0], select.figure(rows["whole"].iloc[0], lang)
    part = select.share(top["share"])
    return say((f"{top['name']}占 {part}，全部 {total}", f"{top['name']}: {part} of {total}"), lang)


def _bars(rows: pd.DataFrame, lang: Lang, way: str = "") -> alt.Chart:
    import altair as alt

    size, unit = select.money(rows["amount"].max(), lang)
    data = _shortened(rows, lang).assign(value=lambda f: f["amount"] / size)
    data["label"] = [
        theme.named(select.titled(code, name)) for code, name in zip(data["code"], data["name"], strict=True)
    ]
    data["told"] = [short(v, s) for v, s in zip(data["value"], data["share"], strict=True)]
    data["brief"] = [select.share(share) for share in data["share"]]
    y = alt.Y("label:N", sort=None, title=None, axis=theme.names())
    x = alt.X("value:Q", title=unit, axis=alt.Axis(format=",~f", tickCount=5)).scale(
        domainMax=float(data["value"].max()) * 1.35
    )
    base = alt.Chart(data).encode(y=y, x=x, tooltip=tips(lang))
    chart = base.mark_bar(color=theme.COLOURS["main"]) + base.mark_text(align="left", dx=5).encode(text="told:N")
    return theme.finish(
        chart, _led(way, finding(rows, lang)), select.subtitle(rows, unit, lang), width=theme.WIDTH, height=alt.Step(34)
    )


def _led(way: str, said: str) -> str:
    """A finding behind the way that leads to it."""
    return f"{way}\n{said}" if way else said


def short(value: float, share: float) -> str:
    return f"{select.number(value)} · {select.share(share)}"


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
    boxes = base.mark_rect(strokeWidth=1.5).encode(
        x=alt.X("x0:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False)), x2="x1:Q",
        y=alt.Y("y0:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False, reverse=True)), y2="y1:Q",
        color=names)  # fmt: skip
    words = base.transform_filter("datum.label != ''").mark_text(
        align="left", baseline="top", dx=7, dy=7, color="#ffffff", fontWeight=500, lineBreak="\n", lineHeight=16,
    ).encode(x="x0:Q", y="y0:Q", text="label:N")  # fmt: skip
    return theme.finish(boxes + words, title, subtitle, width=theme.WIDTH + 120, height=380)


def _treemap(rows: pd.DataFrame, lang: Lang, way: str = "") -> alt.Chart:
    _, unit = select.money(rows["amount"].max(), lang)
    size = max(map(len, rows["code"])) if way else 3
    data = treemap_boxes(rows[rows["amount"] > 0].assign(group=lambda f: f["code"].str[:size]), theme.WIDTH + 120, 380)
    return _boxes(data, _led(way, finding(rows, lang)), select.subtitle(rows, unit, lang), lang)


def _tree(source: Any, by: str, measure: str, fund: str, lang: Lang, within: str = "") -> pd.DataFrame:
    rows = inside(select.classified(source, by, measure=measure, fund=fund), within)
    first = DEPTHS.get(len(within), 0) + 1
    return pd.concat([at(rows, n, lang).assign(depth=n) for n in range(min(first, 3), 4)], ignore_index=True)


def _icicle(rows: pd.DataFrame, lang: Lang, way: str = "") -> alt.Chart:
    _, unit = select.money(rows["amount"].max(), lang)
    data = icicle_boxes(rows[rows["amount"] > 0], theme.WIDTH + 120, 380)
    return _boxes(
        data,
        _led(way, finding(rows[rows["depth"] == rows["depth"].min()], lang)),
        select.subtitle(rows, unit, lang),
        lang,
    )


@marked
def basic_project(source: Any, *, fund: str = "all", lang: Lang = "zh") -> alt.Chart:
    """Basic and project expenditure of each 类, side by side in one bar each.

    Returns
    -------
    altair.Chart
        Drawn from the rows of :func:`basic_project_table`; where there is none, a chart that says so.

    Raises
    ------
    OptionError
        `source` has no frame `amounts`, or holds several documents, whose amounts are never added; `lang` is neither
        zh nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.basic_project(d).to_dict()["title"]["text"]
    ['项目支出占 91.1%，基本支出占 8.9%']
    """
    import altair as alt

    rows = basic_project_table(source, fund=fund, lang=lang)
    if rows.empty:
        return theme.blank(absent("basic_project", "total", fund, lang))
    whole = rows.groupby("code")["amount"].transform("sum")
    size, unit = select.money(whole.max(), lang)
    rows = (
        rows.assign(whole_of=whole)
        .sort_values(["whole_of", "code"], ascending=[False, True], kind="stable")
        .reset_index(drop=True)
    )
    data = rows.assign(value=rows["amount"] / size, part=[labels.label("measure", m, lang) for m in rows["measure"]])
    data["label"] = [theme.named(select.titled(c, n)) for c, n in zip(data["code"], data["name"], strict=True)]
    sums = (
        data.groupby("label", sort=False)["value"]
        .sum()
        .reset_index()
        .assign(told=lambda f: f["value"].map(select.number))
    )
    parts = [labels.label("measure", m, lang) for m in ("basic", "project")]
    y = alt.Y("label:N", title=None, sort=None, axis=theme.names())
    x = alt.X("value:Q", title=unit, axis=alt.Axis(format=",~f", tickCount=5)).scale(
        domainMax=float(sums["value"].max()) * 1.3
    )
    chart = alt.Chart(data).mark_bar(cornerRadiusEnd=0).encode(
        y=y, x=x, color=alt.Color("part:N", title=None, scale=alt.Scale(domain=parts, range=[theme.COLOURS["basic"], theme.COLOURS["project"]])),
        tooltip=tips(lang, alt.Tooltip("part:N", title=say(("类别", "Part"), lang))))  # fmt: skip
    chart += alt.Chart(sums).mark_text(align="left", dx=5).encode(y=y, x="value:Q", text="told:N")
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
    """The rows of :func:`basic_project`: one per 类 and part, both parts of one table.

    Returns
    -------
    DataFrame
        code (str), name (str), level (int64), table (str), fund (str), page, line (whole numbers or missing), doc (str), amount
        (float64, yuan), ref (str), share (float64, 0 to 1), whole (float64, yuan), where (str), measure (str). `ref`
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
    >>> bn.charts.basic_project_table(d)[["code", "measure", "amount"]].to_numpy().tolist()[0]
    ['214', 'basic', 10250000.0]
    """
    spent = select.spending(source)
    spent = spent[spent["scheme"] == "function"]
    order = ((wanted, table) for wanted in select.WIDER.get(fund, (fund,)) for table in select.FUNCTION_TABLES)
    for wanted, table in order:
        own = spent[(spent["fund"] == wanted) & (spent["table"] == table)]
        made = [part.assign(measure=name) for name, part in _halves(own, lang).items() if len(part)]
        if made and _is_whole(own, made, lang):
            return pd.concat(made, ignore_index=True)
    return pd.DataFrame(columns=[*COLUMNS, "measure"])


def _halves(own: pd.DataFrame, lang: Lang) -> dict[str, pd.DataFrame]:
    """Basic (else personnel and public use together) and project expenditure of one table, by 类."""
    basic = own[own["measure"] == "basic"]
    basic = basic if len(basic) else own[own["measure"].isin(["personnel", "public"])]
    return {"basic": at(basic, 1, lang), "project": at(own[own["measure"] == "project"], 1, lang)}


def _is_whole(own: pd.DataFrame, made: list[pd.DataFrame], lang: Lang) -> bool:
    """Whether both parts are there, or the one that is there is all."""
    total = at(own[own["measure"] == "total"], 1, lang)["amount"].sum()
    return len(made) == 2 or bool(total and abs(made[0]["amount"].sum() - total) < total / 100)


@marked
def funds(source: Any, *, lang: Lang = "zh") -> alt.Chart:
    """Where the money comes from: the sources that have an amount, carry-over among them.

    Returns
    -------
    altair.Chart
        Drawn from the rows of :func:`funds_table`; where there is none, a chart that says so.

    Raises
    ------
    OptionError
        `source` has no frame `amounts`, or holds several documents, whose amounts are never added; `lang` is neither
        zh nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.funds(d).to_dict()["title"]["text"]
    ['政府性基金预算拨款占 53.9%，全部 18,553 万元']
    """
    rows = funds_table(source, lang=lang)
    if rows.empty:
        return theme.blank(
            say(("这份公开没有按资金来源列示的收入。", "This disclosure lists no income by source."), lang)
        )
    return _bars(rows, lang)


def funds_table(source: Any, *, lang: Lang = "zh") -> pd.DataFrame:
    """The rows of :func:`funds`: name, amount (yuan), share of the income.

    Returns
    -------
    DataFrame
        name (string), table (string), fund (str), page, line (whole numbers or missing), doc (string), amount (float64, yuan),
        ref (str), code (str), share (float64, 0 to 1), whole (float64, yuan), where (str). `ref` names the row of the
        frame.

    Raises
    ------
    OptionError
        `source` has no frame `amounts`, or holds several documents, whose amounts are never added; `lang` is neither
        zh nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.funds_table(d)[["name", "amount", "share"]].round(3).to_numpy().tolist()[0]
    ['政府性基金预算拨款', 100000000.0, 0.539]
    """
    amounts = select.this_year(select.one(source, "amounts"))
    found = amounts[(amounts["side"] == "income") & (amounts["scheme"] == "source") & (amounts["kind"] == "item") & (amounts["amount"] != 0)
                    & amounts["measure"].isin(["total", "carry_forward"])]  # fmt: skip
    found = found[
        found["table"]
        == next(iter(t for t in ("balance", "income", "fiscal_balance") if (found["table"] == t).any()), "")
    ]
    found = _apart(found)
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


def _apart(found: pd.DataFrame) -> pd.DataFrame:
    """The sources without a row that only adds up others: fiscal appropriation beside its budgets, the year's income beside its sources."""
    budgets = found.loc[found["fund"].isin(["general", "gov_fund", "state_capital"]), "amount"].sum()
    fiscal = found["fund"] == "fiscal"
    doubled = bool(budgets) and abs(found.loc[fiscal, "amount"].sum() - budgets) <= budgets / 1000
    return (
        found[~(found["fund"] == "current") & ~(fiscal & doubled)] if len(found[found["fund"] != "current"]) else found
    )
