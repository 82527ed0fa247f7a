"""The results tables of the suite: keys, kinds, units and protection of every column.

This is the one place where a results table is declared. A table that is not here, or does not look
as it is declared here, cannot be released.
"""

from __future__ import annotations

from napeval.release.claims import Column, Declaration, Kind, Protection

_MARKS: dict[str, Protection] = {"": "open", "!": "by_unit", "~": "derived"}


def _column(text: str) -> Column:
    """A column from its short form ``name:kind[/unit][!|~]`` (! protected by unit, ~ derived)."""
    mark = text[-1] if text[-1] in "!~" else ""
    name, _, rest = text.rstrip("!~").partition(":")
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
            " progress:share~ progress_capped:share~"
            " met:flag~ gap:number~ expected:number~ pace:share~ status:code~ track:code~"
            " method:code lower:share~ upper:share~"
            " n_sources:count flags:code target_original:number progress_original:share~",
        ),
        _table(
            "rollup",
            "scope scope_id level",
            f"indicators:count scored:count {_STATUSES}"
            " value:share coverage:share lower:share upper:share weights:code",
        ),
        _table(
            "activities",
            "activity_id",
            "objective_id:code pillar:code status:code due:flag overdue:flag end:period"
            " lead:code lead_basis:code"
            " supporting:count amount:money/currency amount_derived:money/currency"
            " has_amount:flag reports:count conflict:flag status_high:code",
        ),
        _table(
            "delivery",
            "scope scope_id",
            "activities:count completed:count partly_completed:count ongoing:count"
            " delayed:count not_started:count"
            " cancelled:count not_reported:count due:count due_completed:count"
            " due_not_reported:count overdue:count"
            " no_deadline:count done_of_reported:share coverage:share done_lower:share done_upper:share"
            " due_done_of_reported:share due_coverage:share due_done_lower:share due_done_upper:share",
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
        _table("money_after_deadline", "activity_id year", "end:period amount:money/currency"),
        _table(
            "funding", "funding_class", "amount:money/currency share:share share_low:share share_high:share"
        ),
        _table(
            "expenditure",
            "scope scope_id year",
            "planned:money/currency committed:money/currency spent:money/currency"
            " execution:share reported:flag",
        ),
        _table("evaluability", "scope scope_id funnel step", "count:count of:count share:share"),
        _table("gaps", "gap_id", "code:code objective_id:code subject:code argument:text"),
        _table("gap_counts", "code", "count:count"),
        _table(
            "results",
            "result_id",
            "objective_id:code value:number indicators:count with_target:count with_year:count",
        ),
        _table(
            "series",
            "indicator_id dimension category period",
            "unit:code low:number! high:number! values:count n_sources:count n_independent:count dispute:code"
            " part_period:flag after_cutoff:flag sources:code",
        ),
        _table(
            "series_values",
            "indicator_id dimension category period source_id value_number",
            "unit:code value:number! bound:code admissible:flag root:code sources:code",
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
            " effect_unit:code interval_low:number~ interval_high:number~ finding:code"
            " decided_by:code method:code reason:code sources:code",
        ),
        _table(
            "recommendations",
            "recommendation_id",
            "body:code year:year pillar:code relevance:code timing:code direct:count"
            " partial:count link_basis:code answer:code status:code reason:code",
        ),
        _table(
            "alignment",
            "scope scope_id",
            "recommendations:count with_direct:count with_partial_only:count without:count"
            " links:count links_confirmed:count"
            " activities:count share_direct:share share_any:share",
        ),
        _table(
            "responsibilities",
            "institution",
            "kind:code lead:count lead_stated:count lead_inferred:count support:count"
            " activities:count amount_led:money/currency"
            " reported:count",
        ),
        _table("reporting", "report", "prepared_by:code due_printed:flag"),
        _table(
            "sources",
            "source_id",
            "kind:code release_status:code extent_read:code observations:count"
            " statements:count recommendations:count events:count",
        ),
        _table(
            "evidence",
            "item_id",
            "question_id:code criterion:code kind:code address:code value:number/points"
            " lower:number/points upper:number/points"
            " weight:number available:flag n:count reason:code",
        ),
        _table(
            "questions",
            "question_id",
            "criterion:code weight:number score:number/points lower:number/points"
            " upper:number/points coverage:share items:count"
            " items_available:count judged:number/points judges:count result:code strength:code reason:code",
        ),
        _table(
            "criteria",
            "criterion",
            "score:number/points lower:number/points upper:number/points coverage:share"
            " questions:count questions_rated:count"
            " level_computed:code level_low:code level_high:code judged:number/points"
            " level_judged:code level:code basis:code"
            " strength:code reason:code",
        ),
    )
}
