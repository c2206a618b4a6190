"""Activities of Hunan in memory: one was held, one is planned, one is called off."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from services.review.domain.activities.activity import Activity, State, activity_id

PROGRAMME, ROUND = "hunan-key-new-products", "2022"
PLANNED_AT = datetime(2023, 6, 1, tzinfo=UTC)
STATES: Mapping[str, State] = {
    "roadshow": "held",
    "agreements": "planned",
    "finance-matching": "called_off",
}


def _activity(declared: str, state: State) -> Activity:
    return Activity(
        id=activity_id(PROGRAMME, ROUND, declared, 1),
        programme=PROGRAMME,
        programme_version="2022.1",
        round=ROUND,
        declared=declared,
        number=1,
        state=state,
        held_on=date(2023, 6, 26),
        venue="长沙国际会展中心",
        planned_by="officer-1",
        planned_at=PLANNED_AT,
        reason="场地检修。" if state == "called_off" else None,
    )


class FakeActivities:
    """The part of the port that the page uses."""

    async def of_round(self, programme: str, round_id: str) -> Sequence[Activity]:
        if (programme, round_id) != (PROGRAMME, ROUND):
            return ()
        return [_activity(declared, state) for declared, state in STATES.items()]


class FakeAttendances:
    """Thirteen presented."""

    async def counts_of(self, activity_ids: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
        return {activity_ids[0]: {"presented": 13, "attended": 20}} if activity_ids else {}
