"""Service of a notice by other means than mail and inbox, with its proof."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Literal

from services.notify.domain.refusals import WrongFields
from shared.calendar import BEIJING, beijing_date, end_of_day
from shared.errors import FieldError
from shared.programmes.path import Role
from shared.record import Record
from shared.values import Instant

Method = Literal["post", "phone", "publication"]

_SHORTENED_ON = date(2022, 1, 1)
_DAYS, _DAYS_BEFORE = 30, 60
"""Civil Procedure Law: a publication is service when so many days have passed after it."""


class Service(Record):
    """What was done (`method`), when, by whom it was taken, and where the proof is kept.

    `done_at` is when the letter was signed for, the call was made or the notice was published, and
    `delivered_at` when that counts as delivery. `reference` names the proof: the number of the
    consignment, the number that was called, the issue that it was published in.
    """

    notice: str
    method: Method
    done_at: Instant
    delivered_at: Instant
    received_by: str | None
    reference: str
    note: str | None
    by: str
    role: Role
    office: str | None
    recorded_at: Instant

    def is_same_as(self, other: "Service") -> bool:
        """Whether both tell of the same act, in the same words."""
        recorded = {"by", "role", "office", "recorded_at"}
        return self.model_dump(exclude=recorded) == other.model_dump(exclude=recorded)

    def counts_as(self, other: "Service") -> bool:
        """Whether both deliver by the same means at the same time."""
        return (self.method, self.done_at) == (other.method, other.done_at)


class CorrectedService(Record):
    """A record that did not hold: what it said, who put another in its place, why and when."""

    service: Service
    reason: str
    by: str
    at: Instant


def delivered_by(method: Method, done_at: datetime) -> datetime:
    """When it counts as delivered: at once, but for a publication."""
    if method != "publication":
        return done_at
    published = beijing_date(done_at)
    days = _DAYS if published >= _SHORTENED_ON else _DAYS_BEFORE
    return end_of_day(published + timedelta(days=days))


def check(service: Service, *, written_at: datetime) -> None:
    """Raises WrongFields for an act to come, for one before the notice was there, and for a letter
    or a call that nobody took.
    """
    if wrong := list(_faults(service, written_at)):
        raise WrongFields(wrong)


def _faults(service: Service, written_at: datetime) -> Iterator[FieldError]:
    if service.done_at > service.recorded_at:
        yield FieldError("done_at", "must not be in the future", "不能晚于现在")
    if service.done_at < written_at:
        written = f"{written_at.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"
        yield FieldError(
            "done_at",
            f"must not be before {written} Beijing time, when the notice was written",
            f"不能早于告知形成之时：北京时间 {written}",
        )
    if service.received_by is None and service.method != "publication":
        yield FieldError(
            "received_by",
            "is missing; must be who took the letter or the call",
            "缺少此项；须为签收或接听的人",
        )
