"""Ancestry: which sources quote which, so that a quotation is not taken for a second voice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from napeval.cycle.identifiers import split_list


@dataclass(frozen=True)
class Ancestry:
    """Which sources quote which. parents: by source, the sources it is derived from."""

    parents: Mapping[str, tuple[str, ...]]

    @cached_property
    def _known(self) -> dict[str, frozenset[str]]:
        return {}

    def ancestors(self, source: str) -> frozenset[str]:
        """All sources that one rests on, directly or through others; not itself."""
        if source not in self._known:
            found: set[str] = set()
            ahead = list(self.parents.get(source, ()))
            while ahead:
                step = ahead.pop()
                if step not in found:
                    found.add(step)
                    ahead.extend(self.parents.get(step, ()))
            self._known[source] = frozenset(found - {source})
        return self._known[source]

    def origins_among(self, source: str, present: Iterable[str]) -> frozenset[str]:
        """The sources present that this one quotes; two that quote each other are not each other's origin."""
        above = self.ancestors(source).intersection(present)
        return frozenset(one for one in above if source not in self.ancestors(one))

    def roots(self, source: str, present: Iterable[str] = ()) -> frozenset[str]:
        """Where a source's figure comes from: the topmost origin present, else at all, else itself."""
        above = self.origins_among(source, present) or self.origins_among(source, self.ancestors(source))
        return frozenset(one for one in above if not self.ancestors(one) & above) or frozenset({source})


def ancestry_of(sources: pd.DataFrame) -> Ancestry:
    """Which source quotes which. sources: monitoring/sources."""
    listed = zip(sources["source_id"], sources["derived_from"], strict=True)
    return Ancestry({str(source): tuple(split_list(origins)) for source, origins in listed})
