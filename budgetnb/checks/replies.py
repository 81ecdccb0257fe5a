"""The answers behind the question cards, one function each; None where the document does not say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from .. import labels, wording
from ..labels import figure as money
from .answering import NAMED, Answer, Desk
from .identities.lists import HOLDS
from .ratios import three_public
from .told import SUMS, causes

ITEMS = ("abroad", "reception", "vehicle_purchase", "vehicle_operation")
LISTED = 5
NEAR = 0.0005
Row = dict[str, Any]


def _refs(rows: Iterable[Row]) -> list[str]:
    return [r["ref"] for r in rows]


def _size(desk: Desk) -> Answer | None:
    spent = desk.spent()
    if spent is None:
        return None
    claim, before = desk.told_of(spent), desk.earlier()
    more, refs = desk.compared(claim), [*spent.refs]
    if more and claim is not None:
        refs.append(claim["ref"])
    elif before is not None and before.amount:
        told = {"amount": spent.amount, "change": spent.amount - before.amount, "base": "", "year": desk.book.year}
        more = desk.compared(told | {"direction": "none"})
        refs += before.refs
    return desk.answer(spent.amount, refs, amount=money(spent.amount, desk.lang), more=more)


def _grew(desk: Desk) -> Answer | None:
    return _changed(desk, 1)


def _fell(desk: Desk) -> Answer | None:
    return _changed(desk, -1)


def _changed(desk: Desk, sign: int) -> Answer | None:
    moved = desk.changes(sign)
    if not moved:
        return None
    most = max(moved, key=lambda r: abs(r["change"]))
    reason = desk.say("reason").format(reason=most["reason"]) if most["reason"] else desk.say("no_reason")
    change = money(abs(most["change"]), desk.lang)
    return desk.answer(most["change"], (most["ref"],), "told", name=most["name"], change=change,
                       amount=money(most["amount"], desk.lang), reason=reason)  # fmt: skip


def _largest_class(desk: Desk) -> Answer | None:
    prefix = "share.function:"
    codes = {r["ratio"].removeprefix(prefix): r for r in desk.ratios(prefix)}
    if not codes:
        return None
    widest = min(map(len, codes))
    most = max((r for code, r in codes.items() if len(code) == widest), key=lambda r: r["value"])
    return desk.answer(most["value"], most["evidence"], "computed", unit="share", name=desk.first_name(most),
                       amount=money(most["numerator"], desk.lang), share=desk.percent(most["value"]))  # fmt: skip


def _basic_project(desk: Desk) -> Answer | None:
    rows = {r["ratio"]: r for r in desk.ratios("share.measure:")}
    basic, project = rows.get("share.measure:basic"), rows.get("share.measure:project")
    if basic is None or project is None:
        return None
    rest = 1 - basic["value"] - project["value"]
    more = desk.more("basic_project").format(rest=desk.percent(rest)) if rest > NEAR else ""
    refs = (*basic["evidence"], *project["evidence"])
    told = {"basic": desk.percent(basic["value"]), "project": desk.percent(project["value"]), "more": more}
    return desk.answer(project["value"], refs, "computed", unit="share", **told)


def _fund_shares(desk: Desk) -> list[Row]:
    """The shares of the funds that no other printed fund holds, the largest first."""
    rows = [r for r in desk.ratios("share.fund:") if r["value"] > 0]
    rows = [r | {"fund": r["ratio"].partition(":")[2]} for r in rows]
    rows = [r for r in rows if r["fund"] not in ("fiscal", "current")] or [r for r in rows if r["fund"] == "fiscal"]
    held = {fund for r in rows for fund in HOLDS.get(r["fund"], ())}
    return sorted((r for r in rows if r["fund"] not in held), key=lambda r: -r["value"])


def _funds(desk: Desk) -> Answer | None:
    rows = _fund_shares(desk)
    left = 1 - sum(r["value"] for r in rows) + NEAR  # what is carried over may be counted in its funds
    carried = [r for r in desk.ratios("share.carried") if 0 < r["value"] <= left]
    if not rows and not carried:
        return None
    parts = [f"{labels.label('fund', r['fund'], desk.lang)} {desk.percent(r['value'])}" for r in rows]
    parts += [f"{desk.say('carried')} {desk.percent(r['value'])}" for r in carried[:1]]
    every = [*rows, *carried[:1]]
    refs = [ref for r in every for ref in r["evidence"]]
    return desk.answer(every[0]["value"], refs, "computed", unit="share", parts=desk.listed(parts))


def _carried(desk: Desk) -> Answer | None:
    rows = desk.ratios("share.carried")
    if rows:
        first, amount = rows[0], money(rows[0]["numerator"], desk.lang)
        told = desk.more("carried").format(amount=amount, share=desk.percent(first["value"]))
        return desk.answer(first["numerator"], first["evidence"], told=told)
    funds = _fund_shares(desk)
    if funds and abs(sum(r["value"] for r in funds) - 1) < NEAR:  # the year's own income is all there is
        refs = [ref for r in funds for ref in r["evidence"]]
        return desk.answer(0.0, refs, "computed", told=desk.say("nothing_carried"))
    return None


def _largest_project(desk: Desk) -> Answer | None:
    rows, spent = [r for r in desk.projects() if r["amount"] > 0], desk.spent()
    if not rows or spent is None or not spent.amount:
        return None
    most = max(rows, key=lambda r: r["amount"])
    told = {"amount": money(most["amount"], desk.lang), "share": desk.percent(most["amount"] / spent.amount)}
    return desk.answer(most["amount"], (most["ref"], *spent.refs), name=most["name"], **told)


def _moved(desk: Desk) -> Answer | None:
    rows = desk.rows("moves", "giver", "receiver", "amount")
    finest = [r for r in rows if not desk.wide(r["giver"])] or rows  # a class and its items are the same money
    rows = [r for r in rows if r in finest or r["amount"] not in [f["amount"] for f in finest]]
    if not rows:
        return None
    told = [
        desk.say("move").format(
            giver=desk.plain(r["giver"]) or desk.say("unnamed_giver"),
            receiver=desk.plain(r["receiver"]) or desk.say("unnamed"),
            amount=money(r["amount"], desk.lang) if desk.known(r["amount"]) else "",
        ).strip()
        for r in rows
    ]  # fmt: skip
    amount = sum(r["amount"] for r in finest if desk.known(r["amount"]))
    alike = "".join(
        desk.more("moved").format(change=money(r["numerator"], desk.lang), share=desk.percent(r["value"], signed=True))
        for r in desk.ratios("change.like_for_like")[:1]
    )
    return desk.answer(amount, _refs(rows), "told", moves=f"{desk.listed(told)}{alike}")


def _bought(desk: Desk) -> Answer | None:
    rows = [r for r in desk.rows("procurement", "by", "code", "amount", "sme") if desk.known(r["amount"])]
    whole = next((r for r in rows if r["by"] == "total"), None)
    if whole is None:
        return None
    largest: dict[str, Row] = {}
    for r in sorted((r for r in rows if r["by"] == "kind" and r["amount"]), key=lambda r: -r["amount"]):
        largest.setdefault(r["code"], r)  # a kind's own row stands above its purchases
    kinds = list(largest.values())
    told = [f"{labels.label('category', r['code'], desk.lang)} {money(r['amount'], desk.lang)}" for r in kinds]
    more = f"{desk.say('colon')}{desk.listed(told)}" if told else ""
    return desk.answer(whole["amount"], _refs((whole, *kinds)), amount=money(whole["amount"], desk.lang), kinds=more)


def _reserved(desk: Desk) -> Answer | None:
    rows = [r for r in desk.ratios("procurement.sme") if r["ratio"] == "procurement.sme"]
    if not rows:
        return None
    first, more = rows[0], ""
    micro = [r for r in desk.ratios("procurement.micro") if r["ratio"] == "procurement.micro"]
    if micro:
        more = desk.more("reserved").format(micro=money(micro[0]["numerator"], desk.lang))
    told = {"amount": money(first["numerator"], desk.lang), "share": desk.percent(first["value"]), "more": more}
    return desk.answer(first["numerator"], first["evidence"], "computed", **told)


def _unreserved(desk: Desk) -> Answer | None:
    rows = desk.rows("procurement", "by", "code", "name", "amount", "sme")
    rows = [r for r in rows if r["by"] == "function" and r["amount"] and desk.known(r["sme"])]
    if not rows:
        return None
    deepest = [r for r in rows if not any(o["code"].startswith(r["code"]) and o["code"] != r["code"] for o in rows)]
    reserved = {r["code"] for r in deepest if r["sme"]}
    none: dict[str, Row] = {}
    for r in deepest:  # a class of several units is one
        if r["code"] not in reserved:
            none[r["code"]] = r | {"amount": r["amount"] + none.get(r["code"], {"amount": 0.0})["amount"]}
    listed = sorted(none.values(), key=lambda r: -r["amount"])
    told = [f"{r['code']} {r['name']} {money(r['amount'], desk.lang)}" for r in listed]
    more = desk.say("and_more").format(count=len(told) - LISTED) if len(told) > LISTED else ""
    names = f"{desk.listed(told[:LISTED])}{more}" or desk.say("none_unreserved")
    refs = _refs(r for r in deepest if not listed or r["code"] in none)
    return desk.answer(sum(r["amount"] for r in listed), refs, "computed", names=names)


def _three_public(desk: Desk) -> Answer | None:
    now, claim = desk.three_public(), desk.claim("three_public")
    if now is None:
        return _told(desk, claim)
    more, refs = desk.compared(claim), [*now.refs, *([claim["ref"]] if claim else [])]
    if rows := desk.ratios("change.three_public"):
        told = {"amount": now.amount, "change": now.amount - rows[0]["denominator"], "base": "", "year": desk.book.year}
        more, refs = desk.compared(told | {"direction": "none"}), [*now.refs, *rows[0]["evidence"]]
    items = {item: found for item in ITEMS if (found := three_public(desk.book, item)) is not None and found.amount}
    names = {item: labels.label("three_public", item, desk.lang) for item in items}
    parts = desk.listed(f"{names[item]} {money(found.amount, desk.lang)}" for item, found in items.items())
    refs += [ref for found in items.values() for ref in found.refs]
    told_parts = f"{desk.say('semicolon')}{parts}" if parts else ""
    return desk.answer(now.amount, refs, amount=money(now.amount, desk.lang), more=f"{more}{told_parts}")


def _told(desk: Desk, claim: Row | None) -> Answer | None:
    """The amount of a claim with its change."""
    if claim is None:
        return None
    told = {"amount": money(claim["amount"], desk.lang), "more": desk.compared(claim)}
    return desk.answer(claim["amount"], (claim["ref"],), **told)


def _vehicles(desk: Desk) -> Answer | None:
    held = [
        r for r in desk.rows("assets", "item", "count", "date") if r["item"] == "vehicles" and desk.known(r["count"])
    ]
    if not held:
        return None
    rows, first, more = desk.ratios("vehicle.operation"), held[0], ""
    if rows and first["count"]:
        more = desk.more("vehicles").format(each=money(rows[0]["value"], desk.lang))
    since = desk.say("as_of").format(date=first["date"]) if first["date"] else ""
    refs = (first["ref"], *(rows[0]["evidence"] if more else ()))
    told = {"count": f"{first['count']:g}", "more": more, "since": since}
    return desk.answer(first["count"], refs, "computed" if more else "printed", unit="vehicles", **told)


def _heads(desk: Desk) -> Answer | None:
    staff = desk.staff()
    if not staff:
        return None
    told = desk.say("comma").join(desk.say(name).format(count=f"{staff[name].amount:g}") for name in ("actual", "establishment")
                                  if name in staff)  # fmt: skip
    rows, more = desk.ratios("head.personnel.actual"), ""
    if rows:
        more = desk.more("heads").format(each=money(rows[0]["value"], desk.lang))
    first = staff.get("actual") or staff["establishment"]
    refs = [ref for counted in staff.values() for ref in counted.refs] + [
        ref for r in rows[:1] for ref in r["evidence"]
    ]
    return desk.answer(first.amount, refs, "computed" if more else "printed", unit="heads", told=told, more=more)


def _operating_cost(desk: Desk) -> Answer | None:
    if claim := desk.claim("operating_cost"):
        return _told(desk, claim)
    rows = [c for c in desk.book.filled if c.table == "operating_cost" and c.kind == "total" and c.measure == "total"]
    if not rows:
        return None
    return desk.answer(rows[0].amount, (rows[0].ref,), amount=money(rows[0].amount, desk.lang), more="")


def _indicators(desk: Desk) -> Answer | None:
    rows = [r for r in desk.rows("kpis", "operator") if r["operator"] != "blank"]
    if not rows:
        return None
    counted = sum(r["operator"] != "text" for r in rows)
    told = {"count": len(rows), "counted": counted, "share": desk.percent(counted / len(rows))}
    return desk.answer(float(len(rows)), _refs(rows), unit="indicators", **told)


def _unmeasured(desk: Desk) -> Answer | None:
    rows = desk.rows("kpis", "operator", "level1", "level2", "indicator", "target")
    if not rows:
        return None
    texts, blanks = ([r for r in rows if r["operator"] == kind] for kind in ("text", "blank"))
    quoted = [desk.say("target").format(**r) for r in texts]
    categories = [r["level2"] or r["level1"] for r in blanks]
    told = [
        desk.say(key).format(count=len(names), names=desk.some(list(dict.fromkeys(names))))
        for key, names in (("text_targets", quoted), ("blank_categories", categories))
        if names
    ]
    refs = _refs((*texts, *blanks))
    return desk.answer(float(len(refs)), refs, unit="indicators", what=desk.listed(told) or desk.say("all_measured"))


def _conflicts(desk: Desk) -> Answer | None:
    message = f"message_{desk.lang}"
    rows = [r for r in desk.rows("checks", "rule", "status", "difference", message) if r["rule"].startswith(SUMS)]
    tested = sum(r["status"] in ("exact", "rounding", "conflict") for r in rows)
    if not tested:
        return None
    wrong = [r for r in rows if r["status"] == "conflict"]
    groups = causes(wrong)
    named = desk.listed(str(first[message]) for first, *_ in groups[:NAMED])
    left = len(wrong) - len(groups[:NAMED])
    more = desk.say("and_more").format(count=left) if left else ""
    told = {"tested": f"{tested:,}", "count": len(wrong), "named": f"{desk.say('colon')}{named}{more}" if wrong else ""}
    return desk.answer(float(len(wrong)), _refs(wrong), "computed", unit="findings", **told)


def _missing(desk: Desk) -> Answer | None:
    columns = ("rule", "status", "subject", "table", f"message_{desk.lang}")
    rows = [r for r in desk.rows("checks", *columns) if r["rule"] in ("completeness.required", "completeness.promised")]
    if not rows:
        return None
    gone = [r for r in rows if r["status"] != "exact"]
    promised = {r["table"] for r in gone if r["rule"] == "completeness.promised"}
    tables = {entry["id"]: set(entry.get("tables", ())) for entry in wording.load("completeness")["required"]}
    # what the contents name and the document lacks is told once, by the name in the contents
    gone = [r for r in gone if r["table"] or not tables[r["subject"]] & promised]
    named = [r["subject"] for r in gone if r["rule"] == "completeness.promised"]
    parts = [desk.say("promised_gone").format(count=len(named), names=desk.some(named))] if len(named) > 1 else []
    rest = [r for r in gone if not parts or r["rule"] != "completeness.promised"]
    told = desk.listed([*parts, *(r[f"message_{desk.lang}"] for r in rest)]) or desk.say("nothing_missing")
    return desk.answer(float(len(gone)), _refs(gone), "computed", unit="findings", names=told)


ANSWERS: dict[str, Callable[[Desk], Answer | None]] = {
    "size": _size, "grew": _grew, "fell": _fell, "largest_class": _largest_class, "basic_project": _basic_project,
    "funds": _funds, "carried": _carried, "largest_project": _largest_project, "moved": _moved,
    "bought": _bought, "reserved": _reserved, "unreserved": _unreserved, "three_public": _three_public,
    "vehicles": _vehicles, "heads": _heads, "operating_cost": _operating_cost, "indicators": _indicators,
    "unmeasured": _unmeasured, "conflicts": _conflicts, "missing": _missing,
}  # fmt: skip
