"""How long a notice took is noted once, when its delivery is saved."""

from datetime import timedelta

from prometheus_client import REGISTRY

from services.notify.domain.correspondence import Changed, Correspondence
from services.notify.domain.outcome import Delivered
from services.notify.usecases.confirm_receipt import ConfirmReceipt
from tests.builders import NOON
from tests.fakes.notify import REAL, USCC, a_notice
from tests.store.notify.conftest import Stores


def noted(channel: str) -> tuple[float, float]:
    """How many deliveries by this channel, and how many seconds all of them took."""
    count, seconds = (
        REGISTRY.get_sample_value(f"laurel_notice_delivery_seconds_{what}", {"channel": channel})
        for what in ("count", "sum")
    )
    return count or 0.0, seconds or 0.0


async def test_each_notice_counts_once_from_its_cause_to_its_proof(stores: Stores) -> None:
    by_mail, by_inbox = a_notice("review/a1/2"), a_notice("review/a1/4")
    before = noted("mail"), noted("inbox")

    def write(correspondence: Correspondence) -> Changed:
        return correspondence.adding(by_mail).adding(by_inbox), ()

    def answered(correspondence: Correspondence) -> Changed | None:
        kept = correspondence.notice(by_mail.id)
        assert kept is not None
        at = NOON + timedelta(seconds=90)
        after, events = kept.answered(Delivered("ok"), to="z@x.cn", at=at, real=REAL, jitter=0)
        return correspondence.replacing(after), events

    await stores.correspondences.change("a1", write, at=NOON)
    for _ in range(2):
        await stores.correspondences.change("a1", answered, at=NOON)
        opened = NOON + timedelta(hours=1)
        await ConfirmReceipt(stores.correspondences)(by_inbox.id, uscc=USCC, at=opened)

    for channel, taken, was in (("mail", 90, before[0]), ("inbox", 3600, before[1])):
        count, seconds = noted(channel)
        assert (count - was[0], seconds - was[1]) == (1, taken)
