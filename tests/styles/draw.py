"""Settings of forms, styles and producers, all of them or some drawn by a seed: the same seed draws the same."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice, product

from styles.setting import PRODUCERS, Setting, applies, forms
from styles.style import styles

DRAWN = 8
"""Settings of each family that a run of the tests draws."""


def every(
    ids: Iterable[str], names: Iterable[str] = (), producers: Iterable[str] = tuple(PRODUCERS)
) -> Iterator[Setting]:
    """The settings of some styles and forms (all, where none are named); a form that a style leaves as it is has none."""
    for style, form in product(ids, tuple(names) or forms()):
        if _applies(form, style):
            yield from (Setting(form, style, producer) for producer in producers)


def drawn(seed: int, count: int, ids: Iterable[str], producers: Iterable[str] = tuple(PRODUCERS)) -> list[Setting]:
    """Some settings of styles, each another one."""
    told = [Setting(form, style, producer) for style, form, producer in product(ids, forms(), producers)]
    random.Random(seed).shuffle(told)
    return list(islice((one for one in told if _applies(one.form, one.style)), count))


@cache
def _applies(form: str, style: str) -> bool:
    return applies(forms()[form], styles()[style])


def of_family(family: str) -> list[str]:
    """The ids of a family's styles."""
    return [style.id for style in styles().values() if style.family == family]
