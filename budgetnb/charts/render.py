"""Charts with no network: the bundle once, a fragment for each chart, and pictures in files.

A fragment is an SVG picture (what an untrusted notebook shows) and a script that puts the live chart in its place.
"""

from __future__ import annotations

import base64
import html
import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import MissingExtraError, OptionError
from ..labels import Lang, speak

if TYPE_CHECKING:
    import altair as alt

APART = "import sys, vl_convert as v; sys.stdout.buffer.write(v.javascript_bundle(sys.stdin.buffer.read().decode(), sys.argv[1]).encode())"
_code: list[str] = []
"""The script once it is made."""
WIDEST, THOUSAND = 300, 1000.0
CJK_FONTS = ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei",
             "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei", "SimSun", "Noto Sans CJK JP", "Noto Serif CJK SC")  # fmt: skip
CJK_RANGES = ((0x2E80, 0x9FFF), (0xF900, 0xFAFF), (0xFF00, 0xFFEF))
NO_FONT = ("no font for Chinese was found, the picture would show boxes; install one, for example the package "
           "fonts-noto-cjk (Debian, Ubuntu), google-noto-sans-cjk-fonts (Fedora), font-noto-cjk (Alpine)")  # fmt: skip


def bundle() -> str:
    """JavaScript that draws every chart of a page, in a function scope: embed it once, in a `<script>`.

    Raises
    ------
    MissingExtraError
        vl-convert is not installed.

    Examples
    --------
    >>> import budgetnb as bn
    >>> "</script" in bn.charts.bundle()
    False
    """
    if not _code:
        _code.append(_converter().javascript_bundle(_drawer(), _vega_lite()))
    return _wrapped(_code[0])


def bundle_ahead() -> None:
    """Makes the script of :func:`bundle` in a process of its own, for a thread to wait for: vl-convert lets no other thread run meanwhile.

    Where no process can be started, or it fails, :func:`bundle` makes the script itself and says what is wrong.
    """
    if _code or (os.cpu_count() or 1) < 2 or getattr(sys, "frozen", False):
        return
    command = [sys.executable, "-P", "-c", APART, _vega_lite()]
    done = subprocess.run(command, input=_drawer().encode(), capture_output=True, check=False)
    if done.returncode == 0 and done.stdout:
        _code.append(done.stdout.decode())


def _wrapped(code: str) -> str:
    return "(function(){if(window.budgetnbDraw){window.budgetnbDraw();return;}\n" + _inert(code) + "\n})();"


def _converter() -> Any:
    try:
        import vl_convert
    except ImportError as error:
        raise MissingExtraError(
            "charts without a network need vl-convert: pip install 'budgetnb[notebooks]'"
        ) from error
    return vl_convert


def _vega_lite() -> str:
    """The Vega-Lite version that altair writes, as vl-convert names it (6.4)."""
    import altair as alt

    return ".".join(alt.SCHEMA_VERSION.lstrip("v").split(".")[:2])


def _drawer() -> str:
    return resources.files(__package__).joinpath("draw.js").read_text(encoding="utf-8")


def style() -> str:
    """The style sheet of charts, for the `<style>` of a page that embeds :func:`bundle`.

    Examples
    --------
    >>> import budgetnb as bn
    >>> ".budgetnb-chart{" in bn.charts.style()
    True
    """
    return resources.files(__package__).joinpath("draw.css").read_text(encoding="utf-8")


def _inert(code: str) -> str:
    """Script text that cannot end its own `<script>` element."""
    return code.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def to_html_fragment(chart: alt.Chart, id: str = "", *, fallback: bool = True, validate: bool = True) -> str:
    """HTML of one chart: a picture, and the script that draws it live where :func:`bundle` is on the page.

    `validate` holds the specification to the schema of Vega-Lite, which takes longer than all else.

    Examples
    --------
    >>> import budgetnb as bn
    >>> chart = bn.charts.composition(bn.read(bn.sample("txt")))
    >>> bn.charts.to_html_fragment(chart, "spending")[:45]
    '<div id="spending" class="budgetnb-chart" rol'
    """
    return _fragment(chart.to_dict(validate=validate), id, fallback)


@contextmanager
def unchecked() -> Iterator[None]:
    """Charts made inside are not held to the schema of Vega-Lite piece by piece, which takes longer than all else."""
    from altair.utils import schemapi

    with schemapi.debug_mode(False):
        yield


def _fragment(spec: dict[str, Any], id: str = "", fallback: bool = True) -> str:
    name = id or f"budgetnb-{uuid.uuid4().hex[:12]}"
    said = html.escape(alternative(spec), quote=True)
    picture = f'<img alt="{said}" src="data:image/svg+xml;base64,{_picture(spec)}">' if fallback else ""
    call = f"(window.budgetnbQueue=window.budgetnbQueue||[]).push([{_json(name)},{_json(spec)}]);window.budgetnbDraw&&window.budgetnbDraw();"
    return (f'<div id="{html.escape(name, quote=True)}" class="budgetnb-chart" role="figure" aria-label="{said}">{picture}</div>'
            f"<script>{call}</script>")  # fmt: skip


def alternative(spec: dict[str, Any]) -> str:
    """What the chart says, in words: its title and subtitle."""
    title = spec.get("title", {})
    if isinstance(title, str):
        return title
    said = title.get("text", "")
    if isinstance(said, dict):
        said = next(iter(_findings(spec).values()), "")
    return " ".join([*_lines(said), *_lines(title.get("subtitle", ""))])


def _findings(spec: dict[str, Any]) -> dict[str, Any]:
    """The titles of a chart that chooses among them, the first chosen one first."""
    return next((p["value"] for p in spec.get("params", []) if p.get("name") == "findings"), {})


def _lines(text: Any) -> list[str]:
    return [text] if isinstance(text, str) else [str(line) for line in text]


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _picture(spec: dict[str, Any]) -> str:
    return base64.b64encode(svg(spec).encode()).decode()


def svg(spec: dict[str, Any]) -> str:
    """A chart's specification as an SVG picture; nothing is loaded from anywhere."""
    drawn: str = _converter().vegalite_to_svg(spec, vl_version=_vega_lite(), allowed_base_urls=[])
    return drawn


def png(drawn: str) -> bytes:
    """An SVG picture as PNG.

    Raises
    ------
    MissingExtraError
        It has Chinese words and no font of this machine has their letters.
    """
    if _has_cjk(drawn) and not cjk_font():
        raise MissingExtraError(NO_FONT)
    made: bytes = _converter().svg_to_png(drawn)
    return made


def save(chart: alt.Chart, path: str | Path, *, scale: float = 2.0) -> Path:
    """Writes the chart as .png or .svg and gives the path back.

    Raises
    ------
    OptionError
        The name ends in neither .png nor .svg.
    MissingExtraError
        The chart has Chinese words and no font of this machine has their letters.

    Examples
    --------
    >>> import tempfile
    >>> import budgetnb as bn
    >>> chart = bn.charts.composition(bn.read(bn.sample("txt")))
    >>> bn.charts.save(chart, f"{tempfile.mkdtemp()}/spending.svg").stat().st_size > 1000
    True
    """
    target = Path(path)
    spec = chart.to_dict()
    if target.suffix not in (".png", ".svg"):
        raise OptionError(f"{target.name}: a chart is saved as .png or .svg")
    if target.suffix == ".svg":
        target.write_text(svg(spec), encoding="utf-8")
        return target
    if _has_cjk(json.dumps(spec, ensure_ascii=False)) and not cjk_font():
        raise MissingExtraError(NO_FONT)
    target.write_bytes(_converter().vegalite_to_png(spec, scale=scale, vl_version=_vega_lite(), allowed_base_urls=[]))
    return target


def cjk_font() -> str:
    """The first font for Chinese that this machine has; '' if none.

    A letter of the font is measured: where no font has it, the letter and one that nobody has are drawn alike.
    """
    return next((font for font in CJK_FONTS if _draws(font)), "")


@cache
def _draws(font: str) -> bool:
    return bool(_glyph(font, "预") != _glyph(font, "\U000ffffd"))


def _glyph(font: str, letter: str) -> bytes:
    mark = {"type": "text", "font": font, "fontSize": 24}
    spec = {"$schema": "https://vega.github.io/schema/vega/v6.json", "width": 30, "height": 30,
            "marks": [{"type": "text", "encode": {"enter": {"text": {"value": letter}, "font": {"value": mark["font"]},
                                                            "fontSize": {"value": 24}, "y": {"value": 25}}}}]}  # fmt: skip
    drawn: bytes = _converter().vega_to_png(spec, allowed_base_urls=[])
    return drawn


def _has_cjk(text: str) -> bool:
    return any(low <= ord(letter) <= high for letter in text for low, high in CJK_RANGES)


def enable(lang: Lang | None = None) -> None:
    """Charts of this notebook draw with no network from here on; the bundle is written once, below the calling cell.

    Cards and citations speak `lang` (both languages where it is not given), and frames show whole sentences and numbers that can
    be read: 360,000 and 0.5389, not 360000.0 and 0.538888.

    Raises
    ------
    OptionError
        The language is neither zh nor en.

    Examples
    --------
    >>> import budgetnb as bn
    >>> bn.charts.enable("en")
    >>> bn.read(bn.sample("txt"))._repr_html_().count("支出预算")
    0
    >>> bn.charts.enable()
    """
    import altair as alt
    import pandas as pd

    speak(lang)
    alt.renderers.register("budgetnb", _mimebundle)
    alt.renderers.enable("budgetnb")
    pd.set_option("display.max_colwidth", WIDEST, "display.float_format", readable)
    show_bundle()


def readable(value: float) -> str:
    """A number of a frame: thousands apart and cents only where there are any; below a thousand four figures.

    Examples
    --------
    >>> readable(360000.0), readable(1234.5), readable(0.538996), readable(float("nan"))
    ('360,000', '1,234.50', '0.539', '—')
    """
    if value != value:  # noqa: PLR0124 - NaN
        return "—"
    return f"{value:,.2f}".removesuffix(".00") if abs(value) >= THOUSAND else f"{value:.4g}"


def enabled() -> bool:
    """Whether :func:`enable` was called, so that the bundle is on the page."""
    import altair as alt

    return bool(alt.renderers.active == "budgetnb")


def show_bundle() -> None:
    """Writes the bundle into the output of the running cell; outside a notebook nothing happens."""
    try:
        from IPython.core.getipython import get_ipython
    except ImportError:
        return
    shell = get_ipython()
    if shell is not None:
        markup = f"<style>{style()}</style><script>{bundle()}</script>"
        shell.display_pub.publish({"text/html": markup, "text/plain": ""})


def _mimebundle(spec: dict[str, Any], **_: Any) -> dict[str, str]:
    return {"text/html": _fragment(spec), "text/plain": alternative(spec)}
