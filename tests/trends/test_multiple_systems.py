"""Multiple systems estimation: by hand, published values, another program, and what must not matter."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from napeval.trends import REASON_CODES, linkage, multiple_systems, multiple_systems_many
from napeval.trends.hidden.estimates import estimate
from napeval.trends.hidden.hierarchy import all_models, design, read_model
from napeval.trends.hidden.histories import read_histories

# Women held in military sexual slavery in Palembang, lists b, c, d (Ball, Shin and Yang 2018).
# Totals and BIC: user guide of the R package MultipleSystemsEstimation (Silverman). Interval: Silverman,
# Chan and Vincent 2024, Statistics and Computing 34, table 3.
KOREA = {"001": 41, "010": 5, "100": 5, "110": 54, "101": 6, "011": 0, "111": 12}
KOREA_MODELS = {  # total and BIC
    "[12,23]": (157.1667, 57.14081), "[12,3]": (268.7778, 58.96860), "[13,23]": (123.4630, 91.89711),
    "[23,1]": (126.1944, 138.06368), "[13,2]": (126.9394, 155.16018), "[1,2,3]": (141.9926, 184.14431),
}  # fmt: skip
THREE = {"100": 60, "010": 49, "001": 30, "110": 12, "101": 8, "011": 9, "111": 4}
FOUR = {"1000": 122, "0100": 80, "0010": 61, "0001": 40, "1100": 14, "1010": 9, "1001": 4, "0110": 7,
        "0011": 5, "1110": 2, "1011": 1}  # fmt: skip


def test_two_lists_by_hand_are_for_sensitivity_only():
    got = multiple_systems({"10": 45, "01": 30, "11": 15})
    assert (got.two_lists.lincoln_petersen, got.two_lists.chapman) == (60 * 45 / 15, 61 * 46 / 16 - 1)
    assert got.two_lists.chapman_standard_error == pytest.approx((61 * 46 * 45 * 30 / (16**2 * 17)) ** 0.5)
    assert got.total == pytest.approx(60 * 45 / 15)
    assert (got.observed, got.reportable, got.reason, got.effect) == (90, False, "too_few_lists", None)


def test_without_overlap_no_number_is_shown():
    got = multiple_systems({"10": 30, "01": 25, "11": 0})
    assert (got.total, got.two_lists, got.models, got.reason) == (None, None, (), "no_overlap")


def test_three_lists_with_one_dependence_by_hand():
    # [13,2]: list 2 is independent of the others: hidden = (on 1 or 3, not 2) x (2 alone) / (2 and 1 or 3).
    got = multiple_systems(THREE, model="[13,2]", resamples=0)
    assert got.hidden == pytest.approx((60 + 30 + 8) * 49 / (12 + 9 + 4))
    # [12,13]: 2 and 3 independent among those not on 1.
    assert multiple_systems(THREE, model="[12,13]", resamples=0).hidden == pytest.approx(49 * 30 / 9)
    # All pairs: the ratio of the odds of 1 and 2, off and on list 3, is one.
    saturated = multiple_systems(THREE, model=("12", "13", "23"), resamples=0)
    assert saturated.hidden == pytest.approx((60 * 49 * 30) * 4 / (12 * 8 * 9))
    assert (saturated.df, saturated.deviance) == (0, pytest.approx(0, abs=1e-9))


def test_the_published_models_of_the_korean_lists():
    got = multiple_systems(KOREA, criterion="bic", resamples=1000)
    assert got.best == got.model == "[12,23]"
    with_estimate = {one.name: one for one in got.models if one.total is not None}
    assert set(with_estimate) == set(KOREA_MODELS)
    for name, (total, bic) in KOREA_MODELS.items():
        assert with_estimate[name].total == pytest.approx(total, abs=5e-5)
        assert with_estimate[name].bic == pytest.approx(bic, abs=5e-6)
    assert got.models_without_estimate == 2
    # Published: 128 to 349, from 1000 other resamples.
    assert got.interval_over_choice == pytest.approx((128, 349), rel=0.03)
    assert (got.effect.value, got.effect.interval) == (got.total, got.interval_over_choice)
    assert got.range_over_models == pytest.approx((123.4630, 268.7778), abs=5e-5)


@pytest.mark.parametrize("name", ["[1,2,3,4]", "[12,3,4]", "[12,34]", "[123,14]", "[13,23,4]"])
def test_fits_are_those_of_statsmodels(name):
    import statsmodels.api as sm

    counts = {**FOUR, "0101": 3, "1101": 1, "0111": 1, "1111": 1}
    histories = read_histories(counts)
    matrix = design(histories.table, read_model(name, 4))
    theirs = sm.GLM(histories.counts, matrix, family=sm.families.Poisson()).fit(tol=1e-12, maxiter=200)
    got = multiple_systems(counts, model=name, resamples=0)
    assert got.hidden == pytest.approx(np.exp(theirs.params[0]), rel=1e-6)
    assert got.deviance == pytest.approx(theirs.deviance)
    assert got.aic == pytest.approx(theirs.aic)
    assert got.df == theirs.df_resid
    spread = theirs.cov_params()[0, 0]
    assert got.standard_error == pytest.approx((got.hidden + got.hidden**2 * spread) ** 0.5, rel=1e-5)
    low, high = np.exp(theirs.conf_int()[0])
    assert got.interval == pytest.approx((got.observed + low, got.observed + high), rel=1e-5)


@pytest.mark.parametrize("order", list(permutations(range(4)))[5::6])
def test_the_order_of_lists_does_not_matter(order):
    turned = {"".join(key[place] for place in order): count for key, count in FOUR.items()}
    one, other = (multiple_systems(counts, max_order=2, resamples=0) for counts in (FOUR, turned))
    assert other.total == pytest.approx(one.total)
    assert other.range_over_models == pytest.approx(one.range_over_models)
    assert sorted(m.df for m in one.models) == sorted(m.df for m in other.models)
    assert linkage(turned).in_overlaps == linkage(FOUR).in_overlaps


def test_histories_not_given_are_histories_of_nobody():
    spelled = {key: THREE.get(key, 0) for key in ("100", "010", "001", "110", "101", "011", "111", "000")}
    assert multiple_systems(spelled, 3) == multiple_systems(THREE)


def test_more_persons_in_the_same_shares_narrow_the_interval():
    tenfold = {key: 10 * count for key, count in THREE.items()}
    one, many = (multiple_systems(counts, model=(), resamples=0) for counts in (THREE, tenfold))
    assert many.total == pytest.approx(10 * one.total)
    assert many.standard_error / many.total < one.standard_error / one.total


def test_a_known_number_of_persons_is_found_again():
    rng = np.random.default_rng(11)
    on = rng.random((4000, 4)) < np.array([0.2, 0.15, 0.1, 0.12])
    keys, counts = np.unique(["".join("01"[int(one)] for one in row) for row in on], return_counts=True)
    seen = {key: int(count) for key, count in zip(keys, counts, strict=True) if "1" in key}
    got = multiple_systems(seen, max_order=2, resamples=100)
    low, high = got.interval_over_choice
    assert low < 4000 < high
    assert got.total == pytest.approx(4000, rel=0.2)
    assert got.resamples_without_estimate == 0


def test_a_dependence_of_two_lists_is_found():
    rng = np.random.default_rng(3)
    first = rng.random(5000) < 0.3
    second = rng.random(5000) < np.where(first, 0.6, 0.1)  # referred from the first to the second
    third, fourth = rng.random((2, 5000)) < 0.2
    rows = np.column_stack([first, second, third, fourth]).astype(int)
    seen: dict[str, int] = {}
    for row in rows:
        key = "".join(map(str, row))
        seen[key] = seen.get(key, 0) + 1
    seen.pop("0000")
    chosen = multiple_systems(seen, max_order=2, resamples=0)
    independent = multiple_systems(seen, model=(), resamples=0)
    assert "12" in chosen.model
    assert abs(chosen.total - 5000) < abs(independent.total - 5000)
    fits = {a.code: a for a in independent.assumptions}["model_fits"]
    assert (fits.state, fits.p < 1e-6) == ("doubtful", True)


def test_the_same_seed_gives_the_same_interval_and_another_a_near_one():
    one, same, other = (multiple_systems(THREE, seed=seed) for seed in (1, 1, 2))
    assert one == same
    assert one.interval_over_choice != other.interval_over_choice
    assert one.interval_over_choice == pytest.approx(other.interval_over_choice, rel=0.25)


def test_the_interval_over_choice_is_wider_than_that_of_the_chosen_model():
    got = multiple_systems(THREE)
    assert got.interval_over_choice[0] < got.interval[0] < got.interval[1] < got.interval_over_choice[1]
    assert got.range_over_models == pytest.approx((335.3333, 580.3333), abs=1e-4)


def test_a_model_given_beforehand_keeps_its_own_interval_and_shows_all_models():
    got = multiple_systems(THREE, model="[12,3]")
    assert (got.model, got.best, len(got.models)) == ("[12,3]", "[1,2,3]", 8)
    assert got.interval_over_choice is None
    assert got.effect.interval == got.interval
    assert multiple_systems(THREE, resamples=0).effect.interval is None  # chosen by looking, not resampled


def test_a_model_beyond_max_order_is_fitted_when_it_is_given():
    got = multiple_systems(FOUR, model="[123,4]", max_order=1, resamples=0)
    assert (got.model, len(got.models), got.total is not None) == ("[123,4]", 1, True)


def with_persons(overlap, alone):
    """Three lists in a chain: persons on lists 1 and 2 and on 2 and 3, and so many alone on each."""
    return {"110": overlap[0], "011": overlap[1], "100": alone, "010": alone, "001": alone}


@pytest.mark.parametrize(
    ("counts", "reason"),
    [
        ({"1": 500}, "too_few_lists"),
        ({"11": 50, "10": 100, "01": 100}, "too_few_lists"),
        ({"100": 50, "010": 60, "001": 70}, "no_overlap"),
        ({"110": 20, "100": 50, "010": 60, "001": 70}, "lists_not_linked"),
        (with_persons((3, 3), 40), "too_few_in_overlaps"),
        (with_persons((4, 3), 40), None),
        (with_persons((6, 6), 29), "too_few_persons"),
        (with_persons((7, 6), 29), None),  # 100 persons
        ({"100": 0, "111": 0}, "no_events"),
        ({**THREE, "111": None}, "count_missing"),
        ({**THREE, "111": float("inf")}, "non_finite_value"),
        ({**THREE, "111": 4.5}, "not_a_count"),
    ],
)
def test_guards_just_below_on_and_above(counts, reason):
    assert reason is None or reason in REASON_CODES
    table, got = linkage(counts), multiple_systems(counts, model=(), resamples=0)
    assert (table.reason, table.reportable) == (reason, reason is None)
    assert (got.reason, got.reportable) == (reason, reason is None)
    assert (got.effect is None) is (reason is not None)


def test_values_stand_beside_a_refusal():
    got = multiple_systems(with_persons((3, 3), 40))
    assert got.reason == "too_few_in_overlaps"
    assert got.total is not None
    assert got.interval_over_choice is None


def test_a_model_without_estimate_is_refused():
    got = multiple_systems(KOREA, model="[12,13]", resamples=0)
    assert (got.total, got.reportable, got.reason) == (None, False, "estimate_does_not_exist")
    assert got.range_over_models is not None


def test_the_linkage_table_by_hand():
    got = linkage(THREE)
    assert got.on_list == (60 + 12 + 8 + 4, 49 + 12 + 9 + 4, 30 + 8 + 9 + 4)
    assert (got.on_lists, got.in_overlaps, got.linked) == ((139, 29, 4), 33, True)
    assert [(pair.pair, pair.both) for pair in got.pairs] == [("12", 16), ("13", 12), ("23", 13)]
    assert got.pairs[0].chapman == 85 * 75 / 17 - 1
    assert linkage(FOUR).empty_pairs == ("24",)


def test_three_lists_and_empty_overlaps_are_said_to_be_doubtful():
    three = {a.code: a.state for a in multiple_systems(THREE, model=(), resamples=0).assumptions}
    four = {a.code: a.state for a in multiple_systems(FOUR, model=(), max_order=1, resamples=0).assumptions}
    assert (three["enough_lists_to_tell_dependence"], four["enough_lists_to_tell_dependence"]) == (
        "doubtful", "holds")  # fmt: skip
    assert (three["every_two_lists_overlap"], four["every_two_lists_overlap"]) == ("holds", "doubtful")
    assert three["same_person_always_recognised"] == "not_checkable"


def test_many_years_are_each_their_own():
    years = [THREE, KOREA, with_persons((3, 3), 40)]
    many = multiple_systems_many(years, resamples=100, seed=4)
    for place, year in enumerate(years):
        one = multiple_systems(year, resamples=100, seed=4)
        assert many["total"][place] == one.total
        assert many["reason"][place] == one.reason
        assert tuple(many["range_over_models"][place]) == one.range_over_models
    assert len(many) == 3


@given(cells=st.lists(st.integers(0, 20), min_size=7, max_size=7))
@settings(max_examples=12)
def test_every_total_is_at_least_the_persons_seen_and_deviance_falls_with_terms(cells):
    keys = list(THREE)
    if sum(cells) == 0:
        return
    histories = read_histories(dict(zip(keys, cells, strict=True)))
    fitted = {one: estimate(histories, one) for one in all_models(3, 2)[0]}
    for small, of_small in fitted.items():
        assert of_small.total is None or of_small.total >= histories.observed
        for large, of_large in fitted.items():
            if set(small) < set(large) and of_small.deviance is not None and of_large.deviance is not None:
                assert of_large.deviance <= of_small.deviance + 1e-6


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: multiple_systems({"101": 5, "11": 4}, 3),
         "counts: found history '11'; allowed for 3 lists: 3 characters, each 0 or 1."),
        (lambda: multiple_systems({"1x1": 5}),
         "counts: found history '1x1'; allowed for 3 lists: 3 characters, each 0 or 1."),
        (lambda: multiple_systems({**THREE, "000": 7}),
         "counts: found 7 persons with history '000'; nobody can be counted who is on no list. Leave this "
         "history out."),
        (lambda: multiple_systems({}),
         "counts: found {}; allowed: persons by history, such as {'10': 45, '01': 30, '11': 15}."),
        (lambda: multiple_systems({"1" * 10: 5}), "lists: found 10; allowed: a whole number from 1 to 9."),
        (lambda: multiple_systems({"110": -1}),
         "counts, position 5 (counted from 0): found -1; allowed: whole numbers from 0 up."),
        (lambda: multiple_systems(THREE, criterion="aicc"),
         "criterion: found 'aicc'; allowed: aic, bic. Did you mean 'aic'?"),
        (lambda: multiple_systems(THREE, resamples=20),
         "resamples: found 20; allowed: 0 (none) or at least 100."),
        (lambda: multiple_systems(THREE, max_order=3),
         "max_order: found 3 for 3 lists; allowed: 1 to 2."),
        (lambda: multiple_systems(THREE, confidence=95),
         "confidence: found 95; allowed: a share above 0 and below 1. Did you mean 0.95?"),
    ],
)  # fmt: skip
def test_wrong_calls_say_what_is_wrong(call, message):
    with pytest.raises(ValueError) as raised:
        call()
    assert str(raised.value) == message
