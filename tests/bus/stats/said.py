"""Events for the fold, and a recount that shares no code with it."""

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from services.stats.domain.counts import Cell, Counts, DayCell
from shared.calendar import BEIJING
from shared.contracts.base import Addressee, Event, Standing
from shared.contracts.cohorts import MemberSubmitted
from shared.contracts.outcomes import NotRecognised
from shared.contracts.reviews import CaseClosed
from shared.messaging.envelope import Message, to_message
from shared.messaging.recorded import RecordedEvent
from shared.values import Bilingual
from tests.builders import a_standing, a_submission

PROGRAMME = "gd-hightech-product-jiangmen"
ROUND = "2019"
START = datetime(2019, 5, 6, 1, tzinfo=UTC)
DISTRICTS = ("pengjiang", "jianghai", "xinhui", "taishan")
STREAMS = ("applications.v1", "reviews.v1", "outcomes.v1", "cohorts.v1")


@dataclass(frozen=True)
class Said:
    """What one stream says of an application, as the `seq`-th event."""

    application: str
    stream: str
    seq: int
    district: str
    milestones: tuple[tuple[str, datetime], ...]
    prize: bool = False

    @property
    def subject(self) -> str:
        """Whose application it is: three in a row are of one enterprise."""
        return f"9144030000000{int(self.application[1:]) // 3:05}"

    def message(self, prefix: str) -> Message:
        """The event as it is on Kafka."""
        own: dict[str, Any] = {}
        if self.stream not in STREAMS[2:]:
            own = {"subject": self.subject, "facts": {"prize": self.prize, "sales": 5}}
        standing = a_standing(district=self.district, milestones=dict(self.milestones), **own)
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
        if self.stream == "cohorts.v1":
            to = Bilingual(zh="某企业", en="Enterprise")
            return MemberSubmitted(
                application=self.application,
                cohort="c",
                recognition="r",
                number="1",
                addressee=Addressee(
                    uscc=self.subject, enterprise=to, product=to, programme_name=to
                ),
                at=START,
                standing=standing,
            )
        return NotRecognised(
            application=self.application, number="1", reason="-", at=START, standing=standing
        )


def a_round(applications: int, seed: int = 1) -> list[Said]:
    """The events of a round: some move district, some are withdrawn, most are recognised.

    One of the milestones is none of the former version's.
    """
    draw = random.Random(seed)
    said = []
    for number in range(applications):
        name, home, prize = f"a{number:05}", draw.choice(DISTRICTS), draw.random() < 0.3
        at = START + timedelta(hours=draw.randrange(24 * 60))
        if draw.random() < 0.1:
            # Called before it has submitted, from where the register has it; not all submit.
            called = [("called", at - timedelta(days=20))]
            said.append(Said(name, STREAMS[3], 1, draw.choice(DISTRICTS), tuple(called)))
            if draw.random() < 0.3:
                called.append(("not_submitted", at + timedelta(days=1)))
                said.append(Said(name, STREAMS[3], 2, home, tuple(called)))
                continue
        intake = [("submitted", at)]
        said.append(Said(name, STREAMS[0], 1, home, tuple(intake), prize))
        review = [("opened", at)]
        said.append(Said(name, STREAMS[1], 1, home, tuple(review), prize))
        if draw.random() < 0.2:
            moved = draw.choice(DISTRICTS)
            intake.append(("supplemented", at + timedelta(days=3)))
            said.append(Said(name, STREAMS[0], 2, moved, tuple(intake), prize))
        for step in ("accepted", draw.choice(["recommended", "shortlisted"])):
            review.append((step, at + timedelta(days=len(review) * 10)))
            said.append(Said(name, STREAMS[1], len(review), home, tuple(review), prize))
        if draw.random() < 0.1:
            intake.append(("withdrawn", at + timedelta(days=draw.choice([15, 35]))))
            said.append(Said(name, STREAMS[0], 3, home, tuple(intake), prize))
            continue
        outcome = "recognised" if draw.random() < 0.8 else "not_recognised"
        said.append(Said(name, STREAMS[2], 1, home, ((outcome, at + timedelta(days=90)),)))
    return said


def latest(said: Iterable[Said]) -> dict[str, dict[str, Said]]:
    """The newest of each application and stream."""
    found: dict[str, dict[str, Said]] = {}
    for each in said:
        known = found.setdefault(each.application, {})
        if each.stream not in known or known[each.stream].seq < each.seq:
            known[each.stream] = each
    return found


def companies(said: Iterable[Said], milestone: str) -> dict[str, int]:
    """How many enterprises reached a milestone, recounted: with a prize and without."""
    found: dict[str, set[str]] = {"true": set(), "false": set()}
    for streams in latest(said).values():
        reached = {m for s in streams.values() for m, _ in s.milestones}
        first = next((streams[s] for s in STREAMS[:2] if s in streams), None)
        if first is not None and milestone in reached:
            found[str(first.prize).lower()].add(first.subject)
    return {prize: len(subjects) for prize, subjects in sorted(found.items()) if subjects}


def tally(said: Iterable[Said]) -> Counts:
    """The figures, recounted from the latest event of each stream of each application."""
    cells: Counter[Cell] = Counter()
    days: Counter[DayCell] = Counter()
    for streams in latest(said).values():
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
