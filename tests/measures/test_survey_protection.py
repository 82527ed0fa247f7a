"""What is shown of a survey looks the same, had somebody of a hidden kind answered otherwise."""

from __future__ import annotations

import random
from itertools import product

import pytest
from small_surveys import evaluation_of, marks

from napeval.measures import survey_answers, survey_groups
from napeval.measures.survey.marks import medians_tell

LEAST = 3
MARKS, OFTEN = (1, 2, 3, 4, 5), (1, 2, 3, 3, 1)
KINDS = ("agency", "court", "donor", "ngo", "police")


def drawn(seed):
    """Marks by kind: at least one kind of one or two people beside one of three or more."""
    draw = random.Random(seed)
    names = draw.sample(KINDS, draw.randint(2, 5))
    sizes = [draw.randint(1, 2), draw.randint(3, 7), *(draw.randint(1, 7) for _ in names[2:])]
    return {name: draw.choices(MARKS, OFTEN, k=size) for name, size in zip(names, sizes, strict=True)}


def hidden_of(given):
    return [kind for kind, own in given.items() if len(own) < LEAST]


def answers_to(given):
    invited = dict.fromkeys(KINDS, 9)
    return survey_answers(evaluation_of(marks("i1", given), invited=invited))


def exchanged(given, one, other):
    """The same survey, the marks at two places (kind, number) exchanged."""
    changed = {name: list(own) for name, own in given.items()}
    (kind, number), (there, at) = one, other
    changed[kind][number], changed[there][at] = given[there][at], given[kind][number]
    return changed


def others_of(given, kind):
    """The same survey with another mark at this hidden kind, by one exchange of places or two."""
    places = [(name, number) for name, own in given.items() for number in range(len(own))]
    hidden = [place for place in places if place[0] in hidden_of(given)]
    for one, other in product(hidden, places):
        once = exchanged(given, one, other)
        for way in (once, *(exchanged(once, one, place) for place in hidden)):
            if way[kind] != given[kind]:
                yield way


@pytest.mark.parametrize("seed", range(20))
def test_another_answer_of_a_hidden_kind_would_look_the_same(seed):
    given = drawn(seed)
    before, withheld = answers_to(given), medians_tell(given, LEAST)
    # Where medians would tell, they are withheld: what is left is of all together or of numbers of people.
    compared = before.columns.difference(["median", "reason"] if withheld else [])
    assert before.loc[before["institution_kind"] != "all", "median"].notna().any() != withheld
    for kind in hidden_of(given):
        assert any(answers_to(way)[compared].equals(before[compared]) for way in others_of(given, kind))


@pytest.mark.parametrize("seed", range(20))
def test_no_sum_of_the_kinds_can_be_taken_from_the_sum_of_all(seed):
    given = drawn(seed)
    frame = answers_to(given).set_index("institution_kind")
    assert frame.loc["all", "n"] == sum(map(len, given.values()))
    assert frame.loc[list(given), ["mean", "mark_1", "mark_5", "share_top"]].isna().all(axis=None)
    assert frame.loc[hidden_of(given), ["respondents", "n", "silent", "median"]].isna().all(axis=None)


def test_tests_of_groups_leave_out_nobody_or_enough_to_hide_among():
    left_out = []
    for seed in range(20):
        frame = survey_groups(evaluation_of(marks("i1", drawn(seed))))[0]
        left_out += frame.loc[frame["statistic"].notna(), "left_out"].tolist()
    assert all(number == 0 or number >= LEAST for number in left_out)
    assert {0, LEAST} & set(left_out) and max(left_out) >= LEAST
