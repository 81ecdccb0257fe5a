"""The subject of an amount in its scene: by its own words, else by the words before it, the amount before, the heading."""

from __future__ import annotations

import re

from ...text import flat
from .marks import Mark
from .patterns import words
from .scenes import Scene, Told
from .subjects import Subject, generic, kind_of, nameless, names_whole, trim

# What the items of a list of projects may be called after, and are projects all the same.
ITEMS = (
    "fund_general",
    "fund_gov_fund",
    "fund_state_capital",
    "function",
    "economic",
    "training",
    "meeting",
    "asset_value",
)


COUNTED = ("abroad", "reception", "vehicles", "vehicle_purchase", "vehicle_operation", "meeting", "training")
PARTED = ("project", "performance", "function", "economic", "asset_value", "other")  # what a fund pays a part of
CLAUSE = re.compile(r"(?:[^。,;:]|(?<=\d),(?=\d{3}))+")  # the commas of a number part no clauses
SHORT = 12  # characters of a clause that is a subject and no more


def subject(scene: Scene, mark: Mark, lead: str) -> Subject:
    """The subject of an amount that these words lead to."""
    name = trim(lead, scene.who)
    carry = words("subject", "carry_end").search(flat(name))
    if carry and carry.start() == 0:
        return _carried(scene, mark, name)
    if carry and carry.start() > 1:
        name = name[: carry.start()]
    if words("subject", "whole").match(flat(name)) and names_whole(lead, scene.who):
        return Subject(name, "total_expenditure")
    if counted := _counted(scene, mark, name):
        return Subject(counted, kind_of(counted))
    if not generic(name) and not _part_of_fund(scene, name):
        return Subject(name, kind(scene, name, lead))
    prior = scene.telling.prior
    told = prior.subject if prior and not generic(prior.subject) else topic(scene, mark)
    unnamed = not kind_of(told) and not words("subject", "project_like").search(flat(told))
    if unnamed and not scene.telling.claims and not scene.projects:
        told = _used_for(scene, mark) or told
    return Subject(told, kind(scene, told, lead))


def _counted(scene: Scene, mark: Mark, name: str) -> str:
    """What was counted in the sentence before it says what was spent and no more (接待24批次，支出2万元), '' elsewhere."""
    if not words("subject", "spent_only").match(flat(name)):
        return ""
    start = max(scene.block.norm.rfind("。", 0, mark.begin) + 1, scene.telling.segment)
    found = words("subject", "counted").finditer(scene.block.norm, start, mark.begin)
    names = (trim(scene.block.printed[m.start("name") : m.end("name")], scene.who) for m in found)
    return next((named for named in names if kind_of(named) in COUNTED), "")


def _used_for(scene: Scene, mark: Mark) -> str:
    """What an amount with no name is used for (安排2万元用于水库维护), '' where that is not told."""
    found = words("subject", "used_for").match(scene.block.norm, mark.end)
    return scene.block.printed[found.start("name") : found.end("name")] if found else ""


def _part_of_fund(scene: Scene, name: str) -> bool:
    """Whether 财政拨款 and no more is a part of a sum told before it that is no total of income or expenditure."""
    opening = scene.telling.opening
    return (
        bool(words("subject", "fund_only").match(flat(name)))
        and opening is not None
        and opening.record["subject_kind"] in PARTED
    )


def _carried(scene: Scene, mark: Mark, name: str) -> Subject:
    """Money carried over with no other name: of the project just told, else of itself."""
    near = scene.telling.here(mark.depth, False, since=scene.telling.segment)
    if near and near[-1].record["subject_kind"] == "project":
        return Subject(near[-1].record["subject"], "project")
    return Subject(name, "carry_forward")


def kind(scene: Scene, name: str, lead: str) -> str:
    """The kind of a subject: by its words, else by where it is told."""
    found = "asset_value" if kind_of(lead) == "asset_value" else kind_of(name)
    if not found and words("subject", "performed").search(flat(lead + name)) and _of_performance(scene):
        return "performance"
    item = scene.projects and found in ITEMS and not scene.telling.claims
    if found and (not item or words("economic", "classes").match(flat(name))):
        return found
    opening = scene.telling.claims[0].record["subject_kind"] if scene.telling.claims else ""
    if any(t.record["subject_kind"] == "vehicles" for t in scene.telling.here(99, False)) and _of_vehicles(name):
        return _of_vehicles(name)
    if scene.projects or opening in ("project_total", "project") or (scene.project and name == scene.project):
        return "project"
    if (opening == "asset_value" or _of_assets(scene)) and not words("subject", "income").search(flat(name)):
        return "asset_value"
    listed = next((by for by in ("function", "economic") if words("listed", by).match(scene.block.norm)), "")
    if listed or words("economic", "items").match(flat(name)):
        return listed or "economic"
    if words("function", "items").match(flat(name)):
        return "function"
    if _received(scene):
        return "other_income" if opening == "other_income" else "other"
    own = words("subject", "project_like").search(flat(name)) and not words("subject", "no_project").search(flat(name))
    return "project" if own else "other"


def _of_vehicles(name: str) -> str:
    """vehicle_purchase or vehicle_operation, where bare words tell one of them; else ''."""
    if words("vehicles", "purchase").match(flat(name)):
        return "vehicle_purchase"
    return "vehicle_operation" if words("vehicles", "operation").match(flat(name)) else ""


def _received(scene: Scene) -> bool:
    """Whether parts of an income are being told (学费, 住宿费)."""
    near = [t for t in scene.telling.here(99, False) if not t.part]
    return bool(near) and near[-1].record["side"] == "income"


def _of_assets(scene: Scene) -> bool:
    """Whether the heading speaks of the property held."""
    return bool(scene.headings) and bool(words("assets", "property").search(flat(scene.headings[-1])))


def _of_performance(scene: Scene) -> bool:
    """Whether the sentence says that money is under performance targets."""
    sentence = scene.rest[0].partition("。")[0]
    return bool(words("subject", "performance").search(sentence))


def topic(scene: Scene, mark: Mark) -> str:
    """What an amount speaks of where its own words name nothing."""
    claims = scene.telling.claims
    taken = max((t.place for t in claims), default=-1)
    headed = words("subject", "headed").match(scene.block.norm)
    opening = trim(scene.block.printed[headed.start("name") : headed.end("name")], scene.who) if headed else ""
    if opening and not claims and not generic(opening) and not _idle(opening):
        return opening
    before = words("reason", "told").sub(lambda m: "。" * len(m.group()), scene.block.norm[: mark.begin])
    clauses = [m for m in CLAUSE.finditer(before) if m.start() > taken]
    for clause in reversed(clauses[-3:]):
        name = trim(scene.block.printed[clause.start() : clause.end()], scene.who)
        if not generic(name) and not _idle(name):
            return name
    if claims:
        here = scene.telling.here(99, False, since=scene.telling.sentence)
        return str((here[-1] if here else claims[0]).record["subject"])
    if scene.project:
        return scene.project
    return _heading(trim(scene.headings[-1], scene.who)) if scene.headings else ""


def apart(scene: Scene, mark: Mark) -> bool:
    """Whether the clause before a change names a subject of its own, or says that there is none of it."""
    before = scene.block.norm[scene.telling.sentence : mark.begin]
    clauses = re.findall("[^,;:]+", words("reason", "told").sub("", before))
    name = trim(clauses[-1], scene.who) if clauses else ""
    if not name or not kind_of(name):
        return False
    return bool(words("subject", "none_of").search(name)) or (len(name) <= SHORT and not _idle(name))


def _idle(name: str) -> bool:
    return len(name) > 60 or bool(words("subject", "not_topic").search(flat(name)))


def _heading(text: str) -> str:
    """What a heading speaks of, without 情况说明."""
    found = words("subject", "heading_end").search(flat(text))
    return text[: found.start()] if found and len(flat(text)) == len(text) and found.start() else text


def _clause(scene: Scene, mark: Mark) -> str:
    """What the clause right before a change says has moved (项目支出增加，较上年增加2万元), '' where it says no such thing."""
    before = re.search("[^,;:。]+[,;]$", scene.block.norm[: mark.begin])
    moved = words("amount", "moving").search(before.group()[:-1]) if before else None
    name = (
        trim(scene.block.printed[before.start() : before.start() + moved.start()], scene.who)
        if before and moved
        else ""
    )
    return name if kind_of(name) and not _idle(name) else ""


def changed(scene: Scene, mark: Mark, own: str, spoken: Told | None) -> Subject:
    """The subject of a change that is a claim of its own; a balance struck in a reason speaks of what it explains."""
    if own and not nameless(own):
        return Subject(own, kind(scene, own, own))
    if _clause(scene, mark):
        return Subject(_clause(scene, mark), kind_of(_clause(scene, mark)))
    if spoken is not None:
        return Subject(spoken.record["subject"], spoken.record["subject_kind"])
    prior = scene.telling.prior
    told = prior.subject if prior and not generic(prior.subject) else topic(scene, mark)
    return Subject(told, kind(scene, told, told))
