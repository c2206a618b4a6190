"""Which definition a round is read by."""

from services.stats.domain.cycle import Cycle
from shared.programmes import Programmes


def cycle_of(programmes: Programmes, programme: str, round_: str) -> Cycle:
    """The newest published version that has this round; raises UnknownProgramme, UnknownRound."""
    found = programmes.of_round(programme, round_)
    return Cycle(found, found.round(round_))
