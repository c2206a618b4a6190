"""How many applications of one enterprise a round takes."""

from shared.programmes import Programme
from shared.programmes.path.kinds.application import Limits


def limits_of(programme: Programme) -> Limits | None:
    """The limits of each round; None when there are none."""
    limits, most = programme.way.entry.limits, programme.max_applications_per_enterprise
    if most is not None:
        return Limits(per_enterprise=most, per_category=limits.per_category)
    if limits.per_enterprise is None and limits.per_category is None:
        return None
    return limits
