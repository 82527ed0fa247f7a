"""What stands beside the tables: the description of the cycle, the policy, accepted warnings, requests."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from demo.tables import design
from napeval.cycle.schemas import schemas

NAME = "demo-2022-2024"
TITLE = {
    "sq": "Plani i veprimit i Demolandit kundër trafikimit me njerëz 2022-2024 (sintetik)",
    "en": "Action plan of Demoland against trafficking in human beings 2022-2024 (synthetic)",
    "sr": "Akcioni plan Demolanda protiv trgovine ljudima 2022-2024 (sintetički)",
}
NOTE = {
    "sq": "Të dhëna sintetike: ky territor nuk ekziston dhe të gjitha shifrat janë të trilluara.",
    "en": "Synthetic data: this territory does not exist and every figure is invented.",
    "sr": "Sintetički podaci: ova teritorija ne postoji i sve brojke su izmišljene.",
}
SIGNED_BY = "Synthetic data set, no real signatory"


def datapackage_text(tables: Iterable[str]) -> str:
    """The data package: the cycle as a whole and the schema of each table."""
    package = {
        "profile": "tabular-data-package",
        "name": NAME,
        "title": "Synthetic action plan of the invented country Demoland 2022-2024, with evaluations",
        "description": "Synthetic: an invented country with complete, invented reports. See README.md.",
        "version": "1.0.0",
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Creative Commons Attribution 4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "sources": [{"title": "Invented for demonstration, training and testing"}],
        "napeval": {
            "title": TITLE,
            "country": "XX",
            "start": "2022-01-01",
            "end": "2024-12-31",
            "midterm": "2023-06-30",
            "currency": "EUR",
            "data_status": "synthetic",
            "predecessor": None,
            "designation_note": NOTE,
        },
        "resources": [_resource(name) for name in tables],
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _resource(name: str) -> Mapping[str, object]:
    schema = schemas()[name]
    return {
        "name": name.rpartition("/")[2],
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "title": schema.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema.package_descriptor,
    }


def policy_text(sources: Iterable[Mapping[str, object]]) -> str:
    """The release policy: signed for every published source, never for a restricted one."""
    published = [row for row in sources if row["release_status"] == "published"]
    press = [str(row["source_id"]) for row in published if row["kind"] == "press"]
    others = [str(row["source_id"]) for row in published if row["kind"] != "press"]
    lines = [
        "# Release policy of the synthetic data set. Restricted sources have no signed line.",
        "thresholds: {public: 10, partners: 5, internal: 3}",
        "protected_units: [persons]",
        "signed:",
    ]
    for names, day, reason in (
        (others, "2023-09-30", "published by the institutions themselves (synthetic)"),
        (press, "2023-10-02", "published in newspapers and on the radio (synthetic)"),
    ):
        lines.append("  - sources:")
        lines += [f"      - {name}" for name in sorted(names)]
        lines += [
            "    audiences: [public, partners, internal]",
            f"    signed_by: {SIGNED_BY}",
            f"    on: {day}",
            f"    reason: {reason}",
        ]
    return "\n".join(lines) + "\n"


def accepted_text() -> str:
    """Warnings that are accepted by name: what a real plan would contain as well."""
    lines = [
        "# Warnings that somebody looked at and accepts. Invented, like everything in this plan.",
        "accepted:",
    ]
    for row in design("accepted"):
        keys = ", ".join(f'"{key}"' for key in row["keys"].split(" ; "))
        lines += [
            f"  - code: {row['code']}",
            f"    file: {row['file']}",
            f"    keys: [{keys}]",
            f"    reason: {row['reason']}",
            "    accepted_by: A.B., team leader (invented)",
            f"    on: {row['on']}",
        ]
    return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class Request:
    """One request for a report. days: the last day judged, and the day whose knowledge is used."""

    purpose: str
    notebook: str
    evaluation: str
    days: tuple[str, str]
    formats: tuple[str, ...] = ("html", "docx", "pdf", "xlsx")


_MIDTERM = ("2023-06-30", "2023-09-30")
REQUESTS = {
    "mid-term": Request(
        "The mid-term evaluation of a complete synthetic plan: every state, status and rule has its case.",
        "mid_term_evaluation",
        "mid-term",
        _MIDTERM,
    ),
    "inception": Request(
        "The inception report of the mid-term evaluation of a complete synthetic plan.",
        "inception_report",
        "mid-term",
        _MIDTERM,
    ),
    "comments": Request(
        "The comments on the draft of the mid-term evaluation of a synthetic plan, with the answers.",
        "comment_response",
        "mid-term",
        _MIDTERM,
        ("docx", "xlsx"),
    ),
    "six-month-2023-h1": Request(
        "The six-month progress report of a synthetic plan for the first half of 2023.",
        "six_month_progress",
        "six-month-2023-h1",
        _MIDTERM,
    ),
    "annual-2023": Request(
        "The annual monitoring report of a synthetic plan for 2023.",
        "annual_monitoring",
        "annual-2023",
        ("2023-12-31", "2024-03-15"),
    ),
    "review": Request(
        "The participatory review of a synthetic plan in its last year.",
        "plan_review",
        "review",
        ("2023-12-31", "2024-06-30"),
    ),
    "ex-post": Request(
        "The ex-post evaluation of a synthetic plan. Half a year after its end is judged too: what held?",
        "ex_post_evaluation",
        "ex-post",
        ("2025-06-30", "2025-09-30"),
    ),
}
"""By file."""


def request_text(name: str) -> str:
    """One request for a report."""
    request = REQUESTS[name]
    cutoff, as_of = request.days
    return f"""\
# {request.purpose}
notebook: {request.notebook}
cycle: {NAME}
evaluation: {request.evaluation}
cutoff: {cutoff}
as_of: {as_of}
languages: [sq, en, sr]
audience: public
formats: [{", ".join(request.formats)}]
"""
