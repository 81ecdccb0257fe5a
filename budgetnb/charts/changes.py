"""What changed and what moved where: projects as waterfall and slope, the ledger of moves as a flow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ..labels import Lang, say
from . import select, theme
from .corrected import marked
from .encodings import MOST_BARS

if TYPE_CHECKING:
    import altair as alt

MOST_LETTERS = 120


@marked
def changes(source: Any, *, like_for_like: bool = False, lang: Lang = "zh") -> alt.Chart:
    """Each project's change against the year before as a waterfall, in the order of size.

    `like_for_like` takes out what only moved from one project to another (科目调整), so that a move is neither cut nor growth.

    Returns
    -------
    altair.Chart
        Drawn from the rows of :func:`changes_table`; where there is none, a chart that says so.

    Raises
    ------
    OptionError
        `source` has no frame `projects`, or holds several documents, whose amounts are never added; `lang` is neither
        zh nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.changes(d).to_dict()["title"]["text"]
    ['变动最大的是交通智能化运行管理（结转）项目，减少 5,601 万元；已说明的合计', '−1,673 万元']
    """
    import altair as alt

    rows = changes_table(source, like_for_like=like_for_like, lang=lang)
    if rows.empty:
        return theme.blank(absent(lang))
    size, unit = select.money(rows["change"].abs().max(), lang)
    data = shortened(rows, lang)
    data = data.assign(start=data["start"] / size, end=data["end"] / size, value=data["change"] / size)
    data["label"] = theme.apart(theme.named(name) for name in data["name"])
    data["told"] = [select.number(v, sign=True) for v in data["value"]]
    data["note"] = data["reason"].fillna("").map(brief)
    data["right"] = data[["start", "end"]].max(axis=1)
    y = alt.Y("label:N", sort=None, title=None, axis=theme.names())
    base = alt.Chart(data).encode(y=y, tooltip=_tips(lang))
    bars = base.mark_bar(cornerRadiusEnd=0).encode(
        x=alt.X("start:Q", title=unit, axis=alt.Axis(format=",~f")), x2="end:Q", color=_direction(lang)
    )
    words = base.mark_text(align="left", dx=5).encode(x="right:Q", text="told:N")
    return theme.finish(
        bars + words,
        finding(rows, lang, like_for_like=like_for_like),
        _sub(rows, unit, lang),
        width=theme.WIDTH,
        height=alt.Step(36),
    )


def absent(lang: Lang) -> str:
    """What is said where no change is told."""
    return say(("这份公开没有说明项目支出的增减。", "This disclosure states no change of its projects."), lang)


def brief(text: str) -> str:
    """A text cut to what a tooltip can hold."""
    return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 1] + "…"


def shortened(rows: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """The largest changes, and the others as one that says how many they are."""
    if len(rows) <= MOST_BARS:
        return rows
    head, tail = rows.iloc[: MOST_BARS - 1], rows.iloc[MOST_BARS - 1 :]
    change, start = tail["change"].sum(), tail["start"].iloc[0]
    rest = {"name": say((f"其余 {len(tail)} 项", f"{len(tail)} others"), lang), "change": change, "start": start, "end": start + change,
            "way": "up" if change >= 0 else "down", "where": "", "reason": "", "ref": select.joined(tail["ref"])}  # fmt: skip
    return pd.concat([head, pd.DataFrame([rest])], ignore_index=True)


def changes_table(source: Any, *, like_for_like: bool = False, lang: Lang = "zh") -> pd.DataFrame:
    """The projects whose change is stated: amount, prior, change (yuan), running start and end, largest change first.

    With `like_for_like` the column `moved` says how much of the change as stated only moved, and `change` is without it.

    Returns
    -------
    DataFrame
        doc (string), organisation (string), year (Int64), name (string), amount (float64, yuan), prior (float64,
        yuan), change (float64, yuan), change_pct (float64), purpose (string), reason (string), carried_over
        (boolean), moved_from (string), moved_to (string), task (string), source (string), page, line (whole numbers or missing),
        ref (str), start (float64, yuan), end (float64, yuan), way (str), where (str). `ref` names the row of the
        frame.

    Raises
    ------
    OptionError
        `source` has no frame `projects`, or holds several documents, whose amounts are never added; `lang` is neither
        zh nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.changes_table(d)[["name", "prior", "amount", "change"]].to_numpy().tolist()[0]
    ['交通智能化运行管理（结转）项目', 56370000.0, 360000.0, -56010000.0]
    """
    projects = select.this_year(select.one(source, "projects"))
    known = projects[projects["change"].notna()].copy()
    if like_for_like:
        moved = _received(source, known)
        known = known.assign(change=known["change"] - moved, moved=moved)
    rows = known.sort_values("change", key=lambda s: s.abs(), ascending=False, kind="stable").reset_index(drop=True)
    end = rows["change"].cumsum()
    way = ["up" if value >= 0 else "down" for value in rows["change"]]
    return select.with_place(rows.assign(start=end - rows["change"], end=end, way=way), lang)


def _received(source: Any, projects: pd.DataFrame) -> list[float]:
    """What each project received from a named other one, less what it gave to one: yuan."""
    moves = (
        select.one(source, "moves")
        if hasattr(source, "moves")
        else pd.DataFrame(columns=["giver", "receiver", "amount"])
    )
    both = moves[(moves["giver"] != "") & (moves["receiver"] != "") & moves["amount"].notna()]
    sums = {column: [float(both.loc[[_is_named(name, other) for other in both[column]], "amount"].sum()) for name in projects["name"]]
            for column in ("giver", "receiver")}  # fmt: skip
    return [got - gave for got, gave in zip(sums["receiver"], sums["giver"], strict=True)]


def _is_named(project: str, named: str) -> bool:
    """Whether a move names this project: by its whole name, or by one that it begins with."""
    return project == named or project.startswith(named)


def _direction(lang: Lang) -> Any:
    import altair as alt

    colours = [theme.COLOURS["up"], theme.COLOURS["down"]]
    words = say(
        ("datum.label == 'up' ? '增加 +' : '减少 −'", "datum.label == 'up' ? 'increase +' : 'decrease −'"), lang
    )
    return alt.Color(
        "way:N", title=None, scale=alt.Scale(domain=["up", "down"], range=colours), legend=alt.Legend(labelExpr=words)
    )


def _tips(lang: Lang) -> list[Any]:
    import altair as alt

    return [
        alt.Tooltip("name:N", title=say(("项目", "Project"), lang)),
        alt.Tooltip("amount:Q", title=say(("本年（元）", "This year, yuan"), lang), format=",.0f"),
        alt.Tooltip("prior:Q", title=say(("上年（元）", "Year before, yuan"), lang), format=",.0f"),
        alt.Tooltip("change:Q", title=say(("增减（元）", "Change, yuan"), lang), format="+,.0f"),
        alt.Tooltip("note:N", title=say(("原因", "Reason"), lang)),
        alt.Tooltip("where:N", title=say(("出处", "Printed on"), lang)),
    ]


def finding(rows: pd.DataFrame, lang: Lang, *, like_for_like: bool = False) -> str:
    """What a waterfall says: the largest change and all changes together."""
    net = rows["change"].sum()
    first = rows.iloc[0]
    words = ("增加" if first["change"] >= 0 else "减少", "up" if first["change"] >= 0 else "down")
    zh = f"变动最大的是{first['name']}，{words[0]} {select.figure(abs(first['change']), lang)}；已说明的合计 {select.figure(net, lang)}"
    en = f"Largest change: {first['name']}, {words[1]} {select.figure(abs(first['change']), lang)}; stated in all {select.figure(net, lang)}"
    return say((f"扣除科目调整后，{zh}", f"Less what only moved. {en}") if like_for_like else (zh, en), lang)


def _sub(rows: pd.DataFrame, unit: str, lang: Lang) -> str:
    return select.subtitle(rows, unit, lang, say(("项目支出的说明", "Statements on projects"), lang))


@marked
def slope(source: Any, *, lang: Lang = "zh") -> alt.Chart:
    """Each project's amount in the year before (as the text implies) and this year, joined by a line.

    Returns
    -------
    altair.Chart
        Drawn from the rows of :func:`changes_table`; where there is none, a chart that says so.

    Raises
    ------
    OptionError
        `source` has no frame `projects`, or holds several documents, whose amounts are never added; `lang` is neither
        zh nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.slope(d).to_dict()["title"]["text"]
    ['5 个项目由 17,661 万元 到 15,988 万元：2 增 3 减']
    """
    import altair as alt

    rows = changes_table(source, lang=lang)
    rows = rows[rows["prior"].notna()]
    if rows.empty:
        return theme.blank(
            say(("这份公开没有给出项目的上年数。", "This disclosure gives no earlier amounts of projects."), lang)
        )
    size, unit = select.money(rows[["prior", "amount"]].max().max(), lang)
    ends = [
        rows.assign(value=rows[c] / size, when=when, note=rows["reason"].fillna("").map(brief))
        for c, when in (("prior", _before(lang)), ("amount", _now(lang)))
    ]
    data = pd.concat(ends, ignore_index=True)
    x = alt.X("when:N", sort=[_before(lang), _now(lang)], title=None, axis=alt.Axis(labelAngle=0)).scale(padding=0.45)
    base = alt.Chart(data).encode(
        x=x,
        y=alt.Y("value:Q", title=unit, axis=alt.Axis(format=",~f")), color=_direction(lang), detail="name:N", tooltip=_tips(lang))  # fmt: skip
    marks = base.mark_line(strokeWidth=2.5) + base.mark_point(filled=True, size=60, opacity=1)
    named = alt.Chart(
        _apart(data[data["when"] == _now(lang)]).assign(said=lambda f: [theme.wrap(name, 9) for name in f["name"]])
    )
    words = named.mark_text(align="left", dx=9, lineBreak="\n", lineHeight=14).encode(x=x, y="value:Q", text="said:N")
    return theme.finish(
        marks + words,
        grown(rows, lang),
        _sub(rows, unit, lang),
        width=theme.WIDTH,
        height=420 if len(rows) > 2 else 240,
        least=520,
    )


def _apart(ends: pd.DataFrame) -> pd.DataFrame:
    """The ends whose names do not lie on each other, the largest first; the tooltip names the others."""
    room = float(ends["value"].max()) * 0.045
    kept: list[Any] = []
    for place, value in ends["value"].sort_values(ascending=False).items():
        if value >= room and (not kept or ends.loc[kept[-1], "value"] - value >= room):
            kept.append(place)
    return ends.loc[kept]


def grown(rows: pd.DataFrame, lang: Lang) -> str:
    """What the amounts of two years say: from how much to how much, how many up and down."""
    before, now = rows["prior"].sum(), rows["amount"].sum()
    up, down = int((rows["change"] > 0).sum()), int((rows["change"] < 0).sum())
    zh = f"{len(rows)} 个项目由 {select.figure(before, lang)} 到 {select.figure(now, lang)}：{up} 增 {down} 减"
    en = f"{len(rows)} projects from {select.figure(before, lang)} to {select.figure(now, lang)}: {up} up, {down} down"
    return say((zh, en), lang)


def _before(lang: Lang) -> str:
    return say(("上年", "Year before"), lang)


def _now(lang: Lang) -> str:
    return say(("本年", "This year"), lang)


@marked
def moves_flow(source: Any, *, lang: Lang = "zh") -> alt.Chart:
    """Who gave and who received, as bands as thick as the amounts stated; nameless partners are said to be so.

    Returns
    -------
    altair.Chart
        Drawn from the rows of :func:`moves_table`; where there is none, a chart that says so.

    Raises
    ------
    OptionError
        `source` has no frame `moves`, or holds several documents, whose amounts are never added; `lang` is neither zh
        nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.moves_flow(d).to_dict()["title"]["text"]
    ['科目调整共写明 5,601 万元，其中 551 万元 没有写明来去']
    """
    import altair as alt

    rows = moves_table(source, lang=lang)
    if rows.empty:
        return theme.blank(
            say(("这份公开没有写明科目调入调出的金额。", "This disclosure states no amounts moved."), lang)
        )
    size, unit = select.money(rows["amount"].max(), lang)
    ends, height = _ends(rows, size)
    bands = alt.Chart(_bands(rows)).mark_area(opacity=0.55, color=theme.COLOURS["main"]).encode(
        x=alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.55, 1.55], nice=False)), y=alt.Y("low:Q", axis=None, scale=alt.Scale(domain=[0, _reach(rows)], nice=False)), y2="high:Q",
        detail="band:N", tooltip=_moved_tips(lang))  # fmt: skip
    names = alt.Chart(ends).encode(x="x:Q", y="middle:Q", text="label:N")
    left = names.transform_filter("datum.x == 0").mark_text(align="right", dx=-8, lineBreak="\n", lineHeight=LINE)
    right = names.transform_filter("datum.x == 1").mark_text(align="left", dx=8, lineBreak="\n", lineHeight=LINE)
    return theme.finish(
        bands + left + right, moved(rows, lang), _sub(rows, unit, lang), width=theme.WIDTH, height=height, least=560
    )


def _moved_tips(lang: Lang) -> list[Any]:
    import altair as alt

    return [alt.Tooltip("giver:N", title=say(("调出", "From"), lang)), alt.Tooltip("receiver:N", title=say(("调入", "To"), lang)),
            alt.Tooltip("amount:Q", title=say(("元", "Yuan"), lang), format=",.0f"), alt.Tooltip("where:N", title=say(("出处", "Printed on"), lang))]  # fmt: skip


def moved(rows: pd.DataFrame, lang: Lang) -> str:
    """What moves say: how much moved, and how much of it to or from nobody named."""
    total, lost = rows["amount"].sum(), rows.loc[rows["nameless"], "amount"].sum()
    zh, en = f"科目调整共写明 {select.figure(total, lang)}", f"Moves stated: {select.figure(total, lang)} in all"
    if lost:
        zh, en = (
            f"{zh}，其中 {select.figure(lost, lang)} 没有写明来去",
            f"{en}, {select.figure(lost, lang)} with no partner named",
        )
    return say((zh, en), lang)


def moves_table(source: Any, *, lang: Lang = "zh") -> pd.DataFrame:
    """The moves with an amount, largest first.

    Returns
    -------
    DataFrame
        doc (string), year (Int64), giver (string), receiver (string), amount (float64, yuan), wording (string), page
        (Int64), line (Int64), ref (str), nameless (bool[pyarrow]), where (str). `ref` names the row of the frame.

    Raises
    ------
    OptionError
        `source` has no frame `moves`, or holds several documents, whose amounts are never added; `lang` is neither zh
        nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.moves_table(d)[["giver", "receiver", "amount"]].to_numpy().tolist()[0]
    ['交通智能化运行管理', '信息化运维项目', 49900000.0]
    """
    rows = select.one(source, "moves")
    rows = (
        rows[rows["amount"].gt(0).fillna(False)]
        .sort_values("amount", ascending=False, kind="stable")
        .reset_index(drop=True)
    )
    nameless = say(("（未写明）", "(not named)"), lang)
    blank = (rows["giver"] == "") | (rows["receiver"] == "")
    named = {side: rows[side].replace("", nameless) for side in ("giver", "receiver")}
    return select.with_place(rows.assign(nameless=blank, **named), lang)


def _side(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """Where each row's band begins and ends on one side: names stacked, with a gap between them."""
    other = "receiver" if column == "giver" else "giver"
    places = [
        rows[side].map({name: n for n, name in enumerate(rows[side].drop_duplicates())}) for side in (column, other)
    ]
    keys = pd.DataFrame({"own": places[0], "other": places[1]}).sort_values(
        ["own", "other"], ascending=False, kind="stable"
    )
    ordered = rows.loc[keys.index]
    high = ordered["amount"].cumsum()
    gap = (~ordered[column].duplicated()).astype(int).cumsum() * rows["amount"].sum() * 0.08
    return pd.DataFrame({"low": high - ordered["amount"] + gap, "high": high + gap}).loc[rows.index]


def _bands(rows: pd.DataFrame, steps: int = 30) -> pd.DataFrame:
    left, right = _side(rows, "giver"), _side(rows, "receiver")
    parts = []
    for step in range(steps + 1):
        x = step / steps
        ease = x * x * (3 - 2 * x)
        parts.append(rows.assign(x=x, band=rows.index.astype(str), low=left["low"] * (1 - ease) + right["low"] * ease,
                                 high=left["high"] * (1 - ease) + right["high"] * ease))  # fmt: skip
    return pd.concat(parts, ignore_index=True)


LINE, GAP = 15, 8
"""How high a line of a name is, and how far two names stand apart, in pixels."""


def _reach(rows: pd.DataFrame) -> float:
    """How high the bands of the taller side reach, with the gaps between them."""
    return max(float(_side(rows, column)["high"].max()) for column in ("giver", "receiver")) * 1.04


def _ends(rows: pd.DataFrame, size: float) -> tuple[pd.DataFrame, int]:
    """The names at both ends of the bands, none on another (`middle` is where the first line stands), and the height in pixels that they need."""
    sides = [_named_ends(rows, column, size).assign(x=x) for x, column in ((0, "giver"), (1, "receiver"))]
    height = max(260, *(int((side["lines"] * LINE + GAP).sum()) for side in sides))
    reach = _reach(rows)
    pixel = reach / height
    for side in sides:
        middles = _spread(side["middle"], (side["lines"] * LINE + GAP) * pixel, reach)
        side["middle"] = [at + (n - 1) / 2 * LINE * pixel for at, n in zip(middles, side["lines"], strict=True)]
    return pd.concat(sides, ignore_index=True)[["x", "middle", "label"]], height


def _named_ends(rows: pd.DataFrame, column: str, size: float) -> pd.DataFrame:
    """The names of one side with their amounts, how many lines each takes and where its bands have their middle, from below."""
    spans = _side(rows, column).assign(name=rows[column], amount=rows["amount"]).groupby("name")
    each = spans.agg(low=("low", "min"), high=("high", "max"), amount=("amount", "sum")).reset_index()
    each = (
        each.assign(middle=(each["low"] + each["high"]) / 2).sort_values("middle", kind="stable").reset_index(drop=True)
    )
    words = [
        f"{theme.named(n, 10, 3)}\n{select.number(a / size)}" for n, a in zip(each["name"], each["amount"], strict=True)
    ]
    return each.assign(label=words, lines=[text.count("\n") + 1 for text in words])


def _spread(middles: pd.Series[float], heights: pd.Series[float], reach: float) -> list[float]:
    """The middles, pushed up and then down as far as it takes that no two of these heights lie on each other."""
    rooms, made = list(heights), list(middles)
    for n in range(1, len(made)):
        made[n] = max(made[n], made[n - 1] + (rooms[n] + rooms[n - 1]) / 2)
    made = [*made[:-1], min(made[-1], reach - rooms[-1] / 2)]
    for n in range(len(made) - 2, -1, -1):
        made[n] = min(made[n], made[n + 1] - (rooms[n] + rooms[n + 1]) / 2)
    return made
