"""Events and records that tests start from."""

from datetime import UTC, datetime

from shared.contracts.applications import ApplicationSubmitted, ApplicationWithdrawn
from shared.contracts.base import Standing
from shared.values import Bilingual

NOON = datetime(2019, 7, 1, 4, 0, tzinfo=UTC)


def a_standing(**facts: object) -> Standing:
    """A standing in the Jiangmen round; any fact may be given."""
    return Standing.model_validate(
        {
            "programme": "gd-hightech-product-jiangmen",
            "programme_version": "2019.1",
            "round": "2019",
            "district": "pengjiang",
            "industry": "3912",
            "category": "electronics",
            "milestones": {"submitted": NOON},
        }
        | facts
    )


def a_submission(application: str = "a1", **facts: object) -> ApplicationSubmitted:
    """A submitted application; any field may be given."""
    return ApplicationSubmitted.model_validate(
        {
            "application": application,
            "number": "JM-2019-000001",
            "uscc": "91350100M000100Y43",
            "enterprise": Bilingual(zh="江门某某科技有限公司", en="Jiangmen Example Technology"),
            "product": Bilingual(zh="控制器", en="Controller"),
            "answers": {},
            "materials": (),
            "received_at": NOON,
            "standing": a_standing(),
        }
        | facts
    )


def a_withdrawal(application: str = "a1") -> ApplicationWithdrawn:
    """A withdrawn application."""
    return ApplicationWithdrawn(
        application=application,
        number="JM-2019-000001",
        reason="sold",
        at=NOON,
        standing=a_standing(milestones={"submitted": NOON, "withdrawn": NOON}),
    )
