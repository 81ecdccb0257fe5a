"""A notebook as one HTML file that opens with no network: run with parameters, drawn by our own script, all else made harmless."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from .errors import BudgetError, MissingExtraError, OptionError, SourceNotFoundError
from .labels import Lang

CHART = re.compile(
    r'<div id="[^"]*" class="budgetnb-chart" role="figure" aria-label="(?P<said>[^"]*)">(?:<img [^>]*>)?</div>'
    r"<script>\(window\.budgetnbQueue=window\.budgetnbQueue\|\|\[\]\)\.push\((?P<held>.*?)\);window\.budgetnbDraw&&window\.budgetnbDraw\(\);</script>",
    re.DOTALL,
)
"""What :func:`budgetnb.charts.to_html_fragment` writes; its JSON holds no '<', so the first `</script>` ends it."""

TAGS = frozenset((
    "a", "abbr", "b", "blockquote", "br", "caption", "code", "col", "colgroup", "dd", "details", "div", "dl",
    "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "li", "ol", "p",
    "pre", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr", "u", "ul",
))  # fmt: skip
ATTRIBUTES = {"*": ["class", "lang", "title"], "a": ["href"], "img": ["src", "alt"], "td": ["colspan", "rowspan"],
              "th": ["colspan", "rowspan", "scope"]}  # fmt: skip
PICTURE = re.compile(r"data:image/(?:png|webp|jpeg|svg\+xml);base64,[A-Za-z0-9+/=\s]+")
QUIET = ["--log-level=40"]
"""What the kernel says of itself is nobody's business; what a cell says is kept."""
KERNEL: dict[Lang, str] = {
    "zh": '<p class="note">图内的选择在本页可用，更多选择在 JupyterLab 中。</p>',
    "en": '<p class="note">The choices inside the chart work here; there are more in JupyterLab.</p>',
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell of the page: its code, and its markup, already harmless."""

    kind: str
    code: str
    parts: tuple[Any, ...]


def export_notebook(
    path: str | Path, out: str | Path, parameters: Mapping[str, Any] | None = None, *, lang: Lang = "zh"
) -> Path:
    """Runs the notebook, the values given in the place of those of its `parameters` cell, and writes one HTML file; gives its path.

    Raises
    ------
    SourceNotFoundError
        There is no such notebook.
    OptionError
        Parameters are given and the notebook has no cell tagged `parameters`, or a name cannot be assigned to.
    MissingExtraError
        nbclient or nbconvert is not installed.
    BudgetError
        A cell failed; the message names the notebook, the cell and what went wrong, in one line.
    """
    source = Path(path)
    if not source.is_file():
        raise SourceNotFoundError(f"{source}: there is no such notebook")
    nbformat, client = _tools()
    notebook = nbformat.read(source, as_version=4)
    inject(notebook, parameters or {}, source.name)
    place = {"metadata": {"path": str(source.parent)}}
    _run(client(notebook, timeout=300, resources=place, extra_arguments=QUIET), notebook, source.name)
    target = Path(out)
    target.write_text(page(notebook, source.stem, lang=lang), encoding="utf-8")
    return target


def _tools() -> tuple[Any, Any]:
    try:
        import nbconvert.filters.markdown  # noqa: F401
        import nbformat
        from nbclient import NotebookClient
    except ImportError as error:
        raise MissingExtraError(
            "exporting a notebook needs nbclient and nbconvert: pip install 'budgetnb[notebooks]'"
        ) from error
    return nbformat, NotebookClient


def _run(client: Any, notebook: Any, name: str) -> None:
    """Runs every cell; a cell that fails is told in one line."""
    from nbclient.exceptions import CellExecutionError

    try:
        client.execute()
    except CellExecutionError as error:
        raise BudgetError(f"{name}, cell {_failed(notebook)}: {error.ename}: {error.evalue}") from error


def _failed(notebook: Any) -> int:
    """The number of the code cell that failed, from 1."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    failed = (n for n, cell in enumerate(code, 1) if any(o.output_type == "error" for o in cell.get("outputs", [])))
    return next(failed, len(code))


def inject(notebook: Any, parameters: Mapping[str, Any], name: str) -> None:
    """Writes the values, in the words of Python, in the place of those of the cell tagged `parameters`, what it does not name behind.

    Raises
    ------
    OptionError
        There is no such cell, or a parameter's name is no name.
    """
    if not parameters:
        return
    strange = [key for key in parameters if not key.isidentifier()]
    if strange:
        raise OptionError(
            f"{name}: {', '.join(map(repr, strange))} cannot be a parameter; a name has letters, digits and _"
        )
    cell = next((cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])), None)
    if cell is None:
        raise OptionError(
            f"{name}: no cell is tagged 'parameters'; tag the one that says DISCLOSURE = …, or give no parameters"
        )
    lines = str(cell.source).splitlines()
    for key, value in parameters.items():
        own = [n for n, line in enumerate(lines) if re.match(rf"{key}\s*(:[^=]*)?=(?!=)", line)]
        told = f"{key} = {value!r}"
        if own and _is_one_line(lines[own[-1]]):
            lines[own[-1]] = told
        else:
            lines.append(told)
    cell.source = "\n".join(lines)


def _is_one_line(line: str) -> bool:
    """Whether a line of Python is a whole statement."""
    try:
        ast.parse(line)
    except SyntaxError:
        return False
    return True


def page(notebook: Any, title: str, *, lang: Lang = "zh") -> str:
    """The executed notebook as one HTML page under a policy that runs our own two scripts and nothing else."""
    from .charts import render
    from .report import page as report

    charts: dict[str, Any] = {}
    cells = [_cell(cell, charts, lang) for cell in notebook.cells]
    style = render.style() + report.file("notebook.css")
    scripts = [render.bundle(), report.file("notebook.js")]
    held = {"style": report.safe(style), "scripts": report.safe(scripts), "policy": report.safe(report.policy(style, scripts)),
            "data": report.safe(report.inert({"charts": charts}))}  # fmt: skip
    return report.environment().get_template("notebook.html.j2").render(title=title, lang=lang, cells=cells, **held)


def _cell(cell: Any, charts: dict[str, Any], lang: Lang) -> Shown:
    from .report.page import safe

    if cell.cell_type == "markdown":
        from nbconvert.filters.markdown import markdown2html

        return Shown("text", "", (safe(harmless(markdown2html(cell.source))),))
    if cell.cell_type != "code":
        return Shown("out", str(cell.source), ())
    parts = (_output(output, charts, lang) for output in cell.get("outputs", []))
    return Shown("out", str(cell.source), tuple(safe(part) for part in parts if part))


def _output(output: Any, charts: dict[str, Any], lang: Lang) -> str:
    if output.output_type == "stream":
        return f"<pre>{escape(output.text)}</pre>"
    if output.output_type == "error":
        return f"<pre>{escape(output.ename)}: {escape(output.evalue)}</pre>"
    data = output.get("data", {})
    is_widget = "application/vnd.jupyter.widget-view+json" in data
    if "text/html" in data:
        return markup(str(data["text/html"]), charts) + (KERNEL[lang] if is_widget else "")
    said = str(data.get("text/plain", ""))
    return f"<pre>{escape(said)}</pre>" if said and not is_widget else ""


def markup(text: str, charts: dict[str, Any]) -> str:
    """The markup of one output: our charts as places for the page's script (their specifications go to `charts`), the rest harmless."""
    parts, end = [], 0
    for found in CHART.finditer(text):
        _, spec = json.loads(found["held"])
        name = f"chart-{len(charts) + 1}"
        charts[name] = {**spec, "description": spec.get("description", "")}
        parts += [
            harmless(text[end : found.start()]),
            f'<div id="{name}" class="budgetnb-chart" role="figure" aria-label="{found["said"]}"></div>',
        ]
        end = found.end()
    return "".join([*parts, harmless(text[end:])]).strip()


def harmless(text: str) -> str:
    """Markup without scripts, styles, handlers and addresses that fetch anything.

    Examples
    --------
    >>> harmless('<b onclick="x()">1</b><script>alert(1)</script>')
    '<b>1</b>'
    """
    import bleach

    text = re.sub(r'<a class="anchor-link"[^>]*>[^<]*</a>', "", text)  # nbconvert's mark behind each heading
    bare = re.sub(r"<(script|style)\b.*?</\1\s*>", "", text, flags=re.DOTALL | re.IGNORECASE)
    return str(bleach.clean(bare, tags=TAGS, attributes=_allowed, protocols={"http", "https", "data"}, strip=True))


def _allowed(tag: str, name: str, value: str) -> bool:
    if tag == "img" and name == "src":
        return PICTURE.fullmatch(value) is not None
    if tag == "a" and name == "href":
        return value.startswith(("https://", "http://", "#"))
    return name in ATTRIBUTES["*"] or name in ATTRIBUTES.get(tag, ())
