"""Settings of an evaluation and of the policy as YAML: its traps, and what is asked for."""

from __future__ import annotations

from collections.abc import Mapping

from bad_inputs.entries import (
    SETTINGS,
    BadInput,
    cell,
    content,
    encoded,
    raw,
    rows,
    several,
    text,
    whole,
    without,
)

ENTRIES: Mapping[str, BadInput] = {
    "a tabulator for spaces": whole(
        text(SETTINGS, "  days: 30", "\tdays: 30"),
        "error: evaluations/mid-term/evaluation.yml, line 14: the file cannot be read as YAML"
        " (found character '\\t' that cannot start any token). Mend: correct the line.",
    ),
    "a setting twice": whole(
        text(SETTINGS, "status: draft", "status: draft\nstatus: final"),
        "error: evaluations/mid-term/evaluation.yml, line 20, setting 'status': the setting stands"
        " twice. Mend: keep one of them.",
    ),
    "an alias": whole(
        several(
            text(SETTINGS, "place: Capital", "place: &where Capital"),
            text(SETTINGS, "funding: State Budget", "funding: *where"),
        ),
        "error: evaluations/mid-term/evaluation.yml, line 18: the alias 'where' is not allowed."
        " Mend: write the value out.",
    ),
    "groups merged into one another": whole(
        text(SETTINGS, "status: draft", "<<: {status: draft}"),
        "error: evaluations/mid-term/evaluation.yml, line 19: the file cannot be read as YAML (<<)."
        " Mend: correct the line.",
    ),
    "a second document": whole(
        text(SETTINGS, "status: draft", "---\nstatus: draft"),
        "error: evaluations/mid-term/evaluation.yml, line 19: a second document begins here. Mend:"
        " keep one document in a file.",
    ),
    "the words of an older YAML": whole(
        raw(SETTINGS, lambda data: b"%YAML 1.1\n---\n" + data),
        "error: evaluations/mid-term/evaluation.yml, line 2: the file cannot be read as YAML (YAML"
        " 1.1). Mend: correct the line.",
    ),
    "a list that is never closed": whole(
        text(SETTINGS, "final report]", "final report"),
        "error: evaluations/mid-term/evaluation.yml, line 17: the file cannot be read as YAML"
        " (expected ',' or ']', but got ':'). Mend: correct the line.",
    ),
    "a tag that runs a program": whole(
        text(
            SETTINGS,
            "place: Capital of Demoland and five municipalities",
            "place: !!python/object:os.system x",
        ),
        "error: evaluations/mid-term/evaluation.yml, line 15: the file cannot be read as YAML"
        " (could not determine a constructor for the tag"
        " 'tag:yaml.org,2002:python/object:os.system'). Mend: correct the line.",
    ),
    "a day that the calendar has not": whole(
        text(SETTINGS, "status: draft", "status: 2023-02-30"),
        "error: evaluations/mid-term/evaluation.yml, line 19: the file cannot be read as YAML (day"
        " is out of range for month). Mend: correct the line.",
    ),
    "a number of five thousand digits": whole(
        text(SETTINGS, "days: 30", "days: " + "3" * 5000),
        "error: evaluations/mid-term/evaluation.yml: the file cannot be read as YAML (Exceeds the"
        " limit (4300 digits) for integer string conversion: value has 5000 digits). Mend: correct"
        " the line.",
    ),
    "half of a letter": whole(
        text(SETTINGS, "place: Capital of Demoland and five municipalities", 'place: "\\ud800"'),
        "error: evaluations/mid-term/evaluation.yml, line 15: the file cannot be read as YAML"
        " (U+D800). Mend: correct the line.",
    ),
    "a control character": whole(
        text(SETTINGS, "place: Capital", "place: Cap\x07ital"),
        "error: evaluations/mid-term/evaluation.yml, line 15: the file cannot be read as YAML"
        " (U+0007). Mend: correct the line.",
    ),
    "lists in lists in lists": whole(
        text(SETTINGS, "[inception note, draft report, final report]", "[" * 30 + "x" + "]" * 30),
        "error: evaluations/mid-term/evaluation.yml, line 16: more than 20 levels stand inside one"
        " another. Mend: write fewer levels.",
    ),
    "a file of a megabyte": whole(
        raw(SETTINGS, lambda data: data + b"#" * 1_000_000),
        "error: evaluations/mid-term/evaluation.yml: the file is larger than 1000000 bytes. Mend:"
        " check that it is the right file.",
    ),
    "the bytes of Windows": whole(
        encoded(SETTINGS, "windows-1250"),
        "error: evaluations/mid-term/evaluation.yml: the file is not UTF-8 text. Mend: save it as"
        " text in UTF-8.",
    ),
    "nothing in the file": whole(
        content(SETTINGS, ""),
        "error: evaluations/mid-term/evaluation.yml: the file holds no settings. Mend: write one"
        " setting in a line, as name: value.",
    ),
    "only words": whole(
        content(SETTINGS, "Vlerësim afatmesëm\n"),
        "error: evaluations/mid-term/evaluation.yml: the file holds no settings. Mend: write one"
        " setting in a line, as name: value.",
    ),
    "no file of settings": whole(
        without(SETTINGS),
        "error: evaluations/mid-term/evaluation.yml: the file is missing. Mend: add the file.",
    ),
    "a misspelt setting": whole(
        text(SETTINGS, "audience: public", "audiance: public"),
        "error: evaluations/mid-term/evaluation.yml, setting 'audiance': there is no such setting;"
        " allowed: kind, period, mode, purpose, team, civil_society_companion, scale, criteria, matrix,"
        " weights, overall_weights, prevails, seed, survey, previous_evaluation,"
        " terms_of_reference, status, audience. Mend: correct the name or take it out. Did you mean"
        " 'audience'?",
    ),
    "a word of another language": whole(
        text(SETTINGS, "status: draft", "status: projekt"),
        "error: evaluations/mid-term/evaluation.yml, setting 'status': found 'projekt'; allowed:"
        " draft, commented, final. Mend: use one of the allowed words.",
    ),
    "yes is a word and no truth": whole(
        text(SETTINGS, "audience: public", "audience: yes"),
        "error: evaluations/mid-term/evaluation.yml, setting 'audience': found 'yes'; allowed:"
        " public, partners, internal. Mend: use one of the allowed words.",
    ),
    "a text where a list belongs": whole(
        raw(SETTINGS, lambda data: data + b"criteria: relevance\n"),
        "error: evaluations/mid-term/evaluation.yml, setting 'criteria': found 'relevance'; a list"
        " is expected. Mend: write it as [first, second].",
    ),
    "a list where a text belongs": whole(
        text(SETTINGS, "scale: icmpd_5", "scale: [icmpd_5]"),
        "error: evaluations/mid-term/evaluation.yml, setting 'scale': found '['icmpd_5']'; a text"
        " is expected. Mend: write one text, in quotation marks where it looks like a number or a"
        " date.",
    ),
    "a text where a group belongs": whole(
        raw(SETTINGS, lambda data: data + b"weights: equal\n"),
        "error: evaluations/mid-term/evaluation.yml, setting 'weights': found 'equal'; a group of"
        " named values is expected. Mend: write name: value, each in a line of its own.",
    ),
    "a period of an evaluation": whole(
        text(SETTINGS, "kind: mid_term", 'kind: mid_term\nperiod: "2023"'),
        "error: evaluations/mid-term/evaluation.yml, setting 'period': the setting belongs to other"
        " kinds of evaluation; allowed: annual_monitoring, six_month_progress. Mend: take it out.",
    ),
    "a mode of an evaluation": whole(
        text(SETTINGS, "kind: mid_term", "kind: mid_term\nmode: participatory"),
        "error: evaluations/mid-term/evaluation.yml, setting 'mode': the setting belongs to other"
        " kinds of evaluation; allowed: review. Mend: take it out.",
    ),
    "a monitoring report without a period": whole(
        text(SETTINGS, "kind: mid_term", "kind: annual_monitoring"),
        "error: evaluations/mid-term/evaluation.yml, setting 'period': the setting is missing. Mend: add it.",
    ),
    "a yearly report about a quarter": whole(
        text(SETTINGS, "kind: mid_term", "kind: annual_monitoring\nperiod: 2023-Q1"),
        "error: evaluations/mid-term/evaluation.yml, setting 'period': found '2023-Q1'; this kind of"
        " report is about one period, written as 2023. Mend: correct the period.",
    ),
    "a report about six months that are no half-year": whole(
        text(SETTINGS, "kind: mid_term", "kind: six_month_progress\nperiod: 2022-10/2023-03"),
        "error: evaluations/mid-term/evaluation.yml, setting 'period': found '2022-10/2023-03'; this"
        " kind of report is about one period, written as 2023-H1. Mend: correct the period.",
    ),
    "a year that is a number to YAML": whole(
        text(SETTINGS, "kind: mid_term", "kind: annual_monitoring\nperiod: 2023"),
        "error: evaluations/mid-term/evaluation.yml, setting 'period': found '2023'; a text is expected."
        " Mend: write one text, in quotation marks where it looks like a number or a date.",
    ),
    "a mark outside of the questionnaire": whole(
        cell("evaluations/mid-term/survey.csv", 2, "answer", "6"),
        "error: evaluations/mid-term/survey.csv, row 2, column 'answer': found '6'; the value is"
        " outside its range (1 to 5). Mend: correct the cell.",
    ),
    "a mark with a word": whole(
        cell("evaluations/mid-term/survey.csv", 2, "answer", "4 (good)"),
        "error: evaluations/mid-term/survey.csv, row 2, column 'answer': found '4 (good)'; a number"
        " is expected, such as 1250.50. Mend: write the number; leave the cell empty where it is not"
        " known.",
    ),
    "a rating of a question that the matrix has not": whole(
        cell("evaluations/mid-term/ratings.csv", 2, "question_id", "relevance.99"),
        "error: evaluations/mid-term/ratings.csv, row 2, column 'question_id': found"
        " 'relevance.99'; the evaluation matrix has no such question. Mend: correct the cell.",
    ),
    "two ratings of one evaluator": whole(
        rows("evaluations/mid-term/ratings.csv", lambda found: [*found, found[1]]),
        "error: evaluations/mid-term/ratings.csv, row 32, column 'question_id, evaluator': found"
        " 'REL1 | A.B.'; the same row stands in row 2 already. Mend: take out one of the rows.",
    ),
    "a table of the evaluation misspelt": whole(
        lambda cycle: (cycle / "evaluations/mid-term/survey.csv").rename(
            cycle / "evaluations/mid-term/surveys.csv"
        ),
        "error: evaluations/mid-term/surveys.csv: no table of a cycle has this name; allowed here:"
        " checklist.csv, comments.csv, conclusions.csv, contribution_claims.csv, contribution_tests.csv,"
        " evidence.csv, findings.csv, lessons.csv,"
        " ratings.csv, recommendations.csv, responses.csv, survey.csv. Mend: rename the file or take"
        " it out. Did you mean 'survey.csv'?",
    ),
    "a text of an unknown section": whole(
        content("evaluations/mid-term/text/sumary.sq.md", "Përmbledhje"),
        "error: evaluations/mid-term/text/sumary.sq.md: no section of the report has this name;"
        " allowed: executive_summary, background, objectives, method, limits, development,"
        " structure, elements, trafficking, financing, outlook, conclusions, recommendations,"
        " people, since_mid_term, after_the_cycle, participants, law, compliance, implementation,"
        " institutions, challenges, risks, observations, lessons, way_forward, participation, validity,"
        " helped_hindered, adaptation, achievements_I, achievements_II, achievements_III, achievements_IV,"
        " achievements_V, criterion_relevance, criterion_coherence, criterion_effectiveness,"
        " criterion_efficiency, criterion_impact, criterion_sustainability. Mend: rename the file.",
    ),
    "a text in an unknown language": whole(
        content("evaluations/mid-term/text/background.de.md", "Hintergrund"),
        "error: evaluations/mid-term/text/background.de.md: the name of a text is"
        " section.language.md; allowed languages: sq, en, sr. Mend: rename the file.",
    ),
    "a text in the bytes of Windows": whole(
        content("evaluations/mid-term/text/background.sq.md", "Përmbledhje".encode("windows-1250")),
        "error: evaluations/mid-term/text/background.sq.md: the file is not UTF-8 text. Mend: save"
        " it as text in UTF-8.",
    ),
    "a policy with a threshold too low": whole(
        text("policy.yml", "public: 10", "public: 2"),
        "error: policy.yml, setting 'thresholds.public': found '2'; the threshold must be at least"
        " 10 for this audience. Mend: raise the threshold.",
    ),
}
