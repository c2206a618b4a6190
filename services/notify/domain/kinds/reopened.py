"""A non-acceptance that holds no longer, since the case was reopened."""

from typing import Literal

from services.notify.domain.kinds.content import Content
from shared.record import Record
from shared.values import Instant


class TakenBack(Record):
    """The notice of non-acceptance that holds no longer, when it was sent, and why."""

    notice: str
    sent_at: Instant
    received_at: Instant


class Reopened(Content):
    """That a non-acceptance holds no longer, since the supplement had arrived in time."""

    kind: Literal["reopened"] = "reopened"
    takes_back: TakenBack
