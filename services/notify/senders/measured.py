"""What Prometheus and `/health/ready` say of the mail server."""

from datetime import UTC, datetime

from prometheus_client.core import GaugeMetricFamily

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


def unreachable(server: MailServerState) -> Check:
    """That no mail leaves."""

    async def tell() -> str | None:
        if (away := server.outage) is None:
            return None
        return f"notices wait since {away.since.isoformat(timespec='seconds')}: {away.reason}"

    return tell
