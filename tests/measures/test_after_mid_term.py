"""How states shifted since mid-term, and how much lasts, counted by hand from small tables."""

import pandas as pd

from napeval.measures import lasting_counts, since_mid_term
from napeval.measures.after_mid_term import ACTIVITY_STATES
from napeval.measures.path import STATUSES


def rolled_up(**statuses):
    row = {"scope": "plan", "scope_id": "plan", "level": "all", **dict.fromkeys(STATUSES, 0), **statuses}
    other_level = {**row, "level": "output", **dict.fromkeys(STATUSES, 9)}
    other_scope = {**row, "scope": "pillar", "scope_id": "prevention"}
    return pd.DataFrame([row, other_level, other_scope])


def delivered(**states):
    counts = {**dict.fromkeys(ACTIVITY_STATES, 0), **states}
    return pd.DataFrame([{"scope": "plan", "scope_id": "plan", **counts}])


def test_each_state_stands_with_its_count_then_and_now():
    then = {"rollup": rolled_up(on_track=3, not_due=1), "delivery": delivered(ongoing=2)}
    now = {"rollup": rolled_up(achieved=3, behind=1), "delivery": delivered(completed=1, not_reported=1)}
    found = since_mid_term(then, now).set_index(["kind", "status"])
    counts = {key: (row.at_mid_term, row.now) for key, row in found.iterrows() if row.at_mid_term or row.now}
    assert counts == {
        ("indicators", "on_track"): (3, 0),
        ("indicators", "not_due"): (1, 0),
        ("indicators", "achieved"): (0, 3),
        ("indicators", "behind"): (0, 1),
        ("activities", "ongoing"): (2, 0),
        ("activities", "completed"): (0, 1),
        ("activities", "not_reported"): (0, 1),
    }
    assert set(found["scope"]) == {"plan"}


def test_without_a_mid_term_before_nothing_is_compared():
    now = {"rollup": rolled_up(), "delivery": delivered()}
    assert since_mid_term(None, now).empty


def test_what_is_hidden_from_readers_is_not_known_to_last():
    lasting = pd.DataFrame(
        {
            "kind": ["milestone", "milestone", "value", "value", "value"],
            "reached": [True, None, None, None, None],
            "kept": [None, None, False, True, None],  # the last one is hidden, or has no answer
        }
    )
    found = lasting_counts(lasting).set_index(["kind", "lasted"])["figures"]
    assert found.to_dict() == {
        ("milestone", "held"): 1, ("milestone", "not_held"): 0, ("milestone", "not_known"): 1,
        ("value", "held"): 1, ("value", "not_held"): 1, ("value", "not_known"): 1,
    }  # fmt: skip
