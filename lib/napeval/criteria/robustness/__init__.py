"""How firm the marks are: drawn anew, taken apart, and tipped."""

from napeval.criteria.robustness.tables import RobustnessTables, robustness

__all__ = ["RobustnessTables", "robustness"]
