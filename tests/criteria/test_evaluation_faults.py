"""What the check says of the settings of an evaluation, before anything is computed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import pytest
from small_evaluations import evaluation_of

from napeval.criteria.evaluation_faults import evaluation_faults
from napeval.criteria.questions import EvidenceItem, Matrix, Question, Rules
from napeval.criteria.scales import rating_scales

HALF = Fraction(1, 2)
MATRIX = Matrix(
    "small",
    None,
    Rules(HALF, HALF, HALF, 3, HALF, ()),
    {},
    tuple(
        Question(
            name, criterion, {}, {}, {}, {}, {}, Fraction(1), (), (), (), True,
            (EvidenceItem(f"{name}.survey", "survey", "implementation", weight=Fraction(1)),),
        )
        for name, criterion in (("REL1", "relevance"), ("IMP1", "impact"))
    ),
)  # fmt: skip
FILE = "evaluations/test/evaluation.yml"
KINDS = "ministry, agency, police, prosecution, court, municipality, ngo, international, donor, state_budget"
DAY = date(2023, 7, 1)
PLAIN = "A-Z, a-z, 0-9, -, _, ."


def found(ratings: Any = (), **settings: Any) -> list[tuple[str, str, str, dict[str, str]]]:
    """Code, place, value and arguments of each fault."""
    made = evaluation_of(ratings=ratings)
    made = replace(made, settings={"scale": "icmpd_5", **made.settings, **settings})
    faults = evaluation_faults(made, MATRIX)
    return [(one.code, str(one.column), str(one.value), dict(one.arguments)) for one in faults]


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"scale": "kfw_6", "overall_weights": {"relevance": 1, "impact": 2.5}},
        {"survey": {"invited": {"police": 0, "ngo": 12}, "sent": DAY, "closed": DAY}},
        {"survey": {}, "seed": 0, "previous_evaluation": "mid-term"},
        {"survey": {"invited": None, "sent": None}, "previous_evaluation": ""},
    ],
)  # fmt: skip
def test_settings_in_order(settings):
    assert found(**settings) == []


@pytest.mark.parametrize(
    ("settings", "fault"),
    [
        (
            {"scale": "mopan_31"},
            ("word_not_allowed", "scale", "mopan_31", {"allowed": ", ".join(rating_scales()), "nearest": ""}),
        ),
        (
            {"overall_weights": {"relevanc": 1}},
            (
                "word_not_allowed", "overall_weights", "relevanc",
                {"allowed": "relevance, impact", "nearest": "relevance"},
            ),
        ),
        ({"overall_weights": {"impact": 0}}, ("not_a_weight", "overall_weights.impact", "0", {})),
        ({"overall_weights": {"impact": "2"}}, ("not_a_weight", "overall_weights.impact", "2", {})),
        ({"weights": {"REL1": -1}}, ("not_a_weight", "weights.REL1", "-1", {})),
        ({"seed": -1}, ("setting_form", "seed", "-1", {"allowed": "≥ 0"})),
        (
            {"survey": {"invitd": {}}},
            (
                "setting_unknown", "survey.invitd", "None",
                {"allowed": "invited, sent, closed", "nearest": "invited"},
            ),
        ),
        (
            {"survey": {"invited": {"polic": 3}}},
            ("word_not_allowed", "survey.invited", "polic", {"allowed": KINDS, "nearest": "police"}),
        ),
        (
            {"survey": {"invited": {"police": 2.5}}},
            ("not_a_whole_number_setting", "survey.invited.police", "2.5", {}),
        ),
        (
            {"survey": {"invited": {"police": True}}},
            ("not_a_whole_number_setting", "survey.invited.police", "True", {}),
        ),
        (
            {"survey": {"invited": {"police": -3}}},
            ("setting_form", "survey.invited.police", "-3", {"allowed": "≥ 0"}),
        ),
        ({"survey": {"invited": [3]}}, ("not_a_mapping_setting", "survey.invited", "[3]", {})),
        ({"survey": {"sent": "soon"}}, ("not_a_date_setting", "survey.sent", "soon", {})),
        (
            {"survey": {"sent": datetime(2023, 7, 1, 10), "closed": date(2023, 7, 20)}},
            ("not_a_date_setting", "survey.sent", "2023-07-01 10:00:00", {}),
        ),
        (
            {"survey": {"sent": date(2023, 7, 2), "closed": date(2023, 7, 1)}},
            ("setting_form", "survey.closed", "2023-07-01", {"allowed": "≥ 2023-07-02"}),
        ),
        (
            {"previous_evaluation": "test"},
            ("setting_form", "previous_evaluation", "test", {"allowed": "≠ test"}),
        ),
        (
            {"previous_evaluation": "../mid-term"},
            ("setting_form", "previous_evaluation", "../mid-term", {"allowed": PLAIN}),
        ),
        ({"previous_evaluation": ".."}, ("setting_form", "previous_evaluation", "..", {"allowed": PLAIN})),
    ],
)  # fmt: skip
def test_each_fault_with_its_place_and_what_is_allowed(settings, fault):
    assert found(**settings) == [fault]


def test_the_agreed_mark_is_held_to_the_scale_like_any_other():
    ratings = [
        {"question_id": "REL1", "evaluator": "A", "score": 6, "justification": "Seen."},
        {"question_id": "REL1", "evaluator": "consensus", "score": 7, "justification": "Agreed."},
    ]
    span = {"low": "1", "high": "6"}
    assert found(ratings, scale="kfw_6") == [("out_of_range", "score", "7", span)]
