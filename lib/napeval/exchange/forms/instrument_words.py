"""Texts that the forms made from the guide's instruments share: tabs, headings, lines, notes."""

from __future__ import annotations

from napeval.display.languages import N_

WHO_TAB = N_("Who answers")
LINE = N_("Line")
ENTRY = N_("Entry")
BY = N_("Initials of who answers (no name)")
ON = N_("Date of the answers")
WHO_HELP = N_("Initials or a code without spaces, never a name.")
WHO_NEEDED = N_("Every line is needed: without them nothing of the form can be taken over.")

NUMBER = N_("No.")
ITEM = N_("Question or statement")
ANSWER = N_("Answer")
REASON = N_("Reason")
REASON_HELP = N_("Why this is the answer, and where it can be seen.")
COMMENT = N_("Comment")
LEAVE_BLANK = N_("Leave a cell empty where you cannot judge: it then counts as unknown, not as no.")

NO_PERSONAL_DATA = N_(
    "Write no names of persons and nothing by which a victim could be recognised, not even in comments: "
    "no places, dates or rare circumstances of a single case."
)
KEPT_WHERE = N_("Answers are kept with the evaluation and shown in reports only in sum.")
