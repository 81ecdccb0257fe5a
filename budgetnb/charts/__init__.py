"""Charts: frame → alt.Chart, one theme, and one renderer that draws them with no network.

Every chart takes a Disclosure, a Corpus, a list of disclosures or a frame, and `lang`; each has a `…_table` function with the rows that it draws.
"""

from .basic_project import basic_project, basic_project_table
from .changes import changes, changes_table
from .changes_twin import changes_twin
from .checks import checks_overview, checks_table, checks_twin
from .compared import compared, compared_table
from .composition import composition, composition_table
from .composition_choices import composition_twin, composition_twin_table
from .composition_drill import composition_drill, composition_drill_table
from .evidence_map import evidence_twin, evidence_twin_table
from .funds import funds, funds_table
from .kpi_matrix import kpi_matrix, kpi_matrix_table
from .kpi_money import kpi_money, kpi_money_table
from .kpis_twin import kpis_twin
from .moves import moves_flow, moves_table
from .procurement import procurement, procurement_table, procurement_total
from .procurement_twin import procurement_twin
from .render import bundle, enable, save, style, to_html_fragment
from .reserve import reserve, reserve_table
from .scale import scale, scale_table
from .side_by_side import side_by_side, side_by_side_table
from .slope import slope
from .targets import targets, targets_table
from .three_public import three_public, three_public_table

__all__ = [
    "basic_project",
    "basic_project_table",
    "bundle",
    "changes",
    "changes_table",
    "changes_twin",
    "checks_overview",
    "checks_table",
    "checks_twin",
    "compared",
    "compared_table",
    "composition",
    "composition_drill",
    "composition_drill_table",
    "composition_table",
    "composition_twin",
    "composition_twin_table",
    "enable",
    "evidence_twin",
    "evidence_twin_table",
    "funds",
    "funds_table",
    "kpi_matrix",
    "kpi_matrix_table",
    "kpi_money",
    "kpi_money_table",
    "kpis_twin",
    "moves_flow",
    "moves_table",
    "procurement",
    "procurement_table",
    "procurement_total",
    "procurement_twin",
    "reserve",
    "reserve_table",
    "save",
    "scale",
    "scale_table",
    "side_by_side",
    "side_by_side_table",
    "slope",
    "style",
    "targets",
    "targets_table",
    "three_public",
    "three_public_table",
    "to_html_fragment",
]  # fmt: skip
