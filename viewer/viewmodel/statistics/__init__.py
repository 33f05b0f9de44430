"""Questions that the visits answer: how often, when last, how long, and who beside whom."""

from viewer.viewmodel.statistics.countries import shade_limits
from viewer.viewmodel.statistics.files import (
    encounters_file,
    gaps_file,
    matrix_file,
    visits_file,
)
from viewer.viewmodel.statistics.summary import Statistics, behind, statistics
from viewer.viewmodel.statistics.visits import Reason, assessed
from viewer.viewmodel.statistics.words import (
    WHAT_COUNTS,
    WHAT_IS_LATEST,
    Line,
    headline_figures,
    lines,
    not_counted,
)

__all__ = [
    "WHAT_COUNTS",
    "WHAT_IS_LATEST",
    "Line",
    "Reason",
    "Statistics",
    "assessed",
    "behind",
    "encounters_file",
    "gaps_file",
    "headline_figures",
    "lines",
    "matrix_file",
    "not_counted",
    "shade_limits",
    "statistics",
    "visits_file",
]
