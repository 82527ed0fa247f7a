"""Do raters agree, and do the items of a scale go together?"""

from napeval.criteria.agreement.cronbach import CronbachAlpha, cronbach_alpha
from napeval.criteria.agreement.intraclass import IntraclassCorrelation, intraclass_correlation
from napeval.criteria.agreement.kappa import FleissKappa, WeightedKappa, fleiss_kappa, weighted_kappa
from napeval.criteria.agreement.krippendorff import KrippendorffAlpha, krippendorff_alpha
from napeval.criteria.agreement.ratings import LEAST_UNITS, REASON_CODES

__all__ = [
    "LEAST_UNITS",
    "REASON_CODES",
    "CronbachAlpha",
    "FleissKappa",
    "IntraclassCorrelation",
    "KrippendorffAlpha",
    "WeightedKappa",
    "cronbach_alpha",
    "fleiss_kappa",
    "intraclass_correlation",
    "krippendorff_alpha",
    "weighted_kappa",
]
