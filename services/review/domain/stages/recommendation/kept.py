"""What a case keeps of its recommendation."""

from shared.record import Record
from shared.values import Instant


class Recommendation(Record):
    """The rank of the case on a recommender's summary sheet; older ones name no stage."""

    recommender: str
    sheet: str
    rank: int
    opinion: str
    by: str
    rule_version: str
    stage: str | None = None
    at: Instant
