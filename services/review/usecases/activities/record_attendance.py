"""Records who took part in an activity, one by one or many at once, and puts it right."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from services.review.domain.activities.attendance import (
    AttendanceStep,
    Participant,
    attend,
    attendance_id,
    participant_of,
)
from services.review.domain.activities.refusals import AppliedItself
from services.review.domain.case import Case
from services.review.domain.official import Official
from services.review.ports import Activities, Attendances, Cases
from services.review.usecases.activities.known_activity import (
    ActivityKey,
    KnownActivity,
    known_activity,
)
from services.review.usecases.case.bulk import unknown_case
from services.review.usecases.rules import Rules
from shared.errors import AlreadyExists, FieldError, Rejected, StaleWrite
from shared.identity import parse_applicant
from shared.retrying import retry
from shared.values import Bilingual


@dataclass(frozen=True, slots=True)
class AttendanceOrder:
    """Who took part as what: an application of the round, or an enterprise by code and name."""

    application: str | None
    uscc: str | None
    enterprise: Bilingual | None
    roles: Sequence[str]
    reason: str | None

    @property
    def key(self) -> str:
        """What tells it from the other participants."""
        return self.application or self.uscc or ""


@dataclass(frozen=True, slots=True)
class AttendanceResult:
    """What became of one order; no problem means that it is recorded, now or before."""

    participant: str
    problem: Rejected | None


class ParticipantTwice(Rejected):
    """The same participant stands twice in one request."""

    def __init__(self, participant: str) -> None:
        super().__init__(
            f"{participant} stands more than once in this request; none of its rows was recorded.",
            (
                FieldError(
                    "roles",
                    "stands in another row, too; leave one of them",
                    "另一行中也有此参加单位；请只保留一行",
                ),
            ),
            code="repeated-row",
            zh=f"{participant} 在本请求中重复出现；各行均未登记。",
        )


@dataclass(frozen=True)
class RecordAttendance:
    """Each order by itself; what is recorded already as it is ordered stays as it is."""

    activities: Activities
    attendances: Attendances
    cases: Cases
    rules: Rules

    async def __call__(
        self,
        key: ActivityKey,
        orders: Sequence[AttendanceOrder],
        *,
        official: Official,
        at: datetime,
    ) -> list[AttendanceResult]:
        """What became of each order, in their order; raises NotFound and Rejected (forbidden)."""
        known = await known_activity(self.activities, self.rules, key, official)
        keys = [_key(order, known.activity.held_on) for order in orders]
        times = Counter(key for key in keys if isinstance(key, str))
        applications = [each.application for each in orders if each.application is not None]
        cases = await self.cases.get_many(applications)
        codes = [key for key in times if key not in cases]
        applied = await self.cases.applied(key.programme, key.round, codes)
        results = []
        for order, found in zip(orders, keys, strict=True):
            problem: Rejected | None = None
            try:
                if isinstance(found, Rejected):
                    raise found
                if times[found] > 1:
                    raise ParticipantTwice(found)
                held = cases.get(order.application or "")
                case = None if held is None else held.record
                participant = _participant(known, order, found, case)
                own = () if participant.application else applied.get(participant.uscc, ())
                await self._record(known, order, participant, case, own, official, at)
            except Rejected as refused:
                problem = refused
            results.append(AttendanceResult(order.key, problem))
        return results

    async def _record(
        self,
        known: KnownActivity,
        order: AttendanceOrder,
        participant: Participant,
        case: Case | None,
        own: Sequence[str],
        official: Official,
        at: datetime,
    ) -> None:
        activity = known.activity
        id_ = attendance_id(activity.id, participant.key)

        async def once() -> None:
            held = await self.attendances.get(id_)
            if held is None and own:
                raise AppliedItself(participant.uscc, own)
            step: AttendanceStep | None = attend(
                activity,
                known.programme,
                participant,
                None if held is None else held.record,
                case,
                roles=order.roles,
                reason=order.reason,
                by=official.account,
                at=at,
            )
            if step is None:
                return
            try:
                await self.attendances.save(held, step, at)
            except AlreadyExists as exists:
                raise StaleWrite("attendance") from exists

        await retry(once)


def _key(order: AttendanceOrder, on: date) -> str | Rejected:
    """What tells the participant from others, a code in its one form; or what is wrong with it."""
    try:
        return order.application or parse_applicant(order.uscc or "", on)
    except Rejected as refused:
        return refused


def _participant(
    known: KnownActivity, order: AttendanceOrder, key: str, case: Case | None
) -> Participant:
    if order.application is None:
        assert order.enterprise is not None
        return Participant(uscc=key, enterprise=order.enterprise)
    of_round = (known.activity.programme, known.activity.round)
    if case is None or (case.programme, case.round) != of_round:
        raise unknown_case(order.application)
    return participant_of(case)
