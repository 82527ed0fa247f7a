"""The rating rules written a second time, from their description: whole numbers only, no code of the library.

A ratio is a pair of whole numbers. Every sum is taken over one common denominator, and every comparison by
multiplying out. Levels come from tables of their own.
"""

from __future__ import annotations

from math import lcm
from typing import Any

Ratio = tuple[int, int]

# Levels from worst to best; the points at which they change, as (number, whole); whether the better level has
# the threshold; the criteria that make the overall mark (None: those asked); where their weights come from.
SCALES: dict[str, dict[str, Any]] = {
    "icmpd_5": {
        "levels": "1 2 3 4 5", "cuts": [(20, 1), (40, 1), (60, 1), (80, 1)], "better": True,
        "of": None, "weights": "stated or equal",
    },
    "giz_100": {
        "levels": "L6 L5 L4 L3 L2 L1", "cuts": [(30, 1), (50, 1), (67, 1), (81, 1), (92, 1)], "better": True,
        "of": "relevance coherence effectiveness efficiency impact sustainability", "weights": "equal",
    },
    "kfw_6": {
        "levels": "6 5 4 3 2 1", "cuts": [(10, 1), (30, 1), (50, 1), (70, 1), (90, 1)], "better": False,
        "of": "relevance coherence effectiveness efficiency impact sustainability", "weights": "stated",
    },
    "ieg_6": {
        "levels": "HU U MU MS S HS", "cuts": [(50, 3), (100, 3), (50, 1), (200, 3), (250, 3)], "better": True,
        "of": "relevance effectiveness efficiency", "weights": "judgement",
    },
    "adb_2006": {
        "levels": "U PS S HS", "cuts": [(80, 3), (160, 3), (90, 1)], "better": True,
        "of": "relevance effectiveness efficiency sustainability",
        "weights": {"relevance": 2, "effectiveness": 3, "efficiency": 3, "sustainability": 2},
    },
    "adb_2016": {
        "levels": "U LS S HS", "cuts": [(25, 1), (175, 3), (250, 3)], "better": True,
        "of": "relevance effectiveness efficiency sustainability", "weights": "equal",
    },
    "undp_icpe_4": {
        "levels": "1 2 3 4", "cuts": [(50, 3), (50, 1), (250, 3)], "better": False,
        "of": "relevance coherence effectiveness efficiency sustainability", "weights": "equal",
    },
    "undp_gef_te_6": {
        "levels": "HU U MU MS S HS", "cuts": [(10, 1), (30, 1), (50, 1), (70, 1), (90, 1)], "better": False,
        "of": "relevance effectiveness efficiency", "weights": "stated or equal",
    },
}  # fmt: skip


def place(points: Ratio, scale: str) -> int:
    """How many thresholds of a scale are passed, which is the place of the level from the worst."""
    number, whole = points
    passed = 0
    for cut, of in SCALES[scale]["cuts"]:
        left, right = number * of, cut * whole
        passed += left > right or (SCALES[scale]["better"] and left == right)
    return passed


def code(points: Ratio | None, scale: str) -> str:
    """The level of some points."""
    return "" if points is None else SCALES[scale]["levels"].split()[place(points, scale)]


def mean(pairs: list[tuple[int, Ratio]]) -> Ratio | None:
    """The mean of ratios with whole weights; None without any."""
    if not pairs:
        return None
    common = lcm(*(whole for _, (_, whole) in pairs))
    above = sum(weight * number * (common // whole) for weight, (number, whole) in pairs)
    return above, common * sum(weight for weight, _ in pairs)


def question(asked: dict[str, Any], rules: dict[str, Ratio]) -> dict[str, Any]:
    """One question: {weight, items: [{weight, about, required, value, lower, upper}], marks, consensus}.

    Points as ratios; value None where an item is missing. marks: by evaluator.
    """
    found = [item for item in asked["items"] if item["value"] is not None]
    there, whole = sum(item["weight"] for item in found), sum(item["weight"] for item in asked["items"])
    least, of = rules["coverage"]
    reasons = []
    if not found:
        reasons.append("no_evidence")
    elif there * of < least * whole:
        reasons.append("coverage_too_low")
    if any(item["required"] for item in asked["items"] if item["value"] is None):
        reasons.append("required_missing")
    if found and not any(item["about"] == "implementation" for item in found):
        reasons.append("only_plan_evidence")
    marks = list(asked["marks"].values())
    ordered = sorted(marks, key=lambda one: one[0] * 10**6 // one[1])
    agreed = asked["consensus"]
    judged = agreed or mean([(1, mark) for mark in marks])
    return {
        "weight": asked["weight"],
        "score": None if reasons else mean([(item["weight"], item["value"]) for item in found]),
        "lower": mean([(item["weight"], item["lower"] or (0, 1)) for item in asked["items"]]),
        "upper": mean([(item["weight"], item["upper"] or (100, 1)) for item in asked["items"]]),
        "coverage": (there, whole),
        "reasons": reasons,
        "judged": judged,
        "judged_low": ordered[0] if marks else judged,
        "judged_high": ordered[-1] if marks else judged,
        "judged_basis": "consensus" if agreed else "mean" if marks else "",
        "raters": set(asked["marks"]),
    }


def criterion(asked: list[dict[str, Any]], rules: dict[str, Ratio], prevails: str) -> dict[str, Any]:
    """One criterion from its questions."""
    rated = [question(one, rules) for one in asked]

    def over(name: str) -> Ratio | None:
        return mean([(one["weight"], one[name]) for one in rated if one[name] is not None])

    def weight(name: str) -> int:
        return sum(one["weight"] for one in rated if one[name] is not None)

    whole = sum(one["weight"] for one in rated)
    lower, upper, score, judged = over("lower"), over("upper"), over("score"), over("judged")
    reasons = []
    if not rated:
        reasons.append("not_asked")
    elif score is None:
        reasons.append("no_question_demonstrated")
    elif weight("score") * rules["coverage"][1] < rules["coverage"][0] * whole:
        reasons.append("few_questions_demonstrated")
    elif _less(score, lower) or _less(upper, score):
        reasons.append("evidence_disagrees")
    if reasons:
        score = None
    if judged is not None and weight("judged") * rules["judged"][1] < rules["judged"][0] * whole:
        judged = None
        reasons.append("few_questions_judged")
    first, second = (("judged", judged), ("computed", score))
    if prevails == "computed":
        first, second = second, first
    basis, points = first if first[1] is not None else second
    return {
        "questions": rated,
        "score": score,
        "lower": lower,
        "upper": upper,
        "coverage": over("coverage"),
        "judged": judged,
        "judged_low": None if judged is None else over("judged_low"),
        "judged_high": None if judged is None else over("judged_high"),
        "judges": len(set().union(*(one["raters"] for one in rated))),
        "reasons": reasons,
        "points": points,
        "basis": "not_demonstrated" if points is None else basis,
    }


def _less(one: Ratio | None, other: Ratio | None) -> bool:
    assert one is not None and other is not None
    return one[0] * other[1] < other[0] * one[1]


def overall(points: dict[str, Ratio | None], scale: str, stated: dict[str, int]) -> dict[str, Any]:
    """One mark from the points of the criteria asked."""
    how = SCALES[scale]["weights"]
    names = list(points) if SCALES[scale]["of"] is None else SCALES[scale]["of"].split()
    if how == "judgement":
        return {"reasons": ["overall_needs_judgement"]}
    if how == "stated" or (how == "stated or equal" and stated):
        if not stated or set(names) - set(stated):
            return {"reasons": ["weights_not_given"]}
        weights = stated
    else:
        weights = how if isinstance(how, dict) else dict.fromkeys(names, 1)
    reasons = []
    if any(points[name] is None for name in names if name in points):
        reasons.append("criterion_missing")
    if any(name not in points for name in names):
        reasons.append("criterion_not_asked")
    if reasons:
        return {"reasons": reasons}
    there = {name: value for name in names if (value := points[name]) is not None}
    score = mean([(weights[name], value) for name, value in there.items()])
    assert score is not None
    before = place(score, scale)
    places = {name: place(value, scale) for name, value in there.items()}
    caps = {name: cap for name, cap in _caps(places, scale).items() if cap < before}
    return {
        "reasons": [],
        "score": score,
        "before": SCALES[scale]["levels"].split()[before],
        "level": SCALES[scale]["levels"].split()[min([before, *caps.values()])],
        "knocked_by": [name for name in names if name in caps],
    }


def _caps(places: dict[str, int], scale: str) -> dict[str, int]:
    """The best place that each criterion leaves to the overall level."""
    if scale in ("giz_100", "kfw_6"):
        # The third level from below, L4 or grade 4.
        return {name: 2 for name in ("effectiveness", "impact", "sustainability") if places[name] <= 2}
    if scale == "undp_gef_te_6":
        unsatisfactory = {"relevance": 1} if places["relevance"] <= 1 else {}
        return {"effectiveness": places["effectiveness"], **unsatisfactory}
    return {}
