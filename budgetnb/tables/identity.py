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
TITLE = re.compile(
    r"(?:(?:部门|单位|综合|年度|收支|本级)?(?:预算|决算)(?:信息)?(?:公开)?(?:情况)?(?:的)?(?:说明|报告|报表|草案|表|书|文本)?)$"
)
WHOLE = re.compile(r"[((（](?:汇总|含下属(?:单位)?|合并)[)）]$|(?<=.{4})汇总$")
OWN_LEVEL = re.compile(r"[((（](?:本级|机关|本部)[)）]$|(?<=[局委办部厅院署])(?:本级|机关)$")
DOUBLED = re.compile(r"(?<=[会局委办室厅院署处])部门$")
CODED = re.compile(r"^\d{3,}[_\-—]")
INNER = re.compile(r"目录|第[一二三四五六七八九十\d]+部分")
PART = re.compile(r"^第[一二三四五六七八九十\d]+部分[:：、]?")
ALSO = re.compile(r"((?:预算|决算)(?:信息)?(?:公开)?)[及和与、“].*$")
OF_YEAR = re.compile(
    r"(?:关于|附件\d*[:：]?)|(?:20\d\d|二[〇○零OＯ0]..)年?(?:度)?|(?:部门|单位|综合|收支|本级)?(?:预算|决算)(?:信息)?(?:公开)?.{0,8}$|[《》「」]"
)
ACCOUNTS = re.compile(r"(?<!预)(?<!预、)决算")  # 预决算 heads the part of a site that holds both


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
    organisation = WHOLE.sub("", _as_printed(_organisation(front, title, tables, lines), document))
    year = _year(front, title, tables, lines)
    stage = "final" if kind == "final" else "budget"
    above = _department(document, tables) or _superior(document, organisation) or OWN_LEVEL.sub("", organisation)
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
    budget, final = _mentions(text, "budget"), _mentions(text, "final")
    head = text[:400]
    if len(money) >= 2 and (ACCOUNTS.search(head) or final > 3 * budget) and "预算" not in head[:60]:
        return "final"
    narrative = _narrative(text)
    if len(money) >= 2:
        return "whole" if narrative >= 2 and len(text) > 1500 else "tables"
    if narrative >= 3 and budget >= 2:
        return "narrative"
    if performance:
        return "performance"
    raise NotADisclosureError(_why(document, ids, narrative, budget))


def _mentions(text: str, what: str) -> int:
    words = {
        "budget": r"部门预算|单位预算|收入预算|支出预算|预算收支|年初预算|预算总",
        "final": r"部门决算|单位决算|(?<!预)(?<!预、)决算公开|收入支出决算",
    }
    return len(re.findall(words[what], text))


def _narrative(text: str) -> int:
    """How many of the sections that a disclosure's narrative must have are there."""
    marks = (
        r"收(?:入|支)(?:、支出)?预算|预算收支|收支(?:预算)?(?:总体)?情况",
        r"[“\"”]?三公[”\"“]?经费",
        r"机关运行(?:经费)?",
        r"政府采购",
        r"国有资产占用|国有资产占有|固定资产|车辆\d+",
        r"绩效(?:目标|管理|评价)",
        r"名词解释|专业(?:性)?名词",
        r"(?:基本支出|项目支出)(?:预算)?[\d,.]+万?元",
    )
    return sum(bool(re.search(mark, text)) for mark in marks)


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
    bare = [PART.sub("", t) if TITLE.search(t) else bare_title(t) for t in front if read_number(t) != t]
    return next((t for t in bare if TITLE.search(t) and len(t) <= 60), bare[0] if bare else "")


def _is_title(text: str) -> bool:
    owned = TITLE.search(text) and 8 <= len(text) <= 60 and year_in(text) and not INNER.search(text)
    return bool(owned) and len(_owner_of(text)) >= 3


def _with_beginning(place: int, title: str, front: Sequence[str]) -> str:
    """The title, with the line above where that begins a name which the title goes on with."""
    above = front[place - 1] if place else ""
    begins = re.fullmatch(r"[\u4e00-\u9fff]{3,20}", above) and not TITLE.search(above) and not _is_organisation(above)
    joined = above + title
    return joined if begins and _is_title(joined) and _is_organisation(_owner_of(joined)) else title


def _owner_of(title: str) -> str:
    name = DOUBLED.sub("", OF_YEAR.sub("", PART.sub("", ALSO.sub(r"\1", title))))
    return re.sub(r"^[((]?(?:附件|部门名称|单位名称|预算公开)[:：]?|[—\-–_]+|[(（][^)）]*$", "", name).strip("的:：")


def _owner_of_table(title: str) -> str:
    """The organisation before the year in a table's title (某局2025年收支总表), '' where none is."""
    found = re.match(r"(.+?)(?:20\d\d|二[〇○零OＯ0]..)年", title)
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
    titled = (t for t in lines if 6 < len(t) < 50 and year_in(t) and TITLE.search(t))
    yield "most lines worded as titles", _most(o for t in titled if _is_organisation(o := _owner_of(t)))
    yield "a labelled cell", next((o for t in tables for g in t.grids[:1] for o in _labelled_cells(g)), "")
    yield "the first name on the front", next((t for t in front if _is_organisation(t) and len(t) < 30), name)


def _most(names: Iterable[str]) -> str:
    """The name that is told most often, '' where none is."""
    counted = Counter(name for name in names if name)
    return counted.most_common(1)[0][0] if counted else ""


def _is_organisation(name: str) -> bool:
    ends = tuple(wording.load("tables")["owner"]["ends"])
    core = re.sub(r"[((（][^()（）]*[)）]$|本级$|机关$|汇总$", "", name)
    if re.search(r"[，,。；;、：:]", core.replace("、", "", 1)):
        return False
    return 4 <= len(core) <= 40 and core.endswith(ends)


def _labelled_cells(grid: Grid) -> list[str]:
    """Names printed in the cell beside 部门（单位）名称, 预算单位 …"""
    label = wording.patterns("tables", "columns")["unit"]
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
                    if a.startswith("主管部门") and _is_organisation(b):
                        return clean(CODED.sub("", b))
    return ""


def _superior(document: Document, organisation: str) -> str:
    """The department that a unit is said to belong to (某局所属事业单位, 隶属于某局), '' where its duties do not say."""
    words = wording.load("tables")["superior"]
    text = SPACE.sub("", "".join(line.text for line in document.lines[:DUTIES]))
    for told in words["told"]:
        for found in re.finditer(told.replace("{unit}", re.escape(organisation)), text) if organisation else ():
            name = found.group("name")
            if _is_organisation(flat(name)) and name != organisation and not re.search(words["none"], name):
                return clean(name)
    return ""


def _year(front: Sequence[str], title: str, tables: Sequence[Table], lines: Sequence[str]) -> int | None:
    if (year := year_in(title)) is not None:
        if trace.active:
            trace.note("identity", "its year", str(year), why=f"the document's title, {title}, names it")
        return year
    voted: Counter[int] = Counter()
    for text in [*front, *(t.title for t in tables), *(c.text for t in tables for c in t.captions)]:
        if (year := year_in(text)) is not None and (re.search(r"预算|决算|年度", text) or looks_like_title(text)):
            voted[year] += 3
    for text in lines:
        for found in re.findall(
            r"(20[0-4]\d)年(?:度)?(?:部门|单位|收入|支出|财政|一般公共|“三公”)?[^上去比较]{0,6}(?:预算|决算)", text
        ):
            voted[int(found)] += 1
    if not voted:
        cells = (flat(c.text) for t in tables for g in t.grids for c in g.cells if "20" in c.text)
        voted.update(int(found) for text in cells for found in re.findall(r"(?<!\d)(20[0-4]\d)年", text))
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
