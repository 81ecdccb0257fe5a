"""Procurement and the three public expenses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from .. import labels, wording
from ..labels import Lang, say
from . import select, theme
from .corrected import marked
from .encodings import MOST_BARS

if TYPE_CHECKING:
    import altair as alt


PARTS = {"reserved": ("面向中小企业", "For small and medium firms"), "open": ("未预留", "Not reserved"),
         "whole": ("未说明预留", "Reserve not told")}  # fmt: skip


def absent(lang: Lang) -> str:
    """What is said where no procurement is told."""
    return say(("这份公开没有政府采购的金额。", "This disclosure has no procurement amounts."), lang)


@marked
def procurement(source: Any, *, by: str = "function", lang: Lang = "zh") -> alt.Chart:
    """Procurement by subject, kind or item, with the part reserved for small and medium firms where it is printed.

    Returns
    -------
    altair.Chart
        Drawn from the rows of :func:`procurement_table`; where there is none, a chart that says so.

    Raises
    ------
    OptionError
        `source` has no frame `procurement`, or holds several documents, whose amounts are never added; `lang` is
        neither zh nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.procurement(d).to_dict()["title"]["text"]
    ['政府采购 2,331 万元，其中面向中小企业 31.5%']
    """
    import altair as alt

    rows = procurement_table(source, by=by, lang=lang)
    if rows.empty:
        return theme.blank(absent(lang))
    size, unit = select.money(rows.groupby("label")["amount"].sum().max(), lang)
    drawn = rows[rows["label"].isin(list(dict.fromkeys(rows["label"]))[:MOST_BARS])]
    parts = {part: say(words, lang) for part, words in PARTS.items()}
    used = [part for part in parts if part in set(rows["part"])]
    data = drawn.assign(value=drawn["amount"] / size, part=drawn["part"].map(parts))
    colours = alt.Scale(domain=[parts[p] for p in used], range=[theme.COLOURS[p] for p in used])
    y = alt.Y("label:N", sort=None, title=None, axis=theme.names())
    chart = alt.Chart(data).mark_bar(cornerRadiusEnd=0).encode(
        y=y, x=alt.X("value:Q", title=unit, axis=alt.Axis(format=",~f")), color=alt.Color("part:N", title=None, scale=colours),
        order=alt.Order("rank:Q"), tooltip=_tips(lang))  # fmt: skip
    chart += theme.sums(data, "label", y)
    subtitle = select.subtitle(rows, unit, lang, labels.label("table", "procurement", lang))
    return theme.finish(chart, finding(source, rows, lang), subtitle, width=theme.WIDTH, height=alt.Step(44))


def procurement_table(source: Any, *, by: str = "function", lang: Lang = "zh") -> pd.DataFrame:
    """The rows of :func:`procurement`: reserved and open part of each row with an amount (yuan), largest first.

    Returns
    -------
    DataFrame
        doc (string), organisation (string), year (Int64), by (string), code (string), name (string), amount (float64,
        yuan), sme (float64, yuan), micro (float64), share (float64, 0 to 1), source (string), page (Int64), line
        (Int64), ref (str), label (str), part (str), rank (int64), where (str). `ref` names the row of the frame.

    Raises
    ------
    OptionError
        `source` has no frame `procurement`, or holds several documents, whose amounts are never added; `lang` is
        neither zh nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.procurement_table(d)[["code", "part", "amount"]].to_numpy().tolist()[0]
    ['2140112', 'reserved', 0.0]
    """
    rows = select.this_year(select.one(source, "procurement"))
    order = [by, *(other for other in ("function", "kind", "item", "total") if other != by)]
    wanted = next((b for b in order if (rows["by"] == b).any() and rows.loc[rows["by"] == b, "amount"].gt(0).any()), "")
    rows = rows[(rows["by"] == wanted) & rows["amount"].gt(0)]
    if wanted == "kind":
        rows = _apart(rows)
    if wanted == "function":
        rows = _once(_leaves(rows), _printed_total(source))
    rows = rows.sort_values("amount", ascending=False, kind="stable")
    rows = rows.assign(
        label=[
            theme.named(select.titled(c, n) if c.isdigit() else n)
            for c, n in zip(rows["code"], rows["name"], strict=True)
        ]
    )
    told, untold = rows[rows["sme"].notna()], rows[rows["sme"].isna()]
    parts = [untold.assign(part="whole", rank=0), told.assign(part="reserved", rank=0, amount=told["sme"]),
             told.assign(part="open", rank=1, amount=told["amount"] - told["sme"])]  # fmt: skip
    filled = [part for part in parts if not part.empty]
    return select.with_place(pd.concat(filled, ignore_index=True) if filled else rows.assign(part="", rank=0), lang)


def _printed_total(source: Any) -> float:
    """All procurement of the year as a total row prints it; 0.0 where none does."""
    rows = select.this_year(select.one(source, "procurement"))
    return float(rows.loc[(rows["by"] == "total") & rows["amount"].gt(0), "amount"].max() if len(rows) else 0.0) or 0.0


def _once(rows: pd.DataFrame, total: float) -> pd.DataFrame:
    """The rows without those that tell the amount of a code again, level by level, where what is left makes the printed total."""
    left = rows.drop_duplicates(["code", "amount"], keep="last")
    near = abs(left["amount"].sum() - total) <= total / 1000 < abs(rows["amount"].sum() - total)
    return left if near else rows


def _leaves(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows whose code has no part printed below it."""
    codes = list(rows["code"])
    return rows[
        pd.Series([not any(o != c and o.startswith(c) for o in codes) for c in codes], index=rows.index, dtype=bool)
    ]


def _apart(rows: pd.DataFrame) -> pd.DataFrame:
    """Goods, works and services as one source tells them, and none of a row that is a part of another of its kind."""
    told = rows[rows["source"] == "table"]
    told = told if len(told) else rows
    kept = []
    for _, own in told.groupby("code", sort=False):
        largest = own.sort_values("amount", ascending=False, kind="stable")
        rest = largest["amount"].iloc[1:].sum()
        kept.append(largest.head(1) if largest["amount"].iloc[0] >= rest else largest)
    return pd.concat(kept) if kept else told


def _tips(lang: Lang) -> list[Any]:
    import altair as alt

    return [
        alt.Tooltip("name:N", title=say(("名称", "Name"), lang)),
        alt.Tooltip("part:N", title=say(("部分", "Part"), lang)),
        alt.Tooltip("amount:Q", title=say(("元", "Yuan"), lang), format=",.0f"),
        alt.Tooltip("where:N", title=say(("出处", "Printed on"), lang)),
    ]


def procurement_total(source: Any) -> tuple[float, str]:
    """All procurement of the year in yuan and the rows that say so: the total as printed, else the sum of the parts.

    Returns
    -------
    tuple of float and str
        Yuan, and references such as "procurement:3"; (0.0, "") where none is told.

    Examples
    --------
    >>> import budgetnb as bn
    >>> bn.charts.procurement_total(bn.read(bn.sample("txt")))[0]
    23310000.0
    """
    rows = select.this_year(select.one(source, "procurement"))
    totals = rows[(rows["by"] == "total") & rows["amount"].gt(0)]
    if len(totals):
        largest = totals.sort_values("amount").iloc[-1]
        return float(largest["amount"]), str(largest["ref"])
    parts = procurement_table(source)
    return (float(parts["amount"].sum()), select.joined(parts["ref"])) if len(parts) else (0.0, "")


def finding(source: Any, rows: pd.DataFrame, lang: Lang) -> str:
    """What is bought in all, and which share of it is reserved."""
    whole = select.figure(procurement_total(source)[0], lang)
    reserved = rows.loc[rows["part"] == "reserved", "amount"].sum()
    if (rows["part"] == "whole").all():
        return say((f"政府采购 {whole}，未写明预留", f"Procurement {whole}, no reserve stated"), lang)
    share = f"{reserved / rows['amount'].sum():.1%}"
    return say(
        (
            f"政府采购 {whole}，其中面向中小企业 {share}",
            f"Procurement {whole}, {share} reserved for small and medium firms",
        ),
        lang,
    )


@marked
def reserve(source: Any, *, lang: Lang = "zh") -> alt.Chart:
    """The share reserved for small and medium firms, in all and by subject, beside the line that the rule draws.

    Returns
    -------
    altair.Chart
        Drawn from the rows of :func:`reserve_table`; where there is none, a chart that says so.

    Raises
    ------
    OptionError
        `source` has no frame `procurement`, or holds several documents, whose amounts are never added; `lang` is
        neither zh nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.reserve(d).to_dict()["title"]["text"]
    ['预留 31.5%，规定是 30%；2 个科目中 1 个没有预留']
    """
    import altair as alt

    rows = reserve_table(source, lang=lang)
    if rows.empty:
        return theme.blank(
            say(
                (
                    "这份公开没有写明为中小企业预留多少。",
                    "This disclosure states no reserve for small and medium firms.",
                ),
                lang,
            )
        )
    y = alt.Y("label:N", sort=None, title=None, axis=theme.names())
    base = alt.Chart(rows).encode(y=y, tooltip=[alt.Tooltip("name:N", title=say(("名称", "Name"), lang)), alt.Tooltip("full:N", title=say(("元", "Yuan"), lang)),
                                                alt.Tooltip("where:N", title=say(("出处", "Printed on"), lang))])  # fmt: skip
    scale = alt.Scale(domain=[0, 1.45], nice=False)
    bars = base.mark_bar(color=theme.COLOURS["reserved"]).encode(
        x=alt.X("share:Q", title=None, scale=scale, axis=alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1]))
    )
    words = base.mark_text(align="left", dx=5).encode(x="right:Q", text="told:N")
    lines = (
        base.transform_filter("isValid(datum.line)")
        .mark_tick(thickness=2.5, size=30, color=theme.COLOURS["line"])
        .encode(x="line:Q")
    )
    unit = say(("占采购的比例，竖线是规定的比例", "share of procurement; the upright line is the rule's"), lang)
    subtitle = select.subtitle(rows, unit, lang, labels.label("table", "procurement", lang))
    return theme.finish(
        bars + words + lines, reserve_finding(rows, lang), subtitle, width=theme.WIDTH, height=alt.Step(36)
    )


def reserve_table(source: Any, *, lang: Lang = "zh") -> pd.DataFrame:
    """The rows of :func:`reserve`: all procurement, the part for small and micro firms, then each subject; share, line, told.

    A disclosure gives totals only, so a share beside the rule's line (财库〔2020〕46号) is a proxy.

    Returns
    -------
    DataFrame
        label (str), name (str), code (str), share (float64, 0 to 1), sme (float64, yuan), amount (float64, yuan),
        right (float64), line (float64), told (str), full (str), page (object), line_ (int64), doc (str), table (str),
        ref (str), where (str). `ref` names the row of the frame.

    Raises
    ------
    OptionError
        `source` has no frame `procurement`, or holds several documents, whose amounts are never added; `lang` is
        neither zh nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.reserve_table(d)[["name", "share", "line"]].round(3).to_numpy().tolist()[0]
    ['全部采购', 0.315, 0.3]
    """
    rows = select.this_year(select.one(source, "procurement"))
    told = rows[rows["sme"].notna() & rows["amount"].gt(0)]
    least = {rule["id"]: rule["least"] for rule in wording.load("rules")["rule"] if "least" in rule}
    whole = told[told["by"] == "total"].head(1) if (told["by"] == "total").any() else told.iloc[0:0]
    made = [_reserve_row(row, say(("全部采购", "All procurement"), lang), row["sme"], row["amount"], least["rules.sme_reserve"], lang)
            for row in whole.to_dict("records")]  # fmt: skip
    made += [_reserve_row(row, say(("预留中给小微企业的", "Of the reserve, small and micro firms"), lang), row["micro"], row["sme"], least["rules.micro_reserve"], lang)
             for row in whole.to_dict("records") if row["sme"] > 0 and not pd.isna(row["micro"])]  # fmt: skip
    parts = told[told["by"] == "function"]
    parts = _leaves(parts)
    parts = parts.sort_values("amount", ascending=False, kind="stable").head(MOST_BARS)
    made += [
        _reserve_row(row, f"{row['code']} {row['name']}", row["sme"], row["amount"], least["rules.sme_reserve"], lang)
        for row in parts.to_dict("records")
    ]
    columns = ("label name code share sme amount right line told full page line_ doc table ref where").split()
    return pd.DataFrame(made, columns=columns)


def _reserve_row(
    row: dict[Any, Any], label: str, part: float, whole: float, least: float, lang: Lang
) -> dict[str, Any]:
    share = part / whole
    size, unit = select.money(whole, lang)
    told = f"{share:.1%} · {select.number(part / size)} / {select.number(whole / size)} {unit}"
    return {"label": theme.named(label), "name": label, "code": row["code"], "share": share, "sme": part, "amount": whole, "line": least,
            "right": max(share, least), "told": told, "full": f"{part:,.0f} / {whole:,.0f}", "page": row["page"], "line_": row["line"], "doc": row["doc"],
            "table": "procurement", "ref": row["ref"], "where": select.place(row, lang)}  # fmt: skip


def reserve_finding(rows: pd.DataFrame, lang: Lang) -> str:
    """Which share is reserved against the rule's line, and how many subjects reserve nothing."""
    subjects = rows[rows["code"] != ""]
    none = int((subjects["sme"] == 0).sum())
    first = rows.iloc[0]
    zh, en = (
        f"预留 {first['share']:.1%}，规定是 {first['line']:.0%}",
        f"{first['share']:.1%} is reserved, the rule says {first['line']:.0%}",
    )
    if len(subjects):
        zh, en = (
            f"{zh}；{len(subjects)} 个科目中 {none} 个没有预留",
            f"{en}; {none} of {len(subjects)} subjects reserve nothing",
        )
    return say((zh, en), lang)


@marked
def three_public(source: Any, *, lang: Lang = "zh") -> alt.Chart:
    """The three public expenses by item over the years printed.

    Returns
    -------
    altair.Chart
        Drawn from the rows of :func:`three_public_table`; where there is none, a chart that says so.

    Raises
    ------
    OptionError
        `source` has no frame `amounts`, or holds several documents, whose amounts are never added; `lang` is neither
        zh nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.three_public(d).to_dict()["title"]["text"]
    ['“三公”经费由 14.91 万元 变为 11.41 万元（−23.5%）']
    """
    import altair as alt

    rows = three_public_table(source, lang=lang)
    if rows.empty:
        return theme.blank(
            say(("这份公开没有“三公”经费的金额，或均为零。", "No three public expenses, or all are zero."), lang)
        )
    size, unit = select.money(rows["amount"].max(), lang)
    data = rows.assign(
        value=rows["amount"] / size,
        item=[labels.label("three_public", c, lang) for c in rows["code"]],
        year=rows["year"].astype("string"),
    )
    items = [
        labels.label("three_public", c, lang)
        for c in ("abroad", "reception", "vehicles", "vehicle_purchase", "vehicle_operation")
    ]
    drawn = [item for item in items if item in set(data["item"])]
    y = alt.Y("year:N", title=None, axis=alt.Axis(ticks=False, domain=False, labelPadding=8))
    chart = alt.Chart(data).mark_bar(cornerRadiusEnd=0).encode(
        y=y, x=alt.X("value:Q", title=unit, axis=alt.Axis(format=",~f")),
        color=alt.Color("item:N", title=None, scale=alt.Scale(domain=drawn, range=list(theme.SERIES[: len(drawn)]))),
        tooltip=["year:N", "item:N", alt.Tooltip("amount:Q", title=say(("元", "Yuan"), lang), format=",.0f"), "where:N"])  # fmt: skip
    chart += theme.sums(data, "year", y)
    return theme.finish(
        chart, _over_years(rows, lang), select.subtitle(rows, unit, lang), width=theme.WIDTH, height=alt.Step(48)
    )


def three_public_table(source: Any, *, lang: Lang = "zh") -> pd.DataFrame:
    """The rows of :func:`three_public`: the finest items with an amount, by year, yuan.

    Returns
    -------
    DataFrame
        doc (string), organisation (string), year (Int64), stage (string), table (string), side (string), unit
        (string), unit_code (string), scheme (string), code (string), inferred (boolean), cross (string), name
        (string), level (Int64), kind (string), measure (string), fund (string), carried (boolean), amount (float64,
        yuan), precision (float64), raw (string), header (string), page, line (whole numbers or missing), row (Int64), col
        (Int64), ref (str), where (str). `ref` names the row of the frame.

    Raises
    ------
    OptionError
        `source` has no frame `amounts`, or holds several documents, whose amounts are never added; `lang` is neither
        zh nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.three_public_table(d)[["year", "code", "amount"]].to_numpy().tolist()[0]
    [2022, 'reception', 9100.0]
    """
    amounts = select.one(source, "amounts")
    rows = amounts[(amounts["table"] == "three_public") & (amounts["scheme"] == "three_public") & (amounts["measure"] == "total")
                   & amounts["code"].isin(["abroad", "reception", "vehicles", "vehicle_purchase", "vehicle_operation"]) & amounts["amount"].gt(0)
                   & amounts["year"].notna()]  # fmt: skip
    rows = _whole(rows)
    finer = set(rows.loc[rows["code"].isin(["vehicle_purchase", "vehicle_operation"]), "year"].dropna())
    rows = rows[(rows["code"] != "vehicles") | ~rows["year"].isin(finer)]
    rows = rows.drop_duplicates(["doc", "unit", "year", "code"])
    return select.with_place(rows.sort_values("year", kind="stable"), lang).reset_index(drop=True)


def _whole(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the department where a year prints them above those of its units, else the rows of the units."""
    summed = {
        (year, code)
        for year, code, kind in zip(rows["year"], rows["code"], rows["kind"], strict=True)
        if kind == "total"
    }
    keep = [
        kind == "total" or (year, code) not in summed
        for year, code, kind in zip(rows["year"], rows["code"], rows["kind"], strict=True)
    ]
    return rows[keep] if summed else rows


def _over_years(rows: pd.DataFrame, lang: Lang) -> str:
    sums = rows.groupby("year")["amount"].sum()
    first, last = sums.iloc[0], sums.iloc[-1]
    if len(sums) == 1:
        most = rows.sort_values("amount", kind="stable").iloc[-1]
        item, part = labels.label("three_public", most["code"], lang), select.share(most["amount"] / last)
        zh, en = f"“三公”经费 {select.figure(last, lang)}", f"Three public expenses: {select.figure(last, lang)}"
        return say((f"{zh}，{item}占 {part}", f"{en}, {part} of it {item[:1].lower()}{item[1:]}"), lang)
    zh = f"“三公”经费由 {select.figure(first, lang)} 变为 {select.figure(last, lang)}（{select.percent(last / first - 1)}）"
    en = f"Three public expenses: from {select.figure(first, lang)} to {select.figure(last, lang)} ({select.percent(last / first - 1)})"
    return say((zh, en), lang)
