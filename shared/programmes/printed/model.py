"""A document that printed figures of one round."""

from pydantic import Field

from shared.programmes.measures import Measure
from shared.programmes.printed.rows import Row
from shared.programmes.rounds import RoundId
from shared.programmes.strict import Bilingual, Slug, Strict


class PrintedDocument(Strict):
    """`measures` are of figures that it prints and the programme has none for."""

    programme: Slug
    round: RoundId
    title: Bilingual
    source: Bilingual
    measures: tuple[Measure, ...] = ()
    rows: tuple[Row, ...] = Field(min_length=1)

    @property
    def played_rounds(self) -> frozenset[str]:
        """The other rounds that compute a row once they were played."""
        played = (getattr(row, "played", None) for row in self.rows)
        return frozenset(one.round for one in played if one is not None and one.round is not None)

    def row(self, id_: str) -> Row:
        """The row of this id, which has to be there."""
        return next(row for row in self.rows if row.id == id_)
