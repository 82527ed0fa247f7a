"""Statistics of short series: arrays in, frozen results out; nothing here knows of plans.

A method that cannot answer honestly says so in its result (reportable=False with a reason code); only input
that is not a series at all raises ValueError.
"""

from napeval.trends.breaks.continuous import ContinuousBreak, continuous_break, continuous_break_many
from napeval.trends.breaks.joinpoint import joinpoint, joinpoint_many
from napeval.trends.breaks.joinpoint_result import Joinpoint, JoinpointModel
from napeval.trends.composition.change import (
    CompositionChange,
    PeriodShare,
    composition_change,
    composition_change_many,
)
from napeval.trends.counts.constant_rate import (
    ConstantRateTest,
    constant_rate_test,
    constant_rate_test_many,
)
from napeval.trends.counts.loglinear import LoglinearFit
from napeval.trends.counts.negative_binomial import (
    NegativeBinomialTrend,
    negative_binomial_trend,
    negative_binomial_trend_many,
)
from napeval.trends.counts.poisson_trend import ExactTrend, PoissonTrend, poisson_trend
from napeval.trends.counts.poisson_trend_many import poisson_trend_many
from napeval.trends.counts.rates import (
    PoissonAgainstRate,
    PoissonInterval,
    RateRatio,
    WilsonInterval,
    poisson_against_rate,
    poisson_interval,
    rate_ratio,
    wilson,
)
from napeval.trends.counts.rates_many import (
    poisson_against_rate_many,
    poisson_interval_many,
    rate_ratio_many,
    wilson_many,
)
from napeval.trends.hidden import (
    Existence,
    Linkage,
    ModelEstimate,
    MultipleSystems,
    PairExistence,
    TwoLists,
    linkage,
    model_existence,
    multiple_systems,
    multiple_systems_many,
    pair_existence,
)
from napeval.trends.interrupted.before_after import BeforeAfter, before_after, before_after_many
from napeval.trends.interrupted.counts import (
    InterruptedCounts,
    interrupted_counts,
    interrupted_counts_many,
)
from napeval.trends.interrupted.counts_fits import CountsFit
from napeval.trends.interrupted.fits import Counterfactual, NeweyWest, SegmentedFit
from napeval.trends.interrupted.series import (
    InterruptedSeries,
    interrupted_series,
    interrupted_series_many,
)
from napeval.trends.least_lengths import LEAST_LENGTHS, REASON_CODES, LeastLength, least_length
from napeval.trends.outlook.constant_rate import (
    ConstantRateForecast,
    forecast_poisson_constant_rate,
    forecast_poisson_constant_rate_many,
)
from napeval.trends.outlook.coverage import Coverage, coverage_of_next_count
from napeval.trends.outlook.likelihood import LIKELIHOODS
from napeval.trends.outlook.linear import LinearForecast, forecast_linear, forecast_linear_many
from napeval.trends.outlook.loglinear import (
    LoglinearForecast,
    forecast_poisson_loglinear,
    forecast_poisson_loglinear_many,
)
from napeval.trends.outlook.random_walk import (
    WalkForecast,
    forecast_drift,
    forecast_drift_many,
    forecast_naive,
    forecast_naive_many,
)
from napeval.trends.outlook.target import Outlook, target_outlook, target_outlook_many
from napeval.trends.ranks.hamed_rao import HamedRao, mann_kendall_hamed_rao, mann_kendall_hamed_rao_many
from napeval.trends.ranks.level_shift import LevelShift, level_shift, level_shift_many
from napeval.trends.ranks.mann_kendall import MannKendall, SenSlope, mann_kendall, sen_slope
from napeval.trends.ranks.many import mann_kendall_many, sen_slope_many
from napeval.trends.ranks.multiple_testing import (
    FamilyOfTests,
    benjamini_hochberg,
    benjamini_yekutieli,
    family_of_tests,
    holm,
)
from napeval.trends.ranks.pettitt import PettittChangePoint, pettitt_change_point, pettitt_change_point_many
from napeval.trends.ranks.pooled_many import regional_mann_kendall_many, seasonal_mann_kendall_many
from napeval.trends.ranks.regional import RegionalMannKendall, regional_mann_kendall
from napeval.trends.ranks.seasonal import SeasonalMannKendall, seasonal_mann_kendall

__all__ = [
    "LEAST_LENGTHS",
    "LIKELIHOODS",
    "REASON_CODES",
    "BeforeAfter",
    "CompositionChange",
    "ConstantRateForecast",
    "ConstantRateTest",
    "ContinuousBreak",
    "Counterfactual",
    "CountsFit",
    "Coverage",
    "ExactTrend",
    "Existence",
    "FamilyOfTests",
    "HamedRao",
    "InterruptedCounts",
    "InterruptedSeries",
    "Joinpoint",
    "JoinpointModel",
    "LeastLength",
    "LevelShift",
    "LinearForecast",
    "Linkage",
    "LoglinearFit",
    "LoglinearForecast",
    "MannKendall",
    "ModelEstimate",
    "MultipleSystems",
    "NegativeBinomialTrend",
    "NeweyWest",
    "Outlook",
    "PairExistence",
    "PeriodShare",
    "PettittChangePoint",
    "PoissonAgainstRate",
    "PoissonInterval",
    "PoissonTrend",
    "RateRatio",
    "RegionalMannKendall",
    "SeasonalMannKendall",
    "SegmentedFit",
    "SenSlope",
    "TwoLists",
    "WalkForecast",
    "WilsonInterval",
    "before_after",
    "before_after_many",
    "benjamini_hochberg",
    "benjamini_yekutieli",
    "composition_change",
    "composition_change_many",
    "constant_rate_test",
    "constant_rate_test_many",
    "continuous_break",
    "continuous_break_many",
    "coverage_of_next_count",
    "family_of_tests",
    "forecast_drift",
    "forecast_drift_many",
    "forecast_linear",
    "forecast_linear_many",
    "forecast_naive",
    "forecast_naive_many",
    "forecast_poisson_constant_rate",
    "forecast_poisson_constant_rate_many",
    "forecast_poisson_loglinear",
    "forecast_poisson_loglinear_many",
    "holm",
    "interrupted_counts",
    "interrupted_counts_many",
    "interrupted_series",
    "interrupted_series_many",
    "joinpoint",
    "joinpoint_many",
    "least_length",
    "level_shift",
    "level_shift_many",
    "linkage",
    "mann_kendall",
    "mann_kendall_hamed_rao",
    "mann_kendall_hamed_rao_many",
    "mann_kendall_many",
    "model_existence",
    "multiple_systems",
    "multiple_systems_many",
    "negative_binomial_trend",
    "negative_binomial_trend_many",
    "pair_existence",
    "pettitt_change_point",
    "pettitt_change_point_many",
    "poisson_against_rate",
    "poisson_against_rate_many",
    "poisson_interval",
    "poisson_interval_many",
    "poisson_trend",
    "poisson_trend_many",
    "rate_ratio",
    "rate_ratio_many",
    "regional_mann_kendall",
    "regional_mann_kendall_many",
    "seasonal_mann_kendall",
    "seasonal_mann_kendall_many",
    "sen_slope",
    "sen_slope_many",
    "target_outlook",
    "target_outlook_many",
    "wilson",
    "wilson_many",
]
