"""How many persons are on no list at all: multiple systems estimation over overlapping lists."""

from napeval.trends.hidden.estimates import ModelEstimate
from napeval.trends.hidden.existence import Existence, PairExistence, model_existence, pair_existence
from napeval.trends.hidden.guards import Linkage, TwoLists, linkage
from napeval.trends.hidden.multiple_systems import MultipleSystems, multiple_systems, multiple_systems_many

__all__ = [
    "Existence",
    "Linkage",
    "ModelEstimate",
    "MultipleSystems",
    "PairExistence",
    "TwoLists",
    "linkage",
    "model_existence",
    "multiple_systems",
    "multiple_systems_many",
    "pair_existence",
]
