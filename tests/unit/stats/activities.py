"""Events of activities, as review tells them."""

from datetime import date
from typing import Any

from shared.contracts.activities import ActivityAttended, ActivityCalledOff, ActivityHeld
from shared.values import Bilingual
from tests.builders import NOON

ROADSHOW = "small.2019.activities.roadshow.1"
DAY = date(2019, 10, 30)
USCC = "91350100M000100Y43"


def _of(activity: str, held_on: date) -> dict[str, Any]:
    return {
        "activity": activity,
        "declared": "roadshow",
        "number": 1,
        "kind": "roadshow",
        "name": Bilingual(zh="路演", en="Roadshow"),
        "programme": "small",
        "programme_version": "2019.1",
        "round": "2019",
        "held_on": held_on,
        "by": "officer-1",
        "at": NOON,
    }


def held(activity: str = ROADSHOW, held_on: date = DAY) -> ActivityHeld:
    """It was held."""
    return ActivityHeld(**_of(activity, held_on), venue="会展中心")


def called_off(activity: str = ROADSHOW) -> ActivityCalledOff:
    """It is not held."""
    return ActivityCalledOff(**_of(activity, DAY), reason="场地检修。")


def attended(
    key: str, *roles: str, activity: str = ROADSHOW, subject: str = USCC
) -> ActivityAttended:
    """Somebody took part as all of these."""
    return ActivityAttended(
        **_of(activity, DAY),
        attendance=f"{activity}.{key}",
        subject=subject,
        roles=roles,
        role_names=tuple(Bilingual(zh=role, en=role) for role in roles),
        office_role="officer",
    )
