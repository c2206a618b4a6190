"""A cohort is opened: who in the register counts, as of the opening, is called."""

from collections.abc import Iterable
from datetime import datetime, time

from services.review.domain.case.passing import to_milliseconds
from services.review.domain.cohorts.cohort import (
    Cohort,
    Member,
    MemberStep,
    Opened,
    application_of,
    cohort_id,
)
from services.review.domain.cohorts.refusals import CallNotOpen, NobodyDue
from services.review.domain.recognition.recognition import Recognition
from shared.calendar import BEIJING, before_midnight
from shared.calendar.wording import full
from shared.contracts.cohorts import CohortOpened, MemberCalled
from shared.identity import kind_for_events
from shared.programmes import Programme, Round
from shared.programmes.path import Cohort as CohortStage
from shared.values import Bilingual


def open_cohort(
    register: Iterable[Recognition],
    programme: Programme,
    stage: CohortStage,
    round_: Round,
    *,
    by: str,
    at: datetime,
) -> Opened:
    """The cohort of a round, in order of the numbers of the register.

    `register` is that of the programme. What holds at `at` counts, if it was recognised or passed
    last in the year of the rule. Raises CallNotOpen out of time, and NobodyDue when none counts.
    """
    if not round_.is_open(at):
        raise CallNotOpen(round_)
    id_, year = cohort_id(programme.id, round_.id), round_.year - stage.years
    members = [
        _called(found, id_, programme, stage, round_, by=by, at=at)
        for found in sorted(register, key=lambda one: one.number)
        if found.status_at(at) in ("valid", "suspended") and found.last_assessed[1].year == year
    ]
    if not members:
        raise NobodyDue(programme, year)
    cohort = Cohort(
        id=id_,
        programme=programme.id,
        programme_version=programme.version,
        round=round_.id,
        stage=stage.id,
        year=year,
        members=len(members),
        due_at=round_.closes_at,
        opened_by=by,
        opened_at=at,
    )
    event = CohortOpened(
        cohort=id_,
        programme=programme.id,
        programme_version=programme.version,
        round=round_.id,
        stage=stage.id,
        year=year,
        members=len(members),
        due_at=cohort.due_at,
        by=by,
        at=at,
    )
    return Opened(cohort, (event,), tuple(members))


def due_explanation(due_at: datetime, stage: CohortStage) -> Bilingual:
    """By when a member has to submit, and by which rule."""
    day = full(before_midnight(due_at))
    basis, local = stage.basis, due_at.astimezone(BEIJING)
    clock = "24:00" if local.time() == time.min else f"{local:%H:%M}"
    return Bilingual(
        zh=f"提交截止于{day.zh}{clock}（北京时间）。依据：{basis.zh}。",
        en=f"Submit by {day.en}, {clock} in Beijing. Legal basis: {basis.en}.",
    )


def _called(
    found: Recognition,
    cohort: str,
    programme: Programme,
    stage: CohortStage,
    round_: Round,
    *,
    by: str,
    at: datetime,
) -> MemberStep:
    counted_as, day = found.last_assessed
    member = Member(
        id=application_of(cohort, found.id),
        cohort=cohort,
        programme=programme.id,
        programme_version=programme.version,
        round=round_.id,
        stage=stage.id,
        recognition=found.id,
        number=found.number,
        subject=found.subject,
        holder=found.holder,
        what=found.what,
        district=found.district,
        counted_as=counted_as,
        day=day,
        due_at=round_.closes_at,
        milestones={stage.milestones.called.id: to_milliseconds(at)},
    )
    event = MemberCalled(
        application=member.id,
        cohort=cohort,
        recognition=member.recognition,
        number=member.number,
        addressee=member.addressee(programme),
        subject=member.subject,
        code_kind=kind_for_events(member.subject),
        counted_as=counted_as,
        day=day,
        due_at=member.due_at,
        explanation=due_explanation(member.due_at, stage),
        by=by,
        at=at,
        standing=member.standing,
    )
    return MemberStep(member, (event,))
