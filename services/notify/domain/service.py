"""Service of a notice by other means than mail and inbox, with its proof."""

from datetime import date, datetime, timedelta
from typing import Literal

from shared.calendar import beijing_date, end_of_day
from shared.errors import FieldError, Rejected
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
        """Whether both tell of the same act."""
        return (self.notice, self.method, self.done_at, self.reference) == (
            other.notice,
            other.method,
            other.done_at,
            other.reference,
        )


class WrongServiceTime(Rejected):
    """Nothing can have been served then."""

    def __init__(self, expected: str) -> None:
        super().__init__(
            "Nothing was changed. Put the fields named under `errors` right and send it again.",
            (FieldError("done_at", expected),),
            code="invalid-request",
        )


def delivered_by(method: Method, done_at: datetime) -> datetime:
    """When it counts as delivered: at once, but for a publication."""
    if method != "publication":
        return done_at
    published = beijing_date(done_at)
    days = _DAYS if published >= _SHORTENED_ON else _DAYS_BEFORE
    return end_of_day(published + timedelta(days=days))


def check_time(done_at: datetime, *, written_at: datetime, at: datetime) -> None:
    """Raises WrongServiceTime for an act to come, and for one before the notice was there."""
    if done_at > at:
        raise WrongServiceTime("must not be in the future")
    if beijing_date(done_at) < beijing_date(written_at):
        raise WrongServiceTime(
            f"must not be before {beijing_date(written_at)}, when the notice was written"
        )
