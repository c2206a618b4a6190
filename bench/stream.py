"""Events as a round makes them, for filling topics and journals."""

from datetime import UTC, datetime, timedelta

from shared.contracts.applications import ApplicationSubmitted
from shared.contracts.base import Standing
from shared.messaging.envelope import Message, to_message
from shared.messaging.recorded import RecordedEvent
from shared.values import Bilingual

PROGRAMME, ROUND = "gd-hightech-product-jiangmen", "2019"
DISTRICTS = ("pengjiang", "jianghai", "xinhui", "taishan", "kaiping", "heshan", "enping")
INDUSTRIES = tuple(f"39{n:02}" for n in range(10, 34))
CATEGORIES = ("electronic-information", "biology-medicine", "new-materials", "high-tech-services")
MILESTONES = ("submitted", "opened", "accepted", "recommended", "decided")
BEGINNING = datetime(2019, 7, 1, 1, 0, tzinfo=UTC)


def standing(n: int, reached: int = 1) -> Standing:
    """The standing of the n-th application after `reached` milestones."""
    return Standing(
        programme=PROGRAMME,
        programme_version="2019.1",
        round=ROUND,
        district=DISTRICTS[n % len(DISTRICTS)],
        industry=INDUSTRIES[n % len(INDUSTRIES)],
        category=CATEGORIES[n % len(CATEGORIES)],
        milestones={
            name: BEGINNING + timedelta(days=10 * place, minutes=n % 1440)
            for place, name in enumerate(MILESTONES[:reached])
        },
    )


def submission(key: str, n: int, reached: int = 1) -> ApplicationSubmitted:
    """The n-th submission, a body of about 20 fields."""
    return ApplicationSubmitted(
        application=key,
        number=f"JM-2019-{n:06}",
        uscc="91350100M000100Y43",
        enterprise=Bilingual(zh=f"江门第{n}科技有限公司", en=f"Jiangmen Technology No. {n}"),
        product=Bilingual(zh=f"第{n}号控制器", en=f"Controller No. {n}"),
        answers={"regulated": False, "ip_acquired": False, "statement": "领域说明" * 20},
        materials=(),
        received_at=BEGINNING,
        standing=standing(n, reached),
    )


def messages(applications: int, events_each: int, prefix: str) -> list[Message]:
    """All events of a round, wave by wave, as they would arrive."""
    sent = []
    for wave in range(1, events_each + 1):
        for n in range(applications):
            key = f"{n:024x}"
            event = RecordedEvent.of(
                submission(key, n, wave),
                seq=wave,
                source="intake",
                key=key,
                at=BEGINNING,
                traceparent=None,
            )
            sent.append(to_message(event, key=key, source="intake", topic_prefix=prefix))
    return sent
