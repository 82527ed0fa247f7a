"""Indicators and targets of the invented plan: those of the model, those added, and outputs of activities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from demo.naming import LANGUAGES, renamed
from demo.plan import Table, model
from demo.stories import Story, TargetRow
from demo.tables import design

INDICATOR_WEIGHTS = {
    "III.3.1.out1": "20",
    "III.3.2.out1": "15",
    "III.3.3.out1": "15",
    "V.ind1": "3",
    "V.ind2": "2",
}
_TAKEN = ("kind", "measure", "direction", "accumulation", "additive_over", "path", "tolerance", "unit")


def indicator_rows() -> Table:
    """plan/indicators: those of the plan with what the model left open, outputs, and series beside them."""
    given = {row["indicator_id"]: row for row in design("indicators")}
    rows: Table = []
    for source in model("indicators"):
        if source["level"] != "context":
            rows.append(_of_model(source, given.pop(source["indicator_id"], {})))
    added = [_added(row) for row in given.values()]
    places = [str(row["indicator_id"]) for row in rows]
    outputs = next(place for place, name in enumerate(places) if ".out" in name)
    return [*rows[:outputs], *added, *rows[outputs:], *_context()]


def _of_model(source: Mapping[str, str], given: Mapping[str, str]) -> dict[str, object]:
    """An indicator of the model plan; a word in the design overrules the model's, "none" empties it."""
    name = source["indicator_id"]
    kept = ("indicator_id", "objective_id", "result_id", "activity_id", "level", "origin", "output_class")
    row: dict[str, object] = {key: source[key] for key in kept}
    row |= {f"title_{code}": renamed(source[f"title_{code}"]) for code in LANGUAGES}
    row |= {key: _chosen(given.get(key, ""), source[key]) for key in _TAKEN}
    row |= {
        key: given.get(key, "") for key in ("definition", "means_of_verification", "frequency", "responsible")
    }
    return {**row, "weight": INDICATOR_WEIGHTS.get(name, given.get("weight", ""))}


def _chosen(given: str, model_word: str) -> str:
    return "" if given == "none" else given or model_word


def _added(row: Mapping[str, str]) -> dict[str, object]:
    """An indicator that only the invented plan has."""
    name = row["indicator_id"]
    words = {key: _chosen(value, "") for key, value in row.items()}
    return {**words, "weight": INDICATOR_WEIGHTS.get(name, row["weight"])}


def _context() -> Table:
    """Series that the plan does not answer for, shown beside it."""
    models = {row["indicator_id"]: row for row in model("indicators")}
    rows: Table = []
    for own in design("context"):
        source = models[own["model"]]
        kept = ("level", "origin", "unit", "kind", "measure", "accumulation", "additive_over")
        titles = {f"title_{code}": own[f"title_{code}"] or source[f"title_{code}"] for code in LANGUAGES}
        rows.append(
            {
                "indicator_id": own["indicator_id"],
                "objective_id": own["objective_id"],
                "part_of": own["part_of"],
                "exposure_id": own["exposure_id"],
                **{key: source[key] for key in kept},
                **titles,
            }
        )
    return rows


def rules_by_indicator(rows: Iterable[Mapping[str, object]]) -> dict[str, dict[str, str]]:
    """What says how the values of each indicator are judged."""
    names = ("measure", "direction", "accumulation", "additive_over", "path", "tolerance", "unit")
    return {str(row["indicator_id"]): {name: str(row.get(name) or "") for name in names} for row in rows}


def output_targets() -> dict[str, tuple[TargetRow, ...]]:
    """The targets of the outputs as the model plan prints them."""
    found: dict[str, list[TargetRow]] = {}
    for row in model("targets"):
        if ".out" in row["indicator_id"]:
            found.setdefault(row["indicator_id"], []).append(
                TargetRow(row["role"], int(row["year"]), Fraction(row["value"]), None, row["comparator"])
            )
    return {name: tuple(rows) for name, rows in found.items()}


def target_rows(stories: Iterable[Story]) -> Table:
    """plan/targets: every target of the stories; a revised one names the one that it replaces."""
    rows: Table = []
    for story in stories:
        before: dict[tuple[str, int], TargetRow] = {}
        for target in story.targets:
            replaced = before.get((target.role, target.year))
            before[target.role, target.year] = target
            rows.append(
                {
                    "indicator_id": story.indicator,
                    "dimension": story.dimension,
                    "category": story.category,
                    "role": target.role,
                    "year": target.year,
                    "set_on": target.set_on,
                    "value": target.value,
                    "upper": target.upper,
                    "comparator": target.comparator,
                    "basis": target.basis if target.value is not None else "",
                    "supersedes": None if replaced is None else replaced.set_on,
                    "reason": ""
                    if replaced is None
                    else "The building meant for ten places was sold (invented)",
                }
            )
    return rows
