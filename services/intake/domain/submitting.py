"""Submission: from here on the application counts, under a number that it keeps for life."""

from dataclasses import replace
from datetime import datetime

from services.intake.domain.application import Application, Submission
from services.intake.domain.fields import answers_as_read, check_open, misfits
from services.intake.domain.refusals import (
    AlreadySubmitted,
    AlreadyWithdrawn,
    InvalidFields,
    RulesChanged,
    clock_time,
    in_beijing,
)
from services.intake.domain.timeline import timeline_item
from shared.programmes import Programme, Round


def submitted_before(application: Application, key: str) -> bool:
    """Whether it was submitted with this key already, so that the same answer is due again.

    Raises AlreadySubmitted when it was submitted with another key.
    """
    submission = application.submission
    if submission is None:
        return False
    if submission.key == key:
        return True
    if application.withdrawn_at is not None:
        raise AlreadyWithdrawn(application.withdrawn_at)
    raise AlreadySubmitted(submission.number, submission.received_at)


def under(application: Application, programme: Programme) -> Application:
    """The draft under the rules in force, with its answers in the form in which they are told.

    Raises RulesChanged when it does not fit newer ones, and InvalidFields when what its enterprise
    has said of itself since does not fit.
    """
    same = application.programme_version == programme.version
    if errors := misfits(programme, application):
        raise InvalidFields(errors) if same else RulesChanged(programme.version, errors)
    answers = answers_as_read(programme, application.answers)
    if answers != application.answers:
        application = replace(application, answers=answers)
    if same:
        return application
    return replace(application, programme_version=programme.version, path=programme.way)


def submit(
    application: Application, *, key: str, number: str, round_: Round, at: datetime
) -> Application:
    """The application as received at `at`, the instant of its arrival.

    An incomplete file is taken: formal review finds everything that is missing and asks for it
    once. Whatever an event needs (product, category, industry, district) no draft can lack.
    """
    if submitted_before(application, key):
        return application
    check_open(round_, at)
    received = timeline_item(
        at,
        "submitted",
        "enterprise",
        zh=f"申报已提交，申报编号{number}，北京时间{clock_time(at)}收到。",
        en=f"Submitted under the number {number}, received {in_beijing(at)}.",
    )
    return replace(application, submission=Submission(number, at, key)).with_items(received)
