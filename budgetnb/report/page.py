"""The one HTML file: templates, style and scripts put together under a policy that lets nothing else run."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from ..charts import render
from ..version import __version__
from .parts import Part
from .pictures import Picture
from .sheets import Sheet
from .texts import pair, pairs

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True, slots=True)
class Index:
    """What stands before the parts where there are several: the table of documents and the charts that compare them."""

    sheet: Sheet | None
    figures: tuple[Any, ...] = ()


@cache
def environment() -> Environment:
    """The templates; every value is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(pair=pair, version=__version__)
    return made


def page(parts: Sequence[Part], index: Index | None, pictures: Sequence[Picture], lang: str) -> str:
    """The whole file as text."""
    style = render.style() + file("report.css")
    scripts = [render.bundle(), file("report.js")]
    held = {
        "style": style,
        "scripts": scripts,
        "policy": policy(style, scripts),
        "data": data(parts, index),
        "pictures": pictures,
    }
    template = environment().get_template("report.html.j2")
    return template.render(parts=parts, index=index, lang=lang, **{name: safe(value) for name, value in held.items()})


def safe(value: Any) -> Any:
    """Our own text, marked as needing no escape; pictures stay as they are, their templates escape them."""
    from markupsafe import Markup

    if isinstance(value, str):
        return Markup(value)
    return [safe(item) if isinstance(item, str) else item for item in value]


def policy(style: str, scripts: Sequence[str]) -> str:
    """The content security policy: nothing but our own style, our own scripts by their hashes, and pictures in the page."""
    allowed = " ".join(_hash(script) for script in scripts)
    return (f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data:; "
            "base-uri 'none'; form-action 'none'")  # fmt: skip


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def data(parts: Sequence[Part], index: Index | None) -> str:
    """Specifications, places and the script's own words as JSON that cannot end its element."""
    figures = [figure for part in parts for theme in part.themes for figure in theme.figures if figure.specs]
    figures += [part.checks for part in parts if part.checks.specs]
    figures += [figure for figure in (index.figures if index else ()) if figure.specs]
    specs = {figure.id: {lang: _described(spec) for lang, spec in figure.specs.items()} for figure in figures}
    places = {
        f"{part.id}.{ref}": [*place.citation, place.printed, place.page, place.bbox]
        for part in parts
        for ref, place in part.places.items()
    }
    return inert({"charts": specs, "places": places, "words": pairs()["page"]})


def _described(spec: dict[str, Any]) -> dict[str, Any]:
    return {**spec, "description": render.alternative(spec)}


def inert(value: Any) -> str:
    """JSON in which no markup can begin.

    Examples
    --------
    >>> inert("</script>")
    '"\\\\u003c/script>"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def file(name: str) -> str:
    """The text of a file of this package: a style sheet or a script."""
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
