"""Counts the statistics anew from the journals alone, in the plainest way."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from deploy.audit.journal_side import JournalEvent
from shared.calendar import beijing_date
from shared.contracts.applications import ApplicationWithdrawn
from shared.contracts.base import Standing

COUNTED_TOPICS = ("applications.v1", "reviews.v1", "outcomes.v1", "cohorts.v1")
Count = tuple[str, ...]
"""Programme, round and milestone; then district, industry and category, or day and district."""


def recount(events: Iterable[JournalEvent]) -> Counter[Count]:
    """How many applications reached each milestone, alone or withdrawn, by cell and by day."""
    histories: dict[str, dict[str, list[JournalEvent]]] = defaultdict(lambda: defaultdict(list))
    for event in events:
        if event.topic in COUNTED_TOPICS and "standing" in event.data:
            histories[event.key][event.topic].append(event)
    for by_topic in histories.values():
        for history in by_topic.values():
            history.sort(key=lambda event: event.seq)
    withdrawals = _withdrawals(by_topic[COUNTED_TOPICS[0]] for by_topic in histories.values())
    counts: Counter[Count] = Counter()
    for by_topic in histories.values():
        newest = [by_topic[topic][-1] for topic in COUNTED_TOPICS if by_topic[topic]]
        standings = [_standing(event) for event in newest]
        facts = standings[0]
        reached = _days([s.milestones for s in standings], withdrawals[facts.programme])
        struck = _days([s.struck or {} for s in standings], set())
        left = [reached[name] for name in withdrawals[facts.programme] if name in reached]
        reached |= {f"{name}~": day for name, day in struck.items()}
        reached |= {
            f"{name}_and_withdrawn~": max(day, min(left)) for name, day in struck.items() if left
        }
        for milestone, day in reached.items():
            of_round = (facts.programme, facts.round, milestone)
            counts[*of_round, facts.district, facts.industry, facts.category] += 1
            counts[*of_round, day.isoformat(), facts.district] += 1
    return counts


def _withdrawals(histories: Iterable[Sequence[JournalEvent]]) -> Mapping[str, set[str]]:
    """By programme the milestones that a withdrawal has given."""
    found: dict[str, set[str]] = defaultdict(set)
    for history in histories:
        before: set[str] = set()
        for event in history:
            standing = _standing(event)
            if event.type == ApplicationWithdrawn.type:
                found[standing.programme] |= standing.milestones.keys() - before
            before = set(standing.milestones)
    return found


def _days(standings: Iterable[Mapping[str, datetime]], withdrawals: set[str]) -> dict[str, date]:
    """When each milestone was reached first, and from when on it and the withdrawal were both."""
    dated = [reached for standing in standings for reached in standing.items()]
    days = {n: beijing_date(min(at for name, at in dated if name == n)) for n, _ in dated}
    left = [days[name] for name in withdrawals if name in days]
    both = [name for name in days if left and name not in withdrawals]
    return days | {f"{name}_and_withdrawn": max(days[name], min(left)) for name in both}


def _standing(event: JournalEvent) -> Standing:
    return Standing.model_validate(event.data["standing"])
