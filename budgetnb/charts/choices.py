"""Choices of a reader: a value out of several, by name; of a widget, and inside a chart that reacts in a page with no kernel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import theme

if TYPE_CHECKING:
    import altair as alt

Options = tuple[tuple[str, Any], ...]
"""Pairs: what is shown, and the value that it stands for."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: its name, its title, and its options, or what gives them for what is chosen before it."""

    name: str
    title: str
    options: Options | Callable[[Mapping[str, Any]], Options]
    field: str = ""
    """The field of a chart's rows that holds the value, where it is not called as the choice."""

    def offered(self, chosen: Mapping[str, Any]) -> Options:
        """The options that there are for what is chosen."""
        return self.options(chosen) if callable(self.options) else self.options

    @property
    def parameter(self) -> alt.Parameter:
        """The choice as a select box above the chart; the first option is chosen."""
        import altair as alt

        options = self.offered({})
        values = [value for _, value in options]
        box = alt.binding_select(options=values, labels=[label for label, _ in options], name=f"{self.title} ")
        return alt.param(name=f"chosen_{self.name}", value=values[0], bind=box)

    @property
    def test(self) -> str:
        """The expression that is true of the rows of the chosen value."""
        return f"datum.{self.field or self.name} == chosen_{self.name}"


def key_of(*names: str) -> str:
    """The expression that gives the chosen values of these choices, joined by blanks: the key of what is shown."""
    return " + ' ' + ".join(f"chosen_{name}" for name in names)


def title_of(*names: str) -> dict[str, str]:
    """The title of a chart that reacts: the finding of what is chosen."""
    return {"expr": f"findings[{key_of(*names)}]"}


def reacting(
    base: alt.Chart, choices: tuple[Choice, ...], findings: Mapping[str, str], *, ems: float = theme.TITLE_EM, **by_key: Any,
) -> alt.Chart:  # fmt: skip
    """The chart with these choices above it: it draws the rows of what is chosen.

    `findings` says what each key shows, in lines of so many `ems`; what else depends on the key is given by name, such as the end
    of the longest bar.
    """
    import altair as alt

    lines = {key: theme.wrap(text, ems).split("\n") for key, text in findings.items()}
    values = [alt.param(name=name, value=value) for name, value in {"findings": lines, **by_key}.items()]
    chart: alt.Chart = base.add_params(*(choice.parameter for choice in choices), *values)
    return chart.transform_filter(" && ".join(choice.test for choice in choices))
