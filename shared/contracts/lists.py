"""Events of a list or of a meeting, from review. Key: its id. None names a person."""

from datetime import date
from typing import Literal

from shared.contracts.base import Event, omitted
from shared.values import Bilingual, Instant

TOPIC = "lists.v1"


class ListFrozen(Event):
    """The numbered list of a stage is final in what it holds; nothing is public yet."""

    type = "laurel.list.frozen.v1"
    topic = TOPIC
    readers = ("stats",)

    list: str
    programme: str
    programme_version: str
    round: str
    stage: str
    entries: int
    digest: str
    by: str
    at: Instant


class ListNoticed(Event):
    """A frozen, numbered list went under public notice."""

    type = "laurel.list.noticed.v1"
    topic = TOPIC
    readers = ("stats",)

    list: str
    programme: str
    programme_version: str
    round: str
    entries: int
    digest: str
    opens_at: Instant
    closes_at: Instant
    explanation: Bilingual
    by: str
    at: Instant
    stage: str | None = omitted()


class ObjectionFiled(Event):
    """A real-name objection to one entry was received."""

    type = "laurel.list.objection-filed.v1"
    topic = TOPIC
    readers = ("stats",)

    list: str
    programme: str
    round: str
    objection: str
    entry: int
    in_time: bool
    at: Instant


class ObjectionDecided(Event):
    """An objection was upheld, which removes the entry, or dismissed."""

    type = "laurel.list.objection-decided.v1"
    topic = TOPIC
    readers = ("stats",)

    list: str
    programme: str
    round: str
    objection: str
    entry: int
    application: str
    outcome: Literal["upheld", "dismissed"]
    reason: str
    entries_left: int
    by: str
    at: Instant


class ListAnnounced(Event):
    """The list is final; it never changes again."""

    type = "laurel.list.announced.v1"
    topic = TOPIC
    readers = ("stats",)

    list: str
    programme: str
    programme_version: str
    round: str
    recognised: int
    removed: int
    digest: str
    by: str
    at: Instant
    stage: str | None = omitted()


class MeetingHeld(Event):
    """A committee met and voted; who came and who left for which case stays in its minutes.

    How many passed and failed is not told of decisions that are sealed.
    """

    type = "laurel.meeting.held.v1"
    topic = TOPIC
    readers = ("stats",)

    meeting: str
    programme: str
    programme_version: str
    round: str
    stage: str
    held_on: date
    members: int
    present: int
    passed: int | None = omitted()
    failed: int | None = omitted()
    by: str
    at: Instant
