"""Names for ids, in Chinese and English: tables, measures, funds, kinds, statuses and what else readers see.

Tables of words only: :func:`label` looks one up and gives the id itself back where no name is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Literal

from . import wording
from .errors import OptionError

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, Lang] = ("zh", "en")

Words = Mapping[str, tuple[str, str]]


class _Tables(Mapping[str, tuple[str, str]]):
    """The names of the canonical tables, as tables.toml has them, and of what is none of them; read when first asked for."""

    @cached_property
    def names(self) -> dict[str, tuple[str, str]]:
        named = (*wording.tables.entries().values(), wording.tables.UNRECOGNISED)
        return {table.id: (table.zh, table.en) for table in named}

    def __getitem__(self, key: str) -> tuple[str, str]:
        return self.names[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


TABLES: Words = _Tables()
MEASURES: Words = {
    "total": ("合计", "Total"),
    "basic": ("基本支出", "Basic"),
    "project": ("项目支出", "Project"),
    "personnel": ("人员经费", "Personnel"),
    "public": ("公用经费", "Public use"),
    "operating": ("经营支出", "Operating"),
    "remit_up": ("上缴上级", "Remitted upward"),
    "subsidize_down": ("补助下级", "Subsidies downward"),
    "carry_forward": ("结转下年", "Carried forward"),
    "procurement": ("政府采购", "Procurement"),
    "procurement_sme": ("面向中小企业", "Reserved for small and medium firms"),
    "procurement_micro": ("面向小微企业", "Reserved for small and micro firms"),
    "change": ("增减", "Change"),
    "change_pct": ("增减%", "Change, %"),
    "other": ("其他", "Other"),
}
FUNDS: Words = {
    "all": ("全部资金", "All funds"),
    "current": ("本年收入", "Income of the year"),
    "fiscal": ("财政拨款", "Fiscal appropriation"),
    "general": ("一般公共预算", "General public budget"),
    "gov_fund": ("政府性基金", "Government funds"),
    "state_capital": ("国有资本经营", "State capital"),
    "special_account": ("财政专户", "Special fiscal account"),
    "own": ("单位资金", "Own funds"),
    "business": ("事业收入", "Service income"),
    "operating_income": ("经营收入", "Operating income"),
    "superior": ("上级补助", "From superiors"),
    "affiliated": ("附属单位上缴", "From affiliated units"),
    "other": ("其他收入", "Other income"),
    "carried": ("上年结余、结转", "Carried over"),
}
KINDS: Words = {
    "item": ("明细", "Item"),
    "subtotal": ("小计", "Subtotal"),
    "of_which": ("其中", "Of which"),
    "total": ("合计", "Total"),
}
CATEGORIES: Words = {
    "function": ("功能分类", "function"),
    "economic": ("经济分类", "economic class"),
    "basic_project": ("基本与项目", "basic and project"),
    "fund": ("资金来源", "fund"),
    "goods": ("货物", "Goods"),
    "works": ("工程", "Works"),
    "services": ("服务", "Services"),
}
THREE_PUBLIC: Words = {
    "total": ("合计", "Total"),
    "abroad": ("因公出国（境）", "Travel abroad"),
    "reception": ("公务接待", "Reception"),
    "vehicles": ("公务用车", "Vehicles"),
    "vehicle_purchase": ("公务用车购置", "Vehicle purchase"),
    "vehicle_operation": ("公务用车运行维护", "Vehicle operation"),
    "meeting": ("会议", "Meetings"),
    "training": ("培训", "Training"),
    "operating_cost": ("机关运行经费", "Agency operating cost"),
}
STATUSES: Words = {
    "exact": ("相符", "Exact"),
    "rounding": ("尾差以内", "Within rounding"),
    "conflict": ("不符", "Conflict"),
    "untestable": ("无法核对", "Cannot be tested"),
}
OPERATORS: Words = {
    ">=": ("≥", "≥"),
    "<=": ("≤", "≤"),
    "=": ("=", "="),
    ">": (">", ">"),
    "<": ("<", "<"),
    "range": ("区间", "Range"),
    "text": ("文字", "Text"),
    "blank": ("空白", "Blank"),
}
LEVELS: Words = {"1": ("类", "class"), "2": ("款", "group"), "3": ("项", "item")}
RATIOS: Words = {
    "share.measure:project": ("项目支出占支出", "Projects in expenditure"),
    "share.measure:basic": ("基本支出占支出", "Basic expenditure in expenditure"),
    "share.other.function": ("“其他”科目占支出", "“Other” subjects in expenditure"),
    "share.other.economic": ("“其他”经济科目占支出", "“Other” economic classes in expenditure"),
    "share.project.largest": ("最大项目占支出", "The largest project in expenditure"),
    "concentration.top3.function:1": ("最大三类占支出", "The three largest classes in expenditure"),
    "share.carried": ("上年结转结余占收入", "Carried over in income"),
    "procurement.share": ("政府采购占支出", "Procurement in expenditure"),
    "procurement.sme": ("面向中小企业占采购", "Reserved for small and medium firms in procurement"),
    "procurement.micro": ("面向小微企业占预留", "For small and micro firms in the reserve"),
    "change.expenditure": ("支出比上年", "Expenditure against the year before"),
    "change.three_public": ("“三公”经费比上年", "Three public expenses against the year before"),
    "head.personnel.establishment": ("人均工资福利（按编制）", "Wages per established post"),
    "head.personnel.actual": ("人均工资福利（按实有）", "Wages per person in post"),
    "head.public.establishment": ("人均商品服务（按编制）", "Goods and services per established post"),
    "head.public.actual": ("人均商品服务（按实有）", "Goods and services per person in post"),
    "head.three_public.establishment": ("人均“三公”（按编制）", "Three public expenses per established post"),
    "vehicle.operation": ("每车运行维护费", "Operation per vehicle"),
}
WHYS: Words = {
    "unit unknown": ("金额单位不明", "Money unit not known"),
    "column unknown": ("栏目不明", "Column not known"),
    "row unknown": ("行不明", "Row not known"),
    "no money": ("不是金额", "Not money"),
    "header": ("落入表头", "In the header"),
    "joined": ("与他数或文字相连", "Joined with another number or text"),
    "outside every cell": ("不在任何单元格内", "Outside every cell"),
    "no table id": ("表未识别", "Table not recognised"),
    "field": ("表单栏目，无处存放", "Field of a form that no frame holds"),
    "chart": ("图", "Chart"),
}
EVERY: Mapping[str, Words] = {
    "table": TABLES, "measure": MEASURES, "fund": FUNDS, "kind": KINDS, "category": CATEGORIES,
    "three_public": THREE_PUBLIC, "status": STATUSES, "operator": OPERATORS, "level": LEVELS, "ratio": RATIOS, "why": WHYS,
}  # fmt: skip


_spoken: list[Lang] = []


def speak(lang: Lang | None) -> None:
    """Sets the language of what shows itself in a notebook (cards, citations); None is both side by side.

    Raises
    ------
    OptionError
        The language is neither zh nor en.
    """
    if lang is not None:
        say(("", ""), lang)
    _spoken[:] = [] if lang is None else [lang]


def leading() -> Lang:
    """The language that :func:`speak` set, else Chinese: of what is shown in one language alone."""
    return _spoken[0] if _spoken else "zh"


def spoken(words: tuple[str, str]) -> str:
    """A pair in the language that :func:`speak` set; both where none is set and they differ.

    Examples
    --------
    >>> spoken(("单位", "unit"))
    '单位 unit'
    """
    if _spoken:
        return say(words, _spoken[0])
    return words[0] if words[0] == words[1] else f"{words[0]} {words[1]}"


@lru_cache(maxsize=2048)
def label(list_name: str, key: str, lang: Lang = "zh") -> str:
    """The name of an id in one language; the id itself where the list has no such id.

    Raises
    ------
    OptionError
        There is no such list or language.

    Examples
    --------
    >>> label("fund", "gov_fund", "en")
    'Government funds'
    """
    if list_name not in EVERY:
        raise OptionError(f"no list {list_name!r}; there are: {', '.join(EVERY)}")
    return say(EVERY[list_name].get(key, (key, key)), lang)


def say(words: tuple[str, str], lang: Lang = "zh") -> str:
    """One of a pair (Chinese, English).

    Raises
    ------
    OptionError
        The language is neither zh nor en.

    Examples
    --------
    >>> say(("单位", "unit"), "en")
    'unit'
    """
    if lang not in LANGS:
        raise OptionError(f"no language {lang!r}; there are: {', '.join(LANGS)}")
    return words[LANGS.index(lang)]


UNITS: Mapping[Lang, tuple[tuple[float, float, str], ...]] = {
    "zh": ((1e9, 1e8, "亿元"), (1e4, 1e4, "万元"), (0.0, 1.0, "元")),
    "en": ((1e10, 1e9, "billion yuan"), (1e6, 1e6, "million yuan"), (1e3, 1e3, "thousand yuan"), (0.0, 1.0, "yuan")),
}
"""From how much on an amount is told in which unit: (least, size in yuan, its name), the largest first."""
SMALLEST_SHARE = 0.0005


def money(largest: float, lang: Lang) -> tuple[float, str]:
    """The unit that suits the largest amount: how many yuan it is, and its name.

    Examples
    --------
    >>> money(185_530_000.0, "en")
    (1000000.0, 'million yuan')
    """
    if lang not in UNITS:
        raise OptionError(f"no language {lang!r}; there are: {', '.join(UNITS)}")
    return next(((size, name) for least, size, name in UNITS[lang] if not abs(largest) < least), UNITS[lang][-1][1:])


def figure(yuan: float, lang: Lang, *, beside: float = 0.0) -> str:
    """An amount in words, in the unit that suits it, or that suits the larger amount that it stands beside.

    Examples
    --------
    >>> figure(185_530_000.0, "zh"), figure(185_530_000.0, "en"), figure(27_967_000.0, "zh", beside=1_959_000_000.0)
    ('18,553 万元', '185.53 million yuan', '0.28 亿元')
    """
    size, unit = money(max(abs(yuan), abs(beside)), lang)
    places = 2 if lang == "en" or abs(yuan) / size < (1000 if size == 1 else 100) else 0
    told = f"{abs(yuan) / size:,.{places}f}"
    told = told.rstrip("0").rstrip(".") if "." in told else told
    return f"{'−' if yuan < 0 and told != '0' else ''}{told} {unit}"


def share(part: float) -> str:
    """A share in per cent; what is more than nothing, or less than all, is never told as 0.0% or 100.0%.

    Examples
    --------
    >>> share(0.5389), share(0.0002), share(0.9999), share(1.0), share(0.0)
    ('53.9%', '<0.1%', '>99.9%', '100.0%', '0.0%')
    """
    if 0 < part < SMALLEST_SHARE:
        return "<0.1%"
    return ">99.9%" if 1 - SMALLEST_SHARE < part < 1 - 1e-9 else f"{part:.1%}".replace("-", "−")


def row_name(scheme: str, code: str, name: str) -> str:
    """What a row is called in Chinese: code and name as printed; of the three public expenses the item, where the name does not tell it.

    Examples
    --------
    >>> row_name("function", "214", "交通运输支出"), row_name("three_public", "reception", "公务接待费"), row_name("three_public", "reception", "合计")
    ('214 交通运输支出', '公务接待费', '公务接待 合计')
    """
    if code.isdigit() or not code:
        return f"{code} {name}".strip()
    item = THREE_PUBLIC.get(code, ("", ""))[0]
    told = item.replace("（", "(").replace("）", ")") in name.replace("（", "(").replace("）", ")")
    return name if name and (told or code == "total") else f"{item} {name}".strip()


def retold(subject: str, lang: Lang) -> str:
    """A subject in one language: the measures, funds and items in it are told, what is printed stays as it is.

    Examples
    --------
    >>> retold("公务接待 合计 · 一般公共预算 · 2026", "en"), retold("21401 公路水路运输 · 项目支出", "zh")
    ('Reception 合计 · General public budget · 2026', '21401 公路水路运输 · 项目支出')
    """
    if lang == "zh":
        return subject
    first, *rest = subject.split(" · ")
    item, blank, name = first.partition(" ")
    first = f"{_ITEMS[item]} {name}" if blank and item in _ITEMS else first
    return " · ".join([first, *(_TOLD.get(part, part) for part in rest)])


_TOLD = {zh: en for words in (MEASURES, FUNDS) for zh, en in words.values()}
_ITEMS = {zh: en for zh, en in THREE_PUBLIC.values()}
