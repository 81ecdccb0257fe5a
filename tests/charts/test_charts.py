"""What the charts say and draw, read from their specification."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import builders
import pandas as pd
import pytest

import budgetnb
from budgetnb import charts, frames
from budgetnb.charts import render, select
from budgetnb.errors import OptionError

D = builders.disclosure()


@pytest.mark.parametrize(("level", "finding", "count"), [
    (1, "城乡社区支出占 53.9%，全部 18,553 万元", 5),
    (2, "国有土地使用权出让收入安排的支出占 53.9%，全部 18,553 万元", 5),
    (3, "城市建设支出占 53.9%，全部 18,553 万元", 10),
])  # fmt: skip
def test_composition_never_adds_a_whole_to_its_parts(level: int, finding: str, count: int) -> None:
    assert charts.composition(D, level=level).to_dict()["title"]["text"] == [finding]
    assert len(charts.composition_table(D, level=level)) == count


@pytest.mark.parametrize("name", ["composition", "basic_project", "funds", "changes", "slope", "moves_flow", "procurement",
                                  "three_public", "kpi_matrix", "targets", "checks_overview", "composition_twin"])  # fmt: skip
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_chart_is_valid_and_says_so_kindly_when_empty(name: str, lang: str) -> None:
    draw = getattr(charts, name)
    empty = builders.disclosure(**{frame: frames.build(frame, []) for frame in frames.SCHEMAS})
    assert draw(D, lang=lang).to_dict()["title"]["subtitle"]
    assert draw(empty, lang=lang).to_dict()["title"]["text"] == ["—"]


@pytest.mark.parametrize("told", [[], [2023]], ids=["no year", "one year"])
def test_three_public_expenses_stand_under_the_years_that_are_told(told: list[int]) -> None:
    amounts = builders.amounts()
    untold = amounts.assign(year=amounts["year"].where(amounts["year"].isin(told)))
    assert set(charts.three_public_table(untold)["year"]) == set(told)
    assert (charts.three_public(untold).to_dict()["title"]["text"] == ["—"]) is not bool(told)


def test_an_unknown_choice_names_those_that_exist() -> None:
    with pytest.raises(OptionError, match="bars, treemap, icicle"):
        charts.composition(D, shape="pie")


def test_a_name_in_a_specification_never_becomes_markup() -> None:
    hostile = builders.projects().assign(name="</script><img src=x onerror=alert(1)>").astype({"name": "string"})
    markup = charts.to_html_fragment(charts.changes(hostile), "c", fallback=False)
    assert markup.count("<") == 4  # div and script, opened and closed


def test_the_bundle_cannot_end_its_script() -> None:
    assert "</script" not in charts.bundle().lower()


def test_the_bundle_made_ahead_is_the_bundle(monkeypatch: pytest.MonkeyPatch) -> None:
    made = charts.bundle()
    monkeypatch.setattr(render, "_code", [])
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    render.bundle_ahead()
    assert render._code and charts.bundle() == made
    monkeypatch.setattr(render, "_code", [])
    monkeypatch.setattr("sys.executable", "false")
    render.bundle_ahead()
    assert render._code == [] and charts.bundle() == made


def test_figures_in_the_tooltip_are_yuan() -> None:
    values = next(iter(charts.composition(D).to_dict()["datasets"].values()))
    assert json.loads(json.dumps(values))[0]["amount"] == 100_000_000.0


@pytest.mark.parametrize(("yuan", "zh", "en"), [
    (185_530_000.0, "18,553 万元", "185.53 million yuan"), (2_640_000_000.0, "26.4 亿元", "2,640 million yuan"),
    (114_100.0, "11.41 万元", "114.1 thousand yuan"), (0.0, "0 元", "0 yuan"), (-56_010_000.0, "−5,601 万元", "−56.01 million yuan"),
])  # fmt: skip
def test_an_amount_in_words_has_the_unit_of_its_size(yuan: float, zh: str, en: str) -> None:
    assert (select.figure(yuan, "zh"), select.figure(yuan, "en")) == (zh, en)


def test_deeper_rows_with_no_class_printed_are_gathered_under_their_code() -> None:
    amounts = builders.amounts()
    deep = builders.disclosure(amounts=amounts[(amounts["level"] == 3) | (amounts["scheme"] != "function")])
    rows = charts.composition_table(deep, level=1)
    assert dict(zip(rows["code"], rows["amount"], strict=True)) == {
        "212": 100_000_000.0, "214": 79_330_000.0, "221": 3_120_000.0, "208": 2_680_000.0, "210": 410_000.0}  # fmt: skip


def test_every_mark_leads_to_its_rows() -> None:
    rows = charts.composition_table(D, level=2)
    labels = [int(ref.split(":")[1]) for ref in rows["ref"]]
    assert list(D.amounts.loc[labels, "code"]) == list(rows["code"])
    assert list(D.amounts.loc[labels, "amount"]) == list(rows["amount"])


def test_the_twin_offers_only_what_is_printed() -> None:
    spec = charts.composition_twin(D).to_dict()
    params = {param["name"]: param for param in spec["params"]}
    assert params["chosen_view"]["bind"]["labels"] == [
        "合计 · 全部资金", "基本支出 · 全部资金", "项目支出 · 全部资金", "政府采购 · 全部资金", "面向中小企业 · 全部资金"]  # fmt: skip
    views = params["chosen_view"]["bind"]["options"]
    assert {key.split(" ", 1)[1] for key in params["findings"]["value"]} == set(views)


def _two() -> object:
    other = {name: getattr(D, name).assign(doc="ba9876543210") for name in ("amounts", "projects", "ratios")}
    other["amounts"] = other["amounts"].assign(organisation="另一中心")
    return builders.disclosure(
        **{name: pd.concat([getattr(D, name), rows], ignore_index=True) for name, rows in other.items()}
    )


def test_two_documents_of_one_name_stay_two_bars() -> None:
    same = [D.amounts, D.amounts.assign(doc="ba9876543210")]
    rows = charts.side_by_side_table(pd.concat(same, ignore_index=True))
    assert rows.groupby("label")["share"].sum().round(3).tolist() == [1.0, 1.0]


def test_two_documents_stand_side_by_side() -> None:
    rows = charts.side_by_side_table(_two())
    assert rows.groupby("label")["share"].sum().round(3).to_dict() == {"另一中心 2023": 1.0, "某市运行中心 2023": 1.0}
    assert charts.composition(_two()).to_dict()["title"]["text"] == [
        "2 份中最集中的是某市运行中心 2023：城乡社区支出占 53.9%"
    ]


def test_a_list_of_disclosures_is_drawn_as_their_corpus() -> None:
    other = builders.disclosure(amounts=D.amounts.assign(doc="ba9876543210", organisation="另一中心"))
    listed = charts.side_by_side_table([D, other])
    assert listed.drop(columns="ref").equals(charts.side_by_side_table(_two()).drop(columns="ref"))
    assert charts.select.documents([D, D]) == 2 and charts.select.documents(D) == 0


@pytest.mark.parametrize("name", ["changes", "slope", "basic_project", "funds"])
def test_amounts_of_two_documents_are_never_added(name: str) -> None:
    with pytest.raises(OptionError, match="2 documents: choose one"):
        getattr(charts, name)(_two())


def test_a_picture_has_chinese_letters_and_no_boxes(tmp_path: Path) -> None:
    from budgetnb.charts import render

    assert render.cjk_font(), "install fonts-noto-cjk"
    drawn = charts.save(charts.composition(D), tmp_path / "c.png")
    assert drawn.read_bytes().startswith(b"\x89PNG") and drawn.stat().st_size > 10_000
    letters = {letter: render._glyph(render.cjk_font(), letter) for letter in "预算支出构成"}
    assert len(set(letters.values())) == 6 and render._glyph(render.cjk_font(), "\U000ffffd") not in letters.values()


def test_an_svg_keeps_its_words(tmp_path: Path) -> None:
    assert "城乡社区支出占 53.9%" in charts.save(charts.composition(D), tmp_path / "c.svg").read_text(encoding="utf-8")


def test_a_picture_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match=r"\.png or \.svg"):
        charts.save(charts.composition(D), tmp_path / "c.gif")


SAMPLE = budgetnb.read(budgetnb.sample("txt"))
DRAWN = [name for name in charts.__all__ if name not in ("bundle", "enable", "save", "style", "to_html_fragment")]


@pytest.mark.parametrize("name", [name for name in DRAWN if name.endswith("_table")])
def test_a_table_without_rows_has_the_columns_of_one_with_rows(name: str) -> None:
    table = getattr(charts, name)
    assert [column for column in table(SAMPLE) if column not in table(budgetnb.Corpus([]))] == []


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("source", [budgetnb.Corpus([]), []], ids=["corpus", "list"])
def test_no_document_is_told_kindly(name: str, source: Any) -> None:
    made = getattr(charts, name)(source)
    if not name.endswith(("_table", "_total")):
        assert made.to_dict()["title"]["text"] == ["—"]


@pytest.mark.parametrize(("name", "frame"), [("composition", "amounts"), ("changes", "projects"), ("moves_flow", "moves"),
                                             ("reserve", "procurement"), ("targets", "kpis"), ("checks_twin", "checks")])  # fmt: skip
def test_rows_of_another_frame_are_refused_by_what_they_lack(name: str, frame: str) -> None:
    with pytest.raises(OptionError, match=f"rows of the frame '{frame}' were expected; these have no"):
        getattr(charts, name)(SAMPLE.goals)


def test_a_document_without_the_frames_is_counted_and_not_drawn() -> None:
    bare = builders.disclosure(amounts=frames.build("amounts", []))
    said = charts.side_by_side([SAMPLE, bare]).to_dict()["title"]["text"]
    assert "".join(said).startswith("2 份中画出的 1 份中最集中的是")
    alone = "".join(charts.side_by_side([SAMPLE]).to_dict()["title"]["text"])
    assert alone.endswith("城乡社区支出占 53.9%（只有一份，无从比较）")


def _rows(chart: Any) -> list[dict[str, Any]]:
    return [row for rows in chart.to_dict()["datasets"].values() for row in rows]


def test_names_at_the_ends_of_bands_have_room() -> None:
    names = [f"第{n}类支出（款）某某事务（项）支出" for n in range(7)]
    rows = (
        builders.moves()
        .iloc[[0] * 7]
        .assign(giver=names, receiver="甲", amount=[1e8, *[1e4] * 6])
        .reset_index(drop=True)
    )
    chart = charts.moves_flow(rows.astype({"giver": "string", "receiver": "string"})).to_dict()
    ends = sorted(
        (row for rows in chart["datasets"].values() for row in rows if row.get("middle") is not None and row["x"] == 0),
        key=lambda row: row["middle"],
    )
    reach = chart["layer"][0]["encoding"]["y"]["scale"]["domain"][1]
    pixels = [(row["middle"] / reach * chart["height"], row["label"].count("\n") + 1) for row in ends]
    assert all(upper - lines * 15 >= lower for (lower, _), (upper, lines) in pairwise(pixels))


def test_a_class_with_no_name_printed_has_its_national_one() -> None:
    bare = builders.amounts()
    bare = bare[~bare["code"].isin(["212", "21208"])]
    label = next(row["label"] for row in _rows(charts.composition(bare)) if row["code"] == "212")
    assert label == "212 城乡社区支出"
    assert next(row["label"] for row in _rows(charts.composition(bare, level=2)) if row["code"] == "21208") == "21208…"


@pytest.mark.parametrize(
    ("part", "told"), [(0.0002, "<0.1%"), (0.0, "0.0%"), (0.99999, ">99.9%"), (1.0, "100.0%"), (-0.2, "−20.0%")]
)
def test_a_share_is_never_told_as_nothing_or_all_when_it_is_not(part: float, told: str) -> None:
    assert select.share(part) == told


def test_a_depth_that_repeats_the_one_above_is_not_drawn() -> None:
    flat = builders.amounts()
    flat = flat[flat["level"].ne(2) & flat["level"].ne(3)]
    assert set(charts.composition_drill_table(flat)["depth"]) == {1}


def test_targets_cut_to_the_same_words_stay_two() -> None:
    long = "监控设备、周界防范系统运行正常，房屋完好率、卫生清洁率、设备设施运行完好"
    kpis = builders.kpis()
    two = pd.concat([kpis[kpis["unit"] == "%"].head(1)] * 2, ignore_index=True).assign(
        indicator=[long + "率", long + "性"]
    )
    labels = [
        row["label"]
        for row in _rows(charts.kpis_twin(two.astype({"indicator": "string"})))
        if row.get("key") == "scale"
    ]
    assert len(labels) == 2 and len(set(labels)) == 2


def test_purchases_told_level_by_level_are_drawn_once() -> None:
    rows = builders.procurement()
    one = rows[rows["by"] == "function"].iloc[[0, 0]].assign(name=["全额", "某局"], sme=None, micro=None)
    whole = one.head(1).assign(by="total", code="total", name="合计")
    told = pd.concat([one, whole], ignore_index=True).astype(
        {"name": "string", "by": "string", "code": "string", "sme": "float64", "micro": "float64"}
    )
    assert list(charts.procurement_table(told)["name"]) == ["某局"]
    both = told.assign(amount=[*one["amount"], one["amount"].sum()])
    assert list(charts.procurement_table(both)["name"]) == ["全额", "某局"]
