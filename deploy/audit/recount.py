"""Counts the statistics anew from the journals alone, in the plainest way."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from deploy.audit.journal_side import JournalEvent
from shared.calendar import beijing_date
from shared.contracts.base import Standing

COUNTED_TOPICS = ("applications.v1", "reviews.v1", "outcomes.v1")
AND_WITHDRAWN = ("accepted", "not_accepted", "recommended", "recognised", "not_recognised")
Count = tuple[str, ...]
"""Programme, round and milestone; then district, industry and category, or day and district."""


def recount(events: Iterable[JournalEvent]) -> Counter[Count]:
    """How many applications reached each milestone, alone or withdrawn, by cell and by day."""
    latest: dict[str, dict[str, tuple[int, Standing]]] = defaultdict(dict)
    for event in events:
        if event.topic not in COUNTED_TOPICS or "standing" not in event.data:
            continue
        seen = latest[event.key].get(event.topic)
        if seen is None or seen[0] < event.seq:
            latest[event.key][event.topic] = (
                event.seq,
                Standing.model_validate(event.data["standing"]),
            )
    counts: Counter[Count] = Counter()
    for by_topic in latest.values():
        standings = [by_topic[topic][1] for topic in COUNTED_TOPICS if topic in by_topic]
        facts = standings[0]
        for milestone, day in _days(standings).items():
            of_round = (facts.programme, facts.round, milestone)
            counts[*of_round, facts.district, facts.industry, facts.category] += 1
            counts[*of_round, day.isoformat(), facts.district] += 1
    return counts


def _days(standings: Iterable[Standing]) -> dict[str, date]:
    """When each milestone was reached first, and from when on it and the withdrawal were both."""
    told = [reached for s in standings for reached in s.milestones.items()]
    days = {n: beijing_date(min(at for name, at in told if name == n)) for n, _ in told}
    both = [name for name in AND_WITHDRAWN if {name, "withdrawn"} <= days.keys()]
    return days | {f"{n}_and_withdrawn": max(days[n], days["withdrawn"]) for n in both}
