"""Events of a plaque and of whose recognition it is, as review tells them."""

from datetime import date, datetime, timedelta
from typing import Any

from shared.contracts.base import Event
from shared.contracts.register import (
    CertificateHandedOver,
    CertificateIssued,
    CertificateVoided,
    RecognitionRegistered,
    RecognitionSource,
)
from shared.values import Bilingual
from tests.builders import NOON
from tests.unit.stats.activities import DAY, ROADSHOW

HOLDER = "91350100M000100Y43"
NAME = Bilingual(zh="铜牌", en="Plaque")


def recognition_of(number: str) -> str:
    """The recognition that a number is about."""
    return f"list.{number}"


def registered(number: str, holder: str = HOLDER, round_: str | None = "2019") -> Event:
    """Whose recognition the number is about."""
    return RecognitionRegistered(
        recognition=recognition_of(number),
        number=f"no. {number}",
        programme="small",
        round=round_,
        subject=holder,
        holder=NAME,
        what=NAME,
        since=DAY,
        until=None,
        source=RecognitionSource(list="list", entry=1),
        by="officer-1",
        at=NOON,
    )


def _of(number: str, at: datetime) -> dict[str, Any]:
    return {
        "recognition": recognition_of(number),
        "programme": "small",
        "round": "2019",
        "kind": "plaque",
        "kind_name": NAME,
        "number": number,
        "by": "officer-1",
        "at": at,
    }


def issued(
    number: str, *, batch: str = "first", edition: int = 1, at: datetime = NOON, **more: Any
) -> Event:
    """The plaque was issued."""
    said = {**_of(number, at), "series": "small/plaque", "serial": 1, **more}
    return CertificateIssued(**said, document="plaque", edition=edition, batch=batch, holder=NAME)


def voided(number: str, at: datetime = NOON) -> Event:
    """Its number is void."""
    return CertificateVoided(**_of(number, at), reason="印制错误。")


def handed_over(number: str, activity: str = ROADSHOW, on: date = DAY) -> Event:
    """It was handed over."""
    at = NOON + timedelta(days=1)
    return CertificateHandedOver(**_of(number, at), activity=activity, held_on=on, venue="会展中心")
