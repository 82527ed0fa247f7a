"""The chapter on criteria, surveys and raters of the methods notebook: found by hand or published."""

from __future__ import annotations

import inspect
import json
import re
from fractions import Fraction
from itertools import product
from math import comb, isclose, sqrt
from statistics import NormalDist

import pytest
import test_methods_notebook as whole
from test_methods_trends import near, numbers_in

from napeval import criteria
from napeval.criteria.agreement import REASON_CODES
from napeval.criteria.robustness.tables import DRAWS
from napeval.measures.survey.answered import LEAST_RESPONDENTS
from napeval.measures.survey.marks import LEAST_FOR_SPREAD
from napeval.measures.survey.themes import LEAST_INSTITUTIONS

# The notebook is run once for this module and for those of the other chapters.
folder, executed = whole.folder, whole.executed
Executed = whole.Executed

FIRST, LAST = "## Criteria, surveys and raters", "## Limits, and what to try next"
GOLDEN = json.loads(
    (whole.PROJECT / "tests" / "data" / "golden" / "agreement_reference.json").read_text(encoding="utf-8")
)
PUBLISHED = {case["id"]: case["expected"] for case in GOLDEN["cases"]}

# ---------------------------------------------------------------- the figures worked out by hand

SURVEY = Fraction(75 + 75 + 100, 3)
Q1 = (90 + 2 * 60 + SURVEY) / 4
Q1_LOW, Q1_HIGH = (90 + 2 * 50 + SURVEY) / 4, (90 + 2 * 80 + SURVEY) / 4
SCORE = (3 * Q1 + 50) / 4
JUDGED = (3 * Fraction(75 + 50, 2) + 50) / 4
EXACT = [
    ("points-of-figures", "share 0.75", "value", Fraction(75)),
    ("points-of-figures", "share 0.75, from 0.6 to 0.9", "lower", Fraction(60)),
    ("points-of-figures", "share 0.75, from 0.6 to 0.9", "upper", Fraction(90)),
    ("points-of-figures", "inverse_share 0.2", "value", Fraction(80)),
    ("points-of-figures", "linear, 73 days late", "value", Fraction(100 * 292, 365)),
    ("points-of-figures", "linear, 1.3 of 0 to 1", "value", Fraction(100)),
    ("points-of-figures", "interval 0.4 to 0.8", "value", Fraction(60)),
    ("points-of-figures", "interval 0.4 to 0.8", "upper", Fraction(80)),
    ("points-of-figures", "share_of_rows", "value", Fraction(200, 3)),
    ("points-of-figures", "share_of_rows", "lower", Fraction(50)),
    ("points-of-figures", "share_of_rows", "upper", Fraction(75)),
    ("points-of-figures", "codes, partly", "value", Fraction(50)),
    ("points-of-figures", "share, 3 over 4", "value", Fraction(75)),
    ("points-of-figures-refused", "an empty cell", "lower", Fraction(0)),
    ("points-of-figures-refused", "an empty cell", "upper", Fraction(100)),
    ("marks-to-points", "icmpd_5", "points", Fraction(75)),
    ("marks-to-points", "kfw_6", "points", Fraction(3 - 6, 1 - 6) * 100),
    ("marks-to-points", "adb_2016", "points", Fraction(200, 3)),
    ("answers-to-points", "survey, question A", "value", Fraction(75 + 100 + 25, 3)),
    ("answers-to-points", "evaluators, question A", "value", Fraction(75 + 50, 2)),
    ("answers-to-points", "evaluators, question C", "consensus", Fraction(75)),
    ("hand-questions", "Q1", "score", Q1),
    ("hand-questions", "Q1", "lower", Q1_LOW),
    ("hand-questions", "Q1", "upper", Q1_HIGH),
    ("hand-questions", "Q1", "coverage", Fraction(1)),
    ("hand-questions", "Q2", "score", Fraction(50)),
    ("hand-questions", "Q2", "lower", Fraction(150, 4)),
    ("hand-questions", "Q2", "upper", Fraction(250, 4)),
    ("hand-questions", "Q2", "coverage", Fraction(3, 4)),
    ("hand-criterion", "judgement prevails", "score", SCORE),
    ("hand-criterion", "judgement prevails", "lower", (3 * Q1_LOW + Fraction(150, 4)) / 4),
    ("hand-criterion", "judgement prevails", "upper", (3 * Q1_HIGH + Fraction(250, 4)) / 4),
    ("hand-criterion", "judgement prevails", "coverage", Fraction(15, 16)),
    ("hand-criterion", "judgement prevails", "judged", JUDGED),
    ("hand-criterion", "judgement prevails", "judged_low", Fraction(50)),
    ("hand-criterion", "judgement prevails", "judged_high", Fraction(3 * 75 + 50, 4)),
    ("hand-criterion", "judgement prevails", "difference", JUDGED - SCORE),
    ("hand-criterion", "they agreed on 4", "judged", Fraction(3 * 75 + 50, 4)),
    ("not-demonstrated", "a third found", "lower", Fraction(80, 3)),
    ("not-demonstrated", "a third found", "upper", Fraction(80 + 200, 3)),
    ("not-demonstrated", "half found", "score", Fraction(80)),
    ("not-demonstrated", "a required item missing", "lower", Fraction(75)),
    ("not-demonstrated-criterion", "what is known disagrees", "lower", Fraction(75, 2)),
    ("not-demonstrated-criterion", "half of the weight", "score", Fraction(0)),
    ("overall", "icmpd_5", "score", Fraction(415, 6)),
    ("overall", "adb_2006", "score", Fraction(2 * 90 + 3 * 50 + 3 * 70 + 2 * 65, 10)),
    ("overall", "adb_2016", "score", Fraction(90 + 50 + 70 + 65, 4)),
    ("overall", "undp_icpe_4", "score", Fraction(90 + 80 + 50 + 70 + 65, 5)),
    ("overall", "undp_gef_te_6", "score", Fraction(90 + 50 + 70, 3)),
    ("overall", "icmpd_5, relevance twice", "score", Fraction(415 + 90, 7)),
    ("krippendorff", "by hand", "alpha_fraction", 1 - Fraction(1, 3) / Fraction(3, 5)),
    ("kappa", "two raters, quadratic", "kappa_fraction", 1 - Fraction(5, 12) / Fraction(7, 3)),
    ("kappa", "three raters", "kappa_fraction", (Fraction(3, 5) - Fraction(23, 90)) / Fraction(67, 90)),
    ("cronbach", "by hand", "alpha_fraction", Fraction(2, 3)),
    ("rank-tests", "1, 2 against 3, 4", "counted", Fraction(1, 3)),
    ("rank-tests", "1, 1, 3 against 1, 2, 4", "counted", Fraction(14, 20)),
    ("rank-tests", "1, 1, 3 against 1, 2, 4", "superiority", Fraction(2 * 2 + 2, 2 * 9)),
]  # fmt: skip
PRINTED = [
    ("points-of-figures", "linear, 1.3 of 0 to 1", "reason", "capped"),
    ("points-of-figures", "interval 0.4 to 0.8", "reason", "interval_middle"),
    ("points-of-figures", "share_of_rows", "reason", "rows_unknown"),
    ("marks-to-points", "kfw_6", "marks", "6 to 1"),
    ("answers-to-points", "evaluators, question A", "n", "2"),
    ("answers-to-points", "collected, question A", "n", "2"),
    ("hand-evidence", "Q2.rating", "n", "1"),
    ("hand-evidence", "Q2.beside", "n", "1"),
    ("hand-criterion", "judgement prevails", "level", "3"),
    ("hand-criterion", "judgement prevails", "levels_apart", "-1"),
    ("hand-criterion", "computed prevails", "level", "4"),
    ("hand-criterion", "computed prevails", "basis", "computed"),
    ("hand-criterion", "they agreed on 4", "level", "4"),
    ("strength", "three sources, three kinds", "strength", "high"),
    ("strength", "two sources", "strength", "moderate"),
    ("strength", "one source", "strength", "low"),
    ("strength", "two sources, 65 points apart", "strength", "very_low"),
    ("strength", "two sources, 65 points apart", "lowered by", "few_sources;evidence_disagrees"),
    ("strength", "half found, a tenth disputed", "lowered by", "much_missing"),
    ("strength", "nothing found", "strength", "none"),
    ("rating-scales", "giz_100", "verified", "from memory"),
    ("rating-scales", "kfw_6", "verified", "read"),
    ("rating-scales", "ieg_6", "overall rule", "none (published)"),
    ("rating-scales", "undp_gef_te_6", "knock-outs", "2"),
    ("scale-thresholds", "giz_100", "thresholds", "30 50 67 81 92"),
    ("scale-thresholds", "kfw_6", "at 50 points", "4"),
    ("scale-thresholds", "giz_100", "at 50 points", "L4"),
    ("scale-thresholds", "sigma_implementation", "thresholds", "25 90"),
    ("overall", "giz_100", "before", "L3"),
    ("overall", "giz_100", "level", "L4"),
    ("overall", "giz_100", "knocked by", "effectiveness;impact;sustainability"),
    ("overall", "kfw_6", "before", "3"),
    ("overall", "kfw_6", "level", "4"),
    ("overall", "kfw_6", "knocked by", "effectiveness"),
    ("overall", "adb_2006", "level", "S"),
    ("overall", "undp_gef_te_6", "before", "MS"),
    ("overall", "undp_gef_te_6", "level", "MU"),
    ("hand-levels", "icmpd_5: relevance", "level_judged", "3"),
    ("hand-levels", "giz_100: relevance", "level", "L3"),
    ("hand-levels", "giz_100: relevance", "level_low", "L4"),
    ("hand-levels", "kfw_6: relevance", "level", "3"),
    ("hand-levels", "kfw_6: relevance", "level_high", "2"),
    ("hand-levels", "ieg_6: relevance", "level", "S"),
    ("hand-levels", "adb_2006: relevance", "level", "S"),
    ("hand-levels", "adb_2016: relevance", "level", "S"),
    ("hand-levels", "undp_icpe_4: relevance", "level", "3"),
    ("hand-levels", "undp_gef_te_6: relevance", "level", "MS"),
    ("hand-levels", "icmpd_5: overall", "level", "4"),
    ("hand-levels", "giz_100: overall", "level", "not_demonstrated"),
    ("hand-levels", "sigma_implementation: implementation", "level", "linear"),
    ("matrices", "anti_trafficking", "coherence", "4"),
    ("matrices", "anti_trafficking_guide", "coherence", "0"),
    ("matrices", "ours", "impact", "0"),
    ("matrices", "ours", "weight of REL1", "4"),
    ("robustness", "relevance", "verdict", "fairly_robust"),
    ("robustness", "relevance", "leading_factor", "bounds"),
    ("robustness", "coherence", "verdict", "fragile"),
    ("robustness", "coherence", "leading_factor", "raters"),
    ("robustness", "efficiency", "verdict", "robust"),
    ("left-out", "coherence: VM", "level", "5"),
    ("left-out", "effectiveness: E1", "level", "3"),
    ("left-out", "effectiveness: E1", "flips", "True"),
    ("left-out", "overall: efficiency", "flips", "False"),
    ("tipping", "effectiveness: E1", "direction", "less"),
    ("tipping", "effectiveness: E1", "level_to", "3"),
    ("tipping", "effectiveness: E2", "direction", "more"),
    ("tipping", "overall: efficiency", "level_to", "5"),
    ("contribution", "training", "verdict", "confirmed"),
    ("contribution", "training", "decided_by", "training.2"),
    ("contribution", "training", "confidence", "high"),
    ("contribution", "more police", "verdict", "rejected"),
    ("contribution", "campaign", "verdict", "strengthened"),
    ("contribution", "hotline", "verdict", "contradictory"),
    ("contribution", "new law", "verdict", "strengthened"),
    ("contribution", "shelter", "verdict", "rejected"),
    ("contribution", "tourism", "verdict", "confirmed"),
    ("contribution", "database", "verdict", "not_tested"),
    ("contribution", "radio", "verdict", "weakened"),
    ("contribution-tests", "database.1", "meaning", "not_known"),
    ("contribution-tests", "more police.1", "meaning", "hoop_failed"),
    ("cronbach", "item 4 the other way round", "negative_items", "4"),
    ("survey-answers", "i1: all", "n", "10"),
    ("survey-groups", "G1: state_and_others", "test", "rank_sum_exact"),
    ("survey-groups", "G1: state_and_others", "lowest_group", "state"),
    ("survey-groups", "G1: institution_kind", "finding", "difference"),
    ("survey-groups", "G6: state_and_others", "finding", "no_difference_shown"),
    ("survey-group-counts", "all", "tests", "4"),
    ("survey-group-counts", "all", "different", "2"),
    ("themes", "public: money", "pieces", "4"),
    ("themes", "public: money", "institutions", "3"),
    ("themes", "internal: shelter", "institutions", "2"),
    ("themes-withheld", "few_institutions", "themes", "1"),
    ("themes-withheld", "few_institutions", "pieces", "2"),
    ("lasting", "held", "kept", "True"),
    ("lasting", "lost", "kept", "False"),
    ("lasting", "fewer wanted", "kept", "False"),
    ("lasting-plan", "I.1.1.out1", "reached", "True"),
    ("lasting-plan", "III.2.ind2", "reached", "False"),
    ("reasoning", "R1", "complete", "True"),
    ("reasoning", "R1", "evidence", "achievement#I.1.ind1||:progress"),
    ("reasoning", "R1", "findings", "F1"),
    ("reasoning-counts", "finding", "lacking", "2"),
    ("reasoning-counts", "recommendation", "complete", "1"),
    ("follow-up", "R1", "status", "under_way"),
    ("follow-up", "R1", "overdue", "True"),
    ("follow-up", "R2", "overdue", "False"),
    ("follow-up", "R3", "overdue", "False"),
    ("follow-up", "R5", "overdue", "False"),
    ("follow-up-counts", "under_way", "overdue", "1"),
    ("follow-up-counts", "dropped", "recommendations", "0"),
]


def wilson(above: int, of: int) -> tuple[float, float]:
    """Wilson 1927."""
    z, p = NormalDist().inv_cdf(0.975), above / of
    centre, half = p + z**2 / (2 * of), z * sqrt(p * (1 - p) / of + z**2 / (4 * of**2))
    return (centre - half) / (1 + z**2 / of), (centre + half) / (1 + z**2 / of)


NUMBERS: list[tuple[str, str, str, float | tuple[float, ...]]] = [
    ("hand-levels", "kfw_6: relevance", "own", 6 - 5 * 0.675),
    ("hand-levels", "adb_2006: relevance", "own", 3 * 0.675),
    ("hand-levels", "undp_icpe_4: relevance", "own", 1 + 3 * 0.675),
    ("hand-levels", "undp_gef_te_6: relevance", "own", 1 + 5 * 0.675),
    ("hand-levels", "sigma_implementation: implementation", "score", 300 / 7),
    ("hand-levels", "sigma_implementation: implementation", "own", 15 * (3 / 7 - 0.25) / 0.65),
    ("left-out", "effectiveness: E1", "change", 40 - 65),
    ("left-out", "effectiveness: E2.a", "score", 90),
    ("left-out", "coherence: AB", "score", 50),
    ("left-out", "overall: efficiency", "score", 205 / 3),
    ("left-out", "overall: efficiency", "change", 205 / 3 - 73.75),
    ("tipping", "effectiveness: E1", "share", 0.5),
    ("tipping", "effectiveness: E1", "tipping_share", (60 - 40) / (90 - 40)),
    ("tipping", "effectiveness: E2", "tipping_share", (60 - 90) / (40 - 90)),
    ("tipping", "overall: efficiency", "tipping_share", (80 - 205 / 3) / (90 - 205 / 3)),
    ("contribution", "training", "posterior", 12 / 13),
    ("contribution", "more police", "posterior", 1 / 5),
    ("contribution", "campaign", "posterior", 0.6 / 1.1),
    ("contribution", "hotline", "posterior", 0),
    ("contribution", "tourism", "posterior", 0.9),
    ("krippendorff", "published, nominal", "alpha", 0.743421),
    ("krippendorff", "published, ordinal", "alpha", PUBLISHED["ka_missing_4x12"]["ordinal"]),
    ("krippendorff", "published, interval", "alpha", PUBLISHED["ka_missing_4x12"]["interval"]),
    ("krippendorff", "published, ratio", "alpha", PUBLISHED["ka_missing_4x12"]["ratio"]),
    ("kappa", "two raters, unweighted", "kappa", PUBLISHED["wk_4cat"]["unweighted"]),
    ("kappa", "two raters, linear", "kappa", PUBLISHED["wk_4cat"]["linear"]),
    ("kappa", "two raters, quadratic", "kappa", PUBLISHED["wk_4cat"]["quadratic"]),
    ("kappa", "two raters, quadratic", "raw_agreement", PUBLISHED["wk_4cat"]["raw_agreement"]),
    # cohen.kappa of the R package psych 2.2.9.
    ("kappa", "two raters, quadratic", "interval", (0.6925, 0.9504)),
    ("kappa", "three raters", "kappa", PUBLISHED["fleiss_3x10"]["kappa"]),
    ("intraclass", "1, 1 and 3, 5", "icc_a1", 0.8),
    ("intraclass", "1, 1 and 3, 5", "icc_ck", 8 / 9),
    # Shrout and Fleiss 1979, table 4; the interval from the R package psych 2.2.9.
    ("intraclass", "Shrout and Fleiss", "icc_a1_interval", (0.0187865, 0.761084)),
    ("intraclass", "eight units, three raters", "icc_a1", PUBLISHED["icc_8x3"]["icc_a1"]),
    ("intraclass", "eight units, three raters", "icc_ck", PUBLISHED["icc_8x3"]["icc_ck"]),
    (
        "intraclass", "eight units, three raters", "icc_a1_interval",
        tuple(PUBLISHED["icc_8x3"]["icc_a1_ci95"]),
    ),
    ("cronbach", "eight people", "alpha", PUBLISHED["cronbach_5x8"]["alpha"]),
    ("cronbach", "eight people", "alpha_standardised", PUBLISHED["cronbach_5x8"]["alpha_standardised"]),
    ("cronbach", "eight people", "interval", tuple(PUBLISHED["cronbach_5x8"]["feldt_ci95"])),
    ("cronbach", "the same, turned", "alpha", PUBLISHED["cronbach_5x8"]["alpha"]),
    ("rater-agreement", "two: all: weighted_kappa_quadratic", "value", 23 / 28),
    ("rater-agreement", "two: all: raw_agreement", "value", 7 / 12),
    ("rater-agreement", "two: all: mean_spread", "value", 5 * 25 / 12),
    ("survey-response", "as invited: all", "rate", 10 / 16),
    ("survey-response", "as invited: court", "rate", 0),
    ("survey-answers", "i1: all", "mean", 34 / 10),
    ("survey-answers", "i1: all", "mean_lower", (34 + 2) / 12),
    ("survey-answers", "i1: all", "mean_upper", (34 + 10) / 12),
    ("survey-answers", "i1: all", "median", 3.5),
    ("survey-answers", "i1: all", "mark_5", 3),
    ("survey-answers", "i1: all", "top_low", wilson(5, 10)[0]),
    ("survey-answers", "i1: all", "top_high", wilson(5, 10)[1]),
    ("survey-answers", "i2: all", "mean_upper", (25 + 25) / 12),
    ("survey-choices", "annex7_questionnaire.p1.2: yes", "share", 0.4),
    ("rank-tests", "1, 2 against 3, 4", "p", 1 / 3),
    ("rank-tests", "1, 1, 3 against 1, 2, 4", "p", 14 / 20),
    ("rank-tests", "1, 1, 3 against 1, 2, 4", "statistic", 9),
    ("rank-tests", "1, 2, 2, 3, 3 against 4, 4, 5, 5, 5", "p", 2 / comb(10, 5)),
    ("rank-tests", "1, 1 and 2, 2 and 3, 3", "statistic", 5),
    ("rank-tests", "1, 1 and 2, 2 and 3, 3", "p", 6 / 90),
    ("survey-groups", "G1: state_and_others", "p", 2 / 252),
    ("survey-groups", "G1: state_and_others", "p_adjusted", 2 * 2 / 252),
    ("survey-groups", "G1: state_and_others", "effect", 0),
    ("survey-groups", "G6: state_and_others", "effect", 0.5),
    ("survey-reliability", "relevance", "alpha", 8 / 9),
    ("lasting", "disputed", "later_low", 29),
    ("lasting", "disputed", "later_high", 30),
]  # fmt: skip
DECIMALS = {
    "hand-levels": 3, "left-out": 3, "tipping": 4, "contribution": 4, "rater-agreement": 4,
    "survey-response": 4, "survey-answers": 4, "survey-groups": 5, "survey-reliability": 4,
}  # fmt: skip
"""Decimals of the examples that are rounded to decimals, not to digits that count."""
REFUSED = {
    "points-of-figures-refused": {
        "a row that is not there": "no_row", "an empty cell": "no_value", "a cell withheld": "withheld",
        "two fifths known": "too_little_known", "over nothing": "nothing_to_share",
        "a word without points": "code_without_points",
    },
    "points-of-figures-stopped": {
        "a share of 1.3": "item item, figures#d:x: found 1.3; a share lies from 0 to 1",
        "a table that is not there": "figurs#a:x: no results table 'figurs'; did you mean 'figures'?",
        "two rows for one figure": "rows#*:flag: 4 rows; expected one",
    },
    "answers-to-points": {
        "survey, question B": "too_few_respondents", "survey, question C": "no_answers",
        "evaluators, question A": "without_justification", "evaluators, question C": "only_consensus",
        "collected, question A": "without_consent", "collected, question C": "none_collected",
    },
    "not-demonstrated": {
        "nothing found": "no_evidence", "a third found": "coverage_too_low", "half found": "",
        "a required item missing": "required_missing", "only what the plan says": "only_plan_evidence",
    },
    "not-demonstrated-criterion": {
        "no question": "not_asked", "nothing found": "no_question_demonstrated",
        "a third of the weight": "few_questions_demonstrated", "half of the weight": "",
        "what is known disagrees": "evidence_disagrees", "few judged": "few_questions_judged",
    },
    "scales-refused": {
        "a misspelt scale": "no rating scale 'icmpd5'; did you mean 'icmpd_5'?",
        "the mark 6 of 1 to 5": "scale icmpd_5: found the mark 6; allowed: from 1 to 5",
        "101 points": "scale icmpd_5: found the score 101; allowed: from 0 to 100 points",
    },
    "overall": {
        "ieg_6": "overall_needs_judgement", "kfw_6, weights not stated": "weights_not_given",
        "giz_100, impact not demonstrated": "criterion_missing",
        "giz_100, impact not asked": "criterion_not_asked", "giz_100": "",
    },
    "assess-refused": {
        "a criterion": "evaluation by hand: no criterion 'relevence'; did you mean 'relevance'?",
        "an answer of 6": "evaluations/survey, respondent r1, item i1: found the answer 6;"
        " allowed: from 1 to 5",
        "a question nobody asks": "evaluations/survey: the matrix has no question 'Q9'; allowed: Q1, Q2",
    },
    "matrices-refused": {
        "a name": "no evaluation matrix 'anti_traficking'; did you mean 'anti_trafficking'?",
    },
    "robustness": {"impact": "not_demonstrated", "sustainability": "nothing_known"},
    "sensitivity-indices": {"the same for all: x": "no_variation", "256 rows: y": "n_too_small"},
    "sensitivity-of-criteria": {"efficiency: normalisation": "no_variation"},
    "left-out": {"relevance: R1": "last_one"},
    "tipping": {"relevance: R1": "never", "overall: coherence": "never", "overall: efficiency": ""},
    "contribution": {
        "training": "", "campaign": "no_rival_considered",
        "hotline": "no_rival_considered;without_basis",
        "new law": "no_rival_considered;no_probabilities",
        "shelter": "rival_confirmed;probabilities_disagree",
        "database": "results_unknown;no_rival_considered",
        "radio": "no_rival_considered;impossible_probabilities",
    },
    "contribution-refused": {
        "a test of nothing": "evaluations/contribution_tests, trainings.1: no explanation 'trainings';"
        " did you mean 'training'?",
    },
    "krippendorff": {
        "by hand": "too_few_units", "published, ordinal": "None", "one mark throughout": "no_variation",
        "no unit rated twice": "no_pairable_values", "below zero": "negative_value",
    },
    "kappa": {
        "nine units": "too_few_units", "all the same": "no_variation", "never both": "no_pairable_values",
    },
    "intraclass": {
        "only the raters differ": "no_variation", "one unit rated by all": "no_pairable_values",
        "twelve units": "None",
    },
    "cronbach": {
        "item 4 the other way round": "reversed_item", "all gave the same": "no_variation",
        "one person": "no_pairable_values",
    },
    "rater-agreement": {
        "two: relevance: icc_a1": "too_few_units", "one: all: icc_a1": "too_few_raters",
    },
    "survey-response": {
        "civil society not stated: all": "invited_not_stated",
        "more than invited: all": "more_answers_than_invited",
    },
    "survey-answers": {
        "i2: all": "few_for_distribution", "i2: civil_society": "number_withheld",
        "i2: police": "too_few_respondents", "i3: all": "too_few_respondents",
    },
    "survey-choices": {
        "annex7_questionnaire.p1.7: yes": "too_few_in_a_choice",
        "annex7_questionnaire.p2.2a: no": "too_few_respondents",
    },
    "survey-groups": {
        "G2: state_and_others": "too_few_groups", "G4: state_and_others": "p_floor_too_high",
        "G5: institution_kind": "no_variation",
    },
    "survey-reliability": {
        "coherence": "too_few_items", "effectiveness": "no_variation", "impact": "too_few_units",
        "sustainability": "reversed_item",
    },
    "themes": {"internal: shelter": "few_institutions", "public: law": ""},
    "lasting": {
        "disputed": "depends_on_source", "no direction": "direction_unknown",
        "nobody looked again": "no_later_value",
    },
    "lasting-plan": {"I.1.ind1": "cutoff_not_after_end", "IV.1.2.out1": "depends_on_source"},
    "reasoning": {
        "F2": "no_evidence", "F3": "unknown_reference", "K2": "circular", "K3": "circular",
        "R2": "no_conclusion;no_deadline", "L1": "no_evidence",
    },
    "follow-up": {"R1": "", "R4": "no_response;no_deadline"},
}  # fmt: skip


@pytest.mark.parametrize(("example", "row", "column", "expected"), EXACT)
def test_what_an_example_gives_exactly(
    executed: Executed, example: str, row: str, column: str, expected: Fraction
) -> None:
    assert Fraction(executed.cell(example, row, column)) == expected


@pytest.mark.parametrize(("example", "row", "column", "expected"), PRINTED)
def test_what_an_example_prints(
    executed: Executed, example: str, row: str, column: str, expected: str
) -> None:
    assert executed.cell(example, row, column) == expected


@pytest.mark.parametrize(("example", "row", "column", "expected"), NUMBERS)
def test_what_an_example_computes(
    executed: Executed, example: str, row: str, column: str, expected: float | tuple[float, ...]
) -> None:
    wanted = expected if isinstance(expected, tuple) else (expected,)
    assert near(numbers_in(executed.cell(example, row, column)), wanted, DECIMALS.get(example))


@pytest.mark.parametrize("example", REFUSED)
def test_what_is_refused_and_why(executed: Executed, example: str) -> None:
    found = {row: executed.cell(example, row, "reason") for row in REFUSED[example]}
    assert found == REFUSED[example]


def test_the_evidence_of_the_worked_criterion(executed: Executed) -> None:
    columns = ("value", "lower", "upper", "weight")
    found = {row["row"]: [row[name] for name in columns] for row in executed.tables["hand-evidence"]}
    assert [float(one) for one in found["Q1.b"]] == [60, 50, 80, 2]
    assert [float(one) for one in found["Q1.survey"]] == [83.33, 83.33, 83.33, 1]
    assert found["Q1.rating"][3] == "NaN", "evaluators' marks have no weight in the computed score"
    assert executed.cell("hand-evidence", "Q2.b", "available") == "False"


# ---------------------------------------------------------------- what is drawn


def stays_near(share: float) -> float:
    """How far a drawn share may lie from the true one: four and a half standard errors."""
    return 4.5 * sqrt(share * (1 - share) / DRAWS) + 0.0005


@pytest.mark.parametrize(
    ("criterion", "shares"),
    [
        ("relevance", {"3": 1 / 4, "4": 3 / 4}),
        ("coherence", {"3": 1 / 4, "4": 1 / 2, "5": 1 / 4}),
        ("efficiency", {"5": 1}),
    ],
)
def test_the_shares_of_draws_are_those_worked_out_by_hand(
    executed: Executed, criterion: str, shares: dict[str, float]
) -> None:
    (row,) = executed.rows("robustness-levels", criterion)
    for level in "12345":
        share = shares.get(level, 0)
        assert isclose(float(row[level]), share, abs_tol=stays_near(share))
    assert executed.cell("robustness", criterion, "draws") == str(DRAWS)


def test_published_shares_add_up(executed: Executed) -> None:
    for name in ("relevance", "coherence", "effectiveness", "efficiency"):
        shares = [
            float(executed.cell("robustness", name, f"{side}_share")) for side in ("level", "below", "above")
        ]
        assert isclose(sum(shares), 1, abs_tol=0.002)


def test_the_indices_of_the_toys_are_the_exact_ones(executed: Executed) -> None:
    expected = {
        "3 x + 4 y: x": (9 / 25, 9 / 25), "3 x + 4 y: y": (16 / 25, 16 / 25), "x · y: x": (0, 1),
        "x · y: y": (0, 1),
    }  # fmt: skip
    for row, (first, total) in expected.items():
        assert isclose(float(executed.cell("sensitivity-indices", row, "first")), first, abs_tol=0.04)
        assert isclose(float(executed.cell("sensitivity-indices", row, "total")), total, abs_tol=0.04)
    for kind in ("first_order", "total"):
        assert isclose(
            float(executed.cell("sensitivity-of-criteria", "coherence: raters", kind)), 1, abs_tol=0.1
        )


def test_the_published_example_of_shrout_and_fleiss(executed: Executed) -> None:
    shown = {
        name: round(float(executed.cell("intraclass", "Shrout and Fleiss", name)), 2)
        for name in ("icc_a1", "icc_c1", "icc_ck")
    }
    assert shown == {"icc_a1": 0.29, "icc_c1": 0.71, "icc_ck": 0.91}


def test_counted_one_by_one_p_is_the_same(executed: Executed) -> None:
    rows = [row for row in executed.tables["rank-tests"] if row["counted"] != "None" and row["p"] != "None"]
    assert len(rows) == 3
    for row in rows:
        assert near(numbers_in(row["p"]), [float(Fraction(row["counted"]))], None)


# ---------------------------------------------------------------- the chapter as a whole


def chapter(run: Executed, kind: str) -> list[str]:
    """The cells of the chapter of one kind."""
    cells = run.notebook.cells
    start, end = (
        next(place for place, cell in enumerate(cells) if cell.source.startswith(heading))
        for heading in (FIRST, LAST)
    )
    return [cell.source for cell in cells[start:end] if cell.cell_type == kind]


def test_every_public_function_has_its_example(executed: Executed) -> None:
    every = {name: getattr(criteria, name) for name in criteria.__all__}
    functions = {name for name, one in every.items() if callable(one) and not inspect.isclass(one)}
    code = "\n".join(chapter(executed, "code"))
    assert functions == {name for name in functions if re.search(rf"\bcriteria\.{name}\(", code)} > set()


def test_every_scale_is_shown_with_its_source_and_what_is_from_memory(executed: Executed) -> None:
    shown = {row["row"]: row for row in executed.tables["rating-scales"]}
    assert list(shown) == [*criteria.rating_scales(), "sigma_implementation"]
    for name, row in shown.items():
        scale = criteria.load_scale(name)
        # A page breaks long addresses where it likes.
        assert row["source"].split() == scale.source.split()
        assert (row["verified"] == "from memory") is (scale.verification == "recall")
        assert row["points rule"] == f"{scale.points_rule.method} ({scale.points_rule.basis})"
    assert "from memory" in {row["verified"] for row in shown.values()}


def test_the_worked_criterion_stands_on_every_scale(executed: Executed) -> None:
    rows = {row["row"] for row in executed.tables["hand-levels"]}
    asked = product(criteria.rating_scales(), ("relevance", "overall"))
    assert rows == {f"{scale}: {name}" for scale, name in asked} | {"sigma_implementation: implementation"}


def test_bounds_told_in_words_are_those_of_the_library(executed: Executed) -> None:
    words = "\n".join(chapter(executed, "markdown"))
    rules = criteria.default_matrix().rules
    for one in rules.strength:
        (line,) = re.findall(rf"^{one.code} .*$", words, flags=re.M)
        assert [Fraction(number) for number in re.findall(r"[\d.]+", line)] == [one.one, one.two]
        assert Fraction(executed.cell("strength-bounds", one.code, "two levels")) == one.two
    halves = {rules.minimum_coverage, rules.minimum_judged, rules.minimum_known}
    assert halves == {Fraction(1, 2)} and "less than half of the weight" in words
    assert (LEAST_RESPONDENTS, LEAST_FOR_SPREAD, LEAST_INSTITUTIONS) == (3, 10, 3)
    assert "below 3 marks no figure; below 10 neither" in words and "fewer than 3 spoke" in words
    assert f"share of {DRAWS:,} draws" in words


def test_every_reason_of_the_statistics_is_met(executed: Executed) -> None:
    examples = ("krippendorff", "kappa", "intraclass", "cronbach")
    met = {row["reason"] for example in examples for row in executed.tables[example]}
    assert met - {"None"} == set(REASON_CODES)


def test_every_section_asks_a_question_and_states_its_source(executed: Executed) -> None:
    sections: list[str] = []
    for text in chapter(executed, "markdown"):
        if text.startswith("### "):
            sections.append(text)
        elif sections:
            sections[-1] += f"\n{text}"
    assert [text for text in sections if not re.search(r"\bSources?: \w", text)] == []
    assert [text for text in sections if "?" not in text.partition("```")[0]] == []
    assert len(sections) > 25
