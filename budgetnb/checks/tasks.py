"""Do tasks, projects, goals and money agree: totals of tasks, tasks and their projects, goals stated and found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from .. import wording
from ..text import flat
from .claims.records import stated_precision
from .finding import Finding, Printed, addition, both, bound, compare, sentences, table_of
from .frame_rows import known, rows
from .ledger import ledger_of
from .quantities import Quantity, expenditure

if TYPE_CHECKING:
    from ..model import Identity
    from .frame_rows import Frames

FEWEST_TASKS = 2
"""One task alone is no list that could make up all expenditure."""


class Task(NamedTuple):
    """One row of the frame `tasks`."""

    ref: str
    name: str
    total: float
    fiscal: float
    other: float
    precision: float

    @property
    def printed(self) -> Printed:
        """Its total as it is printed."""
        return Printed(self.total, self.precision, self.ref)


class Project(NamedTuple):
    """One row of the frame `projects`."""

    ref: str
    name: str
    amount: float
    task: str
    carried: bool


def run(frames: Frames, identity: Identity) -> Iterator[Finding]:
    """The findings on tasks, projects and goals."""
    tasks = [t for t in map(Task._make, rows(frames, "tasks", *Task._fields[1:])) if known(t.total)]
    listed = map(Project._make, rows(frames, "projects", "name", "amount", "task", "carried_over"))
    projects = [p for p in listed if known(p.amount)]
    spent = expenditure(ledger_of(frames, identity.year), carried=False)
    yield from _task_rows(tasks)
    yield from _task_total(tasks, spent)
    yield from _task_projects(tasks, projects)
    yield from _goals(tasks, projects, frames)
    yield from _key_project(projects, spent, _none_stated(frames, identity))


def _sum(rule: str, subject: str, whole: Printed, parts: Sequence[Printed], *, sure: bool = True) -> Finding:
    """The finding on a sum; a difference is no conflict where it is not `sure` that the parts are all there are."""
    expected, tolerance = sum(p.amount for p in parts), bound(whole, parts)
    status = compare(whole.amount, expected, tolerance)
    status = "untestable" if status == "conflict" and not sure else status
    zh, en = addition(whole, parts, tolerance, status)
    refs = [whole.ref, *(p.ref for p in parts)]
    numbers = (whole.amount, expected, tolerance)
    return Finding(rule, status, subject, table_of(rule), *numbers, f"{subject}：{zh}", f"{subject}: {en}", refs)


def _task_rows(tasks: Sequence[Task]) -> Iterator[Finding]:
    """A task's total is its fiscal money and its other money."""
    for t in tasks:
        if known(t.fiscal) and known(t.other) and t.total:
            parts = [Printed(amount, t.precision, t.ref) for amount in (t.fiscal, t.other)]
            yield _sum("tasks.row", t.name, t.printed, parts)


def _task_total(tasks: Sequence[Task], spent: Quantity | None) -> Iterator[Finding]:
    """All tasks together are all expenditure."""
    if spent is not None and len(tasks) >= FEWEST_TASKS:
        whole = Printed(spent.amount, spent.precision, spent.refs[0])
        yield _sum("tasks.total", "", whole, [t.printed for t in tasks], sure=False)


def _task_projects(tasks: Sequence[Task], projects: Sequence[Project]) -> Iterator[Finding]:
    """A task is the project of its name, with one that is carried over where that makes it up."""
    carried = [p for p in projects if p.carried and not p.task]
    for t in tasks:
        same = [p for p in projects if _same_name(p.name, t.name)]
        if len(same) != 1:
            continue
        part = _printed(same[0], t.precision)
        ways = [[part], *([part, _printed(p, t.precision)] for p in carried if p is not same[0])]
        nearest = min(ways, key=lambda way: abs(t.total - sum(p.amount for p in way)))
        yield _sum("tasks.project", t.name, t.printed, nearest, sure=False)


def _printed(project: Project, precision: float) -> Printed:
    return Printed(project.amount, stated_precision(project.amount, precision), project.ref)


def _same_name(one: str, other: str) -> bool:
    suffix = _look("project_suffix")
    return suffix.sub("", flat(one)) == suffix.sub("", flat(other))


def _goals(tasks: Sequence[Task], projects: Sequence[Project], frames: Frames) -> Iterator[Finding]:
    """The number of project goals that the first such sentence states is that of the project tasks in the table."""
    found = [t for t in tasks if not _look("basic_task").search(flat(t.name))]
    stated = ((ref, _look("goals_stated").search(flat(text))) for ref, text in rows(frames, "sections", "text"))
    ref, match = next(((ref, match) for ref, match in stated if match), ("", None))
    if not found or match is None:
        return
    without_task = [p.name for p in projects if p.amount and not any(_same_name(p.name, t.name) for t in tasks)]
    yield _goal_count(int(match.group(1)), match.group(0), without_task, [ref, *(t.ref for t in found)])


def _goal_count(said: int, sentence: str, without_task: Sequence[str], refs: list[str]) -> Finding:
    """The finding on a number of goals; where fewer tasks are found, it names the projects that have no task of their name."""
    there = len(refs) - 1
    status, severity = ("exact", "info") if said == there else ("untestable", "notice")
    case = "named" if said > there and without_task else status
    alone = "、".join(without_task)
    zh, en = both("tasks.goals", case, said=said, found=there, sentence=sentence, alone=alone)
    numbers = (float(said), float(there), 0.0)
    return Finding("tasks.goals", status, "", table_of("tasks.goals"), *numbers, zh, en, refs, severity)


def _key_project(projects: Sequence[Project], spent: Quantity | None, none_stated: str) -> Iterator[Finding]:
    """Key projects are told as none, while one project is most of the budget."""
    real = [p for p in projects if p.amount]
    if not none_stated or not real or spent is None or not spent.amount:
        return
    largest = max(real, key=lambda p: p.amount)
    share = largest.amount / spent.amount
    if share >= wording.load("indicators")["least"]["largest"]:
        zh, en = both("tasks.key_project", "untestable", name=largest.name, share=f"{share:.1%}")
        refs = [none_stated, largest.ref, *spent.refs]
        yield Finding("tasks.key_project", "untestable", largest.name, zh=zh, en=en, evidence=refs, severity="notice")


def _none_stated(frames: Frames, identity: Identity) -> str:
    """The reference to where key projects are told as none: a row of projects named so, or a sentence; '' if nowhere."""
    table = sentences("rule")["tasks.key_project"]["told_in"]
    for cell in ledger_of(frames, identity.year).filled:
        is_zero = cell.table == table and cell.scheme == "project" and not cell.amount
        if is_zero and _look("nothing").search(flat(cell.name)):
            return cell.ref
    texts = rows(frames, "sections", "text")
    return next((ref for ref, text in texts if _look("no_key_project").search(flat(text))), "")


def _look(name: str) -> re.Pattern[str]:
    return wording.patterns("indicators", "look")[name]
