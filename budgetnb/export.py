"""A notebook as one HTML file that opens with no network: run with parameters, drawn by our own renderer."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .errors import MissingExtraError, SourceNotFoundError

PAGE = """<!doctype html><html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}</title><style>{style}</style></head><body><main>{body}</main></body></html>"""
STYLE = """:root{color-scheme:light dark;--ink:#1f2933;--soft:#52606d;--paper:#fff;--tint:#f3f6f9;--line:#d9e2ec}
@media(prefers-color-scheme:dark){:root{--ink:#e4e7eb;--soft:#b8c2cc;--paper:#14191f;--tint:#1e252d;--line:#3e4c59}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.7 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
main{max-width:820px;margin:0 auto;padding:24px 16px}h1{font-size:1.6em;line-height:1.35}.out{margin:8px 0 24px;overflow-x:auto}
pre{background:var(--tint);padding:10px 14px;border-radius:6px;overflow-x:auto;font-size:13px;line-height:1.5}
table{border-collapse:collapse;font-size:13px}th,td{padding:4px 10px;border-bottom:1px solid var(--line);text-align:left;white-space:nowrap}"""


def export_notebook(path: str | Path, out: str | Path, parameters: Mapping[str, Any] | None = None) -> Path:
    """Runs the notebook (its `parameters` cell first, then the values given) and writes one HTML file; gives its path.

    Raises
    ------
    SourceNotFoundError
        There is no such notebook.
    MissingExtraError
        nbclient or nbconvert is not installed.
    """
    source = Path(path)
    if not source.is_file():
        raise SourceNotFoundError(f"no notebook {source}")
    try:
        import nbformat
        from nbclient import NotebookClient
    except ImportError as error:
        raise MissingExtraError(
            "exporting a notebook needs nbclient and nbconvert: pip install 'budgetnb[notebooks]'"
        ) from error
    notebook = nbformat.read(source, as_version=4)  # type: ignore[no-untyped-call]
    _inject(notebook, parameters or {})
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(source.parent)}}).execute()
    target = Path(out)
    target.write_text(page(notebook, source.stem), encoding="utf-8")
    return target


def _inject(notebook: Any, parameters: Mapping[str, Any]) -> None:
    """The values given, in the words of Python, after the ones of the `parameters` cell."""
    lines = [f"{name} = {value!r}" for name, value in parameters.items() if name.isidentifier()]
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", []):
            cell.source = "\n".join([cell.source, *lines])
            return


def page(notebook: Any, title: str) -> str:
    """The executed notebook as one HTML page."""
    import html

    body = "\n".join(_cell(cell) for cell in notebook.cells)
    return PAGE.format(title=html.escape(title), style=STYLE, body=body)


def _cell(cell: Any) -> str:
    import html

    if cell.cell_type == "markdown":
        from nbconvert.filters.markdown import markdown2html

        return str(markdown2html(cell.source))
    code = f"<pre><code>{html.escape(cell.source)}</code></pre>"
    return code + "".join(f'<div class="out">{_output(output)}</div>' for output in cell.get("outputs", []))


def _output(output: Any) -> str:
    import html

    if output.output_type == "stream":
        return f"<pre>{html.escape(output.text)}</pre>"
    data = output.get("data", {})
    if "application/vnd.jupyter.widget-view+json" in data:
        return "<p><em>在 JupyterLab 中可以选择 · Choices work in JupyterLab.</em></p>"
    if "text/html" in data:
        return str(data["text/html"])
    return f"<pre>{html.escape(str(data.get('text/plain', '')))}</pre>"
