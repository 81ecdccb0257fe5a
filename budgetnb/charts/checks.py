"""How many checks agree, differ by rounding, conflict or cannot be tested."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from .. import labels
from ..checks.rule_names import family_name, rule_name
from ..errors import OptionError
from ..labels import Lang
from . import encodings, select, theme
from .bar_views import BarView, Parts, Twin, bar_rows
from .encodings import MOST_BARS
from .figure import Figure, Listing, Selection, drawn_from
from .phrases import phrase

if TYPE_CHECKING:
    import altair as alt

SECTION = "checks"
NAMES = {"family": family_name, "rule": rule_name}
EVERY_OUTCOME = "all"
MOST_REFERENCES = 6


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
    if by not in NAMES:
        raise OptionError(f"no checks by {by!r}; there are: {', '.join(NAMES)}")
    rows = _counted(select.frame_of(source, "checks"), by, lang)
    rows = rows.assign(whole=rows.groupby("name")["count"].transform("sum"))
    order, ascending = ["whole", "name", "rank"], [False, True, True]
    return rows.sort_values(order, ascending=ascending, kind="stable").reset_index(drop=True)


def _counted(checks: pd.DataFrame, by: str, lang: Lang) -> pd.DataFrame:
    """How many checks of each name came out so, with the first references of what is not exact."""
    names = [NAMES[by](rule, lang) for rule in checks["rule"]]
    ranks = checks["status"].map(list(labels.STATUSES).index).astype(int)
    grouped = checks.assign(name=names, rank=ranks).groupby(["name", "rank", "status"])
    rows = grouped.agg(rule=("rule", "first"), count=("doc", "size"), ref=("ref", _first)).reset_index()
    return rows.assign(ref=rows["ref"].where(rows["status"] != "exact", ""))


def _first(references: pd.Series[str]) -> str:
    return ";".join(list(references)[:MOST_REFERENCES])


def _marks(shown: Selection) -> alt.Chart:
    import altair as alt

    rows, names = shown.rows, _status_names(shown.lang)
    data = rows.assign(told=rows["status"].map(names), label=encodings.short_labels(rows["name"]))
    y, x = encodings.names(), alt.X("count:Q", title=None, axis=alt.Axis(tickMinStep=1, format=",d"))
    colour = encodings.parts("told", {names[status]: theme.COLOURS[status] for status in names})
    tips = encodings.tooltips(SECTION, shown.lang, "name:N", "told:N", "count:N")
    bars = (
        alt.Chart(data)
        .mark_bar(cornerRadiusEnd=0)
        .encode(y=y, x=x, color=colour, order=alt.Order("rank:Q"), tooltip=tips)
    )
    sums = data.groupby("label", sort=False)["count"].sum().rename("whole").reset_index()
    words = alt.Chart(sums).mark_text(align="left", dx=5)
    layers: alt.Chart = bars + words.encode(y=y, x="whole:Q", text=alt.Text("whole:Q", format=","))
    return layers


def _status_names(lang: Lang) -> dict[str, str]:
    return {status: labels.label("status", status, lang) for status in labels.STATUSES}


def _title(shown: Selection) -> str:
    return _finding(shown.rows, shown.lang)


def _finding(rows: pd.DataFrame, lang: Lang, status: str = "") -> str:
    """How many checks there are, and how many of them are in conflict; of one outcome alone, how many there are."""
    count = f"{int(rows['count'].sum()):,}"
    if status:
        return phrase(SECTION, "title_outcome", lang, outcome=labels.label("status", status, lang), count=count)
    conflicts = int(rows.loc[rows["status"] == "conflict", "count"].sum())
    return phrase(SECTION, "title", lang, count=count, conflicts=f"{conflicts:,}")


def _subtitle(source: Any, lang: Lang) -> str:
    """Unit and documents of the checks."""
    docs = list(dict.fromkeys(select.frame_of(source, "checks")["doc"]))
    documents = docs[0] if len(docs) == 1 else phrase(SECTION, "documents", lang, count=len(docs))
    return f"{phrase(SECTION, 'unit', lang)} · {documents}"


CHECKS = Figure(
    section=SECTION, rows=checks_table, marks=_marks, title=_title, step=36, settings={"by": "family"},
    subtitle=lambda shown: _subtitle(shown.source, shown.lang), largest=lambda rows: float(rows["count"].max()),
)  # fmt: skip


@drawn_from(checks_table)
def checks_overview(source: Any, *, by: str = "family", lang: Lang = "zh") -> alt.Chart:
    """How many checks of each family (or `by` rule) agree, differ by rounding, conflict or cannot be tested.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> bn.charts.checks_overview(d).to_dict()["title"]["text"]
    ['核对 303 处，2 处不符']
    """
    return CHECKS.with_settings(by=by).chart(source, lang=lang)


def _views(source: Any, lang: Lang) -> dict[str, BarView]:
    """All outcomes by family, and the rules behind each outcome."""
    rules = checks_table(source, lang=lang)
    if rules.empty:
        return {}
    every = _outcomes(checks_table(source, by="family", lang=lang), lang)
    by_status = {status: rules[rules["status"] == status] for status in labels.STATUSES}
    return {
        EVERY_OUTCOME: every,
        **{status: _outcomes(rows, lang, status) for status, rows in by_status.items() if len(rows)},
    }


def _outcomes(rows: pd.DataFrame, lang: Lang, status: str = "") -> BarView:
    """The largest bars, the counts of their outcomes one behind the other, the sum beside the last."""
    finding = _finding(rows, lang, status)
    rows = rows.assign(whole=rows.groupby("name")["count"].transform("sum"))
    rows = rows.sort_values("whole", ascending=False, kind="stable")
    rows = rows[rows["name"].isin(list(dict.fromkeys(rows["name"]))[:MOST_BARS])].reset_index(drop=True)
    ends = rows.groupby("name")["count"].cumsum().astype(float)
    last = ~rows["name"].duplicated(keep="last")
    words = [f"{whole:,}" if is_last else "" for whole, is_last in zip(rows["whole"], last, strict=True)]
    more = {
        "start": ends - rows["count"],
        "part": rows["status"],
        "full": rows["count"].astype(str),
        "ref": rows["ref"],
    }
    return BarView(finding, bar_rows(rows["name"], ends, words, **more))


def _parts(lang: Lang) -> Parts:
    return {status: (name, theme.COLOURS[status]) for status, name in _status_names(lang).items()}


def _option(key: str, lang: Lang) -> str:
    return phrase(SECTION, "everything", lang) if key == EVERY_OUTCOME else labels.label("status", key, lang)


CHECKS_TWIN = Twin(
    section=SECTION, choice="status", views=_views, subtitle=_subtitle, parts=_parts, label=_option,
    listing=Listing(lambda source: checks_table(source).assign(outcome=lambda f: f["status"]), ("rule", "outcome", "count")),
)  # fmt: skip


@drawn_from(checks_table)
def checks_twin(source: Any, *, lang: Lang = "zh") -> alt.Chart:
    """How many checks came out so, by family, and the rules behind each outcome: the outcome is chosen inside the chart.

    Examples
    --------
    >>> import budgetnb as bn
    >>> d = bn.read(bn.sample("txt"))
    >>> len(bn.charts.checks_twin(d).to_dict()["params"]) > 1
    True
    """
    return CHECKS_TWIN.chart(source, lang=lang)
