"""Counts the statistics anew from the journals alone, in the plainest way."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from deploy.audit.journal_side import JournalEvent
from shared.contracts.base import Standing

COUNTED_TOPICS = ("applications.v1", "reviews.v1", "outcomes.v1")
Cell = tuple[str, str, str, str, str, str]
"""Programme, round, milestone, district, industry, category."""


def recount(events: Iterable[JournalEvent]) -> Counter[Cell]:
    """How many applications reached each milestone, by cell."""
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
    cells: Counter[Cell] = Counter()
    for by_topic in latest.values():
        standings = [by_topic[topic][1] for topic in COUNTED_TOPICS if topic in by_topic]
        facts = standings[0]
        for milestone in {m for s in standings for m in s.milestones}:
            cells[
                facts.programme,
                facts.round,
                milestone,
                facts.district,
                facts.industry,
                facts.category,
            ] += 1
    return cells
