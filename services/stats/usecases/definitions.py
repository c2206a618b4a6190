"""Which definition a round is read by."""

from services.stats.domain.cycle import Cycle
from shared.errors import Rejected
from shared.programmes import Programmes


def cycle_of(programmes: Programmes, programme: str, round_: str) -> Cycle:
    """The newest published version that has this round.

    Raises Rejected (unknown-programme) when no programme has it.
    """
    found = [
        Cycle(version, r)
        for version in programmes
        if version.id == programme
        for r in version.rounds
        if r.id == round_
    ]
    if not found:
        raise Rejected(
            f"There is no programme {programme!r} with a round {round_!r}.",
            code="unknown-programme",
        )
    return max(found, key=lambda cycle: cycle.programme.version_order)
