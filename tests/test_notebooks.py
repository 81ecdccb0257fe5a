"""The notebooks are committed without outputs, define nothing, run, and say so kindly where there is little to show."""

import ast
import resource
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

import budgetnb
from budgetnb import export
from budgetnb.samples import copy_notebooks

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_no_outputs_no_def_one_question(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    code = [cell for cell in cells if cell.cell_type == "code"]
    assert all(not cell.outputs and cell.execution_count is None and "def " not in cell.source for cell in code)
    assert "parameters" in code[0].metadata.tags and code[0].source.startswith(("DISCLOSURE = ", "DISCLOSURES = "))
    assert cells[0].source.startswith("# ")


@pytest.fixture(scope="module")
def fork(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The notebooks copied as a user copies them."""
    folder = tmp_path_factory.mktemp("fork")
    copy_notebooks(folder / "mine")
    return folder / "mine" / "notebooks"


@pytest.mark.slow
@pytest.mark.parametrize("name", [path.name for path in NOTEBOOKS])
def test_it_runs_within_a_minute(fork: Path, name: str) -> None:
    client = NotebookClient(
        nbformat.read(fork / name, as_version=4), timeout=60, resources={"metadata": {"path": str(fork)}}
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    client.execute()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert (
        after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 60
    )  # what else the machine does is not counted


WORDS = """某市档案馆2025年部门预算
第一部分 部门概况
一、主要职责
负责全市档案工作。
第二部分 部门预算情况说明
一、收支预算总体情况
2025年收入预算120万元，支出预算120万元，与上年持平。
二、“三公”经费情况
本年没有安排“三公”经费。
三、机关运行经费
机关运行经费30万元。
四、政府采购情况
没有政府采购。
第三部分 名词解释
一、基本支出：为保障机构正常运转的支出。
"""
TARGETS = """某市档案馆2025年部门整体支出绩效目标表
单位：万元
部门名称	某市档案馆
年度绩效指标
一级指标	二级指标	三级指标	目标值
产出指标	数量指标	数字化档案	≥200卷
产出指标	质量指标	扫描合格率	≥98%
某市档案馆2025年项目支出绩效目标表
一级指标	二级指标	三级指标	目标值
产出指标	数量指标	修复档案	≥20卷
"""


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Sources that a researcher may have: words without tables, targets without money, nothing at all, what no reader knows."""
    folder = tmp_path_factory.mktemp("odd")
    named = {"words": WORDS, "targets": TARGETS, "unreadable": "%PDF-1.7 broken"}
    for name, text in named.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "empty").mkdir()
    return {**{name: folder / f"{name}.txt" for name in named}, "nothing": folder / "empty"}


def run_cells(name: str, source: Path | list[Path], at: Path, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the cells of a notebook show, run here with the source and the language in the place of their own."""
    monkeypatch.chdir(at)
    given = [str(path) for path in source] if isinstance(source, list) else str(source)
    names: dict[str, Any] = {}
    shown = []
    for cell in nbformat.read(notebook(name), as_version=4).cells:
        if cell.cell_type != "code":
            continue
        *before, last = ast.parse(cell.source).body
        value = last.value if isinstance(last, ast.Expr) else ast.parse("None", mode="eval").body
        steps = before if isinstance(last, ast.Expr) else [*before, last]
        exec(compile(ast.Module(steps, []), name, "exec"), names)  # noqa: S102 - the cells are our own
        shown.append(eval(compile(ast.Expression(value), name, "eval"), names))  # noqa: S307 - the cells are our own
        names |= {"DISCLOSURE": given, "DISCLOSURES": given, "LANG": "en"}
    for value in shown:
        assert isinstance(_drawn(value), str)
    return shown


def _drawn(value: Any) -> str:
    """A cell's value as the notebook shows it."""
    if hasattr(value, "_repr_mimebundle_") and hasattr(value, "to_dict"):
        return str(value.to_dict(validate=False))
    return str(value._repr_html_() if hasattr(value, "_repr_html_") else value)


def notebook(name: str) -> Path:
    return next(path for path in NOTEBOOKS if path.name.startswith(name))


@pytest.mark.parametrize("name", [path.name[:2] for path in NOTEBOOKS])
@pytest.mark.parametrize("kind", ["words", "targets"])
def test_a_document_with_little_in_it_is_shown_without_an_exception(
    odd: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, kind: str
) -> None:
    assert run_cells(name, odd[kind], tmp_path, monkeypatch)


@pytest.mark.parametrize("name", ["06", "07"])
@pytest.mark.parametrize("kind", ["nothing", "unreadable"])
def test_a_comparison_of_nothing_says_so(
    odd: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, kind: str
) -> None:
    shown = run_cells(name, odd[kind], tmp_path, monkeypatch)
    told = " ".join(map(_drawn, shown))
    assert "No disclosure is chosen" in told and "no disclosure was read" in told


def test_files_of_ones_own_can_be_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, odd: dict[str, Path]
) -> None:
    shown = run_cells("06", [budgetnb.sample("txt"), odd["words"], odd["unreadable"]], tmp_path, monkeypatch)
    told = " ".join(map(_drawn, shown))
    assert "深圳市综合交通运行指挥中心" in told and "1 of 2 disclosures" in told


@pytest.mark.slow
def test_an_unreadable_file_is_one_clear_line(odd: dict[str, Path], fork: Path, tmp_path: Path) -> None:
    with pytest.raises(
        budgetnb.BudgetError, match=r"^00_start_here\.ipynb, cell 3: \w+Error: .*unreadable\.txt"
    ) as failed:
        export.export_notebook(
            fork / "00_start_here.ipynb", tmp_path / "x.html", {"DISCLOSURE": str(odd["unreadable"])}
        )
    assert "\n" not in str(failed.value)


def test_what_is_raised_on_purpose_is_one_line_in_a_notebook() -> None:
    with pytest.raises(budgetnb.BudgetError) as failed:
        budgetnb.read("nowhere.pdf")
    assert failed.value._render_traceback_() == [f"SourceNotFoundError: {failed.value}"]


def test_parameters_take_the_place_of_those_of_their_cell() -> None:
    cell = nbformat.v4.new_code_cell(
        'DISCLOSURE = "a.pdf"\nLANG = "zh"  # or en\nMORE = (\n  1,\n)', metadata={"tags": ["parameters"]}
    )
    export.inject(nbformat.v4.new_notebook(cells=[cell]), {"LANG": "en", "MORE": 2, "NEW": [1]}, "x")
    assert cell.source == "DISCLOSURE = \"a.pdf\"\nLANG = 'en'\nMORE = (\n  1,\n)\nMORE = 2\nNEW = [1]"
