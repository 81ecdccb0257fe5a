"""Styles of table: how a form is set, as data. A style is a row of options; `styles.toml` holds them all with a sentence each."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parent / "styles.toml"


@dataclass(frozen=True)
class Style:
    """One style. The defaults are the plain one: a full grid of thin rules with numbers on the right."""

    id: str
    says: str
    family: str
    rules: str = "all"
    """all, across (no verticals), none, three (over and under the header, under the last row), groups (a rule before each class), outside"""
    line: str = "solid"
    """solid, dashed, dotted"""
    inner: float = 0.5
    """Width of the rules between cells, in points."""
    outer: float = 0.5
    """Width of the rules around the table, in points."""
    sides: bool = True
    """Whether rules stand at the left and right margin of the table."""
    halves: bool = True
    """Whether a vertical rule parts the halves of a side-by-side list."""
    bands: bool = False
    """Whether every second row is filled."""
    head: str = "plain"
    """plain, dark (white words on a dark fill)"""
    numbers: str = "right"
    """right, left, center"""
    digits: str = "half"
    """half, full (１，２３４．５０)"""
    minus: str = "-"
    """How a number below zero is marked: -, − or － before it, () around it, △ before it; where it is not -, forms get such numbers"""
    labels: str = "plain"
    """Words of headers and totals: plain, upright (one character a line), spaced (合　计)"""
    unit: str = "above"
    """Where the unit of money stands: above, header (in the cells), broken (单位：万 / 元)"""
    total: str = "told"
    """Where the row of the total stands: told (as the form has it), first, last"""
    codes: str = "printed"
    """printed, spaces or padding (no codes: the level is told by an indent of spaces, of the cell)"""
    narrow: bool = False
    """Whether columns are too narrow for their numbers, which then break over two lines."""
    mark: str = ""
    """A watermark: '', diagonal, upright"""
    note: bool = False
    """Whether a note fills the last row of the table."""
    tables_a_page: int = 1
    pages: int = 1
    """Over how many pages a table is cut."""
    again: bool = True
    """Whether a cut table has its header on each page."""
    turn: int = 0
    """The page's /Rotate in degrees; the page is printed turned so that it stands upright on the screen."""
    sideways: bool = False
    """Whether the page lies on its side on the screen."""


@dataclass(frozen=True)
class Floor:
    """How well styles of a family are read at least, over the settings that a run draws."""

    every: float
    """The least share of amounts right in every respect."""
    numbers: float
    """The least share of amounts on their page, in their table."""
    lost: float
    """The largest share of printed numbers that are in no frame."""
    empty: int
    """The most tables called empty that are not."""
    target: float
    """The share right in every respect that is aimed at."""


@cache
def styles() -> dict[str, Style]:
    """All styles by id."""
    return {told["id"]: Style(**told) for told in _file()["style"]}


@cache
def floors() -> dict[str, Floor]:
    """The floor of each family."""
    return {name: Floor(**told) for name, told in _file()["family"].items()}


def _file() -> dict[str, dict[str, dict[str, float]]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
