"""Charts: frame → alt.Chart, one theme, and one renderer that draws them with no network.

Every chart takes a Disclosure, a Corpus, a list of disclosures or a frame, and `lang`; each has a `…_table` function with the rows that it draws.
"""

from .changes import changes, changes_table, moves_flow, moves_table, slope
from .compare import compared, compared_table, side_by_side, side_by_side_table
from .composition import (
    basic_project,
    basic_project_table,
    composition,
    composition_table,
    funds,
    funds_table,
)
from .quality import checks_overview, checks_table, kpi_matrix, kpi_matrix_table, targets, targets_table
from .render import bundle, enable, save, style, to_html_fragment
from .shares import procurement, procurement_table, procurement_total, three_public, three_public_table
from .twin import composition_twin, composition_twin_table

__all__ = [
    "basic_project", "basic_project_table", "bundle", "changes", "changes_table", "checks_overview", "checks_table",
    "compared", "compared_table", "composition", "composition_table", "composition_twin", "composition_twin_table",
    "enable", "funds", "funds_table", "kpi_matrix", "kpi_matrix_table", "moves_flow", "moves_table", "procurement",
    "procurement_table", "procurement_total", "save", "side_by_side", "side_by_side_table", "slope", "style", "targets", "targets_table",
    "three_public", "three_public_table", "to_html_fragment",
]  # fmt: skip
