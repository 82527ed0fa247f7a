"""Secured money: how much of the planned money is secured, and how much of it is given in kind."""

from __future__ import annotations

import math
from datetime import date

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import every_row, join_traces
from napeval.measures.money_scopes import money_by_scope, with_objective
from napeval.measures.revised_money import BUDGET, revised_budget
from napeval.measures.rows import result_frame, total

_AMOUNTS = ("amount", "secured", "partly_secured", "not_secured", "secured_not_stated")
_KINDS = ("in_kind", "in_money", "in_kind_not_stated")
_SHARES = (
    "secured_share", "secured_coverage", "secured_lower", "secured_upper", "in_kind_share",
    "in_kind_coverage", "in_kind_lower", "in_kind_upper",
)  # fmt: skip
_DTYPES = {
    "scope": "str", "scope_id": "str", **dict.fromkeys((*_AMOUNTS, *_KINDS, *_SHARES), "float64"),
    "trace": "str",
}  # fmt: skip


def secured_money(cycle: Cycle, *, as_of: date) -> pd.DataFrame:
    """How much of the money planned for all years is secured, and how much of it is given in kind.

    The plan counts as the revisions known on as_of have it. Returns one row per scope (see money_by_scope):
    - amount, and its parts by what is stated: secured, partly_secured, not_secured, secured_not_stated;
      in_kind, in_money, in_kind_not_stated (currency of the cycle; missing where no amount is planned, and
      the stated parts also where nothing is stated of any)
    - secured_share: secured, of what is stated to be secured or not; money that is secured in part, and money
      of which nothing is said, is known to lie between: secured_coverage is the share of the rest, and
      secured_lower, secured_upper are shares of all with none and all of it secured. in_kind_...: the same.
      Shares (0-1) of nothing are missing.
    """
    revised = with_objective(cycle, revised_budget(cycle, as_of=as_of))
    return result_frame(
        (
            {"scope": scope[0], "scope_id": scope[1], **_secured(rows)}
            for scope, (rows,) in money_by_scope(cycle, revised).items()
        ),
        _DTYPES,
    )


def _secured(rows: pd.DataFrame) -> dict[str, object]:
    trace = join_traces(rows["trace"]) or every_row(BUDGET)
    amount = total(rows["amount"])
    if math.isnan(amount):
        return {"trace": trace}
    said = rows["secured"].fillna("")
    yes, partly, no, unsaid = (_sum(rows, said == word) for word in ("yes", "partly", "no", ""))
    kind = rows["in_kind"]
    in_kind, in_money = (_sum(rows, (kind == word).fillna(False)) for word in (True, False))
    open_kind = _sum(rows, kind.isna())
    stated: dict[str, object] = {}
    if said.ne("").any():
        stated |= {"secured": yes, "partly_secured": partly, "not_secured": no}
    if kind.notna().any():
        stated |= {"in_kind": in_kind, "in_money": in_money}
    return {
        "amount": amount, **stated, "secured_not_stated": unsaid, "in_kind_not_stated": open_kind,
        **_shares("secured", yes, no, math.fsum([partly, unsaid])),
        **_shares("in_kind", in_kind, in_money, open_kind),
        "trace": trace,
    }  # fmt: skip


def _sum(rows: pd.DataFrame, chosen: pd.Series) -> float:
    return math.fsum(rows.loc[chosen.astype(bool), "amount"])


def _shares(name: str, yes: float, no: float, unknown: float) -> dict[str, float]:
    stated, everything = math.fsum([yes, no]), math.fsum([yes, no, unknown])
    return {
        f"{name}_share": yes / stated if stated else math.nan,
        f"{name}_coverage": stated / everything if everything else math.nan,
        f"{name}_lower": yes / everything if everything else math.nan,
        f"{name}_upper": math.fsum([yes, unknown]) / everything if everything else math.nan,
    }
