"""Messages of Laurel's own to a receiver: a challenge, and a test."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

CHALLENGE = "laurel.subscription.challenge.v1"
TEST = "laurel.subscription.test.v1"


@dataclass(frozen=True, slots=True)
class OwnMessage:
    """Its id, and its body as CloudEvents 1.0 in JSON."""

    id: str
    body: bytes


def challenge(subscription: str, token: str, *, at: datetime) -> OwnMessage:
    """Whoever has the receiver gives the token back, and shows so that it is meant."""
    return _message(CHALLENGE, subscription, token, {"challenge": token}, at)


def trial(subscription: str, token: str, *, at: datetime) -> OwnMessage:
    """Tells of nothing; to be taken like any other."""
    return _message(TEST, subscription, token, {"subscription": subscription}, at)


def _message(
    kind: str, subscription: str, token: str, data: Mapping[str, str], at: datetime
) -> OwnMessage:
    event = {
        "specversion": "1.0",
        "id": f"notify/{subscription}/{token}",
        "source": "notify",
        "type": kind,
        "subject": subscription,
        "time": at.isoformat(),
        "datacontenttype": "application/json",
        "data": data,
    }
    return OwnMessage(str(event["id"]), json.dumps(event, separators=(",", ":")).encode())
