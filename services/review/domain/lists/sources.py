"""How many objections to a list one source may have: an address block, or a contact.

What an officer has verified is not counted, so that an office may file for those who come to it.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.review.domain.lists.refusals import TooManyFromSource

WINDOW = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Limits:
    """The most objections to one list within a day."""

    of_block: int = 20
    of_contact: int = 5


@dataclass(frozen=True, slots=True)
class Source:
    """Where an objection comes from, and how many such there may be within a day."""

    key: str
    most: int


def sources_of(
    list_id: str, block: str, contacts: Iterable[str], limits: Limits
) -> tuple[Source, ...]:
    """Whose limits an objection takes of: those of its address block and of each contact."""
    return (
        Source(f"{list_id}/block/{block}", limits.of_block),
        *(Source(f"{list_id}/contact/{each}", limits.of_contact) for each in contacts),
    )


def taken(
    source: Source, before: Mapping[str, datetime], objection: str, at: datetime
) -> dict[str, datetime]:
    """What a source has within a day, this one included, each with its arrival.

    Raises TooManyFromSource, which tells when there is room again.
    """
    lasting = {one: filed for one, filed in before.items() if filed > at - WINDOW}
    if objection not in lasting and len(lasting) >= source.most:
        wait = min(lasting.values()) + WINDOW - at
        raise TooManyFromSource(source.most, max(1, math.ceil(wait.total_seconds())))
    return {**lasting, objection: at}
