"""What is read of notices: in inboxes, of a round, of what mail could not deliver."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from services.notify.domain.correspondence import Correspondence
from services.notify.domain.notice import Notice


@dataclass(frozen=True, slots=True)
class NoticePage:
    """Correspondence in some order, with the notice that is meant, and where to go on."""

    rows: Sequence[tuple[Correspondence, Notice]]
    next: str | None


class Inbox(Protocol):
    """What an enterprise finds in its inbox."""

    async def page(self, uscc: str, *, after: str | None, limit: int) -> NoticePage:
        """Its notices, newest first; `after` is the `next` of the page before."""
        ...


@dataclass(frozen=True, slots=True)
class Counts:
    """How many notices there are by status, and how many of each kind by status.

    `notices` counts all and `bounced` those that mail ever refused.
    """

    by_status: Mapping[str, int]
    by_kind: Mapping[str, Mapping[str, int]]


class Progress(Protocol):
    """How far the notices of a round are."""

    async def of(self, programme: str, round_: str) -> Counts:
        """How many notices wait, are delivered, bounced and so on."""
        ...


class FailedDeliveries(Protocol):
    """What mail could not deliver, and nobody has read in the inbox yet."""

    async def page(
        self, programme: str, round_: str, *, after: str | None, limit: int
    ) -> NoticePage:
        """Those of a round that have to arrive, the longest waiting first; `after` is a `next`."""
        ...
