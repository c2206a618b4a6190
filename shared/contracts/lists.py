"""Events of a list or of a meeting, from review. Key: its id. None names a person."""

from datetime import date
from typing import Literal

from shared.contracts.base import Event, omitted
from shared.values import Bilingual, Instant

TOPIC = "lists.v1"


class ListFrozen(Event):
    """The numbered list of a stage holds what it holds; nothing is public yet.

    `freezing` counts how often it was frozen, where that is more than once.
    """

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
    freezing: int | None = omitted()


class ListUnfrozen(Event):
    """A list was unfrozen before anybody saw it; nothing holds of what it was frozen with."""

    type = "laurel.list.unfrozen.v1"
    topic = TOPIC
    readers = ("stats",)

    list: str
    programme: str
    programme_version: str
    round: str
    stage: str | None = omitted()
    freezing: int
    entries: int
    digest: str
    reason: str
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


class ListCorrected(Event):
    """An announced list was corrected by a published act; the announcement itself stays.

    `correction` counts those of the list. `announced` entries held by the announcement, `before`
    this correction and `listed` after it; `removed`, `added` and `reprinted` are entries by number.
    """

    type = "laurel.list.corrected.v1"
    topic = TOPIC
    readers = ("stats",)

    list: str
    programme: str
    programme_version: str
    round: str
    stage: str | None = omitted()
    correction: int
    why: Literal["withdrawn", "objection", "appeal", "mistake"]
    reason: str
    basis: str | None = omitted()
    removed: tuple[int, ...]
    added: tuple[int, ...]
    reprinted: tuple[int, ...]
    announced: int
    before: int
    listed: int
    by: str
    at: Instant


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
