"""Events as a round makes them, for filling topics and journals."""

from datetime import UTC, datetime, timedelta

from shared.contracts.applications import ApplicationSubmitted
from shared.contracts.base import FactValue, Standing
from shared.messaging.envelope import Message, to_message
from shared.messaging.recorded import RecordedEvent
from shared.values import Bilingual

PROGRAMME, ROUND = "gd-hightech-product-jiangmen", "2019"
DISTRICTS = ("pengjiang", "jianghai", "xinhui", "taishan", "kaiping", "heshan", "enping")
INDUSTRIES = tuple(f"39{n:02}" for n in range(10, 34))
CATEGORIES = ("electronic-information", "biology-medicine", "new-materials", "high-tech-services")
MILESTONES = ("submitted", "opened", "accepted", "recommended", "decided")
LEARNT = ("submitted", "opened", "accepted", "shortlisted", "approved")
"""Milestones of a programme with a path of its own."""

TIERS = ("champion", "little-giant", "provincial", "municipal")
BEGINNING = datetime(2019, 7, 1, 1, 0, tzinfo=UTC)


def standing(n: int, reached: int = 1, *, with_facts: bool = False) -> Standing:
    """The standing of the n-th application after `reached` milestones.

    With facts: two booleans, a choice that a quarter has not, and two numbers, of which one in ten
    gives but one; seven applications have five subjects.
    """
    names = LEARNT if with_facts else MILESTONES
    return Standing(
        programme=PROGRAMME,
        programme_version="2019.1",
        round=ROUND,
        district=DISTRICTS[n % len(DISTRICTS)],
        industry=INDUSTRIES[n % len(INDUSTRIES)],
        category=CATEGORIES[n % len(CATEGORIES)],
        milestones={
            name: BEGINNING + timedelta(days=10 * place, minutes=n % 1440)
            for place, name in enumerate(names[:reached])
        },
        subject=f"91440300MA{n * 5 // 7:07}X" if with_facts else None,
        facts=_facts(n) if with_facts else None,
    )


def _facts(n: int) -> dict[str, FactValue]:
    facts: dict[str, FactValue] = {"prize": n % 14 == 0, "high_tech": n % 7 != 0}
    if n % 4:
        facts["tier"] = TIERS[n % len(TIERS)]
    facts["annual_sales"] = 10_000 * (n * 7919 % 1_000_003)
    if n % 10:
        facts["staff"] = n % 900
    return facts


def submission(
    key: str, n: int, reached: int = 1, *, with_facts: bool = False
) -> ApplicationSubmitted:
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
        standing=standing(n, reached, with_facts=with_facts),
    )


def messages(
    applications: int, events_each: int, prefix: str, *, with_facts: bool = False
) -> list[Message]:
    """All events of a round, wave by wave, as they would arrive."""
    sent = []
    for wave in range(1, events_each + 1):
        for n in range(applications):
            key = f"{n:024x}"
            event = RecordedEvent.of(
                submission(key, n, wave, with_facts=with_facts),
                seq=wave,
                source="intake",
                key=key,
                at=BEGINNING,
                traceparent=None,
            )
            sent.append(to_message(event, key=key, source="intake", topic_prefix=prefix))
    return sent
