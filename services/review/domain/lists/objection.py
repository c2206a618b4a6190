"""A real-name objection to one entry of a list under public notice.

It counts once its objector's contact is verified; see `verifying`.
"""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Literal

from services.review.domain.case import Case, Step
from services.review.domain.case.addressee import addressee_of
from services.review.domain.lists.entry import Entry, Removal
from services.review.domain.lists.numbered_list import ListStep, NumberedList, drop_entries
from services.review.domain.lists.refusals import (
    EntryRemoved,
    NoNotice,
    NotNoticed,
    NotReceivedThen,
    ObjectionDecidedAlready,
    TooManyObjections,
)
from services.review.domain.lists.telephone import in_one_form, without_extension
from services.review.domain.reasons import Outcome, reason_text
from shared.calendar import Calendar, count
from shared.contracts.lists import ObjectionDecided
from shared.contracts.reviews import RemovedFromList
from shared.plain_text import half_width
from shared.programmes import Programme
from shared.programmes.reasons import OBJECTION_NAMES, OBJECTION_OUTCOMES
from shared.record import Record
from shared.values import Bilingual, Instant

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
    email: str | None = None

    @property
    def contacts(self) -> tuple[str, ...]:
        """How the objector is reached, each in one form however it was written."""
        phone = in_one_form(self.phone)
        return (self.email.casefold(), phone) if self.email else (phone,)

    def named_in(self, facts: str) -> bool:
        """Whether the facts tell who objects: by name, contact, employer or signature."""
        text = half_width(facts)
        words = (self.name, self.employer_or_contact, self.signature_or_seal, self.email or "")
        # A name of one letter would be found anywhere.
        if any(len(word) > 1 and half_width(word) in text for word in map(str.strip, words)):
            return True
        phone = without_extension(self.phone)
        return len(phone) > 5 and phone in re.sub(r"[\s()+-]", "", text)


def objection_id(
    list_id: str,
    entry: int,
    objector: Objector,
    facts: str,
    evidence: str,
    received_at: datetime | None = None,
) -> str:
    """The id of an objection, which follows from what it says: sent twice, it is one objection.

    One that came on paper is another one: its date is not that of what somebody sends.
    """
    # Without what was not said, so that an older objection keeps its id.
    who = objector.model_dump(exclude_none=True)
    on_paper = [] if received_at is None else [received_at.astimezone(UTC).isoformat()]
    said = json.dumps([list_id, entry, who, facts, evidence, *on_paper])
    return f"o-{sha256(said.encode()).hexdigest()[:16]}"


class Verified(Record):
    """How it was verified that an objector can be reached; by a code that came back, or by whom.

    Objections of before this was asked for have none, and count.
    """

    how: Literal["code", "phone", "in_person", "letter"]
    at: Instant
    by: str | None = None
    proof: str | None = None


class Entered(Record):
    """By which account and when an objection on paper was entered, and by what its date is seen."""

    by: str
    at: Instant
    proof: str


class Objection(Record):
    """What is objected to an entry; `late` makes it a report that nobody decides.

    An `unverified` one does not count yet, and has `lapsed` at `verify_by` (exclusive). One that
    came on paper was `entered` by an officer, and filed when it came.
    """

    id: str
    list: str
    entry: int
    application: str
    state: Literal["unverified", "open", "upheld", "dismissed", "late", "lapsed"]
    facts: str
    evidence: str
    filed_at: Instant
    reason: str | None = None
    decided_by: str | None = None
    decided_at: Instant | None = None
    verify_by: Instant | None = None
    verify_term: Bilingual | None = None
    code_mailed: bool = False
    verified: Verified | None = None
    entered: Entered | None = None


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
    calendar: Calendar,
    *,
    objection: str,
    facts: str,
    evidence: str,
    at: datetime,
    entered: Entered | None = None,
) -> Objection:
    """The objection, in time by its arrival and still to be verified; a late one is a report.

    `at` is when it came, be it on paper. Raises NoNotice, NotNoticed, EntryRemoved for an entry
    that does not count any more, NotReceivedThen and TooManyObjections.
    """
    if programme.way.notice_of(found.stage_in(programme.way)) is None:
        raise NoNotice(found.id)
    if found.closes_at is None:
        raise NotNoticed(found.id)
    if entry.removed is not None:
        raise EntryRemoved(entry.no)
    if entered is not None and not (found.opens_at or at) <= at <= entered.at:
        raise NotReceivedThen(found.opens_at or entered.at)
    in_time = found.state == "noticed" and at < found.closes_at
    filed = Objection(
        id=objection,
        list=found.id,
        entry=entry.no,
        application=entry.application,
        state="unverified" if in_time else "late",
        facts=facts,
        evidence=evidence,
        filed_at=at,
        entered=entered,
    )
    if not in_time:
        if counted.late >= MOST_OF_LIST:
            raise TooManyObjections(entry.no, programme.authority.name)
        return filed
    check_room(found, entry.no, counted, programme)
    # What lay in an office for days can't be verified in a term that began with its arrival.
    begins = at if entered is None else entered.at
    term = count(programme.clocks.objection_verification, begins, calendar)
    return filed.model_copy(update={"verify_by": term.due_at, "verify_term": term.sentence()})


def check_room(found: NumberedList, entry: int, counted: Counted, programme: Programme) -> None:
    """Raises TooManyObjections when as many as can be taken count already."""
    if found.objections >= MOST_OF_LIST or counted.undecided >= MOST_UNDECIDED:
        raise TooManyObjections(entry, programme.authority.name)


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
    called = Outcome(outcome, OBJECTION_OUTCOMES, OBJECTION_NAMES[outcome])
    reason_text(programme, reason, "objection", outcome=called)
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


def entry_removed(case: Case, entry: Entry, found: NumberedList, programme: Programme) -> Step:
    """Tells a case that an objection upheld has taken its entry off the list."""
    removal, stage = entry.removed, found.stage_in(programme.way)
    assert removal is not None
    event = RemovedFromList(
        application=case.application,
        number=case.number,
        list=found.id,
        stage=stage.id,
        stage_name=Bilingual(zh=stage.name.zh, en=stage.name.en),
        entry=entry.no,
        reason=removal.reason,
        reason_text=reason_text(programme, removal.reason, "objection"),
        rule_version=programme.key,
        addressee=addressee_of(case, programme),
        at=removal.at,
        standing=case.standing,
    )
    return Step(case, (event,))
