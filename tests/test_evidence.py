"""From a row to its printed cell: the citation, the picture, and the refusals."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import budgetnb
from budgetnb import evidence
from budgetnb.errors import OptionError, SourceError, SourceNotFoundError


@pytest.fixture(scope="module")
def printed() -> Any:
    return budgetnb.read(budgetnb.sample())


@pytest.fixture(scope="module")
def typed() -> Any:
    return budgetnb.read(budgetnb.sample("txt"))


def _total(source: Any) -> Any:
    return source.amounts.query("table == 'expenditure' and kind == 'total' and measure == 'total'").iloc[0]


def test_a_citation_names_document_page_table_row_column_and_print(printed: Any) -> None:
    cited = printed.evidence(_total(printed))
    doc, page = printed.meta["doc"], int(_total(printed)["page"])
    assert cited.zh == (f"《2023年深圳市综合交通运行指挥中心部门预算》（文件 {doc}），第 {page} 页，表3《支出总表》，"
                        "“深圳市综合交通运行指挥中心”行，“支出总计”列，印作“18,553”")  # fmt: skip
    assert cited.en.startswith("“2023年深圳市综合交通运行指挥中心部门预算” (file ") and cited.en.endswith(
        "printed “18,553”"
    )


def test_the_box_holds_the_printed_number(printed: Any) -> None:
    import pdfplumber

    cited = printed.evidence(_total(printed))
    with pdfplumber.open(budgetnb.sample()) as opened:
        assert opened.pages[cited.page - 1].crop(cited.bbox).extract_text() == "18,553"


def test_the_picture_is_a_strip_with_a_frame(printed: Any) -> None:
    cited = printed.evidence(_total(printed))
    strip, whole = cited.picture(), cited.picture(whole=True)
    assert strip.width == whole.width and strip.height < whole.height
    assert (213, 94, 0) in {colour for _, colour in whole.getcolors(1 << 24)}


def test_text_is_cited_by_its_line_and_has_no_picture(typed: Any) -> None:
    cited = typed.evidence(_total(typed))
    assert cited.picture() is None and cited.page is None and f"第 {cited.line} 行" in cited.zh


def test_every_row_of_every_frame_can_be_cited(printed: Any) -> None:
    for name, rows in printed.frames().items():
        for _, row in rows.iloc[:: max(1, len(rows) // 20)].iterrows():
            assert printed.meta["doc"] in printed.evidence(row).zh, name


def test_a_sentence_is_found_on_its_page(printed: Any) -> None:
    row = printed.claims.dropna(subset=["amount"]).iloc[0]
    assert printed.evidence(row).bbox is not None


def test_a_finding_leads_to_all_its_rows(printed: Any) -> None:
    finding = next(row for _, row in printed.checks.iterrows() if len(row["evidence"]) > 2)
    cited = printed.evidence(finding)
    assert [cited.zh, *(other.zh for other in cited.more)] == [
        printed.evidence(evidence.find(printed, reference)).zh for reference in finding["evidence"]
    ]


@pytest.mark.parametrize("reference", ["amounts:999999", "nothing:1", "amounts:x", ("amounts", -1)])
def test_a_reference_to_nowhere_is_an_error(printed: Any, reference: Any) -> None:
    with pytest.raises(OptionError, match="no row"):
        evidence.find(printed, reference)


def test_a_file_that_changed_or_went_gives_no_picture(tmp_path: Path) -> None:
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(budgetnb.sample().read_bytes())
    disclosure = budgetnb.read(copy)
    cited = disclosure.evidence(_total(disclosure))
    copy.write_bytes(copy.read_bytes() + b"\n")
    with pytest.raises(SourceError, match="has changed"):
        cited.picture()
    copy.unlink()
    with pytest.raises(SourceNotFoundError, match="has gone"):
        cited.picture()


def test_bytes_are_drawn_without_a_file() -> None:
    disclosure = budgetnb.read(budgetnb.sample().read_bytes())
    assert disclosure.evidence(_total(disclosure)).picture() is not None


def test_markup_in_a_citation_is_text() -> None:
    shown = evidence.Evidence("《<script>alert(1)</script>》", "“<img onerror=x>”")._repr_html_()
    assert "<script>" not in shown and "<img" not in shown


def test_of_several_rows_the_first_is_cited_and_no_row_is_told(typed: Any) -> None:
    rows = typed.amounts.query("table == 'expenditure'")
    assert typed.evidence(rows) == typed.evidence(rows.iloc[0])
    assert typed.evidence(rows.iloc[:0]).en == "There is no such row, so there is nothing to cite."


def test_a_corpus_cites_from_the_document_that_a_row_names(typed: Any, printed: Any) -> None:
    corpus = budgetnb.Corpus([printed, typed])
    row = corpus.amounts[corpus.amounts["doc"] == typed.meta["doc"]].iloc[3]
    assert corpus.evidence(row) == typed.evidence(typed.amounts.iloc[3])
    with pytest.raises(OptionError, match="no disclosure here has doc"):
        corpus.evidence(row.replace(typed.meta["doc"], "nobody"))
