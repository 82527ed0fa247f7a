"""What is asked of how a plan is watched: reports, evaluations, risks, recommendations, what was reported."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.cycle.trace import every_row
from napeval.measures import requirements as require
from napeval.measures.plan_quality.facts import WHOLE, Facts, Find, Met, Requirement, the_plan
from napeval.measures.rows import row_trace, row_traces, traces_by

REPORTING, RISKS = "plan/reporting", "plan/risks"
_PERIODIC = ("six_month", "annual")


def _reports(*kinds: str, column: str = "report") -> Find:
    """Whether the plan calls for a report of one of these kinds, and states something of it."""

    def find(facts: Facts) -> Met:
        reports = facts.table("reporting")
        chosen = reports[reports["report"].isin(kinds)] if kinds else reports
        return the_plan(row_traces(REPORTING, chosen[chosen[column].notna()]))

    return find


def _of_reports(*columns: str) -> Find:
    """Reports of which one of these columns is filled."""

    def find(facts: Facts) -> Met:
        reports = facts.table("reporting")
        return dict.fromkeys(reports.loc[reports[list(columns)].notna().any(axis=1), "report"], "")

    return find


def _mid_term(facts: Facts) -> Met:
    """Whether the plan itself sets a mid-term."""
    meta = facts.cycle.meta
    stated = meta.midterm is not None and "midterm" not in meta.inferred
    return {WHOLE: every_row(REPORTING)} if stated else {}


def _evaluation(facts: Facts) -> Met:
    """Whether the plan sets a mid-term or calls for a final report."""
    return {**_reports("final")(facts), **_mid_term(facts)}


def _evaluation_due(facts: Facts) -> Met:
    """Whether the plan says when its mid-term is, or when its final report is due."""
    return {**_reports("final", column="due")(facts), **_mid_term(facts)}


def _risks(*kinds: str) -> Find:
    def find(facts: Facts) -> Met:
        risks = facts.table("risks")
        return the_plan(row_traces(RISKS, risks[risks["kind"].isin(kinds)]))

    return find


def _mitigated(facts: Facts) -> Met:
    return require.stated(facts.table("risks"), "risk_id", "mitigation")


def _answered(facts: Facts) -> Met:
    received = facts.cycle.table("monitoring/recommendations_received")
    return require.stated(received, "recommendation_id", "activity_ids")


def _known(name: str) -> Find:
    """Whether anything of a table of monitoring is known."""

    def find(facts: Facts) -> Met:
        rows = facts.monitored(name)
        table = f"monitoring/{name}"
        if name == "observations":
            rows = rows[rows["state"] == "measured"]
        return {WHOLE: row_trace(table, rows)} if len(rows) else {}

    return find


def _reporting_institutions(facts: Facts) -> Met:
    return traces_by("monitoring/progress", facts.monitored("progress"), "reported_by")


_FINALISED = tuple(f"finalised_by_{language}" for language in ("sq", "en", "sr"))

WATCHING: Mapping[str, Requirement] = {
    "reports_planned": Requirement("plan", _reports(), REPORTING),
    "periodic_report": Requirement("plan", _reports(*_PERIODIC), REPORTING),
    "annual_report_author": Requirement("plan", _reports("annual", column="prepared_by"), REPORTING),
    "annual_report_addressee": Requirement("plan", _reports("annual", column="addressed_to"), REPORTING),
    "annual_report_due": Requirement("plan", _reports("annual", column="due"), REPORTING),
    "final_report": Requirement("plan", _reports("final"), REPORTING),
    "mid_term_set": Requirement("plan", _mid_term, REPORTING),
    "evaluation_planned": Requirement("plan", _evaluation, REPORTING),
    "evaluation_due": Requirement("plan", _evaluation_due, REPORTING),
    "report_author": Requirement("reports", _of_reports("prepared_by")),
    "report_signatory": Requirement("reports", _of_reports(*_FINALISED)),
    "report_addressee": Requirement("reports", _of_reports("addressed_to")),
    "report_due": Requirement("reports", _of_reports("due")),
    "risks_stated": Requirement("plan", _risks("risk", "assumption"), RISKS),
    "assumptions_stated": Requirement("plan", _risks("assumption"), RISKS),
    "risk_mitigation": Requirement("risks", _mitigated),
    "recommendation_activity": Requirement("recommendations", _answered),
    "figures_known": Requirement("plan", _known("observations"), "monitoring/observations"),
    "progress_known": Requirement("plan", _known("progress"), "monitoring/progress"),
    "lead_reporting": Requirement("leading", _reporting_institutions),
}
"""By requirement, what it is asked of and how those that meet it are found."""
