"""Which pieces of collected evidence may be used at all: one rule for whoever reads them."""

from __future__ import annotations

import pandas as pd

OF_PEOPLE = ("interview", "focus_group", "case")
"""Kinds of evidence that hold what people said."""


def may_be_used(rows: pd.DataFrame) -> pd.Series:
    """Of rows of evaluations/evidence: what people said with their consent only, all else unless refused."""
    consent = rows["consent"].fillna("").str.strip()
    usable: pd.Series = (consent == "yes") | (~rows["kind"].isin(OF_PEOPLE) & (consent != "no"))
    return usable
