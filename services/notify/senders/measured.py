"""What Prometheus and `/health/ready` say of the mail server and of the mail that came back."""

from datetime import UTC, datetime
from typing import Protocol

from prometheus_client.core import GaugeMetricFamily

from services.notify.senders.bounce_mailbox import BounceMailbox
from services.notify.senders.mail_server import MailServerState
from shared.http.health import Check
from shared.metrics.scrape import Probe, gauge


def outage(server: MailServerState) -> Probe:
    """For how long this replica has not reached the mail server."""

    async def ask() -> list[GaugeMetricFamily]:
        away = server.outage
        seconds = 0.0 if away is None else (datetime.now(UTC) - away.since).total_seconds()
        meaning = "For how long the mail server has taken nothing from this replica; or 0."
        return [gauge("laurel_notify_mail_unreachable_seconds", meaning, seconds)]

    return ask


def mailbox_outage(mailbox: BounceMailbox | None) -> Probe:
    """For how long this replica has not reached the mailbox of bounces, if there is one."""

    async def ask() -> list[GaugeMetricFamily]:
        away = None if mailbox is None else mailbox.outage
        seconds = 0.0 if away is None else (datetime.now(UTC) - away.since).total_seconds()
        meaning = (
            "For how long the mailbox of bounces was not read; 0 where another reads or none is."
        )
        return [gauge("laurel_notify_bounce_mailbox_unreachable_seconds", meaning, seconds)]

    return ask


class Waiting(Protocol):
    """What knows how many mails are to be settled."""

    async def waiting(self) -> int:
        """How many there are."""
        ...


def unclear_mails(mails: Waiting) -> Probe:
    """How many mails wait for a person to say what became of them."""

    async def ask() -> list[GaugeMetricFamily]:
        meaning = "Mails of servers that nobody could tell, and that a person has to settle."
        return [gauge("laurel_notify_unclear_mails", meaning, await mails.waiting())]

    return ask


def mailbox_unreachable(mailbox: BounceMailbox) -> Check:
    """That no bounce is read."""

    async def tell() -> str | None:
        if (away := mailbox.outage) is None:
            return None
        return f"bounces are not read since {away.since.isoformat(timespec='seconds')}: " + (
            away.reason
        )

    return tell


def unreachable(server: MailServerState) -> Check:
    """That no mail leaves."""

    async def tell() -> str | None:
        if (away := server.outage) is None:
            return None
        return f"notices wait since {away.since.isoformat(timespec='seconds')}: {away.reason}"

    return tell
