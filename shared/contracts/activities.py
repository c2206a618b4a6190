"""Events of an activity, or of who took part in one, from review. Key: the id of either.

`kind` and `roles` are the words of definitions. Each event says how things stand after it.
"""

from datetime import date
from typing import Literal

from shared.contracts.base import Addressee, CodeKind, Contract, Event, omitted
from shared.values import Bilingual, Instant

TOPIC = "activities.v1"


class OfActivity(Contract):
    """Which activity it is: `declared` is its id in the definition, `number` counts how often."""

    activity: str
    declared: str
    number: int
    kind: str
    name: Bilingual
    programme: str
    programme_version: str
    round: str
    held_on: date


class ActivityPlanned(OfActivity, Event):
    """An activity is planned, or moved to another day or place."""

    type = "laurel.activity.planned.v1"
    topic = TOPIC
    readers = ("stats",)

    venue: str
    by: str
    at: Instant


class ActivityHeld(OfActivity, Event):
    """An activity was held; with a `reason` its day is put right."""

    type = "laurel.activity.held.v1"
    topic = TOPIC
    readers = ("stats",)

    venue: str
    reason: str | None = omitted()
    by: str
    at: Instant


class ActivityCalledOff(OfActivity, Event):
    """An activity that was planned is not held."""

    type = "laurel.activity.called-off.v1"
    topic = TOPIC
    readers = ("stats",)

    reason: str
    by: str
    at: Instant


class ActivityAttended(OfActivity, Event):
    """An enterprise took part in an activity that was held, as all of `roles`.

    With a `reason` what was recorded before is put right; with no role left it took no part.
    `application` is what it was there with, if anything, and `addressee` whom to tell.
    `office_role` is the role of the account `by`.
    """

    type = "laurel.activity.attended.v1"
    topic = TOPIC
    readers = ("intake", "stats", "notify")

    attendance: str
    subject: str
    code_kind: CodeKind | None = omitted()
    roles: tuple[str, ...]
    role_names: tuple[Bilingual, ...]
    application: str | None = omitted()
    application_number: str | None = omitted()
    addressee: Addressee | None = omitted()
    reason: str | None = omitted()
    office_role: Literal["association", "recommender", "reviewer", "officer"]
    by: str
    at: Instant
