"""Whose disclosure it is, of which year and of what kind, from its own text; what is none is refused."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from .. import trace, wording
from ..errors import NotADisclosureError
from ..model import Document, Grid, Identity, Line, Table
from ..text import SPACE, clean, flat, year_in
from ..wording.tables import ids as entries
from .headers import owner_in
from .titles import bare_title, looks_like_title, read_number

FRONT = 40
DUTIES = 400
WIDE = str.maketrans("()", "（）")
CODED = re.compile(r"^\d{3,}[_\-—]")


def _words(name: str) -> re.Pattern[str]:
    return wording.patterns("identity", "disclosure")[name]


def identify(document: Document, tables: Sequence[Table]) -> Identity:
    """The identity of a document.

    Raises
    ------
    NotADisclosureError
        Neither its tables nor its words are those of a budget disclosure; the message says what was missing.
    """
    lines = [flat(line.text) for line in document.lines]
    front = _front(document)
    kind = _kind(document, tables, lines)
    title = _title(front)
    organisation = _words("whole").sub("", _as_printed(_organisation(front, title, tables, lines), document))
    year = _year(front, title, tables, lines)
    stage = "final" if kind == "final" else "budget"
    above = (
        _department(document, tables) or _superior(document, organisation) or _words("own_level").sub("", organisation)
    )
    return Identity(document.source.doc, organisation, above, year, stage, _as_printed(title, document), kind)


def _as_printed(name: str, document: Document) -> str:
    """A name with the full-width brackets that the document prints it with."""
    wide = name.translate(WIDE)
    if wide == name:
        return name
    printed = SPACE.sub("", "".join(line.text for line in document.lines))
    return wide if wide in printed else name


def _front(document: Document) -> list[str]:
    """The first lines of the document, tables' cells included."""
    texts: list[str] = []
    for page in document.pages:
        for item in page.items:
            texts += [flat(item.text)] if isinstance(item, Line) else [flat(c.text) for c in item.cells[:12]]
            if len(texts) > FRONT:
                return [t for t in texts if t]
    return [t for t in texts if t]


def _kind(document: Document, tables: Sequence[Table], lines: Sequence[str]) -> str:
    ids = {t.id for t in tables}
    money, performance = ids & {*entries(core=True)}, ids & {*entries(layout="targets")}
    text = "".join(lines)
    budget, final = (len(_words(what).findall(text)) for what in ("budget", "final"))
    head = text[:400]
    if (
        len(money) >= 2
        and (_words("accounts").search(head) or final > 3 * budget)
        and not _words("plan").search(head[:60])
    ):
        return "final"
    narrative = _narrative(text)
    if len(money) >= 2:
        return "whole" if narrative >= 2 and len(text) > 1500 else "tables"
    if narrative >= 3 and budget >= 2:
        return "narrative"
    if performance:
        return "performance"
    raise NotADisclosureError(_why(document, ids, narrative, budget))


def _narrative(text: str) -> int:
    """How many of the sections that a disclosure's narrative must have are there."""
    return sum(bool(mark.search(text)) for mark in wording.patterns("identity", "narrative").values())


def _why(document: Document, ids: Iterable[str], narrative: int, budget: int) -> str:
    found = ", ".join(sorted(set(ids) - {"unrecognised"})) or "none"
    return (
        f"{document.source.path}: no budget disclosure: at least two of its money tables or three of its narrative sections were"
        f" expected; tables recognised: {found}; narrative sections: {narrative}; mentions of a budget: {budget}"
    )


def _title(front: Sequence[str]) -> str:
    """The document's title: its owner, year and kind in up to four lines; else what the front says first, a table's number aside."""
    places = [(i, i + span) for span in (1, 2, 3, 4) for i in range(min(len(front), 14))]
    told = ["".join(front[i:end]) for i, end in places]
    whole = [(i, t) for (i, _), t in zip(places, told, strict=True) if _is_title(t)]
    best = next(((i, t) for i, t in whole if _is_organisation(_owner_of(t))), next(iter(whole), None))
    if best is not None:
        return _with_beginning(*best, front)
    bare = [
        _words("part").sub("", t) if _words("title").search(t) else bare_title(t) for t in front if read_number(t) != t
    ]
    return next((t for t in bare if _words("title").search(t) and len(t) <= 60), bare[0] if bare else "")


def _is_title(text: str) -> bool:
    owned = _words("title").search(text) and 8 <= len(text) <= 60 and year_in(text) and not _words("inner").search(text)
    return bool(owned) and len(_owner_of(text)) >= 3


def _with_beginning(place: int, title: str, front: Sequence[str]) -> str:
    """The title, with the line above where that begins a name which the title goes on with."""
    above = front[place - 1] if place else ""
    begins = (
        re.fullmatch(r"[\u4e00-\u9fff]{3,20}", above)
        and not _words("title").search(above)
        and not _is_organisation(above)
    )
    joined = above + title
    return joined if begins and _is_title(joined) and _is_organisation(_owner_of(joined)) else title


def _owner_of(title: str) -> str:
    name = _words("also").sub(r"\1", title)
    for around in ("part", "of_year", "doubled", "before_owner", "edge"):
        name = _words(around).sub("", name)
    return name


def _owner_of_table(title: str) -> str:
    """The organisation before the year in a table's title (某局2025年收支总表), '' where none is."""
    found = _words("before_year").match(title)
    return found.group(1) if found and _is_organisation(found.group(1)) else ""


def _organisation(front: Sequence[str], title: str, tables: Sequence[Table], lines: Sequence[str]) -> str:
    """The organisation that the document is of, by the surest of the places that name one."""
    found = _organisations(front, title, tables, lines)
    name = next((name for _, name in found if name), "")
    if trace.active:
        for where, named in _organisations(front, title, tables, lines):
            trace.note("identity", "whose it is", named or "nobody", chosen=named == name != "", why=where)
    return clean(name)


def _organisations(
    front: Sequence[str], title: str, tables: Sequence[Table], lines: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """The places that may name the organisation, the surest first, and whom each names, '' where nobody."""
    yield "most owners above tables", _most(t.owner for t in tables)
    name = _owner_of(title)
    yield "the title of the document", name if _is_organisation(name) else ""
    labelled = (owner_in(text) for text in [*front, *lines])
    yield "a line that labels the owner", next((o for o in labelled if o and _is_organisation(o)), "")
    yield "most titles of tables", _most(_owner_of_table(t.title) for t in tables)
    titled = (t for t in lines if 6 < len(t) < 50 and year_in(t) and _words("title").search(t))
    yield "most lines worded as titles", _most(o for t in titled if _is_organisation(o := _owner_of(t)))
    yield "a labelled cell", next((o for t in tables for g in t.grids[:1] for o in _labelled_cells(g)), "")
    yield "the first name on the front", next((t for t in front if _is_organisation(t) and len(t) < 30), name)


def _most(names: Iterable[str]) -> str:
    """The name that is told most often, '' where none is."""
    counted = Counter(name for name in names if name)
    return counted.most_common(1)[0][0] if counted else ""


def _is_organisation(name: str) -> bool:
    ends = tuple(wording.load("identity")["owner"]["ends"])
    core = _words("level").sub("", name)
    if re.search(r"[，,。；;、：:]", core.replace("、", "", 1)):
        return False
    return 4 <= len(core) <= 40 and core.endswith(ends)


def _labelled_cells(grid: Grid) -> list[str]:
    """Names printed in the cell beside 部门（单位）名称, 预算单位 …"""
    label = wording.patterns("columns", "columns")["unit"]
    found = []
    for row in grid.texts[:6]:
        filled = [flat(t) for t in row if t.strip()]
        found += [b for a, b in pairwise(filled) if label.search(a) and _is_organisation(b)]
    return found


def _department(document: Document, tables: Sequence[Table]) -> str:
    """The 主管部门 that the document names, '' where it names none."""
    for table in tables:
        for grid in table.grids[:1]:
            for row in grid.texts[:6]:
                filled = [flat(t) for t in row if t.strip()]
                for a, b in pairwise(filled):
                    if wording.patterns("identity", "owner")["department"].match(a) and _is_organisation(b):
                        return clean(CODED.sub("", b))
    return ""


def _superior(document: Document, organisation: str) -> str:
    """The department that a unit is said to belong to (某局所属事业单位, 隶属于某局), '' where its duties do not say."""
    words = wording.load("identity")["superior"]
    none = wording.pattern(words["none"])
    text = SPACE.sub("", "".join(line.text for line in document.lines[:DUTIES]))
    for told in words["told"]:
        for found in re.finditer(told.replace("{unit}", re.escape(organisation)), text) if organisation else ():
            name = found.group("name")
            if _is_organisation(flat(name)) and name != organisation and not none.search(name):
                return clean(name)
    return ""


def _year(front: Sequence[str], title: str, tables: Sequence[Table], lines: Sequence[str]) -> int | None:
    if (year := year_in(title)) is not None:
        if trace.active:
            trace.note("identity", "its year", str(year), why=f"the document's title, {title}, names it")
        return year
    voted: Counter[int] = Counter()
    for text in [*front, *(t.title for t in tables), *(c.text for t in tables for c in t.captions)]:
        if (year := year_in(text)) is not None and (_words("dated").search(text) or looks_like_title(text)):
            voted[year] += 3
    for text in lines:
        for found in _words("year").findall(text):
            voted[int(found)] += 1
    if not voted:
        cells = (flat(c.text) for t in tables for g in t.grids for c in g.cells if "20" in c.text)
        voted.update(int(found) for text in cells for found in _words("any_year").findall(text))
    if not voted:
        return None
    most = max(voted.values())
    year = max(year for year, n in voted.items() if n >= most * 0.6)
    if trace.active:
        for each, votes in voted.most_common():
            trace.note(
                "identity", "its year", str(each), score=votes, chosen=each == year, why="titles count three times"
            )
    return year
