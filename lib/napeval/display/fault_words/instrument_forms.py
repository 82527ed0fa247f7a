"""Faults of the forms made from the guide's instruments, in words; part of the words of forms."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.fault_words.words import FaultWords
from napeval.display.languages import N_

_SAY_WHY = N_("write the answer, or empty the row.")

WORDS: Mapping[str, FaultWords] = {
    # the evaluation
    "form_evaluation_unknown": FaultWords(
        N_("the plan has no such evaluation; there are: {allowed}."),
        N_("correct the name, or make the folder of the evaluation first."),
    ),
    "form_evaluation_unusable": FaultWords(
        N_("the folder of this evaluation has faults of its own: {count}."),
        N_("mend them first; the check of the plan names each of them."),
    ),
    # who fills in, and persons
    "form_entry_missing": FaultWords(N_("the line '{line}' is empty."), N_("fill in the line.")),
    "form_name_of_person": FaultWords(
        N_("persons stand here by initials or a code of at most 12 letters and digits without spaces."),
        N_("put initials or a code, such as A.B. or P01, in the place of the name."),
    ),
    # lists
    "form_reason_without_answer": FaultWords(N_("there is a reason but no answer."), _SAY_WHY),
    "form_part_denied": FaultWords(
        N_("the institution says that it took no part in this activity, and judges it."),
        N_("change the answer on taking part, or empty the cell."),
    ),
    # interviews
    "form_consent_refused": FaultWords(
        N_("the person did not consent: nothing of this record is taken in."),
        N_("hand the record back or destroy it."),
    ),
    "form_consent_missing": FaultWords(
        N_("the record does not say whether the person consented: nothing of it is taken in."),
        N_("say whether the person consented; without consent, hand the record back or destroy it."),
    ),
    "form_nothing_said": FaultWords(
        N_("the record holds nothing that was said."), N_("write theme and summary, one row for each theme.")
    ),
    "form_said_half": FaultWords(
        N_("what was said needs both a theme and a summary."), N_("fill in the empty one of the two.")
    ),
    "form_principle_unconfirmed": FaultWords(
        N_("principle {number} is not confirmed."),
        N_("say whether it was kept, or that it does not concern this talk."),
    ),
    "form_principle_unexplained": FaultWords(
        N_("a principle that was not kept, or does not concern this talk, needs a reason."),
        N_("write the reason."),
    ),
    # what the plan and the settings say already
    "form_half_a_target": FaultWords(
        N_("a baseline or a target needs both its value and its year."),
        N_("fill in the empty one of the two, or empty both."),
    ),
    "form_contradicts_plan": FaultWords(
        N_("the plan says '{plan}' already; a form cannot change what the plan says."),
        N_("write what the plan says; where the plan itself was changed, change its table."),
    ),
    "form_contradicts_settings": FaultWords(
        N_("evaluation.yml says '{settings}' already under {key}; a form cannot change it."),
        N_("write what stands there, or change the line in evaluation.yml by hand."),
    ),
    "form_file_twice": FaultWords(
        N_("the form changes {file}, which {other} changes too."),
        N_("collect the two forms one after the other."),
    ),
}
