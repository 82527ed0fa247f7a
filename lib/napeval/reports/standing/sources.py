"""Where the figures of a table or figure come from, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import pandas as pd

from napeval.cycle.schemas import schemas
from napeval.cycle.trace import EVERY_ROW, key_parts
from napeval.display.blocks import Run, Text
from napeval.display.languages import N_, Language, join_texts
from napeval.reports.standing.shown import Shown

OBSERVATIONS = "monitoring/observations"
AS_RECORDED = frozenset({"series", "series_values"})
"""Results tables whose figures are those of their sources, not computed from them."""

_PLAN, _REVISIONS, _EVALUATION = "plan/", "plan/revisions", "evaluations/"
_RECORDS: Mapping[str, str] = {
    "monitoring/progress": N_("progress reports"),
    "monitoring/expenditure": N_("expenditure reports"),
    OBSERVATIONS: N_("observations"),
    "monitoring/statements": N_("statements of sources"),
    "monitoring/risk_updates": N_("updates on risks"),
    "monitoring/recommendations_received": N_("international recommendations"),
    "monitoring/events": N_("events on record"),
    "monitoring/sources": N_("the list of sources"),
}
_PARTS_OF_EVALUATION: Mapping[str, str] = {
    "evaluations/survey": N_("survey"),
    "evaluations/ratings": N_("marks of the evaluators"),
    "evaluations/evidence": N_("interviews, focus groups and documents"),
    "evaluations/checklist": N_("answers of people to the lists of the guide"),
}
_MOST_NAMED = 3
_MOST_CHARACTERS = 110
"""As many sources are named, in as many characters, beside as few kinds of records: two lines in all."""


@dataclass(frozen=True)
class Titles:
    """What the sources of a cycle may be called before an audience: by source_id, "" for one kept unnamed."""

    of: Mapping[str, str]

    @classmethod
    def for_audience(cls, sources: pd.DataFrame, audience: str) -> Titles:
        """Titles without the remarks in brackets behind them; restricted sources are named inside only."""
        may_be_named = sources["release_status"].eq("published") | (audience == "internal")
        titles = zip(sources["source_id"], sources["title"], may_be_named, strict=True)
        return cls({source: short_title(title) if named else "" for source, title, named in titles})


def short_title(title: str) -> str:
    """A title without remarks in brackets."""
    return title.removeprefix("[descriptive title] ").partition(" (")[0]


def source_words(shown: Shown, language: Language, titles: Titles) -> Text:
    """The kinds of records behind what is shown, one by one; the sources by name where they are few."""
    if not shown.inputs:
        return [Run(language.translate(N_("nothing on record so far")))]
    recorded = shown.tables <= AS_RECORDED
    kinds = list(_kinds(shown, language))
    named = _named(shown, titles, language, most_used=recorded) if len(kinds) <= _MOST_NAMED else []
    observed = language.translate(_RECORDS[OBSERVATIONS])
    behind = {observed: [Run(" ("), *named, Run(")")]} if named else {}
    listed = join_texts([[Run(word), *behind.get(word, [])] for word in kinds], "; ")
    if recorded:
        return listed
    return language.text(N_("computed by napeval from: {sources}"), sources=listed)


def _kinds(shown: Shown, language: Language) -> Iterator[str]:
    inputs = shown.inputs
    if any(table.startswith(_PLAN) for table in inputs):
        revised = _REVISIONS in inputs
        yield language.translate(N_("the plan and its revisions") if revised else N_("the plan"))
    for table, word in _RECORDS.items():
        if table in inputs:
            yield language.translate(word)
    yield from _parts_of_evaluation(inputs, language)


def _parts_of_evaluation(inputs: frozenset[str], language: Language) -> Iterator[str]:
    """Each part of the evaluation by name; one word for all where there are other records beside several."""
    used = [table for table in inputs if table.startswith(_EVALUATION)]
    known = [word for table, word in _PARTS_OF_EVALUATION.items() if table in used]
    if len(known) < len(used) or (len(known) > 1 and len(used) < len(inputs)):
        yield language.translate(N_("the evaluation"))
    else:
        yield from (language.translate(word) for word in known)


def _named(shown: Shown, titles: Titles, language: Language, *, most_used: bool) -> Sequence[Run]:
    """The sources of observations by title, those used most first; none where they do not all fit.

    most_used: name those that fit even then, and say that there are others.
    """
    counted = Counter(_sources(shown))
    names = list(dict.fromkeys(titles.of.get(source, "") for source, _ in counted.most_common()))
    told = [name for name in names if name]
    fitting = _fitting(told)
    texts: list[Text] = [[Run(name, quoted=True)] for name in fitting]
    if len(fitting) < len(told):
        if not most_used:
            return []
        texts.append([Run(language.translate(N_("other sources")))])
    elif len(told) < len(names):
        texts.append([Run(language.translate(N_("sources that are not published")))])
    return join_texts(texts, "; ")


def _fitting(names: Sequence[str]) -> Sequence[str]:
    """As many names, from the first on, as may be printed."""
    lengths = accumulate(len(name) for name in names[:_MOST_NAMED])
    return [name for name, length in zip(names, lengths, strict=False) if length <= _MOST_CHARACTERS]


def _sources(shown: Shown) -> Iterator[str]:
    """The sources of the observations behind what is shown, once for each; none where all were used."""
    place = schemas()[OBSERVATIONS].primary_key.index("source_id")
    for table, key in shown.parts:
        if table == OBSERVATIONS and key != EVERY_ROW:
            yield key_parts(key)[place]
