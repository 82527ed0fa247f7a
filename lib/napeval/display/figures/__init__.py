"""The figures of the reports: pictures of released claims, each with its meaning in words."""

from napeval.display.figures.achievement import achievement_against_path
from napeval.display.figures.criteria import criteria_profile
from napeval.display.figures.delivery import activities_by_pillar_and_state
from napeval.display.figures.evaluability import evaluability_funnel
from napeval.display.figures.money import money_by_year_and_source
from napeval.display.figures.picture import Picture
from napeval.display.figures.series import values_over_time
from napeval.display.figures.series_panels import MOST_PANELS, Panel, several_over_time
from napeval.display.figures.theory_of_change import results_chain

__all__ = [
    "MOST_PANELS",
    "Panel",
    "Picture",
    "achievement_against_path",
    "activities_by_pillar_and_state",
    "criteria_profile",
    "evaluability_funnel",
    "money_by_year_and_source",
    "results_chain",
    "several_over_time",
    "values_over_time",
]
