"""Several disclosures side by side: what each spends on, and one ratio of all at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from .. import labels
from ..labels import Lang, say
from . import select, theme
from .corrected import marked
from .cut import at

if TYPE_CHECKING:
    import altair as alt

MOST_PARTS = 8
REST = "others"
RATIOS = ("share.measure:project", "share.other.function", "concentration.top3.function:1", "share.carried", "procurement.share",
          "procurement.sme", "change.expenditure", "change.three_public", "head.personnel.establishment", "head.public.establishment")  # fmt: skip


@marked
def side_by_side(source: Any, by: str = "function", *, lang: Lang = "zh") -> alt.Chart:
    """What each disclosure spends on, one bar of 100% each; the classes that are largest on average have a colour of their own.

    Returns
    -------
    altair.Chart
        Drawn from the rows of :func:`side_by_side_table`; where there is none, a chart that says so.

    Raises
    ------
    OptionError
        `source` has no frame `amounts`; `lang` is neither zh nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.side_by_side(d).to_dict()["title"]["text"]
    ['深圳市综合交通运行指挥中心 2023：城乡社区支出占 53.9%（只有一份，无从比较）']
    """
    import altair as alt

    rows = side_by_side_table(source, by, lang=lang)
    if rows.empty:
        return theme.blank(nothing(source, ("支出分类", "classified spending"), lang))
    order = list(dict.fromkeys(rows.sort_values("rank", kind="stable")["name"]))
    colours = (
        [*theme.SERIES[: len(order) - 1], theme.COLOURS["open"]]
        if (rows["code"] == REST).any()
        else list(theme.SERIES[: len(order)])
    )
    chart = alt.Chart(rows.assign(label=_shown(rows))).mark_bar().encode(
        y=alt.Y("label:N", sort=None, title=None, axis=theme.names()),
        x=alt.X("share:Q", title=say(("占支出", "Share of expenditure"), lang), axis=alt.Axis(format=".0%")).scale(domainMax=1.0),
        color=alt.Color("name:N", title=None, scale=alt.Scale(domain=order, range=colours), legend=alt.Legend(columns=3)),
        order=alt.Order("rank:Q"), tooltip=_tips(lang))  # fmt: skip
    said = _most(rows, select.documents(source) or rows["doc"].nunique(), lang)
    note = say(
        (
            "单位：占该文件支出的比例 · 名称后的括号说明口径不同之处",
            "Unit: share of the document's expenditure · brackets say where a scope differs",
        ),
        lang,
    )
    return theme.finish(chart, said, note, width=theme.WIDTH, height=alt.Step(46))


def nothing(source: Any, what: tuple[str, str], lang: Lang) -> str:
    """What is said where there is nothing to set side by side: no document is chosen, or none of them has it."""
    held = getattr(source, "disclosures", source)
    if isinstance(held, (list, tuple)) and not held:
        return say(
            ("没有选中任何文件，请换一个地方或文件夹。", "No disclosure is chosen; choose another place or folder."),
            lang,
        )
    zh, en = what
    return say((f"选中的文件都没有{zh}。", f"None of the disclosures chosen has {en}."), lang)


def _most(rows: pd.DataFrame, every: int, lang: Lang) -> str:
    """Which disclosure spends the largest share on one class, and of how many it is the first."""
    top = rows.sort_values("share", kind="stable", ascending=False).iloc[0]
    drawn, who = rows["doc"].nunique(), str(top["label"])
    if every == 1:
        zh, en = f"{who}：{top['name']}占 {top['share']:.1%}", f"{who}: {top['share']:.1%} on {top['name']}"
        return say((f"{zh}（只有一份，无从比较）", f"{en} (one disclosure, nothing beside it)"), lang)
    of = say(
        (
            f"{drawn} 份" if drawn == every else f"{every} 份中画出的 {drawn} 份",
            f"{every} disclosures" if drawn == every else f"{drawn} of {every} disclosures",
        ),
        lang,
    )
    return say(
        (
            f"{of}中最集中的是{who}：{top['name']}占 {top['share']:.1%}",
            f"Most concentrated of {of}: {who}, {top['share']:.1%} on {top['name']}",
        ),
        lang,
    )


def side_by_side_table(source: Any, by: str = "function", *, lang: Lang = "zh") -> pd.DataFrame:
    """The rows of :func:`side_by_side`: doc, label, code, name, amount (yuan), share, rank; small classes are one row, `others`.

    Returns
    -------
    DataFrame
        doc (str), label (str), code (str), amount (float64, yuan), share (float64, 0 to 1), where (str), ref (str),
        name (str), rank (int64). `ref` names the row of the frame.

    Raises
    ------
    OptionError
        `source` has no frame `amounts`; `lang` is neither zh nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.side_by_side_table(d)[["name", "amount", "share"]].round(3).to_numpy().tolist()[0]
    ['城乡社区支出', 100000000.0, 0.539]
    """
    amounts = select.frame_of(source, "amounts")
    parts = [
        at(select.classified(own, by), 1, lang).assign(label=_label(own, lang))
        for _, own in amounts.groupby("doc", sort=False)
    ]
    filled = [_scoped(part, lang) for part in parts if len(part)]
    if not filled:
        return pd.DataFrame(columns=["doc", "label", "code", "amount", "share", "where", "ref", "name", "rank"])
    rows = pd.concat(filled, ignore_index=True)
    rows = rows.assign(label=_by_document(rows))
    largest = list(rows.groupby("code")["share"].sum().nlargest(MOST_PARTS).index)
    names = {code: name for code, name in zip(rows["code"], rows["name"], strict=True)}
    rows = rows.assign(code=[code if code in largest else REST for code in rows["code"]])
    kept = rows.groupby(["doc", "label", "code"], sort=False).agg(amount=("amount", "sum"), share=("share", "sum"), where=("where", "first"),
                                                                  ref=("ref", select.joined)).reset_index()  # fmt: skip
    rank = {code: n for n, code in enumerate([*largest, REST])}
    named = [names.get(code, say(("其余各类", "All other classes"), lang)) for code in kept["code"]]
    return kept.assign(name=named, rank=kept["code"].map(rank))


def _shown(rows: pd.DataFrame) -> list[str]:
    """The labels as an axis has room for; those of two documents stay two."""
    first = rows.drop_duplicates("doc")
    own = dict(zip(first["doc"], theme.apart(theme.named(text) for text in first["label"]), strict=True))
    return [own[doc] for doc in rows["doc"]]


def _by_document(rows: pd.DataFrame) -> list[str]:
    """The labels, each document with one of its own: two of the same name and year stay two."""
    first = rows.drop_duplicates("doc")
    own = dict(zip(first["doc"], theme.apart(first["label"]), strict=True))
    return [own[doc] for doc in rows["doc"]]


def _scoped(part: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """The label says where the only amounts are those of one fund."""
    fund = str(part["fund"].iloc[0])
    note = say((f"（仅{labels.label('fund', fund, lang)}）", f" ({labels.label('fund', fund, lang)} only)"), lang)
    return part if fund in ("all", "current") else part.assign(label=part["label"] + note)


def _label(rows: pd.DataFrame, lang: Lang) -> str:
    first = select.this_year(rows).iloc[0]
    final = say(("（决算）", " (final)"), lang) if first["stage"] == "final" else ""
    year = "" if pd.isna(first["year"]) else f" {first['year']}"
    return f"{first['organisation']}{year}{final}"


@marked
def compared(source: Any, *, lang: Lang = "zh") -> alt.Chart:
    """One ratio of every disclosure as bars, the ratio chosen inside the chart.

    Returns
    -------
    altair.Chart
        Drawn from the rows of :func:`compared_table`; where there is none, a chart that says so.

    Raises
    ------
    OptionError
        `source` has no frame `ratios`; `lang` is neither zh nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> len(bn.charts.compared(d).to_dict()["params"]) > 1
    True
    """
    import altair as alt

    rows = compared_table(source, lang=lang)
    if rows.empty:
        return theme.blank(nothing(source, ("可以比较的比率", "ratios to compare"), lang))
    ids = list(dict.fromkeys(rows["ratio"]))
    names = [_named(ratio, lang) for ratio in ids]
    chosen = alt.param(
        name="chosen_ratio",
        value=ids[0],
        bind=alt.binding_select(options=ids, labels=names, name=say(("比率 ", "Ratio "), lang)),
    )
    said = {ratio: _spread(own, lang) for ratio, own in rows.groupby("ratio", sort=False)}
    told = alt.param(
        name="findings", value={ratio: theme.wrap(said[ratio], theme.TITLE_EM).split("\n") for ratio in ids}
    )
    y = alt.Y("label:N", sort=None, title=None, axis=theme.names())
    base = (
        alt.Chart(rows.assign(label=_shown(rows)))
        .encode(y=y, x=alt.X("value:Q", title=None, axis=None), tooltip=_ratio_tips(lang))
        .add_params(chosen, told)
    )
    base = base.transform_filter("datum.ratio == chosen_ratio")
    marks = base.mark_bar(color=theme.COLOURS["main"]) + base.mark_text(align="left", dx=5).encode(text="told:N")
    note = say(("没有这一比率的文件不在图上", "Documents without the ratio are not drawn"), lang)
    return theme.finish(marks, {"expr": "findings[chosen_ratio]"}, note, width=theme.WIDTH, height=alt.Step(34))


def _spread(rows: pd.DataFrame, lang: Lang) -> str:
    """A ratio's name with the least, the middle and the largest of what is drawn."""
    ordered = rows.sort_values("value", kind="stable")["told"].tolist()
    name, low, middle, high = rows["name"].iloc[0], ordered[0], ordered[(len(ordered) - 1) // 2], ordered[-1]
    if len(ordered) == 1:
        return say((f"{name}：{low}", f"{name}: {low}"), lang)
    return say(
        (f"{name}：从 {low} 到 {high}，居中 {middle}", f"{name}: from {low} to {high}, in the middle {middle}"), lang
    )


def compared_table(source: Any, *, lang: Lang = "zh") -> pd.DataFrame:
    """The rows of :func:`compared`: doc, label, ratio, value, and the value in words; of each ratio the largest first.

    Returns
    -------
    DataFrame
        doc (string), label (str), ratio (string), name (str), value (float64), told (str), formula (string), ref
        (str). `ref` names the row of the frame.

    Raises
    ------
    OptionError
        `source` has no frame `ratios`; `lang` is neither zh nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.compared_table(d)[["ratio", "value", "told"]].to_numpy().tolist()[0]
    ['share.measure:project', 0.9112811944159974, '91.1%']
    """
    amounts, ratios = select.frame_of(source, "amounts"), select.frame_of(source, "ratios")
    named = {doc: _label(own, lang) for doc, own in amounts.groupby("doc", sort=False)}
    named = dict(zip(named, theme.apart(named.values()), strict=True))
    rows = ratios[ratios["ratio"].isin(RATIOS) & ratios["doc"].isin(list(named))].drop_duplicates(["doc", "ratio"])
    order = {ratio: n for n, ratio in enumerate(RATIOS)}
    rows = rows.assign(order=rows["ratio"].map(order)).sort_values(
        ["order", "value"], ascending=[True, False], kind="stable"
    )
    told = [
        select.share(value) if unit == "share" else select.figure(value, lang)
        for value, unit in zip(rows["value"], rows["unit"], strict=True)
    ]
    keep = rows.assign(label=rows["doc"].map(named), told=told, name=[_named(r, lang) for r in rows["ratio"]])
    return keep[["doc", "label", "ratio", "name", "value", "told", "formula", "ref"]].reset_index(drop=True)


def _named(ratio: str, lang: Lang) -> str:
    return labels.label("ratio", ratio, lang)


def _tips(lang: Lang) -> list[Any]:
    import altair as alt

    return [alt.Tooltip("label:N", title=say(("文件", "Document"), lang)), alt.Tooltip("name:N", title=say(("名称", "Name"), lang)),
            alt.Tooltip("amount:Q", title=say(("元", "Yuan"), lang), format=",.0f"),
            alt.Tooltip("share:Q", title=say(("占比", "Share"), lang), format=".1%")]  # fmt: skip


def _ratio_tips(lang: Lang) -> list[Any]:
    import altair as alt

    return [alt.Tooltip("label:N", title=say(("文件", "Document"), lang)), alt.Tooltip("told:N", title=say(("数值", "Value"), lang)),
            alt.Tooltip("formula:N", title=say(("算法", "Formula"), lang))]  # fmt: skip
