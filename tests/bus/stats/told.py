"""Events for the fold, and a recount that shares no code with it."""

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from services.stats.domain.counts import Cell, Counts, DayCell
from shared.calendar import BEIJING
from shared.contracts.base import Event, Standing
from shared.contracts.outcomes import NotRecognised
from shared.contracts.reviews import CaseClosed
from shared.messaging.envelope import Message, to_message
from shared.messaging.recorded import RecordedEvent
from tests.builders import a_standing, a_submission

PROGRAMME = "gd-hightech-product-jiangmen"
ROUND = "2019"
START = datetime(2019, 5, 6, 1, tzinfo=UTC)
DISTRICTS = ("pengjiang", "jianghai", "xinhui", "taishan")
STREAMS = ("applications.v1", "reviews.v1", "outcomes.v1")


@dataclass(frozen=True)
class Told:
    """What one stream tells of an application, as the `seq`-th event."""

    application: str
    stream: str
    seq: int
    district: str
    milestones: tuple[tuple[str, datetime], ...]

    def message(self, prefix: str) -> Message:
        """The event as it is on Kafka."""
        standing = a_standing(district=self.district, milestones=dict(self.milestones))
        recorded = RecordedEvent.of(
            self._event(standing),
            seq=self.seq,
            source="test",
            key=self.application,
            at=START,
            traceparent=None,
        )
        return to_message(recorded, key=self.application, source="test", topic_prefix=prefix)

    def _event(self, standing: Standing) -> Event:
        if self.stream == "applications.v1":
            return a_submission(self.application, standing=standing)
        if self.stream == "reviews.v1":
            return CaseClosed(
                application=self.application, number="1", why="-", at=START, standing=standing
            )
        return NotRecognised(
            application=self.application, number="1", reason="-", at=START, standing=standing
        )


def a_round(applications: int, seed: int = 1) -> list[Told]:
    """The events of a round: some move district, some are withdrawn, most are recognised.

    One of the milestones is none of the former version's.
    """
    draw = random.Random(seed)
    told = []
    for number in range(applications):
        name, home = f"a{number:05}", draw.choice(DISTRICTS)
        at = START + timedelta(hours=draw.randrange(24 * 60))
        intake = [("submitted", at)]
        told.append(Told(name, STREAMS[0], 1, home, tuple(intake)))
        review = [("opened", at)]
        told.append(Told(name, STREAMS[1], 1, home, tuple(review)))
        if draw.random() < 0.2:
            moved = draw.choice(DISTRICTS)
            intake.append(("supplemented", at + timedelta(days=3)))
            told.append(Told(name, STREAMS[0], 2, moved, tuple(intake)))
        for step in ("accepted", draw.choice(["recommended", "shortlisted"])):
            review.append((step, at + timedelta(days=len(review) * 10)))
            told.append(Told(name, STREAMS[1], len(review), home, tuple(review)))
        if draw.random() < 0.1:
            intake.append(("withdrawn", at + timedelta(days=draw.choice([15, 35]))))
            told.append(Told(name, STREAMS[0], 3, home, tuple(intake)))
            continue
        outcome = "recognised" if draw.random() < 0.8 else "not_recognised"
        told.append(Told(name, STREAMS[2], 1, home, ((outcome, at + timedelta(days=90)),)))
    return told


def tally(told: Iterable[Told]) -> Counts:
    """The figures, recounted from the latest event of each stream of each application."""
    latest: dict[str, dict[str, Told]] = {}
    for each in told:
        known = latest.setdefault(each.application, {})
        if each.stream not in known or known[each.stream].seq < each.seq:
            known[each.stream] = each
    cells: Counter[Cell] = Counter()
    days: Counter[DayCell] = Counter()
    for streams in latest.values():
        district = next(streams[s].district for s in STREAMS if s in streams)
        reached = {m: at for s in streams.values() for m, at in s.milestones}
        if left_at := reached.get("withdrawn"):
            reached |= {
                f"{m}_and_withdrawn": max(at, left_at)
                for m, at in reached.items()
                if m != "withdrawn"
            }
        for milestone, at in reached.items():
            cells[Cell(milestone, district, "3912", "electronics")] += 1
            days[DayCell(milestone, at.astimezone(BEIJING).date(), district)] += 1
    return Counts(0, dict(cells), dict(days))
