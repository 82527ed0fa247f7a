"""One plan cycle, read and checked."""

from napeval.cycle.cycle import Cycle, Evaluation, Meta
from napeval.cycle.faults import CycleFaults, Fault
from napeval.cycle.reading import Reading, examine_cycle, read_cycle, read_evaluation

__all__ = [
    "Cycle",
    "CycleFaults",
    "Evaluation",
    "Fault",
    "Meta",
    "Reading",
    "examine_cycle",
    "read_cycle",
    "read_evaluation",
]
