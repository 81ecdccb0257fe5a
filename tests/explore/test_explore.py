"""The widgets' state from code, and the same chart as the plain call."""

import builders
import pytest

from budgetnb import charts, explore
from budgetnb.errors import OptionError

D = builders.disclosure()


def test_setting_a_choice_draws_what_the_plain_call_draws() -> None:
    panel = explore.spending(D)
    panel.level = 2
    assert panel.level == 2
    assert panel.chart.to_dict()["title"] == charts.composition(D, level=2).to_dict()["title"]


def test_an_unknown_value_names_those_that_exist() -> None:
    with pytest.raises(OptionError, match="1, 2, 3"):
        explore.spending(D).level = 9
