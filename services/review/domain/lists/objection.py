"""A real-name objection to one entry of a list under public notice."""

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Literal

from services.review.domain.lists.entry import Entry, Removal
from services.review.domain.lists.numbered_list import ListStep, NumberedList, drop_entries
from services.review.domain.lists.refusals import (
    EntryRemoved,
    NoNotice,
    NotNoticed,
    ObjectionDecidedAlready,
    TooManyObjections,
)
from services.review.domain.reasons import Outcome, reason_text
from shared.contracts.lists import ObjectionDecided, ObjectionFiled
from shared.programmes import Programme
from shared.programmes.reasons import OBJECTION_OUTCOMES
from shared.record import Record
from shared.values import Instant

MOST_UNDECIDED = 20
"""To one entry at a time: anybody may object without signing in."""
MOST_OF_LIST = 10_000
"""In time, and again as late reports: the events of each stay in the list's document."""


class Objector(Record):
    """Who objects; kept apart from the objection and never published."""

    kind: Literal["person", "organisation"]
    name: str
    phone: str
    employer_or_contact: str
    signature_or_seal: str


def objection_id(list_id: str, entry: int, objector: Objector, facts: str, evidence: str) -> str:
    """The id of an objection, which follows from what it says: sent twice, it is one objection."""
    said = json.dumps([list_id, entry, objector.model_dump(), facts, evidence])
    return f"o-{sha256(said.encode()).hexdigest()[:16]}"


class Objection(Record):
    """What is objected to an entry; `late` makes it a report that nobody decides."""

    id: str
    list: str
    entry: int
    application: str
    state: Literal["open", "upheld", "dismissed", "late"]
    facts: str
    evidence: str
    filed_at: Instant
    reason: str | None = None
    decided_by: str | None = None
    decided_at: Instant | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """How many objections to an entry wait for a decision, and how many late ones a list has."""

    undecided: int = 0
    late: int = 0


def file_objection(
    found: NumberedList,
    entry: Entry,
    counted: Counted,
    programme: Programme,
    *,
    objection: str,
    facts: str,
    evidence: str,
    at: datetime,
) -> tuple[ListStep | None, Objection]:
    """The list with one more objection, in time by its arrival; a late one is a report beside it.

    Raises NoNotice, NotNoticed, EntryRemoved for an entry that does not count any more, and
    TooManyObjections.
    """
    if programme.way.notice_of(found.stage_in(programme.way)) is None:
        raise NoNotice(found.id)
    if found.closes_at is None:
        raise NotNoticed(found.id)
    if entry.removed is not None:
        raise EntryRemoved(entry.no)
    in_time = found.state == "noticed" and at < found.closes_at
    taken = found.objections if in_time else counted.late
    if taken >= MOST_OF_LIST or (in_time and counted.undecided >= MOST_UNDECIDED):
        raise TooManyObjections(entry.no, programme.authority.name)
    filed = Objection(
        id=objection,
        list=found.id,
        entry=entry.no,
        application=entry.application,
        state="open" if in_time else "late",
        facts=facts,
        evidence=evidence,
        filed_at=at,
    )
    if not in_time:
        return None, filed
    more = found.model_copy(
        update={
            "objections": found.objections + 1,
            "objections_open": found.objections_open + 1,
        }
    )
    event = ObjectionFiled(
        list=found.id,
        programme=found.programme,
        round=found.round,
        objection=objection,
        entry=entry.no,
        in_time=True,
        at=at,
    )
    return ListStep(more, (event,)), filed


def decide_objection(
    found: NumberedList,
    entry: Entry,
    objection: Objection,
    programme: Programme,
    *,
    outcome: Literal["upheld", "dismissed"],
    reason: str,
    by: str,
    at: datetime,
) -> tuple[ListStep, Entry, Objection]:
    """An upheld objection removes exactly its entry; the rest of the list goes on.

    Raises ObjectionDecidedAlready and UnknownReason.
    """
    if objection.state != "open":
        raise ObjectionDecidedAlready(objection.id, objection.state)
    reason_text(programme, reason, "objection", outcome=Outcome(outcome, OBJECTION_OUTCOMES))
    left = found.model_copy(update={"objections_open": found.objections_open - 1})
    if outcome == "upheld" and entry.removed is None:
        left = drop_entries(left, 1)
        removal = Removal(why="objection", reason=reason, at=at)
        entry = entry.model_copy(update={"removed": removal})
    decided = objection.model_copy(
        update={"state": outcome, "reason": reason, "decided_by": by, "decided_at": at}
    )
    event = ObjectionDecided(
        list=found.id,
        programme=found.programme,
        round=found.round,
        objection=objection.id,
        entry=entry.no,
        application=entry.application,
        outcome=outcome,
        reason=reason,
        entries_left=left.left,
        by=by,
        at=at,
    )
    return ListStep(left, (event,)), entry, decided
