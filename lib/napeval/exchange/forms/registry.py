"""The kinds of forms that can be collected, by the word with which a form names its kind."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.exchange.forms import progress, progress_rows
from napeval.exchange.forms.instruments import INSTRUMENTS
from napeval.exchange.forms.kinds import FormKind

FORM_KINDS: Mapping[str, FormKind] = {
    progress.KIND: FormKind(
        progress.LAYOUT,
        progress.rebuild,
        progress_rows.progress_rows,
        expected=progress_rows.expected_institutions,
    ),
    **INSTRUMENTS,
}
