"""How much of the guide's lists is answered, and by whom."""

from __future__ import annotations

import pandas as pd

from napeval.cycle.trace import join_traces
from napeval.measures.plan_quality.checklists import NOBODY, PERSON, TABLES
from napeval.measures.plan_quality.lists import LISTS
from napeval.measures.rows import result_frame, share

_DTYPES = {
    "instrument": "str", "list_items": "Int64", "with_rule": "Int64", "questions": "Int64",
    "answerable": "Int64", "answered": "Int64", "answered_tables": "Int64", "answered_part": "Int64",
    "answered_person": "Int64", "open": "Int64", "share": "float64", "yes": "Int64", "partly": "Int64",
    "no": "Int64", "not_applicable": "Int64", "agreeing": "Int64", "disagreeing": "Int64", "trace": "str",
}  # fmt: skip
SMART_LIST = "smart"


def checklist_coverage(checklists: pd.DataFrame, smart: pd.DataFrame) -> pd.DataFrame:
    """How much of each list is answered?

    checklists, smart: the results tables of those names. One row per list, the letters of SMART (smart) as
    one of their own:
    - list_items: items of the list that ask something; with_rule: those for which the tables have a rule
    - questions: items times what each is asked of; answerable: those that the tables can answer here;
      answered, of these answered_tables (answered_part: of which the tables show only a part, so that a
      person judges the rest) and answered_person; open; share: answered of questions (0-1)
    - yes, partly, no, not_applicable: the answers; agreeing, disagreeing: where person and tables both speak.
    """
    letters = pd.DataFrame(
        {
            "instrument": SMART_LIST,
            "item_id": smart["letter"],
            "answer": smart["verdict"],
            "answered_by": smart["answered_by"],
            "answer_tables": smart["proposed"].where(smart["proposed"] != "needs_person"),
            "agrees": ~smart["overruled"],
            "reach": smart["letter"].map({"m": "whole", "t": "whole", "r": "disproves"}),
            "trace": smart["trace"],
        }
    )
    rows = []
    for name in LISTS:
        rows.append(_counted(name, checklists[checklists["instrument"] == name]))
        if name == "indicator_kinds":
            rows.append(_counted(SMART_LIST, letters))
    return result_frame(rows, _DTYPES)


def _counted(name: str, rows: pd.DataFrame) -> dict[str, object]:
    by = {who: rows[rows["answered_by"] == who] for who in (TABLES, PERSON, NOBODY)}
    answered = len(rows) - len(by[NOBODY])
    both = rows["agrees"].dropna()
    return {
        "instrument": name,
        "list_items": rows["item_id"].nunique(),
        "with_rule": rows.loc[rows["reach"].notna(), "item_id"].nunique(),
        "questions": len(rows),
        "answerable": int(rows["answer_tables"].notna().sum()),
        "answered": answered,
        "answered_tables": len(by[TABLES]),
        "answered_part": int((by[TABLES]["reach"] == "part").sum()),
        "answered_person": len(by[PERSON]),
        "open": len(by[NOBODY]),
        "share": share(answered, len(rows)),
        **{one: int((rows["answer"] == one).sum()) for one in ("yes", "partly", "no", "not_applicable")},
        "agreeing": int(both.sum()),
        "disagreeing": int(len(both) - both.sum()),
        "trace": join_traces(rows["trace"]),
    }
