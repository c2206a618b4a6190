"""Withdrawal: possible until the list that concerns the application is announced."""

from dataclasses import replace
from datetime import datetime

from services.intake.domain.application import Application, Withdrawal
from services.intake.domain.refusals import (
    AlreadyAnnounced,
    AlreadyEnded,
    AlreadyNotAccepted,
    NotSubmitted,
)
from services.intake.domain.timeline import timeline_item
from shared.programmes.path import FormalReview


def withdraw(application: Application, *, reason: str, at: datetime) -> Application:
    """The application withdrawn; the very same one when it is withdrawn already."""
    if application.submission is None:
        raise NotSubmitted
    if application.withdrawn_at is not None:
        return application
    refused = application.withdrawal is not None and application.withdrawal.refused
    if application.outcome is not None or refused:
        raise AlreadyAnnounced
    failed = application.failed_in
    if isinstance(failed, FormalReview):
        raise AlreadyNotAccepted
    if failed is not None:
        raise AlreadyEnded(failed.name)
    item = timeline_item(
        at, "withdrawn", "enterprise", zh="您已撤回本次申报。", en="You withdrew the application."
    )
    return replace(application, withdrawal=Withdrawal(reason, at)).with_items(item)
