"""What stands under a table or figure: unit, period, source, and what of it is hidden or disputed."""

from napeval.reports.standing.notes import NOT_DRAWN, Standing
from napeval.reports.standing.periods import Times
from napeval.reports.standing.sources import Titles
from napeval.reports.standing.units import NAMED_IN_PANEL, NAMED_IN_ROW

__all__ = ["NAMED_IN_PANEL", "NAMED_IN_ROW", "NOT_DRAWN", "Standing", "Times", "Titles"]
