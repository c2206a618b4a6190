"""One message to one receiver: each attempt, what it means, and when the next one is due."""

from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal

from services.notify.domain.retry import wait_before
from shared.record import Record
from shared.values import Instant

Fault = Literal["address", "name", "connection", "certificate", "time", "answer", "size"]
"""Why no answer came. Address: it leads inwards. Name: it was not found. Connection: refused, or it
broke off. Certificate: TLS could not be agreed on. Time: nothing came in time. Answer: it was no
HTTP. Size: the message is larger than receivers take, and was not sent."""

Fate = Literal["delivered", "waiting", "failed"]
"""Delivered: answered with 2xx. Waiting: tried later. Failed: all attempts did."""

GONE = 410
"""The receiver wants nothing more, of any message."""

ANSWER_KEPT = 500
"""Characters of an answer."""


class Attempt(Record):
    """When it began and how long it took, in real time; the status of an answer, or the fault.

    `answer` is the beginning of the answer's body, or what is known of the fault.
    """

    at: Instant
    milliseconds: int
    status: int | None
    fault: Fault | None
    answer: str

    @property
    def succeeded(self) -> bool:
        """Whether the receiver has taken it."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def gone(self) -> bool:
        """Whether the receiver says that it wants nothing more."""
        return self.status == GONE


class Verdict(Record):
    """What becomes of a message after an attempt; `next_at` in real time while it waits."""

    fate: Fate
    next_at: Instant | None = None


def verdict(
    attempt: Attempt,
    number: int,
    *,
    retry_after: str | None,
    real: datetime,
    jitter: Callable[[], float],
) -> Verdict:
    """After the attempt with this number, from 1; what a receiver asks for only delays."""
    if attempt.succeeded:
        return Verdict(fate="delivered")
    if attempt.fault == "size":
        return Verdict(fate="failed")
    wait = wait_before(number, jitter=jitter(), asked=asked_for(retry_after, real))
    if wait is None:
        return Verdict(fate="failed")
    return Verdict(fate="waiting", next_at=real + wait)


def asked_for(retry_after: str | None, real: datetime) -> timedelta | None:
    """What `Retry-After` asks for, in seconds or as a date (RFC 9110); None if it can't be read."""
    if retry_after is None:
        return None
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return timedelta(seconds=min(int(text), 10_000_000))
    try:
        then = parsedate_to_datetime(text)
        return max(then - real, timedelta())
    # A date without a zone can't be compared with ours.
    except (ValueError, TypeError, OverflowError):
        return None
