"""What a reader may see: results tables, claims, the release gate."""

from napeval.release.catalogue import CATALOGUE
from napeval.release.claims import Claim, ProtectionRefused, UndeclaredResult
from napeval.release.gate import Released, ReleasedTable, Row, release
from napeval.release.policy import AUDIENCES, POLICY_SETTINGS, Policy, policy_from
from napeval.release.store import read_results, write_results

__all__ = [
    "AUDIENCES",
    "CATALOGUE",
    "POLICY_SETTINGS",
    "Claim",
    "Policy",
    "ProtectionRefused",
    "Released",
    "ReleasedTable",
    "Row",
    "UndeclaredResult",
    "policy_from",
    "read_results",
    "release",
    "write_results",
]
