"""Comments on the draft: their place, and what was decided."""

from __future__ import annotations

import pytest
from small_evaluations import evaluation_of

from napeval.criteria import comments
from napeval.release.catalogue import CATALOGUE
from napeval.release.claims import declared

SECTIONS = ("background", "achievements_I")


def said(name: str, place: str = "background", **cells: str) -> dict[str, str]:
    return {"comment_id": name, "place": place, "from": "MFL", "text": "Say so", **cells}


def tables(*rows: dict[str, str]):
    frames = comments(evaluation_of(comments=rows), sections=SECTIONS)
    for name, frame in zip(("comments", "comment_counts"), frames, strict=True):
        declared(frame, CATALOGUE[name])
    return frames


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("background", "section"),
        ("achievements_I", "section"),
        ("achievements_IX", "other"),
        ("achievement#I.ind1||:actual", "claim"),
        ("page 12", "other"),
        ("figure #3", "other"),
    ],
)
def test_where_a_comment_stands(place, kind):
    assert tables(said("B1", place))[0]["place_kind"].tolist() == [kind]


def test_what_was_decided_and_what_is_open():
    rows, counts = tables(
        said("B1", decision="accepted", response="Done"),
        said("B2", decision="accepted"),
        said("B3", decision="not_accepted", response="No"),
        said("B4"),
        said("B5", response="We shall see"),
    )
    assert rows["decision"].tolist() == ["accepted", "accepted", "not_accepted", "open", "open"]
    assert rows["answered"].tolist() == [True, False, True, False, True]
    assert rows["said_by"].tolist() == ["MFL"] * 5
    assert rows.loc[0, "trace"] == "evaluations/comments#B1"
    assert counts.drop(columns="trace").to_numpy().tolist() == [
        ["accepted", 2, 1], ["partly_accepted", 0, 0], ["not_accepted", 1, 0], ["open", 2, 1],
    ]  # fmt: skip


def test_without_comments_every_decision_counts_none():
    rows, counts = tables()
    assert rows.empty
    assert counts["comments"].tolist() == [0, 0, 0, 0]
