"""Did the plan contribute to a change? Explanations and rivals, tested in the manner of process tracing.

What comes out stands beside the score of a criterion and never in it.
"""

from napeval.criteria.contribution.faults import contribution_faults
from napeval.criteria.contribution.tables import contribution

__all__ = ["contribution", "contribution_faults"]
