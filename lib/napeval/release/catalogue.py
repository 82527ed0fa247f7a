"""The results tables of the suite: keys, kinds, units and protection of every column.

This is the one place where a results table is declared. A table that is not here, or does not look
as it is declared here, cannot be released.
"""

from __future__ import annotations

from collections.abc import Mapping

from napeval.release.claims import Column, Declaration, Kind, Protection

_MARKS: dict[str, Protection] = {"": "open", "!": "by_unit", "~": "derived", "$": "by_source"}


def _column(text: str) -> Column:
    """A column from its short form ``name:kind[/unit][!|~|$]`` (see _MARKS)."""
    mark = text[-1] if text[-1] in "!~$" else ""
    name, _, rest = text.rstrip("!~$").partition(":")
    kind, _, unit = rest.partition("/")
    kinds: dict[str, Kind] = {
        "key": "key", "code": "code", "text": "text", "count": "count", "number": "number", "share": "share",
        "money": "money", "year": "year", "period": "period", "flag": "flag", "trace": "trace",
    }  # fmt: skip
    return Column(name, kinds[kind], unit, _MARKS[mark])


def _table(name: str, keys: str, columns: str) -> Declaration:
    key_names = tuple(keys.split())
    declared_columns = [Column(key, "key") for key in key_names]
    declared_columns += [_column(text) for text in columns.split()]
    declared_columns.append(Column("trace", "trace"))
    return Declaration(name, key_names, tuple(declared_columns))


_STATUSES = (
    "exceeded:count achieved:count on_track:count behind:count regressed:count"
    " not_measurable:count not_reported:count not_due:count"
)

_DONE = "done_of_reported:share coverage:share done_lower:share done_upper:share"
_LINKED = (
    "completed:count under_way:count not_started:count cancelled:count not_reported:count due:count"
    f" overdue:count {_DONE} done_of_reported_upper:share"
)

CATALOGUE: dict[str, Declaration] = {
    declaration.name: declaration
    for declaration in (
        _table("profile", "measure", "value:number unit:code"),
        _table(
            "achievement",
            "indicator_id dimension category",
            "objective_id:code level:code unit:code baseline:number! target:number"
            " target_upper:number target_bound:code"
            " target_year:year actual:number!"
            " actual_low:number! actual_high:number! actual_period:period state:code"
            " progress:share~ progress_low:share~ progress_high:share~ progress_capped:share~"
            " met:flag~ gap:number~ expected:number~ pace:share~ status:code~ status_worst:code~"
            " status_best:code~ track:code~ own_mark:code marks_differ:flag~"
            " method:code lower:share~ upper:share~"
            " interval_low:number~ interval_high:number~ interval_method:code"
            " n_sources:count n_independent:count flags:code target_original:number progress_original:share~"
            " met_original:flag~ status_original:code~ progress_blended:share~ original_share:share",
        ),
        _table(
            "achievement_years",
            "indicator_id dimension category role year",
            "objective_id:code level:code unit:code period:period baseline:number! target:number"
            " target_upper:number target_original:number actual:number! actual_low:number!"
            " actual_high:number! state:code progress:share~ progress_low:share~ progress_high:share~"
            " progress_original:share~ met:flag~ gap:number~ status:code~ flags:code",
        ),
        _table(
            "annual_targets",
            "indicator_id dimension category",
            "objective_id:code unit:code years:count years_due:count years_with_data:count years_met:count~"
            " progress_pooled:share~ pooled_low:share~ pooled_high:share~ progress_mean_capped:share~"
            " flags:code sources:code",
        ),
        _table(
            "achievement_methods",
            "indicator_id dimension category method",
            "objective_id:code unit:code value:share~ value_low:share~ value_high:share~ class:code~"
            " track:code~ reason:code agrees:flag~ methods_differ:flag~ sources:code",
        ),
        _table(
            "data_quality",
            "indicator_id dimension category",
            "objective_id:code period:period rows:count reporters:count n_sources:count n_independent:count"
            " restricted_sources:count disputed:flag periods:count disputed_periods:count"
            " age_days:count/days days_to_record_least:count/days days_to_record_greatest:count/days"
            " days_to_publish_least:count/days days_to_publish_greatest:count/days",
        ),
        _table(
            "reporting_completeness",
            "institution period",
            "owed:count reported:count missing:count known_otherwise:count excused:count unasked:count"
            " completeness:share not_stated:count",
        ),
        _table(
            "rollup",
            "scope scope_id level",
            f"indicators:count scored:count {_STATUSES}"
            " value:share coverage:share lower:share upper:share weights:code",
        ),
        _table(
            "rollup_sensitivity",
            "scope scope_id method",
            "value:share difference:share least:share greatest:share spread:share scored:count"
            " indicators:count",
        ),
        _table(
            "activities",
            "activity_id",
            "objective_id:code pillar:code status:code due:flag overdue:flag end:period"
            " lead:code lead_basis:code"
            " supporting:count amount:money/currency amount_derived:money/currency"
            " has_amount:flag reports:count conflict:flag status_high:code plan_state:code"
            " end_adopted:period amount_revised:money/currency early:flag completion_low:share"
            " completion_high:share track:code own_mark:code marks_differ:flag reason_stated:flag"
            " donors_named:flag funded_by:code",
        ),
        _table(
            "delivery",
            "scope scope_id",
            "activities:count completed:count partly_completed:count ongoing:count"
            " delayed:count not_started:count"
            " cancelled:count not_reported:count due:count due_completed:count"
            " due_not_reported:count overdue:count"
            " no_deadline:count done_of_reported:share coverage:share done_lower:share done_upper:share"
            " due_done_of_reported:share due_coverage:share due_done_lower:share due_done_upper:share"
            " done_of_reported_upper:share due_done_of_reported_upper:share early:count conflicts:count"
            " on_track:count off_track:count off_track_with_reason:count own_on_track:count"
            " own_off_track:count marks_differ:count donors_named:count completion:share"
            " completion_coverage:share completion_lower:share completion_upper:share",
        ),
        _table(
            "implementation_points",
            "scope scope_id year",
            f"due:count completed:count not_reported:count {_DONE} points:number/points"
            " points_lower:number/points points_upper:number/points reason:code",
        ),
        _table(
            "delivery_time",
            "activity_id",
            "objective_id:code status:code start_planned:period end:period end_adopted:period"
            " started_low:code started_high:code completed_low:code completed_high:code dates:code"
            " planned_days_low:number/days planned_days_high:number/days actual_days_low:number/days"
            " actual_days_high:number/days start_slippage_low:number/days start_slippage_high:number/days"
            " slippage_low:number/days slippage_high:number/days slippage_adopted_low:number/days"
            " slippage_adopted_high:number/days punctuality:code",
        ),
        _table(
            "punctuality",
            "scope scope_id",
            "activities:count completed:count early:count on_time:count late:count overdue:count"
            " not_due:count cancelled:count disputed:count no_deadline:count not_reported:count"
            " unknown:count in_time:share coverage:share in_time_lower:share in_time_upper:share"
            + "".join(
                f" {name}_mean_low:number/days {name}_mean_high:number/days {name}_known:count"
                for name in ("planned_days", "actual_days", "start_slippage", "slippage")
            ),
        ),
        _table(
            "reasons",
            "activity_id reason_number",
            "objective_id:code status:code overdue:flag track:code basis:code change:code period:period"
            " reported_by:code said:text$ difficulty:text$ sources:code",
        ),
        _table(
            "reason_counts",
            "reason_number",
            "basis:code said:text$ activities:count off_track:count overdue:count activity_ids:code"
            " sources:code",
        ),
        _table(
            "donors",
            "donor_number",
            "said:text$ institution:code$ activities:count planned:count not_planned:count"
            " activity_ids:code sources:code",
        ),
        _table(
            "budget",
            "scope scope_id year",
            "amount:money/currency printed:money/currency derived:money/currency"
            " amounts:count activities:count"
            " activities_with_amount:count activities_without_amount:count",
        ),
        _table(
            "budget_checks",
            "objective_id year",
            "printed:money/currency computed:money/currency difference:money/currency agrees:flag",
        ),
        _table(
            "money_after_deadline",
            "activity_id year",
            "end:period amount:money/currency end_adopted:period amount_adopted:money/currency",
        ),
        _table(
            "funding", "funding_class", "amount:money/currency share:share share_low:share share_high:share"
        ),
        _table(
            "expenditure",
            "scope scope_id year",
            "planned:money/currency committed:money/currency spent:money/currency"
            " execution:share reported:flag planned_revised:money/currency execution_revised:share"
            " variance:money/currency tracked:money/currency coverage:share untracked:money/currency"
            " untracked_share:share execution_lower:share execution_upper:share"
            " unbudgeted:money/currency unbudgeted_share:share",
        ),
        _table(
            "expenditure_periods",
            "scope scope_id period",
            "committed:money/currency spent:money/currency activities:count overlaps:flag",
        ),
        _table(
            "funding_shares",
            "scope scope_id stage",
            "amount:money/currency domestic:money/currency donor:money/currency"
            " unresolved:money/currency domestic_low:share domestic_high:share donor_low:share"
            " donor_high:share",
        ),
        _table(
            "secured_money",
            "scope scope_id",
            "amount:money/currency secured:money/currency partly_secured:money/currency"
            " not_secured:money/currency secured_not_stated:money/currency in_kind:money/currency"
            " in_money:money/currency in_kind_not_stated:money/currency secured_share:share"
            " secured_coverage:share secured_lower:share secured_upper:share in_kind_share:share"
            " in_kind_coverage:share in_kind_lower:share in_kind_upper:share",
        ),
        _table(
            "unit_costs",
            "indicator_id",
            "activity_id:code objective_id:code unit:code quantity_planned:number amount:money/currency"
            " unit_cost_planned:money/currency actual_period:period quantity_low:number!"
            " quantity_high:number! spent:money/currency~ unit_cost_low:money/currency~"
            " unit_cost_high:money/currency~ cost_ratio_low:number/ratio~ cost_ratio_high:number/ratio~"
            " reason:code actual_reason:code",
        ),
        _table(
            "earned_value",
            "scope scope_id",
            "as_at:code activities:count with_budget:count valued:count costed:count"
            " budget:money/currency coverage:share cost_coverage:share planned_value:money/currency"
            " planned_value_all:money/currency"
            " earned_low:money/currency earned_high:money/currency earned_of_costed_low:money/currency"
            " earned_of_costed_high:money/currency actual_cost:money/currency"
            " schedule_low:number/ratio schedule_high:number/ratio cost_low:number/ratio"
            " cost_high:number/ratio schedule_lower:number/ratio schedule_upper:number/ratio"
            " reason:code cost_reason:code",
        ),
        _table(
            "money_and_delivery",
            "scope scope_id",
            "planned_revised:money/currency spent:money/currency execution:share execution_lower:share"
            " execution_upper:share spending_coverage:share activities:count completed:count"
            " done_of_reported:share done_lower:share done_upper:share delivery_coverage:share"
            " completion:share achievement:share achievement_coverage:share achievement_lower:share"
            " achievement_upper:share spending_ahead:number spending_ahead_low:number"
            " spending_ahead_high:number done_costed:count done_budget:money/currency"
            " done_cost:money/currency done_cost_ratio:number/ratio",
        ),
        _table("evaluability", "scope scope_id funnel step", "count:count of:count share:share"),
        _table("gaps", "gap_id", "code:code objective_id:code subject:code argument:text"),
        _table("gap_counts", "code", "count:count"),
        _table(
            "pillar_coverage",
            "pillar",
            "four_p:flag covered:code goals:count specific:count results:count indicators:count"
            " with_target:count activities:count activities_with_amount:count amount:money/currency"
            " share_activities:share share_amount:share lacking:code",
        ),
        _table(
            "result_chain",
            "kind subject",
            "objective_id:code reason:code planned:number promised:number unit:code",
        ),
        _table(
            "smart",
            "indicator_id letter",
            "objective_id:code level:code proposed:code reason:code evidence:code confirmed:code"
            " overruled:flag verdict:code answered_by:code",
        ),
        _table(
            "checklists",
            "item_id subject",
            "instrument:code asked_of:code answer:code answered_by:code answer_tables:code"
            " answer_person:code agrees:flag reach:code reason:code count:count of:count lacking:code",
        ),
        _table(
            "checklist_coverage",
            "instrument",
            "list_items:count with_rule:count questions:count answerable:count answered:count"
            " answered_tables:count answered_part:count answered_person:count open:count share:share"
            " yes:count partly:count no:count not_applicable:count agreeing:count disagreeing:count",
        ),
        _table(
            "objective_profile",
            "scope scope_id element",
            "count:count partly:count no:count of:count open:count share:share coverage:share lower:share"
            " upper:share",
        ),
        _table(
            "mends",
            "mend",
            "order:count asked_of:code count:count of:count subjects:code alone:count"
            " complete_before:count complete_after:count objectives:count questions_touched:count"
            " questions_settled:count",
        ),
        _table(
            "results",
            "result_id",
            "objective_id:code value:number indicators:count with_target:count with_year:count",
        ),
        _table(
            "series",
            "indicator_id dimension category period",
            "unit:code low:number! high:number! values:count n_sources:count n_independent:count dispute:code"
            " part_period:flag after_cutoff:flag left_out:code sources:code",
        ),
        _table(
            "series_values",
            "indicator_id dimension category period source_id value_number",
            "unit:code value:number! bound:code admissible:flag left_out:code root:code sources:code",
        ),
        _table(
            "part_sums",
            "indicator_id dimension period source_id",
            "unit:code total:number! parts:number! difference:number~ agrees:flag~ sources:code",
        ),
        _table(
            "trends",
            "indicator_id dimension category test",
            "unit:code n:count first_period:period last_period:period choices:count"
            " reportable:count statistic_low:number~"
            " statistic_high:number~ p_low:number/p~ p_high:number/p~ p_floor:number/p~"
            " effect_low:number~ effect_high:number~"
            " effect_unit:code interval_low:number~ interval_high:number~"
            " place_first:year~ place_last:year~ finding:code"
            " decided_by:code method:code reason:code sources:code",
        ),
        _table(
            "trend_families",
            "indicator_id dimension category test",
            "unit:code p:number/p~ p_adjusted:number/p~ finding:code stands:flag~ sources:code",
        ),
        _table(
            "family_counts",
            "test",
            "series:count tested:count not_testable:count shown:count standing:count",
        ),
        _table(
            "composition",
            "indicator_id dimension",
            "unit:code n:count first_period:period last_period:period categories:code cases_low:number~"
            " cases_high:number~ choices:count reportable:count p_low:number/p~ p_high:number/p~"
            " effect_low:number~ effect_high:number~ moved:code~ moved_period:period~ finding:code"
            " method:code reason:code sources:code",
        ),
        _table(
            "outlook",
            "indicator_id dimension category",
            "objective_id:code unit:code target:number target_year:year comparator:code kind:code n:count"
            " first_period:period last_period:period choices:count reportable:count"
            " probability_low:share~ probability_high:share~ projected_low:number~ projected_high:number~"
            " interval_low:number~ interval_high:number~ naive_low:number~ naive_high:number~"
            " drift_low:number~ drift_high:number~ likelihood_low:code~ likelihood_high:code~ basis:code"
            " method:code reason:code sources:code",
        ),
        _table(
            "rates",
            "indicator_id period",
            "unit:code exposure_id:code exposure_unit:code count_low:number! count_high:number!"
            " exposure_low:number! exposure_high:number! per:count rate_low:number~ rate_high:number~"
            " interval_low:number~ interval_high:number~ sources:code",
        ),
        _table(
            "planned_path",
            "indicator_id dimension category year",
            "unit:code baseline:number! expected:number~ basis:code",
        ),
        _table(
            "recommendations",
            "recommendation_id",
            "body:code year:year pillar:code relevance:code timing:code direct:count"
            " partial:count link_basis:code answer:code status:code reason:code delivery:code"
            f" {_LINKED}",
        ),
        _table(
            "alignment",
            "scope scope_id",
            "recommendations:count with_direct:count with_partial_only:count without:count"
            " links:count links_confirmed:count"
            f" activities:count share_direct:share share_any:share {_LINKED}",
        ),
        _table(
            "responsibilities",
            "institution",
            "kind:code lead:count lead_stated:count lead_inferred:count support:count"
            " activities:count amount_led:money/currency"
            " reported:count amount_led_revised:money/currency amount_supported:money/currency"
            + "".join(
                f" {role}_due:count {role}_completed:count {role}_overdue:count {role}_not_reported:count"
                f" {role}_done_of_reported:share {role}_done_of_reported_upper:share"
                f" {role}_coverage:share {role}_done_lower:share {role}_done_upper:share"
                for role in ("lead", "support")
            )
            + " peak_period:period peak_low:count peak_high:count",
        ),
        _table(
            "institution_load",
            "institution period",
            "lead_low:count lead_high:count lead_due:count support_low:count support_high:count"
            " support_due:count",
        ),
        _table(
            "overlaps",
            "kind first_activity",
            "objective_id:code activities:count activity_ids:code same_institutions:flag same_lead:flag"
            " same_deadline:flag amount:money/currency",
        ),
        _table(
            "reporting",
            "report",
            "prepared_by:code finalised_by_printed:flag addressed_to:code contact:code due:text"
            " due_printed:flag",
        ),
        _table(
            "risks",
            "risk_id",
            "objective_id:code kind:code likelihood:code effect:code owner:code mitigation_stated:flag"
            " updates:count status:code status_before:code period:period updated_in_period:flag"
            " action:text escalated_to:code",
        ),
        _table(
            "period_delivery",
            "scope scope_id",
            "activities:count owed:count reported:count not_reported:count due_in_period:count"
            " due_completed:count due_not_reported:count completed_in_period:count advanced:count"
            " unchanged:count fell_back:count first_report:count on_track:count off_track:count"
            " with_difficulty:count"
            " reported_share:share due_done_of_reported:share due_done_lower:share due_done_upper:share",
        ),
        _table(
            "period_activities",
            "activity_id",
            "objective_id:code pillar:code lead:code end:period due_in_period:flag owed:flag reported:flag"
            " status_before:code status:code change:code track:code conflict:flag difficulty:text$"
            " reason:text$ comment:text$ spent:money/currency sources:code",
        ),
        _table(
            "period_indicators",
            "indicator_id dimension category",
            "objective_id:code level:code unit:code actual_before:number! actual_before_low:number!"
            " actual_before_high:number! before_period:period actual:number! actual_low:number!"
            " actual_high:number! actual_period:period measured_in_period:flag progress_before:share~"
            " progress:share~ status_before:code~ status:code~ track:code~ movement:code~",
        ),
        _table(
            "period_movement",
            "scope scope_id",
            "indicators:count measured_in_period:count nearer:count further:count unchanged:count"
            " not_comparable:count on_track:count off_track:count unknown:count",
        ),
        _table(
            "period_spending",
            "scope scope_id",
            "planned:money/currency planned_year:year committed:money/currency spent:money/currency"
            " activities:count reported:flag",
        ),
        _table(
            "result_progress",
            "result_id",
            "objective_id:code pillar:code indicators:count on_track:count off_track:count unknown:count"
            " activities:count completed:count under_way:count not_reported:count activities_off_track:count"
            " track:code spent:money/currency",
        ),
        _table(
            "comments", "comment_id", "place:code place_kind:code said_by:code answered:flag decision:code"
        ),
        _table("comment_counts", "decision", "comments:count unanswered:count"),
        _table(
            "sources",
            "source_id",
            "kind:code release_status:code extent_read:code observations:count"
            " statements:count recommendations:count events:count",
        ),
        _table(
            "lasting",
            "kind indicator_id dimension category",
            "objective_id:code unit:code reached:flag~ final_period:period final_low:number!"
            " final_high:number! later_period:period later_low:number! later_high:number! kept:flag~"
            " reason:code sources:code",
        ),
        _table(
            "survey_response",
            "institution_kind",
            "invited:count answered:count not_answered:count rate:share reason:code",
        ),
        _table(
            "survey_answers",
            "item_id institution_kind",
            "question_id:code respondents:count n:count silent:count median:number mean:number"
            " mean_lower:number mean_upper:number mark_1:count mark_2:count mark_3:count mark_4:count"
            " mark_5:count share_top:share top_low:share top_high:share reason:code",
        ),
        _table(
            "survey_choices",
            "item_id choice",
            "question_id:code count:count of:count share:share reason:code",
        ),
        _table(
            "survey_groups",
            "question_id grouping",
            "groups:count n:count left_out:count test:code statistic:number p:number/p p_adjusted:number/p"
            " effect:number effect_unit:code lowest_group:code highest_group:code finding:code reason:code",
        ),
        _table("survey_group_counts", "grouping", "tests:count different:count"),
        _table(
            "survey_reliability",
            "criterion",
            "items:count respondents:count alpha:number low:number high:number standardised:number"
            " reason:code",
        ),
        _table(
            "themes",
            "theme",
            "pieces:count people:count institutions:count institution_kinds:code questions:code"
            " quotable:count"
            " reason:code",
        ),
        _table("themes_withheld", "reason", "themes:count pieces:count"),
        _table("evidence_counts", "kind", "pieces:count listed:count withheld:count"),
        _table(
            "rater_agreement",
            "criterion statistic",
            "raters:count questions:count value:number low:number high:number reason:code",
        ),
        _table(
            "evidence",
            "item_id",
            "question_id:code criterion:code kind:code address:code value:number/points"
            " lower:number/points upper:number/points coverage:share"
            " weight:number available:flag n:count n_sources:count disputed:flag reason:code",
        ),
        _table(
            "questions",
            "question_id",
            "criterion:code weight:number score:number/points lower:number/points"
            " upper:number/points coverage:share items:count"
            " items_available:count n_sources:count judged:number/points judged_low:number/points"
            " judged_high:number/points judges:count judged_basis:code difference:number/points"
            " result:code strength:code strength_reason:code reason:code",
        ),
        _table(
            "criteria",
            "criterion",
            "scale_id:code score:number/points lower:number/points upper:number/points coverage:share"
            " questions:count questions_rated:count"
            " level_computed:code level_low:code level_high:code judged:number/points"
            " judged_low:number/points judged_high:number/points judges:count"
            " level_judged:code difference:number/points levels_apart:count prevails:code level:code"
            " basis:code"
            " strength:code strength_reason:code reason:code",
        ),
        _table(
            "scale_levels",
            "scale_id criterion",
            "verification:code bands:code score:number/points lower:number/points upper:number/points"
            " own:number level_computed:code level_low:code level_high:code judged:number/points"
            " level_judged:code level_before:code knocked_by:code level:code basis:code reason:code",
        ),
        _table(
            "robustness",
            "criterion",
            "scale_id:code draws:count level:code level_share:share below_share:share"
            " above_share:share modal_level:code"
            " modal_share:share median:number/points low:number/points high:number/points verdict:code"
            " leading_factor:code reason:code",
        ),
        _table("robustness_levels", "criterion scale_id level", "share:share"),
        _table(
            "sensitivity",
            "criterion factor",
            "first_order:number first_low:number first_high:number total:number total_low:number"
            " total_high:number reason:code",
        ),
        _table(
            "left_out",
            "criterion kind subject",
            "scale_id:code score:number/points change:number/points level:code flips:flag reason:code",
        ),
        _table(
            "tipping_weights",
            "criterion subject",
            "scale_id:code share:share tipping_share:share direction:code level_from:code"
            " level_to:code reason:code",
        ),
        _table(
            "contribution",
            "claim_id",
            "kind:code rival_of:code question_id:code objective_id:code tests:count passed:count failed:count"
            " unknown:count verdict:code decided_by:code rivals:count rivals_open:count prior:share"
            " posterior:share confidence:code reason:code",
        ),
        _table(
            "contribution_tests",
            "test_id",
            "claim_id:code test:code result:code meaning:code based_on:code",
        ),
        _table(
            "reasoning",
            "kind id",
            "objective_id:code criterion:code rests_on:code conclusions:code findings:code evidence:code"
            " addressed_to:code due:period priority:code complete:flag reason:code",
        ),
        _table("reasoning_counts", "kind", "statements:count complete:count lacking:count"),
        _table(
            "follow_up",
            "evaluation recommendation_id",
            "addressed_to:code priority:code accepted:code responsible:code due:period status:code"
            " overdue:flag"
            " reason:code",
        ),
        _table("follow_up_counts", "status", "recommendations:count overdue:count"),
        _table("since_mid_term", "scope scope_id kind status", "at_mid_term:count now:count"),
        _table("lasting_counts", "kind lasted", "figures:count"),
    )
}

FOLLOWS: Mapping[str, str] = {
    "achievement_methods": "achievement",
    "annual_targets": "achievement",
    "lasting": "series",
    "period_indicators": "achievement",
}
"""Tables computed from the figures of another one: they hide what that one hides, or would give it back."""
