"""Texts of the progress form that the guide's annex does not have: tabs, instructions, further headings."""

from __future__ import annotations

from napeval.cycle.reference import instrument_item, item_text
from napeval.display.languages import N_

TITLE = N_("Progress form")
MARK = N_("SYNTHETIC DATA: invented for demonstration")

TABS = {
    "answer": N_("Who answers"),
    "results": N_("Results"),
    "indicators": N_("Indicators"),
    "activities": N_("Activities"),
    "money": N_("Money"),
    "risks": N_("Risks"),
}

INTRODUCTION = (
    N_(
        "This form asks your institution what was done and reached in the reporting period. "
        "Go through the sheets from left to right; most of what is known is filled in already."
    ),
    N_(
        "What you cannot answer, leave empty. Send a correction in a new copy of this form, with a later "
        "date of answer and the whole row filled in again."
    ),
)
ETHICS_OWN = (
    N_(
        "Write no names, addresses, dates of birth, case numbers or anything else by which a person "
        "could be recognised, neither of victims nor of anybody else."
    ),
    N_(
        "Where a count is so small that somebody could be recognised, report it here all the same: "
        "counts from this form are restricted and are protected before anything is published."
    ),
)
RESULTS_HELP = N_("Say in a few words what was reached of each result. Figures belong on the next sheet.")
INDICATORS_HELP = (
    N_(
        "Choose first how it stands with the value: measured, not reported, not due or not applicable. "
        "Only a measured indicator has a value; zero is a value."
    ),
    N_(
        "For percentages give the numerator and the denominator if you know them, so that the figure can be "
        "checked. Write the percentage itself without a percent sign."
    ),
)
ACTIVITIES_HELP = (
    N_(
        "Each activity in which your institution has a part stands here with that part. "
        "Report what your own institution did."
    ),
    N_("Choose the status first; a row without a status counts as not answered."),
)
NO_LEAD_STATED = N_(
    "The plan does not say who leads. The part shown was inferred from the order in which the plan lists the "
    "institutions; if it is wrong, say so in the comment."
)
MONEY_HELP = (
    N_(
        "Report all the money of the activities that your institution leads, also that of the institutions "
        "that support it."
    ),
    N_(
        "Give the amounts of this period only, in {currency}. Use the empty rows for further funding sources."
    ),
)
RISKS_HELP = N_("Say for each risk or assumption how it stands at the end of the period and what was done.")

QUESTION = N_("Question")
ANSWER = N_("Answer")
ANSWERED_ON = N_("Date of this answer. It is kept as the day on which the data became known.")
FUNCTION = N_("Function of whoever answers, such as head of unit. No name.")
RISKS_MET = N_("Risks and difficulties met that stand on no other sheet, and what was done about them.")

CODE = N_("Code")
OBJECTIVE = N_("Objective")
UNIT = N_("Unit")
BREAKDOWN = N_("Broken down by")
CATEGORY = N_("Category")
LAST = N_("Last reported")
STATE = N_("State of the value")
VALUE = N_("Value reached")
NUMERATOR = N_("Numerator")
DENOMINATOR = N_("Denominator")
ACTIVITY = N_("Activity")
OUTPUT = N_("Planned output")
ROLE = N_("Your part")
NOBODY_NAMED = N_("no institution named in the plan")
DEADLINE = N_("Deadline")
STATUS = N_("Status")
COMPLETION = N_("Share done")
STARTED = N_("Begun on")
COMPLETED = N_("Completed on")
REASON = N_("Reason, if not as planned")
DIFFICULTY = N_("Difficulties")
FUNDING = N_("Funding source")
COST = N_("Cost category")
PLANNED = N_("Planned for the year")
COMMITTED = N_("Committed in the period")
SPENT = N_("Spent in the period")
RISK = N_("Risk or assumption")
KIND = N_("Kind")
MITIGATION = N_("Planned answer")
ACTION = N_("What was done")
ESCALATED = N_("Taken to which office")
NOTE = N_("Remark")

REACHED = N_("reached")
NOT_REACHED = N_("not reached")


def from_guide(item: str, language: str, instrument: str = "annex5_progress_form") -> str:
    """The wording of an item of the guide, as a heading or paragraph: without the word that sorts it."""
    text = item_text(instrument_item(f"{instrument}.{item}"), language).strip()
    if instrument == "implementation_phase":
        text = text.partition(": ")[2] or text
    return text[:1].upper() + text[1:]


def heading(item: str, language: str) -> str:
    """The wording of a field of annex 5 as the heading of a column."""
    return from_guide(item, language).rstrip(".?").split(": ")[0].strip()
