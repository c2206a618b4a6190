"""The events that tell others what became of a notice."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from services.notify.domain.contact import masked
from shared.contracts.base import Event
from shared.contracts.notices import (
    Channel,
    NoticeBounced,
    NoticeDelivered,
    NoticeEscalated,
    NoticeSent,
    NoticeServed,
    ServiceWithdrawn,
)

if TYPE_CHECKING:
    from services.notify.domain.notice import Notice
    from services.notify.domain.service import Service


def sent(notice: Notice, channel: Channel, to: str, at: datetime) -> Event:
    """The notice was handed to a channel."""
    return NoticeSent(**_of(notice), channel=channel, to=shown(to), at=at)


def delivered(notice: Notice, channel: Channel, to: str, proof: str, at: datetime) -> Event:
    """The notice arrived."""
    return NoticeDelivered(**_of(notice), channel=channel, to=shown(to), proof=proof, at=at)


def bounced(notice: Notice, to: str, reason: str, at: datetime) -> Event:
    """Mail refused the notice for good."""
    return NoticeBounced(**_of(notice), channel="mail", to=shown(to), reason=reason, at=at)


def escalated(notice: Notice, at: datetime) -> Event:
    """The notice waits in the inbox, since mail failed."""
    return NoticeEscalated(**_of(notice), from_channel="mail", to_channel="inbox", at=at)


def served(notice: Notice, service: Service) -> Event:
    """The notice was delivered by an officer, by other means."""
    return NoticeServed(
        **_of(notice),
        channel=service.method,
        done_at=service.done_at,
        by=service.by,
        role=service.role,
        at=service.delivered_at,
    )


def service_withdrawn(notice: Notice, wrong: Service, at: datetime) -> Event:
    """What was told of its delivery does not hold."""
    return ServiceWithdrawn(**_of(notice), channel=wrong.method, at=at)


def shown(to: str) -> str:
    """A mail address masked; an inbox is named by its enterprise's code, which is public."""
    return masked(to) if "@" in to else to


def _of(notice: Notice) -> dict[str, Any]:
    return {
        "notice": notice.id,
        "application": notice.application.id,
        "cause": notice.cause,
        "kind": notice.content.kind,
        "about": notice.content.about,
        "supplement_round": notice.content.starts_clock_of,
    }
