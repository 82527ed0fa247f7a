from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from napeval.criteria.matrix import load_matrix, matrix_in
from napeval.criteria.matrix_faults import MatrixError
from napeval.criteria.questions import DOMAINS, DOMAINS_OF_TROUBLE, RUNGS


def fault_of(text: str) -> str:
    with pytest.raises(MatrixError) as error:
        load_matrix(text)
    return str(error.value)


def test_the_small_matrix_is_read(small_text):
    matrix = load_matrix(small_text)
    assert [question.id for question in matrix.questions] == ["Q1", "Q2"]
    assert matrix.criteria == ("relevance",)
    assert [item.weight for item in matrix.questions[0].evidence] == [2, 1, 1, 0, 0]
    assert matrix.questions[1].evidence[0].required
    assert matrix.questions[0].text["sq"] == "A është e drejtë?"
    assert matrix.written == date(2023, 5, 1)
    rubric = matrix.questions[0].rubric
    assert tuple(rubric) == RUNGS
    assert [rubric[rung]["sr"] for rung in ("1", "5")] == ["Nikad.", "Uvek."]
    assert [(one.code, one.one, one.two) for one in matrix.rules.strength][:3] == [
        ("few_sources", 3, 2),
        ("few_kinds", 3, 2),
        ("much_missing", Fraction(4, 5), Fraction(1, 2)),
    ]
    assert tuple(one.code for one in matrix.rules.strength) == DOMAINS


SHARE = 'kind: computed, about: plan, address: "figures#a:x", rule: share, weight: 2, why: First.'


def test_codes_have_points(small_text):
    new = SHARE.replace("rule: share", "rule: codes, points: {yes: 100, partly: 50, no: 0}")
    item = load_matrix(small_text.replace(SHARE, new)).questions[0].evidence[0]
    assert dict(item.points) == {"yes": 100, "partly": 50, "no": 0}
    assert [str(address) for address in item.addresses] == ["figures#a:x"]


def test_context_is_shown_and_weighs_nothing(small_text):
    text = "text: {en: All of them, sq: Të gjitha, sr: Sve}"
    new = f'{{id: Q1.all, {text}, kind: context, address: "places#*|b:remark"}}'
    matrix = load_matrix(small_text.replace("{id: Q1.collected, kind: interview_theme}", new))
    item = matrix.questions[0].evidence[4]
    assert (item.kind, item.weight, item.scored, item.about, item.rule) == ("context", 0, False, "", "")
    assert item.address is not None and item.address.several
    assert item.text["sq"] == "Të gjitha"


def test_a_rung_may_be_written_as_a_number(small_text):
    plain = small_text.replace('"1":', "1:").replace('"5":', "5:")
    assert plain != small_text
    assert load_matrix(plain).questions == load_matrix(small_text).questions


RUBRIC = """\
      rubric:
        "1": {en: Never., sq: Kurrë., sr: Nikad.}
        "2": {en: Seldom., sq: Rrallë., sr: Retko.}
        "3": {en: Often., sq: Shpesh., sr: Često.}
        "4": {en: Mostly., sq: Zakonisht., sr: Uglavnom.}
        "5": {en: Always., sq: Gjithmonë., sr: Uvek.}
"""
SINGLE_FAULTS = {
    "unknown key": (
        "      weight: 3\n",
        "      wieght: 3\n",
        "question Q1: key 'weight': found nothing; expected a number above 0.",
        "relevance, question 1: unknown key 'wieght'; did you mean 'weight'?",
    ),
    "unknown kind": (
        "kind: interview_theme",
        "kind: interview",
        "item Q1.collected: key 'kind': found 'interview'; did you mean 'interview_theme'?",
    ),
    "unknown rule": (
        'address: "figures#a:x", rule: share',
        'address: "figures#a:x", rule: shares',
        "item Q1.a: key 'rule': found 'shares'; did you mean 'share'?",
    ),
    "unknown criterion": (
        "  relevance:",
        "  relevancy:",
        "criteria: unknown key 'relevancy'; did you mean 'relevance'?",
    ),
    "unknown mark across": (
        "[gender]",
        "[gendr]",
        "question Q1: key 'cross_cutting': found 'gendr'; did you mean 'gender'?",
    ),
    "missing language": (
        "{en: Is it right?, sq: A është e drejtë?, sr: Da li je ispravno?}",
        "{en: Is it right?, sr: Da li je ispravno?}",
        "question Q1, text: key 'sq': found nothing; expected a text.",
    ),
    "a word for a flag": (
        "mid_term: true",
        "mid_term: yes",
        "question Q1: key 'mid_term': found 'yes'; expected true or false.",
    ),
    "no weight": (
        "rule: share, weight: 2",
        "rule: share, weight: 0",
        "item Q1.a: key 'weight': found '0'; expected a number above 0.",
    ),
    "no address": (
        '"figures#a:x"',
        '"figures.a"',
        "item Q1.a: key 'address': 'figures.a' is not the address of a result; "
        "expected table#key1|key2:column",
    ),
    "unknown table": (
        '"figures#a:x"',
        '"figure#a:x"',
        "item Q1.a: 'figure#a:x': no key columns under 'tables'; did you mean 'figures'?",
    ),
    "too many keys": (
        '"figures#a:x"',
        '"figures#a|b:x"',
        "item Q1.a: 'figures#a|b:x': 2 key parts; expected: name.",
    ),
    "several rows": (
        '"figures#a:x"',
        '"figures#*:x"',
        "item Q1.a: the rule 'share' reads one row, but 'figures#*:x' may name several.",
    ),
    "a key of another rule": (
        "rule: share, weight: 2",
        "rule: share, from: 1, weight: 2",
        "item Q1.a: key 'from' does not go with the rule 'share'.",
    ),
    "half of the bounds": (
        "rule: share, weight: 2",
        "rule: share, low: y, weight: 2",
        "item Q1.a: the keys 'low' and 'high' go together.",
    ),
    "half of the confirmation": (
        "rule: share, weight: 2",
        'rule: share, confirmed: "figures#a:y", weight: 2',
        "item Q1.a: the keys 'confirmed' and 'confirmable' go together.",
    ),
    "an interval without its end": (
        "rule: share, weight: 2",
        "rule: interval, weight: 2",
        "item Q1.a: the rule 'interval' needs the key 'high', the column with the upper end.",
    ),
    "one end for two": (
        "rule: share, weight: 2",
        "rule: linear, from: 1, to: 1, weight: 2",
        "item Q1.a: the rule 'linear' needs two different ends, 'from' (0 points) and 'to' (100).",
    ),
    "an id twice": (
        "id: Q1.b",
        "id: Q1.a",
        "ids: 'Q1.a' stands 2 times; every question and item needs an id of its own.",
    ),
    "too much of the plan": (
        "rule: share, weight: 2",
        "rule: share, weight: 3",
        "question Q1: evidence about the plan carries 0.6 of the weight; allowed: at most 0.5.",
    ),
    "a share above one": (
        "minimum_coverage: 0.5",
        "minimum_coverage: 1.5",
        "rules: key 'minimum_coverage': found 1.5; expected a number from 0 to 1.",
    ),
    "no day": (
        "written: 2023-05-01\n",
        "",
        "top: key 'written': found nothing; expected a day such as 2023-09-01.",
    ),
    "a year for a day": (
        "written: 2023-05-01\n",
        "written: 2023\n",
        "top: key 'written': found '2023'; expected a day such as 2023-09-01.",
    ),
    "a moment for a day": (
        "written: 2023-05-01\n",
        "written: 2023-05-01 10:00:00\n",
        "top: key 'written': found '2023-05-01 10:00:00'; expected a day such as 2023-09-01.",
    ),
    "no rubric": (
        RUBRIC,
        "",
        "question Q1, rubric: found nothing; expected a mapping of keys to values.",
    ),
    "no such rung": (
        '"5": {',
        '"6": {',
        "question Q1, rubric: unknown key '6'; allowed: 1, 2, 3, 4, 5",
        "question Q1, rubric, 5: found nothing; expected a mapping of keys to values.",
    ),
    "a rung without a language": (
        "{en: Seldom., sq: Rrallë., sr: Retko.}",
        "{en: Seldom., sq: Rrallë.}",
        "question Q1, rubric, 2: key 'sr': found nothing; expected a text.",
    ),
    "two rungs alike": (
        "sq: Rrallë.",
        "sq: Shpesh.",
        "question Q1, rubric: two rungs have the same text in 'sq'.",
    ),
    "no words at all": (
        "limits: {en: Small., sq: E vogël., sr: Malo.}",
        "limits: {}",
        "question Q1, limits: key 'en': found nothing; expected a text.",
        "question Q1, limits: key 'sq': found nothing; expected a text.",
        "question Q1, limits: key 'sr': found nothing; expected a text.",
    ),
    "a domain that is missing": (
        "    few_kinds: {one: 3, two: 2}\n",
        "",
        "rules, strength, few_kinds: found nothing; expected a mapping of keys to values.",
    ),
    "no such domain": (
        "few_sources:",
        "few_source:",
        "rules, strength: unknown key 'few_source'; did you mean 'few_sources'?",
        "rules, strength, few_sources: found nothing; expected a mapping of keys to values.",
    ),
    "half of a domain": (
        "few_sources: {one: 3, two: 2}",
        "few_sources: {one: 3}",
        "rules, strength, few_sources: key 'two': found nothing; expected a number of 0 or more.",
    ),
    "no end of sources": (
        "few_sources: {one: 3, two: 2}",
        "few_sources: {one: .inf, two: 2}",
        "rules, strength, few_sources: key 'one': found inf; expected a number of 0 or more.",
    ),
    "a domain below, the wrong way": (
        "much_missing: {one: 0.8, two: 0.5}",
        "much_missing: {one: 0.4, two: 0.5}",
        "rules, strength, much_missing: key 'one': found 0.4; expected at least 'two', 0.5.",
    ),
    "a domain above, the wrong way": (
        "evidence_disagrees: {one: 40, two: 60}",
        "evidence_disagrees: {one: 61, two: 60}",
        "rules, strength, evidence_disagrees: key 'one': found 61; expected at most 'two', 60.",
    ),
    "a share of strength above one": (
        "disputed_figures: {one: 0.1, two: 0.5}",
        "disputed_figures: {one: 0.1, two: 50}",
        "rules, strength, disputed_figures: key 'two': found 50; expected a number from 0 to 1.",
    ),
    "more points than there are": (
        "evidence_disagrees: {one: 40, two: 60}",
        "evidence_disagrees: {one: 40, two: 101}",
        "rules, strength, evidence_disagrees: key 'two': found 101; expected a number from 0 to 100.",
    ),
    "no points": (
        'address: "figures#a:x", rule: share',
        'address: "figures#a:x", rule: codes',
        "item Q1.a, points: found nothing; expected a mapping of keys to values.",
    ),
    "points of nothing": (
        'address: "figures#a:x", rule: share',
        'address: "figures#a:x", rule: codes, points: {}',
        "item Q1.a, points: found 0; expected the points of two codes or more.",
    ),
    "points of one code": (
        'address: "figures#a:x", rule: share',
        'address: "figures#a:x", rule: codes, points: {yes: 100}',
        "item Q1.a, points: found 1; expected the points of two codes or more.",
    ),
    "points beyond the scale": (
        'address: "figures#a:x", rule: share',
        'address: "figures#a:x", rule: codes, points: {yes: 101, no: -1}',
        "item Q1.a, points: key 'yes': found 101; expected a number from 0 to 100.",
        "item Q1.a, points: key 'no': found -1; expected a number from 0 to 100.",
    ),
    "points for a share": (
        "rule: share, weight: 2",
        "rule: share, points: {yes: 100, no: 0}, weight: 2",
        "item Q1.a: key 'points' does not go with the rule 'share'.",
    ),
    "bounds of codes": (
        'address: "figures#a:x", rule: share',
        'address: "figures#a:x", rule: codes, points: {yes: 100, no: 0}, low: y, high: z',
        "item Q1.a: key 'high' does not go with the rule 'codes'.",
        "item Q1.a: key 'low' does not go with the rule 'codes'.",
    ),
    "codes of several rows": (
        'address: "figures#a:x", rule: share',
        'address: "figures#*:x", rule: codes, points: {yes: 100, no: 0}',
        "item Q1.a: the rule 'codes' reads one row, but 'figures#*:x' may name several.",
    ),
    "a weight for context": (
        "{id: Q1.collected, kind: interview_theme}",
        '{id: Q1.all, text: {en: A, sq: B, sr: C}, kind: context, address: "figures#a:x", weight: 1}',
        "question Q1, evidence 5: unknown key 'weight'; allowed: id, text, kind, address",
    ),
    "context without words": (
        "{id: Q1.collected, kind: interview_theme}",
        '{id: Q1.all, kind: context, address: "figures#a:x"}',
        "item Q1.all, text: found nothing; expected a mapping of keys to values.",
    ),
    "context of nothing": (
        "{id: Q1.collected, kind: interview_theme}",
        "{id: Q1.all, text: {en: A, sq: B, sr: C}, kind: context}",
        "item Q1.all: key 'address': found nothing; expected a text.",
    ),
    "a weight for a rating": (
        "{id: Q1.rating, kind: rating}",
        "{id: Q1.rating, kind: rating, weight: 1}",
        "question Q1, evidence 4: unknown key 'weight'; allowed: id, kind",
    ),
}


@pytest.mark.parametrize("name", SINGLE_FAULTS)
def test_the_full_text_of_a_fault(name, small_text):
    old, new, *lines = SINGLE_FAULTS[name]
    assert old in small_text
    found = fault_of(small_text.replace(old, new, 1)).splitlines()
    assert found[0] == "evaluation matrix:"
    assert set(found[1:]) == set(lines)


def test_every_fault_is_named_at_once(small_text):
    text = small_text.replace("kind: survey", "kind: surveys").replace("mid_term: false", "mid_term: 0")
    assert fault_of(text) == (
        "evaluation matrix:\n"
        "item Q1.survey: key 'kind': found 'surveys'; did you mean 'survey'?\n"
        "question Q2: key 'mid_term': found '0'; expected true or false.\n"
        "item Q2.survey: key 'kind': found 'surveys'; did you mean 'survey'?"
    )


def test_a_question_needs_evidence_about_implementation(small_text):
    text = small_text.replace("about: implementation", "about: plan")
    assert fault_of(text) == (
        "evaluation matrix:\n"
        "question Q1: no scored evidence about implementation; plan evidence alone is not enough.\n"
        "question Q2: no scored evidence about implementation; plan evidence alone is not enough."
    )


def test_a_key_twice(small_text):
    assert fault_of(small_text + "name: again\n") == (
        f"evaluation matrix:\nline {small_text.count(chr(10)) + 1}: the key 'name' stands twice. "
        "Mend: keep one of them."
    )


def test_an_alias():
    assert fault_of("name: &x small\nother: *x\n") == (
        "evaluation matrix:\nline 2: the alias '*x' is not allowed. Mend: write the value out."
    )


def test_a_second_document():
    assert fault_of("name: a\n---\nname: b\n") == (
        "evaluation matrix:\nline 2: a second document begins. Mend: one document in a file."
    )


def test_a_tag_that_would_make_an_object():
    assert fault_of("name: !!python/object:os.system x\n").startswith(
        "evaluation matrix:\nline 1: not valid YAML ("
    )


def test_text_that_is_no_yaml():
    assert fault_of("name: [a\n").startswith("evaluation matrix:\nline ")


def test_an_empty_text():
    assert fault_of("").splitlines()[1] == "top: found nothing; expected a mapping of keys to values."


@pytest.mark.parametrize("code", DOMAINS)
def test_equal_bounds_lower_by_two_at_once(code, small_text):
    (line,) = (line for line in small_text.splitlines() if line.strip().startswith(f"{code}:"))
    one, two = (float(part.split(":")[1]) for part in line.partition("{")[2].rstrip("}").split(","))
    assert (one < two) == (code in DOMAINS_OF_TROUBLE)
    matrix = load_matrix(small_text.replace(line, f"    {code}: {{one: 1, two: 1}}"))
    assert [(domain.one, domain.two) for domain in matrix.rules.strength if domain.code == code] == [(1, 1)]


def test_a_matrix_asks_something(small_text):
    nothing = small_text[: small_text.index("criteria:")] + "criteria: {}\n"
    assert fault_of(nothing) == (
        "evaluation matrix:\ncriteria: found none; expected at least one with its questions."
    )


def in_files(folder: Path, small_text: str) -> Path:
    """The small matrix as the library ships matrices: its questions in a file of their own, undated."""
    top, questions = small_text.split("criteria:\n  relevance:\n")
    (folder / "small").mkdir()
    (folder / "small/matrix.yml").write_text(top.replace("written: 2023-05-01\n", ""), encoding="utf-8")
    (folder / "small/relevance.yml").write_text(questions, encoding="utf-8")
    return folder


def test_a_matrix_in_several_files(tmp_path, small_text):
    found = matrix_in(in_files(tmp_path, small_text), "small")
    assert found.questions == load_matrix(small_text).questions
    assert found.written is None


FILE_FAULTS = {
    "a question": (
        "relevance",
        ("id: Q2\n", "id:\n"),
        "small/relevance.yml, relevance, question 2: key 'id': found nothing; expected a text.",
    ),
    "an item": (
        "relevance",
        ("about: plan", "about: plans"),
        "small/relevance.yml, item Q1.a: key 'about': found 'plans'; did you mean 'plan'?",
    ),
    "an address": (
        "relevance",
        ('"figures#c:x"', '"figure#c:x"'),
        "small/relevance.yml, item Q2.c: 'figure#c:x': no key columns under 'tables'; "
        "did you mean 'figures'?",
    ),
    "a weight": (
        "relevance",
        ("rule: share, weight: 2", "rule: share, weight: 3"),
        "small/relevance.yml, question Q1: evidence about the plan carries 0.6 of the weight; "
        "allowed: at most 0.5.",
    ),
    "a rule": (
        "matrix",
        ("minimum_known: 0.5", "minimum_known: 5"),
        "small/matrix.yml, rules: key 'minimum_known': found 5; expected a number from 0 to 1.",
    ),
    "the form": (
        "relevance",
        ("      limits: {en", "      limits: [{en"),
        "small/relevance.yml, line ",
    ),
}


@pytest.mark.parametrize("name", FILE_FAULTS)
def test_a_fault_names_its_file(name, tmp_path, small_text):
    file, (old, new), said = FILE_FAULTS[name]
    place = in_files(tmp_path, small_text) / f"small/{file}.yml"
    text = place.read_text(encoding="utf-8")
    assert old in text
    place.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(MatrixError) as error:
        matrix_in(tmp_path, "small")
    first, found = str(error.value).splitlines()
    assert first == "evaluation matrix:"
    assert found.startswith(said) and (name == "the form" or found == said)


def test_a_name_that_no_matrix_has(tmp_path, small_text):
    with pytest.raises(MatrixError, match=r"^no evaluation matrix 'smal'; did you mean 'small'\?$"):
        matrix_in(in_files(tmp_path, small_text), "smal")
