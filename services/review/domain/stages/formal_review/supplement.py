"""The applicant sent what was asked for."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from services.review.domain.case import Case, Step
from services.review.domain.case.passing import move, place_of
from services.review.domain.stages.formal_review.answered import SUPPLEMENT, ask_no_more
from services.review.domain.stages.formal_review.findings import judged
from services.review.domain.stages.formal_review.kept import (
    Judgement,
    Notification,
    ReplacedVerdict,
)
from services.review.domain.stages.formal_review.supplied import (
    replaced_files,
    supplied_files,
    verdicts_that_stay,
)
from shared.calendar import Calendar, count
from shared.contracts.applications import ApplicationSupplemented
from shared.contracts.reviews import CaseReopened
from shared.programmes import Milestone, Programme
from shared.programmes.path import FormalReview
from shared.programmes.path.kinds.formal_review import Reviewing

CLOCK = "clock"
"""Who ended a case whose supplement did not come in time."""


def supplemented(
    case: Case,
    supplement: ApplicationSupplemented,
    programme: Programme,
    calendar: Calendar,
    *,
    at: datetime,
) -> Step:
    """The case back in formal review with the supplement.

    Whether it is in time is decided by its arrival, whenever it is heard of: a late one changes
    nothing, and one in time reopens a case that has expired meanwhile. One of an earlier round is
    taken as it came, whatever was done since without knowing of it; if it has everything, nothing
    is asked for any more.
    """
    place = place_of(case, programme)
    asked = _asked(case, supplement.supplement_round)
    if asked is None or (asked.due_at is not None and supplement.received_at >= asked.due_at):
        return Step(case)
    if place is None or not isinstance(place.stage, FormalReview):
        return Step(case)
    if any(later.returned_at for later in case.notifications[asked.round :]):
        # What came later has all of this in it.
        return Step(_noted(case, supplement))
    if place.state in (Reviewing.AWAITING_DELIVERY, Reviewing.AWAITING_SUPPLEMENT):
        if asked.round != case.supplement_round:
            return _of_earlier_round(case, supplement, programme, calendar, at=at)
        return Step(_returned(case, supplement, programme, calendar))
    if place.state is Reviewing.REVIEWING:
        # The review was opened anew by a correction, and has its time from then.
        return Step(_received(case, supplement, programme))
    if place.state is Reviewing.NOT_ACCEPTED and _ended_unaware(case, supplement):
        ended = case.model_copy(update={"conclusion": None})
        takes = place.stage.milestones.failed
        back = _returned(ended, supplement, programme, calendar, takes=takes)
        reopened = CaseReopened(
            application=case.application,
            number=case.number,
            received_at=supplement.received_at,
            at=at,
            standing=back.standing,
        )
        return Step(back, (reopened,))
    return Step(case)


def _asked(case: Case, supplement_round: int) -> Notification | None:
    """The notification that this round answers, unless it was answered before.

    Of an earlier one its office, or the clock, did not know that its supplement had come.
    """
    asked = next((each for each in case.notifications if each.round == supplement_round), None)
    return None if asked is None or asked.returned_at is not None else asked


def _ended_unaware(case: Case, supplement: ApplicationSupplemented) -> bool:
    """Whether the case ended since nobody knew what had come: by its clock, or by an officer."""
    ended = case.conclusion
    return ended is not None and (ended.by == CLOCK or supplement.received_at <= ended.at)


def _of_earlier_round(
    case: Case,
    supplement: ApplicationSupplemented,
    programme: Programme,
    calendar: Calendar,
    *,
    at: datetime,
) -> Step:
    """The case with what came for an earlier round while the next one is asked for.

    What is missing then the next one goes on asking for. Where nothing is, it asks for nothing any
    more, unless something is handed in for it already, which comes as well.
    """
    received, last = _received(case, supplement, programme), case.notifications[-1]
    if not received.complete:
        return Step(received)
    returned = _returned(case, supplement, programme, calendar)
    if last.staged:
        return Step(returned)
    return ask_no_more(returned, supplement.supplement_round, programme, at=at)


def _noted(case: Case, supplement: ApplicationSupplemented) -> Case:
    """The case whose notification knows when its supplement came."""
    back = {"returned_at": supplement.received_at, "staged": False}
    notifications = tuple(
        each.model_copy(update=back) if each.round == supplement.supplement_round else each
        for each in case.notifications
    )
    return case.model_copy(update={"notifications": notifications})


def _returned(
    case: Case,
    supplement: ApplicationSupplemented,
    programme: Programme,
    calendar: Calendar,
    takes: Milestone | None = None,
) -> Case:
    review_by = count(programme.clocks.notify_within, supplement.received_at, calendar).due_at
    return move(
        _received(case, supplement, programme),
        programme,
        Reviewing.REVIEWING,
        at=supplement.received_at,
        takes=takes,
        due_at=review_by,
    )


def _of_files(case: Case, staying: Mapping[str, Judgement]) -> Iterator[tuple[str, str, Judgement]]:
    """The words on single files that do not stay, with the requirement of each file."""
    of = {material.id: material.requirement for material in case.materials}
    for identity, was in case.file_verdicts.items():
        if identity not in staying:
            yield of[identity], identity, was


def _received(case: Case, supplement: ApplicationSupplemented, programme: Programme) -> Case:
    supplied = supplied_files(case, supplement)
    # A verdict on a whole was about what had come by then.
    verdicts = {k: v for k, v in case.verdicts.items() if k not in supplement.items}
    file_verdicts = verdicts_that_stay(case, programme, supplement, supplied)
    set_aside = [
        *((item, None, was) for item, was in case.verdicts.items() if item not in verdicts),
        *_of_files(case, file_verdicts),
    ]
    given_way = tuple(
        ReplacedVerdict(
            requirement=item, file=file, was=was, by=SUPPLEMENT, at=supplement.received_at
        )
        for item, file, was in set_aside
    )
    gone = replaced_files(case, supplement)
    report = judged(programme, supplement.answers, supplement.materials, verdicts, file_verdicts)
    return _noted(case, supplement).model_copy(
        update={
            "answers": supplement.answers,
            "materials": supplement.materials,
            "subject": supplement.standing.subject,
            "facts": supplement.standing.facts,
            "verdicts": verdicts,
            "file_verdicts": file_verdicts,
            "replaced_verdicts": (*case.replaced_verdicts, *given_way),
            "supplied": (*case.supplied, *supplied),
            "replaced": (*case.replaced, *gone) if gone else case.replaced,
            "complete": report.complete,
        }
    )
