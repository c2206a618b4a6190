"""A document beside what was computed: one row a printed value, each with its verdict."""

from datetime import datetime
from typing import Literal

from pydantic import computed_field

from services.stats.domain.published import External, Figure
from shared.record import Record
from shared.values import Bilingual

Verdict = Literal["equal", "external", "does_not_compute", "different", "unexplained"]
"""What a printed value is.

`equal` to what was computed; `external`: entered, and the same; `does_not_compute`: no number that
is printed gives it; `different` from what was computed or entered; `unexplained`: nothing is known
of it yet, or it could be computed after all.
"""

GOOD: frozenset[Verdict] = frozenset(("equal", "external", "does_not_compute"))


class RowReport(Record):
    """One printed value. `derived` ones follow from printed ones.

    `measure` is what was computed, with its bases; for a value that does not compute, what another
    base gives. `external` is what was entered. A claim that only a document makes has `source`,
    `year` and `scope`. `arithmetic` says why no number gives the value, `missing` why nothing is
    known. `not_played` says of what is entered that other rounds would compute it.
    """

    id: str
    words: Bilingual
    derived: bool
    verdict: Verdict
    printed: str
    printed_words: Bilingual
    computed: str | None
    computed_words: Bilingual | None
    measure: Figure | None = None
    external: External | None = None
    source: Bilingual | None = None
    year: int | None = None
    scope: Bilingual | None = None
    arithmetic: tuple[Bilingual, ...] = ()
    missing: Bilingual | None = None
    not_played: Bilingual | None = None

    @computed_field  # type: ignore[prop-decorator]
    @property
    def proven(self) -> bool:
        """Whether it is what it says, or said to be impossible."""
        return self.verdict in GOOD


class PrintedReport(Record):
    """Every printed value of a document about one round, as of one moment."""

    name: str
    title: Bilingual
    source: Bilingual
    programme: str
    programme_name: Bilingual
    programme_version: str
    round: str
    as_of: datetime
    rows: tuple[RowReport, ...]

    @computed_field  # type: ignore[prop-decorator]
    @property
    def proven(self) -> bool:
        """Whether every row is."""
        return all(row.proven for row in self.rows)
