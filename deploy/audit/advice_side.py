"""Advice on drafts: whether all of it came while there was a draft to advise on."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from deploy.audit.journal_side import JournalEvent
from shared.contracts.applications import ApplicationSubmitted
from shared.contracts.drafts import DraftAdvised


def drafts_advised(events: Sequence[JournalEvent]) -> int:
    """How many drafts there was advice on."""
    return len(_advised(events))


def wrong_advice(events: Sequence[JournalEvent]) -> Iterator[str]:
    """What is wrong: advice that does not count 1, 2, 3 …, or that came after the submission."""
    submitted = {
        e.key: _instant(e.data["received_at"])
        for e in events
        if e.type == ApplicationSubmitted.type
    }
    for draft, given in _advised(events).items():
        numbers = sorted(event.data["advice"] for event in given)
        if numbers != list(range(1, len(given) + 1)):
            yield f"{draft}: advice numbered {', '.join(map(str, numbers))}"
        if draft not in submitted:
            continue
        for event in given:
            if _instant(event.data["at"]) > submitted[draft]:
                yield f"{draft}: advice {event.data['advice']} came after the submission"


def _advised(events: Sequence[JournalEvent]) -> dict[str, list[JournalEvent]]:
    found: defaultdict[str, list[JournalEvent]] = defaultdict(list)
    for event in events:
        if event.type == DraftAdvised.type:
            found[event.data["application"]].append(event)
    return dict(found)


def _instant(said: str) -> datetime:
    return datetime.fromisoformat(said)
