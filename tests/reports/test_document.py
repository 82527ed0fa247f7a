"""What a report file says about itself."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sample_report import INFO, WORDS

from napeval.reports.document import DocumentError


def test_the_date_is_midnight_in_universal_time():
    assert INFO.time_stamp == datetime(2023, 12, 31, 0, 0, tzinfo=UTC)


def test_an_unknown_language_is_refused():
    with pytest.raises(DocumentError) as caught:
        replace(INFO, language="de")
    assert str(caught.value) == "unknown language 'de' of a report; known: sq, en, sr, sr-Cyrl"


def test_missing_words_are_named():
    with pytest.raises(DocumentError) as caught:
        replace(INFO, words={**WORDS, "page": "", "of": ""})
    assert str(caught.value) == f"words of the report '{INFO.title}' are missing: page, of"
