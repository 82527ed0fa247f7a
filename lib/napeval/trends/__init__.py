"""Statistics of short series: arrays in, frozen results out; nothing here knows of plans.

A method that cannot answer honestly says so in its result (reportable=False with a reason code); only input
that is not a series at all raises ValueError.
"""

from napeval.trends.count_trend import (
    ConstantRateTest,
    ExactTrend,
    PoissonTrend,
    constant_rate_test,
    poisson_trend,
)
from napeval.trends.counts import (
    PoissonAgainstRate,
    PoissonInterval,
    RateRatio,
    WilsonInterval,
    poisson_against_rate,
    poisson_interval,
    rate_ratio,
    wilson,
)
from napeval.trends.least_lengths import LEAST_LENGTHS, REASON_CODES, LeastLength, least_length
from napeval.trends.loglinear import LoglinearFit
from napeval.trends.rank import MannKendall, SenSlope, mann_kendall, sen_slope

__all__ = [
    "LEAST_LENGTHS",
    "REASON_CODES",
    "ConstantRateTest",
    "ExactTrend",
    "LeastLength",
    "LoglinearFit",
    "MannKendall",
    "PoissonAgainstRate",
    "PoissonInterval",
    "PoissonTrend",
    "RateRatio",
    "SenSlope",
    "WilsonInterval",
    "constant_rate_test",
    "least_length",
    "mann_kendall",
    "poisson_against_rate",
    "poisson_interval",
    "poisson_trend",
    "rate_ratio",
    "sen_slope",
    "wilson",
]
