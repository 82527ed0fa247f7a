"""From a request to files."""

from napeval.reports.compute import Inputs, compute, compute_released, read_inputs
from napeval.reports.report import Report, open_report
from napeval.reports.request import Request, read_request
from napeval.reports.run import ReportBusy, run_report

__all__ = [
    "Inputs",
    "Report",
    "ReportBusy",
    "Request",
    "compute",
    "compute_released",
    "open_report",
    "read_inputs",
    "read_request",
    "run_report",
]
