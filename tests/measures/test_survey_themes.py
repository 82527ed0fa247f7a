"""Themes of interviews: counted, with consent, and never so that they point at who spoke."""

import pytest
from small_surveys import evaluation_of, rows_of

from napeval.measures import themes
from napeval.release.catalogue import CATALOGUE
from napeval.release.claims import declared

CELLS = ("theme", "pieces", "people", "institutions", "institution_kinds", "questions", "quotable", "reason")
WITHHELD = ("reason", "themes", "pieces")


def said(theme, *speakers, kind="interview", consent="yes", question="Q1", status="published"):
    """said("funding", "P1 I1 ngo", "P2 - court"): pseudonym, institution, kind of institution; - is blank."""
    pieces = []
    for number, speaker in enumerate(speakers):
        names = [None if name == "-" else name for name in speaker.split()]
        columns = dict(zip(("pseudonym", "institution", "institution_kind"), names, strict=True))
        pieces.append({
            "evidence_id": f"{theme}{kind}{number}", "kind": kind, "consent": consent, "theme": theme,
            "question_id": question, "release_status": status, **columns,
        })  # fmt: skip
    return pieces


def counted(pieces, audience="internal"):
    return rows_of(themes(evaluation_of(evidence=pieces), audience=audience)[0], *CELLS)


def test_a_theme_by_hand():
    pieces = said("funding", "P1 I1 ngo", "P1 I1 ngo", "P2 I1 ngo", "P3 I2 court", question="Q2")
    pieces += said("funding", "G1 I3 ngo", kind="focus_group", status="restricted")
    pieces += said("funding", "- - ministry", kind="document", consent="not_applicable")
    assert counted(pieces) == [("funding", 6, 4, 3, "court;ngo", "Q1;Q2", 5, "")]


def test_without_consent_nothing_said_counts():
    pieces = said("a", "P1 I1 ngo", consent="no") + said("a", "P2 I2 ngo", consent=None, kind="case")
    pieces += said("a", "P3 I3 ngo", consent="not_applicable", kind="focus_group")
    pieces += said("a", "P4 I4 ngo")
    assert counted(pieces) == [("a", 1, 1, 1, "ngo", "Q1", 1, "few_institutions")]


@pytest.mark.parametrize(("consent", "pieces"), [(None, 1), ("not_applicable", 1), ("no", 0)])
def test_documents_need_no_consent_but_a_refusal_stands(consent, pieces):
    found = counted(said("a", "- - ngo", kind="document", consent=consent))
    assert len(found) == pieces


@pytest.mark.parametrize(
    ("speakers", "institutions"),
    [
        (["P1 I1 ngo", "P2 I2 ngo", "P3 I3 ngo"], 3),
        (["P1 - ngo", "P2 - ngo", "P3 - ngo"], 1),  # perhaps one and the same
        (["P1 - ngo", "P2 - court", "P3 - police"], 3),
        (["P1 I1 ngo", "P2 - ngo"], 1),  # perhaps of I1
        (["P1 I1 ngo", "P2 - court"], 2),
        (["P1 I1 -", "P2 - court"], 1),  # I1 may be the court
        (["P1 I1 -", "P2 - court", "P3 - ngo"], 2),
        (["P1 - -", "P2 - -"], 0),
    ],
)
def test_institutions_are_counted_cautiously(speakers, institutions):
    ((*_, found, _kinds, _questions, _quotable, _reason),) = counted(said("a", *speakers))
    assert found == institutions


@pytest.mark.parametrize("audience", ["public", "partners", "internal"])
def test_the_public_sees_no_theme_of_two_institutions(audience):
    pieces = said("wide", "P1 I1 ngo", "P2 I2 court", "P3 I3 ngo")
    pieces += said("narrow", "P1 I1 ngo", "P2 I2 court", "P4 I2 court") + said("single", "P5 I5 donor")
    shown, withheld = themes(evaluation_of(evidence=pieces), audience=audience)
    if audience == "public":
        assert rows_of(shown, "theme", "reason") == [("wide", "")]
        assert rows_of(withheld, *WITHHELD) == [("few_institutions", 2, 4)]
        assert "narrow" not in withheld.to_csv() + shown.to_csv()
    else:
        assert rows_of(shown, "theme", "reason") == [
            ("narrow", "few_institutions"), ("single", "few_institutions"), ("wide", ""),
        ]  # fmt: skip
        assert withheld.empty


@pytest.mark.parametrize(
    ("pieces", "seen"),
    [
        (said("a", "- - ngo", kind="document"), True),
        (said("a", "- - ngo", kind="observation"), True),
        (said("a", "- I1 ngo", kind="observation"), False),
        (said("a", "P1 - ngo", kind="observation"), False),
        (said("a", "- - -"), False),  # somebody without a pseudonym spoke all the same
        (said("a", "- I1 ngo", "- I2 ngo", "- I3 ngo", kind="document") + said("a", "P1 I1 ngo"), False),
    ],
)
def test_only_a_theme_that_points_at_nobody_needs_no_three_institutions(pieces, seen):
    assert bool(counted(pieces, "public")) == seen


def test_blanks_around_a_theme_make_no_other_theme():
    pieces = said("a", "P1 I1 ngo") + said(" a ", "P2 I2 ngo") + said("  ", "P3 I3 ngo")
    assert [(row[0], row[1]) for row in counted(pieces)] == [("a", 2)]


def test_an_unknown_audience_is_refused():
    with pytest.raises(ValueError) as caught:
        themes(evaluation_of(), audience="publik")
    assert str(caught.value) == (
        "audience: found 'publik'; allowed: public, partners, internal. Did you mean 'public'?"
    )


@pytest.mark.parametrize("table", [0, 1])
def test_the_frames_are_as_declared_and_without_evidence_empty(table):
    name = ("themes", "themes_withheld")[table]
    pieces = said("a", "P1 I1 ngo") + said("b", "- - ngo", kind="document")
    full, empty = (themes(evaluation_of(evidence=own), audience="public")[table] for own in (pieces, ()))
    assert not full.empty and empty.empty and dict(empty.dtypes) == dict(full.dtypes)
    assert declared(full, CATALOGUE[name]).columns.tolist() == list(CATALOGUE[name].names)
    assert set(full["trace"]) == {"evaluations/evidence#*"}
