"""Figures that were published about a round, to be compared with what the system computes."""

from decimal import Decimal

from shared.programmes.rounds import RoundId
from shared.programmes.strict import Bilingual, ItemId, Strict


class PublishedFigure(Strict):
    """A figure as it was published; `figure` names a measure or an external figure."""

    round: RoundId
    figure: ItemId
    value: int | Decimal
    source: Bilingual
    note: Bilingual | None = None
