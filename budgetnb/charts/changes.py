"""What changed against the year before: each project's change as a waterfall, and its two amounts joined by a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ..labels import Lang, money
from . import encodings, select, theme
from .bar_views import bar_rows, full_yuan
from .encodings import MOST_BARS
from .figure import Figure, Selection, drawn_from, reads
from .phrases import phrase, source_words

if TYPE_CHECKING:
    import altair as alt

SECTION = "changes"
MOST_LETTERS = 120
TIPS = ("name:N", "amount:Q", "prior:Q", "change:Q", "note:N", "where:N")
WAYS = ("up", "down")


@reads("projects")
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
    if not hasattr(source, "moves"):
        return [0.0] * len(projects)
    moves = select.one(source, "moves")
    both = moves[(moves["giver"] != "") & (moves["receiver"] != "") & moves["amount"].notna()]
    received, given = (_sums(both, column, projects["name"]) for column in ("receiver", "giver"))
    return [got - gave for got, gave in zip(received, given, strict=True)]


def _sums(moves: pd.DataFrame, column: str, projects: pd.Series[str]) -> list[float]:
    """The amounts of the moves that name each project, by its whole name or by one that it begins with."""
    return [float(moves.loc[[name.startswith(other) for other in moves[column]], "amount"].sum()) for name in projects]


def _largest_change(rows: pd.DataFrame) -> float:
    return float(rows["change"].abs().max())


def changed_unit(rows: pd.DataFrame, lang: Lang) -> tuple[float, str]:
    """The unit of money that suits both years' amounts and the changes between them."""
    return money(rows[[column for column in ("amount", "prior", "change") if column in rows]].abs().max().max(), lang)


def _waterfall(shown: Selection) -> alt.Chart:
    import altair as alt

    data = shortened(shown.rows, shown.lang)
    scaled = {
        "start": data["start"] / shown.yuan,
        "end": data["end"] / shown.yuan,
        "value": data["change"] / shown.yuan,
    }
    data = data.assign(**scaled, label=encodings.short_labels(data["name"], own=True), note=notes(data))
    data["told"] = [select.number(value, sign=True) for value in data["value"]]
    data["right"] = data[["start", "end"]].max(axis=1)
    tips = encodings.tooltips(SECTION, shown.lang, *TIPS)
    base = alt.Chart(data).encode(y=encodings.names(), tooltip=tips)
    x = alt.X("start:Q", title=shown.unit, axis=alt.Axis(format=",~f"))
    bars = base.mark_bar(cornerRadiusEnd=0).encode(x=x, x2="end:Q", color=direction(shown.lang))
    layers: alt.Chart = bars + encodings.beside(base, x="right:Q")
    return layers


def notes(rows: pd.DataFrame) -> pd.Series[str]:
    """The reasons stated, cut to what a tooltip can hold."""
    return rows["reason"].fillna("").map(brief)


def brief(text: str) -> str:
    """A text cut to what a tooltip can hold."""
    return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 1] + "…"


def shortened(rows: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """The largest changes, and the others as one that says how many they are."""
    if len(rows) <= MOST_BARS:
        return rows
    head, tail = rows.iloc[: MOST_BARS - 1], rows.iloc[MOST_BARS - 1 :]
    change, start = tail["change"].sum(), tail["start"].iloc[0]
    rest = {"name": phrase(SECTION, "others", lang, count=len(tail)), "change": change, "start": start, "end": start + change,
            "way": "up" if change >= 0 else "down", "where": "", "reason": "", "ref": select.joined(tail["ref"])}  # fmt: skip
    return pd.concat([head, pd.DataFrame([rest])], ignore_index=True)


def direction(lang: Lang) -> alt.Color:
    """The colours of more and less; the legend says them with their signs."""
    import altair as alt

    up, down = (phrase(f"{SECTION}.parts", way, lang) for way in WAYS)
    legend = alt.Legend(labelExpr=f"datum.label == 'up' ? '{up}' : '{down}'")
    return encodings.parts("way", {way: theme.COLOURS[way] for way in WAYS}, legend=legend)


def _change_title(shown: Selection) -> str:
    """The largest change, and all changes together."""
    first, net = shown.rows.iloc[0], shown.rows["change"].sum()
    way = shown.say("up" if first["change"] >= 0 else "down")
    title = shown.say(
        "title", name=first["name"], way=way, change=shown.amount(abs(first["change"])), net=shown.amount(net)
    )
    return shown.say("like_for_like", title=title) if shown.settings.get("like_for_like") else title


def subtitle(shown: Selection) -> str:
    """Unit and document, and that the rows are statements of the text on projects."""
    return select.subtitle(shown.rows, shown.unit, shown.lang, source_words(SECTION, shown.lang))


def _change_bars(shown: Selection) -> pd.DataFrame:
    rows = shortened(shown.rows, shown.lang)
    yuan, _ = changed_unit(rows, shown.lang)
    words = [select.number(value, sign=True) for value in rows["change"] / yuan]
    full = [full_yuan(change, shown.lang, sign=True) for change in rows["change"]]
    more = {"start": rows["start"] / yuan, "part": rows["way"], "full": full, "note": notes(rows)}
    return bar_rows(theme.apart(rows["name"]), rows["end"] / yuan, words, where=rows["where"], ref=rows["ref"], **more)


CHANGES = Figure(
    section=SECTION, rows=changes_table, marks=_waterfall, title=_change_title, subtitle=subtitle, largest=_largest_change,
    step=36, bars=_change_bars,
)  # fmt: skip


@drawn_from(changes_table)
def changes(source: Any, *, like_for_like: bool = False, lang: Lang = "zh") -> alt.Chart:
    """Each project's change against the year before as a waterfall, in the order of size.

    `like_for_like` takes out what only moved from one project to another (科目调整), so that a move is neither cut nor growth.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.changes(d).to_dict()["title"]["text"]
    ['变动最大的是交通智能化运行管理（结转）项目，减少 5,601 万元；已说明的合计', '−1,673 万元']
    """
    return CHANGES.with_settings(like_for_like=like_for_like).chart(source, lang=lang)
