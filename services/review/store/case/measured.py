"""What Prometheus is told about the clocks of formal review."""

from collections import Counter

from prometheus_client.core import GaugeMetricFamily

from services.review.domain.stages.formal_review.deemed import (
    anywhere_in_review,
    in_review,
    warned_until,
)
from services.review.store.case.case_document import deemed_by
from services.review.usecases.rules import Rules
from shared.clock import Clock
from shared.metrics.scrape import Probe, gauge
from shared.mongo import Collection


def clocks(cases: Collection, rules: Rules, clock: Clock) -> Probe:
    """How many run, and how many are over without anybody having acted on it."""
    of_review = {word for programme in rules.programmes for word in anywhere_in_review(programme)}

    async def ask() -> list[GaugeMetricFamily]:
        running = await cases.count_documents(
            {"expires_at": {"$type": "date"}, "stage": {"$in": sorted(of_review)}}
        )
        over = {"$type": "date", "$lte": clock.now()}
        overdue = await cases.count_documents({"expires_at": over})
        return [
            gauge("laurel_review_running_clocks", "Cases whose supplement clock runs.", running),
            gauge(
                "laurel_review_overdue_clocks",
                "Running clocks whose time is over; review ends them within a second.",
                overdue,
            ),
        ]

    return ask


def deemed_acceptance(cases: Collection, rules: Rules, clock: Clock) -> Probe:
    """By programme how many files are about to count as accepted, as the programme has it."""

    async def ask() -> list[GaugeMetricFamily]:
        at, soon = clock.now(), Counter[str]()
        for programme in rules.programmes:
            until = warned_until(programme, rules.calendar, at)
            of_version = {"programme": programme.id, "programme_version": programme.version}
            asked = {**of_version, **deemed_by(in_review(programme), until)}
            soon[programme.id] += await cases.count_documents(asked)
        family = GaugeMetricFamily(
            "laurel_review_deemed_acceptance_soon",
            "Files that count as accepted within days, since nobody has asked for anything.",
            labels=["programme"],
        )
        for programme_id, files in sorted(soon.items()):
            family.add_metric([programme_id], files)
        return [family]

    return ask
