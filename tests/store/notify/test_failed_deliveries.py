"""An office sees what mail could not deliver, the longest waiting first, and nothing else."""

from datetime import timedelta

from services.notify.domain.notice import Notice
from services.notify.domain.outcome import Bounced, Delivered
from services.notify.store.failed_deliveries import MongoFailedDeliveries
from tests.builders import NOON
from tests.fakes.notify import REAL, a_notice, an_application, refusing, reminding
from tests.store.notify.conftest import Stores

PROGRAMME, ROUND = "gd-hightech-product-jiangmen", "2019"


def bounced(application: str, hours: int, **facts: object) -> Notice:
    about = an_application(application)
    notice = a_notice(f"review/{application}/2", application=about, **facts)
    at = NOON + timedelta(hours=hours)
    refused, _ = notice.answered(Bounced("550"), to="z@x.cn", at=at, real=REAL, jitter=0)
    return refused


async def test_the_queue_has_what_waits_to_be_served_and_ends(stores: Stores) -> None:
    failed = MongoFailedDeliveries(stores.collection)
    delivered, _ = a_notice("d", application=an_application("d")).answered(
        Delivered("ok"), to="z@x.cn", at=NOON, real=REAL, jitter=0
    )
    opened = bounced("o", 1).opened(at=NOON)
    assert opened is not None
    await stores.add(
        bounced("a2", 2),
        bounced("a1", 1),
        bounced("a3", 3, content=refusing()),
        bounced("r", 1, content=reminding()),
        bounced("m", 1).dropped(NOON),
        opened[0],
        delivered,
        a_notice("w", application=an_application("w")),
        bounced("other", 1).model_copy(
            update={"application": an_application("other", programme="p", round="r")}
        ),
    )
    seen, after = [], None
    while True:
        page = await failed.page(PROGRAMME, ROUND, after=after, limit=2)
        seen += [correspondence.application for correspondence, _ in page.rows]
        if page.next is None:
            break
        after = page.next
    assert seen == ["a1", "a2", "a3"]
