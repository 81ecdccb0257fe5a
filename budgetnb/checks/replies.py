"""The answers behind the question cards, one function each; None where the document does not say."""

from __future__ import annotations

from collections.abc import Callable

from .. import labels
from .answering import Answer, Desk
from .answering import money_told as money
from .identities.lists import HOLDS

COLON = {"zh": "\uff1a", "en": ": "}


def _size(desk: Desk) -> Answer | None:
    spent = desk.spent()
    if spent is None:
        return None
    claim = desk.claim(("total_expenditure", "total_both"), changed=True)
    more = ""
    if claim is not None:
        values = {
            "base": claim["base"] or desk.say("before"), "direction": desk.say(claim["direction"]),
            "change": money(abs(claim["change"]), desk.lang), "pct": desk.percent(abs(claim["change_pct"]) / 100),
        }  # fmt: skip
        more = desk.more("size").format(**values)
    refs = (*spent.refs, *([claim["ref"]] if claim is not None else []))
    return desk.answer(spent.amount, refs, amount=money(spent.amount, desk.lang), more=more)


def _grew(desk: Desk) -> Answer | None:
    return _changed(desk, 1)


def _fell(desk: Desk) -> Answer | None:
    return _changed(desk, -1)


def _changed(desk: Desk, sign: int) -> Answer | None:
    moved = [r for r in desk.changes() if r["change"] * sign > 0]
    if not moved:
        return None
    most = max(moved, key=lambda r: abs(r["change"]))
    reason = most["reason"] or desk.say("no_reason")
    change = money(abs(most["change"]), desk.lang)
    return desk.answer(most["change"], (most["ref"],), "told", name=most["name"], change=change,
                       amount=money(most["amount"], desk.lang), reason=reason)  # fmt: skip


def _largest_class(desk: Desk) -> Answer | None:
    return _largest(desk, "share.function:", 3)


def _largest(desk: Desk, prefix: str, length: int) -> Answer | None:
    rows = [r for r in desk.ratios(prefix) if len(r["ratio"].removeprefix(prefix)) == length]
    if not rows:
        return None
    most = max(rows, key=lambda r: r["value"])
    return desk.answer(most["value"], most["evidence"], "computed", unit="share", name=desk.first_name(most),
                       amount=money(most["numerator"], desk.lang), share=desk.percent(most["value"]))  # fmt: skip


def _basic_project(desk: Desk) -> Answer | None:
    rows = {r["ratio"]: r for r in desk.ratios("share.measure:")}
    basic, project = rows.get("share.measure:basic"), rows.get("share.measure:project")
    if basic is None or project is None:
        return None
    refs = (*basic["evidence"], *project["evidence"])
    told = {"basic": desk.percent(basic["value"]), "project": desk.percent(project["value"])}
    return desk.answer(project["value"], refs, "computed", unit="share", **told)


def _funds(desk: Desk) -> Answer | None:
    rows = [
        r for r in desk.ratios("share.fund:") if r["value"] > 0 and not r["ratio"].endswith((":fiscal", ":current"))
    ]
    if not rows:
        return None
    there = {r["ratio"].partition(":")[2] for r in rows}
    held = {fund for holder in there for fund in HOLDS.get(holder, ())}
    rows = sorted((r for r in rows if r["ratio"].partition(":")[2] not in held), key=lambda r: -r["value"])
    parts = [
        f"{labels.label('fund', r['ratio'].partition(':')[2], desk.lang)} {desk.percent(r['value'])}" for r in rows
    ]
    refs = [ref for r in rows for ref in r["evidence"]]
    return desk.answer(rows[0]["value"], refs, "computed", unit="share", parts=desk.listed(parts))


def _carried(desk: Desk) -> Answer | None:
    rows = desk.ratios("share.carried")
    if not rows:
        return None
    first = rows[0]
    return desk.answer(
        first["numerator"],
        first["evidence"],
        amount=money(first["numerator"], desk.lang),
        share=desk.percent(first["value"]),
    )


def _largest_project(desk: Desk) -> Answer | None:
    rows, spent = [r for r in desk.projects() if r["amount"] > 0], desk.spent()
    if not rows or spent is None or not spent.amount:
        return None
    most = max(rows, key=lambda r: r["amount"])
    share = desk.percent(most["amount"] / spent.amount)
    return desk.answer(
        most["amount"],
        (most["ref"], *spent.refs),
        name=most["name"],
        amount=money(most["amount"], desk.lang),
        share=share,
    )


def _moved(desk: Desk) -> Answer | None:
    rows = desk.rows("moves", "giver", "receiver", "amount")
    if not rows:
        return None
    told = [
        desk.say("move").format(
            giver=r["giver"] or desk.say("unnamed_giver"), receiver=r["receiver"] or desk.say("unnamed"),
            amount=money(r["amount"], desk.lang) if desk.known(r["amount"]) else "",
        ).strip()
        for r in rows
    ]  # fmt: skip
    amount = sum(r["amount"] for r in rows if desk.known(r["amount"]))
    return desk.answer(amount, [r["ref"] for r in rows], "told", moves=desk.listed(told))


def _bought(desk: Desk) -> Answer | None:
    rows = desk.rows("procurement", "by", "code", "amount", "sme")
    whole = next((r for r in rows if r["by"] == "total"), None)
    if whole is None:
        return None
    kinds = [r for r in rows if r["by"] == "kind" and r["amount"]]
    told = [f"{labels.label('category', r['code'], desk.lang)} {money(r['amount'], desk.lang)}" for r in kinds]
    more = f"{COLON[desk.lang]}{desk.listed(told)}" if told else ""
    return desk.answer(
        whole["amount"], [r["ref"] for r in (whole, *kinds)], amount=money(whole["amount"], desk.lang), kinds=more
    )


def _reserved(desk: Desk) -> Answer | None:
    rows = [r for r in desk.ratios("procurement.sme") if r["ratio"] == "procurement.sme"]
    if not rows:
        return None
    first = rows[0]
    return desk.answer(
        first["numerator"],
        first["evidence"],
        "computed",
        amount=money(first["numerator"], desk.lang),
        share=desk.percent(first["value"]),
    )


def _unreserved(desk: Desk) -> Answer | None:
    rows = [
        r
        for r in desk.rows("procurement", "by", "code", "name", "amount", "sme")
        if r["by"] == "function" and r["amount"]
    ]
    rows = [r for r in rows if desk.known(r["sme"])]
    if not rows:
        return None
    deepest = [r for r in rows if not any(o["code"].startswith(r["code"]) and o["code"] != r["code"] for o in rows)]
    none = sorted((r for r in deepest if not r["sme"]), key=lambda r: -r["amount"])
    told = desk.listed(f"{r['name']} {money(r['amount'], desk.lang)}" for r in none[:5]) or desk.say("none_unreserved")
    return desk.answer(sum(r["amount"] for r in none), [r["ref"] for r in none or deepest], "computed", names=told)


def _three_public(desk: Desk) -> Answer | None:
    now = desk.three_public()
    if now is None:
        return None
    rows, more, refs = desk.ratios("change.three_public"), "", list(now.refs)
    if rows:
        first = rows[0]
        more = desk.more("three_public").format(
            before=money(first["denominator"], desk.lang), pct=desk.percent(first["value"], signed=True)
        )
        refs += first["evidence"]
    return desk.answer(now.amount, refs, amount=money(now.amount, desk.lang), more=more)


def _vehicles(desk: Desk) -> Answer | None:
    rows = desk.ratios("vehicle.operation")
    held = [r for r in desk.rows("assets", "item", "count") if r["item"] == "vehicles" and desk.known(r["count"])]
    if not rows and not held:
        return None
    if rows:
        more = desk.more("vehicles").format(each=money(rows[0]["value"], desk.lang))
        return desk.answer(
            rows[0]["denominator"],
            rows[0]["evidence"],
            "computed",
            unit="vehicles",
            count=f"{rows[0]['denominator']:g}",
            more=more,
        )
    return desk.answer(held[-1]["count"], (held[-1]["ref"],), unit="vehicles", count=f"{held[-1]['count']:g}", more="")


def _heads(desk: Desk) -> Answer | None:
    staff = desk.staff()
    if len(staff) < 2:
        return None
    rows, more = desk.ratios("head.personnel.actual"), ""
    if rows:
        more = desk.more("heads").format(each=money(rows[0]["value"], desk.lang))
    told = {name: f"{staff[name].amount:g}" for name in ("actual", "establishment")}
    return desk.answer(
        staff["actual"].amount, (*staff["actual"].refs, *staff["establishment"].refs), unit="heads", more=more, **told
    )


def _operating_cost(desk: Desk) -> Answer | None:
    claim = desk.claim(("operating_cost",))
    if claim is None:
        return None
    return desk.answer(claim["amount"], (claim["ref"],), amount=money(claim["amount"], desk.lang))


def _indicators(desk: Desk) -> Answer | None:
    rows = [r for r in desk.rows("kpis", "operator") if r["operator"] != "blank"]
    if not rows:
        return None
    counted = sum(r["operator"] != "text" for r in rows)
    told = {"count": len(rows), "counted": counted, "share": desk.percent(counted / len(rows))}
    return desk.answer(float(len(rows)), [r["ref"] for r in rows], unit="indicators", **told)


def _unmeasured(desk: Desk) -> Answer | None:
    rows = desk.rows("kpis", "operator")
    if not rows:
        return None
    texts, blanks = ([r for r in rows if r["operator"] == kind] for kind in ("text", "blank"))
    told = [
        desk.say(key).format(count=len(found))
        for key, found in (("text_targets", texts), ("blank_categories", blanks))
        if found
    ]
    refs = [r["ref"] for r in (*texts, *blanks)]
    return desk.answer(float(len(refs)), refs, unit="indicators", what=desk.listed(told) or desk.say("all_measured"))


def _conflicts(desk: Desk) -> Answer | None:
    rows = desk.rows("checks", "status", f"message_{desk.lang}", "evidence")
    if not rows:
        return None
    wrong = [r for r in rows if r["status"] == "conflict"]
    tested = sum(r["status"] in ("exact", "rounding", "conflict") for r in rows)
    first = wrong[0][f"message_{desk.lang}"] if wrong else ""
    named = f"{COLON[desk.lang]}{first}" if first else ""
    return desk.answer(
        float(len(wrong)),
        [r["ref"] for r in wrong],
        "computed",
        unit="findings",
        tested=tested,
        count=len(wrong),
        named=named,
    )


def _missing(desk: Desk) -> Answer | None:
    rows = [
        r
        for r in desk.rows("checks", "rule", "status", f"message_{desk.lang}")
        if r["rule"].startswith("completeness.")
    ]
    if not rows:
        return None
    gone = [r for r in rows if r["status"] != "exact"]
    told = desk.listed(r[f"message_{desk.lang}"] for r in gone) or desk.say("nothing_missing")
    return desk.answer(float(len(gone)), [r["ref"] for r in gone], "computed", unit="findings", names=told)


ANSWERS: dict[str, Callable[[Desk], Answer | None]] = {
    "size": _size, "grew": _grew, "fell": _fell, "largest_class": _largest_class, "basic_project": _basic_project,
    "funds": _funds, "carried": _carried, "largest_project": _largest_project, "moved": _moved,
    "bought": _bought, "reserved": _reserved, "unreserved": _unreserved, "three_public": _three_public,
    "vehicles": _vehicles, "heads": _heads, "operating_cost": _operating_cost, "indicators": _indicators,
    "unmeasured": _unmeasured, "conflicts": _conflicts, "missing": _missing,
}  # fmt: skip
