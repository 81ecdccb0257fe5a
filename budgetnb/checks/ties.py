"""Ties between tasks, projects, goals and money: totals of tasks, tasks and their projects, goals stated and found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from .. import wording
from ..text import flat
from .book import known, open_book
from .finding import Finding, Printed, addition, bound, compare, phrase
from .pick import total
from .ratios import EXPENDED, rows
from .words import worth

if TYPE_CHECKING:
    import pandas as pd

    from ..model import Identity

Frames = Mapping[str, "pd.DataFrame"]


class Task(NamedTuple):
    """One row of the tasks frame."""

    ref: str
    name: str
    total: float
    fiscal: float
    other: float
    precision: float


class Project(NamedTuple):
    """One row of the projects frame."""

    ref: str
    name: str
    amount: float
    task: str
    carried: bool


def run(frames: Frames, who: Identity) -> Iterator[Finding]:
    """The findings on tasks, projects and goals."""
    tasks = [t for t in (Task._make(r) for r in rows(frames, "tasks", *Task._fields[1:])) if known(t.total)]
    projects = [Project._make(r) for r in rows(frames, "projects", "name", "amount", "task", "carried_over")]
    projects = [p for p in projects if known(p.amount)]
    yield from _task_rows(tasks)
    yield from _task_total(tasks, frames, who)
    yield from _task_projects(tasks, projects)
    yield from _goals(tasks, projects, frames)
    yield from _key_project(projects, frames, who)


def _sum(rule: str, subject: str, whole: Printed, parts: Sequence[Printed], *, sure: bool = True) -> Finding:
    expected, tolerance = sum(p.amount for p in parts), bound(whole, parts)
    status = compare(whole.amount, expected, tolerance)
    status = "untestable" if status == "conflict" and not sure else status
    zh, en = addition(whole, parts, tolerance, status)
    refs = [whole.ref, *(p.ref for p in parts)]
    return Finding(
        rule,
        status,
        subject,
        "dept_kpi",
        whole.amount,
        expected,
        tolerance,
        f"{subject}：{zh}",
        f"{subject}: {en}",
        refs,
    )


def _task_rows(tasks: Sequence[Task]) -> Iterator[Finding]:
    """A task's total = its fiscal money + its other money."""
    for t in tasks:
        if known(t.fiscal) and known(t.other) and t.total:
            parts = [Printed(t.fiscal, t.precision, t.ref), Printed(t.other, t.precision, t.ref)]
            yield _sum("tasks.row", t.name, Printed(t.total, t.precision, t.ref), parts)


def _task_total(tasks: Sequence[Task], frames: Frames, who: Identity) -> Iterator[Finding]:
    """All tasks together = all expenditure."""
    if len(tasks) < 2:
        return
    spent = total(open_book(frames, who.year), EXPENDED, side="expenditure", measure="total", fund="all", carried=False)
    if spent is not None:
        parts = [Printed(t.total, t.precision, t.ref) for t in tasks]
        yield _sum("tasks.total", "", Printed(spent.amount, spent.precision, spent.refs[0]), parts, sure=False)


def _task_projects(tasks: Sequence[Task], projects: Sequence[Project]) -> Iterator[Finding]:
    """A task against the project of its name, with what is carried over where that makes it up."""
    free = [p for p in projects if p.carried and not p.task]
    for t in tasks:
        own = [p for p in projects if _same(p.name, t.name)]
        if len(own) != 1:
            continue
        whole, part = Printed(t.total, t.precision, t.ref), _printed(own[0], t.precision)
        ways = [[part], *([part, _printed(p, t.precision)] for p in free if p is not own[0])]
        best = min(ways, key=lambda way: abs(t.total - sum(p.amount for p in way)))
        yield _sum("tasks.project", t.name, whole, best, sure=False)


def _printed(project: Project, precision: float) -> Printed:
    return Printed(project.amount, worth(project.amount, precision), project.ref)


def _same(one: str, other: str) -> bool:
    suffix = wording.patterns("indicators", "look")["project_suffix"]
    a, b = (suffix.sub("", flat(name)) for name in (one, other))
    return a == b


def _goals(tasks: Sequence[Task], projects: Sequence[Project], frames: Frames) -> Iterator[Finding]:
    """The number of project goals that a sentence states against the tasks of the table."""
    stated = wording.patterns("indicators", "look")["goals_stated"]
    basic = wording.patterns("indicators", "look")["basic_task"]
    found = [t for t in tasks if not basic.search(flat(t.name))]
    for ref, text in rows(frames, "sections", "text"):
        match = stated.search(flat(text))
        if match and found:
            said, there = int(match.group(1)), len(found)
            status = "exact" if said == there else "untestable"
            alone = "、".join(p.name for p in projects if p.amount and not any(_same(p.name, t.name) for t in tasks))
            status_told = "named" if said > there and alone else status
            values = {"said": said, "found": there, "sentence": match.group(0), "alone": alone}
            zh, en = (phrase("tasks.goals", status_told, lang, **values) for lang in ("zh", "en"))
            refs = [ref, *(t.ref for t in found)]
            yield Finding(
                "tasks.goals", status, "", "dept_kpi", float(said), float(there), 0.0, zh, en, refs, _severity(status)
            )
            return


def _severity(status: str) -> str:
    return "info" if status == "exact" else "notice"


def _key_project(projects: Sequence[Project], frames: Frames, who: Identity) -> Iterator[Finding]:
    """Key projects told as none, while one project is most of the budget."""
    none, real = _none_told(frames, who), [p for p in projects if p.amount]
    spent = total(open_book(frames, who.year), EXPENDED, side="expenditure", measure="total", fund="all", carried=False)
    if not none or not real or spent is None or not spent.amount:
        return
    largest = max(real, key=lambda p: p.amount)
    share = largest.amount / spent.amount
    if share >= wording.load("indicators")["least"]["largest"]:
        values = {"name": largest.name, "share": f"{share:.1%}"}
        zh, en = (phrase("tasks.key_project", "untestable", lang, **values) for lang in ("zh", "en"))
        refs = [none, largest.ref, *spent.refs]
        yield Finding("tasks.key_project", "untestable", largest.name, zh=zh, en=en, evidence=refs, severity="notice")


def _none_told(frames: Frames, who: Identity) -> str:
    """The reference to where key projects are told as none: a row of projects named so, or a sentence; '' if nowhere."""
    look = wording.patterns("indicators", "look")
    for cell in open_book(frames, who.year).filled:
        if (
            cell.table == "project"
            and cell.scheme == "project"
            and not cell.amount
            and look["nothing"].search(flat(cell.name))
        ):
            return cell.ref
    told = rows(frames, "sections", "text")
    return next((ref for ref, text in told if look["no_key_project"].search(flat(text))), "")
