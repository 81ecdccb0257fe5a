"""Makes docs/gallery.md from the executed notebooks: each question, its answer and its first charts as pictures.

Run ``python docs/make_gallery.py``; it needs the extra `notebooks` and a font with Chinese (Debian: fonts-noto-cjk).
"""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Any

import nbformat
import vl_convert
from nbclient import NotebookClient

HERE = Path(__file__).resolve().parent
NOTEBOOKS = HERE.parent / "notebooks"
PICTURE = re.compile(r'<img alt="([^"]*)" src="data:image/svg\+xml;base64,([^"]+)">')
MOST = 2
HEAD = """# Gallery

Made from the executed notebooks by `python docs/make_gallery.py`. Each notebook asks one question of the sample; `budgetnb notebooks DEST`
copies them, and changing `DISCLOSURE = …` in the first cell asks the same of your own disclosure.
"""


def executed(path: Path) -> Any:
    """The notebook after all its cells have run."""
    notebook = nbformat.read(path, as_version=4)
    return NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(path.parent)}}).execute()


def pictures(notebook: Any) -> list[tuple[str, bytes]]:
    """The charts of an executed notebook: what each says, and its SVG."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    pages = [output.data["text/html"] for output in outputs if "text/html" in output.get("data", {})]
    found = [match for page in pages for match in PICTURE.findall(page)]
    return [(said, base64.b64decode(drawn)) for said, drawn in found]


def entry(path: Path) -> str:
    """The gallery's part of one notebook, its pictures written beside."""
    notebook = executed(path)
    question, _, answer = notebook.cells[0].source.partition("\n")
    parts = [f"## [{question.lstrip('# ')}](../notebooks/{path.name})", answer.strip()]
    for number, (said, drawn) in enumerate(pictures(notebook)[:MOST], 1):
        name = f"{path.stem}-{number}.png"
        (HERE / "gallery" / name).write_bytes(vl_convert.svg_to_png(drawn.decode("utf-8"), scale=1.0))
        parts.append(f"![{said}](gallery/{name})")
    return "\n\n".join(parts)


def main() -> None:
    """Writes gallery.md and the pictures."""
    (HERE / "gallery").mkdir(exist_ok=True)
    for old in (HERE / "gallery").glob("*.png"):
        old.unlink()
    parts = [entry(path) for path in sorted(NOTEBOOKS.glob("*.ipynb"))]
    (HERE / "gallery.md").write_text("\n\n".join([HEAD.strip(), *parts]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
