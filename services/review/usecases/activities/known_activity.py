"""Finds an activity, for those who hold it."""

from dataclasses import dataclass

from services.review.domain.activities.activity import Activity
from services.review.domain.activities.refusals import UnknownActivity
from services.review.domain.official import Official
from services.review.ports import Activities, Held
from services.review.usecases.rules import Rules
from shared.errors import NotFound
from shared.programmes import Programme
from shared.programmes.activities import Activity as Declared


@dataclass(frozen=True, slots=True)
class ActivityKey:
    """Which activity of which round."""

    programme: str
    round: str
    activity: str


@dataclass(frozen=True, slots=True)
class KnownActivity:
    """An activity as it was loaded, and the programme version that it goes by."""

    held: Held[Activity]
    programme: Programme

    @property
    def activity(self) -> Activity:
        """The activity."""
        return self.held.record


async def known_activity(
    activities: Activities, rules: Rules, key: ActivityKey, official: Official
) -> KnownActivity:
    """The activity; raises NotFound, and Rejected (forbidden) for those who do not hold it."""
    held = await activities.get(key.activity)
    if held is None or (held.record.programme, held.record.round) != (key.programme, key.round):
        raise NotFound("activity", key.activity)
    programme = rules.of(held.record)
    official.check_acts(programme, held.record.declared_in(programme))
    return KnownActivity(held, programme)


def declared_activity(programme: Programme, id_: str) -> Declared:
    """What the programme declares under this id; raises UnknownActivity."""
    for declared in programme.activities:
        if declared.id == id_:
            return declared
    raise UnknownActivity(programme, id_)
