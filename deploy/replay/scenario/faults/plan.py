"""A plan that keeps the order of the path and the dates of the round."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from deploy.replay.scenario.counts import Amount
from deploy.replay.scenario.fates import Fate
from deploy.replay.scenario.faults.named import amount, not_passed, one_of, reason
from deploy.replay.scenario.model import Scenario
from deploy.replay.scenario.plan import (
    AnnouncementStep,
    ApplicationStep,
    Beside,
    CohortStep,
    ConstructionStep,
    DecisionStep,
    Enter,
    FormalReviewStep,
    HoldActivity,
    IssueCertificates,
    Objections,
    PublicNoticeStep,
    RecommendationStep,
)
from shared.calendar import Calendar, beijing_date, count
from shared.programmes import Programme
from shared.programmes.path import Construction, Decision
from shared.programmes.reasons import OBJECTION_OUTCOMES
from shared.programmes.reference_kinds import Fault, Loc


def plan_faults(scenario: Scenario, programme: Programme) -> Iterator[Fault]:
    """Stages left out or out of order, instants that run backwards or break a date."""
    yield from _stages(scenario, programme)
    yield from _instants(scenario)
    for i, step in enumerate(scenario.plan):
        at: Loc = ("plan", i)
        match step:
            case Enter():
                yield from _enter(at, step, scenario, programme)
            case HoldActivity():
                yield from _activity(at, i, step, scenario, programme)
            case IssueCertificates():
                yield from _certificates(at, i, step, scenario, programme)
            case CohortStep():
                yield from _cohort(at, step, scenario, programme)
            case ApplicationStep():
                yield from _application(at, step, scenario, programme)
            case FormalReviewStep():
                yield from _formal_review(at, step, scenario, programme)
            case RecommendationStep():
                closes = programme.round(scenario.round).recommend_until(step.stage)
                if closes is not None and step.at >= closes:
                    yield (*at, "at"), f"expected before recommend_by {closes}"
            case DecisionStep():
                yield from _decision(at, step, scenario, programme)
            case ConstructionStep():
                yield from _construction(at, step, scenario, programme)
            case PublicNoticeStep(objections=Objections() as objections):
                yield from _objections((*at, "objections"), step, objections, scenario, programme)


def _cohort(at: Loc, step: CohortStep, scenario: Scenario, programme: Programme) -> Iterator[Fault]:
    round_ = programme.round(scenario.round)
    if not round_.is_open(step.opened_at):
        yield (
            (*at, "opened_at"),
            f"expected from opens_at {round_.opens_at} until before closes_at {round_.closes_at}",
        )
    for i, group in enumerate(step.earlier):
        yield from amount((*at, "earlier", i, "enterprises"), group.enterprises, scenario)


def _stages(scenario: Scenario, programme: Programme) -> Iterator[Fault]:
    order = [stage.id for stage in programme.path]
    last = -1
    for i, step in enumerate(scenario.plan):
        if isinstance(step, Beside):
            continue
        place = order.index(step.stage)
        if place <= last:
            yield ("plan", i, "stage"), f"expected the order of the path: {', '.join(order)}"
        last = max(last, place)
    played = {step.stage for step in scenario.plan if not isinstance(step, Beside)}
    for stage in order:
        if stage not in played:
            yield ("plan",), f"expected a step for the stage {stage}"


def _instants(scenario: Scenario) -> Iterator[Fault]:
    before: datetime | None = None
    for i, step in enumerate(scenario.plan):
        for loc, instant in _of(("plan", i), step):
            if before is not None and instant < before:
                yield loc, f"expected {before.isoformat()} or later, as the steps before"
            before = instant if before is None else max(before, instant)


def _of(at: Loc, model: object) -> Iterator[tuple[Loc, datetime]]:
    """The instants of a step in the order in which they come."""
    match model:
        case ApplicationStep(days=days):
            for i, day in enumerate(days):
                yield (*at, "days", i, "at"), day.at
        case PublicNoticeStep(objections=Objections() as objections):
            yield (*at, "frozen_at"), model.frozen_at
            yield (*at, "opened_at"), model.opened_at
            yield from _of((*at, "objections"), objections)
        case ConstructionStep(reported_at=reported):
            yield (*at, "begun_at"), model.begun_at
            for i, instant in enumerate(reported):
                yield (*at, "reported_at", i), instant
            yield (*at, "assessed_at"), model.assessed_at
        case DecisionStep(letters=letters):
            yield (*at, "at"), model.at
            for i, letter in enumerate(letters):
                yield (*at, "letters", i, "at"), letter.at
        case _:
            for field in type(model).model_fields:  # type: ignore[attr-defined]
                instant = getattr(model, field)
                if isinstance(instant, datetime):
                    yield (*at, field), instant


def _enter(at: Loc, step: Enter, scenario: Scenario, programme: Programme) -> Iterator[Fault]:
    external = [figure.id for figure in programme.external_figures]
    yield from one_of((*at, "enter"), step.enter, external, "external figures")
    published = {f.figure for f in programme.published_figures if f.round == scenario.round}
    if step.value is None and step.enter not in published:
        yield (*at, "value"), f"expected a value: nothing is published of {step.enter}"
    if step.source is None and step.enter not in published:
        yield (*at, "source"), f"expected a source: nothing is published of {step.enter}"
    if isinstance(step.value, int | str):
        yield from amount((*at, "value"), step.value, scenario)


def _activity(
    at: Loc, i: int, step: HoldActivity, scenario: Scenario, programme: Programme
) -> Iterator[Fault]:
    declared = {each.id: each for each in programme.activities}
    yield from one_of((*at, "activity"), step.activity, declared, "activities of the programme")
    roles = declared[step.activity].roles if step.activity in declared else ()
    played = {before.stage for before in scenario.plan[:i] if not isinstance(before, Beside)}
    for j, said in enumerate(step.took_part):
        here: Loc = (*at, "took_part", j)
        if roles and said.role not in roles:
            yield from one_of((*here, "role"), said.role, roles, "roles of the activity")
        yield from one_of((*here, "passed"), said.passed, played, "stages that are played before")
        if said.enterprises is not None:
            yield from amount((*here, "enterprises"), said.enterprises, scenario)
    if step.hands_over is not None:
        issued = [s.batch for s in scenario.plan[:i] if isinstance(s, IssueCertificates)]
        here = (*at, "hands_over")
        yield from one_of(here, step.hands_over, issued, "batches that are issued before")


def _certificates(
    at: Loc, i: int, step: IssueCertificates, scenario: Scenario, programme: Programme
) -> Iterator[Fault]:
    kinds = () if programme.after is None else [kind.id for kind in programme.after.certificates]
    here = (*at, "certificates")
    yield from one_of(here, step.certificates, kinds, "certificates of the programme")
    before = scenario.plan[:i]
    if step.batch in [s.batch for s in before if isinstance(s, IssueCertificates)]:
        yield (*at, "batch"), f"expected another batch: {step.batch} is issued before"
    played = [s.stage for s in before if isinstance(s, AnnouncementStep)]
    if programme.way.final.id not in played:
        yield at, f"expected after the announcement {programme.way.final.id}"


def _application(
    at: Loc, step: ApplicationStep, scenario: Scenario, programme: Programme
) -> Iterator[Fault]:
    round_ = programme.round(scenario.round)
    for i, day in enumerate(step.days):
        if not round_.is_open(day.at):
            window = f"from {round_.opens_at} on and before {round_.closes_at}"
            yield (*at, "days", i, "at"), f"expected an instant while the call is open, {window}"
    whole = sum(day.percent for day in step.days)
    if whole != 100:
        yield (*at, "days"), f"expected 100 percent in all, not {whole}"


def _formal_review(
    at: Loc, step: FormalReviewStep, scenario: Scenario, programme: Programme
) -> Iterator[Fault]:
    fates = [Fate(id_, stages) for id_, stages in scenario.fates.items()]
    needed = {
        "served_at": any(fate.served for fate in fates),
        "answered_at": any(fate.supplements or fate.withdraws for fate in fates),
        "reviewed_again_at": any(fate.supplements for fate in fates),
        "too_late_at": any(fate.expires for fate in fates),
    }
    for field, is_needed in needed.items():
        if is_needed and getattr(step, field) is None:
            yield (*at, field), "expected this instant: there are fates that come to it"
    calendar = Calendar()
    first = next(s.days[0].at for s in scenario.plan if isinstance(s, ApplicationStep))
    notify_by = count(programme.clocks.notify_within, first, calendar)
    if notify_by.is_late(step.reviewed_at):
        yield (*at, "reviewed_at"), f"expected before {notify_by.due_at}: all may be notified then"
    due = count(programme.clocks.supplement, step.reviewed_at, calendar)
    for field in ("answered_at", "reviewed_again_at", "reminded_at"):
        instant = getattr(step, field)
        if instant is not None and due.is_late(instant):
            yield (*at, field), f"expected before {due.due_at}, when supplements are due"
    if step.reminded_at is not None:
        first_day = due.last_day - timedelta(days=max(programme.clocks.remind_before, default=0))
        if not programme.clocks.remind_before:
            yield (*at, "reminded_at"), "expected none: the programme does not remind"
        elif beijing_date(step.reminded_at) < first_day:
            yield (*at, "reminded_at"), f"expected {first_day} or later, when it reminds"
    if step.served_at is not None:
        due = count(programme.clocks.supplement, step.served_at, calendar)
    if step.too_late_at is not None and not due.is_late(step.too_late_at):
        yield (*at, "too_late_at"), f"expected {due.due_at} or later, when supplements are due"


def _decision(
    at: Loc, step: DecisionStep, scenario: Scenario, programme: Programme
) -> Iterator[Fault]:
    for i, id_ in enumerate(step.reasons):
        yield from reason(
            (*at, "reasons", i), id_, "decision", programme, not_passed(programme, step.stage)
        )
    if step.best is not None:
        yield from amount((*at, "best"), step.best, scenario)
    said = [Fate(id_, stages).decided(step.stage) for id_, stages in scenario.fates.items()]
    bare = any(each is not None and not each.passes and each.failed is None for each in said)
    if (step.best is not None or bare) and not step.reasons:
        yield (*at, "reasons"), "expected a reason at least for those that are not passed"
    yield from _meeting((*at, "meeting"), step, programme)
    yield from _letters((*at, "letters"), step, programme)


def _meeting(at: Loc, step: DecisionStep, programme: Programme) -> Iterator[Fault]:
    if "meeting" not in step.model_fields_set:
        return
    stage = programme.way.stage(step.stage)
    committee = stage.committee if isinstance(stage, Decision) else None
    if committee is None:
        yield at, f"expected none: no committee votes in {step.stage}"
        return
    spare = committee.members - committee.present_needed
    if step.meeting.absent + step.meeting.leaving > spare:
        needed = f"{committee.present_needed} of {committee.members} must take part"
        yield at, f"expected {spare} at most who are absent or leave: {needed}"


def _letters(at: Loc, step: DecisionStep, programme: Programme) -> Iterator[Fault]:
    stage = programme.way.stage(step.stage)
    joint = stage.joint if isinstance(stage, Decision) else ()
    if sorted(letter.office for letter in step.letters) != sorted(joint):
        offices = ", ".join(joint) or "no office, as this is no joint decision"
        yield at, f"expected one letter each of {offices}"


def _construction(
    at: Loc, step: ConstructionStep, scenario: Scenario, programme: Programme
) -> Iterator[Fault]:
    stage = programme.way.stage(step.stage)
    assert isinstance(stage, Construction)
    known = [indicator.id for indicator in stage.indicators]
    cities = [district.id for district in scenario.enterprises.districts]
    for id_ in step.figures:
        yield from one_of((*at, "figures", id_), id_, known, "indicators of the stage")
    for district, figures in step.of.items():
        yield from one_of((*at, "of", district), district, cities, "districts of the scenario")
        for id_ in figures:
            yield from one_of((*at, "of", district, id_), id_, known, "indicators of the stage")
    for id_ in known:
        if id_ not in step.figures:
            yield (*at, "figures"), f"expected figures of {id_}: all are reported"


def _objections(
    at: Loc,
    step: PublicNoticeStep,
    objections: Objections,
    scenario: Scenario,
    programme: Programme,
) -> Iterator[Fault]:
    numbers: tuple[tuple[str, Amount], ...] = (
        ("dismissed", objections.dismissed),
        ("upheld", objections.upheld),
    )
    for field, number in numbers:
        yield from amount((*at, field), number, scenario)
    for outcome in OBJECTION_OUTCOMES:
        field = f"{outcome}_for"
        fitting = (outcome, OBJECTION_OUTCOMES)
        yield from reason((*at, field), getattr(objections, field), "objection", programme, fitting)
    notice = count(programme.clocks.public_notice, step.opened_at, Calendar())
    for field in ("filed_at", "decided_at"):
        if notice.is_late(getattr(objections, field)):
            yield (*at, field), f"expected before {notice.due_at}, when the notice is over"
    if objections.late_at is not None and not notice.is_late(objections.late_at):
        yield (*at, "late_at"), f"expected {notice.due_at} or later, when the notice is over"
    if objections.late_at is not None and not objections.late_facts:
        yield (*at, "late_facts"), "expected other facts: the same would be the same objection"
    announced = [s.at for s in scenario.plan if isinstance(s, AnnouncementStep)]
    if announced and not notice.is_late(announced[-1]):
        yield (*at[:-1], "opened_at"), "expected a notice that is over at the announcement"
