"""How long notices take to arrive."""

from collections.abc import Iterable

from prometheus_client import Histogram

from services.notify.domain.correspondence import Correspondence
from shared.contracts.base import Event
from shared.contracts.notices import NoticeDelivered

MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0

SECONDS = Histogram(
    "laurel_notice_delivery_seconds",
    "From the event that a notice tells of to the proof that it arrived, by the domain's clock.",
    ["channel"],
    buckets=(1, 5, 15, MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, DAY, 3 * DAY, 7 * DAY),
)


def time_deliveries(correspondence: Correspondence, events: Iterable[Event]) -> None:
    """Times the notices whose delivery was just saved, which happens once to each."""
    for event in events:
        if isinstance(event, NoticeDelivered):
            notice = correspondence.notice(event.notice)
            if notice is not None:
                taken = (event.at - notice.happened_at).total_seconds()
                SECONDS.labels(event.channel).observe(max(0.0, taken))
