"""Withdrawal: possible until the list that concerns the application is announced."""

from dataclasses import replace
from datetime import datetime

from services.intake.domain.application import Application, Withdrawal
from services.intake.domain.refusals import AlreadyAnnounced, AlreadyNotAccepted, NotSubmitted
from services.intake.domain.timeline import timeline_item


def withdraw(application: Application, *, reason: str, at: datetime) -> Application:
    """The application withdrawn; the very same one when it is withdrawn already."""
    if application.submission is None:
        raise NotSubmitted
    if application.stage == "withdrawn":
        return application
    refused = application.withdrawal is not None and application.withdrawal.refused
    if application.outcome is not None or refused:
        raise AlreadyAnnounced
    if application.stage == "not_accepted":
        raise AlreadyNotAccepted
    item = timeline_item(
        at, "withdrawn", "enterprise", zh="您已撤回本次申报。", en="You withdrew the application."
    )
    return replace(application, withdrawal=Withdrawal(reason, at)).with_items(item)
