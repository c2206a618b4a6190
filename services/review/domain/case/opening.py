"""A case opens when an application was submitted."""

from datetime import datetime

from services.review.domain.case.case import Step, Submission
from services.review.domain.case.passing import begin
from services.review.domain.stages.formal_review.findings import judged
from shared.calendar import Calendar
from shared.contracts.applications import ApplicationSubmitted
from shared.contracts.reviews import CaseOpened
from shared.programmes import Programme


def open_case(
    submitted: ApplicationSubmitted, programme: Programme, calendar: Calendar, at: datetime
) -> Step:
    """The case of a submitted application, with the machine's findings and its first clock."""
    standing = submitted.standing
    submission = Submission(
        application=submitted.application,
        number=submitted.number,
        programme=standing.programme,
        programme_version=standing.programme_version,
        round=standing.round,
        district=standing.district,
        industry=standing.industry,
        category=standing.category,
        uscc=submitted.uscc,
        enterprise=submitted.enterprise,
        product=submitted.product,
        received_at=submitted.received_at,
        answers=submitted.answers,
        materials=submitted.materials,
        subject=standing.subject,
        facts=standing.facts,
    )
    complete = judged(programme, submitted.answers, submitted.materials, {}, {}).complete
    case = begin(submission, programme, calendar, complete=complete, at=at)
    opened = CaseOpened(
        application=case.application,
        number=case.number,
        complete=case.complete,
        at=at,
        standing=case.standing,
    )
    return Step(case, (opened,))
