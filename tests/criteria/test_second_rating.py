"""Two implementations, written apart, give the same in 10,000 random cases, many of them on thresholds."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from math import isnan
from typing import Any

import second_rating
from second_rating import Ratio

from napeval.criteria.computed import Reading, unknown
from napeval.criteria.criterion_rating import CriterionRating, criterion_score
from napeval.criteria.evidence import Gathered
from napeval.criteria.matrix import CRITERIA
from napeval.criteria.overall import overall, overall_weights
from napeval.criteria.question_rating import QuestionRating, rate_question
from napeval.criteria.questions import EvidenceItem, Question, Rules
from napeval.criteria.scale_levels import scale_levels
from napeval.criteria.scales import load_scale, rating_scales

CASES, SEED = 10_000, 20220101
SHARES = ((1, 2), (1, 3), (2, 3), (0, 1), (1, 1))


def of_ratio(ratio: Ratio | None) -> Fraction | None:
    return None if ratio is None else Fraction(*ratio)


def draw(rng: random.Random) -> dict[str, Any]:
    """A case in whole numbers. In a part of the cases all points stand on one threshold of the scale."""
    scale = rng.choice(rating_scales())
    cut = rng.choice(second_rating.SCALES[scale]["cuts"]) if rng.random() < 0.3 else None

    def points() -> Ratio:
        return cut or (rng.randint(0, 600), 6)

    asked = CRITERIA if rng.random() < 0.7 else tuple(rng.sample(CRITERIA, rng.randint(1, 5)))
    everybody = rng.random()  # how much of the evidence is there
    judging = rng.random()
    return {
        "scale": scale,
        "rules": {"coverage": rng.choice(SHARES), "judged": rng.choice(SHARES)},
        "prevails": rng.choice(("judgement", "computed")),
        "stated": _weights(rng),
        "criteria": {
            name: [_question(rng, points, everybody, judging) for _ in range(rng.choice((0, 1, 1, 2, 2, 3)))]
            if rng.random() < 0.1
            else [_question(rng, points, everybody, judging) for _ in range(rng.randint(1, 3))]
            for name in asked
        },
    }


def _weights(rng: random.Random) -> dict[str, int]:
    kind = rng.random()
    names = () if kind < 0.3 else CRITERIA if kind < 0.9 else rng.sample(CRITERIA, 3)
    return {name: rng.randint(1, 4) for name in names}


def _question(rng: random.Random, points: Any, there: float, judging: float) -> dict[str, Any]:
    return {
        "weight": rng.randint(1, 3),
        "items": [_item(rng, points, there) for _ in range(rng.randint(1, 3))],
        "marks": {who: points() for who in "ABC" if rng.random() < judging * 0.7},
        "consensus": points() if rng.random() < judging * 0.3 else None,
    }


def _item(rng: random.Random, points: Any, there: float) -> dict[str, Any]:
    value = points() if rng.random() < 0.3 + there else None
    ends: list[Ratio | None] = [None, None]
    if value is not None:
        number, whole = value
        ends = [(number, whole), (number, whole)]
        if rng.random() < 0.3:
            ends = [
                (max(0, number - rng.randint(0, 90)), whole),
                (min(100 * whole, number + rng.randint(0, 90)), whole),
            ]
    return {
        "weight": rng.randint(1, 3), "about": rng.choice(("plan", "implementation", "implementation")),
        "required": rng.random() < 0.1, "value": value, "lower": ends[0], "upper": ends[1],
    }  # fmt: skip


def rated(case: dict[str, Any], rng: random.Random) -> dict[str, CriterionRating]:
    """The same case through the library, its questions and items in another order."""
    half, share = Fraction(1, 2), case["rules"]
    rules = Rules(Fraction(*share["coverage"]), half, Fraction(*share["judged"]), 3, half, ())
    found = {}
    for name, questions in case["criteria"].items():
        shuffled = [_rated(name, number, one, rules, rng) for number, one in enumerate(questions)]
        rng.shuffle(shuffled)
        found[name] = criterion_score(shuffled, rules, load_scale(case["scale"]), prevails=case["prevails"])
    return found


def _rated(name: str, number: int, asked: dict[str, Any], rules: Rules, rng: random.Random) -> QuestionRating:
    items = [
        (
            EvidenceItem(
                f"i{place}",
                "computed",
                one["about"],
                weight=Fraction(one["weight"]),
                required=one["required"],
            ),
            unknown("no_row")
            if one["value"] is None
            else Reading(of_ratio(one["value"]), of_ratio(one["lower"]), of_ratio(one["upper"]), 1),
        )
        for place, one in enumerate(asked["items"])
    ]
    rng.shuffle(items)
    items.append((EvidenceItem("rating", "rating"), _marks(asked)))
    question = Question(
        f"{name}{number}", name, {}, {}, {}, {}, {}, Fraction(asked["weight"]), (), (), (), True,
        tuple(item for item, _ in items),
    )  # fmt: skip
    return rate_question(question, [Gathered(item, question, reading) for item, reading in items], rules)


def _marks(asked: dict[str, Any]) -> Reading:
    marks = {who: Fraction(*points) for who, points in asked["marks"].items()}
    agreed = of_ratio(asked["consensus"])
    if not marks:
        return Reading(None, None, None, 0, consensus=agreed)
    mean = sum(marks.values(), Fraction(0)) / len(marks)
    ends = min(marks.values()), max(marks.values())
    return Reading(mean, *ends, len(marks), marks=tuple(marks.items()), consensus=agreed)


def differences(case: dict[str, Any], found: dict[str, CriterionRating]) -> Iterator[str]:
    """What the two implementations say differently."""
    scale, expected = case["scale"], {}
    for name, questions in case["criteria"].items():
        ours, theirs = found[name], second_rating.criterion(questions, case["rules"], case["prevails"])
        expected[name] = theirs["points"]
        for column in (
            "score",
            "lower",
            "upper",
            "coverage",
            "judged",
            "judged_low",
            "judged_high",
            "points",
        ):
            if getattr(ours, column) != of_ratio(theirs[column]):
                yield f"{name}, {column}: {getattr(ours, column)} and {theirs[column]}"
        for column in ("basis", "judges"):
            if getattr(ours, column) != theirs[column]:
                yield f"{name}, {column}: {getattr(ours, column)} and {theirs[column]}"
        if list(ours.reasons) != theirs["reasons"]:
            yield f"{name}: {ours.reasons} and {theirs['reasons']}"
        if ours.level != (second_rating.code(theirs["points"], scale) or "not_demonstrated"):
            yield f"{name}: level {ours.level} at {theirs['points']}"
        yield from _question_differences(ours, theirs["questions"])
    weights = overall_weights(load_scale(scale), case["criteria"], case["stated"])
    whole = overall(load_scale(scale), {name: one.points for name, one in found.items()}, weights)
    if not case["criteria"]:
        return
    theirs = second_rating.overall(expected, scale, case["stated"])
    told = {
        "reasons": list(whole.reasons),
        **(
            {}
            if whole.score is None or whole.before is None or whole.level is None
            else {
                "score": whole.score,
                "before": whole.before.code,
                "level": whole.level.code,
                "knocked_by": list(whole.knocked_by),
            }
        ),
    }
    if theirs.get("score"):
        theirs["score"] = of_ratio(theirs["score"])
    if told != theirs:
        yield f"overall: {told} and {theirs}"


def _question_differences(ours: CriterionRating, theirs: list[dict[str, Any]]) -> Iterator[str]:
    for one in ours.questions:
        other = theirs[int(one.question.id.removeprefix(one.question.criterion))]
        for column in ("score", "lower", "upper", "coverage", "judged", "judged_low", "judged_high"):
            if getattr(one, column) != of_ratio(other[column]):
                yield f"{one.question.id}, {column}: {getattr(one, column)} and {other[column]}"
        told = (list(one.reasons), one.judged_basis, one.judges)
        if told != (other["reasons"], other["judged_basis"], len(other["raters"])):
            yield f"{one.question.id}: {told}"


def test_both_implementations_agree_in_ten_thousand_cases():
    rng = random.Random(SEED)
    seen: Counter[str] = Counter()
    for number in range(CASES):
        case = draw(rng)
        found = rated(case, rng)
        different = list(differences(case, found))
        assert not different, f"case {number}: {case}: {different}"
        seen.update(_what_was_met(case, found))
    # No case that matters is met by chance only, or not at all.
    rare = {name: seen[name] for name in MET if seen[name] < 100}
    assert not rare


MET = (
    *rating_scales(), "on a threshold", "knocked out", "judged", "computed", "not_demonstrated", "consensus",
    "coverage_too_low", "required_missing", "only_plan_evidence", "no_evidence", "not_asked",
    "no_question_demonstrated", "few_questions_demonstrated", "evidence_disagrees", "few_questions_judged",
    "criterion_missing", "criterion_not_asked", "weights_not_given", "overall_needs_judgement",
)  # fmt: skip


def _what_was_met(case: dict[str, Any], found: dict[str, CriterionRating]) -> Iterator[str]:
    scale = load_scale(case["scale"])
    yield case["scale"]
    for one in found.values():
        yield one.basis
        yield from one.reasons
        yield from (reason for question in one.questions for reason in question.reasons)
        yield from (question.judged_basis for question in one.questions)
        if one.points in scale.thresholds:
            yield "on a threshold"
    weights = overall_weights(scale, case["criteria"], case["stated"])
    whole = overall(scale, {name: one.points for name, one in found.items()}, weights)
    yield from whole.reasons
    if whole.knocked_by:
        yield "knocked out"


def test_the_table_says_what_the_second_implementation_says_on_every_scale():
    rng = random.Random(SEED + 1)
    for _ in range(60):
        case = draw(rng)
        found = rated(case, rng)
        half = Fraction(1, 2)
        table = scale_levels(found, {}, Rules(half, half, half, 3, half, ()), stated=case["stated"])
        rows = {(row["scale_id"], row["criterion"]): row for row in table.to_dict("records")}
        theirs = {
            name: second_rating.criterion(questions, case["rules"], case["prevails"])
            for name, questions in case["criteria"].items()
        }
        for scale in rating_scales():
            names = (second_rating.SCALES[scale]["of"] or " ".join(case["criteria"])).split()
            for name, one in theirs.items():
                row = rows[scale, name]
                told = (
                    row["level"],
                    row["level_computed"],
                    row["level_low"],
                    row["level_high"],
                    row["level_judged"],
                )
                columns = ("points", "score", "lower", "upper", "judged")
                levels = [second_rating.code(one[column], scale) for column in columns]
                levels[0] = levels[0] or "not_demonstrated"
                assert told == (tuple(levels) if name in names else ("",) * 5), (scale, name)
            _same_overall(rows[scale, "overall"], theirs, names, scale, case["stated"])


def _same_overall(
    row: dict[str, Any], theirs: dict[str, Any], names: list[str], scale: str, stated: dict[str, int]
) -> None:
    def at(column: str) -> dict[str, Any]:
        return second_rating.overall({name: one[column] for name, one in theirs.items()}, scale, stated)

    def end(column: str, missing: Ratio) -> dict[str, Any]:
        ends = {name: theirs[name][column] if name in theirs else None for name in names}
        return second_rating.overall({name: one or missing for name, one in ends.items()}, scale, stated)

    whole, low, high = at("points"), end("lower", (0, 1)), end("upper", (100, 1))
    refused = whole["reasons"] in (["overall_needs_judgement"], ["weights_not_given"])
    assert row["reason"] == ";".join(whole["reasons"])
    assert row["level"] == whole.get("level", "" if refused else "not_demonstrated")
    assert row["level_before"] == whole.get("before", "")
    assert row["knocked_by"] == ";".join(whole.get("knocked_by", ()))
    assert (row["level_low"], row["level_high"]) == (low.get("level", ""), high.get("level", ""))
    assert row["level_computed"] == at("score").get("level", "")
    assert row["level_judged"] == at("judged").get("level", "")
    for column, found in (("score", whole), ("lower", low), ("upper", high), ("judged", at("judged"))):
        if "score" in found:
            assert row[column] == float(Fraction(*found["score"]))
        else:
            assert isnan(row[column])
