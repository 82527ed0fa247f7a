"""The stored simulations: drawn again they are the same, and they agree with what can be known otherwise."""

import csv
import importlib.util
import io
import sys
from itertools import permutations
from math import sqrt
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import binom, fisher_exact, poisson

ROOT = Path(__file__).resolve().parents[2]
SCRIPT, STORED = ROOT / "scripts" / "simulate_trends.py", ROOT / "docs" / "trend-simulations.csv"

sys.path.insert(0, str(SCRIPT.parent))
SPEC = importlib.util.spec_from_file_location("simulate_trends", SCRIPT)
simulate = importlib.util.module_from_spec(SPEC)
sys.modules[SPEC.name] = simulate
SPEC.loader.exec_module(simulate)

with STORED.open(encoding="utf-8", newline="") as told:
    ROWS = list(csv.DictReader(told))


def share(method, **where):
    """The stored share of one row; where: columns as text."""
    found = [row for row in ROWS
             if row["method"] == method and all(row[name] == value for name, value in where.items())]
    assert len(found) == 1
    return float(found[0]["share_rejecting"]), int(found[0]["draws"])


def assert_near(found, expected, *, rounding=0.0):
    """Within four standard errors of the simulation, and the rounding of the figure."""
    simulated, draws = found
    assert abs(simulated - expected) <= 4 * sqrt(expected * (1 - expected) / draws) + rounding


def assert_agrees(found, figure, *, rounding=0.005):
    """With a figure of an earlier simulation: within four standard errors of both, and its rounding.

    Of its draws no more is known than that there were 1,500 or more. A found share with 0 draws is exact.
    """
    share, draws = found
    variance = figure * (1 - figure) * (1 / 1_500 + (1 / draws if draws else 0))
    assert abs(share - figure) <= 4 * sqrt(variance) + rounding


@pytest.mark.parametrize(("table", "places"), [
    ("mann_kendall", (0, 3, 30)), ("poisson_trend", (0, 3, 31, 62)), ("constant_rate", (0, 3, 9)),
    ("rate_ratio", (0, 1, 6)), ("joinpoint", (0, 5)), ("interrupted_series", (1,)),
    ("interrupted_counts", (2, 12)), ("level_shift", (0,)), ("composition", (0, 3)),
])
def test_drawn_again_the_shares_are_the_stored_ones(table, places):
    cells = list(simulate.SIMULATIONS[table]())
    start = 1000 * (1 + list(simulate.SIMULATIONS).index(table))
    for place in places:
        again = [{name: str(cell) for name, cell in row.items()}
                 for row in simulate.rows_of_cell(cells[place], start + place)]
        assert again == [row for row in ROWS if row["source_seed"] == str(start + place)]


def test_what_is_worked_out_without_drawing_is_stored_as_it_is_and_has_no_seed():
    again = [{name: str(cell) for name, cell in row.items()} for row in simulate.rows_of("next_count")]
    assert again == [row for row in ROWS if row["draws"] == "0"]
    assert len(again) == 8
    assert {row["source_seed"] for row in again} == {""}


def test_every_cell_of_every_table_is_stored_once_and_in_order():
    seeds = [row["source_seed"] for row in ROWS]
    expected = [str(1000 * number + place) if cell.draws else ""
                for number, table in enumerate(simulate.SIMULATIONS.values(), 1)
                for place, cell in enumerate(table())]
    assert list(dict.fromkeys(seeds)) == list(dict.fromkeys(expected))
    assert list(ROWS[0]) == list(simulate.COLUMNS)


@pytest.mark.parametrize(
    ("n", "size"),
    [(5, 2 / 120), (7, 0.030), (8, 0.031), (9, 0.045), (10, 0.047), (12, 0.045), (15, 0.046)],
)
def test_mann_kendall_without_a_trend_is_as_frequent_as_its_exact_size(n, size):
    found = share("mann_kendall_exact", n=str(n), setting="no trend")
    assert_near(found, size, rounding=0.0005)


def test_no_exact_test_exceeds_five_percent_where_there_is_nothing():
    exact = ("mann_kendall_exact", "poisson_exact", "constant_rate_exact", "rate_ratio_exact", "fixed_rule",
             "joinpoint_permutation", "pettitt", "level_shift", "composition_exact")
    truths = ("Poisson", "independent normal values", "multinomial")
    for row in ROWS:
        nothing = row["setting"] in ("no trend", "constant rate") or row["setting"].endswith("no change")
        if nothing and row["method"] in exact and row["truth"] in truths:
            assert float(row["share_rejecting"]) <= 0.05 + 4 * sqrt(0.05 * 0.95 / int(row["draws"]))


def power(years, factor):
    """P(central p of the conditional test <= 0.05) for two Poisson counts, added up over all pairs."""
    counts = np.arange(300)
    total = counts[:, None] + counts
    tails = np.minimum(binom.cdf(counts[:, None], total, 0.5), binom.sf(counts[:, None] - 1, total, 0.5))
    chance = np.outer(poisson.pmf(counts, 20 * years), poisson.pmf(counts, 20 * years * factor))
    return float(chance[2 * tails <= 0.05].sum())


@pytest.mark.parametrize(
    ("years", "factor", "change", "figure"),
    [(1, 1.3, "+30%", 0.11), (1, 1.5, "+50%", 0.24), (1, 2.0, "doubled", 0.70), (3, 1.3, "+30%", 0.30),
     (3, 1.5, "+50%", 0.65), (3, 2.0, "doubled", 0.99)],
)  # fmt: skip
def test_the_power_between_two_counts_is_the_exact_one(years, factor, change, figure):
    found = share("rate_ratio_exact", setting=f"{years} against {years} years, {change}")
    assert_near(found, power(years, factor))
    assert_agrees(found, figure)


@pytest.mark.parametrize(
    ("truth", "n", "method", "low", "high"),
    [
        *(("Poisson", n, "fixed_rule", 0.025, 0.035) for n in ("5", "10", "15")),
        *(("Poisson", n, "smaller_of_two", 0.065, 0.085) for n in ("5", "10", "15")),
        *(("Poisson", n, "poisson_likelihood_ratio", 0.045, 0.055) for n in ("5", "10", "15")),
        *(("Poisson", n, "quasi_poisson_t", 0.045, 0.055) for n in ("5", "10", "15")),
        *(("negative binomial, alpha 0.1", n, "fixed_rule", 0.045, 0.065) for n in ("5", "10", "15")),
        ("negative binomial, alpha 0.1", "10", "poisson_likelihood_ratio", 0.28, 0.30),
        *(("negative binomial, alpha 0.3", n, "fixed_rule", 0.045, 0.055) for n in ("5", "10", "15")),
        ("negative binomial, alpha 0.3", "7", "poisson_likelihood_ratio", 0.475, 0.495),
    ],
)
def test_the_rule_fixed_beforehand_keeps_its_level_and_choosing_afterwards_does_not(
        truth, n, method, low, high):
    found, _ = share(method, truth=truth, n=n, mean="25", setting="constant rate")
    assert low <= found <= high


def test_the_negative_binomial_is_near_its_level_with_t_only():
    where = {"truth": "negative binomial, alpha 0.1", "n": "12"}
    assert share("negative_binomial_t", **where)[0] < 0.075
    assert share("negative_binomial_normal_quantile", **where)[0] > 0.085


@pytest.mark.parametrize(
    ("n", "bic", "bic3"),
    [(7, 0.29, 0.17), (8, 0.26, 0.14), (10, 0.22, 0.10), (12, 0.18, 0.075), (15, 0.15, 0.054),
     (20, 0.11, 0.034)],
)  # fmt: skip
def test_a_straight_line_is_taken_for_a_bent_one_as_often_as_measured_before(n, bic, bic3):
    where = {"n": str(n), "setting": "no change"}
    by_bic, by_wbic, by_bic3 = (share(f"joinpoint_{rule}", **where) for rule in ("bic", "wbic", "bic3"))
    assert_agrees(by_bic, bic)
    assert_agrees(by_bic3, bic3)
    assert by_bic3 < by_wbic < by_bic


@pytest.mark.parametrize("n", ["7", "8", "10", "12", "15", "20"])
def test_a_sharper_bend_is_found_more_often(n):
    bends = [f"slope changes by {by} standard deviations per period halfway" for by in ("0.5", "1", "2")]
    for rule in ("bic", "bic3", "wbic", "permutation"):
        found = [share(f"joinpoint_{rule}", n=n, setting=setting) for setting in ("no change", *bends)]
        assert found == sorted(found)


@pytest.mark.parametrize(
    ("truth", "n", "ols", "normal", "t"),
    [
        ("independent normal values", 8, 0.05, 0.29, 0.17),
        ("independent normal values", 12, 0.05, 0.22, 0.16),
        ("independent normal values", 24, 0.06, 0.13, 0.11),
        ("independent normal values", 40, 0.05, 0.10, 0.08),
        ("normal values, autocorrelation 0.3", 12, 0.09, 0.25, 0.20),
        ("normal values, autocorrelation 0.3", 24, 0.12, 0.19, 0.16),
        ("normal values, autocorrelation 0.3", 40, 0.14, 0.16, 0.14),
    ],
)
def test_a_change_of_level_is_seen_where_there_is_none_as_often_as_measured_before(truth, n, ols, normal, t):
    where = {"truth": truth, "n": str(n)}
    assert_agrees(share("interrupted_ols_t", **where), ols)
    assert_agrees(share("interrupted_newey_west_normal", **where), normal)
    assert_agrees(share("interrupted_newey_west_t", **where), t)


@pytest.mark.parametrize("n", ["8", "12", "24", "40"])
def test_the_answer_on_interrupted_series_keeps_its_level_better_than_the_other_ways(n):
    independent, draws = share("interrupted_answer", truth="independent normal values", n=n)
    assert independent <= 0.05 + 4 * sqrt(0.05 * 0.95 / draws)
    following = {"truth": "normal values, autocorrelation 0.3", "n": n}
    others = ("ols_t", "newey_west_normal", "newey_west_t", "gls_reml_t")
    assert all(share("interrupted_answer", **following) < share(f"interrupted_{other}", **following)
               for other in others)


def test_the_answer_on_interrupted_counts_keeps_its_level_with_and_without_overdispersion():
    found = [row for row in ROWS if row["method"] == "interrupted_counts"]
    assert len(found) == 18
    for row in found:
        assert float(row["share_rejecting"]) <= 0.05 + 4 * sqrt(0.05 * 0.95 / int(row["draws"]))


@pytest.mark.parametrize(
    ("rule", "years", "inside_80", "inside_95"),
    [("plug_in", 3, 0.765, 0.924), ("jeffreys", 3, 0.827, 0.958), ("plug_in", 1, 0.674, 0.857),
     ("jeffreys", 1, 0.830, 0.957)],
)  # fmt: skip
def test_the_next_count_lies_in_its_interval_as_often_as_measured_before(rule, years, inside_80, inside_95):
    for level, figure in ((80, inside_80), (95, inside_95)):
        outside, draws = share(f"next_count_{rule}_{level}", n=str(years))
        assert_agrees((1 - outside, draws), figure, rounding=0.0005)
        assert (outside <= 1 - level / 100) == (rule == "jeffreys")


def test_pettitt_on_eight_points_is_as_frequent_as_its_size_over_all_orders():
    orders = np.array(list(permutations(range(1, 9))))
    largest = np.abs(2 * orders.cumsum(axis=1)[:, :-1] - 9 * np.arange(1, 8)).max(axis=1)
    size = max(p for p in ((largest >= most).mean() for most in np.unique(largest)) if p <= 0.05)
    assert_near(share("pettitt", n="8", setting="no change"), size)


@pytest.mark.parametrize(("n", "one_in"), [("8", 3), ("12", 3), ("20", 5), ("30", 8)])
def test_bic_alone_finds_a_shift_as_often_as_its_docstring_says(n, one_in):
    assert_near(share("level_shift_bic", n=n, setting="no change"), 1 / one_in)


@pytest.mark.parametrize("cases", [10, 20])
@pytest.mark.parametrize(("after", "change"), [(0.5, "no change"), (0.8, "a half becomes four fifths")])
def test_the_exact_test_of_a_composition_is_as_frequent_as_added_up_over_all_tables(cases, after, change):
    firsts = np.arange(cases + 1)
    chance = np.outer(binom.pmf(firsts, cases, 0.5), binom.pmf(firsts, cases, after))
    p = [[fisher_exact([[one, cases - one], [other, cases - other]]).pvalue for other in firsts]
         for one in firsts]
    found = share("composition_exact", mean=str(cases), setting=f"2 categories, {change}")
    assert_near(found, chance[np.array(p) <= 0.05].sum())


def test_more_points_larger_changes_and_more_events_are_found_more_often():
    steep, flat = "0.5 standard deviations per period", "0.25 standard deviations per period"
    assert share("mann_kendall_exact", n="10", setting=flat) < share("mann_kendall_exact", n="10",
                                                                     setting=steep)
    assert share("mann_kendall_exact", n="7", setting=steep) < share("mann_kendall_exact", n="12",
                                                                     setting=steep)
    where = {"truth": "Poisson", "n": "10", "setting": "+5% per period"}
    assert share("fixed_rule", mean="5", **where) < share("fixed_rule", mean="25", **where)


def test_one_table_alone_is_printed_as_it_is_stored():
    out = io.StringIO()
    simulate.write_tables(["rate_ratio"], out)
    lines = out.getvalue().splitlines()
    assert lines[0] == ",".join(simulate.COLUMNS)
    assert lines[1:] == [line for line in STORED.read_text(encoding="utf-8").splitlines()
                         if line.startswith("rate_ratio")]


def test_an_unknown_table_is_refused(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["simulate_trends.py", "rate_ration"])
    with pytest.raises(SystemExit) as ended:
        simulate.main()
    assert ended.value.code == 2
    tables = ", ".join(simulate.SIMULATIONS)
    assert capsys.readouterr().err.endswith(f"error: found rate_ration; allowed: {tables}.\n")


def test_the_whole_file_goes_where_it_is_told_to(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "argv", ["simulate_trends.py", "--into", str(tmp_path)])
    monkeypatch.setattr(simulate, "SIMULATIONS", {"mann_kendall": simulate.mann_kendall})
    simulate.main()
    written = (tmp_path / STORED.name).read_text(encoding="utf-8")
    assert STORED.read_text(encoding="utf-8").startswith(written)
